//! Every endpoint × every role: who is refused is told so, and nothing has changed.

use axum::http::StatusCode;
use leads_tickets::domain::member::Role;
use leads_tickets::server::access::{FUNCTIONS, PAGES, Rule};
use leads_tickets::server::router;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, JsonValue, Statement};
use std::collections::{BTreeMap, BTreeSet};

use crate::conversations;
use crate::support::{Answer, Engine, PASSWORD, TestApp, both_engines, form, lead};

both_engines!(nobody_gets_further_than_their_role, another_agents_record_looks_like_none);

/// Every row of every table but those that signing in writes.
pub async fn dump(app: &TestApp) -> BTreeMap<String, Vec<JsonValue>> {
    let db = app.store.read();
    let backend = db.get_database_backend();
    let names = match backend {
        DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        _ => "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    };
    let tables = db.query_all_raw(Statement::from_string(backend, names)).await.unwrap();
    let mut dump = BTreeMap::new();
    for table in tables.iter().map(|row| row.try_get::<String>("", "name").unwrap()) {
        if ["sessions", "sign_in_attempts"].contains(&table.as_str()) || table.contains("_search_index") {
            continue;
        }
        let rows = Statement::from_string(backend, format!("SELECT * FROM {table} ORDER BY 1, 2"));
        dump.insert(table, JsonValue::find_by_statement(rows).all(db).await.unwrap());
    }
    assert!(dump.len() > 10, "{:?}", dump.keys());
    dump
}

/// An endpoint with something to send to it that would change something.
pub struct Endpoint {
    pub path: String,
    rule: Rule,
    pub send: Send,
}

pub enum Send {
    Get,
    Json(String),
    Form(String),
}

pub fn endpoints(target: &str, record: &str, conversation: i64) -> Vec<Endpoint> {
    let conversation = conversation.to_string();
    let concrete = |pattern: &str| pattern.replace("{agent}", "acme").replace("{export}", "1");
    let [reading, writing] = router::rules();
    let mut all = Vec::new();
    for (pattern, rule) in PAGES.iter().chain(&reading) {
        all.push(Endpoint { path: concrete(pattern), rule: *rule, send: Send::Get });
    }
    for (path, rule) in FUNCTIONS {
        // Conversations and exports have numbers, everything else a name.
        let id = match *path {
            "/api/conversations/move" => conversation.clone(),
            "/api/exports/find" => "1".to_owned(),
            _ => format!("\"{record}\""),
        };
        let all_of_it = format!(
            r#"{{"agent":"acme","folder":"inbox","query":"","id":{id},"token":"guess","change":1,
                "target":{{"matching":{{"folder":"inbox","query":"","as_of":9000000000000000,"except":[]}}}},
                "action":{{"set_status":{{"to":"closed"}}}},"before":1,"as_of":1,"shown":[],"job":1,
                "medium":"chat","part":"latest","search":null,"version":1,"to":"archived",
                "request":{{"folder":"inbox","query":"","choice":"all","format":"raw"}},
                "fields":[["type","lead"],["channel","web"],["name","Evil"]]}}"#
        );
        all.push(Endpoint { path: concrete(path), rule: *rule, send: Send::Json(all_of_it) });
    }
    for (pattern, rule) in &writing {
        let forms: Vec<Vec<(&str, &str)>> = match *pattern {
            "/team" => vec![
                vec![("form", "invite"), ("email", "new@example.com"), ("role", "viewer")],
                vec![("form", "role"), ("member", target), ("role", "viewer")],
                vec![("form", "reset"), ("member", target)],
                vec![("form", "deactivate"), ("member", target)],
                vec![("form", "reactivate"), ("member", target)],
                vec![("form", "withdraw"), ("invitation", "1")],
            ],
            "/agents/new" => vec![vec![("name", "New"), ("id", "new-one"), ("variant", "text")]],
            "/agents/{agent}/delete" => vec![vec![("confirmation", "DELETE")]],
            "/preferences" => vec![
                vec![("theme", "dark")],
                vec![
                    ("form", "profile"),
                    ("name", "Evil"),
                    ("language", "ar"),
                    ("theme", "dark"),
                    ("zone", "UTC"),
                    ("per", "96"),
                    ("shortcuts", "off"),
                ],
                vec![("form", "password"), ("current", "wrong"), ("password", "a new password")],
            ],
            "/set-up" => vec![vec![
                ("name", "Evil"),
                ("email", "evil@example.com"),
                ("password", PASSWORD),
                ("zone", "UTC"),
                ("language", "en"),
            ]],
            "/sign-in" => vec![vec![("email", "owner@example.com"), ("password", "wrong password")]],
            "/sign-out" => vec![vec![]],
            "/agents/{agent}/leads-tickets"
            | "/agents/{agent}/leads-tickets/archived"
            | "/agents/{agent}/leads-tickets/deleted" => [
                [("form", "status"), ("status", "closed"), ("", "")],
                [("form", "assign"), ("to", target), ("note", "Evil")],
                [("form", "notes"), ("notes", "Evil"), ("", "")],
                [("form", "move"), ("to", "deleted"), ("", "")],
            ]
            .map(|form| form.into_iter().chain([("record", record), ("version", "1")]).collect())
            .into(),
            "/agents/{agent}/settings/data-collection" => ["save", "add"]
                .map(|button| vec![("version", "0"), ("enabled", "on"), ("fields.0.label", "Evil"), ("do", button)])
                .into(),
            "/agents/{agent}/settings/api-keys" => vec![
                vec![("form", "create"), ("name", "Evil"), ("expires", "never"), ("rate", "60"), ("reads", "1")],
                vec![("form", "edit"), ("key", "1"), ("name", "Evil"), ("rate", "1000000")],
                vec![("form", "rotate"), ("key", "1"), ("overlap", "7d")],
                vec![("form", "revoke"), ("key", "1")],
            ],
            "/agents/{agent}/exports" => {
                vec![vec![("folder", "inbox"), ("query", ""), ("choice", "all"), ("format", "raw")]]
            }
            "/agents/{agent}/chat-conversations"
            | "/agents/{agent}/chat-conversations/archived"
            | "/agents/{agent}/chat-conversations/deleted"
            | "/agents/{agent}/voice-conversations"
            | "/agents/{agent}/voice-conversations/archived"
            | "/agents/{agent}/voice-conversations/deleted" => {
                vec![vec![("form", "move"), ("conversation", &conversation), ("version", "1"), ("to", "archived")]]
            }
            "/invitation" | "/password-reset" => vec![vec![("name", "Evil"), ("password", PASSWORD)]],
            other => panic!("no form for {other}: what would it change?"),
        };
        for fields in forms {
            all.push(Endpoint { path: concrete(pattern), rule: *rule, send: Send::Form(form(&fields)) });
        }
    }
    all
}

