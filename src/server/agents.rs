use super::respond;
use super::session::Session;
use crate::domain::error::AppError;
use crate::domain::view::AgentView;
use crate::domain::viewer::Scope;
use crate::store::{agents, counts};

pub async fn list() -> Result<Vec<AgentView>, AppError> {
    respond::with_status(load().await)
}

async fn load() -> Result<Vec<AgentView>, AppError> {
    let session = Session::current().await?;
    let db = session.state.store.read();
    let mut views = Vec::new();
    for agent in agents::list(db, session.viewer).await.map_err(respond::database)? {
        let scope = Scope { viewer: session.viewer, agent: agent.id.clone() };
        let inbox = counts::folders(db, &scope).await.map_err(respond::database)?.inbox;
        views.push(AgentView { agent, inbox });
    }
    Ok(views)
}
