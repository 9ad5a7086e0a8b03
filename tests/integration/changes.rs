//! Changing records through the server functions: versions, outcomes, undo, and random histories against a model.

use axum::http::StatusCode;
use leads_tickets::domain::change::{Action, Destination, Left, Outcome, Reason, Seen, Target, Value};
use leads_tickets::domain::member::{MemberId, Role};
use leads_tickets::domain::record::{Folder, Status};
use leads_tickets::domain::view::{ListView, RecordView, SheetView};
use leads_tickets::domain::viewer::Scope;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::collections::HashMap;

use crate::support::{Engine, TestApp, both_engines, lead};

both_engines!(
    every_part_changes_and_changes_back,
    a_stale_change_is_refused_and_another_part_is_no_conflict,
    everything_that_matches_is_what_matched_then,
    what_makes_no_sense_changes_nothing,
    histories_agree_with_a_model,
    of_many_writers_no_word_is_lost,
    ten_thousand_change_in_one_request,
);

async fn change(app: &TestApp, target: Target, action: Action) -> Outcome {
    let body = serde_json::json!({ "agent": "acme", "target": target, "action": action });
    let answer = app.post_json("/api/records/change", &body.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn undo(app: &TestApp, change: i64) -> Outcome {
    let answer = app.post_json("/api/records/undo", &format!(r#"{{"agent":"acme","change":{change}}}"#)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn one(id: &str, version: i64) -> Target {
    Target::Records { records: vec![Seen { id: id.to_owned(), version }] }
}

async fn sheet(app: &TestApp, id: &str) -> SheetView {
    let answer = app.post_json("/api/records/find", &format!(r#"{{"agent":"acme","id":"{id}"}}"#)).await;
    serde_json::from_str::<Option<SheetView>>(&answer.body).unwrap().unwrap()
}

async fn list(app: &TestApp, folder: &str, query: &str) -> ListView {
    let body = format!(r#"{{"agent":"acme","folder":"{folder}","query":"{query}"}}"#);
    serde_json::from_str(&app.post_json("/api/records/list", &body).await.body).unwrap()
}

async fn file(app: &TestApp, scope: &Scope, count: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for n in 0..count {
        ids.push(app.file(scope, lead(&format!("Customer {n}")), None).await.1.to_string());
    }
    ids
}

async fn every_part_changes_and_changes_back(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let omar = app.member("Omar").await;
    let id = file(&app, &scope, 1).await.remove(0);
    let as_filed = sheet(&app, &id).await;
    let actions = [
        Action::SetStatus { to: Status::Closed },
        Action::Assign { to: Some(omar), note: "Call before noon".to_owned() },
        Action::SetNotes { text: "Called.\nNobody there.".to_owned() },
        Action::Move { to: Destination::Deleted },
    ];
    let mut changes = Vec::new();
    for action in actions {
        let version = sheet(&app, &id).await.record.versions.of(action.part());
        let outcome = change(&app, one(&id, version), action.clone()).await;
        assert_eq!((outcome.changed, outcome.left.len()), (1, 0), "{action:?}");
        assert_eq!(outcome.records, [Seen { id: id.clone(), version: version + 1 }]);
        changes.push(outcome.change.unwrap());
    }
    let changed = sheet(&app, &id).await;
    assert_eq!((changed.record.status, changed.record.folder), (Status::Closed, Folder::Deleted));
    assert_eq!(changed.record.assignee.as_ref().unwrap().id, omar);
    assert_eq!(changed.notes, "Called.\nNobody there.");
    assert_eq!(changed.assignment_note.as_deref(), Some("Call before noon"));
    assert_eq!(changed.record.days_left, Some(30));
    assert_eq!(changed.activity.len(), 5);
    assert!(changed.activity[0].revert == Some(*changes.last().unwrap()) && changed.activity[4].revert.is_none());
    // What was filed is as it was.
    assert_eq!(
        (&changed.record.name, &changed.record.description, &changed.record.created),
        (&as_filed.record.name, &as_filed.record.description, &as_filed.record.created)
    );

    for id in changes.iter().rev() {
        let outcome = undo(&app, *id).await;
        assert_eq!((outcome.changed, outcome.left.len()), (1, 0));
    }
    let back = sheet(&app, &id).await;
    assert_eq!(
        (back.record.status, back.record.folder, &back.record.assignee, back.notes.as_str(), back.record.days_left),
        (as_filed.record.status, Folder::Inbox, &None, "", None)
    );
    assert_eq!(back.activity.len(), 9, "taking back is in the journal, too");
    // Once taken back it has been touched since.
    let again = undo(&app, changes[0]).await;
    assert_eq!(again.changed, 0);
    assert!(matches!(&again.left[..], [Left { reason: Reason::ChangedMeanwhile { .. }, .. }]), "{again:?}");
}

async fn a_stale_change_is_refused_and_another_part_is_no_conflict(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let (colleague, _) = app.join("Colleague", Role::Member).await;
    let id = file(&app, &scope, 1).await.remove(0);
    let seen = sheet(&app, &id).await.record.versions;
    change(&colleague, one(&id, seen.status), Action::SetStatus { to: Status::Open }).await;
    let stale = change(&app, one(&id, seen.status), Action::SetStatus { to: Status::Closed }).await;
    let now = Reason::ChangedMeanwhile { now: Value::Status(Status::Open), version: seen.status + 1 };
    assert_eq!((stale.changed, stale.left), (0, vec![Left { id: id.clone(), reason: now }]));
    assert_eq!(sheet(&app, &id).await.record.status, Status::Open);
    // Saving notes is not in the way of anybody's status.
    let notes = change(&app, one(&id, seen.notes), Action::SetNotes { text: "mine".to_owned() }).await;
    assert_eq!(notes.changed, 1);
    let clash = change(&colleague, one(&id, seen.notes), Action::SetNotes { text: "theirs".to_owned() }).await;
    assert!(
        matches!(&clash.left[..], [Left { reason: Reason::ChangedMeanwhile { now: Value::Notes(text), .. }, .. }] if text == "mine"),
        "{clash:?}"
    );
    let so = change(&app, one(&id, seen.status + 1), Action::SetStatus { to: Status::Open }).await;
    assert_eq!((so.changed, so.change, &so.left[0].reason), (0, None, &Reason::AlreadySo));
    let gone = change(&app, one("WIT-LED-00000", 1), Action::SetStatus { to: Status::Open }).await;
    assert_eq!(gone.left[0].reason, Reason::NotFound);
    let other = app.agent("other").await;
    let theirs = app.file(&other, lead("Theirs"), None).await.1.to_string();
    let refused = change(&app, one(&theirs, 1), Action::SetStatus { to: Status::Closed }).await;
    assert_eq!((refused.changed, &refused.left[0].reason), (0, &Reason::NotFound));
}

async fn everything_that_matches_is_what_matched_then(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let ids = file(&app, &scope, 8).await;
    for id in &ids[..2] {
        change(&app, one(id, 1), Action::SetStatus { to: Status::Open }).await;
    }
    let shown = list(&app, "inbox", "status=new").await;
    assert_eq!(shown.counts.total, 6);
    // Meanwhile: one closed, one moved away, one with other notes, one newly matching, one newly filed.
    change(&app, one(&ids[2], 1), Action::SetStatus { to: Status::Closed }).await;
    change(&app, one(&ids[3], 1), Action::Move { to: Destination::Archived }).await;
    change(&app, one(&ids[4], 1), Action::SetNotes { text: "note".to_owned() }).await;
    change(&app, one(&ids[0], 2), Action::SetStatus { to: Status::New }).await;
    let late = leads_tickets::store::filing::NewRecord {
        filed_at: chrono::Utc::now().timestamp_micros() + 1_000_000,
        ..lead("Late")
    };
    let late = app.file(&scope, late, None).await.1.to_string();
    let target = Target::Matching {
        folder: Folder::Inbox,
        query: "status=new".to_owned(),
        as_of: shown.as_of,
        except: vec![ids[7].clone()],
    };
    let outcome = change(&app, target, Action::SetStatus { to: Status::Cancelled }).await;
    let mut status = HashMap::new();
    for id in ids.iter().chain([&late]) {
        status.insert(id.clone(), sheet(&app, id).await.record.status);
    }
    for (n, expected) in [
        (0, Status::New),
        (1, Status::Open),
        (2, Status::Closed),
        (3, Status::Cancelled),
        (4, Status::Cancelled),
        (5, Status::Cancelled),
        (6, Status::Cancelled),
        (7, Status::New),
    ] {
        assert_eq!(status[&ids[n]], expected, "{n}");
    }
    assert_eq!(status[&late], Status::New, "filed since");
    assert_eq!(outcome.changed, 4);
    assert!(
        matches!(&outcome.left[..], [Left { id, reason: Reason::ChangedMeanwhile { now: Value::Status(Status::Closed), .. } }] if *id == ids[2]),
        "{:?}",
        outcome.left
    );
    let back = undo(&app, outcome.change.unwrap()).await;
    assert_eq!((back.changed, back.left.len()), (4, 0));
}

async fn what_makes_no_sense_changes_nothing(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let ids = file(&app, &scope, 2).await;
    let (viewer, _) = app.join("Viewer", Role::Viewer).await;
    let gone = app.member("Gone").await;
    app.post_form("/team", &crate::support::form(&[("form", "deactivate"), ("member", &gone.to_string())])).await;
    let both = Target::Records { records: ids.iter().map(|id| Seen { id: id.clone(), version: 1 }).collect() };
    let long = "x".repeat(20_001);
    for (app, target, action, expected) in [
        (&viewer, one(&ids[0], 1), Action::SetStatus { to: Status::Closed }, StatusCode::FORBIDDEN),
        (
            &app,
            one(&ids[0], 1),
            Action::Assign { to: Some(gone), note: String::new() },
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            &app,
            one(&ids[0], 1),
            Action::Assign { to: Some(MemberId(99)), note: String::new() },
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (&app, one(&ids[0], 1), Action::Assign { to: None, note: "x".repeat(2_001) }, StatusCode::UNPROCESSABLE_ENTITY),
        (&app, one(&ids[0], 1), Action::SetNotes { text: long.clone() }, StatusCode::UNPROCESSABLE_ENTITY),
        (&app, one(&ids[0], 1), Action::SetNotes { text: "a\0b".to_owned() }, StatusCode::UNPROCESSABLE_ENTITY),
        (&app, both, Action::SetNotes { text: "both".to_owned() }, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let body = serde_json::json!({ "agent": "acme", "target": target, "action": action });
        let answer = app.post_json("/api/records/change", &body.to_string()).await;
        assert_eq!(answer.status, expected, "{action:?}");
    }
    // Notes of the longest kind do fit.
    let longest = "ب".repeat(20_000);
    assert_eq!(change(&app, one(&ids[0], 1), Action::SetNotes { text: longest.clone() }).await.changed, 1);
    assert_eq!(sheet(&app, &ids[0]).await.notes, longest);
    let deleted = change(&app, one(&ids[1], 1), Action::Move { to: Destination::Deleted }).await;
    assert_eq!(deleted.changed, 1);
    for destination in [Destination::Archived, Destination::Inbox] {
        let outcome = change(&app, one(&ids[1], 2), Action::Move { to: destination }).await;
        assert_eq!(outcome.left[0].reason, Reason::NotAllowed, "{destination:?}");
    }
    assert_eq!(undo_status(&app, 99_999).await, StatusCode::NOT_FOUND);
}

async fn undo_status(app: &TestApp, change: i64) -> StatusCode {
    app.post_json("/api/records/undo", &format!(r#"{{"agent":"acme","change":{change}}}"#)).await.status
}

/// What a record is, as plainly as can be.
#[derive(Clone, Debug, PartialEq)]
struct Model {
    status: Status,
    assignee: Option<i64>,
    notes: String,
    folder: Folder,
    deleted_from: Option<Folder>,
    versions: [i64; 4],
    journal: usize,
}

/// What the model remembers of a change, to take it back: part, and of each record its state before and version after.
type Past = (usize, Vec<(usize, Model, i64)>);

impl Model {
    fn apply(&mut self, action: &Action) -> bool {
        let before = self.clone();
        let part = match action {
            Action::SetStatus { to } => {
                self.status = *to;
                0
            }
            Action::Assign { to, .. } => {
                self.assignee = to.map(|id| id.0);
                1
            }
            Action::SetNotes { text } => {
                self.notes.clone_from(text);
                2
            }
            Action::Move { to } => {
                let to = match (to, self.folder) {
                    (Destination::Archived, Folder::Inbox) => Folder::Archived,
                    (Destination::Inbox, Folder::Archived) => Folder::Inbox,
                    (Destination::Deleted, Folder::Inbox | Folder::Archived) => Folder::Deleted,
                    (Destination::Restored, Folder::Deleted) => self.deleted_from.unwrap(),
                    _ => return false,
                };
                self.deleted_from = (to == Folder::Deleted).then_some(self.folder);
                self.folder = to;
                3
            }
        };
        let said = matches!(action, Action::Assign { note, .. } if !note.is_empty());
        if *self == before && !said {
            return false;
        }
        self.versions[part] += 1;
        self.journal += 1;
        true
    }

    fn put_back(&mut self, part: usize, before: &Model) {
        match part {
            0 => self.status = before.status,
            1 => self.assignee = before.assignee,
            2 => self.notes.clone_from(&before.notes),
            _ => (self.folder, self.deleted_from) = (before.folder, before.deleted_from),
        }
        self.versions[part] += 1;
        self.journal += 1;
    }

    fn same_part(&self, other: &Model, part: usize) -> bool {
        match part {
            0 => self.status == other.status,
            1 => self.assignee == other.assignee,
            2 => self.notes == other.notes,
            _ => self.folder == other.folder,
        }
    }
}

fn seen_as(view: &RecordView, notes: &str, journal: usize) -> Model {
    let versions = view.versions;
    Model {
        status: view.status,
        assignee: view.assignee.as_ref().map(|member| member.id.0),
        notes: notes.to_owned(),
        folder: view.folder,
        deleted_from: None,
        versions: [versions.status, versions.assignee, versions.notes, versions.folder],
        journal,
    }
}

async fn histories_agree_with_a_model(engine: Engine) {
    for seed in 0..3 {
        let mut random = StdRng::seed_from_u64(seed);
        let app = TestApp::start(engine).await;
        let scope = app.agent("acme").await;
        let members = [app.member("Omar").await, app.member("Sara").await];
        let ids = file(&app, &scope, 6).await;
        let fresh = Model {
            status: Status::New,
            assignee: None,
            notes: String::new(),
            folder: Folder::Inbox,
            deleted_from: None,
            versions: [1; 4],
            journal: 1,
        };
        let mut models = vec![fresh; ids.len()];
        let mut past: Vec<(i64, Past)> = Vec::new();
        for step in 0..60 {
            if random.random_bool(0.25) && !past.is_empty() {
                let (id, (part, rows)) = past.choose(&mut random).unwrap().clone();
                let outcome = undo(&app, id).await;
                let mut back = Vec::new();
                for (n, before, version) in rows {
                    let model = &mut models[n];
                    if model.versions[part] == version && !model.same_part(&before, part) {
                        let was = model.clone();
                        model.put_back(part, &before);
                        back.push((n, was, model.versions[part]));
                    }
                }
                assert_eq!(outcome.changed as usize, back.len(), "{engine:?} {seed} {step}: undo");
                if let Some(change) = outcome.change {
                    past.push((change, (part, back)));
                }
                continue;
            }
            let action = match random.random_range(0..5) {
                0 => {
                    Action::SetStatus { to: *[Status::Open, Status::New, Status::Closed].choose(&mut random).unwrap() }
                }
                1 => Action::Assign {
                    to: [None, Some(members[0]), Some(members[1])].choose(&mut random).copied().unwrap(),
                    note: if random.random_bool(0.3) { "note".to_owned() } else { String::new() },
                },
                2 => Action::SetNotes { text: format!("notes {}", random.random_range(0..4)) },
                _ => Action::Move {
                    to: *[Destination::Archived, Destination::Deleted, Destination::Inbox, Destination::Restored]
                        .choose(&mut random)
                        .unwrap(),
                },
            };
            let part = match action {
                Action::SetStatus { .. } => 0,
                Action::Assign { .. } => 1,
                Action::SetNotes { .. } => 2,
                Action::Move { .. } => 3,
            };
            let count = if part == 2 { 1 } else { random.random_range(1..=ids.len()) };
            let chosen: Vec<usize> = (0..ids.len()).collect::<Vec<_>>().sample(&mut random, count).copied().collect();
            let stale = random.random_bool(0.15);
            let records = chosen
                .iter()
                .map(|n| Seen { id: ids[*n].clone(), version: models[*n].versions[part] - i64::from(stale) })
                .collect();
            let outcome = change(&app, Target::Records { records }, action.clone()).await;
            let mut done = Vec::new();
            if !stale {
                for n in chosen {
                    let before = models[n].clone();
                    if models[n].apply(&action) {
                        done.push((n, before, models[n].versions[part]));
                    }
                }
            }
            assert_eq!(outcome.changed as usize, done.len(), "{engine:?} {seed} {step}: {action:?} {outcome:?}");
            assert_eq!(outcome.changed as usize + outcome.left.len(), count, "{action:?}");
            if let Some(change) = outcome.change {
                past.push((change, (part, done)));
            }
        }
        for (n, id) in ids.iter().enumerate() {
            let found = sheet(&app, id).await;
            let journal = found.activity.len();
            let mut expected = models[n].clone();
            expected.deleted_from = None;
            assert_eq!(seen_as(&found.record, &found.notes, journal), expected, "{engine:?} {seed} {id}");
            assert_eq!(found.record.days_left.is_some(), expected.folder == Folder::Deleted);
        }
    }
}

/// Everybody adds their own words to the same notes, again whenever somebody was quicker.
async fn of_many_writers_no_word_is_lost(engine: Engine) {
    const WRITERS: usize = 32;
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let id = file(&app, &scope, 1).await.remove(0);
    let writers = (0..WRITERS).map(|n| {
        let (app, id) = (app.clone(), id.clone());
        tokio::spawn(async move {
            loop {
                let seen = sheet(&app, &id).await;
                let text = format!("{}[{n}]", seen.notes);
                let outcome = change(&app, one(&id, seen.record.versions.notes), Action::SetNotes { text }).await;
                if outcome.changed == 1 {
                    return;
                }
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let end = sheet(&app, &id).await;
    for n in 0..WRITERS {
        assert!(end.notes.contains(&format!("[{n}]")), "{n} is lost: {}", end.notes);
    }
    assert_eq!(end.record.versions.notes, 1 + WRITERS as i64);
}

async fn ten_thousand_change_in_one_request(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let transaction = app.store.begin().await.unwrap();
    for n in 0..10_000 {
        // Each at its own moment: a free key is looked for one by one.
        let lead = lead(&format!("Customer {n}"));
        let new = leads_tickets::store::filing::NewRecord { filed_at: lead.filed_at + n * 1_000, ..lead };
        let country = phonenumber::country::Id::SA;
        leads_tickets::store::filing::file(&transaction, &scope.agent, new, country).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let shown = list(&app, "inbox", "").await;
    let target = Target::Matching { folder: Folder::Inbox, query: String::new(), as_of: shown.as_of, except: vec![] };
    let began = std::time::Instant::now();
    let outcome = change(&app, target, Action::SetStatus { to: Status::Closed }).await;
    println!("{engine:?}: 10,000 records in {:?}", began.elapsed());
    assert_eq!((outcome.changed, outcome.left.len()), (10_000, 0));
    assert_eq!(list(&app, "inbox", "status=closed").await.counts.total, 10_000);
    let back = undo(&app, outcome.change.unwrap()).await;
    assert_eq!(back.changed, 10_000);
    assert_eq!(list(&app, "inbox", "status=new").await.counts.total, 10_000);
}
