//! Pages by keyset: every record once, in order, forward and backward, whatever arrives meanwhile.

use leads_tickets::domain::listing::{Position, Sort};
use leads_tickets::domain::record::Folder;
use leads_tickets::domain::viewer::Scope;
use leads_tickets::store::filing::NewRecord;
use leads_tickets::store::records::{self, Page, Window};
use leads_tickets::store::resolved::ResolvedFilter;

use crate::support::{Engine, TestApp, both_engines, lead};

both_engines!(
    pages_visit_every_record_once,
    records_filed_meanwhile_move_no_page,
    records_of_one_moment_each_have_a_place,
);

const PER: u64 = 4;
const START: i64 = 1_790_000_000_000_000;

async fn page(app: &TestApp, scope: &Scope, sort: Sort, position: Option<Position>) -> Page {
    let window = Window { sort, position, per: PER };
    records::list(app.store.read(), scope, Folder::Inbox, &ResolvedFilter::default(), window).await.unwrap()
}

fn keys(page: &Page) -> Vec<i64> {
    page.records.iter().map(|record| record.row.id).collect()
}

async fn file_at(app: &TestApp, scope: &Scope, offset: i64) -> i64 {
    app.file(scope, NewRecord { filed_at: START + offset, ..lead("Omar") }, None).await.0
}

async fn pages_visit_every_record_once(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let other = app.agent("other").await;
    let mut all = Vec::new();
    for offset in [50, 10, 30, 90, 20, 80, 70, 40, 60, 0, 35] {
        all.push(file_at(&app, &scope, offset * 1000).await);
        file_at(&app, &other, offset * 1000 + 500).await;
    }
    all.sort_unstable();
    for sort in [Sort::Newest, Sort::Oldest, Sort::Updated] {
        let mut expected = all.clone();
        if sort != Sort::Oldest {
            expected.reverse();
        }
        let mut pages = vec![page(&app, &scope, sort, None).await];
        assert!(pages[0].before.is_none());
        while let Some(cursor) = pages.last().unwrap().after {
            pages.push(page(&app, &scope, sort, Some(Position::After(cursor))).await);
        }
        let forward: Vec<i64> = pages.iter().flat_map(keys).collect();
        assert_eq!(forward, expected, "{sort:?} forward");
        assert_eq!(pages.len(), 3);

        let mut backward = vec![keys(pages.last().unwrap())];
        let mut before = pages.last().unwrap().before;
        while let Some(cursor) = before {
            let page = page(&app, &scope, sort, Some(Position::Before(cursor))).await;
            assert!(page.after.is_some());
            backward.push(keys(&page));
            before = page.before;
        }
        backward.reverse();
        assert_eq!(backward.concat(), expected, "{sort:?} backward");
    }
}

async fn records_filed_meanwhile_move_no_page(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let mut original = Vec::new();
    for n in 0..10 {
        original.push(file_at(&app, &scope, n * 1000).await);
    }
    for sort in [Sort::Newest, Sort::Oldest] {
        let mut seen = Vec::new();
        let mut current = page(&app, &scope, sort, None).await;
        let mut n = 0;
        loop {
            seen.extend(keys(&current));
            n += 1;
            // At both ends of the list and in its middle, where imports land.
            for offset in [-1000 * n, 500 + n, 4500 + n, 1_000_000 * n] {
                file_at(&app, &scope, offset).await;
            }
            let Some(cursor) = current.after else { break };
            current = page(&app, &scope, sort, Some(Position::After(cursor))).await;
            assert!(n < 40, "the end is never reached");
        }
        let mut unique = seen.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), seen.len(), "{sort:?}: some record was shown twice");
        assert!(original.iter().all(|key| seen.contains(key)), "{sort:?}: some record was skipped");

        let mut back = keys(&current);
        while let Some(cursor) = current.before {
            file_at(&app, &scope, 7500 + n).await;
            n += 1;
            current = page(&app, &scope, sort, Some(Position::Before(cursor))).await;
            back.extend(keys(&current));
        }
        let mut unique = back.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), back.len(), "{sort:?}: some record was shown twice on the way back");
        assert!(original.iter().all(|key| back.contains(key)), "{sort:?}: some record was skipped on the way back");
    }
}

async fn records_of_one_moment_each_have_a_place(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let mut keys = Vec::new();
    for _ in 0..5 {
        keys.push(file_at(&app, &scope, 0).await);
    }
    assert_eq!(keys, (0..5).map(|n| START + n).collect::<Vec<_>>());
}
