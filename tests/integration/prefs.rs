//! Language, theme and zone, before anybody signs in.

use axum::http::{StatusCode, header};

use crate::support::{Engine, TestApp, lead};

#[tokio::test(flavor = "multi_thread")]
async fn the_first_byte_is_in_the_right_language() {
    let app = TestApp::start(Engine::Sqlite).await;
    let scope = app.agent("acme").await;
    app.file(&scope, lead("Omar"), None).await;
    let path = "/agents/acme/leads-tickets";
    for (headers, html, words) in [
        (vec![], r#"<html lang="en" dir="ltr""#, "Search records…"),
        (vec![(header::ACCEPT_LANGUAGE, "ar-SA,en;q=0.5")], r#"<html lang="ar" dir="rtl""#, "ابحث في السجلات…"),
        (vec![(header::COOKIE, "language=ar; theme=dark")], r#"data-theme="dark""#, "الوارد"),
    ] {
        let page = app.get_with(path, &headers).await;
        assert!(page.body.contains(html), "{headers:?}");
        assert!(page.body.contains(words), "{headers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn times_are_local_once_the_zone_is_known() {
    let app = TestApp::start(Engine::Sqlite).await;
    let scope = app.agent("acme").await;
    app.file(&scope, lead("Omar"), None).await;
    let path = "/agents/acme/leads-tickets";
    // 1,790,000,000 seconds: 2026-09-21 14:13:20 UTC.
    let utc = app.get(path).await;
    assert!(utc.body.contains("21-09-26 14:13") && utc.body.contains(">UTC<"));
    let riyadh = app.get_with(path, &[(header::COOKIE, "zone=Asia/Riyadh")]).await;
    assert!(riyadh.body.contains("21-09-26 17:13") && riyadh.body.contains("Asia/Riyadh"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_sets_cookies_and_returns_to_own_pages_only() {
    let app = TestApp::start(Engine::Sqlite).await;
    let answer = app.post_form("/preferences", "language=ar&next=%2Fagents%2Facme%2Fleads-tickets%3Fq%3Dx").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/agents/acme/leads-tickets?q=x"));
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().starts_with("language=ar;"));
    let theme = app.post_form("/preferences", "theme=dark").await;
    assert!(theme.headers[header::SET_COOKIE].to_str().unwrap().starts_with("theme=dark;"));
    for foreign in ["https://evil.example", "//evil.example", "/%5Cevil.example"] {
        let answer = app.post_form("/preferences", &format!("theme=dark&next={foreign}")).await;
        assert_eq!(answer.location(), "/", "{foreign}");
    }
    let unknown = app.post_form("/preferences", "theme=pink").await;
    assert_eq!(unknown.status, StatusCode::SEE_OTHER);
    assert!(!unknown.headers.contains_key(header::SET_COOKIE));
}
