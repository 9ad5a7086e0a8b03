//! The page of an agent's API keys.

mod create;
mod example;
mod key;
mod made;
pub mod page;
