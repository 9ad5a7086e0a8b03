//! Conversations: reading them, and moving them between folders.

use axum::response::Response;
use strum::VariantArray;

use super::changes::writing_scope;
use super::forms::{Outcome, Submitted};
use super::present::Presenter;
use super::records::scope_of;
use super::session::Session;
use super::{respond, zone};
use crate::domain::change::Destination;
use crate::domain::conversation::Medium;
use crate::domain::conversation_listing::ConversationListing;
use crate::domain::error::AppError;
use crate::domain::filter::Search;
use crate::domain::form::Problem;
use crate::domain::limits;
use crate::domain::record::{Channel, Folder};
use crate::domain::view::conversations::{ConversationsView, Moved, Part, TranscriptView};
use crate::domain::viewer::Scope;
use crate::paths::conversations::{Selected, conversations as link_of, parse_conversations};
use crate::store::conversations::{self, Reference, list, moves, transcript};
use crate::store::{agents, purge};

pub async fn list(agent: &str, medium: Medium, folder: Folder, query: &str) -> Result<ConversationsView, AppError> {
    respond::with_status(load_list(agent, ConversationListing::from_query(medium, folder, query)).await)
}

pub async fn find(agent: &str, id: &str, part: Part, search: Option<&str>) -> Result<Option<TranscriptView>, AppError> {
    respond::with_status(load_transcript(agent, id, &part, search).await)
}

pub async fn move_one(agent: &str, id: i64, version: i64, to: Destination) -> Result<Moved, AppError> {
    respond::with_status(ask(&Session::current()?, agent, id, version, to).await)
}

/// Takes the forms of the page: what script does at once, done by sending a form and coming back.
pub async fn submit(submitted: Submitted) -> Response {
    let outcome = take(&submitted).await;
    submitted.answer(outcome).await
}

async fn load_list(agent: &str, listing: ConversationListing) -> Result<ConversationsView, AppError> {
    let session = Session::current()?;
    let db = session.state.store.read();
    let all = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let (scope, agent) = scope_of(&session, &all, agent)?;

    let folders = list::folders(db, &scope, listing.medium).await.map_err(respond::database)?;
    let page = list::list(db, &scope, &listing, limits::CONVERSATIONS).await.map_err(respond::database)?;
    let channels = list::by_channel(db, &scope, &listing).await.map_err(respond::database)?;
    let chosen = |channel: Channel| listing.channel.is_none_or(|chosen| chosen == channel);
    let total: u64 = channels.iter().filter(|(channel, _)| chosen(*channel)).map(|(_, count)| count).sum();
    let mut elsewhere = Vec::new();
    if total == 0 && !listing.is_whole_folder() {
        let counts = list::by_folder(db, &scope, &listing).await.map_err(respond::database)?;
        let others = Folder::VARIANTS.iter().filter(|other| **other != listing.folder);
        elsewhere.extend(others.map(|other| (*other, counts.of(*other))).filter(|(_, count)| *count > 0));
    }

    let zone = zone::zone(session.prefs.zone.as_deref());
    let presenter = Presenter::new(zone, zone::now(), &[], listing.search.as_ref());
    Ok(ConversationsView {
        agent,
        agents: all,
        folders,
        any_channel: channels.iter().map(|(_, count)| count).sum(),
        channels,
        total,
        conversations: page.conversations.into_iter().map(|listed| presenter.listed(listed)).collect(),
        before: page.before.map(|cursor| cursor.to_string()),
        after: page.after.map(|cursor| cursor.to_string()),
        elsewhere,
    })
}

async fn load_transcript(
    agent: &str,
    id: &str,
    part: &Part,
    search: Option<&str>,
) -> Result<Option<TranscriptView>, AppError> {
    let session = Session::current()?;
    let db = session.state.store.read();
    let all = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let (scope, _) = scope_of(&session, &all, agent)?;
    let Ok(id) = id.parse() else { return Ok(None) };
    let search = search.and_then(Search::parse);
    let found = transcript::find(db, &scope, id, part, search.as_ref()).await.map_err(respond::database)?;
    let zone = zone::zone(session.prefs.zone.as_deref());
    let presenter = Presenter::new(zone, zone::now(), &[], search.as_ref());
    Ok(found.map(|found| presenter.transcript(found)))
}

async fn ask(session: &Session, agent: &str, id: i64, version: i64, to: Destination) -> Result<Moved, AppError> {
    let scope = writing_scope(session, agent).await?;
    // Whoever leaves the page right after a click closes the connection, which would end the work half-way, undone.
    let session = session.clone();
    let done = tokio::spawn(async move { perform(&session, &scope, id, version, to).await });
    done.await.map_err(|_| AppError::Internal)?
}

async fn perform(session: &Session, scope: &Scope, id: i64, version: i64, to: Destination) -> Result<Moved, AppError> {
    let transaction = session.state.store.begin().await.map_err(respond::database)?;
    let found = conversations::find_locked(&transaction, &scope.agent, &Reference::Key(id)).await;
    let found = found.map_err(respond::database)?.filter(|row| row.deleted_at != Some(purge::BEGUN));
    let row = found.ok_or(AppError::NotFound)?;
    let (from, deleted_from) = (row.folder.0, row.deleted_from.map(|slug| slug.0));
    if row.folder_version != version {
        return Ok(Moved::ChangedMeanwhile { folder: from, version: row.folder_version });
    }
    let folder = to.from(from, deleted_from).ok_or(AppError::Invalid)?;
    if folder == from {
        return Ok(Moved::Done { folder, version });
    }
    let version = moves::put(&transaction, &row, folder, zone::now()).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Moved::Done { folder, version })
}

async fn take(submitted: &Submitted) -> Result<Outcome, AppError> {
    let member = submitted.member()?;
    if !member.viewer().can_change_records() {
        return Err(AppError::Forbidden);
    }
    let (agent, medium, folder) = parse_conversations(submitted.parts.uri.path()).ok_or(AppError::NotFound)?;
    if submitted.form() != "move" {
        return Err(AppError::NotFound);
    }
    let mut fields = submitted.fields("move");
    let to = fields.choice::<Destination>("to");
    let (Some(to), Ok(version), Ok(id)) = (to, fields.raw("version").parse(), fields.raw("conversation").parse())
    else {
        return Ok(Outcome::Again(fields.state()));
    };
    let session =
        Session { state: submitted.state.clone(), viewer: member.viewer(), prefs: submitted.visitor.prefs.clone() };
    match ask(&session, agent.as_str(), id, version, to).await? {
        Moved::Done { .. } => {}
        Moved::ChangedMeanwhile { .. } => return Ok(Outcome::Again(fields.refused(Problem::ChangedMeanwhile))),
    }
    // It stays selected, so that one sees where it went.
    let listing = ConversationListing::from_query(medium, folder, submitted.parts.uri.query().unwrap_or_default());
    let selected = Selected { id: id.to_string(), spot: None };
    Ok(Outcome::Go(link_of(&agent, &listing, Some(&selected))))
}
