//! Setting up, signing in and out, and what keeps a session good.

use axum::http::{StatusCode, header};
use leads_tickets::domain::member::Role;
use leads_tickets::store::members;
use sea_orm::{ConnectionTrait, Statement};

use crate::support::{Answer, Engine, PASSWORD, TestApp, address, both_engines, form};

both_engines!(
    an_empty_installation_is_set_up_once,
    of_two_who_set_up_one_is_the_owner,
    whoever_signs_in_lands_where_they_were_going,
    a_session_ends,
    a_session_has_its_time,
    the_cookie_is_safe,
    a_password_is_tried_ten_times,
);

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    app.post_form("/sign-in", &form(&[("form", "sign-in"), ("email", email), ("password", password)])).await
}

/// The session that the answer has begun.
fn signed_in(app: &TestApp, answer: &Answer) -> TestApp {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    app.keeping(answer.cookies())
}

const OWNER: [(&str, &str); 6] = [
    ("form", "set-up"),
    ("name", "Layla"),
    ("email", " Layla@Example.com "),
    ("password", PASSWORD),
    ("zone", "asia/riyadh"),
    ("language", "ar"),
];

async fn an_empty_installation_is_set_up_once(engine: Engine) {
    let app = TestApp::empty(engine).await;
    for path in ["/", "/agents", "/team", "/sign-in", "/agents/acme/leads-tickets"] {
        assert_eq!(app.get(path).await.location(), "/set-up", "{path}");
    }
    assert_eq!(app.post_json("/api/agents/list", "{}").await.status, StatusCode::UNAUTHORIZED);
    let page = app.get("/set-up").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Make me the Owner") && page.body.contains("Asia/Riyadh"));

    let mut wrong = OWNER;
    (wrong[1].1, wrong[2].1, wrong[3].1, wrong[4].1) = ("", "layla", "sh0rt", "Mars/Olympus");
    let refused = app.post_form("/set-up", &form(&wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Fill this in", "not an email address", "At least 10 characters", "not a time zone", "Mars/Olympus"] {
        assert!(refused.body.contains(words), "{words}");
    }
    assert!(!refused.body.contains("sh0rt"), "a password went back");

    let made = app.post_form("/set-up", &form(&OWNER)).await;
    let owner = signed_in(&app, &made);
    let page = owner.get("/agents").await;
    assert_eq!(page.status, StatusCode::OK);
    // Of the first byte on: the profile's language and zone.
    assert!(page.body.contains(r#"<html lang="ar" dir="rtl""#) && page.body.contains("Asia/Riyadh"));

    assert_eq!(app.get("/set-up").await.location(), "/sign-in");
    let again = app.post_form("/set-up", &form(&OWNER)).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    let everybody = members::accounts(app.store.read()).await.unwrap();
    assert_eq!(everybody.len(), 1);
    assert_eq!((everybody[0].email.as_str(), everybody[0].member.role), ("layla@example.com", Role::Owner));
    assert!(everybody[0].password_hash.as_ref().unwrap().starts_with("$argon2id$"));
}

async fn of_two_who_set_up_one_is_the_owner(engine: Engine) {
    let app = TestApp::empty(engine).await;
    // Two replicas: neither knows what the other has seen.
    let mut other = app.clone();
    other.router = TestApp::router(&app.store);
    let mut second = OWNER;
    second[2].1 = "second@example.com";
    let (one, second) = (form(&OWNER), form(&second));
    let (one, two) = tokio::join!(app.post_form("/set-up", &one), other.post_form("/set-up", &second));
    let owners = members::list(app.store.read()).await.unwrap();
    assert_eq!(owners.len(), 1, "{} {}", one.status, two.status);
    let signed_in = [&one, &two].into_iter().filter(|answer| answer.cookies().contains("session")).count();
    assert_eq!(signed_in, 1);
}

async fn whoever_signs_in_lands_where_they_were_going(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let anonymous = app.anonymous();
    let going = anonymous.get("/agents/acme/leads-tickets?tab=leads").await;
    assert_eq!(going.location(), "/sign-in?next=%2Fagents%2Facme%2Fleads-tickets%3Ftab%3Dleads");
    let page = anonymous.get(going.location()).await;
    assert!(page.body.contains(r#"name="next" value="/agents/acme/leads-tickets?tab=leads""#), "{}", page.body);
    for (next, lands) in [
        ("/agents/acme/leads-tickets?tab=leads", "/agents/acme/leads-tickets?tab=leads"),
        ("", "/"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
    ] {
        let fields = [("form", "sign-in"), ("email", "Owner@Example.com"), ("password", PASSWORD), ("next", next)];
        let answer = anonymous.post_form("/sign-in", &form(&fields)).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, lands), "{next}");
        assert_eq!(signed_in(&app, &answer).get("/agents").await.status, StatusCode::OK);
    }
    // Signed in, there is nothing to do here.
    assert_eq!(app.get("/sign-in?next=%2Fteam").await.location(), "/team");
}

async fn a_session_ends(engine: Engine) {
    let app = TestApp::start(engine).await;
    let is_in = async |app: &TestApp| app.get("/agents").await.status == StatusCode::OK;
    let email = address("Owner");
    let one = signed_in(&app, &sign_in(&app.anonymous(), &email, PASSWORD).await);
    let two = signed_in(&app, &sign_in(&app.anonymous(), &email, PASSWORD).await);
    assert_ne!(one.cookie, two.cookie);

    // Signing in again, the old id is good for nothing.
    let again = signed_in(&app, &sign_in(&one, &email, PASSWORD).await);
    assert!(!is_in(&one).await && is_in(&again).await && is_in(&two).await);

    let out = again.post_form("/sign-out", "").await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    assert!(out.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert!(!is_in(&again).await && is_in(&two).await);

    let three = signed_in(&app, &sign_in(&app.anonymous(), &email, PASSWORD).await);
    two.post_form("/sign-out", "everywhere=1").await;
    assert!(!is_in(&two).await && !is_in(&three).await && !is_in(&app).await);
    assert_eq!(two.post_json("/api/agents/list", "{}").await.status, StatusCode::UNAUTHORIZED);
}

async fn a_session_has_its_time(engine: Engine) {
    let app = TestApp::start(engine).await;
    const HOUR: i64 = 3_600_000_000;
    let now = chrono::Utc::now().timestamp_micros();
    for (made, seen, good) in [
        (now, now, true),
        (now - 8 * HOUR, now - 7 * HOUR, true),
        (now - 9 * HOUR, now - 9 * HOUR, false),
        (now - 6 * 24 * HOUR, now - HOUR, true),
        (now - 8 * 24 * HOUR, now - HOUR, false),
    ] {
        let (somebody, id) = app.join(&format!("Somebody {}", rand::random::<u32>()), Role::Viewer).await;
        let set = format!("UPDATE sessions SET created_at = {made}, seen_at = {seen} WHERE member_id = {id}");
        let transaction = app.store.begin().await.unwrap();
        transaction.execute_raw(Statement::from_string(transaction.get_database_backend(), set)).await.unwrap();
        transaction.commit().await.unwrap();
        let answer = somebody.get("/agents").await;
        assert_eq!(
            answer.status == StatusCode::OK,
            good,
            "made {} h, seen {} h ago",
            (now - made) / HOUR,
            (now - seen) / HOUR
        );
        if good {
            let account = members::find(app.store.read(), id).await.unwrap().unwrap();
            assert_eq!(account.seen_at.is_some(), seen < now - HOUR / 2, "seen again at most once a minute");
        }
    }
}

async fn the_cookie_is_safe(engine: Engine) {
    let app = TestApp::start(engine).await;
    let answer = sign_in(&app.anonymous(), &address("Owner"), PASSWORD).await;
    let set: Vec<_> = answer.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(set.len(), 2, "{set:?}");
    for (cookie, name) in set.iter().zip(["__Host-session=", "__Host-browser="]) {
        assert!(cookie.starts_with(name), "{cookie}");
        for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        // 256 bits, and nothing of them is stored.
        let secret = cookie.split(['=', ';']).nth(1).unwrap();
        assert_eq!(secret.len(), 43);
        let stored = "SELECT token_hash FROM sessions UNION ALL SELECT token_hash FROM known_browsers";
        let db = app.store.read();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), stored)).await.unwrap();
        assert!(rows.iter().all(|row| row.try_get_by_index::<String>(0).unwrap() != secret));
    }
    assert_eq!(answer.headers["strict-transport-security"], "max-age=63072000");
}

async fn a_password_is_tried_ten_times(engine: Engine) {
    let app = TestApp::start(engine).await;
    let (stranger, friend) =
        (app.anonymous(), signed_in(&app, &sign_in(&app.anonymous(), &address("Owner"), PASSWORD).await));
    friend.post_form("/sign-out", "").await;
    for n in 0..12 {
        let mut answers = Vec::new();
        for email in [address("Owner"), "nobody@example.com".to_owned()] {
            let answer = sign_in(&stranger, &email, "not the password").await;
            let expected = if n < 10 { StatusCode::UNAUTHORIZED } else { StatusCode::TOO_MANY_REQUESTS };
            assert_eq!(answer.status, expected, "{email} {n}");
            assert!(answer.cookies().is_empty());
            let nonce = answer.body.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
            answers.push(answer.body.replace(nonce, "").replace(&email, "").replace("not the password", ""));
        }
        assert_eq!(answers[0], answers[1], "the answers tell whether there is such an account");
    }
    // Even the right one is not looked at any more, but where somebody has signed in before.
    assert_eq!(sign_in(&stranger, &address("Owner"), PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(sign_in(&friend, &address("Owner"), PASSWORD).await.status, StatusCode::SEE_OTHER);
    // That browser has its own ten.
    for n in 0..11 {
        let answer = sign_in(&friend, &address("Owner"), "not the password").await;
        assert_eq!(answer.status == StatusCode::UNAUTHORIZED, n < 10, "{n}");
    }
    // A quarter of an hour later.
    let past = "UPDATE sign_in_attempts SET attempted_at = attempted_at - 900000001";
    let transaction = app.store.begin().await.unwrap();
    transaction.execute_raw(Statement::from_string(transaction.get_database_backend(), past)).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(sign_in(&stranger, &address("Owner"), PASSWORD).await.status, StatusCode::SEE_OTHER);
}

/// No text that a stranger types as an address counts against somebody's change of password.
#[tokio::test(flavor = "multi_thread")]
async fn strangers_cannot_stop_a_change_of_password() {
    let app = TestApp::start(Engine::Sqlite).await;
    for typed in ["owner@example.com change", "change", "change owner@example.com"] {
        for _ in 0..11 {
            sign_in(&app.anonymous(), typed, "not the password").await;
        }
    }
    let fields = [("form", "password"), ("current", PASSWORD), ("password", "a brand new password")];
    let changed = app.post_form("/preferences", &form(&fields)).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
}

/// Two people at one browser: it is known for both.
#[tokio::test(flavor = "multi_thread")]
async fn a_shared_browser_is_known_for_each() {
    let app = TestApp::start(Engine::Sqlite).await;
    app.member("Omar").await;
    let one = sign_in(&app.anonymous(), &address("Owner"), PASSWORD).await;
    let browser = app.keeping(one.cookies());
    let two = sign_in(&browser, &address("Omar"), PASSWORD).await;
    let browser = app.keeping(two.cookies());
    for _ in 0..11 {
        sign_in(&app.anonymous(), &address("Owner"), "not the password").await;
    }
    assert_eq!(sign_in(&app.anonymous(), &address("Owner"), PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(sign_in(&browser, &address("Owner"), PASSWORD).await.status, StatusCode::SEE_OTHER);
}

/// Many sign in with the old password while it is changed: afterwards none of them is in.
#[tokio::test(flavor = "multi_thread")]
async fn no_session_of_the_old_password_outlives_its_change() {
    let app = TestApp::start(Engine::Sqlite).await;
    let clients = (0..12).map(|_| {
        let app = app.anonymous();
        tokio::spawn(async move { sign_in(&app, &address("Owner"), PASSWORD).await })
    });
    let clients: Vec<_> = clients.collect();
    let fields = [("form", "password"), ("current", PASSWORD), ("password", "a brand new password")];
    let changed = app.post_form("/preferences", &form(&fields)).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    for client in clients {
        let answer = client.await.unwrap();
        assert_ne!(app.keeping(answer.cookies()).get("/agents").await.status, StatusCode::OK);
    }
    assert_eq!(app.keeping(changed.cookies()).get("/agents").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_deactivated_has_no_password() {
    let app = TestApp::start(Engine::Sqlite).await;
    let id = app.member("Omar").await;
    let deactivate = form(&[("form", "deactivate"), ("member", &id.to_string())]);
    assert_eq!(app.post_form("/team", &deactivate).await.status, StatusCode::SEE_OTHER);
    let answer = sign_in(&app.anonymous(), &address("Omar"), PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}
