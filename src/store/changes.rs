//! Writing changes: of each record one part, its version, and one row of the journal, all in the caller's transaction.

pub mod undo;

use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult,
    QueryFilter, QueryOrder, QuerySelect, Select,
};
use std::collections::HashMap;

use super::activity::Entry;
use super::columns::Slug;
use super::entity::{activity, assignments, changes, records};
use super::resolved::ResolvedFilter;
use crate::domain::change::Part;
use crate::domain::member::MemberId;
use crate::domain::record::{Folder, Status};
use crate::domain::viewer::Scope;

/// Rows of one statement: far from the number of parameters that either engine takes.
const ROWS_AT_ONCE: usize = 500;

/// What a change must know of a record. Its texts are not among it: ten thousand records may change at once.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: i64,
    pub public_id: String,
    pub status: Slug<Status>,
    pub status_version: i64,
    pub assignee_id: Option<i64>,
    pub assignee_version: i64,
    /// Empty unless the notes are what changes.
    pub notes: String,
    pub notes_version: i64,
    pub folder: Slug<Folder>,
    pub folder_version: i64,
    pub deleted_from: Option<Slug<Folder>>,
    pub deleted_at: Option<i64>,
    pub updated_at: i64,
}

/// What a part of a record is, or is to become.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Status(Status),
    Assignee(Option<MemberId>),
    Notes(String),
    Place { folder: Folder, deleted_from: Option<Folder>, deleted_at: Option<i64> },
}

impl Row {
    pub fn version(&self, part: Part) -> i64 {
        match part {
            Part::Status => self.status_version,
            Part::Assignee => self.assignee_version,
            Part::Notes => self.notes_version,
            Part::Folder => self.folder_version,
        }
    }

    pub fn state(&self, part: Part) -> State {
        match part {
            Part::Status => State::Status(self.status.0),
            Part::Assignee => State::Assignee(self.assignee_id.map(MemberId)),
            Part::Notes => State::Notes(self.notes.clone()),
            Part::Folder => State::Place {
                folder: self.folder.0,
                deleted_from: self.deleted_from.map(|slug| slug.0),
                deleted_at: self.deleted_at,
            },
        }
    }
}

/// The agent's records of these ids, locked against others until the transaction ends.
pub async fn find(db: &DatabaseTransaction, scope: &Scope, ids: &[String], part: Part) -> Result<Vec<Row>, DbErr> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(ROWS_AT_ONCE) {
        let chosen = Condition::all()
            .add(records::Column::AgentId.eq(scope.agent.as_str()))
            .add(records::Column::PublicId.is_in(some.iter().map(String::as_str)));
        found.extend(rows(chosen, part).all(db).await?);
    }
    Ok(found)
}

/// The agent's records that the filter chose in the folder at that moment, and of them those whose part has changed
/// since.
pub async fn find_matching(
    db: &DatabaseTransaction,
    scope: &Scope,
    folder: Folder,
    filter: &ResolvedFilter,
    as_of: i64,
    part: Part,
) -> Result<(Vec<Row>, Vec<Row>), DbErr> {
    let engine = db.get_database_backend();
    let then = Condition::all().add(records::Column::Id.lte(as_of));
    let still = then.clone().add(filter.condition(scope, folder, engine)).add(records::Column::UpdatedAt.lte(as_of));
    let mut unchanged = rows(still, part).all(db).await?;

    // What was touched since may have matched by what it was: the journal tells.
    let touched = then.add(filter.lasting(scope, engine)).add(records::Column::UpdatedAt.gt(as_of));
    let touched = rows(touched, part).all(db).await?;
    let since = entries_since(db, &touched, as_of).await?;
    let mut changed = Vec::new();
    for row in touched {
        let was = Was::of(&row, since.get(&row.id).map(Vec::as_slice).unwrap_or_default());
        if was.folder == folder && filter.chooses(scope, was.status, was.assignee) {
            if was.changed.contains(&part) {
                changed.push(row);
            } else {
                unchanged.push(row);
            }
        }
    }
    unchanged.sort_by_key(|row| row.id);
    Ok((unchanged, changed))
}

/// What a record was at a moment, of what a filter asks.
struct Was {
    status: Status,
    assignee: Option<i64>,
    folder: Folder,
    /// The parts that were changed since.
    changed: Vec<Part>,
}

