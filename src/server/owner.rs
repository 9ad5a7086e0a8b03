//! The commands that make the Owner and set a password. The password is asked for at the terminal, or read from
//! standard input: an option would stay in the shell's history and show in the list of processes.

use std::io::{IsTerminal, stdin};

use super::set_up::{self, Owner};
use super::{password, password_reset};
use crate::domain::form::{Fields, FormState, Problem};
use crate::domain::limits;
use crate::domain::prefs::Language;
use crate::store::Store;
use crate::store::members::Profile;

/// What the command line says of the Owner.
pub struct NewOwner {
    pub name: String,
    pub email: String,
    pub time_zone: Option<String>,
    pub language: Option<Language>,
}

/// # Errors
/// A sentence on what makes no sense, or that there is an Owner already.
pub async fn create(store: &Store, new: NewOwner) -> anyhow::Result<String> {
    let asks_zone = new.time_zone.is_some();
    let zone = new.time_zone.unwrap_or_default();
    let given = [("name", new.name), ("email", new.email), ("zone", zone), ("password", ask()?)];
    let mut fields = Fields::new("create-owner", given.map(|(name, value)| (name.to_owned(), value)).to_vec());
    let (name, email) = (fields.text("name", limits::NAME), fields.email("email"));
    let password = fields.new_password("password");
    // Not said, it is the one of whatever device the Owner uses.
    let zone = if asks_zone { set_up::zone_field(&mut fields) } else { None };
    complain(fields.state())?;
    let profile = Profile { zone, language: new.language, ..Profile::default() };
    let owner = Owner { name, email: email.clone(), password_hash: hash(password).await?, profile };
    anyhow::ensure!(set_up::create_owner(store, owner).await?, "this installation has been set up already");
    Ok(format!("{email} is the Owner now."))
}

/// # Errors
/// A sentence on what makes no sense, or that there is no such member.
pub async fn reset_password(store: &Store, email: &str) -> anyhow::Result<String> {
    let email = email.trim().to_lowercase();
    let mut fields = Fields::new("reset-password", vec![("password".to_owned(), ask()?)]);
    let password = fields.new_password("password");
    complain(fields.state())?;
    let found = password_reset::reset_from_command_line(store, &email, password).await?;
    anyhow::ensure!(found, "there is no member with the address {email}");
    Ok(format!("{email} has a new password, and is signed out everywhere."))
}

fn ask() -> anyhow::Result<String> {
    if stdin().is_terminal() {
        return Ok(rpassword::prompt_password("New password: ")?);
    }
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn hash(password: String) -> anyhow::Result<String> {
    password::hash(password).await.map_err(|error| anyhow::anyhow!("the password could not be hashed: {error}"))
}

/// The first thing that is wrong, as a sentence.
fn complain(state: FormState) -> anyhow::Result<()> {
    let Some((field, problem)) = state.problems.first() else { return Ok(()) };
    let what = match problem {
        Problem::Missing => "is missing".to_owned(),
        Problem::TooLong(limit) => format!("is too long: at most {limit} characters"),
        Problem::TooShort(limit) => format!("is too short: at least {limit} characters"),
        Problem::NotAnEmail => "is not an email address".to_owned(),
        Problem::UnknownZone => "is not a time zone: write a name such as Asia/Riyadh".to_owned(),
        _ => "makes no sense".to_owned(),
    };
    anyhow::bail!("the {field} {what}")
}
