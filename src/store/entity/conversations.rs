use sea_orm::entity::prelude::*;

use crate::domain::conversation::ConversationStatus;
use crate::domain::record::{Channel, Folder};
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
    pub status: Slug<ConversationStatus>,
    pub closed_at: Option<i64>,
    pub folder: Slug<Folder>,
    pub folder_version: i64,
    pub deleted_from: Option<Slug<Folder>>,
    pub deleted_at: Option<i64>,
    /// How many there are.
    pub messages: i64,
    /// When the latest message was sent.
    pub last_at: Option<i64>,
    /// How the last message begins.
    pub preview: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
