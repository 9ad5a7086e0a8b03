use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_keys")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub agent_id: String,
    pub name: String,
    /// SHA-256 of the secret.
    pub token_hash: String,
    /// How the secret begins, to tell keys apart.
    pub hint: String,
    /// 0 or 1.
    pub reads: i64,
    pub requests_per_minute: i64,
    pub created_by: Option<i64>,
    pub created_at: i64,
    /// How long it was made for, in microseconds; it ends earlier when another takes its place.
    pub lifetime: Option<i64>,
    pub expires_at: Option<i64>,
    pub used_at: Option<i64>,
    pub revoked_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
