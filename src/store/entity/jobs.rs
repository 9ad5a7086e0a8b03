use sea_orm::entity::prelude::*;

use crate::store::columns::Slug;
use crate::store::jobs::Progress;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub agent_id: String,
    pub actor_id: Option<i64>,
    /// An action as JSON; `null` = a change is taken back.
    pub action: String,
    pub records: i64,
    pub state: Slug<Progress>,
    /// What became of it, as JSON; only when it is done.
    pub outcome: Option<String>,
    pub started_at: i64,
    /// When its actor has been told how it ended.
    pub seen_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
