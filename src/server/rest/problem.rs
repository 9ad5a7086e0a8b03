//! What goes wrong, as RFC 9457 has it: a problem document that says what to do and where.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::error::AppError;
use crate::paths;
use crate::server::respond;
use crate::store::{DbErr, is_taken};

const MEDIA_TYPE: &str = "application/problem+json";

/// Which problem it is. Each has an address of its own, by which programs tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// The body is no JSON.
    Malformed,
    /// No key, or one that opens nothing (any more).
    Unauthenticated,
    /// The key may only write.
    WriteOnly,
    NotFound,
    MethodNotAllowed,
    /// The same request is being answered right now.
    InFlight,
    /// Data collection is off.
    CollectionOff,
    /// There is a conversation of this external id.
    ConversationExists,
    TooLarge,
    MediaType,
    /// Something in it is not as it has to be.
    Invalid,
    /// The idempotency key stands for another request.
    KeyReused,
    TooManyRequests,
    Unavailable,
    Internal,
}

impl Kind {
    fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::WriteOnly => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::InFlight | Self::CollectionOff | Self::ConversationExists => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Malformed => "Not JSON",
            Self::Unauthenticated => "No valid API key",
            Self::WriteOnly => "This key may only write",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "Method not allowed",
            Self::InFlight => "The same request is being answered",
            Self::CollectionOff => "Data collection is off",
            Self::ConversationExists => "The conversation exists",
            Self::TooLarge => "Too large",
            Self::MediaType => "Unsupported media type",
            Self::Invalid => "Invalid request",
            Self::KeyReused => "Idempotency key used for another request",
            Self::TooManyRequests => "Too many requests",
            Self::Unavailable => "Temporarily unavailable",
            Self::Internal => "Internal error",
        }
    }
}

/// A problem document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Which problem it is; a reference to its description.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub kind: Box<str>,
    #[schema(value_type = String)]
    pub title: &'static str,
    /// The HTTP status again.
    pub status: u16,
    /// What happened this time.
    pub detail: String,
    /// What is wrong where; at least one when the request is invalid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<Wrong>,
    /// The id of the conversation that exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<String>,
    /// Seconds after which another try makes sense.
    #[serde(skip)]
    pub retry_after: Option<u32>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Wrong {
    /// Where: a JSON pointer into the body, or the name of a query parameter or header.
    pub pointer: String,
    pub detail: String,
}

impl Problem {
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        let slug: &'static str = kind.into();
        Self {
            kind: format!("{}#{slug}", paths::API_DOCS).into(),
            title: kind.title(),
            status: kind.status().as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            conversation: None,
            retry_after: None,
        }
    }

    /// Something is not as it has to be, and where.
    pub fn invalid(errors: Vec<Wrong>) -> Self {
        let detail = match &errors[..] {
            [one] => format!("{}: {}", one.pointer, one.detail),
            several => format!("{} things are wrong with it.", several.len()),
        };
        Self { errors, ..Self::new(Kind::Invalid, detail) }
    }

    pub fn after(self, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// Of an answer that only has a status.
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => too_large(),
            StatusCode::METHOD_NOT_ALLOWED => {
                Self::new(Kind::MethodNotAllowed, "This address does not know this method.")
            }
            StatusCode::NOT_FOUND => Self::new(Kind::NotFound, "There is nothing at this address."),
            StatusCode::SERVICE_UNAVAILABLE => unavailable(),
            status if status.is_client_error() => Self::new(Kind::Malformed, "The request cannot be read."),
            _ => Self::new(Kind::Internal, "This is our fault. It has been logged."),
        }
    }

    /// What the database did not do.
    pub fn of_database(error: DbErr) -> Self {
        if is_taken(&error) {
            // Somebody was quicker with the same: asked again, it will be seen.
            return unavailable();
        }
        match respond::database(error) {
            AppError::Unavailable => unavailable(),
            _ => Self::new(Kind::Internal, "This is our fault. It has been logged."),
        }
    }
}

pub fn too_large() -> Problem {
    let limit = crate::domain::limits::BODY;
    Problem::new(Kind::TooLarge, format!("A body has at most {limit} bytes. Send messages in several requests."))
}

fn unavailable() -> Problem {
    Problem::new(Kind::Unavailable, "The server is busy. Try again.").after(1)
}

/// Something that is wrong at a place.
pub fn wrong(pointer: impl Into<String>, detail: impl Into<String>) -> Wrong {
    Wrong { pointer: pointer.into(), detail: detail.into() }
}

pub fn is_problem(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == MEDIA_TYPE)
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<Problem> for Response {
    fn from(problem: Problem) -> Self {
        problem.into_response()
    }
}
