use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    TryInsertResult,
};
use serde::de::DeserializeOwned;

use super::entity::data_collections;
use crate::domain::agent::AgentId;
use crate::domain::collection::{DataCollection, FieldSet, SetKind};
use crate::domain::member::MemberId;

/// What is to be saved: the switch, and one of the sets. The other set stays as it is.
pub struct Edit<'a> {
    pub enabled: bool,
    pub kind: SetKind,
    pub set: &'a FieldSet,
    /// The version that whoever edits has seen.
    pub seen_version: i64,
}

/// What the agent asks; the default while nobody has saved anything.
pub async fn find(db: &impl ConnectionTrait, agent: &AgentId) -> Result<DataCollection, DbErr> {
    let row = data_collections::Entity::find_by_id(agent.to_string()).one(db).await?;
    row.map_or_else(|| Ok(DataCollection::default()), read)
}

/// Saves the edit unless somebody has saved since; says whether it did. `now` in microseconds; without an actor nobody
/// in particular did it.
pub async fn save(
    db: &DatabaseTransaction,
    agent: &AgentId,
    edit: Edit<'_>,
    actor: Option<MemberId>,
    now: i64,
) -> Result<bool, DbErr> {
    use data_collections::Column;
    let json = serde_json::to_string(edit.set).map_err(|error| DbErr::Json(error.to_string()))?;
    let (enabled, version, actor) =
        (i64::from(edit.enabled), edit.seen_version.saturating_add(1), actor.map(|id| id.0));
    if edit.seen_version == DataCollection::default().version {
        let (text_set, voice_set) = match edit.kind {
            SetKind::Text => (Some(json), None),
            SetKind::Voice => (None, Some(json)),
        };
        let row = data_collections::ActiveModel {
            agent_id: Set(agent.to_string()),
            enabled: Set(enabled),
            text_set: Set(text_set),
            voice_set: Set(voice_set),
            version: Set(version),
            updated_by: Set(actor),
            updated_at: Set(now),
        };
        let insert = data_collections::Entity::insert(row).on_conflict_do_nothing();
        return Ok(matches!(insert.exec_without_returning(db).await?, TryInsertResult::Inserted(1)));
    }
    let column = match edit.kind {
        SetKind::Text => Column::TextSet,
        SetKind::Voice => Column::VoiceSet,
    };
    let update = data_collections::Entity::update_many()
        .filter(Column::AgentId.eq(agent.as_str()))
        .filter(Column::Version.eq(edit.seen_version))
        .col_expr(Column::Enabled, Expr::value(enabled))
        .col_expr(column, Expr::value(json))
        .col_expr(Column::Version, Expr::value(version))
        .col_expr(Column::UpdatedBy, Expr::value(actor))
        .col_expr(Column::UpdatedAt, Expr::value(now));
    Ok(update.exec(db).await?.rows_affected == 1)
}

fn read(row: data_collections::Model) -> Result<DataCollection, DbErr> {
    Ok(DataCollection {
        enabled: row.enabled != 0,
        text: parse(row.text_set)?,
        voice: parse(row.voice_set)?,
        version: row.version,
    })
}

fn parse<T: DeserializeOwned>(json: Option<String>) -> Result<Option<T>, DbErr> {
    json.map(|json| serde_json::from_str(&json)).transpose().map_err(|error| DbErr::Json(error.to_string()))
}
