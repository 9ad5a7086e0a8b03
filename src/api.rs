//! The server functions, by noun. Each is a signature and one line into `crate::server`.

pub mod agents;
pub mod api_keys;
pub mod conversations;
pub mod data_collection;
pub mod error;
pub mod exports;
pub mod jobs;
pub mod json;
pub mod links;
pub mod preferences;
pub mod records;
pub mod team;
