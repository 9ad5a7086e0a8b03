//! A record made by hand: what its form asks, and what becomes of it, with and without script.

use axum::response::Response;

use super::forms::{Outcome, Submitted};
use super::intake::{self, Filing};
use super::router::AppState;
use super::session::{self, Session, SignedIn};
use super::{respond, zone};
use crate::domain::agent::AgentId;
use crate::domain::error::AppError;
use crate::domain::form::{FormState, Problem};
use crate::domain::limits;
use crate::domain::listing::Listing;
use crate::domain::new_record::{GivenRecord, check, list_with};
use crate::domain::record::Origin;
use crate::domain::record_id::RecordId;
use crate::domain::view::Created;
use crate::domain::view::settings::CollectionView;
use crate::domain::viewer::Viewer;
use crate::paths;
use crate::store::{agents, data_collection, filing};

pub use crate::domain::new_record::FORM;

/// Fields of one form: built-in ones, and custom ones of both sets.
const MOST_FIELDS: usize = 4 * limits::FIELDS;

/// The record, or what is wrong with the form, by field.
type Made = Result<(GivenRecord, RecordId), Vec<(String, Problem)>>;

/// What the form asks for: the agent's data collection, with all agents.
pub async fn form(agent: &str) -> Result<CollectionView, AppError> {
    respond::with_status(load(agent).await)
}

/// Files what the form says.
pub async fn create(agent: &str, fields: Vec<(String, String)>) -> Result<Created, AppError> {
    respond::with_status(create_now(agent, &fields).await)
}

/// Takes the form where there is no script.
pub async fn submit(submitted: Submitted) -> Response {
    let outcome = act(&submitted).await;
    submitted.answer(outcome).await
}

async fn load(agent: &str) -> Result<CollectionView, AppError> {
    let session = Session::current()?;
    if !session.viewer.can_create_records() {
        return Err(AppError::Forbidden);
    }
    let id = AgentId::parse(agent).ok_or(AppError::NotFound)?;
    let db = session.state.store.read();
    let agents = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let agent = agents.iter().find(|agent| agent.id == id).ok_or(AppError::NotFound)?.clone();
    let collection = data_collection::find(db, &id).await.map_err(respond::database)?;
    Ok(CollectionView { agent, agents, collection })
}

async fn create_now(agent: &str, fields: &[(String, String)]) -> Result<Created, AppError> {
    let session = Session::current()?;
    let who = session::visitor_of_context().signed_in.ok_or(AppError::Unauthenticated)?;
    Ok(match make(&session.state, &who, agent, fields).await? {
        Ok((_, id)) => Created::Record(id.to_string()),
        Err(problems) => Created::Refused(problems),
    })
}

async fn act(submitted: &Submitted) -> Result<Outcome, AppError> {
    let who = submitted.member()?;
    if !who.viewer().can_create_records() {
        return Err(AppError::Forbidden);
    }
    let uri = &submitted.parts.uri;
    let (agent, folder) = paths::parse_records(uri.path()).ok_or(AppError::NotFound)?;
    let fields = submitted.fields(FORM);
    // Any button but the one that creates asks for the form again, with the fields of another channel.
    let creates = fields.raw("do").is_empty();
    let state = fields.state();
    if !creates {
        return Ok(Outcome::Again(state));
    }
    let made = make(&submitted.state, &who, agent.as_str(), &state.values).await?;
    match made {
        Ok((given, id)) => {
            let listing = Listing::from_query(folder, uri.query().unwrap_or_default());
            let shown = list_with(&listing, given.kind, given.channel);
            Ok(Outcome::Go(paths::records(&agent, &shown, Some(id.as_str()))))
        }
        Err(problems) => Ok(Outcome::Again(FormState { problems, ..state })),
    }
}

async fn make(state: &AppState, who: &SignedIn, agent: &str, form: &[(String, String)]) -> Result<Made, AppError> {
    if !who.viewer().can_create_records() {
        return Err(AppError::Forbidden);
    }
    if form.len() > MOST_FIELDS {
        return Err(AppError::Invalid);
    }
    let id = AgentId::parse(agent).ok_or(AppError::NotFound)?;
    let transaction = state.store.begin().await.map_err(respond::database)?;
    let member = session::as_now(&transaction, who, Viewer::can_create_records).await?.member;
    let variant = agents::variant(&transaction, &id).await.map_err(respond::database)?.ok_or(AppError::NotFound)?;
    let collection = data_collection::find(&transaction, &id).await.map_err(respond::database)?;
    let given = match check(form, &collection, variant) {
        Ok(given) => given,
        Err(problems) => return Ok(Err(problems)),
    };
    let filing = Filing {
        given: given.clone(),
        filed_at: zone::now(),
        conversation: None,
        origin: Origin::Member,
        actor: Some(member.id),
    };
    let new = intake::new_record(filing, collection.asked(variant, given.channel));
    let (_, record) = filing::file(&transaction, &id, new, state.country).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Ok((given, record)))
}
