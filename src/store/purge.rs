//! Deleting for good: the record, its values, its notes and its journal go; its id stays, to say that it was here. Of a
//! conversation all goes; its records stay, and know that they came out of one.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Statement,
};
use std::collections::HashSet;

use super::entity::{activity, changes, conversations, message_search, messages, records, tombstones};
use crate::domain::record_id::RecordId;
use crate::domain::viewer::Scope;

/// Any number that no other user of the database takes: it lets one instance purge at a time.
const LOCK: i64 = 0x5075_7267_6521;
/// Stands for when a conversation was deleted from which messages have gone already: nobody gets half of it back.
pub const BEGUN: i64 = 0;

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

/// Purges conversations that were deleted before `cut_off`, the oldest first and with about `limit` messages at most, so
/// that others who write need not wait long. One that has more goes in several turns. Returns how many are gone; `None`
/// when nothing was to be done.
pub async fn purge_conversations(db: &DatabaseTransaction, cut_off: i64, limit: u64) -> Result<Option<u64>, DbErr> {
    use conversations::Column::{DeletedAt, Id, Messages};
    let due: Vec<(i64, i64)> = conversations::Entity::find()
        .select_only()
        .columns([Id, Messages])
        .filter(DeletedAt.lt(cut_off))
        .order_by_asc(DeletedAt)
        .limit(limit)
        .lock_exclusive()
        .into_tuple()
        .all(db)
        .await?;
    let limit = limit as i64;
    match due.first() {
        None => return Ok(None),
        Some((id, messages)) if *messages > limit => {
            shorten(db, *id, messages - limit, limit as u64).await?;
            return Ok(Some(0));
        }
        Some(_) => {}
    }
    let mut messages = 0;
    let fitting = due.into_iter().take_while(|(_, more)| {
        messages += more;
        messages <= limit
    });
    // Messages and their search text go with their conversation; its records only forget which it was.
    let ids: Vec<i64> = fitting.map(|(id, _)| id).collect();
    let deleted = conversations::Entity::delete_many().filter(Id.is_in(ids)).exec(db).await?;
    Ok(Some(deleted.rows_affected))
}

/// Takes its last `count` messages from a conversation, so that `left` stay.
async fn shorten(db: &DatabaseTransaction, id: i64, left: i64, count: u64) -> Result<(), DbErr> {
    conversations::Entity::update_many()
        .col_expr(conversations::Column::Messages, Expr::value(left))
        .col_expr(conversations::Column::DeletedAt, Expr::value(BEGUN))
        .filter(conversations::Column::Id.eq(id))
        .exec(db)
        .await?;
    messages::Entity::delete_many()
        .filter(messages::Column::ConversationId.eq(id))
        .filter(messages::Column::Position.gte(left))
        .exec(db)
        .await?;
    let texts = message_search::Entity::find()
        .select_only()
        .column(message_search::Column::Id)
        .filter(message_search::Column::ConversationId.eq(id))
        .order_by_desc(message_search::Column::Id)
        .limit(count)
        .into_query();
    let texts = message_search::Column::Id.in_subquery(texts);
    message_search::Entity::delete_many().filter(texts).exec(db).await?;
    Ok(())
}

/// When the agent's record of this id was purged, in microseconds.
pub async fn purged_at(db: &impl ConnectionTrait, scope: &Scope, id: &RecordId) -> Result<Option<i64>, DbErr> {
    let found = tombstones::Entity::find_by_id(id.as_str())
        .filter(tombstones::Column::AgentId.eq(scope.agent.as_str()))
        .one(db)
        .await?;
    Ok(found.map(|grave| grave.purged_at))
}
