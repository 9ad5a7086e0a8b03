//! The team: who is on it, and what those who manage it do.

mod invitations;
mod member;
pub mod page;
