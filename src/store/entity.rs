//! The tables, a file each.

pub mod activity;
pub mod agents;
pub mod assignments;
pub mod conversations;
pub mod members;
pub mod messages;
pub mod record_fields;
pub mod record_search;
pub mod records;
