//! Deleting for good: the record, its values, its notes and its journal go; its id stays, to say that it was here.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Statement,
};
use std::collections::HashSet;

use super::entity::{activity, changes, records, tombstones};
use crate::domain::record_id::RecordId;
use crate::domain::viewer::Scope;

/// Any number that no other user of the database takes: it lets one instance purge at a time.
const LOCK: i64 = 0x5075_7267_6521;

/// Takes the right to purge until the transaction ends; `false` = another instance has it. On SQLite the transaction
/// itself is that.
pub async fn take_turn(db: &DatabaseTransaction) -> Result<bool, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(true);
    }
    let question = Statement::from_string(DbBackend::Postgres, format!("SELECT pg_try_advisory_xact_lock({LOCK})"));
    let row = db.query_one_raw(question).await?;
    Ok(row.map(|row| row.try_get_by_index::<bool>(0)).transpose()? == Some(true))
}

/// Purges records that were deleted before `cut_off`, the oldest first and at most `limit` of them; returns how many.
pub async fn purge(db: &DatabaseTransaction, cut_off: i64, limit: u64, now: i64) -> Result<u64, DbErr> {
    use records::Column::{AgentId, DeletedAt, Id, PublicId};
    let due: Vec<(i64, String, String)> = records::Entity::find()
        .select_only()
        .columns([Id, PublicId, AgentId])
        .filter(DeletedAt.lt(cut_off))
        .order_by_asc(DeletedAt)
        .limit(limit)
        .lock_exclusive()
        .into_tuple()
        .all(db)
        .await?;
    if due.is_empty() {
        return Ok(0);
    }
    let keys: Vec<i64> = due.iter().map(|(key, ..)| *key).collect();
    let graves = due.into_iter().map(|(_, public_id, agent_id)| tombstones::ActiveModel {
        public_id: Set(public_id),
        agent_id: Set(agent_id),
        purged_at: Set(now),
    });
    tombstones::Entity::insert_many(graves).exec_without_returning(db).await?;
    let touching: Vec<i64> = activity::Entity::find()
        .select_only()
        .column(activity::Column::ChangeId)
        .distinct()
        .filter(activity::Column::RecordId.is_in(keys.iter().copied()))
        .filter(activity::Column::ChangeId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    // Fields, search text, assignments and journal go with their record.
    let deleted = records::Entity::delete_many().filter(Id.is_in(keys)).exec(db).await?;
    let of_others: HashSet<i64> = activity::Entity::find()
        .select_only()
        .column(activity::Column::ChangeId)
        .distinct()
        .filter(activity::Column::ChangeId.is_in(touching.iter().copied()))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let empty = touching.into_iter().filter(|change| !of_others.contains(change));
    changes::Entity::delete_many().filter(changes::Column::Id.is_in(empty)).exec(db).await?;
    Ok(deleted.rows_affected)
}

/// When the agent's record of this id was purged, in microseconds.
pub async fn purged_at(db: &impl ConnectionTrait, scope: &Scope, id: &RecordId) -> Result<Option<i64>, DbErr> {
    let found = tombstones::Entity::find_by_id(id.as_str())
        .filter(tombstones::Column::AgentId.eq(scope.agent.as_str()))
        .one(db)
        .await?;
    Ok(found.map(|grave| grave.purged_at))
}
