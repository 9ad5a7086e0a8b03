//! Explanations instead of silence: why an open record is not in the list behind, and what an empty search leaves out.

use leads_tickets::domain::explain::HiddenBy;
use leads_tickets::domain::record::{Channel, Folder, Kind, Status};
use leads_tickets::domain::view::Found;
use leads_tickets::store::filing::{NewRecord, Triage};

use crate::changes::list;
use crate::support::{Engine, TestApp, both_engines, field, lead, untouched};

both_engines!(a_sheet_says_what_hides_its_record, an_empty_search_counts_what_it_finds_without_the_filters);

/// What the sheet of a record says when it is opened over that list.
async fn hidden_by(app: &TestApp, id: &str, folder: &str, query: &str) -> Vec<HiddenBy> {
    let body = serde_json::json!({ "agent": "acme", "id": id, "folder": folder, "query": query });
    let answer = app.post_json("/api/records/find", &body.to_string()).await;
    match serde_json::from_str(&answer.body).unwrap() {
        Found::Record(view) => view.hidden_by,
        other => panic!("{id}: {other:?}"),
    }
}

async fn a_sheet_says_what_hides_its_record(engine: Engine) {
    use HiddenBy as By;
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let sara = app.member("Sara").await;
    let phone = Some("+966 50 123 4567".to_owned());
    // Filed on 2026-09-21, UTC.
    let new = NewRecord { phone, fields: vec![field("City", "الرياض")], ..lead("José Haddad") };
    let (_, jose) = app.file(&scope, new, None).await;
    let new = NewRecord { kind: Kind::Ticket, channel: Channel::WhatsApp, ..lead("Mona") };
    let triage = Triage { status: Status::Closed, assignee: Some(sara), folder: Folder::Archived, ..untouched() };
    let (_, mona) = app.file(&scope, new, Some(triage)).await;

    let everything = "tab=tickets&status=open&channel=voice&assignee=me&to=2026-09-20&q=nothing";
    let of_sara = format!("assignee=unassigned,{sara}");
    for (folder, query, of_jose, of_mona) in [
        ("inbox", "", vec![], vec![By::Folder]),
        ("archived", "status=closed&per=48&sort=oldest", vec![By::Folder, By::Status], vec![]),
        (
            "inbox",
            everything,
            vec![By::Kind, By::Status, By::Channel, By::Assignee, By::Period, By::Search],
            vec![By::Folder, By::Status, By::Channel, By::Assignee, By::Period, By::Search],
        ),
        ("archived", "tab=tickets&channel=whatsapp,x", vec![By::Folder, By::Kind, By::Channel], vec![]),
        ("inbox", of_sara.as_str(), vec![], vec![By::Folder]),
        ("inbox", "assignee=me", vec![By::Assignee], vec![By::Folder, By::Assignee]),
        ("inbox", "from=2026-09-21&to=2026-09-21", vec![], vec![By::Folder]),
        ("inbox", "from=2026-09-22", vec![By::Period], vec![By::Folder, By::Period]),
        // As the list searches: letter variants, digits of a phone, two letters, the id.
        ("inbox", "q=jose", vec![], vec![By::Folder, By::Search]),
        ("inbox", "q=الرّياض", vec![], vec![By::Folder, By::Search]),
        ("inbox", "q=0501234567", vec![], vec![By::Folder, By::Search]),
        ("inbox", "q=jo", vec![], vec![By::Folder, By::Search]),
        ("archived", "q=ona", vec![By::Folder, By::Search], vec![]),
    ] {
        let listed = list(&app, folder, query).await;
        for (id, expected) in [(jose.as_str(), of_jose), (mona.as_str(), of_mona)] {
            let said = hidden_by(&app, id, folder, query).await;
            assert_eq!(said, expected, "{id} in {folder} under {query}");
            // The same rules make the list.
            let is_listed = listed.records.iter().any(|record| record.id.text == id);
            assert_eq!(said.is_empty(), is_listed, "{id} in {folder} under {query}");
        }
    }

    // Another page of the list hides nothing.
    for n in 0..30 {
        app.file(&scope, NewRecord { filed_at: 1_790_000_100_000_000 + n, ..lead("Later") }, None).await;
    }
    assert!(list(&app, "inbox", "").await.records.iter().all(|record| record.id.text != jose.as_str()));
    assert_eq!(hidden_by(&app, jose.as_str(), "inbox", "").await, []);

    // Without script it is said all the same, with a link that lets the record in and keeps the sheet.
    let page = app.get(&format!("/agents/acme/leads-tickets?status=open&id={jose}")).await;
    assert!(page.body.contains("in the list behind"), "{}", page.body);
    assert!(page.body.contains(&format!("status=open,new&amp;id={jose}")), "{}", page.body);
    let page = app.get(&format!("/agents/acme/leads-tickets?id={mona}")).await;
    assert!(page.body.contains(&format!("/agents/acme/leads-tickets/archived?id={mona}")));
    let page = app.get(&format!("/agents/acme/leads-tickets?status=new&id={jose}")).await;
    assert!(!page.body.contains("in the list behind"));
}

async fn an_empty_search_counts_what_it_finds_without_the_filters(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    for name in ["Omar One", "Omar Two", "Sara"] {
        app.file(&scope, lead(name), None).await;
    }
    for (query, expected) in [
        ("q=omar&status=closed&range=today", 2),
        ("q=omar", 0),
        ("q=omar&status=new", 0),
        ("q=zzz&status=closed", 0),
        ("status=closed", 0),
    ] {
        assert_eq!(list(&app, "inbox", query).await.unfiltered, expected, "{query}");
    }
    let page = app.get("/agents/acme/leads-tickets?status=closed&q=omar").await;
    assert!(page.body.contains("2 match without the other filters"));
    assert!(page.body.contains("href=\"/agents/acme/leads-tickets?q=omar\""));
    let page = app.get("/agents/acme/leads-tickets?status=closed&q=zzz").await;
    assert!(!page.body.contains("without the other filters"));
}
