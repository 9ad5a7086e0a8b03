//! A database of its own for every test, on either engine, and the application's router on top of it.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use leads_tickets::domain::agent::{Agent, AgentId, Variant};
use leads_tickets::domain::collection::snapshot::Kept;
use leads_tickets::domain::member::{MemberId, Role};
use leads_tickets::domain::record::{Channel, Kind, Origin};
use leads_tickets::domain::record_id::RecordId;
use leads_tickets::domain::viewer::{Scope, Viewer};
use leads_tickets::domain::{api_key, limits};
use leads_tickets::server::router::{AppState, router};
use leads_tickets::server::security::Security;
use leads_tickets::server::{password, secret, zone};
use leads_tickets::store::api_keys::{self, NewKey};
use leads_tickets::store::filing::{self, NewRecord, Triage};
use leads_tickets::store::{Store, agents, installation, members, sessions};
use leptos::config::LeptosOptions;
use sea_orm::{ConnectionTrait, Database};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower::ServiceExt;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Makes a test of each engine out of one `async fn(Engine)`.
macro_rules! both_engines {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() { super::$name(crate::support::Engine::Sqlite).await })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() { super::$name(crate::support::Engine::Postgres).await })*
        }
    };
}
pub(crate) use both_engines;

/// The application as one browser sees it: [`TestApp::start`] is the Owner's.
#[derive(Clone)]
pub struct TestApp {
    pub store: Store,
    pub router: Router,
    pub url: String,
    /// What every request carries.
    pub cookie: String,
    _folder: Arc<TempDir>,
}

/// What everybody in the tests signs in with.
pub const PASSWORD: &str = "lamps on a long wire";

/// Hashing takes its time, so it is done once.
static HASH: OnceCell<String> = OnceCell::const_new();

