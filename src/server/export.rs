//! Records as CSV: an export is started, which counts it and keeps a place for it; its file is then asked for by link,
//! once, by whoever started it.

mod sheet;
mod transfer;
mod wanted;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode, Uri, Version};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::DateTime;
use std::collections::HashMap;

use self::sheet::Sheet;
use self::wanted::{canonical, wanted};
use super::forms::{Outcome, Renderer, Submitted};
use super::records::scope_of;
use super::router::AppState;
use super::session::{Session, Visitor};
use super::{respond, zone};
use crate::domain::agent::{Agent, AgentId};
use crate::domain::error::AppError;
use crate::domain::export::{
    Choice, ChoiceKind, Export, ExportEntry, ExportRequest, ExportState, Format, Started, file_name,
};
use crate::domain::form::Problem;
use crate::domain::limits;
use crate::domain::listing::Listing;
use crate::domain::member::MemberId;
use crate::domain::record::Folder;
use crate::domain::view::settings::ActivityView;
use crate::domain::viewer::Scope;
use crate::paths;
use crate::store::export::{self, Claim, ExportRow, NewExport};
use crate::store::{agents, members};

/// Starts an export.
pub async fn start(agent: &str, request: ExportRequest) -> Result<Started, AppError> {
    let started = async { begin(&Session::current()?, agent, request).await };
    respond::with_status(started.await)
}

/// How far one of the member's own exports is.
pub async fn find(agent: &str, id: i64) -> Result<Export, AppError> {
    respond::with_status(load(agent, id).await)
}

/// Who exported what.
pub async fn activity(agent: &str, before: Option<i64>) -> Result<ActivityView, AppError> {
    respond::with_status(load_activity(agent, before).await)
}

/// The agent, for whoever may export its records.
async fn exporting_scope(session: &Session, agent: &str) -> Result<Scope, AppError> {
    if !session.viewer.can_export() {
        return Err(AppError::Forbidden);
    }
    let all = agents::list(session.state.store.read(), session.viewer).await.map_err(respond::database)?;
    Ok(scope_of(session, &all, agent)?.0)
}

async fn begin(session: &Session, agent: &str, request: ExportRequest) -> Result<Started, AppError> {
    let scope = exporting_scope(session, agent).await?;
    let (format, now, zone) = (request.format, zone::now(), session.prefs.zone.as_deref());
    let (listing, choice) = canonical(request, session.prefs.per, now)?;
    let (folder, query) = (listing.folder, listing.to_query());
    let store = &session.state.store;
    let wanted = wanted(scope.clone(), listing, choice.clone(), zone, now);
    let total = wanted.count(store.read()).await.map_err(respond::database)?;

    let new = NewExport { format, choice: &choice, folder, query: &query, zone, total };
    let transaction = store.begin().await.map_err(respond::database)?;
    let id = export::start(&transaction, &scope, new, zone::now()).await.map_err(respond::database)?;
    let Some(id) = id else { return Ok(Started::Busy) };
    transaction.commit().await.map_err(respond::database)?;
    Ok(Started::Export(Export { id, state: ExportState::Waiting, total, sent: 0 }))
}

async fn load(agent: &str, id: i64) -> Result<Export, AppError> {
    let session = Session::current()?;
    let scope = exporting_scope(&session, agent).await?;
    let found = export::find(session.state.store.read(), &scope, id, zone::now()).await;
    found.map_err(respond::database)?.ok_or(AppError::NotFound)
}

async fn load_activity(agent: &str, before: Option<i64>) -> Result<ActivityView, AppError> {
    let session = Session::current()?;
    if !session.viewer.can_see_activity() {
        return Err(AppError::Forbidden);
    }
    let db = session.state.store.read();
    let agents: Vec<Agent> = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let (scope, agent) = scope_of(&session, &agents, agent)?;
    let (rows, more) = export::list(db, &scope, before, limits::ACTIVITY).await.map_err(respond::database)?;
    let members = members::list(db).await.map_err(respond::database)?;
    let known: HashMap<MemberId, _> = members.iter().map(|member| (member.id, member)).collect();
    let (zone, now) = (zone::zone(session.prefs.zone.as_deref()), zone::now());
    let before = rows.last().filter(|_| more).map(|row| row.id);
    let exports = rows.into_iter().map(|row| ExportEntry {
        id: row.id,
        actor: row.actor_id.and_then(|id| known.get(&MemberId(id)).map(|member| (*member).clone())),
        at: zone::stamp(row.started_at, zone),
        format: row.format.0,
        choice: row.choice.0,
        folder: row.folder.0,
        state: export::state(&row, now),
        total: row.total as u64,
        sent: row.sent as u64,
        query: row.query,
    });
    let exports = exports.collect();
    Ok(ActivityView { agent, agents, members, exports, before })
}

/// Takes the form where there is no script, and leads on to the file.
pub async fn submit(Path(agent): Path<String>, mut submitted: Submitted) -> Response {
    let outcome = act(&submitted, &agent).await;
    // What is refused comes back over the list that it was asked from.
    let fields = submitted.fields("export");
    let folder: Folder = fields.raw("folder").parse().unwrap_or_default();
    let listing = Listing::from_query(folder, fields.raw("query"));
    let what = fields.raw("choice").parse::<ChoiceKind>().ok().filter(|what| *what != ChoiceKind::Selection);
    if let Some(list) = list_of(&agent, &listing, what) {
        submitted.parts.uri = list;
    }
    submitted.answer(outcome).await
}

