//! The list of agents, making one and deleting one.

pub mod delete;
pub mod new;
pub mod page;
