//! The team: who is on it, and what those who manage it do.

use super::forms::{Outcome, Submitted};
use super::security::Security;
use super::session::{self, Session, SignedIn};
use super::{respond, secret, zone};
use crate::domain::error::AppError;
use crate::domain::form::{Fields, FormState, Problem};
use crate::domain::limits;
use crate::domain::member::{MemberId, Role};
use crate::domain::view::{MemberView, PendingView, TeamView};
use crate::domain::viewer::Viewer;
use crate::paths;
use crate::store::links::{self, PasswordReset};
use crate::store::members::{self, Account, Change};
use crate::store::{Transaction, assignment, sessions};
use axum::response::Response;

const HOUR: i64 = 3_600_000_000;

pub async fn list() -> Result<TeamView, AppError> {
    respond::with_status(load().await)
}

async fn load() -> Result<TeamView, AppError> {
    let session = Session::current()?;
    if !session.viewer.can_manage_team() {
        return Err(AppError::Forbidden);
    }
    let db = session.state.store.read();
    let accounts = members::accounts(db).await.map_err(respond::database)?;
    let open = members::open_records(db).await.map_err(respond::database)?;
    let invitations = links::invitations(db).await.map_err(respond::database)?;
    let (zone, now) = (zone::zone(session.prefs.zone.as_deref()), zone::now());
    let mut members: Vec<MemberView> = accounts
        .into_iter()
        .map(|account| MemberView {
            open: open.get(&account.member.id).copied().unwrap_or_default(),
            seen: account.seen_at.map(|at| zone::stamp(at, zone)),
            member: account.member,
            email: account.email,
            active: account.active,
        })
        .collect();
    members.sort_by_key(|view| !view.active);
    let invitations = invitations
        .into_iter()
        .map(|invitation| PendingView {
            id: invitation.id,
            email: invitation.email,
            role: invitation.role,
            expires: zone::stamp(invitation.expires_at, zone),
            expired: invitation.expires_at <= now,
        })
        .collect();
    Ok(TeamView { members, invitations })
}

/// Takes the forms of the team's page.
pub async fn submit(submitted: Submitted) -> Response {
    let outcome = match submitted.form() {
        "invite" => invite(&submitted).await,
        "withdraw" => withdraw(&submitted).await,
        "role" => return set_role(submitted).await,
        "deactivate" => set_active(&submitted, false).await,
        "reactivate" => set_active(&submitted, true).await,
        "reset" => allow_reset(&submitted).await,
        _ => Err(AppError::Invalid),
    };
    submitted.answer(outcome).await
}

async fn invite(submitted: &Submitted) -> Result<Outcome, AppError> {
    let actor = submitted.member()?;
    let mut fields = submitted.fields("invite");
    let email = fields.email("email");
    let role = fields.choice::<Role>("role");
    let Some(role) = role.filter(|_| fields.are_good()) else { return Ok(Outcome::Again(fields.state())) };
    let token = secret::fresh();
    let transaction = submitted.state.store.begin().await.map_err(respond::database)?;
    let viewer = session::as_now(&transaction, &actor, Viewer::can_manage_team).await?.member.viewer();
    // Another invitation of the same address takes the place of the first, so one must be allowed to end that, too.
    let former = links::find_invitation_by_email(&transaction, &email).await.map_err(respond::database)?;
    if !viewer.can_grant(role) || former.is_some_and(|former| !viewer.can_grant(former.role)) {
        return Ok(Outcome::Again(fields.refused(Problem::NotAllowed)));
    }
    if members::find_by_email(&transaction, &email).await.map_err(respond::database)?.is_some() {
        fields.refuse("email", Problem::EmailTaken);
        return Ok(Outcome::Again(fields.state()));
    }
    let (by, expires) = (actor.account.member.id, zone::now() + limits::LINK_HOURS * HOUR);
    let invited = links::invite(&transaction, &secret::hash(&token), &email, role, by, expires).await;
    invited.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Outcome::Again(made(submitted, fields, paths::invitation(&token))))
}

async fn withdraw(submitted: &Submitted) -> Result<Outcome, AppError> {
    let actor = submitted.member()?;
    let id = submitted.fields("withdraw").raw("invitation").parse().map_err(|_| AppError::NotFound)?;
    let transaction = submitted.state.store.begin().await.map_err(respond::database)?;
    let found = links::find_invitation_by_id(&transaction, id).await.map_err(respond::database)?;
    let invitation = found.ok_or(AppError::NotFound)?;
    let viewer = session::as_now(&transaction, &actor, Viewer::can_manage_team).await?.member.viewer();
    if !viewer.can_grant(invitation.role) {
        return Err(AppError::Forbidden);
    }
    links::end_invitation(&transaction, &invitation.token_hash).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Outcome::Go(paths::TEAM.to_owned()))
}

