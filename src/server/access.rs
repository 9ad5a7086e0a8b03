//! Who may come in by which route. Every route and server function has a rule here or beside its handler in the
//! router; one without keeps the program from starting.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, REFERER};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

use super::respond;
use super::router::AppState;
use super::session::{self, Visitor};
use crate::domain::error::AppError;
use crate::domain::viewer::Viewer;
use crate::paths;

/// Who may come in.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// Anybody, and nobody asks who it is: files, and what tells that the server lives.
    Open,
    /// Anybody, signed in or not.
    Anyone,
    /// Who is not signed in. Others are sent on to where they were going.
    Guest,
    /// Whoever sets the installation up; nobody once that is done.
    SetUp,
    /// Members of whom this holds.
    Members(fn(Viewer) -> bool),
}

use Rule::{Anyone, Guest, Members, Open, SetUp};

/// The pages. The patterns are those of the route table in `app.rs`.
pub const PAGES: &[(&str, Rule)] = &[
    (paths::SET_UP, SetUp),
    (paths::SIGN_IN, Guest),
    (paths::INVITATION, Anyone),
    (paths::PASSWORD_RESET, Anyone),
    (paths::PREFERENCES, Members(Viewer::can_read)),
    (paths::TEAM, Members(Viewer::can_manage_team)),
    (paths::AGENTS, Members(Viewer::can_read)),
    (paths::NEW_AGENT, Members(Viewer::can_manage_agents)),
    ("/agents/{agent}/delete", Members(Viewer::can_manage_agents)),
    ("/agents/{agent}/leads-tickets", Members(Viewer::can_read)),
    ("/agents/{agent}/leads-tickets/archived", Members(Viewer::can_read)),
    ("/agents/{agent}/leads-tickets/deleted", Members(Viewer::can_read)),
    ("/agents/{agent}/chat-conversations", Members(Viewer::can_read)),
    ("/agents/{agent}/chat-conversations/archived", Members(Viewer::can_read)),
    ("/agents/{agent}/chat-conversations/deleted", Members(Viewer::can_read)),
    ("/agents/{agent}/voice-conversations", Members(Viewer::can_read)),
    ("/agents/{agent}/voice-conversations/archived", Members(Viewer::can_read)),
    ("/agents/{agent}/voice-conversations/deleted", Members(Viewer::can_read)),
    ("/agents/{agent}/settings/data-collection", Members(Viewer::can_manage_collection)),
    ("/agents/{agent}/settings/api-keys", Members(Viewer::can_manage_keys)),
    ("/agents/{agent}/settings/activity", Members(Viewer::can_see_activity)),
];

/// The server functions.
pub const FUNCTIONS: &[(&str, Rule)] = &[
    ("/api/agents/list", Members(Viewer::can_read)),
    ("/api/agents/find", Members(Viewer::can_manage_agents)),
    ("/api/records/list", Members(Viewer::can_read)),
    ("/api/records/find", Members(Viewer::can_read)),
    ("/api/records/change", Members(Viewer::can_change_records)),
    ("/api/records/undo", Members(Viewer::can_change_records)),
    ("/api/records/journal", Members(Viewer::can_read)),
    ("/api/records/news", Members(Viewer::can_read)),
    ("/api/records/create", Members(Viewer::can_create_records)),
    ("/api/records/form", Members(Viewer::can_create_records)),
    ("/api/conversations/list", Members(Viewer::can_read)),
    ("/api/conversations/find", Members(Viewer::can_read)),
    ("/api/conversations/move", Members(Viewer::can_change_records)),
    ("/api/data-collection/find", Members(Viewer::can_manage_collection)),
    ("/api/api-keys/list", Members(Viewer::can_manage_keys)),
    ("/api/exports/start", Members(Viewer::can_export)),
    ("/api/exports/find", Members(Viewer::can_export)),
    ("/api/exports/list", Members(Viewer::can_see_activity)),
    ("/api/jobs/find", Members(Viewer::can_change_records)),
    ("/api/jobs/see", Members(Viewer::can_change_records)),
    ("/api/team/list", Members(Viewer::can_manage_team)),
    ("/api/preferences/find", Members(Viewer::can_read)),
    ("/api/preferences/zones", Anyone),
    ("/api/links/invitation", Anyone),
    ("/api/links/reset", Anyone),
];

/// What the site's folder serves.
const FILES: &[&str] = &[
    "/pkg/",
    "/fonts/",
    "/favicon.svg",
    "/icons/",
    "/icons.svg",
    "/icons.LICENSE.txt",
    "/apple-touch-icon.png",
    "/manifest.webmanifest",
];

/// The rules, ready to be asked.
#[derive(Clone)]
pub struct Rules {
    reading: Arc<matchit::Router<Rule>>,
    writing: Arc<matchit::Router<Rule>>,
    /// The server functions are asked by POST but are not pages.
    functions: Arc<matchit::Router<Rule>>,
}

impl Rules {
    /// Of the routes that take GET and those that take POST. A page is in both when a form is sent to it.
    ///
    /// # Panics
    /// When a pattern makes no sense or comes twice: the program must not start with it.
    pub fn new(reading: &[(&str, Rule)], writing: &[(&str, Rule)]) -> Self {
        let table = |rows: &[&[(&str, Rule)]]| {
            let mut table = matchit::Router::new();
            for (pattern, rule) in rows.iter().copied().flatten() {
                table.insert(*pattern, *rule).unwrap_or_else(|error| panic!("the rule of {pattern}: {error}"));
            }
            Arc::new(table)
        };
        Self { reading: table(&[PAGES, reading]), writing: table(&[writing]), functions: table(&[FUNCTIONS]) }
    }

