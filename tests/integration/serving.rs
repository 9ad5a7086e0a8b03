//! What every answer carries, what is refused before anything reads it, and how the program starts and stops.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use std::io::{Read, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::program::Program;
use crate::support::{Engine, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_its_headers() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.agent("acme").await;
    for path in
        ["/agents", "/agents/acme/leads-tickets", "/agents/unknown/leads-tickets", "/nowhere", "/", "/livez", "/readyz"]
    {
        let answer = app.get(path).await;
        let header = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header("x-request-id").len(), 16, "{path}");
        let policy = header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        if answer.body.contains("<html") {
            assert_eq!(header("cache-control"), "no-store", "{path}");
            let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
            assert!(answer.body.contains(&format!("nonce=\"{nonce}\"")), "{path}");
            assert!(!answer.body.contains(" style=\""), "{path}");
            let scripts = answer.body.matches("<script").count();
            assert_eq!(answer.body.matches(&format!(" nonce=\"{nonce}\">")).count(), scripts + 1, "{path}");
        }
    }
    let (one, other) = (app.get("/agents").await, app.get("/agents").await);
    assert_ne!(one.headers[header::CONTENT_SECURITY_POLICY], other.headers[header::CONTENT_SECURITY_POLICY]);
}

/// Files and pages at the same time, on the same threads: no answer takes what belongs to another.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_page_keeps_its_own_headers() {
    let app = std::sync::Arc::new(TestApp::start(Engine::Sqlite).await);
    let scope = app.agent("acme").await;
    for n in 0..24 {
        app.file(&scope, crate::support::lead(&format!("Omar {n}")), None).await;
    }
    let clients = (0..8).map(|client| {
        let app = app.clone();
        tokio::spawn(async move {
            for n in 0..60 {
                if (client + n) % 2 == 0 {
                    let file = app.get("/favicon.svg").await;
                    assert_eq!(file.status, StatusCode::OK);
                    let policy = file.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
                    assert!(!policy.contains("nonce"), "a file has a page's policy");
                } else {
                    let page = app.get("/agents/acme/leads-tickets").await;
                    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
                    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
                    let nonce = nonce.expect("a page without its policy");
                    assert!(page.body.contains(&format!("nonce=\"{nonce}\"")), "a page has another's policy");
                }
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
}

/// What a device asks for when somebody installs the app, which it does without a session.
#[tokio::test(flavor = "multi_thread")]
async fn the_app_can_be_installed() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.agent("acme").await;
    let page = app.get("/agents").await;
    assert!(page.body.contains(r#"rel="manifest" href="/manifest.webmanifest""#), "{}", page.body);
    assert!(page.body.contains(r#"rel="apple-touch-icon" href="/apple-touch-icon.png""#));
    assert_eq!(page.body.matches(r#"name="theme-color""#).count(), 2);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("manifest-src 'self'") && policy.contains("img-src 'self'"), "{policy}");

    let device = app.anonymous();
    let manifest = device.get("/manifest.webmanifest").await;
    assert_eq!(manifest.status, StatusCode::OK);
    assert_eq!(manifest.headers[header::CONTENT_TYPE], "application/manifest+json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
    assert_eq!(manifest["display"], "standalone");
    assert_eq!(app.get(manifest["start_url"].as_str().unwrap()).await.status, StatusCode::OK);
    let icons = manifest["icons"].as_array().unwrap();
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable") && icons.len() == 3);
    let pictures = icons.iter().map(|icon| icon["src"].as_str().unwrap());
    for picture in pictures.chain(["/apple-touch-icon.png"]) {
        let asked = Request::builder().method(Method::HEAD).uri(picture).body(Body::empty()).unwrap();
        let answer = device.send(asked).await;
        assert_eq!(answer.status, StatusCode::OK, "{picture}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "image/png", "{picture}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_sites_may_not_post() {
    let app = TestApp::start(Engine::Sqlite).await;
    let origin = |value: &'static str| (header::ORIGIN, value);
    let fetch_site = |value: &'static str| (header::HeaderName::from_static("sec-fetch-site"), value);
    let host = (header::HOST, "leads.example");
    for (headers, expected) in [
        (vec![], StatusCode::SEE_OTHER),
        (vec![fetch_site("same-origin")], StatusCode::SEE_OTHER),
        (vec![origin("https://leads.example")], StatusCode::SEE_OTHER),
        (vec![fetch_site("cross-site")], StatusCode::FORBIDDEN),
        (vec![fetch_site("same-site")], StatusCode::FORBIDDEN),
        (vec![origin("https://evil.example")], StatusCode::FORBIDDEN),
        (vec![origin("null")], StatusCode::FORBIDDEN),
    ] {
        let mut all = headers.clone();
        all.push(host.clone());
        let answer = app.post_with("/preferences", "application/x-www-form-urlencoded", "theme=dark", &all).await;
        assert_eq!(answer.status, expected, "{headers:?}");
        assert_eq!(answer.headers.contains_key(header::SET_COOKIE), expected == StatusCode::SEE_OTHER, "{headers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_has_its_limit() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.agent("acme").await;
    let body = |size: usize| format!(r#"{{"agent":"acme","folder":"inbox","query":"q={}"}}"#, "x".repeat(size));
    assert_eq!(app.post_json("/api/records/list", &body(1000)).await.status, StatusCode::OK);
    let answer = app.post_json("/api/records/list", &body(300_000)).await;
    assert_ne!(answer.status, StatusCode::OK);
    assert!(!answer.body.contains("limit"), "the framework's words must not travel: {}", answer.body);
}

#[test]
fn half_open_connections_are_closed_in_time() {
    let program = Program::start("sqlite://data/lt.db", &[]);
    let half_body = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                     Content-Length: 100\r\n\r\nemail=omar";
    for sent in ["", "GET /livez HT", "GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ", half_body] {
        let mut stream = program.connect();
        stream.write_all(sent.as_bytes()).unwrap();
        let began = Instant::now();
        let mut rest = Vec::new();
        // Closed by the other side: the end of the stream, or a reset.
        let _ = stream.read_to_end(&mut rest);
        assert!(began.elapsed() < Duration::from_secs(25), "{sent:?} stayed open for {:?}", began.elapsed());
    }
}

#[test]
fn asked_to_stop_it_answers_what_it_has_and_leaves() {
    let mut program = Program::start("sqlite://data/lt.db", &[]);
    let mut stream = program.connect();
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"HTTP/1.1 204");
    let killed = Command::new("kill").args(["-TERM", &program.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let began = Instant::now();
    let status = program.child.wait().unwrap();
    assert!(status.success(), "{status}");
    assert!(began.elapsed() < Duration::from_secs(10), "an idle connection held it for {:?}", began.elapsed());
}
