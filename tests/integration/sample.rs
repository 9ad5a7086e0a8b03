//! The project's real input, where it lies beside the project: `LT_SAMPLE` names the file.

use leads_tickets::domain::agent::AgentId;
use leads_tickets::domain::record::Folder;
use leads_tickets::server::import::{Job, run};
use leads_tickets::store::counts;
use leads_tickets::store::resolved::{ResolvedFilter, Span};

use crate::support::{Engine, TestApp, both_engines};

both_engines!(the_sample_is_imported_once);

async fn the_sample_is_imported_once(engine: Engine) {
    let Some(file) = std::env::var_os("LT_SAMPLE") else {
        eprintln!("LT_SAMPLE is not set: the sample was not imported");
        return;
    };
    let app = TestApp::start(engine).await;
    let job = || Job {
        file: file.clone().into(),
        agent: AgentId::parse("sample").unwrap(),
        demo_triage: false,
        country: phonenumber::country::Id::SA,
    };
    let first = run(&app.store, job()).await.unwrap();
    assert!(first.to_string().contains("2,400 records") || first.to_string().contains("2400 records"), "{first}");
    run(&app.store, job()).await.unwrap();

    let scope = app.agent("sample").await;
    let db = app.store.read();
    let folders = counts::folders(db, &scope).await.unwrap();
    assert_eq!(folders.inbox, 2_400);
    let everything = ResolvedFilter::default();
    let counts = counts::counts(db, &scope, Folder::Inbox, &everything, [Span::default(); 3]).await.unwrap();
    assert_eq!(counts.total, 2_400);
    assert_eq!(counts.status.iter().map(|(_, n)| n).sum::<u64>(), 2_400);
    assert_eq!(counts.range, [2_400; 3]);
}