pub async fn send(app: &TestApp, endpoint: &Endpoint) -> Answer {
    match &endpoint.send {
        Send::Get => app.get(&endpoint.path).await,
        Send::Json(body) => app.post_json(&endpoint.path, body).await,
        Send::Form(body) => app.post_form(&endpoint.path, body).await,
    }
}

/// The lowest that gets in, by heart: not read from the table that is tested.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lowest {
    Anybody,
    Is(Role),
    /// Not once it is set up.
    Nobody,
}

use Lowest::{Anybody, Is, Nobody};

const LOWEST: &[(&str, &str, Lowest)] = &[
    ("GET", "/", Is(Role::Viewer)),
    ("GET", "/livez", Anybody),
    ("GET", "/readyz", Anybody),
    ("GET", "/set-up", Nobody),
    ("GET", "/sign-in", Anybody),
    ("GET", "/invitation", Anybody),
    ("GET", "/password-reset", Anybody),
    ("GET", "/preferences", Is(Role::Viewer)),
    ("GET", "/team", Is(Role::Admin)),
    ("GET", "/agents", Is(Role::Viewer)),
    ("GET", "/agents/new", Is(Role::Admin)),
    ("GET", "/agents/acme/delete", Is(Role::Admin)),
    ("GET", "/agents/acme/leads-tickets", Is(Role::Viewer)),
    ("GET", "/agents/acme/leads-tickets/archived", Is(Role::Viewer)),
    ("GET", "/agents/acme/leads-tickets/deleted", Is(Role::Viewer)),
    ("GET", "/agents/acme/chat-conversations", Is(Role::Viewer)),
    ("GET", "/agents/acme/chat-conversations/archived", Is(Role::Viewer)),
    ("GET", "/agents/acme/chat-conversations/deleted", Is(Role::Viewer)),
    ("GET", "/agents/acme/voice-conversations", Is(Role::Viewer)),
    ("GET", "/agents/acme/voice-conversations/archived", Is(Role::Viewer)),
    ("GET", "/agents/acme/voice-conversations/deleted", Is(Role::Viewer)),
    ("GET", "/agents/acme/settings/data-collection", Is(Role::Admin)),
    ("GET", "/agents/acme/settings/api-keys", Is(Role::Admin)),
    ("GET", "/agents/acme/settings/activity", Is(Role::Admin)),
    ("GET", "/agents/acme/exports", Is(Role::Viewer)),
    ("GET", "/agents/acme/exports/1", Is(Role::Viewer)),
    ("CALL", "/api/agents/list", Is(Role::Viewer)),
    ("CALL", "/api/agents/find", Is(Role::Admin)),
    ("CALL", "/api/records/list", Is(Role::Viewer)),
    ("CALL", "/api/records/find", Is(Role::Viewer)),
    ("CALL", "/api/records/change", Is(Role::Member)),
    ("CALL", "/api/records/undo", Is(Role::Member)),
    ("CALL", "/api/records/journal", Is(Role::Viewer)),
    ("CALL", "/api/records/news", Is(Role::Viewer)),
    ("CALL", "/api/records/create", Is(Role::Admin)),
    ("CALL", "/api/records/form", Is(Role::Admin)),
    ("CALL", "/api/conversations/list", Is(Role::Viewer)),
    ("CALL", "/api/conversations/find", Is(Role::Viewer)),
    ("CALL", "/api/conversations/move", Is(Role::Member)),
    ("CALL", "/api/data-collection/find", Is(Role::Admin)),
    ("CALL", "/api/api-keys/list", Is(Role::Admin)),
    ("CALL", "/api/exports/start", Is(Role::Viewer)),
    ("CALL", "/api/exports/find", Is(Role::Viewer)),
    ("CALL", "/api/exports/list", Is(Role::Admin)),
    ("CALL", "/api/jobs/find", Is(Role::Member)),
    ("CALL", "/api/jobs/see", Is(Role::Member)),
    ("CALL", "/api/team/list", Is(Role::Admin)),
    ("CALL", "/api/preferences/find", Is(Role::Viewer)),
    ("CALL", "/api/preferences/zones", Anybody),
    ("CALL", "/api/links/invitation", Anybody),
    ("CALL", "/api/links/reset", Anybody),
    ("POST", "/set-up", Nobody),
    ("POST", "/sign-in", Anybody),
    ("POST", "/sign-out", Anybody),
    ("POST", "/invitation", Anybody),
    ("POST", "/password-reset", Anybody),
    ("POST", "/preferences", Anybody),
    ("POST", "/team", Is(Role::Admin)),
    ("POST", "/agents/new", Is(Role::Admin)),
    ("POST", "/agents/acme/delete", Is(Role::Admin)),
    ("POST", "/agents/acme/settings/data-collection", Is(Role::Admin)),
    ("POST", "/agents/acme/settings/api-keys", Is(Role::Admin)),
    ("POST", "/agents/acme/exports", Is(Role::Viewer)),
    ("POST", "/agents/acme/leads-tickets", Is(Role::Member)),
    ("POST", "/agents/acme/leads-tickets/archived", Is(Role::Member)),
    ("POST", "/agents/acme/leads-tickets/deleted", Is(Role::Member)),
    ("POST", "/agents/acme/chat-conversations", Is(Role::Member)),
    ("POST", "/agents/acme/chat-conversations/archived", Is(Role::Member)),
    ("POST", "/agents/acme/chat-conversations/deleted", Is(Role::Member)),
    ("POST", "/agents/acme/voice-conversations", Is(Role::Member)),
    ("POST", "/agents/acme/voice-conversations/archived", Is(Role::Member)),
    ("POST", "/agents/acme/voice-conversations/deleted", Is(Role::Member)),
];

