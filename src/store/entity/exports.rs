use sea_orm::entity::prelude::*;

use crate::domain::export::{ChoiceKind, ExportState, Format};
use crate::domain::record::Folder;
use crate::store::columns::Slug;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exports")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub agent_id: String,
    pub actor_id: Option<i64>,
    pub format: Slug<Format>,
    pub choice: Slug<ChoiceKind>,
    pub folder: Slug<Folder>,
    /// The canonical query of the list that it was asked from.
    pub query: String,
    /// Of a selection, and of a page that was shown, [`crate::domain::export::Choice`] as JSON; forgotten when the export ends.
    pub selection: Option<String>,
    /// The IANA zone in which days and times are meant; `None` = UTC.
    pub zone: Option<String>,
    pub state: Slug<ExportState>,
    /// Records that it holds, as counted when it began.
    pub total: i64,
    /// Records that have been sent.
    pub sent: i64,
    pub started_at: i64,
    /// When its sender last showed that it lives.
    pub touched_at: i64,
    pub ended_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
