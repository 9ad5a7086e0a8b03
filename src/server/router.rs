use axum::Extension;
use axum::Router;
use axum::extract::{FromRef, Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use leptos::config::LeptosOptions;
use leptos::prelude::IntoView;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::{Service, service_fn};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::services::fs::ServeFileSystemResponseBody;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use super::access::Rule::{self, Anyone, Members, Open, SetUp};
use super::access::{self, Rules};
use super::forms::{self, Renderer};
use super::security::Security;
use super::{
    again, agents, api_keys, assets, canonical, conversations, data_collection, export, headers, invitation, log,
    password_reset, preferences, respond, rest, session, set_up, sign_in, team, triage,
};
use crate::app::{App, shell};
use crate::domain::error::AppError;
use crate::domain::limits;
use crate::domain::viewer::Viewer;
use crate::paths;
use crate::store::group_commit::{AT_ONCE, GroupCommit};
use crate::store::{Store, installation};

/// Bytes of a body: notes of the greatest length, each of their signs written as `%F0%9F%98%80`.
const BODY_LIMIT: usize = limits::BODY;
/// Bytes of a form of [`writing`]: the longest is a profile of a few hundred characters.
const FORM_LIMIT: usize = 16 * 1024;
/// Between two pieces of a body.
pub(super) const BODY_TIMEOUT: Duration = Duration::from_secs(15);
/// For an answer to begin.
pub(super) const DEADLINE: Duration = Duration::from_secs(30);

/// What every request may use.
#[derive(Clone)]
pub struct AppState {
    pub store: Store,
    pub leptos: LeptosOptions,
    pub security: Arc<Security>,
    /// What goes on after its request was answered. The program ends after it.
    pub jobs: TaskTracker,
    /// Ends what would keep the program from ending: exports that are still being read.
    pub stopping: CancellationToken,
    /// Country of phone numbers that are written without one.
    pub country: phonenumber::country::Id,
    /// Takes what agents write.
    pub writer: Arc<GroupCommit<rest::idempotent::Outcome>>,
    /// Idempotency keys whose requests are being answered.
    pub in_flight: rest::idempotent::InFlight,
    /// Requests of API keys.
    pub rates: Arc<rest::rate::Rates>,
    /// It never becomes untrue again, so once it is true nobody asks the database any more.
    set_up: Arc<AtomicBool>,
}

impl AppState {
    pub fn new(store: Store, leptos: LeptosOptions, security: Security, country: phonenumber::country::Id) -> Self {
        Self {
            writer: Arc::new(GroupCommit::new(store.clone(), AT_ONCE)),
            store,
            leptos,
            security: Arc::new(security),
            jobs: TaskTracker::new(),
            stopping: CancellationToken::new(),
            country,
            in_flight: Default::default(),
            rates: Arc::default(),
            set_up: Arc::default(),
        }
    }

    /// Whether the installation has its Owner. A demo needs none.
    pub async fn is_set_up(&self) -> Result<bool, AppError> {
        if self.security.demo.is_some() || self.set_up.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let set_up = installation::is_set_up(self.store.read()).await.map_err(respond::database)?;
        self.set_up.store(set_up, Ordering::Relaxed);
        Ok(set_up)
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

/// A route with who may come in by it.
type Row = (&'static str, Rule, MethodRouter<AppState>);

/// Every route that is neither a page nor a server function.
fn reading() -> Vec<Row> {
    vec![
        (paths::HOME, Members(Viewer::can_read), get(Redirect::to(paths::AGENTS))),
        // Counted and checked when it was started; a link that is followed from elsewhere finds nothing.
        ("/agents/{agent}/exports/{export}", Members(Viewer::can_export), get(export::file)),
        ("/agents/{agent}/exports", Members(Viewer::can_export), get(export::page)),
        ("/livez", Open, get(StatusCode::NO_CONTENT)),
        ("/readyz", Open, get(ready)),
    ]
}

/// Every form.
fn writing() -> Vec<Row> {
    vec![
        (paths::SET_UP, SetUp, post(set_up::submit)),
        (paths::SIGN_IN, Anyone, post(sign_in::submit)),
        (paths::SIGN_OUT, Anyone, post(sign_in::sign_out)),
        (paths::INVITATION, Anyone, post(invitation::submit)),
        (paths::PASSWORD_RESET, Anyone, post(password_reset::submit)),
        // Language and theme can be chosen by everybody; for the rest it asks who it is.
        (paths::PREFERENCES, Anyone, post(preferences::submit)),
        (paths::TEAM, Members(Viewer::can_manage_team), post(team::submit)),
        (paths::NEW_AGENT, Members(Viewer::can_manage_agents), post(agents::create)),
        ("/agents/{agent}/delete", Members(Viewer::can_manage_agents), post(agents::delete)),
        ("/agents/{agent}/settings/api-keys", Members(Viewer::can_manage_keys), post(api_keys::submit)),
        ("/agents/{agent}/exports", Members(Viewer::can_export), post(export::submit)),
        ("/agents/{agent}/chat-conversations", Members(Viewer::can_change_records), post(conversations::submit)),
        (
            "/agents/{agent}/chat-conversations/archived",
            Members(Viewer::can_change_records),
            post(conversations::submit),
        ),
        (
            "/agents/{agent}/chat-conversations/deleted",
            Members(Viewer::can_change_records),
            post(conversations::submit),
        ),
        ("/agents/{agent}/voice-conversations", Members(Viewer::can_change_records), post(conversations::submit)),
        (
            "/agents/{agent}/voice-conversations/archived",
            Members(Viewer::can_change_records),
            post(conversations::submit),
        ),
        (
            "/agents/{agent}/voice-conversations/deleted",
            Members(Viewer::can_change_records),
            post(conversations::submit),
        ),
    ]
}

/// Forms that hold long texts, so they have the limit of every body: those of the sheet, of a new record, of what an
/// agent asks.
fn long_forms() -> Vec<Row> {
    ["/agents/{agent}/leads-tickets", "/agents/{agent}/leads-tickets/archived", "/agents/{agent}/leads-tickets/deleted"]
        .map(|path| (path, Members(Viewer::can_change_records), post(triage::submit)))
        .into_iter()
        .chain([(
            "/agents/{agent}/settings/data-collection",
            Members(Viewer::can_manage_collection as fn(Viewer) -> bool),
            post(data_collection::submit),
        )])
        .collect()
}

/// The routes with their rules: of reading, then of writing.
pub fn rules() -> [Vec<(&'static str, Rule)>; 2] {
    [reading(), writing().into_iter().chain(long_forms()).collect()]
        .map(|rows| rows.into_iter().map(|(path, rule, _)| (path, rule)).collect())
}

/// The pages of the route table. Asked once in the life of the program: while Leptos lists them, whatever page is being
/// rendered elsewhere in the process would wait for its data for ever (leptos issue 4773).
pub fn pages() -> Vec<AxumRouteListing> {
    static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));
    PAGES.clone()
}

/// # Panics
/// When a page or a server function has no rule.
pub fn router(state: AppState) -> Router {
    let context = {
        let state = state.clone();
        let assets = assets::assets(&state.leptos);
        // Set by cargo-leptos while it watches.
        let reload_port = std::env::var_os("LEPTOS_WATCH").map(|_| state.leptos.reload_port);
        move || {
            leptos::prelude::provide_context(state.clone());
            leptos::prelude::provide_context(assets.clone());
            session::provide(state.security.demo.is_some());
            forms::provide();
            headers::provide_page_policy(reload_port);
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

    let pages = pages();
    let functions: Vec<_> = leptos::server_fn::axum::server_fn_paths().collect();
    let [reading_rules, writing_rules] = rules();
    let rules = Rules::new(&reading_rules, &writing_rules);
    rules.ensure_cover(pages.iter().map(|page| page.path()), functions.iter().map(|(path, _)| *path));
    let renderer = Renderer(Arc::new(render_app_async_with_context(context.clone(), page.clone())));

    // Compressing an export would take longer than reading it, and hold back its first lines.
    let compressed = DefaultPredicate::new().and(NotForContentType::const_new("text/csv"));
    let form_limit = RequestBodyLimitLayer::new(FORM_LIMIT);
    let forms = writing().into_iter().map(|(path, rule, handler)| (path, rule, handler.layer(form_limit)));
    let own = reading().into_iter().chain(forms).chain(long_forms());
    own.fold(Router::new(), |router, (path, _, handler)| router.route(path, handler))
        .leptos_routes_with_context(&state, pages, context.clone(), page.clone())
        .nest_service(&format!("/{}", state.leptos.site_pkg_dir), pkg)
        .fallback_service(files_or_not_found(state.leptos.clone(), context, page))
        .layer(Extension(renderer))
        .layer(from_fn(again::render))
        .layer(from_fn_with_state((state.clone(), rules), access::guard))
        .layer(from_fn(canonical::redirect))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .layer(RequestBodyTimeoutLayer::new(BODY_TIMEOUT))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(log::panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, DEADLINE))
        .merge(rest::router(&state))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(from_fn_with_state(state.clone(), headers::secure))
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

/// Files whose names carry a hash of their content never change. One that is not there may come: another replica is
/// being replaced by a newer build.
fn cache_of_pkg(
    options: &LeptosOptions,
) -> impl Fn(&axum::http::Response<ServeFileSystemResponseBody>) -> Option<HeaderValue> + Clone + use<> {
    let found = if options.hash_files { "public, max-age=31536000, immutable" } else { "no-cache" };
    move |response| {
        let there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
        Some(HeaderValue::from_static(if there { found } else { "no-store" }))
    }
}

async fn ready(State(state): State<AppState>) -> StatusCode {
    match state.store.read().ping().await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
