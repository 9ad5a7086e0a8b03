use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::paths;
use crate::paths::conversations::{canonical_conversations, parse_conversations};

/// Sends a list page that was asked for by another spelling of its link, as plain forms do, to the canonical one.
pub async fn redirect(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let query = uri.query().unwrap_or_default();
    let canonical = || {
        if let Some((agent, folder)) = paths::parse_records(uri.path()) {
            return Some(paths::canonical_records(&agent, folder, query));
        }
        let (agent, medium, folder) = parse_conversations(uri.path())?;
        Some(canonical_conversations(&agent, medium, folder, query))
    };
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(link) = canonical()
    {
        let asked = if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) };
        if asked != link {
            return Redirect::to(&link).into_response();
        }
    }
    next.run(request).await
}