async fn act(submitted: &Submitted, agent: &str) -> Result<Outcome, AppError> {
    let member = submitted.member()?;
    let mut fields = submitted.fields("export");
    let folder = fields.choice::<Folder>("folder");
    let format = fields.choice::<Format>("format");
    let choice = match fields.choice::<ChoiceKind>("choice") {
        Some(ChoiceKind::Page) => Some(Choice::Page),
        Some(ChoiceKind::All) => Some(Choice::All),
        // Which records are ticked only script knows.
        Some(ChoiceKind::Selection) => {
            fields.refuse("choice", Problem::NotAChoice);
            None
        }
        None => None,
    };
    let (Some(folder), Some(format), Some(choice)) = (folder, format, choice) else {
        return Ok(Outcome::Again(fields.state()));
    };
    let query = fields.raw("query").to_owned();
    let (state, prefs) = (submitted.state.clone(), submitted.visitor.prefs.clone());
    let session = Session { state, viewer: member.viewer(), prefs };
    let id = AgentId::parse(agent).ok_or(AppError::NotFound)?;
    Ok(match begin(&session, agent, ExportRequest { folder, query, choice, format }).await? {
        Started::Export(export) => Outcome::Go(paths::exports::file(&id, export.id)),
        Started::Busy => Outcome::Again(fields.refused(Problem::ExportsRunning)),
    })
}

/// The address of a list, and over it the question how it is to be exported.
fn list_of(agent: &str, listing: &Listing, what: Option<ChoiceKind>) -> Option<Uri> {
    let agent = AgentId::parse(agent)?;
    let link = match what {
        Some(what) => paths::exports::exporting(&agent, listing, what),
        None => paths::records(&agent, listing, None),
    };
    link.parse().ok()
}

/// Where forms are sent to is no page of its own: whoever opens it goes to the list, and whoever must sign in first is
/// told so there.
pub async fn page(Extension(renderer): Extension<Renderer>, Path(agent): Path<String>, request: Request) -> Response {
    let Some(list) = list_of(&agent, &Listing::default(), None) else {
        return nothing(renderer, request, StatusCode::NOT_FOUND).await;
    };
    if visitor(&request).signed_in.is_some() {
        return Redirect::to(&list.to_string()).into_response();
    }
    render(renderer, request, list).await
}

/// The page of another address in the place of what was asked for.
async fn render(renderer: Renderer, request: Request, uri: Uri) -> Response {
    let (mut parts, _) = request.into_parts();
    parts.uri = uri;
    (renderer.0)(Request::from_parts(parts, Body::empty())).await
}

/// The file of an export that waits for it. Whoever asks again, or too late, learns that it is gone.
pub async fn file(
    State(state): State<AppState>,
    Extension(renderer): Extension<Renderer>,
    Path((agent, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    // Only looking at it must not use it up.
    if request.method() != Method::GET {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET")]).into_response();
    }
    // Before, a file had no other end than that of its connection: one that breaks off would look whole.
    if request.version() < Version::HTTP_11 {
        tracing::warn!("a file was asked for by HTTP/1.0: the proxy in front must speak HTTP/1.1 (see README.md)");
        return StatusCode::HTTP_VERSION_NOT_SUPPORTED.into_response();
    }
    let who = visitor(&request);
    match open(state, who, &agent, &id).await {
        Ok(Some(file)) => file,
        Ok(None) => nothing(renderer, request, StatusCode::GONE).await,
        Err(AppError::NotFound) => nothing(renderer, request, StatusCode::NOT_FOUND).await,
        Err(error) => failed(renderer, request, &agent, &error).await,
    }
}

/// The list says itself what is wrong with the server, or with the visit; its link leads back to where one can try again.
async fn failed(renderer: Renderer, request: Request, agent: &str, error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let Some(list) = list_of(agent, &Listing::default(), None) else { return nothing(renderer, request, status).await };
    let mut response = render(renderer, request, list).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

async fn open(state: AppState, visitor: Visitor, agent: &str, id: &str) -> Result<Option<Response>, AppError> {
    if let Some(failure) = visitor.failure {
        return Err(failure);
    }
    let member = visitor.signed_in.ok_or(AppError::Unauthenticated)?;
    let session = Session { state, viewer: member.viewer(), prefs: visitor.prefs };
    let scope = exporting_scope(&session, agent).await?;
    let id: i64 = id.parse().map_err(|_| AppError::NotFound)?;
    let transaction = session.state.store.begin().await.map_err(respond::database)?;
    let claim = export::claim(&transaction, &scope, id, zone::now()).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    match claim {
        Claim::Taken(row) => send(&session.state, scope, &row).map(Some),
        Claim::Gone => Ok(None),
        Claim::NotFound => Err(AppError::NotFound),
    }
}

fn send(state: &AppState, scope: Scope, row: &ExportRow) -> Result<Response, AppError> {
    let zone = zone::zone(row.zone.as_deref());
    let day = DateTime::from_timestamp_micros(row.started_at).unwrap_or_default().with_timezone(&zone).date_naive();
    let name = file_name(&scope.agent, row.folder.0, row.format.0, day);
    let choice = export::choice(row).map_err(respond::database)?;
    let listing = Listing::from_query(row.folder.0, &row.query);
    let wanted = wanted(scope, listing, choice, row.zone.as_deref(), row.started_at);
    let body = transfer::body(state, row.id, wanted, Sheet::new(row.format.0, zone));

    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The name holds nothing that would have to be escaped.
    if let Ok(disposition) = format!("attachment; filename=\"{name}.csv\"").parse() {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// The page that says that there is nothing here.
async fn nothing(renderer: Renderer, request: Request, status: StatusCode) -> Response {
    let mut response = (renderer.0)(request).await;
    if matches!(response.status(), StatusCode::OK | StatusCode::NOT_FOUND) {
        *response.status_mut() = status;
    }
    response
}

fn visitor(request: &Request) -> Visitor {
    request.extensions().get::<Visitor>().cloned().unwrap_or_default()
}