async fn password_hash() -> Option<String> {
    Some(HASH.get_or_init(|| async { password::hash(PASSWORD.to_owned()).await.unwrap() }).await.clone())
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// What the answer gives the browser to keep, as it would send it back.
    pub fn cookies(&self) -> String {
        let set = self.headers.get_all(header::SET_COOKIE).into_iter().map(|value| value.to_str().unwrap());
        let pairs: Vec<&str> = set.map(|cookie| cookie.split(';').next().unwrap()).collect();
        pairs.join("; ")
    }

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

/// An empty database's URL. SQLite's lies in the folder, PostgreSQL's on the server that `make test` starts.
pub async fn empty_database(engine: Engine, folder: &TempDir) -> String {
    match engine {
        Engine::Sqlite => format!("sqlite://{}", folder.path().join("test.db").display()),
        Engine::Postgres => {
            let server = std::env::var("LT_TEST_POSTGRES")
                .expect("LT_TEST_POSTGRES names no PostgreSQL server; `make test` starts one");
            let name = format!("test_{:016x}", rand::random::<u64>());
            let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            format!("{server}/{name}")
        }
    }
}

impl TestApp {
    /// An installation with an Owner and nothing else.
    pub async fn start(engine: Engine) -> Self {
        let app = Self::empty(engine).await;
        let transaction = app.store.begin().await.unwrap();
        installation::set_up(&transaction, 1).await.unwrap();
        transaction.commit().await.unwrap();
        app.join("Owner", Role::Owner).await.0
    }

    /// An installation that waits for its Owner.
    pub async fn empty(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = empty_database(engine, &folder).await;
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let router = Self::router(&store);
        Self { store, router, url, cookie: String::new(), _folder: Arc::new(folder) }
    }

    /// Another replica on the same database.
    pub fn router(store: &Store) -> Router {
        let leptos = LeptosOptions::builder().output_name("leads-tickets").site_root("public").build();
        router(AppState::new(store.clone(), leptos, Security::new(false, 8, 7, None), phonenumber::country::Id::SA))
    }

    /// The same installation in a browser that keeps these cookies.
    pub fn keeping(&self, cookie: String) -> Self {
        Self { cookie, ..self.clone() }
    }

    pub fn anonymous(&self) -> Self {
        Self { cookie: String::new(), ..self.clone() }
    }

    /// Somebody new, signed in.
    pub async fn join(&self, name: &str, role: Role) -> (Self, MemberId) {
        let id = self.member_of(name, role).await;
        (self.session_of(id).await, id)
    }

    pub async fn session_of(&self, id: MemberId) -> Self {
        let secret = secret::fresh();
        let transaction = self.store.begin().await.unwrap();
        sessions::create(&transaction, &secret::hash(&secret), id, zone::now()).await.unwrap();
        transaction.commit().await.unwrap();
        Self { cookie: format!("__Host-session={secret}"), ..self.clone() }
    }

    pub async fn agent(&self, id: &str) -> Scope {
        let agent = Agent { id: AgentId::parse(id).unwrap(), name: format!("Agent {id}"), variant: Variant::Hybrid };
        let transaction = self.store.begin().await.unwrap();
        agents::create(&transaction, &agent, 1).await.unwrap();
        transaction.commit().await.unwrap();
        let owner =
            members::list(self.store.read()).await.unwrap().into_iter().find(|m| m.role == Role::Owner).unwrap();
        Scope { viewer: Viewer { id: owner.id, role: owner.role }, agent: agent.id }
    }

    pub async fn member(&self, name: &str) -> MemberId {
        self.member_of(name, Role::Member).await
    }

    pub async fn member_of(&self, name: &str, role: Role) -> MemberId {
        let transaction = self.store.begin().await.unwrap();
        let email = address(name);
        let password_hash = password_hash().await;
        let new = members::NewMember { name, email: &email, role, password_hash, profile: Default::default() };
        let id = members::create(&transaction, new, 1).await.unwrap();
        transaction.commit().await.unwrap();
        id
    }

    /// The secret of a new API key that is never asked too much.
    pub async fn api_key(&self, scope: &Scope, reads: bool) -> String {
        self.api_key_of_rate(scope, reads, limits::REQUESTS_PER_MINUTE_MAX).await
    }

    pub async fn api_key_of_rate(&self, scope: &Scope, reads: bool, requests_per_minute: u32) -> String {
        let token = secret::fresh_key();
        let new = NewKey {
            name: "test".to_owned(),
            token_hash: secret::hash(&token),
            hint: api_key::hint(&token),
            reads,
            requests_per_minute,
            created_by: None,
            lifetime: None,
        };
        let transaction = self.store.begin().await.unwrap();
        api_keys::create(&transaction, &scope.agent, &new, zone::now()).await.unwrap();
        transaction.commit().await.unwrap();
        token
    }

    pub async fn file(&self, scope: &Scope, new: NewRecord, triage: Option<Triage>) -> (i64, RecordId) {
        let transaction = self.store.begin().await.unwrap();
        let country = phonenumber::country::Id::SA;
        let (key, id) = filing::file(&transaction, &scope.agent, new, country).await.unwrap();
        if let Some(triage) = triage {
            filing::triage(&transaction, key, &triage).await.unwrap();
        }
        transaction.commit().await.unwrap();
        (key, id)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post_form(&self, path: &str, body: &str) -> Answer {
        self.post_with(path, "application/x-www-form-urlencoded", body, &[]).await
    }

    pub async fn post_json(&self, path: &str, body: &str) -> Answer {
        self.post_with(path, "application/json", body, &[]).await
    }

    pub async fn post_with(
        &self,
        path: &str,
        content_type: &str,
        body: &str,
        headers: &[(header::HeaderName, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(Method::POST).uri(path).header(header::CONTENT_TYPE, content_type);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        let own = request.headers().get(header::COOKIE).map(|value| value.to_str().unwrap().to_owned());
        let cookies: Vec<&str> = own.iter().map(String::as_str).chain([self.cookie.as_str()]).collect();
        let cookies = cookies.join("; ").trim_matches([';', ' ']).to_owned();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        // Without the marks that hydration finds its nodes by.
        let body = String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", "");
        Answer { status, headers, body }
    }
}

/// The address of somebody of this name.
pub fn address(name: &str) -> String {
    format!("{}@example.com", name.to_lowercase().replace(' ', "."))
}

/// A form's body.
pub fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A lead that came in by web, to be changed as a test needs it.
pub fn lead(name: &str) -> NewRecord {
    NewRecord {
        conversation: None,
        kind: Kind::Lead,
        channel: Channel::Web,
        name: Some(name.to_owned()),
        phone: None,
        email: None,
        company: None,
        description: "Wants a quote.".to_owned(),
        fields: Vec::new(),
        flags: Vec::new(),
        origin: Origin::Agent,
        actor: None,
        filed_at: 1_790_000_000_000_000,
    }
}

/// A record's state as it was filed.
pub fn untouched() -> Triage {
    Triage {
        status: Default::default(),
        assignee: None,
        assignment_note: String::new(),
        notes: String::new(),
        folder: Default::default(),
        actor: None,
        at: 1_790_000_000_000_001,
    }
}

pub fn field(label: &str, value: &str) -> Kept {
    let (label, value) = (label.to_owned(), value.to_owned());
    Kept { label, icon: Default::default(), kind: Default::default(), value, flag: None }
}
