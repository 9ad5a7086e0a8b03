use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::domain::error::AppError;
use crate::domain::view::AgentView;

/// All agents with what waits in their inboxes.
#[server(prefix = "/api", endpoint = "agents/list", input = Json, output = Json)]
pub async fn list_agents() -> Result<Vec<AgentView>, AppError> {
    crate::server::agents::list().await
}