impl Was {
    /// Walks back from what it is.
    fn of(row: &Row, since: &[Entry]) -> Self {
        let mut was =
            Self { status: row.status.0, assignee: row.assignee_id, folder: row.folder.0, changed: Vec::new() };
        for entry in since.iter().rev() {
            match entry {
                Entry::Filed | Entry::Proposed { .. } => continue,
                Entry::StatusSet { from, .. } => was.status = *from,
                Entry::Assigned { from, .. } => was.assignee = from.map(|id| id.0),
                Entry::AssigneeDeactivated { member } => was.assignee = Some(member.0),
                Entry::NotesSet { .. } => {}
                Entry::Moved { from, .. } => was.folder = *from,
            }
            was.changed.extend(entry.part());
        }
        was
    }
}

async fn entries_since(db: &DatabaseTransaction, rows: &[Row], moment: i64) -> Result<HashMap<i64, Vec<Entry>>, DbErr> {
    let mut since: HashMap<i64, Vec<Entry>> = HashMap::new();
    for some in rows.chunks(ROWS_AT_ONCE) {
        let found = activity::Entity::find()
            .filter(activity::Column::RecordId.is_in(some.iter().map(|row| row.id)))
            .filter(activity::Column::HappenedAt.gt(moment))
            .order_by_asc(activity::Column::Id)
            .all(db)
            .await?;
        for row in found {
            since.entry(row.record_id).or_default().push(Entry::parse(&row.change)?);
        }
    }
    Ok(since)
}

/// A change that is about to be written: of these records, each to become what stands beside it.
pub struct NewChange<'a> {
    pub part: Part,
    pub actor: MemberId,
    /// Given with an assignment.
    pub note: &'a str,
    /// Microseconds.
    pub at: i64,
    /// The change that it takes back.
    pub undoes: Option<i64>,
    pub rows: &'a [(Row, State)],
}

/// Writes it; returns its id. The rows must be locked and different from what they are to become.
pub async fn write(db: &DatabaseTransaction, scope: &Scope, change: NewChange<'_>) -> Result<i64, DbErr> {
    let NewChange { part, actor, note, at, undoes, rows } = change;
    let row = changes::ActiveModel {
        agent_id: Set(scope.agent.to_string()),
        actor_id: Set(Some(actor.0)),
        part: Set(Slug(part)),
        changed_at: Set(at),
        undoes: Set(undoes),
        ..Default::default()
    };
    let id = changes::Entity::insert(row).exec(db).await?.last_insert_id;

    let mut by_state: HashMap<&State, Vec<i64>> = HashMap::new();
    for (row, state) in rows {
        by_state.entry(state).or_default().push(row.id);
    }
    for (state, ids) in by_state {
        for some in ids.chunks(ROWS_AT_ONCE) {
            update(db, part, state, some, at).await?;
        }
    }
    for some in rows.chunks(ROWS_AT_ONCE) {
        let journal = some.iter().map(|(row, state)| {
            let entry = Entry::of(row.state(part), state.clone(), note);
            Ok(activity::ActiveModel {
                record_id: Set(row.id),
                actor_id: Set(Some(actor.0)),
                change: Set(entry.print()?),
                happened_at: Set(at),
                change_id: Set(Some(id)),
                version: Set(Some(row.version(part) + 1)),
                ..Default::default()
            })
        });
        let journal: Vec<_> = journal.collect::<Result<_, DbErr>>()?;
        activity::Entity::insert_many(journal).exec_without_returning(db).await?;
        if part == Part::Assignee {
            let given = some.iter().map(|(row, state)| assignments::ActiveModel {
                record_id: Set(row.id),
                member_id: Set(if let State::Assignee(member) = state { member.map(|id| id.0) } else { None }),
                actor_id: Set(Some(actor.0)),
                note: Set(note.to_owned()),
                assigned_at: Set(at),
                ..Default::default()
            });
            assignments::Entity::insert_many(given).exec_without_returning(db).await?;
        }
    }
    Ok(id)
}

