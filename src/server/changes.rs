//! Changing records: scope → may they → does it make sense → one transaction → what became of it.

use std::collections::{HashMap, HashSet};

use super::records::{filter_of, scope_of};
use super::session::Session;
use super::{jobs, respond, zone};
use crate::domain::change::{Action, Answer, Changed, Left, NAMED, Outcome, Part, Reason, Seen, Target, Value};
use crate::domain::error::AppError;
use crate::domain::limits;
use crate::domain::listing::Listing;
use crate::domain::member::{Member, MemberId};
use crate::domain::record::Folder;
use crate::domain::record_id::RecordId;
use crate::domain::viewer::Scope;
use crate::store::changes::{self, NewChange, Row, State, undo};
use crate::store::members::Account;
use crate::store::{self, Transaction, agents, counts, members};

const DAY: i64 = 24 * 3_600_000_000;
const MINUTE: i64 = 60_000_000;

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Work {
    Change { target: Target, action: Action },
    Undo { change: i64 },
}

pub async fn change(agent: &str, target: Target, action: Action) -> Result<Answer, AppError> {
    respond::with_status(ask(&Session::current()?, agent, Work::Change { target, action }).await)
}

pub async fn undo_change(agent: &str, change: i64) -> Result<Answer, AppError> {
    respond::with_status(ask(&Session::current()?, agent, Work::Undo { change }).await)
}

/// Does it at once, or starts a job when it is too much for that.
pub async fn ask(session: &Session, agent: &str, work: Work) -> Result<Answer, AppError> {
    let scope = writing_scope(session, agent).await?;
    let work = match work {
        Work::Change { target, action } => Work::Change { action: checked(action, &target)?, target },
        undo => undo,
    };
    let records = size(session, &scope, &work).await?;
    ensure_not_too_many(records)?;
    if records > limits::RECORDS_DIRECTLY as u64 {
        return jobs::start(session, scope, work, records).await.map(Answer::Started);
    }
    // Whoever leaves the page right after a click closes the connection, which would end the work half-way, undone.
    let session = session.clone();
    let done = tokio::spawn(async move { perform(&session, &scope, work, None).await });
    done.await.map_err(|_| AppError::Internal)?.map(Answer::Done)
}

/// How many records are meant.
async fn size(session: &Session, scope: &Scope, work: &Work) -> Result<u64, AppError> {
    let db = session.state.store.read();
    let size = match work {
        Work::Change { target: Target::Records { records }, .. } => Ok(Some(records.len() as u64)),
        Work::Change { target: Target::Matching { folder, query, as_of, .. }, .. } => {
            let filter = filter_of(session, &Listing::from_query(*folder, query), *as_of);
            counts::total(db, scope, *folder, &filter).await.map(Some)
        }
        Work::Undo { change } => undo::size(db, scope, *change).await,
    };
    size.map_err(respond::database)?.ok_or(AppError::NotFound)
}

/// Does it, in one transaction, in which the job ends too if it is one.
pub async fn perform(session: &Session, scope: &Scope, work: Work, job: Option<i64>) -> Result<Outcome, AppError> {
    let transaction = session.state.store.begin().await.map_err(respond::database)?;
    if let Some(job) = job {
        store::jobs::hold(&transaction, job).await.map_err(respond::database)?;
    }
    let accounts = members::accounts(&transaction).await.map_err(respond::database)?;
    let people = People::of(accounts);
    let outcome = match work {
        Work::Change { target, action } => make_change(session, &transaction, scope, &people, target, action).await?,
        Work::Undo { change } => take_back(&transaction, scope, &people, change).await?,
    };
    if let Some(job) = job {
        store::jobs::finish(&transaction, job, &outcome).await.map_err(respond::database)?;
    }
    transaction.commit().await.map_err(respond::database)?;
    Ok(outcome)
}

/// Everybody who is or was on the team.
struct People {
    members: HashMap<MemberId, Member>,
    active: HashSet<MemberId>,
}

impl People {
    fn of(accounts: Vec<Account>) -> Self {
        let active = accounts.iter().filter(|account| account.active).map(|account| account.member.id).collect();
        Self { active, members: accounts.into_iter().map(|account| (account.member.id, account.member)).collect() }
    }

    fn value(&self, state: State) -> Value {
        match state {
            State::Status(status) => Value::Status(status),
            State::Assignee(member) => Value::Assignee(member.and_then(|id| self.members.get(&id).cloned())),
            State::Notes(text) => Value::Notes(text),
            State::Place { folder, .. } => Value::Folder(folder),
        }
    }

