//! The main screen: the list of records under its filters, and the sheet of one.

pub mod activity;
pub mod card;
pub mod empty;
pub mod fields;
pub mod labels;
pub mod list;
pub mod page;
pub mod pager;
pub mod pills;
pub mod sheet;
pub mod skeleton;
pub mod toolbar;
