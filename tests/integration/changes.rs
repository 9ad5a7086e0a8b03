//! Changing records through the server functions: versions, outcomes, undo, and random histories against a model.

use axum::http::StatusCode;
use leads_tickets::domain::change::{
    Action, Answer, Changed, Destination, Job, JobState, Left, Outcome, Reason, Seen, Target, Value,
};
use leads_tickets::domain::member::{MemberId, Role};
use leads_tickets::domain::record::{Folder, Status};
use leads_tickets::domain::view::{Found, ListView, RecordView, SheetView};
use leads_tickets::domain::viewer::Scope;
use leads_tickets::server::{purge, zone};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sea_orm::{ConnectionTrait, Statement};
use std::collections::HashMap;

use crate::support::{self, Engine, TestApp, both_engines, lead};

both_engines!(
    every_part_changes_and_changes_back,
    a_stale_change_is_refused_and_another_part_is_no_conflict,
    everything_that_matches_is_what_matched_then,
    what_makes_no_sense_changes_nothing,
    changes_of_one_part_are_taken_back_one_after_the_other,
    notes_that_save_themselves_are_one_change,
    histories_agree_with_a_model,
    of_many_writers_no_word_is_lost,
    ten_thousand_change_in_one_request,
);

pub async fn change(app: &TestApp, target: Target, action: Action) -> Outcome {
    let body = serde_json::json!({ "agent": "acme", "target": target, "action": action });
    ended(app, app.post_json("/api/records/change", &body.to_string()).await).await
}

