//! Who is asking, and how they want to see things. The only place that reads or writes cookies.

mod cookies;
mod prefs;

pub use self::cookies::{Cookies, Token};
pub use self::prefs::{accept, remember};

use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use leptos::prelude::*;
use std::time::Duration;

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
/// For that write to get its turn.
const PATIENCE: Duration = Duration::from_millis(250);

/// What a request tells of whoever sent it. Every request that is not for a file carries one in its extensions.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub signed_in: Option<SignedIn>,
    pub prefs: Prefs,
    /// Why it could not be found out who it is. Every use case fails with it.
    pub failure: Option<AppError>,
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
#[derive(Clone)]
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
        if let Some(failure) = visitor.failure {
            return Err(failure);
        }
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

/// Somebody of whom nothing could be found out.
pub fn unknown(headers: &HeaderMap, failure: AppError) -> Visitor {
    let prefs = prefs::prefs(headers, members::Profile::default());
    Visitor { signed_in: None, prefs, failure: Some(failure) }
}

/// Looks up who sent these headers.
pub async fn visitor(state: &AppState, headers: &HeaderMap) -> Result<Visitor, AppError> {
    let cookies = Cookies::of(headers, &state.security);
    let signed_in = match cookies.session {
        Some(token) => signed_in(state, secret::hash(&token)).await?,
        None => None,
    };
    let profile = signed_in.as_ref().map(|signed_in| signed_in.account.profile.clone()).unwrap_or_default();
    Ok(Visitor { signed_in, prefs: prefs::prefs(headers, profile), failure: None })
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
        see(state, &token_hash, session.account.member.id, now).await;
    }
    Ok(Some(SignedIn { account: session.account, token_hash }))
}

/// Notes that the session is used. Nobody waits long for it, and nothing fails with it: it is tried again soon.
async fn see(state: &AppState, token_hash: &str, member: MemberId, now: i64) {
    let seen = async {
        let transaction = state.store.begin().await?;
        members::update(&transaction, member, members::Change { seen_at: Some(now), ..Default::default() }).await?;
        sessions::touch(&transaction, token_hash, now).await?;
        transaction.commit().await
    };
    if let Ok(Err(error)) = tokio::time::timeout(PATIENCE, seen).await {
        tracing::warn!(%error, "a session could not be touched");
    }
}

/// Forgets sessions and browsers whose time is over. In a transaction of its own, as it touches what is other people's.
pub async fn tidy(state: &AppState) {
    let now = zone::now();
    let tidied = async {
        let transaction = state.store.begin().await?;
        sessions::purge(&transaction, now - state.security.idle, now - state.security.absolute).await?;
        sign_ins::purge_browsers(&transaction, now - Token::BROWSER_KEPT).await?;
        transaction.commit().await
    };
    if let Err(error) = tidied.await {
        tracing::warn!(%error, "old sessions could not be forgotten");
    }
}

/// Whoever asks as they are now, locked: since the request began they may have become less, or nobody.
///
/// # Errors
/// `Unauthenticated` when they are not active any more, `Forbidden` when they may not any more.
pub async fn as_now(db: &Transaction, who: &SignedIn, may: fn(Viewer) -> bool) -> Result<Account, AppError> {
    let id = who.account.member.id;
    let locked = members::locked(db, &[id]).await.map_err(respond::database)?;
    let found = locked.into_iter().find(|account| account.member.id == id && account.active);
    let found = found.ok_or(AppError::Unauthenticated)?;
    if may(found.member.viewer()) { Ok(found) } else { Err(AppError::Forbidden) }
}

/// The secrets of a session that has just begun; the answer must carry them to the browser.
pub struct Started {
    session: String,
    browser: String,
}

/// Begins a session for the member and ends the one that the browser had, so that no id outlives a change of who it
/// stands for. The member's row must be locked, or new: rows of members are always locked before those of sessions.
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
