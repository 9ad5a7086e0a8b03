//! The pages of conversations: a list, and beside it the transcript of the one that is selected.

pub mod desk;
pub mod empty;
pub mod labels;
pub mod list;
pub mod messages;
pub mod moves;
pub mod page;
pub mod place;
pub mod reading;
pub mod row;
pub mod scroll;
pub mod skeleton;
pub mod stretch;
pub mod transcript;
