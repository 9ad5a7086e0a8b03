//! The forms of the sheet: what script does at once, done by sending a form and coming back to the sheet.

use axum::response::Response;

use super::changes::{Work, ask};
use super::forms::{Outcome, Submitted};
use super::new_record;
use super::session::Session;
use crate::domain::agent::AgentId;
use crate::domain::change::{Action, Answer, Destination, Part, Reason, Seen, Target};
use crate::domain::error::AppError;
use crate::domain::form::{Fields, Problem};
use crate::domain::limits;
use crate::domain::listing::Listing;
use crate::domain::member::MemberId;
use crate::domain::record::{Folder, Status};
use crate::paths;

/// Takes any of the list's forms: those of the sheet, and the one of a new record.
pub async fn submit(submitted: Submitted) -> Response {
    if submitted.form() == new_record::FORM {
        return new_record::submit(submitted).await;
    }
    let outcome = change(&submitted).await;
    submitted.answer(outcome).await
}

async fn change(submitted: &Submitted) -> Result<Outcome, AppError> {
    let member = submitted.member()?;
    if !member.viewer().can_change_records() {
        return Err(AppError::Forbidden);
    }
    let (agent, folder) = paths::parse_records(submitted.parts.uri.path()).ok_or(AppError::NotFound)?;
    let (fields, action) = match submitted.form() {
        "status" => status(submitted.fields("status")),
        "assign" => assign(submitted.fields("assign")),
        "notes" => notes(submitted.fields("notes")),
        "move" => destination(submitted.fields("move")),
        _ => return Err(AppError::NotFound),
    };
    let (Some(action), Ok(version)) = (action, fields.raw("version").parse()) else {
        return Ok(Outcome::Again(fields.state()));
    };
    let id = fields.raw("record").to_owned();
    let part = action.part();
    let target = Target::Records { records: vec![Seen { id: id.clone(), version }] };
    let session =
        Session { state: submitted.state.clone(), viewer: member.viewer(), prefs: submitted.visitor.prefs.clone() };
    let Answer::Done(done) = ask(&session, agent.as_str(), Work::Change { target, action }).await? else {
        return Err(AppError::Internal);
    };
    match done.left.into_iter().next().map(|left| left.reason) {
        None | Some(Reason::AlreadySo) => {}
        Some(Reason::ChangedMeanwhile { .. }) => return refused(fields, Problem::ChangedMeanwhile),
        Some(Reason::NotFound | Reason::NotAllowed | Reason::Deactivated) => return refused(fields, Problem::Gone),
    }
    Ok(Outcome::Go(back(submitted, &agent, folder, &id, part)))
}

fn refused(fields: Fields, problem: Problem) -> Result<Outcome, AppError> {
    Ok(Outcome::Again(fields.refused(problem)))
}

/// The same sheet over the same list.
fn back(submitted: &Submitted, agent: &AgentId, folder: Folder, id: &str, part: Part) -> String {
    let listing = Listing::from_query(folder, submitted.parts.uri.query().unwrap_or_default());
    paths::changed(agent, &listing, id, part)
}

type Read = (Fields, Option<Action>);

fn status(mut fields: Fields) -> Read {
    let to = fields.choice::<Status>("status");
    (fields, to.map(|to| Action::SetStatus { to }))
}

fn assign(mut fields: Fields) -> Read {
    let to = match fields.raw("to") {
        "" => Some(None),
        id => id.parse().ok().map(|id| Some(MemberId(id))),
    };
    let note = fields.optional_text("note", limits::ASSIGNMENT_NOTE);
    if to.is_none() {
        fields.refuse("", Problem::Gone);
    }
    let good = fields.are_good();
    (fields, to.filter(|_| good).map(|to| Action::Assign { to, note }))
}

fn notes(mut fields: Fields) -> Read {
    let text = fields.optional_text("notes", limits::NOTES);
    let good = fields.are_good();
    (fields, good.then_some(Action::SetNotes { text }))
}

fn destination(mut fields: Fields) -> Read {
    let to = fields.choice::<Destination>("to");
    (fields, to.map(|to| Action::Move { to }))
}
