//! The page of an agent's activity: who exported what.

pub mod page;
mod row;
