use sea_orm::entity::prelude::*;

use crate::domain::record::{Channel, Folder, Kind, Origin, Status};
use crate::store::columns::Slug;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "records")]
pub struct Model {
    /// When it was filed, made unique: the order of every list.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub public_id: String,
    pub agent_id: String,
    pub conversation_id: Option<i64>,
    pub kind: Slug<Kind>,
    pub channel: Slug<Channel>,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub description: String,
    pub status: Slug<Status>,
    pub status_version: i64,
    pub assignee_id: Option<i64>,
    pub assignee_version: i64,
    pub notes: String,
    pub notes_version: i64,
    pub folder: Slug<Folder>,
    pub folder_version: i64,
    pub deleted_from: Option<Slug<Folder>>,
    pub deleted_at: Option<i64>,
    pub updated_at: i64,
    pub origin: Slug<Origin>,
    /// What is wrong with built-in fields: `field:flag`, a comma list.
    pub flags: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