    fn changed_meanwhile(&self, row: &Row, part: Part) -> Reason {
        Reason::ChangedMeanwhile { now: self.value(row.state(part)), version: row.version(part) }
    }
}

async fn make_change(
    session: &Session,
    db: &Transaction,
    scope: &Scope,
    people: &People,
    target: Target,
    action: Action,
) -> Result<Outcome, AppError> {
    if let Action::Assign { to: Some(id), .. } = &action
        && !people.active.contains(id)
    {
        return Err(AppError::Invalid);
    }
    let (at, part) = (zone::now(), action.part());
    let (rows, mut left) = meant(session, db, scope, people, target, part).await?;
    let mut changing = Vec::with_capacity(rows.len());
    for row in rows {
        match become_of(&row, &action, at) {
            Ok(state) => changing.push((row, state)),
            Err(reason) => left.push(Left { id: row.public_id, reason }),
        }
    }
    if let ([(row, State::Notes(text))], Action::SetNotes { .. }) = (&changing[..], &action) {
        let since = at - limits::SAME_EDIT_MINUTES * MINUTE;
        let same = changes::go_on_with_notes(db, row, scope.viewer.id, text, at, since).await;
        if let Some(change) = same.map_err(respond::database)? {
            return Ok(outcome(people, part, Some(change), &changing, left));
        }
    }
    let note = if let Action::Assign { note, .. } = &action { note.as_str() } else { "" };
    let new = NewChange { part, actor: scope.viewer.id, note, at, undoes: None, rows: &changing };
    write(db, scope, people, new, left).await
}

async fn take_back(db: &Transaction, scope: &Scope, people: &People, change: i64) -> Result<Outcome, AppError> {
    let at = zone::now();
    let written = undo::written(db, scope, change).await.map_err(respond::database)?;
    let written = written.filter(|written| at - written.at < limits::UNDO_DAYS * DAY).ok_or(AppError::NotFound)?;
    let part = written.part;
    let keys: Vec<i64> = written.rows.iter().map(|row| row.record).collect();
    let rows = changes::find_by_keys(db, scope, &keys, part).await.map_err(respond::database)?;
    let rows: HashMap<i64, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
    // What is gone for good has no id to tell either.
    let there = || written.rows.iter().filter_map(|was| Some((was, rows.get(&was.record)?)));
    let touched: Vec<_> = there().filter(|(was, row)| row.version(part) != was.version).map(|(was, _)| was).collect();
    let standing = undo::standing(db, change, part, &touched).await.map_err(respond::database)?;

    let (mut changing, mut left) = (Vec::new(), Vec::new());
    for (was, row) in there() {
        let leave = |reason| Left { id: row.public_id.clone(), reason };
        let before = match &was.before {
            // Its thirty days begin again: it must not be gone within the hour.
            State::Place { folder: Folder::Deleted, deleted_from, .. } => {
                State::Place { folder: Folder::Deleted, deleted_from: *deleted_from, deleted_at: Some(at) }
            }
            before => before.clone(),
        };
        if row.version(part) != was.version && !standing.contains(&was.record) {
            left.push(leave(people.changed_meanwhile(row, part)));
        } else if row.state(part) == before {
            left.push(leave(Reason::AlreadySo));
        } else if matches!(&before, State::Assignee(Some(id)) if !people.active.contains(id)) {
            left.push(leave(Reason::Deactivated));
        } else {
            changing.push((row.clone(), before));
        }
    }
    let new = NewChange { part, actor: scope.viewer.id, note: "", at, undoes: Some(change), rows: &changing };
    write(db, scope, people, new, left).await
}

/// The agent, for whoever may change its records.
pub async fn writing_scope(session: &Session, agent: &str) -> Result<Scope, AppError> {
    if !session.viewer.can_change_records() {
        return Err(AppError::Forbidden);
    }
    let all = agents::list(session.state.store.read(), session.viewer).await.map_err(respond::database)?;
    Ok(scope_of(session, &all, agent)?.0)
}

/// Within the limits, and of a kind that can be done to so many.
fn checked(action: Action, target: &Target) -> Result<Action, AppError> {
    let text_fits = |text: &str, limit: usize| text.chars().count() <= limit && !text.contains('\0');
    let good = match (&action, target) {
        (Action::SetNotes { text }, Target::Records { records }) => {
            records.len() == 1 && text_fits(text, limits::NOTES)
        }
        (Action::SetNotes { .. }, Target::Matching { .. }) => false,
        (Action::Assign { note, .. }, _) => text_fits(note, limits::ASSIGNMENT_NOTE),
        (Action::SetStatus { .. } | Action::Move { .. }, _) => true,
    };
    if good { Ok(action) } else { Err(AppError::Invalid) }
}