async fn update(db: &DatabaseTransaction, part: Part, state: &State, ids: &[i64], at: i64) -> Result<(), DbErr> {
    use records::Column::{
        AssigneeId, AssigneeVersion, DeletedAt, DeletedFrom, Folder, FolderVersion, Id, Notes, NotesVersion, Status,
        StatusVersion, UpdatedAt,
    };
    let version = match part {
        Part::Status => StatusVersion,
        Part::Assignee => AssigneeVersion,
        Part::Notes => NotesVersion,
        Part::Folder => FolderVersion,
    };
    let update = records::Entity::update_many()
        .col_expr(version, Expr::col(version).add(1))
        .col_expr(UpdatedAt, Expr::value(at))
        .filter(Id.is_in(ids.iter().copied()));
    let update = match state {
        State::Status(status) => update.col_expr(Status, Expr::value(Slug(*status))),
        State::Assignee(member) => update.col_expr(AssigneeId, Expr::value(member.map(|id| id.0))),
        State::Notes(text) => update.col_expr(Notes, Expr::value(text.as_str())),
        State::Place { folder, deleted_from, deleted_at } => update
            .col_expr(Folder, Expr::value(Slug(*folder)))
            .col_expr(DeletedFrom, Expr::value(deleted_from.map(Slug)))
            .col_expr(DeletedAt, Expr::value(*deleted_at)),
    };
    update.exec(db).await?;
    Ok(())
}

/// Adds to the last change of a record's notes, if it is of the same person, not before `since`, and nothing has happened
/// to the record after it: notes that save themselves would otherwise fill the journal with half sentences. Returns the
/// change's id. The row must be locked.
pub async fn go_on_with_notes(
    db: &DatabaseTransaction,
    row: &Row,
    actor: MemberId,
    text: &str,
    at: i64,
    since: i64,
) -> Result<Option<i64>, DbErr> {
    let newest = activity::Entity::find()
        .filter(activity::Column::RecordId.eq(row.id))
        .order_by_desc(activity::Column::Id)
        .one(db)
        .await?;
    let same = newest.filter(|last| {
        last.actor_id == Some(actor.0) && last.version == Some(row.notes_version) && last.happened_at >= since
    });
    let Some((last, change)) = same.and_then(|last| last.change_id.map(|change| (last, change))) else {
        return Ok(None);
    };
    if Entry::parse(&last.change)?.part() != Some(Part::Notes) {
        return Ok(None);
    }
    let moved = changes::Entity::update_many()
        .col_expr(changes::Column::ChangedAt, Expr::value(at))
        .filter(changes::Column::Id.eq(change))
        // Taking back is an act of its own.
        .filter(changes::Column::Undoes.is_null())
        .exec(db)
        .await?;
    if moved.rows_affected == 0 {
        return Ok(None);
    }
    update(db, Part::Notes, &State::Notes(text.to_owned()), &[row.id], at).await?;
    activity::Entity::update_many()
        .col_expr(activity::Column::HappenedAt, Expr::value(at))
        .col_expr(activity::Column::Version, Expr::value(row.notes_version + 1))
        .filter(activity::Column::Id.eq(last.id))
        .exec(db)
        .await?;
    Ok(Some(change))
}

/// The agent's records of these keys, locked against others until the transaction ends.
pub async fn find_by_keys(
    db: &DatabaseTransaction,
    scope: &Scope,
    keys: &[i64],
    part: Part,
) -> Result<Vec<Row>, DbErr> {
    let mut found = Vec::with_capacity(keys.len());
    for some in keys.chunks(ROWS_AT_ONCE) {
        let chosen = Condition::all()
            .add(records::Column::AgentId.eq(scope.agent.as_str()))
            .add(records::Column::Id.is_in(some.iter().copied()));
        found.extend(rows(chosen, part).all(db).await?);
    }
    Ok(found)
}

/// In key order, so that two who lock the same records do not wait for each other.
fn rows(chosen: Condition, part: Part) -> sea_orm::Selector<sea_orm::SelectModel<Row>> {
    use records::Column::{
        AssigneeId, AssigneeVersion, DeletedAt, DeletedFrom, Folder, FolderVersion, Id, Notes, NotesVersion, PublicId,
        Status, StatusVersion, UpdatedAt,
    };
    let select: Select<records::Entity> = records::Entity::find().select_only().columns([
        Id,
        PublicId,
        Status,
        StatusVersion,
        AssigneeId,
        AssigneeVersion,
        NotesVersion,
        Folder,
        FolderVersion,
        DeletedFrom,
        DeletedAt,
        UpdatedAt,
    ]);
    let notes = if part == Part::Notes { Expr::col((records::Entity, Notes)) } else { Expr::value("") };
    let select = select.column_as(notes, "notes").filter(chosen).order_by_asc(Id);
    // On SQLite the transaction itself is the lock.
    select.lock_exclusive().into_model()
}
