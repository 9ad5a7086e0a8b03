//! The list page and the sheet, through the router.

use axum::http::StatusCode;
use leads_tickets::domain::record::{Folder, Kind};
use leads_tickets::domain::view::{Found, ListView};
use leads_tickets::store::filing::{NewRecord, Triage};

use crate::support::{Engine, TestApp, both_engines, field, lead};

both_engines!(
    a_list_page_shows_its_records,
    what_does_not_exist_is_not_found,
    a_list_is_also_json,
    the_sheet_opens_in_every_folder,
    another_agents_record_is_unknown,
    search_finds_and_marks,
    customers_words_are_never_markup,
);

async fn a_list_page_shows_its_records(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let (_, omar) = app.file(&scope, lead("Omar Haddad"), None).await;
    let (_, sara) = app.file(&scope, NewRecord { kind: Kind::Ticket, ..lead("Sara") }, None).await;

    let page = app.get("/agents/acme/leads-tickets").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in ["Omar Haddad", omar.as_str(), "Sara", sara.as_str(), "Agent acme"] {
        assert!(page.body.contains(text), "{text}");
    }
    let leads = app.get("/agents/acme/leads-tickets?tab=leads").await;
    assert!(leads.body.contains(omar.as_str()) && !leads.body.contains(sara.as_str()));
    let archived = app.get("/agents/acme/leads-tickets/archived").await;
    assert_eq!(archived.status, StatusCode::OK);
    assert!(archived.body.contains("Nothing is archived"));
}

async fn what_does_not_exist_is_not_found(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    for path in [
        "/nowhere",
        "/agents/unknown/leads-tickets",
        "/agents/NOT-A-SLUG/leads-tickets",
        "/agents/acme/leads-tickets/inbox",
        "/agents/acme",
    ] {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("Page not found"), "{path}");
    }
}

async fn a_list_is_also_json(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let (_, id) = app.file(&scope, lead("Omar"), None).await;
    let answer = app.post_json("/api/records/list", r#"{"agent":"acme","folder":"inbox","query":"status=new"}"#).await;
    assert_eq!(answer.status, StatusCode::OK);
    let view: ListView = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(view.counts.total, 1);
    assert_eq!(view.records[0].id.text, id.as_str());

    let unknown = app.post_json("/api/records/list", r#"{"agent":"other","folder":"inbox","query":""}"#).await;
    assert_eq!((unknown.status, unknown.body.as_str()), (StatusCode::NOT_FOUND, "\"not_found\""));
    let senseless = app.post_json("/api/records/list", r#"{"agent":"acme","folder":"attic","query":""}"#).await;
    assert!(!senseless.body.contains("expected"), "the parser's words must not travel: {}", senseless.body);
}

async fn the_sheet_opens_in_every_folder(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    for folder in [Folder::Inbox, Folder::Archived, Folder::Deleted] {
        let at = chrono::Utc::now().timestamp_micros();
        let triage = Triage { folder, at, notes: "Call back".to_owned(), ..Triage::default() };
        let new = NewRecord { fields: vec![field("Budget", "90,000")], ..lead("Omar") };
        let (_, id) = app.file(&scope, new, Some(triage)).await;
        // From another folder's list, and typed carelessly.
        let typed = id.as_str().to_lowercase();
        let redirect = app.get(&format!("/agents/acme/leads-tickets?id={typed}")).await;
        assert_eq!(redirect.location(), format!("/agents/acme/leads-tickets?id={id}"));
        let page = app.get(redirect.location()).await;
        for text in ["<dialog", "Omar", "Budget", "90,000", "Call back", id.as_str()] {
            assert!(page.body.contains(text), "{folder:?} {text}");
        }
    }
}

async fn another_agents_record_is_unknown(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let other = app.agent("other").await;
    let (_, theirs) = app.file(&other, lead("Secret Person"), None).await;
    let answers = [theirs.as_str(), "WIT-LED-00000", "nonsense"].map(|id| {
        let app = &app;
        let body = format!(r#"{{"agent":"acme","id":"{id}"}}"#);
        let page = format!("/agents/acme/leads-tickets?id={id}");
        async move { (app.post_json("/api/records/find", &body).await, app.get(&page).await) }
    });
    for answer in answers {
        let (json, page) = answer.await;
        assert_eq!(serde_json::from_str::<Found>(&json.body).unwrap(), Found::Nothing);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Record not found") && !page.body.contains("Secret Person"));
    }
}

async fn search_finds_and_marks(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let new = NewRecord { phone: Some("+966 50 123 4567".to_owned()), ..lead("مُحَمَّد José") };
    app.file(&scope, new, None).await;
    app.file(&scope, lead("Somebody else"), None).await;
    for (query, mark) in [
        ("jose", "<mark>José</mark>"),
        ("محمد", "<mark>مُحَمَّد</mark>"),
        ("0501234567", "<mark>+966 50 123 4567</mark>"),
        ("٠٥٠١٢٣", "<mark>+966 50 123 4567</mark>"),
        ("JO", "<mark>Jo</mark>"),
    ] {
        let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let page = app.get(&format!("/agents/acme/leads-tickets?q={query}")).await;
        assert!(page.body.contains(mark), "{query} {mark}");
        assert!(!page.body.contains("Somebody else"), "{query}");
    }
    let nothing = app.get("/agents/acme/leads-tickets?q=zzz").await;
    assert!(nothing.body.contains("No records match these filters"));
}

async fn customers_words_are_never_markup(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let hostile = "<script>alert(1)</script>";
    let text = || Some(hostile.to_owned());
    let new = NewRecord {
        name: text(),
        phone: text(),
        email: text(),
        company: text(),
        description: hostile.to_owned(),
        fields: vec![field(hostile, hostile)],
        ..lead("")
    };
    let (_, id) = app.file(&scope, new, None).await;
    for path in [
        format!("/agents/acme/leads-tickets?id={id}"),
        "/agents/acme/leads-tickets?q=%3Cscript%3E".to_owned(),
        "/agents/acme/leads-tickets?id=%3Cscript%3Ealert%281%29%3C%2Fscript%3E".to_owned(),
    ] {
        let page = app.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("<script>alert"), "{path}");
        assert!(page.body.contains("alert"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_careless_link_is_redirected_to_the_canonical_one() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.agent("acme").await;
    for (asked, canonical) in [
        ("?status=closed&status=open&q=&tab=", "?status=open,closed"),
        ("?utm_source=mail", ""),
        ("?q=a%20b", "?q=a+b"),
        ("?per=25&sort=newest", ""),
    ] {
        let answer = app.get(&format!("/agents/acme/leads-tickets{asked}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{asked}");
        assert_eq!(answer.location(), format!("/agents/acme/leads-tickets{canonical}"));
        let again = app.get(answer.location()).await;
        assert_eq!(again.status, StatusCode::OK, "{canonical}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_says_that_it_lives() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.agent("acme").await;
    assert_eq!(app.get("/livez").await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.get("/readyz").await.status, StatusCode::NO_CONTENT);
    assert_eq!(app.get("/").await.location(), "/agents");
}
