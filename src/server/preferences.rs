//! A member's own settings, and the choices of language and theme that everybody has.

use axum::response::Response;

use super::forms::{Outcome, Submitted};
use super::session::{self, Session, SignedIn, visitor_of_context};
use super::set_up::zone_field;
use super::{password, password_reset, respond, sign_in, zone};
use crate::domain::error::AppError;
use crate::domain::form::Problem;
use crate::domain::limits;
use crate::domain::listing::Per;
use crate::domain::prefs::{Language, Shortcuts, Theme};
use crate::domain::view::PreferencesView;
use crate::paths;
use crate::store::members::{self, Change, Profile};
use crate::store::{sessions, sign_ins};

pub async fn find() -> Result<PreferencesView, AppError> {
    respond::with_status(load())
}

fn load() -> Result<PreferencesView, AppError> {
    Session::current()?;
    let account = visitor_of_context().signed_in.ok_or(AppError::Unauthenticated)?.account;
    let demo = account.password_hash.is_none();
    Ok(PreferencesView { name: account.member.name, email: account.email, demo, zones: zones() })
}

/// The names of all time zones.
pub fn zones() -> Vec<String> {
    zone::names().iter().map(|name| (*name).to_owned()).collect()
}

/// Takes the forms of the settings page, and those of the switches that stand on every page.
pub async fn submit(submitted: Submitted) -> Response {
    match submitted.form() {
        "profile" => {
            let outcome = save_profile(&submitted).await;
            submitted.answer(outcome).await
        }
        "password" => change_password(submitted).await,
        _ => switch(submitted).await,
    }
}

/// Sets what the form names and goes back to where it stood. What it does not know is ignored.
async fn switch(submitted: Submitted) -> Response {
    let fields = submitted.fields("switch");
    let choice = session::accept(|name| Some(fields.raw(name).to_owned()).filter(|value| !value.is_empty()));
    let next = Some(fields.raw("next").to_owned()).filter(|next| paths::is_own(next));
    let saved = match &submitted.visitor.signed_in {
        Some(member) => save(&submitted, member.account.member.id, None, choice.clone()).await,
        None => Ok(()),
    };
    let outcome = saved.map(|()| Outcome::Go(next.unwrap_or_else(|| paths::HOME.to_owned())));
    let mut response = submitted.answer(outcome).await;
    session::remember(&mut response, &choice);
    response
}

async fn save_profile(submitted: &Submitted) -> Result<Outcome, AppError> {
    let member = submitted.member()?.account.member.id;
    let mut fields = submitted.fields("profile");
    let name = fields.text("name", limits::NAME);
    let profile = Profile {
        language: fields.choice::<Language>("language"),
        theme: fields.choice::<Theme>("theme"),
        zone: zone_field(&mut fields),
        per: fields.choice::<Per>("per"),
        shortcuts: fields.choice::<Shortcuts>("shortcuts"),
    };
    if !fields.are_good() {
        return Ok(Outcome::Again(fields.state()));
    }
    save(submitted, member, Some(name), profile).await?;
    Ok(Outcome::Go(paths::preferences_saved("profile")))
}

async fn save(
    submitted: &Submitted,
    member: crate::domain::member::MemberId,
    name: Option<String>,
    profile: Profile,
) -> Result<(), AppError> {
    let write = async {
        let transaction = submitted.state.store.begin().await?;
        members::update(&transaction, member, Change { name, profile, ..Default::default() }).await?;
        transaction.commit().await
    };
    write.await.map_err(respond::database)
}

/// Asks for the old password, so that a screen left open is not enough. All other sessions end; this one gets a new id.
async fn change_password(submitted: Submitted) -> Response {
    let changed = async {
        let SignedIn { account, token_hash } = submitted.member()?;
        let mut fields = submitted.fields("password");
        let current = fields.raw("current").to_owned();
        let new = fields.new_password("password");
        if current.is_empty() {
            fields.refuse("current", Problem::Missing);
        }
        if !fields.are_good() {
            return Ok((Outcome::Again(fields.state()), None));
        }
        let hash = submitted.state.security.hash_of(&account);
        let counted = sign_in::counter("change", &account.email);
        let Some(attempt) = sign_in::attempt(&submitted, &counted).await? else {
            fields.refuse("current", Problem::TooManyAttempts);
            return Ok((Outcome::Again(fields.state()), None));
        };
        let fits = current.chars().count() <= limits::PASSWORD_MAX;
        if !fits || !password::matches(current, hash.clone()).await? {
            fields.refuse("current", Problem::WrongPassword);
            return Ok((Outcome::Again(fields.state()), None));
        }
        let new = password::hash(new).await?;
        let transaction = submitted.state.store.begin().await.map_err(respond::database)?;
        sign_ins::forget_attempt(&transaction, attempt).await.map_err(respond::database)?;
        // Somebody may have set another password, or ended this session, while this one was looked at.
        let still = sign_in::is_still(&submitted, &transaction, &account, hash).await?;
        let session = sessions::find(&transaction, &token_hash).await.map_err(respond::database)?;
        if !still || session.is_none() {
            return Err(AppError::Unauthenticated);
        }
        password_reset::change(&transaction, &account, new).await?;
        let id = account.member.id;
        let started = session::start(&transaction, &submitted.state, &submitted.parts.headers, id).await?;
        transaction.commit().await.map_err(respond::database)?;
        Ok((Outcome::Go(paths::preferences_saved("password")), Some(started)))
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
