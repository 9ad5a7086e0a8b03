//! API keys: made, shown once, rotated and revoked on the page of their agent.

use axum::http::{StatusCode, header};
use leads_tickets::domain::agent::Variant;
use leads_tickets::domain::api_key::is_token;
use leads_tickets::domain::limits;
use leads_tickets::domain::member::Role;
use leads_tickets::domain::view::settings::{ApiKeyView, ApiKeysView, KeyState};
use leads_tickets::server::{secret, zone};
use leads_tickets::store::api_keys::{self, Key, NewKey};
use sea_orm::{ConnectionTrait, Statement};

use crate::access::dump;
use crate::support::{Answer, Engine, TestApp, both_engines, form};

both_engines!(
    a_key_is_shown_once_and_only_its_hash_is_stored,
    a_key_ends,
    a_rotated_key_is_good_beside_the_new_one,
    a_key_is_renamed_and_given_another_rate,
    only_those_who_manage_keys_do,
    a_key_is_the_business_of_its_agent,
    a_page_that_is_loaded_again_makes_nothing,
    limits_hold_at_the_edge,
    of_two_who_make_the_last_key_one_does,
);

const PAGE: &str = "/agents/acme/settings/api-keys";
const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;

async fn submit(app: &TestApp, fields: &[(&str, &str)]) -> Answer {
    app.post_form(PAGE, &form(fields)).await
}

/// The secret that the answer shows.
fn token(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let rest = answer.body.split("value=\"lt_").nth(1).expect("a key");
    let token = format!("lt_{}", rest.split('"').next().unwrap());
    assert!(is_token(&token), "{token}");
    token
}

async fn create(app: &TestApp, name: &str, expires: &str) -> String {
    token(&submit(app, &[("form", "create"), ("name", name), ("expires", expires), ("rate", "60")]).await)
}

async fn find(app: &TestApp, token: &str) -> Key {
    api_keys::find(app.store.read(), &secret::hash(token)).await.unwrap().expect("the key is there")
}

async fn is_good(app: &TestApp, token: &str) -> bool {
    find(app, token).await.is_good(zone::now())
}

