//! A database of its own for every test, on either engine, and the application's router on top of it.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use leads_tickets::domain::agent::{Agent, AgentId, Variant};
use leads_tickets::domain::member::{MemberId, Role};
use leads_tickets::domain::record::{Channel, Kind};
use leads_tickets::domain::record_id::RecordId;
use leads_tickets::domain::viewer::{Scope, Viewer};
use leads_tickets::server::router::{AppState, router};
use leads_tickets::server::session;
use leads_tickets::store::filing::{self, NewField, NewRecord, Triage};
use leads_tickets::store::{Store, agents, members};
use leptos::config::LeptosOptions;
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;
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

pub struct TestApp {
    pub store: Store,
    pub router: Router,
    pub url: String,
    _folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
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
    pub async fn start(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = empty_database(engine, &folder).await;
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        session::ensure_owner(&store).await.unwrap();
        let leptos = LeptosOptions::builder().output_name("leads-tickets").site_root("public").build();
        let router = router(AppState { store: store.clone(), leptos });
        Self { store, router, url, _folder: folder }
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
        let transaction = self.store.begin().await.unwrap();
        let email = format!("{}@example.com", name.to_lowercase());
        let new = members::NewMember { name, email: &email, role: Role::Member };
        let id = members::create(&transaction, new, 1).await.unwrap();
        transaction.commit().await.unwrap();
        id
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

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        // Without the marks that hydration finds its nodes by.
        let body = String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", "");
        Answer { status, headers, body }
    }
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
        filed_at: 1_790_000_000_000_000,
    }
}

pub fn field(label: &str, value: &str) -> NewField {
    NewField { label: label.to_owned(), icon: Default::default(), kind: Default::default(), value: value.to_owned() }
}
