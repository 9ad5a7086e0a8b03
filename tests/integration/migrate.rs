//! Opening and migrating.

use leads_tickets::store::{Store, agents};

use crate::support::{Engine, TestApp, both_engines, empty_database};

both_engines!(several_at_once_migrate_once, migrating_again_changes_nothing);

async fn several_at_once_migrate_once(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let url = empty_database(engine, &folder).await;
    let starts = (0..4).map(|_| {
        let url = url.clone();
        tokio::spawn(async move {
            let store = Store::open(&url).await?;
            store.migrate().await?;
            anyhow::Ok(store)
        })
    });
    for start in starts.collect::<Vec<_>>() {
        start.await.unwrap().unwrap();
    }
}

async fn migrating_again_changes_nothing(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let again = Store::open(&app.url).await.unwrap();
    again.migrate().await.unwrap();
    assert!(agents::exists(again.read(), &scope.agent).await.unwrap());
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let in_a_file = format!("sqlite://{}/file/test.db", folder.path().display());
    for (url, words) in [
        ("mysql://x", "must begin with sqlite:// or postgres://"),
        ("nonsense", "must begin with sqlite:// or postgres://"),
        ("sqlite://", "names no file"),
        ("sqlite::memory:", "names no file"),
        ("postgres://nobody@127.0.0.1:1/none", "cannot be reached"),
        (in_a_file.as_str(), "cannot be made"),
    ] {
        let error = format!("{:#}", Store::open(url).await.unwrap_err());
        assert!(error.contains(words), "{url}: {error}");
        assert!(!error.contains('\n'), "{url}: {error}");
    }
}
