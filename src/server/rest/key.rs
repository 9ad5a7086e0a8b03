//! Who asks: the bearer of a key. Every operation of the API passes here, so none can be asked without one.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::{Kind, Problem};
use crate::domain::agent::AgentId;
use crate::domain::viewer::Scope;
use crate::server::router::AppState;
use crate::server::{respond, secret, zone};
use crate::store::api_keys::{self, Key};

/// A key is seen again at most this often, in microseconds: not every request is to be a write.
const TOUCH_EVERY: i64 = 60_000_000;

/// A key that is good.
#[derive(Clone, Debug)]
pub struct Bearer(pub Key);

impl Bearer {
    pub fn agent(&self) -> &AgentId {
        &self.0.agent
    }

    /// What the key may read.
    ///
    /// # Errors
    /// 403 for a key that may only write.
    pub fn reading(&self) -> Result<Scope, Problem> {
        if self.0.reads {
            Ok(Scope::of_reading_key(self.0.agent.clone()))
        } else {
            Err(Problem::new(Kind::WriteOnly, "Make a key that may read, too, to ask for this."))
        }
    }
}

pub async fn guard(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    match bearer(&state, request.headers()).await {
        Ok(bearer) => {
            request.extensions_mut().insert(bearer);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn bearer(state: &AppState, headers: &HeaderMap) -> Result<Bearer, Problem> {
    let refused = |detail: &str| Problem::new(Kind::Unauthenticated, detail);
    let token = token(headers).ok_or_else(|| refused("Send the key as: Authorization: Bearer lt_…"))?;
    let found = api_keys::find(state.store.read(), &secret::hash(token)).await.map_err(Problem::of_database)?;
    let now = zone::now();
    let key = found.filter(|key| key.is_good(now));
    let key = key.ok_or_else(|| refused("This key was never made, or it was revoked, or its time is over."))?;
    let usage = state.rates.count(key.id, key.requests_per_minute)?;
    let is_stale = key.used_at.is_none_or(|used| now - used >= TOUCH_EVERY);
    if is_stale && usage.claims_touch(now, TOUCH_EVERY) {
        state.jobs.spawn(touch(state.clone(), key.id, now));
    }
    Ok(Bearer(key))
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// Nobody waits for it, and nothing fails with it: it is tried again when [`TOUCH_EVERY`] has passed.
async fn touch(state: AppState, key: i64, now: i64) {
    let touched = async {
        let transaction = state.store.begin().await?;
        api_keys::touch(&transaction, key, now).await?;
        transaction.commit().await
    };
    if let Err(error) = touched.await {
        let _ = respond::database(error);
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let bearer = parts.extensions.get::<Self>().cloned();
        bearer.ok_or_else(|| Problem::new(Kind::Unauthenticated, "There is no key."))
    }
}
