//! Changing records: scope → may they → does it make sense → one transaction → what became of it.

use std::collections::{HashMap, HashSet};

use super::records::{filter_of, scope_of};
use super::session::Session;
use super::{respond, zone};
use crate::domain::change::{Action, Left, Outcome, Part, Reason, Seen, Target, Value};
use crate::domain::error::AppError;
use crate::domain::limits;
use crate::domain::listing::Listing;
use crate::domain::member::{Member, MemberId};
use crate::domain::record_id::RecordId;
use crate::domain::viewer::Scope;
use crate::store::changes::{self, NewChange, Row, State};
use crate::store::{Transaction, agents, members};

const DAY: i64 = 24 * 3_600_000_000;
/// Changed records whose new versions an outcome names: a page of cards, and then some.
const NAMED: usize = 200;

pub async fn change(agent: &str, target: Target, action: Action) -> Result<Outcome, AppError> {
    respond::with_status(change_in(&Session::current()?, agent, target, action).await)
}

pub async fn undo(agent: &str, change: i64) -> Result<Outcome, AppError> {
    respond::with_status(undo_in(&Session::current()?, agent, change).await)
}

/// See [`change`], for a session that is known.
pub async fn change_in(session: &Session, agent: &str, target: Target, action: Action) -> Result<Outcome, AppError> {
    let scope = writing_scope(session, agent).await?;
    let action = checked(action, &target)?;
    let transaction = session.state.store.begin().await.map_err(respond::database)?;
    let members = members::accounts(&transaction).await.map_err(respond::database)?;
    if let Action::Assign { to: Some(id), .. } = &action
        && !members.iter().any(|account| account.active && account.member.id == *id)
    {
        return Err(AppError::Invalid);
    }
    let members: HashMap<MemberId, Member> =
        members.into_iter().map(|account| (account.member.id, account.member)).collect();
    let at = zone::now();
    let (rows, mut left) = meant(session, &transaction, &scope, target, action.part(), &members).await?;
    let mut changing = Vec::with_capacity(rows.len());
    for row in rows {
        match become_of(&row, &action, at) {
            Ok(state) => changing.push((row, state)),
            Err(reason) => left.push(Left { id: row.public_id, reason }),
        }
    }
    let note = if let Action::Assign { note, .. } = &action { note.as_str() } else { "" };
    finish(transaction, &scope, action.part(), note, at, changing, left).await
}

/// See [`undo`], for a session that is known.
pub async fn undo_in(session: &Session, agent: &str, change: i64) -> Result<Outcome, AppError> {
    let scope = writing_scope(session, agent).await?;
    let transaction = session.state.store.begin().await.map_err(respond::database)?;
    let at = zone::now();
    let written = changes::written(&transaction, &scope, change).await.map_err(respond::database)?;
    let written = written.filter(|written| at - written.at < limits::UNDO_DAYS * DAY).ok_or(AppError::NotFound)?;
    let part = written.part;
    let keys: Vec<i64> = written.rows.iter().map(|(key, ..)| *key).collect();
    let rows = changes::find_by_keys(&transaction, &scope, &keys, part).await.map_err(respond::database)?;
    let rows: HashMap<i64, Row> = rows.into_iter().map(|row| (row.id, row)).collect();
    let members = members::list(&transaction).await.map_err(respond::database)?;
    let members = members.into_iter().map(|member| (member.id, member)).collect();

    let (mut changing, mut left) = (Vec::new(), Vec::new());
    for (key, before, version) in written.rows {
        // What is gone for good has no id to tell either.
        let Some(row) = rows.get(&key) else { continue };
        if row.version(part) != version {
            left.push(Left { id: row.public_id.clone(), reason: changed_meanwhile(row, part, &members) });
        } else if row.state(part) == before {
            left.push(Left { id: row.public_id.clone(), reason: Reason::AlreadySo });
        } else {
            changing.push((row.clone(), before));
        }
    }
    finish(transaction, &scope, part, "", at, changing, left).await
}

async fn writing_scope(session: &Session, agent: &str) -> Result<Scope, AppError> {
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
    target: Target,
    part: Part,
    members: &HashMap<MemberId, Member>,
) -> Result<(Vec<Row>, Vec<Left>), AppError> {
    match target {
        Target::Records { records } => {
            ensure_not_too_many(records.len())?;
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
                    _ => left.push(Left { reason: changed_meanwhile(&row, part, members), id: row.public_id }),
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
            ensure_not_too_many(rows.len() + changed.len())?;
            let left = changed
                .into_iter()
                .map(|row| Left { reason: changed_meanwhile(&row, part, members), id: row.public_id })
                .collect();
            Ok((rows, left))
        }
    }
}

fn ensure_not_too_many(count: usize) -> Result<(), AppError> {
    if count > limits::RECORDS_AT_ONCE {
        return Err(AppError::TooMany { count: count as u64, limit: limits::RECORDS_AT_ONCE as u64 });
    }
    Ok(())
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
            let deleted = folder == crate::domain::record::Folder::Deleted;
            State::Place { folder, deleted_from: deleted.then_some(from), deleted_at: deleted.then_some(at) }
        }
    };
    // The same assignee with a note is something new.
    let says_something = matches!(action, Action::Assign { note, .. } if !note.is_empty());
    if before == after && !says_something { Err(Reason::AlreadySo) } else { Ok(after) }
}

fn changed_meanwhile(row: &Row, part: Part, members: &HashMap<MemberId, Member>) -> Reason {
    let now = match row.state(part) {
        State::Status(status) => Value::Status(status),
        State::Assignee(member) => Value::Assignee(member.and_then(|id| members.get(&id).cloned())),
        State::Notes(text) => Value::Notes(text),
        State::Place { folder, .. } => Value::Folder(folder),
    };
    Reason::ChangedMeanwhile { now, version: row.version(part) }
}

async fn finish(
    transaction: Transaction,
    scope: &Scope,
    part: Part,
    note: &str,
    at: i64,
    rows: Vec<(Row, State)>,
    left: Vec<Left>,
) -> Result<Outcome, AppError> {
    if rows.is_empty() {
        return Ok(Outcome { left, ..Outcome::default() });
    }
    let changed = rows.len() as u64;
    let named = rows.iter().take(NAMED);
    let records = named.map(|(row, _)| Seen { id: row.public_id.clone(), version: row.version(part) + 1 }).collect();
    let change = NewChange { part, actor: scope.viewer.id, note, at, rows };
    let id = changes::write(&transaction, scope, change).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)?;
    Ok(Outcome { change: Some(id), changed, records, left })
}
