use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a request was refused or failed, as the user may know it. Causes are logged by the server and never travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in, or no longer.
    Unauthenticated,
    /// The viewer's role does not allow it.
    Forbidden,
    /// There is no such thing, or the viewer may not know that there is.
    NotFound,
    /// The request itself makes no sense.
    Invalid,
    /// More at once than is allowed.
    TooMany { count: u64, limit: u64 },
    /// Another change of many records is still running on this agent.
    JobRunning,
    /// The database is busy or out of reach; trying again may help. Also: the server could not be reached.
    Unavailable,
    /// Our fault. Carries nothing.
    Internal,
}

impl AppError {
    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::JobRunning => 409,
            Self::Invalid | Self::TooMany { .. } => 422,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unauthenticated => "not signed in",
            Self::Forbidden => "not allowed",
            Self::NotFound => "not found",
            Self::Invalid => "invalid request",
            Self::TooMany { .. } => "too many at once",
            Self::JobRunning => "another job is running",
            Self::Unavailable => "temporarily unavailable",
            Self::Internal => "internal error",
        })
    }
}

impl std::error::Error for AppError {}