impl Endpoint {
    fn method(&self) -> &'static str {
        match self.send {
            Send::Get => "GET",
            Send::Json(_) => "CALL",
            Send::Form(_) => "POST",
        }
    }

    fn lets_in(&self, role: Option<Role>) -> bool {
        let key = (self.method(), self.path.as_str());
        let found = LOWEST.iter().find(|(method, path, _)| (*method, *path) == key);
        let (.., lowest) = found.unwrap_or_else(|| panic!("{key:?} is not in this test's table"));
        match (lowest, role) {
            (Anybody, _) => true,
            (Nobody, _) | (Is(_), None) => false,
            (Is(lowest), Some(role)) => role.rank() >= lowest.rank(),
        }
    }
}

#[test]
fn the_table_here_is_of_what_there_is() {
    let there: BTreeSet<_> = endpoints("1", "", 1).iter().map(|end| (end.method(), end.path.clone())).collect();
    let here: BTreeSet<_> = LOWEST.iter().map(|(method, path, _)| (*method, (*path).to_owned())).collect();
    assert_eq!(there, here);
}

async fn nobody_gets_further_than_their_role(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let (_, record) = app.file(&scope, lead("Omar"), None).await;
    let target = app.member("Target").await;
    let talk = conversations::talk(&app, &scope, conversations::chat("c1", &["Hello"])).await;
    for role in [None, Some(Role::Viewer), Some(Role::Member), Some(Role::Admin), Some(Role::Owner)] {
        for endpoint in endpoints(&target.to_string(), record.as_str(), talk) {
            let lets_in = endpoint.lets_in(role);
            // Whoever is not signed in changes nothing anywhere, also where they may ask.
            if lets_in && role.is_some() {
                continue;
            }
            let visitor = match role {
                Some(role) => app.join(&format!("{role:?} {}", rand::random::<u32>()), role).await.0,
                None => app.anonymous(),
            };
            let before = dump(&app).await;
            let answer = send(&visitor, &endpoint).await;
            let said =
                format!("{role:?} {} {}: {} {}", endpoint.method(), endpoint.path, answer.status, answer.location());
            assert_eq!(dump(&app).await, before, "{said}");
            // A form that is refused comes back with its page: whoever may read that sees it.
            let reads = role.is_some() && endpoint.path.starts_with("/agents/acme/leads-tickets");
            assert!(reads || !answer.body.contains("Omar"), "{said}");
            if !lets_in {
                let refused =
                    [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&answer.status);
                // A person who opens a page is led to where they can sign in; everything else is refused outright.
                let led = endpoint.method() == "GET" && answer.location().starts_with("/sign-in");
                assert!(refused || led && (role.is_none() || endpoint.path == "/set-up"), "{said}");
            }
        }
    }
}

