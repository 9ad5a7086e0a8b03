//! The main screen: the list of records under its filters, and the sheet of one.

pub mod activity;
pub mod assignment;
pub mod bulk;
pub mod card;
pub mod create;
pub mod desk;
pub mod empty;
pub mod fields;
pub mod labels;
pub mod list;
pub mod menus;
pub mod moves;
pub mod news;
pub mod notes;
pub mod page;
pub mod pager;
pub mod pills;
pub mod questions;
pub mod selection;
pub mod sheet;
pub mod skeleton;
pub mod source;
pub mod status;
pub mod toolbar;
pub mod words;
