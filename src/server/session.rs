//! Who is asking, and how they want to see things. The only place that reads or writes cookies.

mod cookies;
mod prefs;

pub use self::cookies::{Cookies, Token};
pub use self::prefs::{accept, remember};

use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use leptos::prelude::*;

use super::router::AppState;
use super::security::Security;
use super::{respond, secret, zone};
use crate::app::Visit;
use crate::domain::error::AppError;
use crate::domain::member::MemberId;
use crate::domain::prefs::Prefs;
use crate::domain::viewer::Viewer;
use crate::store::members::{self, Account};
use crate::store::{Transaction, sessions, sign_ins};

/// A session is seen again at most this often, in microseconds: not every request is to be a write.
const TOUCH_EVERY: i64 = 60_000_000;

/// What a request tells of whoever sent it. Every request that is not for a file carries one in its extensions.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub signed_in: Option<SignedIn>,
    pub prefs: Prefs,
}

/// The member behind a request.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub account: Account,
    /// Of the session that the request carries.
    pub token_hash: String,
}

impl SignedIn {
    pub fn viewer(&self) -> Viewer {
        self.account.member.viewer()
    }
}

/// What a use case knows of the request it answers.
pub struct Session {
    pub state: AppState,
    pub viewer: Viewer,
    pub prefs: Prefs,
}

impl Session {
    /// Of the request in whose context this runs.
    ///
    /// # Errors
    /// `Unauthenticated` when nobody is signed in.
    pub fn current() -> Result<Self, AppError> {
        let state = use_context::<AppState>().ok_or(AppError::Internal)?;
        let visitor = visitor_of_context();
        let member = visitor.signed_in.ok_or(AppError::Unauthenticated)?.account.member;
        Ok(Self { state, viewer: member.viewer(), prefs: visitor.prefs })
    }
}

/// Puts who is asking, and how they want to see things, where components look for it.
pub fn provide(demo: bool) {
    let visitor = visitor_of_context();
    provide_context(visitor.prefs);
    provide_context(Visit { member: visitor.signed_in.map(|signed_in| signed_in.account.member), demo });
}

/// The time zone and language of whoever asks, signed in or not.
pub fn visitor_of_context() -> Visitor {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visitor>().cloned()).unwrap_or_default()
}

/// Looks up who sent these headers.
pub async fn visitor(state: &AppState, headers: &HeaderMap) -> Result<Visitor, AppError> {
    let cookies = Cookies::of(headers, &state.security);
    let signed_in = match cookies.session {
        Some(token) => signed_in(state, secret::hash(&token)).await?,
        None => None,
    };
    let profile = signed_in.as_ref().map(|signed_in| signed_in.account.profile.clone()).unwrap_or_default();
    Ok(Visitor { signed_in, prefs: prefs::prefs(headers, profile) })
}

/// A session is good while it is neither unused nor old for too long, and while its member may sign in.
async fn signed_in(state: &AppState, token_hash: String) -> Result<Option<SignedIn>, AppError> {
    let found = sessions::find(state.store.read(), &token_hash).await.map_err(respond::database)?;
    let (now, security) = (zone::now(), &state.security);
    let good = found.filter(|session| {
        let lives = now - session.seen_at < security.idle && now - session.created_at < security.absolute;
        lives && session.account.active && security.hash_of(&session.account).is_some()
    });
    let Some(session) = good else { return Ok(None) };
    if now - session.seen_at >= TOUCH_EVERY {
        see(state, &token_hash, session.account.member.id, now).await?;
    }
    Ok(Some(SignedIn { account: session.account, token_hash }))
}

async fn see(state: &AppState, token_hash: &str, member: MemberId, now: i64) -> Result<(), AppError> {
    let seen = async {
        let transaction = state.store.begin().await?;
        sessions::touch(&transaction, token_hash, now).await?;
        members::update(&transaction, member, members::Change { seen_at: Some(now), ..Default::default() }).await?;
        transaction.commit().await
    };
    seen.await.map_err(respond::database)
}

/// The secrets of a session that has just begun; the answer must carry them to the browser.
pub struct Started {
    session: String,
    browser: String,
}

/// Begins a session for the member and ends the one that the browser had, so that no id outlives a change of who it
/// stands for.
pub async fn start(
    db: &Transaction,
    state: &AppState,
    headers: &HeaderMap,
    member: MemberId,
) -> Result<Started, AppError> {
    let cookies = Cookies::of(headers, &state.security);
    let started = Started { session: secret::fresh(), browser: cookies.browser.unwrap_or_else(secret::fresh) };
    let now = zone::now();
    let write = async {
        if let Some(old) = cookies.session {
            sessions::end(db, &secret::hash(&old)).await?;
        }
        sessions::purge(db, now - state.security.idle, now - state.security.absolute).await?;
        sign_ins::purge_browsers(db, now - Token::BROWSER_KEPT).await?;
        sessions::create(db, &secret::hash(&started.session), member, now).await?;
        sign_ins::remember_browser(db, &secret::hash(&started.browser), member, now).await?;
        members::update(db, member, members::Change { seen_at: Some(now), ..Default::default() }).await
    };
    write.await.map_err(respond::database)?;
    Ok(started)
}

impl Started {
    pub fn set(&self, response: &mut Response, security: &Security) {
        Token::Session.set(response, security, &self.session);
        Token::Browser.set(response, security, &self.browser);
    }
}
