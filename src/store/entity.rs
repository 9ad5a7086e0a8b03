//! The tables, a file each.

pub mod activity;
pub mod agents;
pub mod api_keys;
pub mod assignments;
pub mod changes;
pub mod conversations;
pub mod data_collections;
pub mod exports;
pub mod idempotent_answers;
pub mod installation;
pub mod invitations;
pub mod jobs;
pub mod known_browsers;
pub mod members;
pub mod message_search;
pub mod messages;
pub mod password_resets;
pub mod record_fields;
pub mod record_search;
pub mod records;
pub mod sessions;
pub mod sign_in_attempts;
pub mod tombstones;
