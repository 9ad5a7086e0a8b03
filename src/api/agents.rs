use leptos::prelude::*;

use super::json::Json;
use crate::domain::agent::Agent;
use crate::domain::error::AppError;
use crate::domain::view::{AgentView, FolderCounts};

/// All agents with what waits in their inboxes.
#[server(prefix = "/api", endpoint = "agents/list", input = Json, output = Json)]
pub async fn list_agents() -> Result<Vec<AgentView>, AppError> {
    crate::server::agents::list().await
}

/// One agent with how many records it has, for those who may delete it.
#[server(prefix = "/api", endpoint = "agents/find", input = Json, output = Json)]
pub async fn find_agent(agent: String) -> Result<(Agent, FolderCounts), AppError> {
    crate::server::agents::find(&agent).await
}
