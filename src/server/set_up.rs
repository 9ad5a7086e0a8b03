//! The first run: making the Owner of an installation that has none, once.

use axum::response::{IntoResponse, Redirect, Response};

use super::forms::{Outcome, Submitted};
use super::session::{self, Started};
use super::{password, respond, zone};
use crate::domain::error::AppError;
use crate::domain::form::{Fields, FormState, Problem};
use crate::domain::limits;
use crate::domain::member::{MemberId, Role};
use crate::domain::prefs::Language;
use crate::paths;
use crate::store::members::{NewMember, Profile};
use crate::store::{Store, Transaction, installation, members};

/// Whoever becomes the Owner.
pub struct Owner {
    pub name: String,
    pub email: String,
    pub password_hash: String,
    pub profile: Profile,
}

/// Takes the form.
pub async fn submit(submitted: Submitted) -> Response {
    match set_up(&submitted).await {
        Ok(Ok(Some(started))) => {
            let mut response = Redirect::to(paths::HOME).into_response();
            started.set(&mut response, &submitted.state.security);
            response
        }
        // Somebody else was quicker.
        Ok(Ok(None)) => Redirect::to(paths::SIGN_IN).into_response(),
        Ok(Err(refused)) => submitted.answer(Ok(Outcome::Again(refused))).await,
        Err(error) => submitted.answer(Err(error)).await,
    }
}

async fn set_up(submitted: &Submitted) -> Result<Result<Option<Started>, FormState>, AppError> {
    let mut fields = submitted.fields("set-up");
    let name = fields.text("name", limits::NAME);
    let email = fields.email("email");
    let password = fields.new_password("password");
    let zone = zone_field(&mut fields);
    let language = fields.choice::<Language>("language");
    if !fields.are_good() {
        return Ok(Err(fields.state()));
    }
    let profile = Profile { language, zone, ..Profile::default() };
    let owner = Owner { name, email, password_hash: password::hash(password).await?, profile };
    let state = &submitted.state;
    let transaction = state.store.begin().await.map_err(respond::database)?;
    let Some(id) = make(&transaction, owner).await? else { return Ok(Ok(None)) };
    let started = session::start(&transaction, state, &submitted.parts.headers, id).await?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Ok(Some(started)))
}

/// A zone's IANA name that must be there.
pub fn zone_field(fields: &mut Fields) -> Option<String> {
    let name = fields.text("zone", limits::NAME);
    let known = zone::names().iter().find(|known| known.eq_ignore_ascii_case(&name)).map(|name| (*name).to_owned());
    if known.is_none() && !name.is_empty() {
        fields.refuse("zone", Problem::UnknownZone);
    }
    known
}

/// Makes the Owner from the command line; says whether there was none yet.
pub async fn create_owner(store: &Store, owner: Owner) -> anyhow::Result<bool> {
    let transaction = store.begin().await?;
    let made =
        make(&transaction, owner).await.map_err(|error| anyhow::anyhow!("the Owner could not be made: {error}"))?;
    transaction.commit().await?;
    Ok(made.is_some())
}

/// `None` when the installation has been set up already.
async fn make(db: &Transaction, owner: Owner) -> Result<Option<MemberId>, AppError> {
    let now = zone::now();
    if !installation::set_up(db, now).await.map_err(respond::database)? {
        return Ok(None);
    }
    let Owner { name, email, password_hash, profile } = owner;
    // Members without a password may be there from before people signed in.
    if let Some(known) = members::find_by_email(db, &email).await.map_err(respond::database)? {
        let (name, role, password_hash) = (Some(name), Some(Role::Owner), Some(password_hash));
        let change = members::Change { name, role, password_hash, profile, ..Default::default() };
        members::update(db, known.member.id, change).await.map_err(respond::database)?;
        return Ok(Some(known.member.id));
    }
    let new = NewMember { name: &name, email: &email, role: Role::Owner, password_hash: Some(password_hash), profile };
    members::create(db, new, now).await.map(Some).map_err(respond::database)
}
