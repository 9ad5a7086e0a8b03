use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub record_id: i64,
    /// `None` = the agent, or the system.
    pub actor_id: Option<i64>,
    /// [`super::super::activity::Entry`] as JSON.
    pub change: String,
    pub happened_at: i64,
    /// The change it belongs to; `None` = it can not be taken back.
    pub change_id: Option<i64>,
    /// Of the part, after it.
    pub version: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
