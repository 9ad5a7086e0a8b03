//! Signing in and out.

use axum::response::{IntoResponse, Redirect, Response};

use super::forms::{Outcome, Submitted};
use super::session::{self, Cookies, Started, Token};
use super::{password, respond, secret, zone};
use crate::domain::error::AppError;
use crate::domain::form::{FormState, Problem};
use crate::domain::limits;
use crate::domain::member::MemberId;
use crate::paths;
use crate::store::members::Account;
use crate::store::{Transaction, members, sessions, sign_ins};

const MINUTE: i64 = 60_000_000;

/// Takes the sign-in form.
pub async fn submit(submitted: Submitted) -> Response {
    match sign_in(&submitted).await {
        Ok(Ok(started)) => {
            let next = submitted.fields("sign-in").raw("next").to_owned();
            let next = if paths::is_own(&next) { next } else { paths::HOME.to_owned() };
            let mut response = Redirect::to(&next).into_response();
            started.set(&mut response, &submitted.state.security);
            response
        }
        Ok(Err(refused)) => submitted.answer(Ok(Outcome::Again(refused))).await,
        Err(error) => submitted.answer(Err(error)).await,
    }
}

/// Ends the session, or with the field `everywhere` all of the member's.
pub async fn sign_out(submitted: Submitted) -> Response {
    match end(&submitted).await {
        Ok(()) => {
            let mut response = Redirect::to(paths::SIGN_IN).into_response();
            Token::Session.clear(&mut response, &submitted.state.security);
            response
        }
        Err(error) => respond::plain(&error),
    }
}

async fn end(submitted: &Submitted) -> Result<(), AppError> {
    let Ok(member) = submitted.member() else { return Ok(()) };
    let everywhere = submitted.fields("sign-out").has("everywhere");
    let ended = async {
        let transaction = submitted.state.store.begin().await?;
        if everywhere {
            sessions::end_all(&transaction, member.account.member.id).await?;
        } else {
            sessions::end(&transaction, &member.token_hash).await?;
        }
        transaction.commit().await
    };
    ended.await.map_err(respond::database)
}

/// The same answer and the same work whether there is such an account or not. Every try counts before the password is
/// looked at; past the limit nothing is looked at any more.
async fn sign_in(submitted: &Submitted) -> Result<Result<Started, FormState>, AppError> {
    let state = &submitted.state;
    let mut fields = submitted.fields("sign-in");
    let email = fields.text("email", limits::EMAIL).to_lowercase();
    let password = fields.raw("password").to_owned();
    if password.is_empty() {
        fields.refuse("password", Problem::Missing);
    }
    if !fields.are_good() {
        return Ok(Err(fields.state()));
    }
    if password.chars().count() > limits::PASSWORD_MAX {
        return Ok(Err(fields.refused(Problem::WrongSignIn)));
    }

    let account = members::find_by_email(state.store.read(), &email).await.map_err(respond::database)?;
    let account = account.filter(|account| account.active);
    let counted = counted_account(submitted, &email, account.as_ref()).await?;
    let Some(attempt) = attempt(submitted, &counted).await? else {
        return Ok(Err(fields.refused(Problem::TooManyAttempts)));
    };
    let hash = account.as_ref().and_then(|account| state.security.hash_of(account));
    let matches = password::matches(password, hash.clone()).await;
    if matches == Ok(false) {
        return Ok(Err(fields.refused(Problem::WrongSignIn)));
    }
    let transaction = state.store.begin().await.map_err(respond::database)?;
    let started = match (&matches, account) {
        // Whoever it was when the hashing began: is it still, and is this still the password?
        (Ok(true), Some(account)) if is_still(submitted, &transaction, &account, hash).await? => {
            Some(session::start(&transaction, state, &submitted.parts.headers, account.member.id).await?)
        }
        _ => None,
    };
    sign_ins::forget_attempt(&transaction, attempt).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    matches?;
    session::tidy(state).await;
    Ok(started.ok_or_else(|| fields.refused(Problem::WrongSignIn)))
}

/// Whether the member may sign in, and with the password that was compared. Nobody changes either until the transaction
/// ends.
pub async fn is_still(
    submitted: &Submitted,
    db: &Transaction,
    account: &Account,
    hash: Option<String>,
) -> Result<bool, AppError> {
    let id = account.member.id;
    let locked = members::locked(db, &[id]).await.map_err(respond::database)?;
    let now = locked.into_iter().find(|account| account.member.id == id);
    Ok(now.is_some_and(|now| now.active && submitted.state.security.hash_of(&now) == hash))
}

/// What the tries are counted under: the account, and for a browser that has signed in to it before a count of its own,
/// so that strangers cannot lock it out. The question is asked whether there is such an account or not.
async fn counted_account(submitted: &Submitted, email: &str, account: Option<&Account>) -> Result<String, AppError> {
    let cookies = Cookies::of(&submitted.parts.headers, &submitted.state.security);
    let browser = cookies.browser.map(|browser| secret::hash(&browser)).unwrap_or_default();
    let id = account.map_or(MemberId(0), |account| account.member.id);
    let known = sign_ins::is_known(submitted.state.store.read(), &browser, id).await.map_err(respond::database)?;
    Ok(if known { counter("browser", &format!("{email}\0{browser}")) } else { counter("sign-in", email) })
}

/// Under what tries of one kind are counted. No text that somebody types makes one kind into another.
pub fn counter(kind: &str, account: &str) -> String {
    secret::hash(&format!("{kind}\0{account}"))
}

/// Counts a try at the account's password; `None` when there were too many.
pub async fn attempt(submitted: &Submitted, account: &str) -> Result<Option<i64>, AppError> {
    let now = zone::now();
    let since = now - limits::WRONG_PASSWORDS_MINUTES * MINUTE;
    let counted = async {
        let transaction = submitted.state.store.begin().await?;
        let attempt = sign_ins::attempt(&transaction, account, since, limits::WRONG_PASSWORDS, now).await?;
        transaction.commit().await?;
        Ok(attempt)
    };
    counted.await.map_err(respond::database)
}
