use axum::Router;
use axum::extract::{FromRef, Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::from_fn;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use leptos::prelude::IntoView;
use leptos_axum::{LeptosRoutes, generate_route_list, render_app_async_with_context};
use std::convert::Infallible;
use std::time::Duration;
use tower::{Service, service_fn};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use super::{assets, canonical, headers, log, session};
use crate::app::{App, shell};
use crate::paths;
use crate::store::Store;

/// Bytes of a request's body: a listing's query or a small form.
const BODY_LIMIT: usize = 64 * 1024;
/// Between two pieces of a body.
const BODY_TIMEOUT: Duration = Duration::from_secs(15);
/// For an answer to begin.
const DEADLINE: Duration = Duration::from_secs(30);

/// What every request may use.
#[derive(Clone)]
pub struct AppState {
    pub store: Store,
    pub leptos: LeptosOptions,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

/// Every route in one table.
pub fn router(state: AppState) -> Router {
    let context = {
        let state = state.clone();
        let assets = assets::assets(&state.leptos);
        move || {
            leptos::prelude::provide_context(state.clone());
            leptos::prelude::provide_context(assets.clone());
            session::provide_prefs();
            headers::provide_page_policy();
        }
    };
    let page = {
        let options = state.leptos.clone();
        move || shell(options.clone())
    };
    let hashed = ServeDir::new(format!("{}/{}", state.leptos.site_root, state.leptos.site_pkg_dir))
        .precompressed_br()
        .precompressed_gzip();
    let pkg = tower::ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, cache_of_pkg(&state.leptos)))
        .service(hashed);

    Router::new()
        .route("/livez", get(StatusCode::NO_CONTENT))
        .route("/readyz", get(ready))
        .route(paths::HOME, get(Redirect::to(paths::AGENTS)))
        .route(paths::PREFERENCES, post(session::set_prefs))
        .leptos_routes_with_context(&state, generate_route_list(App), context.clone(), page.clone())
        .nest_service(&format!("/{}", state.leptos.site_pkg_dir), pkg)
        .fallback_service(files_or_not_found(state.leptos.clone(), context, page))
        .layer(from_fn(session::with_prefs))
        .layer(from_fn(canonical::redirect))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(RequestBodyTimeoutLayer::new(BODY_TIMEOUT))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(log::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, DEADLINE))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::secure))
        .layer(from_fn(log::request))
        .with_state(state)
}

/// Files of the site, and the page that says that there is nothing.
///
/// Leptos has a handler for both, but there a file's answer takes whatever headers a page being rendered on the same
/// thread has set so far: its policy, its cookies.
fn files_or_not_found<V: IntoView + 'static>(
    options: LeptosOptions,
    context: impl Fn() + Clone + Send + Sync + 'static,
    page: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> ServeDir<impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone> {
    let render = render_app_async_with_context(context, page);
    let not_found = service_fn(move |request: Request| {
        let rendered = render(request);
        async move {
            let mut response = rendered.await;
            if response.status() == StatusCode::OK {
                *response.status_mut() = StatusCode::NOT_FOUND;
            }
            Ok::<_, Infallible>(response)
        }
    });
    ServeDir::new(&*options.site_root)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .call_fallback_on_method_not_allowed(true)
        .fallback(not_found)
}

/// Files whose names carry a hash of their content never change.
fn cache_of_pkg(options: &LeptosOptions) -> HeaderValue {
    HeaderValue::from_static(if options.hash_files { "public, max-age=31536000, immutable" } else { "no-cache" })
}

async fn ready(State(state): State<AppState>) -> StatusCode {
    match state.store.read().ping().await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
