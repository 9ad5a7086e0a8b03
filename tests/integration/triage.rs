//! What surrounds a change: the sheet's forms, jobs, purging, news, and that values never change.

use axum::http::StatusCode;
use leads_tickets::domain::change::{Action, Answer, Destination, Job, JobState, Target};
use leads_tickets::domain::member::Role;
use leads_tickets::domain::record::{Folder, Status};
use leads_tickets::domain::view::{Found, ListView, NewsView};
use leads_tickets::server::{purge, zone};
use leads_tickets::store::filing::{NewRecord, Triage};
use std::time::Duration;

use crate::access::{Send, dump, endpoints, send};
use crate::changes::{change, file, list, multiply, number, one, sheet};
use crate::conversations;
use crate::program::Program;
use crate::support::{self, Engine, TestApp, both_engines, field, form, lead};

both_engines!(
    the_sheets_forms_do_what_script_does,
    a_form_that_clashes_comes_back_with_both_texts,
    a_big_change_is_a_job_of_which_there_is_one_at_a_time,
    more_than_the_limit_is_refused_with_the_number,
    a_killed_job_has_done_all_or_nothing,
    what_was_deleted_long_ago_goes_without_a_trace,
    nothing_is_purged_before_its_time,
    news_are_what_came_and_what_changed,
    values_cannot_be_changed_by_any_path,
);

const LIST: &str = "/agents/acme/leads-tickets";

async fn the_sheets_forms_do_what_script_does(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let omar = app.member("Omar").await.to_string();
    let id = file(&app, &scope, 1).await.remove(0);
    for (fields, part) in [
        (vec![("form", "status"), ("status", "closed")], "status"),
        (vec![("form", "assign"), ("to", omar.as_str()), ("note", "Call\r\nbefore noon")], "assignee"),
        (vec![("form", "notes"), ("notes", "Called.\r\nNobody there.")], "notes"),
        (vec![("form", "move"), ("to", "deleted")], "folder"),
    ] {
        let fields: Vec<_> = fields.into_iter().chain([("record", id.as_str()), ("version", "1")]).collect();
        let answer = app.post_form(&format!("{LIST}?q=customer&id={id}"), &form(&fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{part}: {}", answer.body);
        assert_eq!(answer.location(), format!("{LIST}?q=customer&id={id}&saved={part}"));
    }
    let view = sheet(&app, &id).await;
    assert_eq!((view.record.triage.status, view.record.triage.folder), (Status::Closed, Folder::Deleted));
    assert_eq!(view.record.triage.assignee.unwrap().name, "Omar");
    assert_eq!(view.assignment_note.as_deref(), Some("Call\nbefore noon"));
    assert_eq!(view.notes, "Called.\nNobody there.");
    let page = app.get(&format!("{LIST}?id={id}&saved=folder")).await;
    assert!(page.body.contains("The record was moved."), "{}", page.body);
    let asked = app.get(&format!("{LIST}?id={id}&confirm=archived")).await;
    assert!(asked.body.contains("Archive records?") && asked.body.contains("Records move to Archived."));
    for (fields, expected) in [
        (vec![("form", "status"), ("status", "solved")], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("form", "assign"), ("to", "99")], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("form", "assign"), ("to", "nobody")], StatusCode::NOT_FOUND),
        (vec![("form", "nonsense")], StatusCode::NOT_FOUND),
        (vec![("form", "move"), ("to", "archived")], StatusCode::NOT_FOUND),
    ] {
        let fields: Vec<_> = fields.into_iter().chain([("record", id.as_str()), ("version", "2")]).collect();
        let before = dump(&app).await;
        let answer = app.post_form(&format!("{LIST}?id={id}"), &form(&fields)).await;
        assert_eq!(answer.status, expected, "{fields:?}");
        assert_eq!(dump(&app).await, before, "{fields:?}");
    }
}