pub async fn undo(app: &TestApp, change: i64) -> Outcome {
    ended(app, app.post_json("/api/records/undo", &format!(r#"{{"agent":"acme","change":{change}}}"#)).await).await
}

/// What became of it, however long it takes.
async fn ended(app: &TestApp, answer: support::Answer) -> Outcome {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    match serde_json::from_str(&answer.body).unwrap() {
        Answer::Done(outcome) => outcome,
        Answer::Started(job) => loop {
            let answer = app.post_json("/api/jobs/find", &format!(r#"{{"agent":"acme","job":{}}}"#, job.id)).await;
            match serde_json::from_str::<Job>(&answer.body).unwrap().state {
                JobState::Running => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
                JobState::Done(outcome) => return outcome,
                JobState::Failed => panic!("the job has failed"),
            }
        },
    }
}

pub fn one(id: &str, version: i64) -> Target {
    Target::Records { records: vec![Seen { id: id.to_owned(), version }] }
}

pub async fn sheet(app: &TestApp, id: &str) -> SheetView {
    let answer = app.post_json("/api/records/find", &format!(r#"{{"agent":"acme","id":"{id}"}}"#)).await;
    match serde_json::from_str(&answer.body).unwrap() {
        Found::Record(view) => *view,
        other => panic!("{id}: {other:?}"),
    }
}

pub async fn list(app: &TestApp, folder: &str, query: &str) -> ListView {
    let body = format!(r#"{{"agent":"acme","folder":"{folder}","query":"{query}"}}"#);
    serde_json::from_str(&app.post_json("/api/records/list", &body).await.body).unwrap()
}

pub async fn file(app: &TestApp, scope: &Scope, count: usize) -> Vec<String> {
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
        let version = sheet(&app, &id).await.record.triage.versions.of(action.part());
        let outcome = change(&app, one(&id, version), action.clone()).await;
        assert_eq!((outcome.changed, outcome.left.len()), (1, 0), "{action:?}");
        let [Changed { id: named, now, version: after }] = &outcome.records[..] else { panic!("{outcome:?}") };
        assert_eq!((named, now.part(), *after), (&id, action.part(), version + 1));
        changes.push(outcome.change.unwrap());
    }
    let changed = sheet(&app, &id).await;
    assert_eq!((changed.record.triage.status, changed.record.triage.folder), (Status::Closed, Folder::Deleted));
    assert_eq!(changed.record.triage.assignee.as_ref().unwrap().id, omar);
    assert_eq!(changed.notes, "Called.\nNobody there.");
    assert_eq!(changed.assignment_note.as_deref(), Some("Call before noon"));
    assert_eq!(changed.record.triage.days_left, Some(30));
    let entries = &changed.activity.entries;
    assert_eq!((entries.len(), changed.activity.more), (5, false));
    let newest = entries[0].revert.map(|revert| (revert.change, revert.records));
    assert!(newest == Some((*changes.last().unwrap(), 1)) && entries[4].revert.is_none());
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
        (
            back.record.triage.status,
            back.record.triage.folder,
            &back.record.triage.assignee,
            back.notes.as_str(),
            back.record.triage.days_left
        ),
        (as_filed.record.triage.status, Folder::Inbox, &None, "", None)
    );
    assert_eq!(back.activity.entries.len(), 9, "taking back is in the journal, too");
    let offered = back.activity.entries.iter().filter(|entry| entry.revert.is_some()).count();
    assert_eq!(offered, 4, "what was taken back is not offered again, but taking back can be taken back");
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
    let seen = sheet(&app, &id).await.record.triage.versions;
    change(&colleague, one(&id, seen.status), Action::SetStatus { to: Status::Open }).await;
    let stale = change(&app, one(&id, seen.status), Action::SetStatus { to: Status::Closed }).await;
    let now = Reason::ChangedMeanwhile { now: Value::Status(Status::Open), version: seen.status + 1 };
    assert_eq!((stale.changed, stale.left), (0, vec![Left { id: id.clone(), reason: now }]));
    assert_eq!(sheet(&app, &id).await.record.triage.status, Status::Open);
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
        status.insert(id.clone(), sheet(&app, id).await.record.triage.status);
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
    gone: bool,
    /// Of each part the changes that stand, the last on top.
    stacks: [Vec<i64>; 4],
    /// The change of notes that another of the same person would only go on with.
    writing: Option<i64>,
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
        true
    }

    /// It was the change of this id; goes on with one is no entry of its own.
    fn note(&mut self, part: usize, change: i64) {
        if self.writing != Some(change) {
            self.journal += 1;
            self.stacks[part].push(change);
        }
        self.writing = (part == 2).then_some(change);
    }

    fn note_undo(&mut self, part: usize, change: i64, undone: i64) {
        self.journal += 1;
        self.writing = None;
        if self.stacks[part].last() == Some(&undone) {
            self.stacks[part].pop();
        } else {
            self.stacks[part].push(change);
        }
    }

    fn put_back(&mut self, part: usize, before: &Model) {
        match part {
            0 => self.status = before.status,
            1 => self.assignee = before.assignee,
            2 => self.notes.clone_from(&before.notes),
            _ => (self.folder, self.deleted_from) = (before.folder, before.deleted_from),
        }
        self.versions[part] += 1;
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
    let triage = &view.triage;
    let versions = triage.versions;
    Model {
        status: triage.status,
        assignee: triage.assignee.as_ref().map(|member| member.id.0),
        notes: notes.to_owned(),
        folder: triage.folder,
        deleted_from: None,
        versions: [versions.status, versions.assignee, versions.notes, versions.folder],
        journal,
        gone: false,
        stacks: Default::default(),
        writing: None,
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
            gone: false,
            stacks: Default::default(),
            writing: None,
        };
        let mut models = vec![fresh; ids.len()];
        let mut past: Vec<(i64, Past)> = Vec::new();
        for step in 0..120 {
            if random.random_bool(0.02) {
                let due = models.iter_mut().filter(|model| !model.gone && model.folder == Folder::Deleted);
                let due = due.map(|model| model.gone = true).count() as u64;
                let purged = purge::purge_before(&app.store, zone::now() + 1).await.unwrap();
                assert_eq!(purged.records, due, "{engine:?} {seed} {step}: purge");
                continue;
            }
            if random.random_bool(0.3) && !past.is_empty() {
                let (id, (part, rows)) = past.choose(&mut random).unwrap().clone();
                if rows.iter().all(|(n, ..)| models[*n].gone) {
                    // Nothing of it is left, so neither is the change itself.
                    assert_eq!(undo_status(&app, id).await, StatusCode::NOT_FOUND, "{engine:?} {seed} {step}");
                    continue;
                }
                let outcome = undo(&app, id).await;
                let mut back = Vec::new();
                let there: Vec<_> = rows.into_iter().filter(|(n, ..)| !models[*n].gone).collect();
                assert_eq!(outcome.changed + outcome.unchanged, there.len() as u64, "{engine:?} {seed} {step}: undo");
                for (n, before, version) in there {
                    let model = &mut models[n];
                    let stands = model.versions[part] == version || model.stacks[part].last() == Some(&id);
                    if stands && !model.same_part(&before, part) {
                        let was = model.clone();
                        model.put_back(part, &before);
                        model.note_undo(part, outcome.change.unwrap_or_default(), id);
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
                    if !before.gone && models[n].apply(&action) {
                        models[n].note(part, outcome.change.unwrap_or_default());
                        done.push((n, before, models[n].versions[part]));
                    }
                }
            }
            assert_eq!(outcome.changed as usize, done.len(), "{engine:?} {seed} {step}: {action:?} {outcome:?}");
            assert_eq!(outcome.changed as usize + outcome.left.len(), count, "{action:?}");
            let Some(change) = outcome.change else { continue };
            match past.iter_mut().find(|(id, _)| *id == change) {
                // Notes that were gone on with: back to before the first word.
                Some((_, (_, rows))) => rows[0].2 = done[0].2,
                None => past.push((change, (part, done))),
            }
        }
        for (n, id) in ids.iter().enumerate() {
            if models[n].gone {
                let answer = app.post_json("/api/records/find", &format!(r#"{{"agent":"acme","id":"{id}"}}"#)).await;
                assert!(matches!(serde_json::from_str(&answer.body).unwrap(), Found::Purged { .. }), "{}", answer.body);
                continue;
            }
            let found = sheet(&app, id).await;
            let journal = journal_of(&app, id, &found).await;
            let mut expected = models[n].clone();
            expected.deleted_from = None;
            (expected.stacks, expected.writing) = (Default::default(), None);
            assert_eq!(seen_as(&found.record, &found.notes, journal), expected, "{engine:?} {seed} {id}");
            assert_eq!(found.record.triage.days_left.is_some(), expected.folder == Folder::Deleted);
        }
    }
}

/// How many entries there are on all pages.
async fn journal_of(app: &TestApp, id: &str, sheet: &SheetView) -> usize {
    let mut page = sheet.activity.clone();
    let mut entries = page.entries.len();
    while page.more {
        let before = page.entries.last().unwrap().key;
        let body = format!(r#"{{"agent":"acme","id":"{id}","before":{before}}}"#);
        page = serde_json::from_str(&app.post_json("/api/records/journal", &body).await.body).unwrap();
        assert!(page.entries.iter().all(|entry| entry.key < before));
        entries += page.entries.len();
    }
    entries
}

async fn changes_of_one_part_are_taken_back_one_after_the_other(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let id = file(&app, &scope, 1).await.remove(0);
    let mut changes = Vec::new();
    for (version, to) in [(1, Status::Open), (2, Status::Closed), (3, Status::Cancelled)] {
        changes.push(change(&app, one(&id, version), Action::SetStatus { to }).await.change.unwrap());
    }
    for (change, expected) in [(changes[2], Status::Closed), (changes[1], Status::Open), (changes[0], Status::New)] {
        assert_eq!(undo(&app, change).await.changed, 1);
        assert_eq!(sheet(&app, &id).await.record.triage.status, expected);
    }
    // Somebody else in between: theirs is not taken back with one's own.
    let first = change(&app, one(&id, 7), Action::SetStatus { to: Status::Open }).await.change.unwrap();
    let (colleague, _) = app.join("Colleague", Role::Member).await;
    change(&colleague, one(&id, 8), Action::SetStatus { to: Status::Closed }).await;
    let outcome = undo(&app, first).await;
    assert_eq!((outcome.changed, outcome.unchanged), (0, 1));
    assert_eq!(sheet(&app, &id).await.record.triage.status, Status::Closed);
    // Nobody gets a record back who is not on the team any more.
    let gone = app.member("Gone").await;
    change(&app, one(&id, 1), Action::Assign { to: Some(gone), note: String::new() }).await;
    let away = change(&app, one(&id, 2), Action::Assign { to: None, note: String::new() }).await.change.unwrap();
    app.post_form("/team", &support::form(&[("form", "deactivate"), ("member", &gone.to_string())])).await;
    let outcome = undo(&app, away).await;
    assert_eq!((outcome.changed, &outcome.left[0].reason), (0, &Reason::Deactivated));
}

async fn notes_that_save_themselves_are_one_change(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let (colleague, _) = app.join("Colleague", Role::Member).await;
    let id = file(&app, &scope, 1).await.remove(0);
    let write = async |who: &TestApp, version, text: &str| {
        change(who, one(&id, version), Action::SetNotes { text: text.to_owned() }).await.change.unwrap()
    };
    let theirs = write(&colleague, 1, "Theirs.").await;
    let first = write(&app, 2, "Theirs. Ca").await;
    assert_ne!(theirs, first);
    assert_eq!(write(&app, 3, "Theirs. Called").await, first);
    assert_eq!(write(&app, 4, "Theirs. Called at noon.").await, first);
    assert_eq!(sheet(&app, &id).await.activity.entries.len(), 3);
    // Another part in between, or another person, and it is a change of its own.
    change(&app, one(&id, 1), Action::SetStatus { to: Status::Open }).await;
    let second = write(&app, 5, "Theirs. Called at noon. Twice.").await;
    assert_ne!(second, first);
    assert_ne!(write(&colleague, 6, "Short.").await, second);
    let again = write(&app, 7, "Long.").await;
    assert_eq!(undo(&app, again).await.changed, 1);
    assert_eq!(sheet(&app, &id).await.notes, "Short.");
    // Taking back is not gone on with.
    let after = write(&app, 9, "After.").await;
    assert_eq!(undo(&app, after).await.changed, 1);
    assert_eq!(sheet(&app, &id).await.notes, "Short.");
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
                let outcome =
                    change(&app, one(&id, seen.record.triage.versions.notes), Action::SetNotes { text }).await;
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
    assert_eq!(end.record.triage.versions.notes, 1 + WRITERS as i64);
}

/// What a query for one number says.
pub async fn number(app: &TestApp, sql: &str) -> i64 {
    let db = app.store.read();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get::<i64>("", "n").unwrap()
}

/// Many records like one.
pub async fn multiply(app: &TestApp, scope: &Scope, count: usize) {
    let (key, _) = app.file(scope, lead("Customer"), None).await;
    let copy = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count} - 1)
         INSERT INTO records (id, public_id, agent_id, kind, channel, description, status, status_version,
             assignee_version, notes, notes_version, folder, folder_version, updated_at)
         SELECT id + i, 'WIT-LED-' || (10000000 + i), agent_id, kind, channel, description, status, status_version,
             assignee_version, notes, notes_version, folder, folder_version, updated_at
         FROM records, n WHERE id = {key}"
    );
    let transaction = app.store.begin().await.unwrap();
    transaction.execute_unprepared(&copy).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn ten_thousand_change_in_one_request(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    multiply(&app, &scope, 10_000).await;
    let shown = list(&app, "inbox", "").await;
    let target = Target::Matching { folder: Folder::Inbox, query: String::new(), as_of: shown.as_of, except: vec![] };
    let began = std::time::Instant::now();
    let outcome = change(&app, target, Action::SetStatus { to: Status::Closed }).await;
    println!("{engine:?}: 10,000 records in {:?}", began.elapsed());
    assert_eq!((outcome.changed, outcome.left.len(), outcome.records.len()), (10_000, 0, 1_000));
    let entries = "SELECT count(*) AS n FROM activity WHERE change_id IS NOT NULL";
    assert_eq!(number(&app, entries).await, 10_000);
    assert_eq!(list(&app, "inbox", "status=closed").await.counts.total, 10_000);
    let back = undo(&app, outcome.change.unwrap()).await;
    assert_eq!(back.changed, 10_000);
    assert_eq!(list(&app, "inbox", "status=new").await.counts.total, 10_000);
}
