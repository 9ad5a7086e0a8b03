use sea_orm::entity::prelude::*;

use crate::domain::listing::Per;
use crate::domain::member::Role;
use crate::domain::prefs::{Language, Shortcuts, Theme};
use crate::store::columns::Slug;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "members")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub name: String,
    pub email: String,
    pub role: Slug<Role>,
    pub created_at: i64,
    /// `None` = nobody can sign in as this member.
    pub password_hash: Option<String>,
    pub language: Option<Slug<Language>>,
    pub theme: Option<Slug<Theme>>,
    pub zone: Option<String>,
    pub per: Option<Slug<Per>>,
    pub shortcuts: Option<Slug<Shortcuts>>,
    pub seen_at: Option<i64>,
    pub deactivated_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
