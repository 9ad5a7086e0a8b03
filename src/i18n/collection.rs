//! Words of data collection.

mod ar;
mod en;

pub use self::ar::AR;
pub use self::en::EN;

use crate::domain::collection::SetKind;
use crate::domain::collection::draft::Ask;
use crate::domain::record::{FieldIcon, FieldKind};

pub struct Collection {
    pub data_collection: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    pub how_to_send: &'static str,

    pub sets: &'static str,
    pub set_name: fn(SetKind) -> &'static str,
    pub voice_is_new: &'static str,
    pub nothing_to_copy: &'static str,
    pub copy_from_text: &'static str,

    pub collect: &'static str,
    pub collect_text: &'static str,
    /// Of an agent that has both sets.
    pub collect_both: &'static str,

    pub contact_details: &'static str,
    pub contact_details_text: &'static str,
    pub ask_name: fn(Ask) -> &'static str,

    pub custom_fields: &'static str,
    pub custom_fields_text: &'static str,
    pub no_custom_fields: &'static str,
    pub of_most: fn(u64, u64) -> String,
    pub add_field: &'static str,
    pub full: &'static str,
    /// What a field is called while it has no label.
    pub nameless: &'static str,
    pub label: &'static str,
    pub icon: &'static str,
    pub kind: &'static str,
    pub required: &'static str,
    pub choices: &'static str,
    pub choices_hint: &'static str,
    pub drag: &'static str,
    pub move_up: &'static str,
    pub move_down: &'static str,
    pub remove: &'static str,
    /// Label, place, of how many.
    pub moved: fn(&str, u64, u64) -> String,
    pub removed: fn(&str) -> String,
    pub added: &'static str,
    pub copied: &'static str,
    pub discarded: &'static str,

    pub saved: &'static str,
    pub unsaved: &'static str,
    pub nothing_unsaved: &'static str,
    pub discard: &'static str,
    pub leave_title: &'static str,
    pub leave_text: &'static str,
    pub stay: &'static str,
    pub leave: &'static str,
    pub save_and_stay: &'static str,
    pub kept: &'static str,
    pub restore: &'static str,

    pub kind_name: fn(FieldKind) -> &'static str,
    pub icon_name: fn(FieldIcon) -> &'static str,
}