/// What each role may do does work: the matrix above would be satisfied by a server that refuses everything.
#[tokio::test(flavor = "multi_thread")]
async fn everybody_gets_as_far_as_their_role() {
    for role in [None, Some(Role::Viewer), Some(Role::Member), Some(Role::Admin), Some(Role::Owner)] {
        let app = TestApp::start(Engine::Sqlite).await;
        let mut scope = app.agent("acme").await;
        for n in 0..endpoints("", "", 0).len() {
            // Each finds what it needs: the one before may have taken it away.
            let target = app.member(&format!("Target {n}")).await;
            let (_, record) = app.file(&scope, lead("Omar"), None).await;
            let talk = conversations::chat(&format!("c{n}"), &["Hello"]);
            let talk = conversations::talk(&app, &scope, talk).await;
            let endpoint = endpoints(&target.to_string(), record.as_str(), talk).swap_remove(n);
            let may = endpoint.lets_in(role) && !matches!(endpoint.rule, Rule::Anyone | Rule::Guest | Rule::Open);
            let absent = ["/links/", "/undo", "/jobs/find", "/exports/find", "/exports/1"]
                .iter()
                .any(|part| endpoint.path.contains(part))
                || matches!(&endpoint.send, Send::Form(form) if form.contains("withdraw"));
            if !may || absent {
                continue;
            }
            let visitor = match role {
                Some(role) => app.join(&format!("{role:?} {}", rand::random::<u32>()), role).await.0,
                None => app.anonymous(),
            };
            let answer = send(&visitor, &endpoint).await;
            let good =
                answer.status.is_success() || answer.status.is_redirection() && !answer.location().contains("sign-in");
            assert!(good, "{role:?} {} {} {}", endpoint.path, answer.status, answer.body);
            scope = app.agent("acme").await;
        }
    }
}

