//! A new password by a link that somebody with the right to it has made.

use axum::response::{IntoResponse, Redirect, Response};

use super::forms::{Outcome, Submitted};
use super::router::AppState;
use super::session::{self, Started};
use super::{password, respond, secret, zone};
use crate::domain::error::AppError;
use crate::domain::form::{FormState, Problem};
use crate::domain::view::ResetView;
use crate::paths;
use crate::store::links::{self, PasswordReset};
use crate::store::members::{self, Account};
use crate::store::{Store, Transaction, sessions, sign_ins};

/// Whose password the link lets one choose, while it does.
pub async fn find(token: &str) -> Result<ResetView, AppError> {
    respond::with_status(load(token).await)
}

/// Takes the form: the password is set, every session of the member ends, and this browser is signed in.
pub async fn submit(submitted: Submitted) -> Response {
    match reset(&submitted).await {
        Ok(Ok(started)) => {
            let mut response = Redirect::to(paths::HOME).into_response();
            started.set(&mut response, &submitted.state.security);
            response
        }
        Ok(Err(refused)) => submitted.answer(Ok(Outcome::Again(refused))).await,
        Err(error) => submitted.answer(Err(error)).await,
    }
}

async fn load(token: &str) -> Result<ResetView, AppError> {
    let state = leptos::prelude::use_context::<AppState>().ok_or(AppError::Internal)?;
    let db = state.store.read();
    let found = links::find_reset(db, &secret::hash(token)).await.map_err(respond::database)?;
    let reset = found.filter(|reset| reset.expires_at > zone::now()).ok_or(AppError::NotFound)?;
    let member = members::find(db, reset.member).await.map_err(respond::database)?.ok_or(AppError::NotFound)?;
    let maker = members::find(db, reset.made_by).await.map_err(respond::database)?.ok_or(AppError::NotFound)?;
    if !may_reset(&maker, &member) {
        return Err(AppError::NotFound);
    }
    Ok(ResetView { name: member.member.name, email: member.email })
}

async fn reset(submitted: &Submitted) -> Result<Result<Started, FormState>, AppError> {
    let token = paths::token_of(submitted.parts.uri.query().unwrap_or_default());
    let mut fields = submitted.fields("password-reset");
    let password = fields.new_password("password");
    if !fields.are_good() {
        return Ok(Err(fields.state()));
    }
    let state = &submitted.state;
    let found = links::find_reset(state.store.read(), &secret::hash(&token)).await.map_err(respond::database)?;
    if found.is_none() {
        return Ok(Err(fields.refused(Problem::LinkExpired)));
    }
    let hash = password::hash(password).await?;
    let transaction = state.store.begin().await.map_err(respond::database)?;
    let Some(member) = take(&transaction, &token).await? else {
        return Ok(Err(fields.refused(Problem::LinkExpired)));
    };
    change(&transaction, &member, hash).await?;
    let started = session::start(&transaction, state, &submitted.parts.headers, member.member.id).await?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Ok(started))
}

async fn take(db: &Transaction, token: &str) -> Result<Option<Account>, AppError> {
    let found = links::find_reset(db, &secret::hash(token)).await.map_err(respond::database)?;
    let Some(PasswordReset { member, made_by, .. }) = found.filter(|reset| reset.expires_at > zone::now()) else {
        return Ok(None);
    };
    let both = members::locked(db, &[member, made_by]).await.map_err(respond::database)?;
    let find = |id| both.iter().find(|account| account.member.id == id);
    let (Some(member), Some(maker)) = (find(member), find(made_by)) else { return Ok(None) };
    let first = links::use_reset(db, &secret::hash(token)).await.map_err(respond::database)?;
    Ok((first && may_reset(maker, member)).then(|| member.clone()))
}

fn may_reset(maker: &Account, member: &Account) -> bool {
    maker.active && member.active && maker.member.viewer().can_manage(member.member.role)
}

/// Sets the password. Whoever was signed in with the old one is not any more.
pub async fn change(db: &Transaction, member: &Account, hash: String) -> Result<(), AppError> {
    let id = member.member.id;
    let write = async {
        members::update(db, id, members::Change { password_hash: Some(hash), ..Default::default() }).await?;
        sessions::end_all(db, id).await?;
        links::end_reset(db, id).await?;
        sign_ins::forget_browsers(db, id).await
    };
    write.await.map_err(respond::database)
}

/// From the command line; says whether there is such a member.
pub async fn reset_from_command_line(store: &Store, email: &str, password: String) -> anyhow::Result<bool> {
    let failed = |error: AppError| anyhow::anyhow!("the password could not be set: {error}");
    // Before the transaction: nobody else is to wait for the hashing.
    let hash = password::hash(password).await.map_err(failed)?;
    let transaction = store.begin().await?;
    let Some(member) = members::find_by_email(&transaction, email).await? else { return Ok(false) };
    change(&transaction, &member, hash).await.map_err(failed)?;
    transaction.commit().await?;
    Ok(true)
}
