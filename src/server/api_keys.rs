//! The API keys of an agent: made, renamed, rotated and revoked by those who manage them.

use axum::response::Response;

use super::forms::{Outcome, Submitted};
use super::session::{self, Session};
use super::{respond, secret, zone};
use crate::domain::agent::AgentId;
use crate::domain::api_key::{self, Expiry, Overlap};
use crate::domain::error::AppError;
use crate::domain::form::{Fields, FormState, Problem};
use crate::domain::limits;
use crate::domain::member::MemberId;
use crate::domain::view::settings::{ApiKeyView, ApiKeysView, KeyState};
use crate::domain::viewer::Viewer;
use crate::paths::settings as paths;
use crate::store::api_keys::{self, Change, Listed, NewKey};
use crate::store::idempotency::{self, Kept};
use crate::store::{DbErr, Transaction, agents, members};

/// In microseconds: for so long before its end a key is called expiring. A rotated one always is.
const SOON: i64 = 7 * 24 * 3_600_000_000;

pub async fn list(agent: &str) -> Result<ApiKeysView, AppError> {
    respond::with_status(load(agent).await)
}

async fn load(agent: &str) -> Result<ApiKeysView, AppError> {
    let session = Session::current()?;
    if !session.viewer.can_manage_keys() {
        return Err(AppError::Forbidden);
    }
    let id = AgentId::parse(agent).ok_or(AppError::NotFound)?;
    let db = session.state.store.read();
    let agents = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let agent = agents.iter().find(|agent| agent.id == id).cloned().ok_or(AppError::NotFound)?;
    let team = members::list(db).await.map_err(respond::database)?;
    let name_of = |id: MemberId| team.iter().find(|member| member.id == id).map(|member| member.name.clone());
    let (zone, now) = (zone::zone(session.prefs.zone.as_deref()), zone::now());
    let stamp = |at| zone::stamp(at, zone);
    let keys = api_keys::list(db, &id).await.map_err(respond::database)?;
    let mut keys: Vec<ApiKeyView> = keys
        .into_iter()
        .map(|key| ApiKeyView {
            id: key.id,
            state: state(&key, now),
            name: key.name,
            hint: key.hint,
            reads: key.reads,
            requests_per_minute: key.requests_per_minute,
            made_by: key.created_by.and_then(name_of),
            made: stamp(key.created_at),
            expires: key.expires_at.map(stamp),
            used: key.used_at.map(stamp),
        })
        .collect();
    keys.sort_by_key(|key| match key.state {
        KeyState::Active | KeyState::Expiring => 0,
        KeyState::Expired => 1,
        KeyState::Revoked => 2,
    });
    Ok(ApiKeysView { agent, agents, keys, once: secret::fresh() })
}

fn state(key: &Listed, now: i64) -> KeyState {
    match key.expires_at {
        _ if key.revoked_at.is_some() => KeyState::Revoked,
        Some(end) if end <= now => KeyState::Expired,
        Some(end) if end <= now + SOON => KeyState::Expiring,
        _ => KeyState::Active,
    }
}

/// Takes the forms of the page.
pub async fn submit(submitted: Submitted) -> Response {
    let outcome = match paths::agent_of_settings(submitted.parts.uri.path()) {
        Some(agent) => take(&submitted, &agent).await,
        None => Err(AppError::NotFound),
    };
    submitted.answer(outcome).await
}

async fn take(submitted: &Submitted, agent: &AgentId) -> Result<Outcome, AppError> {
    match submitted.form() {
        "create" => create(submitted, agent).await,
        "edit" => edit(submitted, agent).await,
        "rotate" => rotate(submitted, agent).await,
        "revoke" => revoke(submitted, agent).await,
        _ => Err(AppError::Invalid),
    }
}

async fn create(submitted: &Submitted, agent: &AgentId) -> Result<Outcome, AppError> {
    let mut fields = submitted.fields("create");
    let name = fields.text("name", limits::KEY_NAME);
    let rate = rate(&mut fields);
    let expiry = fields.choice::<Expiry>("expires");
    let reads = fields.has("reads");
    let (Some(requests_per_minute), Some(expiry), true) = (rate, expiry, fields.are_good()) else {
        return Ok(Outcome::Again(fields.state()));
    };
    let (transaction, by, _) = begin(submitted, agent).await?;
    let token = secret::fresh_key();
    let new = NewKey {
        name,
        token_hash: secret::hash(&token),
        hint: api_key::hint(&token),
        reads,
        requests_per_minute,
        created_by: Some(by),
        lifetime: expiry.lifetime(),
    };
    add(submitted, agent, transaction, fields, new, token, limits::KEYS).await
}

async fn edit(submitted: &Submitted, agent: &AgentId) -> Result<Outcome, AppError> {
    let mut fields = submitted.fields("edit");
    let id = key_of(&fields)?;
    let name = fields.text("name", limits::KEY_NAME);
    let (Some(requests_per_minute), true) = (rate(&mut fields), fields.are_good()) else {
        return Ok(Outcome::Again(fields.state()));
    };
    let settings = Change::Settings { name: &name, requests_per_minute };
    let (transaction, _, now) = begin(submitted, agent).await?;
    changed(api_keys::change(&transaction, agent, id, settings, now).await)?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Outcome::Go(paths::api_keys(agent)))
}

