//! Pages that are rendered a second time when the framework has lost its way.
//!
//! Of some thousand pages that wait for their data while others are rendered, Leptos 0.8 forgets to go on with one, or
//! finds a signal of it gone (its issues 4673 and 4851 tell of relatives). Reading has no effects, so it is tried again.

use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::time::timeout;
use tokio_util::task::AbortOnDropHandle;

use super::access::PAGES;

/// Beyond what a page takes on a busy machine, within what somebody waits for one.
const PATIENCE: Duration = Duration::from_secs(2);

static PAGE: LazyLock<matchit::Router<()>> = LazyLock::new(|| {
    let mut table = matchit::Router::new();
    for (pattern, _) in PAGES {
        table.insert(*pattern, ()).unwrap_or_else(|error| panic!("the page {pattern}: {error}"));
    }
    table
});

pub async fn render(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if request.method() != Method::GET || PAGE.at(path.trim_end_matches('/')).is_err() {
        return next.run(request).await;
    }
    let (parts, _) = request.into_parts();
    let first = Request::from_parts(parts.clone(), Body::empty());
    // Whoever leaves takes the task along.
    let rendered = AbortOnDropHandle::new(tokio::spawn(next.clone().run(first)));
    match timeout(PATIENCE, rendered).await {
        Ok(Ok(response)) => response,
        stuck => {
            let cause = if stuck.is_err() { "it does not end" } else { "it panicked" };
            tracing::warn!(path = parts.uri.path(), cause, "a page is rendered again");
            next.run(Request::from_parts(parts, Body::empty())).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::StatusCode;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tower::ServiceExt;

    /// Asks a page that fails the first time; returns its status and how often it was rendered.
    async fn ask(method: Method, path: &str, hangs: bool) -> (Option<StatusCode>, u32) {
        let count = Arc::new(AtomicU32::new(0));
        let counted = count.clone();
        let page = move || async move {
            match counted.fetch_add(1, Ordering::Relaxed) {
                0 if hangs => std::future::pending().await,
                0 => panic!("a signal is gone"),
                _ => StatusCode::OK,
            }
        };
        let app = Router::new().fallback(get(page.clone()).post(page)).layer(from_fn(render));
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let asked = tokio::spawn(timeout(PATIENCE * 2, app.oneshot(request)));
        let status = asked.await.ok().and_then(|answered| answered.ok()).map(|response| response.unwrap().status());
        (status, count.load(Ordering::Relaxed))
    }

    #[tokio::test]
    async fn a_page_that_got_lost_is_rendered_again_and_nothing_else_is() {
        for hangs in [true, false] {
            let (page, slash, form, export) = tokio::join!(
                ask(Method::GET, "/agents/acme/leads-tickets", hangs),
                ask(Method::GET, "/agents/acme/leads-tickets/", hangs),
                ask(Method::POST, "/agents/acme/leads-tickets", hangs),
                // An export is sent once.
                ask(Method::GET, "/agents/acme/exports/1", hangs),
            );
            assert_eq!((page, slash), ((Some(StatusCode::OK), 2), (Some(StatusCode::OK), 2)));
            assert_eq!((form, export), ((None, 1), (None, 1)));
        }
    }
}
