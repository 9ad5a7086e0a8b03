//! The REST API, through the router.

use axum::body::Body;
use axum::http::{HeaderName, Method, Request, StatusCode, header};
use leads_tickets::domain::collection::{Asked, CustomField, FieldSet, SetKind};
use leads_tickets::domain::limits;
use leads_tickets::domain::record::{FieldIcon, FieldKind};
use leads_tickets::domain::viewer::Scope;
use leads_tickets::server::{purge, zone};
use leads_tickets::store::data_collection::{self, Edit};
use serde_json::{Value, json};

use crate::support::{Answer, Engine, TestApp, both_engines};

both_engines!(
    an_agent_files_what_it_heard,
    nothing_an_agent_gives_is_lost,
    fields_are_taken_as_they_come,
    who_is_quicker_makes_the_conversation,
    words_bring_a_conversation_back,
    many_of_one_second,
    the_same_again_is_one_record,
    a_key_opens_what_it_was_made_for,
    a_request_has_its_limits,
    what_is_wrong_is_told_by_its_place,
    moments_are_never_in_the_future,
    the_list_is_the_list_of_the_page,
    an_answer_is_given_again,
    a_conversation_is_told_in_parts,
    off_is_off,
    a_key_has_its_rate,
    one_record_for_each_key,
);

/// The API as one key's bearer sees it.
#[derive(Clone)]
pub struct Api {
    pub app: TestApp,
    pub key: String,
}

impl Api {
    pub async fn of(app: &TestApp, scope: &Scope, reads: bool) -> Self {
        Self { app: app.anonymous(), key: app.api_key(scope, reads).await }
    }

    pub async fn get(&self, path: &str) -> (StatusCode, Value) {
        parsed(self.send(Method::GET, path, "", &[]).await)
    }

    pub async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        parsed(self.send(Method::POST, path, &body.to_string(), &[]).await)
    }

    pub async fn post_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, &body.to_string(), &[("idempotency-key", key)]).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        parsed(self.send(Method::PATCH, path, &body.to_string(), &[]).await)
    }

    pub async fn send(&self, method: Method, path: &str, body: &str, headers: &[(&'static str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.key));
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in headers {
            request = request.header(HeaderName::from_static(name), *value);
        }
        self.app.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }
}

fn parsed(answer: Answer) -> (StatusCode, Value) {
    let kind = answer.headers.get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap()).unwrap_or_default();
    let expected = if answer.status.is_success() { "application/json" } else { "application/problem+json" };
    assert_eq!(kind, expected, "{} {}", answer.status, answer.body);
    let value = serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body));
    (answer.status, value)
}

async fn started(engine: Engine) -> (TestApp, Scope, Api) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let api = Api::of(&app, &scope, true).await;
    (app, scope, api)
}

async fn collecting(app: &TestApp, scope: &Scope, enabled: bool, set: FieldSet) {
    let before = data_collection::find(app.store.read(), &scope.agent).await.unwrap();
    let transaction = app.store.begin().await.unwrap();
    let edit = Edit { enabled, kind: SetKind::Text, set: &set, seen_version: before.version };
    let saved = data_collection::save(&transaction, &scope.agent, edit, Some(scope.viewer.id), zone::now());
    assert!(saved.await.unwrap());
    transaction.commit().await.unwrap();
}

fn lead() -> Value {
    json!({"type": "lead", "channel": "web", "name": "Omar"})
}

