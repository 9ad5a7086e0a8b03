//! The journal: one row for every change of a record, written in the transaction of the change.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};

use super::entity::activity;
use crate::domain::member::MemberId;
use crate::domain::record::{Folder, Status};

/// What happened, as it stands in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Entry {
    Filed,
    StatusSet {
        from: Status,
        to: Status,
    },
    Assigned {
        to: Option<MemberId>,
        note: String,
    },
    /// Unassigned, because the member who had it was deactivated.
    AssigneeDeactivated {
        member: MemberId,
    },
    NotesSet,
    Moved {
        from: Folder,
        to: Folder,
    },
}

/// A row of the journal, read back.
pub struct Happened {
    pub actor: Option<MemberId>,
    pub entry: Entry,
    /// Microseconds.
    pub at: i64,
}

/// Entries that the sheet shows at once.
const NEWEST: u64 = 50;

pub(super) async fn add(
    db: &DatabaseTransaction,
    record: i64,
    actor: Option<MemberId>,
    entry: &Entry,
    at: i64,
) -> Result<(), DbErr> {
    let change = serde_json::to_string(entry).map_err(|error| DbErr::Json(error.to_string()))?;
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

/// The newest entries of a record, newest first.
pub async fn newest(db: &impl ConnectionTrait, record: i64) -> Result<Vec<Happened>, DbErr> {
    let rows = activity::Entity::find()
        .filter(activity::Column::RecordId.eq(record))
        .order_by_desc(activity::Column::Id)
        .limit(NEWEST)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let entry = serde_json::from_str(&row.change).map_err(|error| DbErr::Json(error.to_string()))?;
            Ok(Happened { actor: row.actor_id.map(MemberId), entry, at: row.happened_at })
        })
        .collect()
}
