//! Data collection: what an agent asks its customers, and the form that says so.

use axum::response::Response;

use super::forms::{Outcome, Submitted};
use super::session::{self, Session};
use super::{respond, zone};
use crate::domain::agent::AgentId;
use crate::domain::collection::draft::{Draft, FORM, Op};
use crate::domain::error::AppError;
use crate::domain::form::{FormState, Problem};
use crate::domain::view::settings::CollectionView;
use crate::domain::viewer::Viewer;
use crate::paths::settings::{agent_of_settings, data_collection_saved, set_of};
use crate::store::data_collection::{self, Edit};
use crate::store::{Store, agents};

/// What the agent asks, with all agents for the switcher.
pub async fn find(agent: &str) -> Result<CollectionView, AppError> {
    respond::with_status(load_current(agent).await)
}

async fn load_current(agent: &str) -> Result<CollectionView, AppError> {
    let session = Session::current()?;
    if !session.viewer.can_manage_collection() {
        return Err(AppError::Forbidden);
    }
    let id = AgentId::parse(agent).ok_or(AppError::NotFound)?;
    load(&session.state.store, session.viewer, &id).await
}

async fn load(store: &Store, viewer: Viewer, id: &AgentId) -> Result<CollectionView, AppError> {
    let agents = agents::list(store.read(), viewer).await.map_err(respond::database)?;
    let agent = agents.iter().find(|agent| agent.id == *id).ok_or(AppError::NotFound)?.clone();
    let collection = data_collection::find(store.read(), id).await.map_err(respond::database)?;
    Ok(CollectionView { agent, agents, collection })
}

/// Takes the page's form: saves it, or does to it what another of its buttons says and shows it again.
pub async fn submit(submitted: Submitted) -> Response {
    let outcome = act(&submitted).await;
    submitted.answer(outcome).await
}

async fn act(submitted: &Submitted) -> Result<Outcome, AppError> {
    let signed_in = submitted.member()?;
    if !signed_in.viewer().can_manage_collection() {
        return Err(AppError::Forbidden);
    }
    let uri = &submitted.parts.uri;
    let id = agent_of_settings(uri.path()).ok_or(AppError::NotFound)?;
    let store = &submitted.state.store;
    let view = load(store, signed_in.viewer(), &id).await?;
    let kind = set_of(uri.query().unwrap_or_default()).or_only(view.agent.variant);
    let fields = submitted.fields(FORM);
    let button = fields.raw("do").to_owned();
    let op = Op::parse(&button).ok_or(AppError::Invalid)?;
    let mut draft = Draft::from_form(&fields.state().values);
    if op != Op::Save {
        draft.apply(op, &view.collection, kind);
        return Ok(again(&draft, &button, Vec::new()));
    }
    let set = match draft.check() {
        Ok(set) => set,
        Err(problems) => return Ok(again(&draft, &button, problems)),
    };
    let transaction = store.begin().await.map_err(respond::database)?;
    let actor = session::as_now(&transaction, &signed_in, Viewer::can_manage_collection).await?.member.id;
    let edit = Edit { enabled: draft.enabled, kind, set: &set, seen_version: draft.version };
    let saved = data_collection::save(&transaction, &id, edit, Some(actor), zone::now()).await;
    if saved.map_err(respond::database)? {
        transaction.commit().await.map_err(respond::database)?;
        return Ok(Outcome::Go(data_collection_saved(&id, kind)));
    }
    // What was typed stays, and whoever sends it again has been told.
    draft.version = data_collection::find(&transaction, &id).await.map_err(respond::database)?.version;
    Ok(again(&draft, &button, vec![(String::new(), Problem::ChangedMeanwhile)]))
}

/// The page with what was typed, which button was pressed, and what is wrong.
fn again(draft: &Draft, button: &str, problems: Vec<(String, Problem)>) -> Outcome {
    let mut values = draft.to_form();
    values.push(("do".to_owned(), button.to_owned()));
    Outcome::Again(FormState { form: FORM.to_owned(), values, problems, link: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_comes_again_keeps_what_was_typed() {
        let draft = Draft::from_form(&[("fields.4.label".to_owned(), " Guests ".to_owned())]);
        let Outcome::Again(state) = again(&draft, "up-4", Vec::new()) else { panic!("it leads on") };
        assert_eq!(state.value("do").as_deref(), Some("up-4"));
        assert_eq!(Draft::from_form(&state.values), draft);
    }
}
