use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::from_fn;
use axum::response::Redirect;
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, file_and_error_handler_with_context, generate_route_list};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use super::{canonical, session};
use crate::app::{App, shell};
use crate::paths;
use crate::store::Store;

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
        move || {
            leptos::prelude::provide_context(state.clone());
            session::provide_prefs();
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
        .leptos_routes_with_context(&state, generate_route_list(App), context.clone(), page)
        .nest_service(&format!("/{}", state.leptos.site_pkg_dir), pkg)
        .fallback(file_and_error_handler_with_context::<AppState, _>(context, shell))
        .layer(from_fn(session::with_prefs))
        .layer(from_fn(canonical::redirect))
        .layer(CompressionLayer::new())
        .layer(SetResponseHeaderLayer::if_not_present(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .layer(SetResponseHeaderLayer::if_not_present(REFERRER_POLICY, HeaderValue::from_static("same-origin")))
        .layer(CatchPanicLayer::new())
        .with_state(state)
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