/// The records that are meant, locked, and those that are meant but may not be touched.
async fn meant(
    session: &Session,
    db: &Transaction,
    scope: &Scope,
    people: &People,
    target: Target,
    part: Part,
) -> Result<(Vec<Row>, Vec<Left>), AppError> {
    match target {
        Target::Records { records } => {
            // Asked for twice, it is meant once.
            let mut versions: HashMap<String, i64> = HashMap::with_capacity(records.len());
            let mut left = Vec::new();
            for Seen { id, version } in records {
                match RecordId::parse(&id) {
                    Some(id) => _ = versions.insert(id.to_string(), version),
                    None => left.push(Left { id, reason: Reason::NotFound }),
                }
            }
            let ids: Vec<String> = versions.keys().cloned().collect();
            let found = changes::find(db, scope, &ids, part).await.map_err(respond::database)?;
            let mut rows = Vec::with_capacity(found.len());
            for row in found {
                match versions.remove(&row.public_id) {
                    Some(version) if version == row.version(part) => rows.push(row),
                    _ => left.push(Left { reason: people.changed_meanwhile(&row, part), id: row.public_id }),
                }
            }
            left.extend(versions.into_keys().map(|id| Left { id, reason: Reason::NotFound }));
            Ok((rows, left))
        }
        Target::Matching { folder, query, as_of, except } => {
            let filter = filter_of(session, &Listing::from_query(folder, &query), as_of);
            let found = changes::find_matching(db, scope, folder, &filter, as_of, part).await;
            let (mut rows, mut changed) = found.map_err(respond::database)?;
            let except: HashSet<String> = except.into_iter().collect();
            rows.retain(|row| !except.contains(&row.public_id));
            changed.retain(|row| !except.contains(&row.public_id));
            ensure_not_too_many((rows.len() + changed.len()) as u64)?;
            let left = changed
                .into_iter()
                .map(|row| Left { reason: people.changed_meanwhile(&row, part), id: row.public_id })
                .collect();
            Ok((rows, left))
        }
    }
}

fn ensure_not_too_many(count: u64) -> Result<(), AppError> {
    let limit = limits::RECORDS_AT_ONCE as u64;
    if count > limit { Err(AppError::TooMany { count, limit }) } else { Ok(()) }
}

/// What the part of this record becomes, or why it stays.
fn become_of(row: &Row, action: &Action, at: i64) -> Result<State, Reason> {
    let before = row.state(action.part());
    let after = match action {
        Action::SetStatus { to } => State::Status(*to),
        Action::Assign { to, .. } => State::Assignee(*to),
        Action::SetNotes { text } => State::Notes(text.clone()),
        Action::Move { to } => {
            let deleted_from = row.deleted_from.map(|slug| slug.0);
            let from = row.folder.0;
            let folder = to.from(from, deleted_from).ok_or(Reason::NotAllowed)?;
            if folder == from {
                return Err(Reason::AlreadySo);
            }
            let deleted = folder == Folder::Deleted;
            State::Place { folder, deleted_from: deleted.then_some(from), deleted_at: deleted.then_some(at) }
        }
    };
    // The same assignee with a note is something new.
    let says_something = matches!(action, Action::Assign { note, .. } if !note.is_empty());
    if before == after && !says_something { Err(Reason::AlreadySo) } else { Ok(after) }
}

async fn write(
    db: &Transaction,
    scope: &Scope,
    people: &People,
    new: NewChange<'_>,
    left: Vec<Left>,
) -> Result<Outcome, AppError> {
    let (part, rows) = (new.part, new.rows);
    let change =
        if rows.is_empty() { None } else { Some(changes::write(db, scope, new).await.map_err(respond::database)?) };
    Ok(outcome(people, part, change, rows, left))
}

/// What is told of it: everything in numbers, the first records by name.
fn outcome(people: &People, part: Part, change: Option<i64>, rows: &[(Row, State)], mut left: Vec<Left>) -> Outcome {
    let named = rows.iter().take(NAMED).map(|(row, state)| Changed {
        id: row.public_id.clone(),
        now: people.value(state.clone()),
        version: row.version(part) + 1,
    });
    let unchanged = left.len() as u64;
    left.truncate(NAMED);
    Outcome { change, changed: rows.len() as u64, records: named.collect(), unchanged, left }
}
