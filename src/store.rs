//! Tables and queries. The only place that knows SQL; everything else passes domain types.

pub mod activity;
pub mod agents;
pub mod columns;
pub mod connection;
pub mod conversations;
pub mod counts;
pub mod entity;
pub mod filing;
pub mod members;
pub mod migrator;
pub mod records;
pub mod resolved;
pub mod search;

pub use connection::Store;
