use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use crate::paths;

/// Sends a list page that was asked for by another spelling of its link, as plain forms do, to the canonical one.
pub async fn redirect(request: Request, next: Next) -> Response {
    let uri = request.uri();
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some((agent, folder)) = paths::parse_records(uri.path())
    {
        let query = uri.query().unwrap_or_default();
        let link = paths::canonical_records(&agent, folder, query);
        let asked = if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) };
        if asked != link {
            return Redirect::to(&link).into_response();
        }
    }
    next.run(request).await
}
