//! What decides how safe signing in is: settings of the installation, and the demo's sign-in.

use super::{password, secret};
use crate::domain::error::AppError;
use crate::store::members::Account;

const HOUR: i64 = 3_600_000_000;

/// Times in microseconds.
#[derive(Clone, Debug)]
pub struct Security {
    /// Cookies travel without encryption: for trying things out on one's own machine.
    pub plain_http: bool,
    /// How long a session may be unused.
    pub idle: i64,
    /// How long a session may last, however much it is used.
    pub absolute: i64,
    pub demo: Option<Demo>,
}

/// The demo's sign-in: one password, new at every start, for those members who have none of their own. It is nowhere
/// but in this process, so without the flag it does not exist.
#[derive(Clone, Debug)]
pub struct Demo {
    hash: String,
}

impl Security {
    pub fn new(plain_http: bool, idle_hours: u32, absolute_days: u32, demo: Option<Demo>) -> Self {
        let (idle, absolute) = (i64::from(idle_hours) * HOUR, i64::from(absolute_days) * 24 * HOUR);
        Self { plain_http, idle, absolute, demo }
    }

    /// The hash that the member's password must match; `None` = nobody can sign in as this member.
    pub fn hash_of(&self, account: &Account) -> Option<String> {
        account.password_hash.clone().or_else(|| self.demo.as_ref().map(|demo| demo.hash.clone()))
    }
}

impl Demo {
    /// A sign-in with this password, or with a new one; returns it too, to be told.
    pub async fn new(password: Option<String>) -> Result<(Self, String), AppError> {
        let password = password.unwrap_or_else(|| secret::fresh().chars().take(16).collect());
        Ok((Self { hash: password::hash(password.clone()).await? }, password))
    }
}
