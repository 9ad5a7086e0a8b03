use sea_orm::entity::prelude::*;

use crate::domain::record::{FieldIcon, FieldKind, Flag};
use crate::store::columns::Slug;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record_fields")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub label: String,
    pub icon: Slug<FieldIcon>,
    pub kind: Slug<FieldKind>,
    pub value: String,
    /// What is wrong with it.
    pub flag: Option<Slug<Flag>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
