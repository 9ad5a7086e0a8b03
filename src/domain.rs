//! The rules, pure: no framework, no I/O, no clock. Both targets compile every line of it.

pub mod agent;
pub mod api_key;
pub mod cell;
pub mod change;
pub mod collection;
pub mod contact;
pub mod conversation;
pub mod conversation_listing;
pub mod cursor;
pub mod day;
pub mod error;
pub mod explain;
pub mod export;
pub mod filter;
pub mod fold;
pub mod form;
pub mod limits;
pub mod listing;
pub mod member;
pub mod new_record;
pub mod phone;
pub mod prefs;
pub mod record;
pub mod record_id;
pub mod view;
pub mod viewer;

/// The single spelling of an enum's value, for URL, database, markup and file alike.
pub fn slug(value: impl Into<&'static str>) -> &'static str {
    value.into()
}
