//! From what went wrong to what the user may know of it. Causes are logged here, once.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use sea_orm::DbErr;

use crate::domain::error::AppError;

/// A failure of the database.
pub fn database(error: DbErr) -> AppError {
    tracing::error!(%error, "the database failed");
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => AppError::Unavailable,
        // Another program has held SQLite's only writer for too long.
        error if error.to_string().contains("database is locked") => AppError::Unavailable,
        _ => AppError::Internal,
    }
}

/// Gives the answer the status of its error; Leptos alone would answer 500 to all of them.
pub fn with_status<T>(result: Result<T, AppError>) -> Result<T, AppError> {
    if let (Err(error), Some(response)) = (&result, use_context::<ResponseOptions>()) {
        response.set_status(StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    }
    result
}

/// An error where no page can say it.
pub fn plain(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(error)).into_response()
}
