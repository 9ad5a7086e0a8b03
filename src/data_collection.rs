//! The page that says what an agent asks its customers.

mod built_in;
mod custom_fields;
mod drag;
mod editor;
mod form;
mod guard;
mod icon_picker;
pub mod page;
mod row;