async fn a_form_that_clashes_comes_back_with_both_texts(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let id = file(&app, &scope, 1).await.remove(0);
    change(&app, one(&id, 1), Action::SetNotes { text: "Theirs </textarea><b>bold</b>".to_owned() }).await;
    let mine = form(&[("form", "notes"), ("notes", "My own words"), ("record", &id), ("version", "1")]);
    let answer = app.post_form(&format!("{LIST}?id={id}"), &mine).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("My own words") && answer.body.contains("Theirs &lt;/textarea&gt;"));
    assert!(!answer.body.contains("</textarea><b>"));
    assert_eq!(sheet(&app, &id).await.notes, "Theirs </textarea><b>bold</b>");
    // Longest notes of the widest letters fit into a form.
    let longest = "\u{1F600}".repeat(20_000);
    let fields = form(&[("form", "notes"), ("notes", &longest), ("record", &id), ("version", "2")]);
    assert_eq!(app.post_form(&format!("{LIST}?id={id}"), &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(sheet(&app, &id).await.notes, longest);
}

fn everything(app: &ListView) -> Target {
    Target::Matching { folder: Folder::Inbox, query: String::new(), as_of: app.as_of, except: vec![] }
}

fn asking(target: &Target, to: Status) -> String {
    serde_json::json!({ "agent": "acme", "target": target, "action": Action::SetStatus { to } }).to_string()
}

async fn a_big_change_is_a_job_of_which_there_is_one_at_a_time(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    multiply(&app, &scope, 3_000).await;
    let (colleague, _) = app.join("Colleague", Role::Member).await;
    let shown = list(&app, "inbox", "").await;
    let body = asking(&everything(&shown), Status::Closed);
    let tries = (0..6).map(|_| {
        let (app, body) = (app.clone(), body.clone());
        tokio::spawn(async move { app.post_json("/api/records/change", &body).await })
    });
    let mut jobs = Vec::new();
    for answer in tries.collect::<Vec<_>>() {
        let answer = answer.await.unwrap();
        match answer.status {
            StatusCode::OK => match serde_json::from_str(&answer.body).unwrap() {
                Answer::Started(job) => jobs.push(job),
                Answer::Done(outcome) => panic!("{outcome:?}"),
            },
            StatusCode::CONFLICT => assert_eq!(answer.body, "\"job_running\""),
            other => panic!("{other} {}", answer.body),
        }
    }
    assert!(!jobs.is_empty());
    assert_eq!(jobs[0].records, 3_000);
    let find = async |app: &TestApp, id: i64| -> Job {
        let answer = app.post_json("/api/jobs/find", &format!(r#"{{"agent":"acme","job":{id}}}"#)).await;
        serde_json::from_str(&answer.body).unwrap()
    };
    let last = jobs.iter().map(|job| job.id).max().unwrap();
    let outcome = loop {
        match find(&colleague, last).await.state {
            JobState::Running => tokio::time::sleep(Duration::from_millis(5)).await,
            JobState::Done(outcome) => break outcome,
            JobState::Failed => panic!("it failed"),
        }
    };
    assert_eq!(list(&app, "inbox", "status=closed").await.counts.total, 3_000);
    // Whose it was finds it again after a reload, until they have seen it; others do not.
    assert_eq!(list(&app, "inbox", "").await.job.map(|job| job.id), Some(last));
    assert_eq!(list(&colleague, "inbox", "").await.job, None);
    let see = format!(r#"{{"agent":"acme","job":{last}}}"#);
    assert_eq!(colleague.post_json("/api/jobs/see", &see).await.status, StatusCode::OK);
    assert!(list(&app, "inbox", "").await.job.is_some(), "nobody sees it for another");
    app.post_json("/api/jobs/see", &see).await;
    assert_eq!(list(&app, "inbox", "").await.job, None);
    if jobs.len() == 1 {
        assert_eq!((outcome.changed, outcome.unchanged), (3_000, 0));
    }
}

async fn more_than_the_limit_is_refused_with_the_number(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    multiply(&app, &scope, 50_001).await;
    let shown = list(&app, "inbox", "").await;
    let answer = app.post_json("/api/records/change", &asking(&everything(&shown), Status::Closed)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.body, r#"{"too_many":{"count":50001,"limit":50000}}"#);
    assert_eq!(number(&app, "SELECT count(*) AS n FROM records WHERE status <> 'new'").await, 0);
}

async fn a_killed_job_has_done_all_or_nothing(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    multiply(&app, &scope, 20_000).await;
    let mut statuses = [Status::Closed, Status::Open, Status::Cancelled].into_iter();
    for delay in [30, 120, 350] {
        let shown = list(&app, "inbox", "").await;
        let to = statuses.next().unwrap();
        let mut program = Program::start(&app.url, &[]);
        let body = asking(&everything(&shown), to);
        let reply = program.call("/api/records/change", &app.cookie, &body);
        assert_eq!(reply.status, 200, "{}", reply.body);
        let Ok(Answer::Started(job)) = serde_json::from_str(&reply.body) else { panic!("{}", reply.body) };
        tokio::time::sleep(Duration::from_millis(delay)).await;
        program.child.kill().unwrap();
        program.child.wait().unwrap();
        drop(program);

        let program = Program::start(&app.url, &[]);
        let asked = format!(r#"{{"agent":"acme","job":{}}}"#, job.id);
        let state = loop {
            let reply = program.call("/api/jobs/find", &app.cookie, &asked);
            let state = serde_json::from_str::<Job>(&reply.body).unwrap().state;
            if state != JobState::Running {
                break state;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        };
        let slug: &str = to.into();
        let changed = number(&app, &format!("SELECT count(*) AS n FROM records WHERE status = '{slug}'")).await;
        let written = number(
            &app,
            &format!(
                "SELECT count(*) AS n FROM activity WHERE change LIKE '%\"to\":\"{slug}\"%' AND change_id IS NOT NULL"
            ),
        )
        .await;
        println!("{engine:?}: killed after {delay} ms: {changed} changed");
        match state {
            JobState::Done(outcome) => {
                assert_eq!((outcome.changed, changed, written), (20_000, 20_000, 20_000));
            }
            JobState::Failed => assert_eq!((changed, written), (0, 0), "{delay} ms"),
            JobState::Running => unreachable!(),
        }
    }
}

async fn what_was_deleted_long_ago_goes_without_a_trace(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let omar = app.member("Omar").await;
    let secret = NewRecord {
        name: Some("Secretname".to_owned()),
        email: Some("secretmail@example.com".to_owned()),
        phone: Some("+966 50 765 4321".to_owned()),
        company: Some("Secretcompany".to_owned()),
        description: "Secretdescription".to_owned(),
        fields: vec![field("Secretlabel", "Secretvalue")],
        ..lead("x")
    };
    let (_, id) = app.file(&scope, secret, None).await;
    let other = file(&app, &scope, 1).await.remove(0);
    let id = id.to_string();
    for (action, version) in [
        (Action::SetNotes { text: "Secretnotes".to_owned() }, 1),
        (Action::Assign { to: Some(omar), note: "Secretnote".to_owned() }, 1),
        (Action::SetStatus { to: Status::Open }, 1),
        (Action::Move { to: Destination::Deleted }, 1),
    ] {
        assert_eq!(change(&app, one(&id, version), action).await.changed, 1);
    }
    // One that was deleted together with another stays, for the other's sake.
    let both = Target::Records {
        records: [(&id, 2), (&other, 1)]
            .map(|(id, version)| leads_tickets::domain::change::Seen { id: id.clone(), version })
            .into(),
    };
    let shared = change(&app, both, Action::SetStatus { to: Status::Cancelled }).await;
    assert_eq!(shared.changed, 2);
    assert!(format!("{:?}", dump(&app).await).contains("ecretnote"));

    assert_eq!(purge::purge_before(&app.store, zone::now() + 1).await.unwrap().records, 1);
    let left = format!("{:?}", dump(&app).await).to_lowercase();
    assert!(!left.contains("secret"), "{left}");
    assert!(!left.contains("7654321"), "{left}");
    assert_eq!(list(&app, "inbox", "q=secretname").await.counts.total, 0);
    assert_eq!(number(&app, "SELECT count(*) AS n FROM changes").await, 1, "what is left of no use is gone");

    let page = app.get(&format!("{LIST}?id={id}")).await;
    assert!(page.body.contains("Deleted for good") && page.body.contains("This record was deleted for good on"));
    let gone = change(&app, one(&id, 1), Action::SetStatus { to: Status::Open }).await;
    assert_eq!(gone.changed, 0);
    // Elsewhere it never was.
    app.agent("other").await;
    let body = format!(r#"{{"agent":"other","id":"{id}"}}"#);
    let answer = app.post_json("/api/records/find", &body).await;
    assert_eq!(serde_json::from_str::<Found>(&answer.body).unwrap(), Found::Nothing);
    if engine == Engine::Sqlite {
        // The index of the search knows its words no more.
        let found = "SELECT count(*) AS n FROM record_search_index WHERE record_search_index MATCH 'secretname'";
        assert_eq!(number(&app, found).await, 0);
    }
}

async fn nothing_is_purged_before_its_time(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let cut_off = zone::now() - 1_000_000;
    let mut ids = Vec::new();
    for (folder, at) in [
        (Folder::Deleted, cut_off - 1),
        (Folder::Deleted, cut_off),
        (Folder::Deleted, cut_off + 1),
        (Folder::Archived, cut_off - 1),
        (Folder::Inbox, cut_off - 1),
    ] {
        let triage = Triage { folder, at, ..support::untouched() };
        ids.push(app.file(&scope, lead("Customer"), Some(triage)).await.1.to_string());
    }
    // Two at once do not get in each other's way.
    let (one, two) = tokio::join!(purge::purge_before(&app.store, cut_off), purge::purge_before(&app.store, cut_off));
    assert_eq!(one.unwrap().records + two.unwrap().records, 1);
    for (n, id) in ids.iter().enumerate() {
        let answer = app.post_json("/api/records/find", &format!(r#"{{"agent":"acme","id":"{id}"}}"#)).await;
        let found = serde_json::from_str::<Found>(&answer.body).unwrap();
        assert_eq!(matches!(found, Found::Purged { .. }), n == 0, "{n}: {found:?}");
    }
}

async fn news_are_what_came_and_what_changed(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let ids = file(&app, &scope, 3).await;
    let shown = list(&app, "inbox", "tab=leads").await;
    let news = async || -> NewsView {
        let body = serde_json::json!({
            "agent": "acme", "folder": "inbox", "query": "tab=leads", "as_of": shown.as_of, "shown": ids,
        });
        let answer = app.post_json("/api/records/news", &body.to_string()).await;
        serde_json::from_str(&answer.body).unwrap()
    };
    assert_eq!(news().await, NewsView { new: 0, changed: vec![] });
    change(&app, one(&ids[1], 1), Action::Move { to: Destination::Archived }).await;
    let late = NewRecord { filed_at: zone::now(), ..lead("Late") };
    app.file(&scope, late, None).await;
    let ticket = NewRecord { filed_at: zone::now(), kind: leads_tickets::domain::record::Kind::Ticket, ..lead("Late") };
    app.file(&scope, ticket, None).await;
    let news = news().await;
    assert_eq!(news.new, 1, "the ticket is not in this list");
    let [(id, triage)] = &news.changed[..] else { panic!("{news:?}") };
    assert_eq!((id, triage.folder, triage.versions.folder), (&ids[1], Folder::Archived, 2));
    let many: Vec<String> = (0..101).map(|n| format!("WIT-LED-{n:05}")).collect();
    let body =
        serde_json::json!({ "agent": "acme", "folder": "inbox", "query": "", "as_of": 1, "shown": many }).to_string();
    assert_eq!(app.post_json("/api/records/news", &body).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// What a record was filed with, however it is asked to be something else.
async fn values_cannot_be_changed_by_any_path(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let target = app.member("Target").await;
    let filed = NewRecord {
        phone: Some("+966 50 123 4567".to_owned()),
        email: Some("a@example.com".to_owned()),
        company: Some("Acme".to_owned()),
        fields: vec![field("Size", "Large")],
        ..lead("Omar")
    };
    let (key, id) = app.file(&scope, filed, None).await;
    let values = async || {
        let mut all = dump(&app).await;
        let keep = |table: &str| all.get(table).cloned().unwrap_or_default();
        let (fields, search) = (keep("record_fields"), keep("record_search"));
        let mut record = all.remove("records").unwrap().into_iter().find(|row| row["id"] == key).unwrap();
        for changing in [
            "status",
            "status_version",
            "assignee_id",
            "assignee_version",
            "notes",
            "notes_version",
            "folder",
            "folder_version",
            "deleted_from",
            "deleted_at",
            "updated_at",
        ] {
            record.as_object_mut().unwrap().remove(changing).unwrap();
        }
        (record, fields, search)
    };
    let talk = conversations::talk(&app, &scope, conversations::chat("c1", &["Hello"])).await;
    let before = values().await;
    let extra = r#""name":"Evil","phone":"Evil","email":"evil@example.com","company":"Evil","description":"Evil",
        "kind":"ticket","channel":"x","public_id":"WIT-LED-EV11","fields":[{"label":"Evil","value":"Evil"}]"#;
    for mut endpoint in endpoints(&target.to_string(), id.as_str(), talk) {
        if endpoint.path.ends_with("/delete") || endpoint.path == "/sign-out" {
            continue;
        }
        match &mut endpoint.send {
            Send::Get => {}
            Send::Json(body) => *body = body.replacen('{', &format!("{{{extra},"), 1),
            Send::Form(body) => *body += "&phone=Evil&company=Evil&description=Evil&kind=ticket&channel=x&fields=Evil",
        }
        send(&app, &endpoint).await;
        assert_eq!(values().await, before, "{}", endpoint.path);
    }
    for action in [
        r#"{"set_name":{"text":"Evil"}}"#.to_owned(),
        r#"{"set_description":{"text":"Evil"}}"#.to_owned(),
        format!(r#"{{"set_status":{{"to":"closed",{extra}}}}}"#),
        format!(r#"{{"set_notes":{{"text":"Notes","part":"name",{extra}}}}}"#),
        format!(r#"{{"move":{{"to":"archived",{extra}}}}}"#),
        format!(r#"{{"assign":{{"to":null,"note":"Note",{extra}}}}}"#),
    ] {
        let versions = sheet(&app, id.as_str()).await.record.triage.versions;
        for version in [versions.status, versions.assignee, versions.notes, versions.folder] {
            let body = format!(
                r#"{{"agent":"acme","target":{{"records":{{"records":[{{"id":"{id}","version":{version},{extra}}}]}}}},"action":{action}}}"#
            );
            app.post_json("/api/records/change", &body).await;
            assert_eq!(values().await, before, "{action}");
        }
    }
    // The paths were not all shut: something else has changed.
    assert_ne!(sheet(&app, id.as_str()).await.record.triage.versions.status, 1);
}
