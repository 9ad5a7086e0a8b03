//! Joining the team by a link.

use axum::response::{IntoResponse, Redirect, Response};

use super::forms::{Outcome, Submitted};
use super::router::AppState;
use super::session::{self, Started};
use super::{password, respond, secret, zone};
use crate::domain::error::AppError;
use crate::domain::form::{FormState, Problem};
use crate::domain::limits;
use crate::domain::view::InvitationView;
use crate::paths;
use crate::store::links::{self, Invitation};
use crate::store::members::{self, NewMember, Profile};
use crate::store::{Transaction, is_taken};

/// What the link offers, while it does.
pub async fn find(token: &str) -> Result<InvitationView, AppError> {
    respond::with_status(load(token).await)
}

/// Takes the form: the member joins and is signed in.
pub async fn submit(submitted: Submitted) -> Response {
    match join(&submitted).await {
        Ok(Ok(started)) => {
            let mut response = Redirect::to(paths::HOME).into_response();
            started.set(&mut response, &submitted.state.security);
            response
        }
        Ok(Err(refused)) => submitted.answer(Ok(Outcome::Again(refused))).await,
        Err(error) => submitted.answer(Err(error)).await,
    }
}

async fn load(token: &str) -> Result<InvitationView, AppError> {
    let state = leptos::prelude::use_context::<AppState>().ok_or(AppError::Internal)?;
    let db = state.store.read();
    let found = links::find_invitation(db, &secret::hash(token)).await.map_err(respond::database)?;
    let invitation = found.filter(|invitation| invitation.expires_at > zone::now()).ok_or(AppError::NotFound)?;
    let by = members::find(db, invitation.invited_by).await.map_err(respond::database)?;
    let by = by.filter(|by| may_invite(by, &invitation)).ok_or(AppError::NotFound)?;
    Ok(InvitationView { email: invitation.email, role: invitation.role, by: by.member.name })
}

async fn join(submitted: &Submitted) -> Result<Result<Started, FormState>, AppError> {
    let token = paths::token_of(submitted.parts.uri.query().unwrap_or_default());
    let mut fields = submitted.fields("invitation");
    let name = fields.text("name", limits::NAME);
    let password = fields.new_password("password");
    if !fields.are_good() {
        return Ok(Err(fields.state()));
    }
    let state = &submitted.state;
    // Before anything is hashed: the link may be anybody's guess.
    let found = links::find_invitation(state.store.read(), &secret::hash(&token)).await.map_err(respond::database)?;
    if found.is_none() {
        return Ok(Err(fields.refused(Problem::LinkExpired)));
    }
    let password_hash = Some(password::hash(password).await?);
    let transaction = state.store.begin().await.map_err(respond::database)?;
    let Some(invitation) = take(&transaction, &token).await? else {
        return Ok(Err(fields.refused(Problem::LinkExpired)));
    };
    let prefs = &submitted.visitor.prefs;
    let (language, theme) = (Some(prefs.language), Some(prefs.theme));
    let profile = Profile { language, theme, zone: prefs.zone.clone(), ..Profile::default() };
    let new = NewMember { name: &name, email: &invitation.email, role: invitation.role, password_hash, profile };
    let id = match members::create(&transaction, new, zone::now()).await {
        Ok(id) => id,
        Err(error) if is_taken(&error) => return Ok(Err(fields.refused(Problem::EmailTaken))),
        Err(error) => return Err(respond::database(error)),
    };
    let started = session::start(&transaction, state, &submitted.parts.headers, id).await?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Ok(started))
}

/// Uses the link up. `None` when it is not good (any more), or whoever made it may no longer give that role.
async fn take(db: &Transaction, token: &str) -> Result<Option<Invitation>, AppError> {
    let found = links::find_invitation(db, &secret::hash(token)).await.map_err(respond::database)?;
    let Some(invitation) = found.filter(|invitation| invitation.expires_at > zone::now()) else { return Ok(None) };
    let makers = members::locked(db, &[invitation.invited_by]).await.map_err(respond::database)?;
    let maker = makers.iter().find(|maker| maker.member.id == invitation.invited_by);
    if !maker.is_some_and(|maker| may_invite(maker, &invitation)) {
        return Ok(None);
    }
    let first = links::end_invitation(db, &invitation.token_hash).await.map_err(respond::database)?;
    Ok(first.then_some(invitation))
}

fn may_invite(maker: &members::Account, invitation: &Invitation) -> bool {
    maker.active && maker.member.viewer().can_grant(invitation.role)
}