    /// # Panics
    /// When one of these routes has no rule.
    pub fn ensure_cover<'a>(&self, pages: impl Iterator<Item = &'a str>, functions: impl Iterator<Item = &'a str>) {
        for page in pages {
            assert!(self.reading.at(page).is_ok(), "the page {page} has no rule in server/access.rs");
        }
        for function in functions {
            assert!(self.functions.at(function).is_ok(), "the function {function} has no rule in server/access.rs");
        }
    }

    fn of(&self, method: &Method, path: &str) -> Option<Rule> {
        let reads = matches!(*method, Method::GET | Method::HEAD);
        if reads && FILES.iter().any(|file| path.starts_with(file)) {
            return Some(Open);
        }
        if is_function(path) {
            return self.functions.at(path).ok().map(|found| *found.value);
        }
        let table = if reads { &self.reading } else { &self.writing };
        // A trailing slash leads to the same page.
        table.at(path).or_else(|_| table.at(path.trim_end_matches('/'))).ok().map(|found| *found.value)
    }
}

/// Lets in whom the route's rule lets in, and tells every handler who it is.
///
/// What has no rule goes on with nobody signed in: nothing is there but the page that says so.
pub async fn guard(State((state, rules)): State<(AppState, Rules)>, mut request: Request, next: Next) -> Response {
    let rule = rules.of(request.method(), request.uri().path());
    if matches!(rule, Some(Open)) {
        return next.run(request).await;
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let function = is_function(request.uri().path());
    if function {
        // With these, Leptos would take the call for a form and lead on to wherever the sender says it comes from.
        request.headers_mut().remove(ACCEPT);
        request.headers_mut().remove(REFERER);
    }
    let headers = request.headers().clone();
    let asked = async {
        let visitor = session::visitor(&state, &headers).await?;
        let verdict = match rule {
            None => Verdict::In,
            Some(rule) => verdict(&state, rule, &visitor).await?,
        };
        Ok::<_, AppError>((visitor, verdict))
    };
    let (mut visitor, verdict) = match asked.await {
        Ok(known) => known,
        // The page says itself that the server is not well, and offers to try again.
        Err(error) if reads && !function => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let visitor = session::unknown(&headers, error);
            return say(status, visitor, request, next).await;
        }
        Err(error) => return respond::plain(&error),
    };
    if rule.is_none() {
        visitor.signed_in = None;
    }
    match verdict {
        Verdict::In => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Verdict::Nobody | Verdict::NotSetUp if function => respond::plain(&AppError::Unauthenticated),
        Verdict::Refused if function => respond::plain(&AppError::Forbidden),
        Verdict::Closed if !reads => respond::plain(&AppError::Forbidden),
        Verdict::NotSetUp if reads => Redirect::to(paths::SET_UP).into_response(),
        Verdict::SignedIn => Redirect::to(&next_of(&request)).into_response(),
        Verdict::Closed => Redirect::to(paths::SIGN_IN).into_response(),
        Verdict::Nobody if reads => {
            let here = request.uri().path_and_query().map(|here| here.as_str()).unwrap_or(paths::HOME);
            Redirect::to(&paths::sign_in(here)).into_response()
        }
        Verdict::Nobody | Verdict::NotSetUp => say(StatusCode::UNAUTHORIZED, visitor, request, next).await,
        Verdict::Refused => say(StatusCode::FORBIDDEN, visitor, request, next).await,
    }
}

enum Verdict {
    In,
    /// Nobody is signed in where somebody must be.
    Nobody,
    /// Somebody is signed in where nobody need be.
    SignedIn,
    /// The installation waits for its Owner.
    NotSetUp,
    /// It is set up already.
    Closed,
    /// The member's role is too low.
    Refused,
}

async fn verdict(state: &AppState, rule: Rule, visitor: &Visitor) -> Result<Verdict, AppError> {
    let set_up = state.is_set_up().await?;
    Ok(match (rule, &visitor.signed_in) {
        (SetUp, _) if set_up => Verdict::Closed,
        (SetUp, _) => Verdict::In,
        (Guest | Members(_), _) if !set_up => Verdict::NotSetUp,
        (Guest, Some(_)) => Verdict::SignedIn,
        (Open | Anyone | Guest, _) => Verdict::In,
        (Members(_), None) => Verdict::Nobody,
        (Members(may), Some(member)) if may(member.viewer()) => Verdict::In,
        (Members(_), Some(_)) => Verdict::Refused,
    })
}

/// The page at this address says itself that one must sign in or may not see it. What was sent to it is not looked at.
async fn say(status: StatusCode, visitor: Visitor, mut request: Request, next: Next) -> Response {
    *request.method_mut() = Method::GET;
    *request.body_mut() = axum::body::Body::empty();
    request.headers_mut().remove(CONTENT_LENGTH);
    request.headers_mut().remove(CONTENT_TYPE);
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// Where a request for the sign-in page was going.
fn next_of(request: &Request) -> String {
    paths::next_of(request.uri().query().unwrap_or_default())
}

fn is_function(path: &str) -> bool {
    path.starts_with(paths::API)
}