async fn an_agent_files_what_it_heard(engine: Engine) {
    let (app, _, api) = started(engine).await;
    let conversation = json!({
        "external_id": "wa/7 é", "channel": "whatsapp", "language": "ar", "started_at": "2026-11-01T10:00:00+03:00",
        "messages": [
            {"from": "customer", "text": "مرحبا\nسطر", "at": "2026-11-01T07:00:05Z"},
            {"from": "agent", "text": "Hello", "at": "2026-11-01T07:00:09.5Z"},
        ],
    });
    let (status, made) = api.post("/conversations", &conversation).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    assert_eq!((&made["created"], &made["messages"], &made["status"]), (&json!(true), &json!(2), &json!("open")));
    assert_eq!(made["started_at"], "2026-11-01T07:00:00Z");

    let one = json!({"from": "customer", "text": "And one more", "at": "2026-11-01T07:01:00Z"});
    let (status, appended) = api.post("/conversations/external:wa%2F7%20%C3%A9/messages", &one).await;
    assert_eq!((status, appended), (StatusCode::CREATED, json!({"messages": 3, "first_position": 2})));

    let record = json!({
        "type": "ticket", "conversation": "external:wa/7 é", "channel": "voice", "name": "Layla", "phone": 966501234567_i64,
        "filed_at": "2026-11-01T07:00:30Z", "description": "Line\nline",
        "fields": [{"label": "Budget", "value": 90000}, {"label": "Call back", "value": true}, {"label": "Notes", "value": null}],
    });
    let (status, filed) = api.post("/records", &record).await;
    assert_eq!(status, StatusCode::CREATED, "{filed}");
    let id = filed["id"].as_str().unwrap();
    assert_eq!(filed["url"], format!("/agents/acme/leads-tickets?id={id}"));
    let (_, found) = api.get(&format!("/records/{}", id.to_lowercase())).await;
    // The conversation's channel counts, and what is no text has become one.
    assert_eq!((&found["channel"], &found["phone"]), (&json!("whatsapp"), &json!("966501234567")));
    assert_eq!(found["filed_at"], "2026-11-01T07:00:30Z");
    assert_eq!((&found["origin"], &found["conversation"]), (&json!("conversation"), &made["id"]));
    let fields: Vec<_> = found["fields"].as_array().unwrap().iter().map(|f| (&f["label"], &f["value"])).collect();
    assert_eq!(fields[..2], [(&json!("Budget"), &json!("90000")), (&json!("Call back"), &json!("yes"))]);

    let id = made["id"].as_str().unwrap();
    let (status, closed) = api.patch(&format!("/conversations/{id}"), &json!({"status": "closed"})).await;
    assert_eq!((status, &closed["status"]), (StatusCode::OK, &json!("closed")));
    let (_, told) = api.get(&format!("/conversations/{id}?limit=2")).await;
    assert_eq!((&told["total"], &told["next"], &told["status"]), (&json!(3), &json!(1), &json!("closed")));
    assert_eq!(told["messages"][0]["text"], "مرحبا\nسطر");
    let (_, rest) = api.get(&format!("/conversations/{id}?after=1")).await;
    assert_eq!((&rest["messages"][0]["text"], &rest["next"]), (&json!("And one more"), &Value::Null));
    assert_eq!(rest["records"], json!([filed["id"]]));
    // And the team sees it.
    let page = app.get(&format!("/agents/acme/leads-tickets?id={}", filed["id"].as_str().unwrap())).await;
    assert!(page.body.contains("Layla"), "{}", page.status);
}