async fn another_agents_record_looks_like_none(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let other = app.agent("other").await;
    let (_, theirs) = app.file(&other, lead("Secret Person"), None).await;
    for role in [Role::Viewer, Role::Member, Role::Admin, Role::Owner] {
        let (visitor, _) = app.join(&format!("Some {role:?}"), role).await;
        let find = async |id: &str| {
            visitor.post_json("/api/records/find", &format!(r#"{{"agent":"acme","id":"{id}"}}"#)).await
        };
        let (theirs_answer, none) = (find(theirs.as_str()).await, find("WIT-LED-00000").await);
        assert_eq!((theirs_answer.status, &theirs_answer.body), (none.status, &none.body), "{role:?}");
        let open = async |id: &str| {
            let page = visitor.get(&format!("/agents/acme/leads-tickets?id={id}")).await;
            let nonce = page.body.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
            // When the list was made is all that tells two answers apart.
            let moments = page.body.split("as_of").map(|part| {
                part.trim_start_matches(['\\', '"', ':', ' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            });
            moments.collect::<String>().replace(&nonce, "").replace(id, "")
        };
        assert_eq!(open(theirs.as_str()).await, open("WIT-LED-00000").await, "{role:?}");
    }
}

/// The tables name what there is and nothing else; that nothing is left out keeps the server from starting.
#[tokio::test(flavor = "multi_thread")]
async fn every_rule_is_of_a_route() {
    let app = TestApp::start(Engine::Sqlite).await;
    let pages: BTreeSet<String> = router::pages().iter().map(|page| page.path().to_owned()).collect();
    let ruled: BTreeSet<String> = PAGES.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(pages, ruled);
    let functions: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    let ruled: BTreeSet<&str> = FUNCTIONS.iter().map(|(path, _)| *path).collect();
    assert_eq!(functions, ruled);
    // What has no rule is nowhere.
    for path in ["/api/records/nothing", "/nowhere", "/agents/acme"] {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(app.post_json("/api/records/nothing", "{}").await.status, StatusCode::NOT_FOUND);
}

#[test]
#[should_panic(expected = "has no rule")]
fn a_page_without_a_rule_keeps_the_server_from_starting() {
    use leads_tickets::server::access::Rules;
    Rules::new(&[], &[]).ensure_cover(["/new-page"].into_iter(), [].into_iter());
}
