//! The list of agents.

pub mod page;
