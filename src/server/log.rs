//! One line in the log for every request, without anything that a person typed.

use axum::extract::Request;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::middleware::Next;
use std::any::Any;
use std::time::Instant;
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Logs method, path without its query, status and time, under an id that the answer carries too.
pub async fn request(request: Request, next: Next) -> axum::response::Response {
    let id = format!("{:016x}", rand::random::<u64>());
    let began = Instant::now();
    let method = request.method().clone();
    let path = without_ids_of_others(request.uri().path()).to_owned();
    // What goes wrong inside is logged under the same id.
    let mut response = next.run(request).instrument(tracing::info_span!("request", id)).await;
    let status = response.status().as_u16();
    let micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    if response.status().is_server_error() {
        tracing::error!(%id, %method, path, status, micros, "request");
    } else {
        tracing::info!(%id, %method, path, status, micros, "request");
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// An agent's own id of a conversation may be a phone number: the path ends before it.
fn without_ids_of_others(path: &str) -> &str {
    let begin = path.find("/external:").or_else(|| path.to_ascii_lowercase().find("/external%3a"));
    begin.map_or(path, |begin| &path[..begin + "/external".len()])
}

/// The answer of a handler that panicked: nothing of the cause but the log's line.
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response<String> {
    let text = cause.downcast_ref::<&str>().copied().or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    tracing::error!(cause = text.unwrap_or("unknown"), "a request panicked");
    let mut response = Response::new("internal error".to_owned());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}