/// Makes a key that is like this one; both are good until the overlap ends.
async fn rotate(submitted: &Submitted, agent: &AgentId) -> Result<Outcome, AppError> {
    let mut fields = submitted.fields("rotate");
    let id = key_of(&fields)?;
    let Some(overlap) = fields.choice::<Overlap>("overlap") else { return Ok(Outcome::Again(fields.state())) };
    let (transaction, by, now) = begin(submitted, agent).await?;
    let old = api_keys::find_good(&transaction, agent, id, now).await.map_err(respond::database)?;
    let old = old.ok_or(AppError::NotFound)?;
    let end = Change::Expires(overlap.end(now, old.expires_at));
    changed(api_keys::change(&transaction, agent, id, end, now).await)?;
    let token = secret::fresh_key();
    let new = NewKey {
        name: old.name,
        token_hash: secret::hash(&token),
        hint: api_key::hint(&token),
        reads: old.reads,
        requests_per_minute: old.requests_per_minute,
        created_by: Some(by),
        lifetime: old.lifetime,
    };
    // The one whose place it takes does not count.
    add(submitted, agent, transaction, fields, new, token, limits::KEYS + 1).await
}

async fn revoke(submitted: &Submitted, agent: &AgentId) -> Result<Outcome, AppError> {
    let id = key_of(&submitted.fields("revoke"))?;
    let (transaction, _, now) = begin(submitted, agent).await?;
    changed(api_keys::change(&transaction, agent, id, Change::Revoked, now).await)?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Outcome::Go(paths::api_keys(agent)))
}

/// Whoever asks may manage keys, and nobody else manages any until the transaction ends: all Owners are locked in it.
async fn begin(submitted: &Submitted, agent: &AgentId) -> Result<(Transaction, MemberId, i64), AppError> {
    let member = submitted.member()?;
    let transaction = submitted.state.store.begin().await.map_err(respond::database)?;
    let by = session::as_now(&transaction, &member, Viewer::can_manage_keys).await?.member.id;
    if !agents::exists(&transaction, agent).await.map_err(respond::database)? {
        return Err(AppError::NotFound);
    }
    Ok((transaction, by, zone::now()))
}

/// Makes the key if there is room for one more, and shows it this once.
async fn add(
    submitted: &Submitted,
    agent: &AgentId,
    transaction: Transaction,
    fields: Fields,
    new: NewKey,
    token: String,
    limit: usize,
) -> Result<Outcome, AppError> {
    let now = zone::now();
    // The page that showed the new key was loaded again: whoever did that wants to see the page, not another key.
    if let Some(once) = once_of(&fields) {
        if idempotency::find(&transaction, agent, &once).await.map_err(respond::database)?.is_some() {
            return Ok(Outcome::Go(paths::api_keys(agent)));
        }
        let made = Kept { request_hash: String::new(), status: 200, body: String::new() };
        idempotency::keep(&transaction, agent, &once, made, now).await.map_err(respond::database)?;
    }
    let good = api_keys::count_good(&transaction, agent, now).await.map_err(respond::database)?;
    if good >= limit as u64 {
        return Ok(Outcome::Again(fields.refused(Problem::TooMany(limits::KEYS))));
    }
    api_keys::create(&transaction, agent, &new, now).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    let origin = submitted.origin();
    // What the page says of the new key; nothing of what was typed.
    let values = vec![("name".to_owned(), new.name), ("origin".to_owned(), origin)];
    Ok(Outcome::Again(FormState { values, link: Some(token), ..fields.state() }))
}

/// What tells this form from every other, apart from what agents send.
fn once_of(fields: &Fields) -> Option<String> {
    let once = fields.raw("once");
    (!once.is_empty() && once.len() <= 64).then(|| format!("page {once}"))
}

fn key_of(fields: &Fields) -> Result<i64, AppError> {
    fields.raw("key").parse().map_err(|_| AppError::NotFound)
}

fn rate(fields: &mut Fields) -> Option<u32> {
    let rate = api_key::requests_per_minute(fields.raw("rate"));
    if rate.is_none() {
        fields.refuse("rate", Problem::NotANumber);
    }
    rate
}

/// A key that is not there, of another agent or good for nothing any more: nothing tells these apart.
fn changed(change: Result<bool, DbErr>) -> Result<(), AppError> {
    if change.map_err(respond::database)? { Ok(()) } else { Err(AppError::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_called_what_it_is() {
        const DAY: i64 = 24 * 3_600_000_000;
        let now = 1_000 * DAY;
        for (expires_at, revoked_at, expected) in [
            (None, None, KeyState::Active),
            (Some(now + 8 * DAY), None, KeyState::Active),
            (Some(now + 7 * DAY), None, KeyState::Expiring),
            (Some(now + 1), None, KeyState::Expiring),
            (Some(now), None, KeyState::Expired),
            (Some(now), Some(now - 1), KeyState::Revoked),
            (None, Some(now), KeyState::Revoked),
        ] {
            let key = Listed {
                id: 1,
                name: String::new(),
                hint: String::new(),
                reads: false,
                requests_per_minute: 1,
                created_by: None,
                created_at: 0,
                lifetime: None,
                expires_at,
                revoked_at,
                used_at: None,
            };
            assert_eq!(state(&key, now), expected, "{expires_at:?} {revoked_at:?}");
        }
    }
}
