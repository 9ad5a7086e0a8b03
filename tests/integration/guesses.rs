//! Ten thousand guesses from everywhere at once.

use axum::http::{StatusCode, header};
use std::collections::HashMap;
use std::sync::Arc;

use crate::support::{Engine, PASSWORD, TestApp, address, both_engines, form};

both_engines!(ten_thousand_guesses_are_ten);

/// Addresses that a client makes up count for nothing, and so many at once cannot slip through between counting and
/// looking.
async fn ten_thousand_guesses_are_ten(engine: Engine) {
    const CLIENTS: usize = 20;
    const EACH: usize = 500;
    let app = Arc::new(TestApp::start(engine).await);
    let owner = form(&[("email", &address("Owner")), ("password", PASSWORD)]);
    let before = app.anonymous().post_form("/sign-in", &owner).await;
    assert_eq!(before.status, StatusCode::SEE_OTHER);

    let clients = (0..CLIENTS).map(|client| {
        let app = app.anonymous();
        tokio::spawn(async move {
            let mut statuses: HashMap<StatusCode, usize> = HashMap::new();
            for n in 0..EACH {
                let from = format!("10.{client}.{}.{}", n / 250, n % 250);
                let headers =
                    [(header::HeaderName::from_static("x-forwarded-for"), from.as_str()), (header::FORWARDED, &from)];
                let body = form(&[("email", &address("Owner")), ("password", &format!("guess {client} {n}"))]);
                let kind = "application/x-www-form-urlencoded";
                *statuses.entry(app.post_with("/sign-in", kind, &body, &headers).await.status).or_default() += 1;
            }
            statuses
        })
    });
    let mut all: HashMap<StatusCode, usize> = HashMap::new();
    for client in clients.collect::<Vec<_>>() {
        for (status, times) in client.await.unwrap() {
            *all.entry(status).or_default() += times;
        }
    }
    let looked_at = all.get(&StatusCode::UNAUTHORIZED).copied().unwrap_or_default();
    let refused = all.get(&StatusCode::TOO_MANY_REQUESTS).copied().unwrap_or_default();
    assert_eq!((looked_at, refused), (10, CLIENTS * EACH - 10), "{all:?}");

    // The Owner's own browser gets in all the while.
    let browser = app.keeping(before.cookies());
    assert_eq!(browser.post_form("/sign-in", &owner).await.status, StatusCode::SEE_OTHER);
}
