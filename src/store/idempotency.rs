//! Answers that are given again to whoever asks the same again under the same key.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter,
    QuerySelect, QueryTrait, Statement, TryInsertResult,
};

use super::entity::idempotent_answers as answers;
use crate::domain::agent::AgentId;

/// What was answered, and to what.
#[derive(Clone, Debug)]
pub struct Kept {
    pub request_hash: String,
    pub status: u16,
    pub body: String,
}

/// Whose turn it is with a key.
pub enum Turn {
    Ours,
    /// Another replica is at it right now.
    Theirs,
    /// Another replica was quicker.
    Answered(Kept),
}

/// Takes the key until the transaction ends. Only PostgreSQL has replicas that one would not know of; on SQLite it is
/// ours, as the one process has looked before.
pub async fn take(db: &DatabaseTransaction, agent: &AgentId, key: &str) -> Result<Turn, DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(Turn::Ours);
    }
    let question = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))";
    let name = format!("{agent} {key}");
    let row = db.query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, question, [name.into()])).await?;
    if row.map(|row| row.try_get_by_index::<bool>(0)).transpose()? != Some(true) {
        return Ok(Turn::Theirs);
    }
    Ok(find(db, agent, key).await?.map_or(Turn::Ours, Turn::Answered))
}

pub async fn find(db: &impl ConnectionTrait, agent: &AgentId, key: &str) -> Result<Option<Kept>, DbErr> {
    let found = answers::Entity::find_by_id((agent.to_string(), key.to_owned())).one(db).await?;
    Ok(found.map(|row| Kept { request_hash: row.request_hash, status: row.status as u16, body: row.body }))
}

/// Keeps an answer in the transaction of its effect.
///
/// # Errors
/// Also when there is one under this key: then the effect must not stay.
pub async fn keep(db: &DatabaseTransaction, agent: &AgentId, key: &str, answer: Kept, now: i64) -> Result<(), DbErr> {
    let row = answers::ActiveModel {
        agent_id: Set(agent.to_string()),
        idempotency_key: Set(key.to_owned()),
        request_hash: Set(answer.request_hash),
        status: Set(i64::from(answer.status)),
        body: Set(answer.body),
        answered_at: Set(now),
    };
    match answers::Entity::insert(row).on_conflict_do_nothing().exec_without_returning(db).await? {
        TryInsertResult::Inserted(1) => Ok(()),
        _ => Err(DbErr::Custom("two answers under one idempotency key".to_owned())),
    }
}

/// Forgets answers given before the moment, at most `limit`; returns how many.
pub async fn purge(db: &DatabaseTransaction, before: i64, limit: u64) -> Result<u64, DbErr> {
    use answers::Column::{AgentId, AnsweredAt, IdempotencyKey};
    let old = answers::Entity::find()
        .select_only()
        .columns([AgentId, IdempotencyKey])
        .filter(AnsweredAt.lt(before))
        .limit(limit)
        .into_query();
    let key = Expr::tuple([Expr::col(AgentId), Expr::col(IdempotencyKey)]);
    Ok(answers::Entity::delete_many().filter(key.in_subquery(old)).exec(db).await?.rows_affected)
}
