//! Tables and queries. The only place that knows SQL; everything else passes domain types.

pub mod activity;
pub mod agents;
pub mod api_keys;
pub mod assignment;
pub mod changes;
pub mod columns;
pub mod connection;
pub mod conversations;
pub mod counts;
pub mod data_collection;
pub mod entity;
pub mod export;
pub mod filing;
pub mod group_commit;
pub mod idempotency;
pub mod installation;
pub mod jobs;
pub mod links;
pub mod members;
pub mod migrator;
mod paging;
pub mod purge;
pub mod records;
pub mod resolved;
pub mod search;
pub mod sessions;
pub mod sign_ins;

pub use connection::Store;
pub use sea_orm::{DatabaseTransaction as Transaction, DbErr};

/// Whether a write failed because what must be unique is there already.
pub fn is_taken(error: &sea_orm::DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
