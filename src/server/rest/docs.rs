//! The API's description and its reference page, both made from the code.

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse, Response as HttpResponse};
use std::collections::BTreeMap;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::openapi::header::Header;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::model::FieldIn;
use super::problem::{Problem, Wrong};
use crate::paths;
use crate::server::router::AppState;

/// The reference page loads only what stands beside it. Its own script writes styles into the page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Leads & Tickets",
        version = "1",
        description = "How an AI agent files what a person must follow up.\n\n\
            Every request carries a key of the agent: `Authorization: Bearer lt_…`. Owners and Admins make keys on the \
            agent's page *API keys*. A key writes; it reads only when it was made so. Requests over the key's rate are \
            answered with 429 and `Retry-After`.\n\n\
            **Repeating safely.** A POST may carry an `Idempotency-Key`. The same key with the same body gives the \
            first answer again (`Idempotent-Replayed: true`), for seven days; with another body it is 422; while the \
            first is being answered, 409. A request that was refused is not remembered. A record that names its \
            conversation needs no key: the same type again is answered with the first one, while a new key says that it \
            is another record.\n\n\
            **What goes wrong** is told as RFC 9457 has it, as `application/problem+json`. `errors` says what is wrong where; \
            `type` ends in a word for programs: `malformed`, `unauthenticated`, `write-only`, `not-found`, \
            `method-not-allowed`, `in-flight`, `collection-off`, `conversation-exists`, `too-large`, `media-type`, \
            `invalid`, `key-reused`, `too-many-requests`, `unavailable` or `internal`.\n\n\
            **Limits**: a body has at most 256 KiB; moments are never in the future.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    components(schemas(Problem, Wrong, FieldIn)),
    security(("key" = [])),
    tags((name = "Records"), (name = "Conversations"), (name = "Data collection")),
    modifiers(&Key),
)]
struct Description;

struct Key;

impl Modify for Key {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A key of the agent, `lt_…`"));
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(scheme.build()));
    }
}

/// The whole description.
pub fn description() -> utoipa::openapi::OpenApi {
    OpenApiRouter::<AppState>::with_openapi(Description::openapi())
        .nest(paths::REST, super::operations())
        .into_openapi()
}

/// The reference page: the stock one with a title of its own, made for phones, and with words where script is off.
const PAGE: &str = include_str!("docs.html");

/// The description as JSON, and the page that shows it.
pub fn router() -> Router<AppState> {
    let config = Config::default().use_base_layout().deep_linking(true);
    let page: Router<AppState> =
        SwaggerUi::new(paths::API_DOCS).config(config).url(paths::OPENAPI, description()).into();
    page.layer(from_fn(own_page))
        .layer(SetResponseHeaderLayer::overriding(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)))
}

async fn own_page(request: Request, next: Next) -> HttpResponse {
    let is_page =
        request.uri().path().strip_prefix(paths::API_DOCS).is_some_and(|rest| rest == "/" || rest == "/index.html");
    if is_page { Html(PAGE).into_response() } else { next.run(request).await }
}

/// What any operation may answer instead.
pub struct Refusals;

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[
            (400, "The request cannot be read"),
            (401, "No key, or none that is good"),
            (404, "Not found"),
            (413, "The body has over 256 KiB"),
            (415, "The body is not called JSON"),
            (422, "Something in the request is not as it has to be"),
            (429, "Too many requests of this key"),
            (500, "Our fault"),
            (503, "The server is busy"),
        ])
    }
}

/// What a POST may answer instead, too.
pub struct Conflict;

impl IntoResponses for Conflict {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[(409, "It is being answered, or there already, or data collection is off")])
    }
}

/// What a GET of the team's data may answer instead, too.
pub struct Unreadable;

impl IntoResponses for Unreadable {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[(403, "The key may only write")])
    }
}

fn refusals(statuses: &[(u16, &str)]) -> BTreeMap<String, RefOr<Response>> {
    let refusal = |(status, description): &(u16, &str)| {
        let problem = Content::new(Some(utoipa::openapi::Ref::from_schema_name("Problem")));
        let mut response =
            ResponseBuilder::new().description(*description).content("application/problem+json", problem);
        if matches!(status, 409 | 429 | 503) {
            response = response.header("Retry-After", Header::default());
        }
        (status.to_string(), RefOr::T(response.build()))
    };
    statuses.iter().map(refusal).collect()
}
