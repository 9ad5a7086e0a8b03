use sea_orm::entity::prelude::*;

use crate::domain::change::Part;
use crate::store::columns::Slug;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "changes")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub agent_id: String,
    pub actor_id: Option<i64>,
    pub part: Slug<Part>,
    pub changed_at: i64,
    /// The change that it takes back.
    pub undoes: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