async fn nothing_an_agent_gives_is_lost(engine: Engine) {
    let (app, scope, api) = started(engine).await;
    let field = |label: &str, kind, required, choices: &[&str]| CustomField {
        label: label.to_owned(),
        icon: FieldIcon::Tag,
        kind,
        required,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    };
    let set = FieldSet {
        phone: Asked { asked: true, required: true },
        fields: vec![
            field("Guests", FieldKind::Number, true, &[]),
            field("City", FieldKind::Choice, false, &["Riyadh", "Jeddah"]),
            field("Arrival", FieldKind::Date, true, &[]),
        ],
        ..FieldSet::default()
    };
    collecting(&app, &scope, true, set).await;
    let record = json!({
        "type": "lead", "channel": "web", "email": "omar@", "company": ["a", 1],
        "fields": [
            {"label": "Colour", "value": "blue", "icon": "car", "kind": "number"},
            {"label": " city ", "value": "Mecca"},
            {"label": "GUESTS", "value": 4},
            {"label": "Odd", "value": {"a": [1, "b"]}},
        ],
    });
    let (status, filed) = api.post("/records", &record).await;
    assert_eq!(status, StatusCode::CREATED, "{filed}");
    let expected = json!([
        {"field": "phone", "flag": "missing"}, {"field": "email", "flag": "invalid"},
        {"field": "City", "flag": "invalid"}, {"field": "Arrival", "flag": "missing"},
        {"field": "Colour", "flag": "unknown"}, {"field": "Odd", "flag": "unknown"},
    ]);
    assert_eq!(filed["flags"], expected);
    let (_, found) = api.get(&format!("/records/{}", filed["id"].as_str().unwrap())).await;
    assert_eq!((&found["email"], &found["company"]), (&json!("omar@"), &json!("[\"a\",1]")));
    assert_eq!(
        found["fields"],
        json!([
            {"label": "Guests", "icon": "tag", "kind": "number", "value": "4"},
            {"label": "City", "icon": "tag", "kind": "text", "value": "Mecca", "flag": "invalid"},
            {"label": "Arrival", "icon": "tag", "kind": "date", "value": "", "flag": "missing"},
            {"label": "Colour", "icon": "car", "kind": "text", "value": "blue", "flag": "unknown"},
            {"label": "Odd", "icon": "info", "kind": "text", "value": "{\"a\":[1,\"b\"]}", "flag": "unknown"},
        ])
    );
    // What is asked later changes nothing that was filed.
    collecting(&app, &scope, true, FieldSet::default()).await;
    let (_, later) = api.get(&format!("/records/{}", filed["id"].as_str().unwrap())).await;
    assert_eq!(later, found);
    let (_, asked) = api.get("/data-collection").await;
    assert_eq!((&asked["enabled"], &asked["text"]["fields"]), (&json!(true), &json!([])));
}

/// What a program or a language model may make of the same.
async fn fields_are_taken_as_they_come(engine: Engine) {
    let (_app, _, api) = started(engine).await;
    let (_, made) = api.post("/conversations", &json!({"channel": "telegram"})).await;
    for (body, expected) in [
        (json!({"fields": {"City": "Jeddah", "Guests": 3}}), json!([["City", "Jeddah"], ["Guests", "3"]])),
        (json!({"fields": null, "city": "Jeddah"}), json!([["city", "Jeddah"]])),
        (
            json!({"fields": [{"label": 7, "value": "x", "icon": 5, "kind": "hologram"}, "loose", {"value": "y"}]}),
            json!([["7", "x"], ["Field 2", "loose"], ["Field 3", "y"]]),
        ),
        (json!({"fields": "none", "conversation": made["id"], "channel": "fax"}), json!([["fields", "none"]])),
        (json!({"channel": "WhatsApp"}), json!([])),
    ] {
        let mut record = lead();
        record.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        let (status, filed) = api.post("/records", &record).await;
        assert_eq!(status, StatusCode::CREATED, "{body} {filed}");
        let (_, found) = api.get(&format!("/records/{}", filed["id"].as_str().unwrap())).await;
        let fields: Vec<_> =
            found["fields"].as_array().unwrap().iter().map(|f| json!([f["label"], f["value"]])).collect();
        assert_eq!(json!(fields), expected);
    }
}

async fn the_same_again_is_one_record(engine: Engine) {
    let (app, _, api) = started(engine).await;
    let (_, made) = api.post("/conversations", &json!({"channel": "web"})).await;
    let record = |name: &str| json!({"type": "lead", "conversation": made["id"], "name": name, "fields": [{"label": "City", "value": "Jeddah"}]});
    let (_, first) = api.post("/records", &record("Omar")).await;
    for (name, proposed) in [("Omar", false), ("Omar Farouk", true), ("Omar Farouk", true)] {
        let (status, again) = api.post("/records", &record(name)).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(
            (&again["id"], &again["created"], &again["proposed"]),
            (&first["id"], &json!(false), &json!(proposed))
        );
    }
    let (_, found) = api.get(&format!("/records/{}", first["id"].as_str().unwrap())).await;
    assert_eq!(found["name"], "Omar");
    // The other type, and whoever says by a key that it is another one.
    let (status, _) = api.post("/records", &json!({"type": "ticket", "conversation": made["id"]})).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(api.post_once("/records", "another", &record("Omar")).await.status, StatusCode::CREATED);
    let (_, all) = api.get("/records").await;
    assert_eq!(all["total"], 3);
    // One proposal, however often it came.
    let owner = app.clone();
    let body = json!({"agent": "acme", "id": first["id"]}).to_string();
    let sheet = owner.post_json("/api/records/find", &body).await;
    assert_eq!(sheet.body.matches("\"proposed\"").count(), 1, "{}", sheet.body);
    assert!(sheet.body.contains("Omar Farouk"));
    // A conversation that is there is answered, unless words would be lost.
    let (_, made) = api.post("/conversations", &json!({"channel": "web", "external_id": "x"})).await;
    let (status, again) = api.post("/conversations", &json!({"channel": "web", "external_id": "x"})).await;
    assert_eq!((status, &again["id"], &again["created"]), (StatusCode::OK, &made["id"], &json!(false)));
    let words = json!({"channel": "web", "external_id": "x", "messages": [{"from": "agent", "text": "Hi"}]});
    let (status, refused) = api.post("/conversations", &words).await;
    assert_eq!((status, &refused["conversation"]), (StatusCode::CONFLICT, &made["id"]));
}

