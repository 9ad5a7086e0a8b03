use sea_orm::entity::prelude::*;

use crate::domain::record::Channel;
use crate::store::columns::Slug;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conversations")]
pub struct Model {
    /// When it started, made unique.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub agent_id: String,
    /// The agent's own id for it.
    pub external_id: String,
    pub channel: Slug<Channel>,
    pub language: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