/// The sessions of a member whose role changes end, so that no session id is good for two roles. An Owner who steps
/// down goes on with a new one.
async fn set_role(submitted: Submitted) -> Response {
    let changed = async {
        let transaction = submitted.state.store.begin().await.map_err(respond::database)?;
        let mut fields = submitted.fields("role");
        let Some(role) = fields.choice::<Role>("role") else { return Ok((Outcome::Again(fields.state()), None)) };
        let (actor, target, accounts) = actor_and_target(&submitted, &fields, &transaction).await?;
        let viewer = actor.member.viewer();
        if !viewer.can_manage(target.member.role) || !viewer.can_grant(role) || !target.active {
            return Ok((Outcome::Again(fields.refused(Problem::NotAllowed)), None));
        }
        if role != Role::Owner && is_last_owner(&submitted.state.security, &accounts, &target) {
            return Ok((Outcome::Again(fields.refused(Problem::LastOwner)), None));
        }
        let id = target.member.id;
        let mut started = None;
        if role != target.member.role {
            let change = Change { role: Some(role), ..Default::default() };
            members::update(&transaction, id, change).await.map_err(respond::database)?;
            sessions::end_all(&transaction, id).await.map_err(respond::database)?;
            if id == actor.member.id {
                started = Some(session::start(&transaction, &submitted.state, &submitted.parts.headers, id).await?);
            }
        }
        transaction.commit().await.map_err(respond::database)?;
        let stays = started.is_none() || role == Role::Admin;
        Ok((Outcome::Go(if stays { paths::team_member(id) } else { paths::HOME.to_owned() }), started))
    };
    match changed.await {
        Ok((outcome, started)) => {
            let state = submitted.state.clone();
            let mut response = submitted.answer(Ok(outcome)).await;
            if let Some(started) = started {
                started.set(&mut response, &state.security);
            }
            response
        }
        Err(error) => submitted.answer(Err(error)).await,
    }
}

/// Deactivating ends the sessions and returns the records to nobody, all in one transaction.
async fn set_active(submitted: &Submitted, active: bool) -> Result<Outcome, AppError> {
    let fields = submitted.fields(if active { "reactivate" } else { "deactivate" });
    let transaction = submitted.state.store.begin().await.map_err(respond::database)?;
    let (actor, target, accounts) = actor_and_target(submitted, &fields, &transaction).await?;
    let id = target.member.id;
    if !actor.member.viewer().can_manage(target.member.role) {
        return Ok(Outcome::Again(fields.refused(Problem::NotAllowed)));
    }
    if !active && is_last_owner(&submitted.state.security, &accounts, &target) {
        return Ok(Outcome::Again(fields.refused(Problem::LastOwner)));
    }
    if active != target.active {
        let at = zone::now();
        let write = async {
            let deactivated_at = Some((!active).then_some(at));
            members::update(&transaction, id, Change { deactivated_at, ..Default::default() }).await?;
            if !active {
                sessions::end_all(&transaction, id).await?;
                links::end_reset(&transaction, id).await?;
                assignment::unassign_all(&transaction, id, Some(actor.member.id), at).await?;
            }
            transaction.commit().await
        };
        write.await.map_err(respond::database)?;
    }
    Ok(Outcome::Go(paths::team_member(id)))
}

async fn allow_reset(submitted: &Submitted) -> Result<Outcome, AppError> {
    let fields = submitted.fields("reset");
    let transaction = submitted.state.store.begin().await.map_err(respond::database)?;
    let (actor, target, _) = actor_and_target(submitted, &fields, &transaction).await?;
    if !actor.member.viewer().can_manage(target.member.role) || !target.active {
        return Ok(Outcome::Again(fields.refused(Problem::NotAllowed)));
    }
    let token = secret::fresh();
    let reset = PasswordReset {
        member: target.member.id,
        made_by: actor.member.id,
        expires_at: zone::now() + limits::LINK_HOURS * HOUR,
    };
    links::allow_reset(&transaction, &secret::hash(&token), &reset).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Outcome::Again(made(submitted, fields, paths::password_reset(&token))))
}

/// Both as they are now, and all Owners, none of whom anybody else can change until the transaction ends.
async fn actor_and_target(
    submitted: &Submitted,
    fields: &Fields,
    transaction: &Transaction,
) -> Result<(Account, Account, Vec<Account>), AppError> {
    let signed_in = submitted.member()?;
    let target = MemberId(fields.raw("member").parse().map_err(|_| AppError::NotFound)?);
    let both = [signed_in.account.member.id, target];
    let accounts = members::locked(transaction, &both).await.map_err(respond::database)?;
    let actor = now(&accounts, &signed_in)?.clone();
    let target = accounts.iter().find(|account| account.member.id == target).ok_or(AppError::NotFound)?.clone();
    Ok((actor, target, accounts))
}

/// Whoever asks, as they are now: a moment ago they may have been more.
fn now<'a>(accounts: &'a [Account], signed_in: &SignedIn) -> Result<&'a Account, AppError> {
    let found = accounts.iter().find(|account| account.member.id == signed_in.account.member.id && account.active);
    let found = found.ok_or(AppError::Unauthenticated)?;
    if found.member.viewer().can_manage_team() { Ok(found) } else { Err(AppError::Forbidden) }
}

/// Owners who cannot sign in do not count.
fn is_last_owner(security: &Security, accounts: &[Account], target: &Account) -> bool {
    let other = |account: &Account| account.member.id != target.member.id && security.hash_of(account).is_some();
    let owners = accounts.iter().filter(|account| account.member.role == Role::Owner && account.active);
    target.member.role == Role::Owner && target.active && !owners.into_iter().any(other)
}

/// The page with the link, whole, so that it can be sent to somebody.
fn made(submitted: &Submitted, fields: Fields, path: String) -> FormState {
    FormState { link: Some(format!("{}{path}", submitted.origin())), ..fields.state() }
}