async fn a_key_opens_what_it_was_made_for(engine: Engine) {
    let (app, scope, reading) = started(engine).await;
    let writing = Api::of(&app, &scope, false).await;
    let (_, filed) = writing.post("/records", &lead()).await;
    let record = format!("/records/{}", filed["id"].as_str().unwrap());
    let (_, made) = writing.post("/conversations", &json!({"channel": "web"})).await;
    let conversation = format!("/conversations/{}", made["id"].as_str().unwrap());
    for path in ["/records", &record, &conversation] {
        assert_eq!(writing.get(path).await.0, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(reading.get(path).await.0, StatusCode::OK, "{path}");
    }
    assert_eq!(writing.get("/data-collection").await.0, StatusCode::OK);

    // Another agent's things look like none.
    let other = Api::of(&app, &app.agent("other").await, true).await;
    for path in [&record, &conversation] {
        assert_eq!(other.get(path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
    let message = json!({"from": "agent", "text": "x"});
    assert_eq!(other.post(&format!("{conversation}/messages"), &message).await.0, StatusCode::NOT_FOUND);
    assert_eq!(other.patch(&conversation, &json!({"status": "closed"})).await.0, StatusCode::NOT_FOUND);
    let into = json!({"type": "lead", "conversation": made["id"]});
    assert_eq!(other.post("/records", &into).await.0, StatusCode::NOT_FOUND);
    assert_eq!(other.get("/records").await.1["total"], 0);

    // Without a key nothing opens, whatever there is.
    for key in ["", "lt_", "lt_0000000000000000000000000000000000000000000", &reading.key[..40]] {
        let nobody = Api { key: key.to_owned(), ..reading.clone() };
        for (method, path) in [
            (Method::GET, "/records"),
            (Method::POST, "/records"),
            (Method::GET, record.as_str()),
            (Method::POST, "/conversations"),
            (Method::GET, "/data-collection"),
            (Method::GET, "/nothing"),
        ] {
            let answer = nobody.send(method, path, "{}", &[]).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{key} {path}");
            assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
        }
    }
    // A session is no key, and a key is no session.
    assert_eq!(app.get("/api/v1/records").await.status, StatusCode::UNAUTHORIZED);
    let bearer = format!("Bearer {}", reading.key);
    let page = app.anonymous().get_with("/agents/acme/leads-tickets", &[(header::AUTHORIZATION, &bearer)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    // What can be read by everybody.
    for path in ["/api/v1/openapi.json", "/api/docs/"] {
        assert_eq!(app.anonymous().get(path).await.status, StatusCode::OK, "{path}");
    }
}

async fn a_request_has_its_limits(engine: Engine) {
    let (_app, _, api) = started(engine).await;
    let text = |n: usize| "ب".repeat(n);
    for (field, limit) in [
        ("name", limits::NAME),
        ("phone", limits::PHONE),
        ("email", limits::EMAIL),
        ("company", limits::NAME),
        ("description", limits::DESCRIPTION),
    ] {
        for (length, expected) in [(limit, StatusCode::CREATED), (limit + 1, StatusCode::UNPROCESSABLE_ENTITY)] {
            let mut record = lead();
            record[field] = json!(text(length));
            let (status, answer) = api.post("/records", &record).await;
            assert_eq!(status, expected, "{field} {length}");
            if !status.is_success() {
                assert_eq!(answer["errors"][0]["pointer"], format!("/{field}"));
            }
        }
    }
    let fields = |n: usize, label: usize, value: usize| {
        let one = |i: usize| json!({"label": format!("{i:02}{}", text(label - 2)), "value": text(value)});
        let mut record = lead();
        record["fields"] = (0..n).map(one).collect();
        record
    };
    for (record, expected) in [
        (fields(64, 80, 1), 201),
        (fields(65, 8, 1), 422),
        (fields(1, 80, 4_000), 201),
        (fields(1, 81, 1), 422),
        (fields(1, 8, 4_001), 422),
    ] {
        assert_eq!(api.post("/records", &record).await.0.as_u16(), expected);
    }
    let said = |n: usize, length: usize| json!({"messages": vec![json!({"from": "agent", "text": text(length)}); n]});
    let (_, made) = api.post("/conversations", &json!({"channel": "web"})).await;
    let path = format!("/conversations/{}/messages", made["id"].as_str().unwrap());
    for (messages, expected) in
        [(said(500, 2), 201), (said(501, 2), 422), (said(1, 20_000), 201), (said(1, 20_001), 422), (said(0, 0), 422)]
    {
        assert_eq!(api.post(&path, &messages).await.0.as_u16(), expected);
    }
    for (length, expected) in [(200, 201), (201, 422)] {
        let conversation = json!({"channel": "web", "external_id": "x".repeat(length)});
        assert_eq!(api.post("/conversations", &conversation).await.0.as_u16(), expected);
    }
    // Bytes of the body.
    let padded = |bytes: usize| {
        let body = lead().to_string();
        format!("{body}{}", " ".repeat(bytes - body.len()))
    };
    for (bytes, expected) in [(limits::BODY, 201), (limits::BODY + 1, 413)] {
        let answer = api.send(Method::POST, "/records", &padded(bytes), &[]).await;
        assert_eq!(parsed(answer).0.as_u16(), expected);
    }
    for (kind, expected) in [("application/json; charset=utf-8", 201), ("text/plain", 415), ("", 415)] {
        let answer = api.send(Method::POST, "/records", &lead().to_string(), &[("content-type", kind)]).await;
        assert_eq!(parsed(answer).0.as_u16(), expected, "{kind}");
    }
    for (key, expected) in [("k".repeat(255), 201), ("k".repeat(256), 422)] {
        assert_eq!(api.post_once("/records", &key, &lead()).await.status.as_u16(), expected);
    }
    for (method, path, expected) in
        [(Method::DELETE, "/records", 405), (Method::GET, "/nothing", 404), (Method::PUT, "/nothing", 404)]
    {
        assert_eq!(parsed(api.send(method, path, "", &[]).await).0.as_u16(), expected, "{path}");
    }
}

async fn what_is_wrong_is_told_by_its_place(engine: Engine) {
    let (_app, _, api) = started(engine).await;
    for (path, body, pointers) in [
        ("/records", json!({"type": "lead"}), vec!["/channel"]),
        ("/records", json!({"type": "case", "channel": "web"}), vec!["/type"]),
        ("/records", json!({"type": "lead", "channel": "fax"}), vec!["/channel"]),
        ("/conversations", json!({"channel": "web", "external": "x"}), vec!["/external"]),
        (
            "/records",
            json!({"type": "lead", "channel": "web", "name": "a\0", "fields": [{"label": "b\0"}]}),
            vec!["/fields/0/label", "/name"],
        ),
        (
            "/conversations",
            json!({"channel": "web", "messages": [{"from": "customer", "text": "a"}, {"from": "bot", "text": "b"}]}),
            vec!["/messages/1/from"],
        ),
        ("/conversations", json!({"channel": "web", "started_at": "yesterday"}), vec!["/started_at"]),
        ("/conversations", json!([]), vec![""]),
    ] {
        let (status, answer) = api.post(path, &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body} {answer}");
        let mut told: Vec<_> =
            answer["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        told.sort_unstable();
        assert_eq!(told, pointers, "{body}");
        assert!(answer["type"].as_str().unwrap().ends_with("#invalid") && answer["status"] == 422);
    }
    let (status, answer) = parsed(api.send(Method::POST, "/records", "{\"type\":", &[]).await);
    assert_eq!((status, answer["type"].as_str().unwrap()), (StatusCode::BAD_REQUEST, "/api/docs#malformed"));
    for query in ["status=done", "foo=1", "per=25", "assignee=me", "status=new&status=open", "after=x"] {
        assert_eq!(api.get(&format!("/records?{query}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

async fn moments_are_never_in_the_future(engine: Engine) {
    let (_app, _, api) = started(engine).await;
    let moment =
        |seconds: i64| chrono::DateTime::from_timestamp_micros(zone::now() + seconds * 1_000_000).unwrap().to_rfc3339();
    for (seconds, expected) in [(-86_400, 201), (0, 201), (20, 201), (90, 422), (86_400, 422)] {
        let mut record = lead();
        record["filed_at"] = json!(moment(seconds));
        let (status, filed) = api.post("/records", &record).await;
        assert_eq!(status.as_u16(), expected, "{seconds}");
        if status.is_success() {
            let (_, found) = api.get(&format!("/records/{}", filed["id"].as_str().unwrap())).await;
            let at = chrono::DateTime::parse_from_rfc3339(found["filed_at"].as_str().unwrap()).unwrap();
            assert!(at.timestamp_micros() <= zone::now());
        }
        let conversation = json!({"channel": "web", "started_at": moment(seconds)});
        assert_eq!(api.post("/conversations", &conversation).await.0.as_u16(), expected);
        let message = json!({"channel": "web", "messages": [{"from": "agent", "text": "x", "at": moment(seconds)}]});
        assert_eq!(api.post("/conversations", &message).await.0.as_u16(), expected);
    }
}

async fn the_list_is_the_list_of_the_page(engine: Engine) {
    let (app, _, api) = started(engine).await;
    for n in 0..60 {
        let kind = if n % 3 == 0 { "ticket" } else { "lead" };
        let channel = if n % 2 == 0 { "web" } else { "voice" };
        let filed_at = format!("2026-10-{:02}T08:00:{:02}Z", n % 28 + 1, n);
        let record = json!({"type": kind, "channel": channel, "name": format!("Customer {n}"), "filed_at": filed_at});
        assert_eq!(api.post("/records", &record).await.0, StatusCode::CREATED);
    }
    for query in [
        "",
        "tab=leads",
        "channel=voice&sort=oldest",
        "q=customer+1",
        "from=2026-10-05&to=2026-10-09",
        "sort=updated&tab=tickets",
        "status=closed",
    ] {
        // What the API lists on all its pages.
        let mut listed: Vec<String> = Vec::new();
        let mut after = String::new();
        let mut total = 0;
        loop {
            let (status, page) = api.get(&format!("/records?{query}{after}").replace("?&", "?")).await;
            assert_eq!(status, StatusCode::OK, "{query}");
            listed.extend(page["records"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap().to_owned()));
            total = page["total"].as_u64().unwrap().max(total);
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(listed.len() as u64, total, "{query}");
        // What the page lists, by its own function.
        let mut shown: Vec<String> = Vec::new();
        let mut cursor = String::new();
        loop {
            let body = json!({"agent": "acme", "folder": "inbox", "query": format!("{query}{cursor}")});
            let page: Value =
                serde_json::from_str(&app.post_json("/api/records/list", &body.to_string()).await.body).unwrap();
            shown.extend(
                page["records"].as_array().unwrap().iter().map(|r| r["id"]["text"].as_str().unwrap().to_owned()),
            );
            match page["after"].as_str() {
                Some(after) => cursor = format!("&after={after}"),
                None => break,
            }
        }
        assert_eq!(listed, shown, "{query}");
    }
}

async fn an_answer_is_given_again(engine: Engine) {
    let (app, _, api) = started(engine).await;
    let first = api.post_once("/records", "one", &lead()).await;
    assert_eq!((first.status, first.headers.get("idempotent-replayed")), (StatusCode::CREATED, None));
    let again = api.post_once("/records", "one", &lead()).await;
    assert_eq!((again.status, &again.body), (StatusCode::CREATED, &first.body));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    // Another body, or the same for another address.
    let other = json!({"type": "ticket", "channel": "web"});
    let (status, refused) = parsed(api.post_once("/records", "one", &other).await);
    assert_eq!((status, refused["type"].as_str().unwrap()), (StatusCode::UNPROCESSABLE_ENTITY, "/api/docs#key-reused"));
    let elsewhere = api.post_once("/conversations", "one", &json!({"channel": "web"})).await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What was refused is not remembered.
    let bad = json!({"type": "lead", "conversation": "external:later"});
    assert_eq!(api.post_once("/records", "two", &bad).await.status, StatusCode::NOT_FOUND);
    api.post("/conversations", &json!({"channel": "web", "external_id": "later"})).await;
    assert_eq!(api.post_once("/records", "two", &bad).await.status, StatusCode::CREATED);
    // Messages are not told twice.
    let message = json!({"from": "agent", "text": "Hello"});
    for _ in 0..3 {
        let answer = api.post_once("/conversations/external:later/messages", "three", &message).await;
        assert_eq!(answer.body, r#"{"messages":1,"first_position":0}"#);
    }
    assert_eq!(api.get("/records").await.1["total"], 2);
    // For seven days.
    let day = 24 * 3_600_000_000;
    for (days, replayed) in [(6, true), (8, false)] {
        purge::purge_before(&app.store, zone::now() + (days - limits::DAYS_IN_DELETED) * day).await.unwrap();
        let again = api.post_once("/records", "one", &lead()).await;
        assert_eq!((again.status, again.headers.contains_key("idempotent-replayed")), (StatusCode::CREATED, replayed));
    }
}

async fn a_conversation_is_told_in_parts(engine: Engine) {
    let (_app, _, api) = started(engine).await;
    let (_, made) = api.post("/conversations", &json!({"channel": "telegram"})).await;
    let path = format!("/conversations/{}", made["id"].as_str().unwrap());
    for part in 0..3 {
        let messages: Vec<_> = (0..400).map(|n| json!({"from": "customer", "text": format!("{part} {n}")})).collect();
        let (_, appended) = api.post(&format!("{path}/messages"), &json!({"messages": messages})).await;
        assert_eq!(appended, json!({"messages": (part + 1) * 400, "first_position": part * 400}));
    }
    let (mut told, mut after) = (Vec::new(), String::new());
    loop {
        let (_, page) = api.get(&format!("{path}?limit=500{after}")).await;
        told.extend(page["messages"].as_array().unwrap().iter().map(|m| m["text"].as_str().unwrap().to_owned()));
        match page["next"].as_i64() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    let expected: Vec<_> = (0..3).flat_map(|part| (0..400).map(move |n| format!("{part} {n}"))).collect();
    assert_eq!(told, expected);
    for query in ["limit=0", "limit=501", "after=-x", "before=1"] {
        assert_eq!(api.get(&format!("{path}?{query}")).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
    }
}

async fn who_is_quicker_makes_the_conversation(engine: Engine) {
    let (_app, _, api) = started(engine).await;
    let makers = (0..24).map(|n| {
        let api = api.clone();
        let body = json!({"channel": "web", "external_id": format!("chat {}", n % 3)});
        tokio::spawn(async move { api.post("/conversations", &body).await })
    });
    let mut made = Vec::new();
    for maker in makers.collect::<Vec<_>>() {
        let (status, conversation) = maker.await.unwrap();
        assert!(status == StatusCode::CREATED || status == StatusCode::OK, "{status} {conversation}");
        made.push((conversation["external_id"].to_string(), conversation["id"].to_string()));
    }
    made.sort();
    made.dedup();
    assert_eq!(made.len(), 3);
}

async fn words_bring_a_conversation_back(engine: Engine) {
    let (app, _, api) = started(engine).await;
    let (_, made) = api.post("/conversations", &json!({"channel": "web"})).await;
    let id: i64 = made["id"].as_str().unwrap().parse().unwrap();
    let path = format!("/conversations/{id}");
    for (to, version) in [("archived", 1), ("deleted", 2)] {
        let body = json!({"agent": "acme", "id": id, "version": version, "to": to}).to_string();
        assert_eq!(app.post_json("/api/conversations/move", &body).await.status, StatusCode::OK);
        assert_eq!(api.get(&path).await.1["folder"], to);
    }
    api.post(&format!("{path}/messages"), &json!({"from": "customer", "text": "Are you there?"})).await;
    assert_eq!(api.get(&path).await.1["folder"], "archived");
}

/// A day's import may say the same second of everything.
async fn many_of_one_second(engine: Engine) {
    let (_app, _, api) = started(engine).await;
    let mut record = lead();
    record["filed_at"] = json!("2025-01-01T00:00:00Z");
    let filed = (0..300).map(|_| {
        let (api, record) = (api.clone(), record.clone());
        tokio::spawn(async move { api.post("/records", &record).await.0 })
    });
    for answer in filed.collect::<Vec<_>>() {
        assert_eq!(answer.await.unwrap(), StatusCode::CREATED);
    }
    let (_, listed) = api.get("/records?from=2025-01-01&to=2025-01-01&sort=oldest&per=96").await;
    assert_eq!(listed["total"], 300);
    let times: Vec<_> = listed["records"].as_array().unwrap().iter().map(|r| r["filed_at"].as_str().unwrap()).collect();
    assert_eq!((times[0], times[1]), ("2025-01-01T00:00:00Z", "2025-01-01T00:00:00.000001Z"));
}

async fn off_is_off(engine: Engine) {
    let (app, scope, api) = started(engine).await;
    collecting(&app, &scope, false, FieldSet::default()).await;
    let (status, answer) = api.post("/records", &lead()).await;
    assert_eq!((status, answer["type"].as_str().unwrap()), (StatusCode::CONFLICT, "/api/docs#collection-off"));
    assert_eq!(api.get("/data-collection").await.1["enabled"], false);
    assert_eq!(api.get("/records").await.1["total"], 0);
    collecting(&app, &scope, true, FieldSet::default()).await;
    assert_eq!(api.post("/records", &lead()).await.0, StatusCode::CREATED);
}

async fn a_key_has_its_rate(engine: Engine) {
    let (app, scope, api) = started(engine).await;
    let slow = Api { key: app.api_key_of_rate(&scope, true, 3).await, ..api.clone() };
    for _ in 0..3 {
        assert_eq!(slow.post("/records", &lead()).await.0, StatusCode::CREATED);
    }
    let refused = slow.send(Method::POST, "/records", &lead().to_string(), &[]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = refused.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=20).contains(&seconds), "{seconds}");
    // Nobody else waits for it.
    assert_eq!(api.get("/records").await.1["total"], 3);
}

/// 64 at a time send the same 200 keys, each in its own order, until each key is answered.
async fn one_record_for_each_key(engine: Engine) {
    let (_app, _, api) = started(engine).await;
    let workers = (0..64usize).map(|worker| {
        let api = api.clone();
        tokio::spawn(async move {
            let mut ids = Vec::new();
            for step in 0..200usize {
                let n = (step * 7 + worker * 13) % 200;
                let body = json!({"type": "lead", "channel": "web", "name": format!("Customer {n}")});
                loop {
                    let answer = api.post_once("/records", &format!("key {n}"), &body).await;
                    if answer.status == StatusCode::CREATED {
                        let filed: Value = serde_json::from_str(&answer.body).unwrap();
                        ids.push((n, filed["id"].as_str().unwrap().to_owned()));
                        break;
                    }
                    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
                    tokio::task::yield_now().await;
                }
            }
            ids.sort();
            ids
        })
    });
    let mut all = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        all.push(worker.await.unwrap());
    }
    assert!(all.iter().all(|ids| *ids == all[0] && ids.len() == 200));
    assert_eq!(api.get("/records").await.1["total"], 200);
}
