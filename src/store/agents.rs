use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    TryInsertResult,
};

use super::columns::Slug;
use super::entity::agents;
use crate::domain::agent::{Agent, AgentId, Variant};
use crate::domain::viewer::Viewer;

/// All agents by name. Every viewer sees every agent.
pub async fn list(db: &impl ConnectionTrait, _viewer: Viewer) -> Result<Vec<Agent>, DbErr> {
    let rows =
        agents::Entity::find().order_by_asc(agents::Column::Name).order_by_asc(agents::Column::Id).all(db).await?;
    Ok(rows.into_iter().filter_map(agent).collect())
}

/// Makes the agent unless there is one of this id; says whether it did.
pub async fn create(db: &DatabaseTransaction, agent: &Agent, now: i64) -> Result<bool, DbErr> {
    let row = agents::ActiveModel {
        id: Set(agent.id.to_string()),
        name: Set(agent.name.clone()),
        variant: Set(Slug(agent.variant)),
        created_at: Set(now),
    };
    let insert = agents::Entity::insert(row).on_conflict_do_nothing();
    Ok(matches!(insert.exec_without_returning(db).await?, TryInsertResult::Inserted(1)))
}

/// The variant of the agent, if there is one of this id.
pub async fn variant(db: &impl ConnectionTrait, id: &AgentId) -> Result<Option<Variant>, DbErr> {
    Ok(agents::Entity::find_by_id(id.to_string()).one(db).await?.map(|row| row.variant.0))
}

pub async fn exists(db: &impl ConnectionTrait, id: &AgentId) -> Result<bool, DbErr> {
    Ok(agents::Entity::find().filter(agents::Column::Id.eq(id.as_str())).one(db).await?.is_some())
}

/// Deletes the agent for good, with its conversations and records and all that belongs to them; says whether it was
/// there.
pub async fn delete(db: &DatabaseTransaction, id: &AgentId) -> Result<bool, DbErr> {
    Ok(agents::Entity::delete_by_id(id.to_string()).exec(db).await?.rows_affected == 1)
}

fn agent(row: agents::Model) -> Option<Agent> {
    Some(Agent { id: AgentId::parse(&row.id)?, name: row.name, variant: row.variant.0 })
}
