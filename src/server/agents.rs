use axum::extract::Path;
use axum::response::Response;

use super::forms::{Outcome, Submitted};
use super::session::{self, Session};
use super::{respond, zone};
use crate::domain::agent::{Agent, AgentId, Variant};
use crate::domain::error::AppError;
use crate::domain::form::Problem;
use crate::domain::limits;
use crate::domain::record::Folder;
use crate::domain::view::{AgentView, FolderCounts};
use crate::domain::viewer::{Scope, Viewer};
use crate::paths;
use crate::store::{agents, counts};

/// What one must type to delete an agent, in every language.
pub const CONFIRMATION: &str = "DELETE";

pub async fn list() -> Result<Vec<AgentView>, AppError> {
    respond::with_status(load().await)
}

/// One agent with all that would go with it.
pub async fn find(agent: &str) -> Result<(Agent, FolderCounts), AppError> {
    respond::with_status(load_one(agent).await)
}

async fn load() -> Result<Vec<AgentView>, AppError> {
    let session = Session::current()?;
    let db = session.state.store.read();
    let mut views = Vec::new();
    for agent in agents::list(db, session.viewer).await.map_err(respond::database)? {
        let scope = Scope { viewer: session.viewer, agent: agent.id.clone() };
        let inbox = counts::folders(db, &scope).await.map_err(respond::database)?.inbox;
        views.push(AgentView { agent, inbox });
    }
    Ok(views)
}

async fn load_one(agent: &str) -> Result<(Agent, FolderCounts), AppError> {
    let session = Session::current()?;
    if !session.viewer.can_manage_agents() {
        return Err(AppError::Forbidden);
    }
    let id = AgentId::parse(agent).ok_or(AppError::NotFound)?;
    let db = session.state.store.read();
    let all = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let agent = all.into_iter().find(|agent| agent.id == id).ok_or(AppError::NotFound)?;
    let scope = Scope { viewer: session.viewer, agent: id };
    Ok((agent, counts::folders(db, &scope).await.map_err(respond::database)?))
}

/// Takes the form of a new agent.
pub async fn create(submitted: Submitted) -> Response {
    let outcome = make(&submitted).await;
    submitted.answer(outcome).await
}

async fn make(submitted: &Submitted) -> Result<Outcome, AppError> {
    if !submitted.member()?.viewer().can_manage_agents() {
        return Err(AppError::Forbidden);
    }
    let mut fields = submitted.fields("new-agent");
    let name = fields.text("name", limits::NAME);
    let id = fields.agent_id("id");
    let variant = fields.choice::<Variant>("variant");
    // Its address would be that of this form.
    if id.as_ref().is_some_and(|id| format!("{}/{id}", paths::AGENTS) == paths::NEW_AGENT) {
        fields.refuse("id", Problem::AgentIdTaken);
    }
    let (Some(id), Some(variant), true) = (id, variant, fields.are_good()) else {
        return Ok(Outcome::Again(fields.state()));
    };
    let agent = Agent { id, name, variant };
    let transaction = submitted.state.store.begin().await.map_err(respond::database)?;
    session::as_now(&transaction, &submitted.member()?, Viewer::can_manage_agents).await?;
    if !agents::create(&transaction, &agent, zone::now()).await.map_err(respond::database)? {
        fields.refuse("id", Problem::AgentIdTaken);
        return Ok(Outcome::Again(fields.state()));
    }
    transaction.commit().await.map_err(respond::database)?;
    Ok(Outcome::Go(paths::folder(&agent.id, Folder::Inbox)))
}

/// Takes the form that deletes an agent for good.
pub async fn delete(Path(agent): Path<String>, submitted: Submitted) -> Response {
    let outcome = remove(&submitted, &agent).await;
    submitted.answer(outcome).await
}

async fn remove(submitted: &Submitted, agent: &str) -> Result<Outcome, AppError> {
    if !submitted.member()?.viewer().can_manage_agents() {
        return Err(AppError::Forbidden);
    }
    let id = AgentId::parse(agent).ok_or(AppError::NotFound)?;
    let mut fields = submitted.fields("delete-agent");
    if fields.raw("confirmation").trim() != CONFIRMATION {
        fields.refuse("confirmation", Problem::NotConfirmed);
        return Ok(Outcome::Again(fields.state()));
    }
    // It goes on when the request is over: what is large takes its time.
    let (store, member) = (submitted.state.store.clone(), submitted.member()?);
    let deleted = submitted.state.jobs.spawn(async move {
        let transaction = store.begin().await.map_err(respond::database)?;
        session::as_now(&transaction, &member, Viewer::can_manage_agents).await?;
        if !agents::delete(&transaction, &id).await.map_err(respond::database)? {
            return Err(AppError::NotFound);
        }
        transaction.commit().await.map_err(respond::database)
    });
    deleted.await.unwrap_or(Err(AppError::Internal))?;
    Ok(Outcome::Go(paths::AGENTS.to_owned()))
}
