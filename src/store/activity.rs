//! The journal: one row for every change of a record, written in the transaction of the change.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use super::changes::State;
use super::entity::{activity, changes};
use crate::domain::change::Part;
use crate::domain::member::MemberId;
use crate::domain::record::{Folder, Status};
use crate::domain::view::Proposal;

/// What happened, as it stands in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Entry {
    Filed,
    /// The agent filed the same again, with these values. They are not taken over.
    Proposed {
        values: Vec<Proposal>,
    },
    StatusSet {
        from: Status,
        to: Status,
    },
    Assigned {
        #[serde(default)]
        from: Option<MemberId>,
        to: Option<MemberId>,
        note: String,
    },
    /// Unassigned, because the member who had it was deactivated.
    AssigneeDeactivated {
        member: MemberId,
    },
    /// With the notes as they were before.
    NotesSet {
        #[serde(default)]
        from: String,
    },
    /// With what is known of a deletion that it ended.
    Moved {
        from: Folder,
        to: Folder,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deleted_from: Option<Folder>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deleted_at: Option<i64>,
    },
}

impl Entry {
    /// What is written of a part that was `before` and is `after`. Both are states of the same part.
    pub fn of(before: State, after: State, note: &str) -> Self {
        match (before, after) {
            (State::Status(from), State::Status(to)) => Self::StatusSet { from, to },
            (State::Notes(from), _) => Self::NotesSet { from },
            (State::Place { folder: from, deleted_from, deleted_at }, State::Place { folder: to, .. }) => {
                Self::Moved { from, to, deleted_from, deleted_at }
            }
            (State::Assignee(from), State::Assignee(to)) => Self::Assigned { from, to, note: note.to_owned() },
            (before, after) => unreachable!("{before:?} and {after:?} are not of one part"),
        }
    }

    /// What the part was before.
    pub fn before(self) -> Option<State> {
        match self {
            Self::Filed | Self::Proposed { .. } => None,
            Self::StatusSet { from, .. } => Some(State::Status(from)),
            Self::Assigned { from, .. } => Some(State::Assignee(from)),
            Self::AssigneeDeactivated { member } => Some(State::Assignee(Some(member))),
            Self::NotesSet { from } => Some(State::Notes(from)),
            Self::Moved { from, deleted_from, deleted_at, .. } => {
                Some(State::Place { folder: from, deleted_from, deleted_at })
            }
        }
    }

    /// Which part it is about.
    pub fn part(&self) -> Option<Part> {
        match self {
            Self::Filed | Self::Proposed { .. } => None,
            Self::StatusSet { .. } => Some(Part::Status),
            Self::Assigned { .. } | Self::AssigneeDeactivated { .. } => Some(Part::Assignee),
            Self::NotesSet { .. } => Some(Part::Notes),
            Self::Moved { .. } => Some(Part::Folder),
        }
    }

    pub(super) fn print(&self) -> Result<String, DbErr> {
        serde_json::to_string(self).map_err(|error| DbErr::Json(error.to_string()))
    }

    pub(super) fn parse(text: &str) -> Result<Self, DbErr> {
        serde_json::from_str(text).map_err(|error| DbErr::Json(error.to_string()))
    }
}

/// A row of the journal, read back.
pub struct Happened {
    pub id: i64,
    pub actor: Option<MemberId>,
    pub entry: Entry,
    /// Microseconds.
    pub at: i64,
    /// The change it belongs to, if it can be taken back and has not been, and how many records it has changed.
    pub change: Option<(i64, u64)>,
}

pub(super) async fn add(
    db: &DatabaseTransaction,
    record: i64,
    actor: Option<MemberId>,
    entry: &Entry,
    at: i64,
) -> Result<(), DbErr> {
    let change = entry.print()?;
    let row = activity::ActiveModel {
        record_id: Set(record),
        actor_id: Set(actor.map(|id| id.0)),
        change: Set(change),
        happened_at: Set(at),
        ..Default::default()
    };
    activity::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Whether the record's journal has exactly this entry already.
pub(super) async fn has(db: &DatabaseTransaction, record: i64, entry: &Entry) -> Result<bool, DbErr> {
    let found = activity::Entity::find()
        .filter(activity::Column::RecordId.eq(record))
        .filter(activity::Column::Change.eq(entry.print()?))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Entries of a record before the entry `before`, else its newest, at most `limit` and newest first; and whether there
/// are more.
pub async fn page(
    db: &impl ConnectionTrait,
    record: i64,
    before: Option<i64>,
    limit: u64,
) -> Result<(Vec<Happened>, bool), DbErr> {
    let mut select = activity::Entity::find().filter(activity::Column::RecordId.eq(record));
    if let Some(before) = before {
        select = select.filter(activity::Column::Id.lt(before));
    }
    let mut rows = select.order_by_desc(activity::Column::Id).limit(limit + 1).all(db).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let ids: Vec<i64> = rows.iter().filter_map(|row| row.change_id).collect();
    let sizes: Vec<(i64, i64)> = activity::Entity::find()
        .select_only()
        .column(activity::Column::ChangeId)
        .column_as(activity::Column::Id.count(), "records")
        .filter(activity::Column::ChangeId.is_in(ids.iter().copied()))
        .group_by(activity::Column::ChangeId)
        .into_tuple()
        .all(db)
        .await?;
    let mut sizes: HashMap<i64, u64> = sizes.into_iter().map(|(id, records)| (id, records as u64)).collect();
    let undone: Vec<Option<i64>> = changes::Entity::find()
        .select_only()
        .column(changes::Column::Undoes)
        .filter(changes::Column::Undoes.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    for id in undone.into_iter().flatten() {
        sizes.remove(&id);
    }
    let happened = rows.into_iter().map(|row| {
        let entry = Entry::parse(&row.change)?;
        let actor = row.actor_id.map(MemberId);
        let change = row.change_id.and_then(|id| Some((id, *sizes.get(&id)?)));
        Ok(Happened { id: row.id, actor, entry, at: row.happened_at, change })
    });
    Ok((happened.collect::<Result<_, DbErr>>()?, more))
}