async fn list(app: &TestApp, agent: &str) -> Vec<ApiKeyView> {
    let answer = app.post_json("/api/api-keys/list", &format!(r#"{{"agent":"{agent}"}}"#)).await;
    serde_json::from_str::<ApiKeysView>(&answer.body).unwrap_or_else(|_| panic!("{}", answer.body)).keys
}

async fn execute(app: &TestApp, sql: &str) {
    let transaction = app.store.begin().await.unwrap();
    transaction.execute_raw(Statement::from_string(transaction.get_database_backend(), sql)).await.unwrap();
    transaction.commit().await.unwrap();
}

/// As if so much time had gone by.
async fn later(app: &TestApp, micros: i64) {
    let set = format!("expires_at = expires_at - {micros}, created_at = created_at - {micros}");
    execute(app, &format!("UPDATE api_keys SET {set}")).await;
}

async fn a_key_is_shown_once_and_only_its_hash_is_stored(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    assert!(app.get(PAGE).await.body.contains("No keys yet"));
    let fields = [("form", "create"), ("name", " Chat bot "), ("expires", "never"), ("rate", "120"), ("reads", "1")];
    let answer = app
        .post_with(PAGE, "application/x-www-form-urlencoded", &form(&fields), &[(header::HOST, "leads.example")])
        .await;
    let secret_of_it = token(&answer);
    // The command that tries it reaches the server as the browser did.
    for text in ["https://leads.example/api/v1/records", "Authorization: Bearer", "shown only this once"] {
        assert!(answer.body.contains(text), "{text}");
    }
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");

    let page = app.get(PAGE).await;
    assert!(page.body.contains("Chat bot") && page.body.contains(&secret_of_it[..8]), "{}", page.body);
    let everything = format!("{:?}", dump(&app).await);
    for text in [page.body, everything] {
        assert!(!text.contains(&secret_of_it) && !text.contains(&secret_of_it[9..]), "the secret is kept");
    }
    let key = find(&app, &secret_of_it).await;
    assert_eq!((key.agent.as_str(), key.variant, key.reads), ("acme", Variant::Hybrid, true));
    assert_eq!((key.requests_per_minute, key.expires_at, key.revoked_at, key.used_at), (120, None, None, None));
    let guess = secret::hash(&secret::fresh_key());
    assert!(api_keys::find(app.store.read(), &guess).await.unwrap().is_none());

    let now = zone::now();
    let transaction = app.store.begin().await.unwrap();
    api_keys::touch(&transaction, key.id, now).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(find(&app, &secret_of_it).await.used_at, Some(now));
    let listed = list(&app, "acme").await;
    assert_eq!((listed.len(), listed[0].name.as_str(), listed[0].made_by.as_deref()), (1, "Chat bot", Some("Owner")));
    assert!(listed[0].used.is_some() && listed[0].reads && listed[0].state == KeyState::Active);

    // Unless it is asked for, a key cannot read.
    assert!(!find(&app, &create(&app, "Another", "never").await).await.reads);
}

async fn a_key_ends(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    for (expires, days) in [("never", None), ("30d", Some(30)), ("90d", Some(90)), ("1y", Some(365))] {
        let made = create(&app, expires, expires).await;
        let (key, now) = (find(&app, &made).await, zone::now());
        let left = key.expires_at.map(|end| (end - now).div_euclid(DAY) + 1);
        assert_eq!(left, days, "{expires}");
        assert!(key.is_good(now));
        if let Some(end) = key.expires_at {
            assert!(key.is_good(end - 1) && !key.is_good(end), "{expires}");
        }
    }
    later(&app, 84 * DAY).await;
    let states: Vec<(String, KeyState)> =
        list(&app, "acme").await.into_iter().map(|key| (key.name, key.state)).collect();
    let expected = [
        ("1y", KeyState::Active),
        ("90d", KeyState::Expiring),
        ("never", KeyState::Active),
        ("30d", KeyState::Expired),
    ];
    assert_eq!(states, expected.map(|(name, state)| (name.to_owned(), state)));

    let made = create(&app, "Revoked", "never").await;
    let id = find(&app, &made).await.id.to_string();
    let revoked = submit(&app, &[("form", "revoke"), ("key", &id)]).await;
    assert_eq!((revoked.status, revoked.location()), (StatusCode::SEE_OTHER, PAGE));
    assert!(!is_good(&app, &made).await);
    let last = list(&app, "acme").await.pop().unwrap();
    assert_eq!((last.name.as_str(), last.state), ("Revoked", KeyState::Revoked));
    // It never becomes good again, whatever is sent.
    for fields in [
        vec![("form", "edit"), ("key", &id), ("name", "Evil"), ("rate", "60")],
        vec![("form", "rotate"), ("key", &id), ("overlap", "7d")],
        vec![("form", "revoke"), ("key", &id)],
    ] {
        let before = dump(&app).await;
        assert_eq!(submit(&app, &fields).await.status, StatusCode::NOT_FOUND, "{fields:?}");
        assert_eq!(dump(&app).await, before, "{fields:?}");
    }
}

async fn a_rotated_key_is_good_beside_the_new_one(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    for (overlap, hours) in [("now", 0), ("1h", 1), ("24h", 24), ("7d", 7 * 24)] {
        let old = create(&app, overlap, "1y").await;
        let id = find(&app, &old).await.id;
        execute(&app, &format!("UPDATE api_keys SET reads = 1, requests_per_minute = 77 WHERE id = {id}")).await;
        let answer = submit(&app, &[("form", "rotate"), ("key", &id.to_string()), ("overlap", overlap)]).await;
        let new = token(&answer);
        let (was, is, now) = (find(&app, &old).await, find(&app, &new).await, zone::now());
        assert!(is.id != was.id && is.reads && is.requests_per_minute == 77, "{overlap}");
        assert!(is.expires_at.unwrap() > now + 364 * DAY, "{overlap}: it is good for as long as the old one was");
        let end = was.expires_at.unwrap();
        assert!(end <= now + hours * HOUR && end > now + hours * HOUR - HOUR / 2, "{overlap}");
        assert_eq!((was.is_good(now), is.is_good(now)), (hours > 0, true), "{overlap}");
        assert!(!was.is_good(end));
        let listed = list(&app, "acme").await.into_iter().filter(|key| key.name == overlap).count();
        assert_eq!(listed, 2, "{overlap}: both are listed");
    }
    let unknown = submit(&app, &[("form", "rotate"), ("key", "1"), ("overlap", "for ever")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A key that ends anyway does not live longer by it.
    let old = create(&app, "Nearly over", "30d").await;
    let id = find(&app, &old).await.id;
    execute(&app, &format!("UPDATE api_keys SET expires_at = expires_at - {} WHERE id = {id}", 30 * DAY - HOUR)).await;
    let end = find(&app, &old).await.expires_at;
    submit(&app, &[("form", "rotate"), ("key", &id.to_string()), ("overlap", "7d")]).await;
    assert_eq!(find(&app, &old).await.expires_at, end);
}

async fn a_key_is_renamed_and_given_another_rate(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let made = create(&app, "Chat bot", "never").await;
    let id = find(&app, &made).await.id.to_string();
    let edit = [("form", "edit"), ("key", id.as_str()), ("name", "روبوت"), ("rate", "1")];
    assert_eq!(submit(&app, &edit).await.location(), PAGE);
    let key = list(&app, "acme").await.remove(0);
    assert_eq!((key.name.as_str(), key.requests_per_minute), ("روبوت", 1));
    for (field, value, words) in
        [(2, "", "Fill this in"), (3, "0", "A whole number from 1 to 1,000,000"), (3, "", "A whole number from 1")]
    {
        let mut wrong = edit;
        wrong[field].1 = value;
        let refused = submit(&app, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(refused.body.contains(words), "{words}");
    }
    assert_eq!(list(&app, "acme").await[0], key);
    assert!(is_good(&app, &made).await, "the secret is another now");
}

async fn only_those_who_manage_keys_do(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let made = create(&app, "Chat bot", "never").await;
    let id = find(&app, &made).await.id.to_string();
    let forms = [
        vec![("form", "create"), ("name", "Evil"), ("expires", "never"), ("rate", "60")],
        vec![("form", "edit"), ("key", &id), ("name", "Evil"), ("rate", "60")],
        vec![("form", "rotate"), ("key", &id), ("overlap", "now")],
        vec![("form", "revoke"), ("key", &id)],
        vec![("form", "anything")],
    ];
    for role in [Role::Member, Role::Viewer] {
        let (visitor, _) = app.join(&format!("Some {role:?}"), role).await;
        let before = dump(&app).await;
        for fields in &forms {
            let refused = submit(&visitor, fields).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role:?} {fields:?}");
            assert!(!refused.body.contains("Chat bot"), "{role:?} {fields:?}");
        }
        assert_eq!(visitor.get(PAGE).await.status, StatusCode::FORBIDDEN);
        let refused = visitor.post_json("/api/api-keys/list", r#"{"agent":"acme"}"#).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(dump(&app).await, before);
    }
    let (admin, _) = app.join("Admin", Role::Admin).await;
    let answer = submit(&admin, &[("form", "create"), ("name", "Admin's"), ("expires", "30d"), ("rate", "60")]).await;
    assert!(is_good(&app, &token(&answer)).await);
    // A form that the page does not have.
    assert_eq!(submit(&admin, &[("form", "anything")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn a_key_is_the_business_of_its_agent(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    app.agent("other").await;
    let made = create(&app, "Kept to itself", "never").await;
    let id = find(&app, &made).await.id.to_string();
    assert!(list(&app, "other").await.is_empty());
    let before = dump(&app).await;
    for fields in [
        vec![("form", "edit"), ("key", id.as_str()), ("name", "Evil"), ("rate", "60")],
        vec![("form", "rotate"), ("key", &id), ("overlap", "now")],
        vec![("form", "revoke"), ("key", &id)],
        vec![("form", "revoke"), ("key", "999999")],
        vec![("form", "revoke"), ("key", "x")],
    ] {
        let answer = app.post_form("/agents/other/settings/api-keys", &form(&fields)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{fields:?}");
        assert!(!answer.body.contains("Kept to itself"), "{fields:?}");
    }
    let create = [("form", "create"), ("name", "Evil"), ("expires", "never"), ("rate", "60")];
    for agent in ["nobody", "Not_An_Id"] {
        let answer = app.post_form(&format!("/agents/{agent}/settings/api-keys"), &form(&create)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{agent}");
        assert_eq!(app.get(&format!("/agents/{agent}/settings/api-keys")).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(dump(&app).await, before);
    // With its agent it is gone.
    app.post_form("/agents/acme/delete", &form(&[("confirmation", "DELETE")])).await;
    assert!(api_keys::find(app.store.read(), &secret::hash(&made)).await.unwrap().is_none());
}

/// So many keys that are good.
async fn fill(app: &TestApp, count: usize) {
    let scope = app.agent("acme").await;
    let transaction = app.store.begin().await.unwrap();
    for n in 0..count {
        let new = NewKey {
            name: format!("Key {n}"),
            token_hash: secret::hash(&n.to_string()),
            hint: "lt_".to_owned(),
            reads: false,
            requests_per_minute: 60,
            created_by: Some(scope.viewer.id),
            lifetime: None,
        };
        api_keys::create(&transaction, &scope.agent, &new, zone::now()).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

async fn limits_hold_at_the_edge(engine: Engine) {
    let app = TestApp::start(engine).await;
    fill(&app, limits::KEYS - 3).await;
    let (long, longer) = ("ب".repeat(limits::KEY_NAME), "ب".repeat(limits::KEY_NAME + 1));
    let good = [("form", "create"), ("name", "Key"), ("expires", "never"), ("rate", "60")];
    for (field, value, words) in [
        (1, "", "Fill this in"),
        (1, "a\0b", "a character that cannot be kept"),
        (1, &longer, "At most 80 characters"),
        (2, "tomorrow", "Choose one"),
        (3, "0", "A whole number from 1 to 1,000,000"),
        (3, "1000001", "A whole number from 1 to 1,000,000"),
        (3, "6,000", "A whole number from 1 to 1,000,000"),
    ] {
        let mut wrong = good;
        wrong[field].1 = value;
        let refused = submit(&app, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(refused.body.contains(words), "{words}");
    }
    let mut last = String::new();
    for (field, value) in [(1, long.as_str()), (3, "1"), (3, "1000000")] {
        let mut right = good;
        right[field].1 = value;
        last = token(&submit(&app, &right).await);
    }
    assert_eq!(find(&app, &last).await.requests_per_minute, limits::REQUESTS_PER_MINUTE_MAX);

    // One more than that is told with the number.
    let refuse_one_more = async || {
        let before = dump(&app).await;
        let refused = submit(&app, &good).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("at most 50 keys"), "{}", refused.body);
        assert_eq!(dump(&app).await, before);
    };
    refuse_one_more().await;
    // One that takes the place of another is not one more, even while both are good.
    let mut id = find(&app, &last).await.id.to_string();
    for overlap in ["now", "1h"] {
        let instead = token(&submit(&app, &[("form", "rotate"), ("key", &id), ("overlap", overlap)]).await);
        refuse_one_more().await;
        id = find(&app, &instead).await.id.to_string();
    }
    // The two that are revoked leave room for one.
    let old = find(&app, &last).await.id;
    for id in [id, (old + 1).to_string()] {
        submit(&app, &[("form", "revoke"), ("key", &id)]).await;
    }
    token(&submit(&app, &good).await);
}

async fn a_page_that_is_loaded_again_makes_nothing(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let fields = |once| [("form", "create"), ("name", "Chat"), ("expires", "never"), ("rate", "60"), ("once", once)];
    let made = token(&submit(&app, &fields("a")).await);
    let again = submit(&app, &fields("a")).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, "/agents/acme/settings/api-keys"));
    let id = find(&app, &made).await.id.to_string();
    let rotate = [("form", "rotate"), ("key", id.as_str()), ("overlap", "1h"), ("once", "b")];
    token(&submit(&app, &rotate).await);
    assert_eq!(submit(&app, &rotate).await.status, StatusCode::SEE_OTHER);
    assert_eq!(list(&app, "acme").await.len(), 2);
    token(&submit(&app, &fields("c")).await);
    assert_eq!(list(&app, "acme").await.len(), 3);
}

async fn of_two_who_make_the_last_key_one_does(engine: Engine) {
    let app = TestApp::start(engine).await;
    fill(&app, limits::KEYS - 1).await;
    let (admin, _) = app.join("Admin", Role::Admin).await;
    let fields = [("form", "create"), ("name", "Last"), ("expires", "never"), ("rate", "60")];
    let (one, two) = tokio::join!(submit(&app, &fields), submit(&admin, &fields));
    let made = [&one, &two].into_iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!(made, 1, "{} {}", one.status, two.status);
    assert_eq!(list(&app, "acme").await.len(), limits::KEYS);
}
