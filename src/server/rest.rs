//! The REST API, `/api/v1`: how an agent's program files what it heard. Its own world beside the pages: keys instead of
//! sessions, problem documents instead of pages, and no cookies.

pub mod answer;
pub mod checks;
pub mod conversations;
pub mod data_collection;
pub mod docs;
pub mod idempotent;
pub mod key;
pub mod model;
pub mod posted;
pub mod problem;
pub mod query;
pub mod rate;
pub mod records;
pub mod schema;

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::problem::{Kind, Problem};
use super::log;
use super::router::{AppState, BODY_TIMEOUT, DEADLINE};
use crate::paths;

/// Every operation, with its description.
fn operations() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(conversations::create_conversation))
        .routes(routes!(conversations::find_conversation, conversations::update_conversation))
        .routes(routes!(conversations::append_messages))
        .routes(routes!(records::create_record, records::list_records))
        .routes(routes!(records::find_record))
        .routes(routes!(data_collection::find_data_collection))
}

/// The API and its reference page. Nothing of it passes the pages' guard: every operation asks for a key.
pub fn router(state: &AppState) -> Router<AppState> {
    let (operations, _) = operations().split_for_parts();
    let operations = operations
        .fallback(|| async { Problem::new(Kind::NotFound, "There is nothing at this address.") })
        .method_not_allowed_fallback(|| async {
            Problem::new(Kind::MethodNotAllowed, "This address does not know this method.")
        })
        .layer(from_fn_with_state(state.clone(), key::guard))
        .layer(RequestBodyTimeoutLayer::new(BODY_TIMEOUT))
        .layer(CatchPanicLayer::custom(log::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, DEADLINE))
        .layer(from_fn(only_problems));
    Router::new().nest(paths::REST, operations).merge(docs::router())
}

/// Whatever fails on the way is told as a problem, too.
async fn only_problems(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if status.is_success() || problem::is_problem(&response) {
        return response;
    }
    Problem::of_status(status).into()
}
