//! Every word on a screen. A message that one language lacks does not compile.

pub mod api_keys;
mod ar;
pub mod collection;
pub mod conversations;
mod en;
pub mod explain;
pub mod exports;
pub mod keys;
pub mod new_record;
pub mod palette;
pub mod plural;

use leptos::prelude::*;

use crate::domain::agent::Variant;
use crate::domain::change::{Destination, Part};
use crate::domain::error::AppError;
use crate::domain::filter::Range;
use crate::domain::form::Problem;
use crate::domain::listing::Sort;
use crate::domain::member::Role;
use crate::domain::prefs::{Language, Prefs, Theme};
use crate::domain::record::{Channel, Folder, Kind, Status};

/// The messages of one language. Placeholders stand in braces, see [`pieces`].
pub struct Messages {
    pub api_keys: &'static api_keys::ApiKeys,
    pub collection: &'static collection::Collection,
    pub conversations: &'static conversations::Conversations,
    pub explain: &'static explain::Explain,
    pub exports: &'static exports::Exports,
    pub keys: &'static keys::Keys,
    pub new_record: &'static new_record::NewRecord,
    pub palette: &'static palette::Palette,

    pub product: &'static str,
    pub skip_to_content: &'static str,
    pub menu: &'static str,
    pub main_navigation: &'static str,
    pub breadcrumb: &'static str,
    pub folders: &'static str,
    pub language: &'static str,
    pub theme: &'static str,
    /// Before the name of a time zone.
    pub times_in: &'static str,

    pub agents: &'static str,
    pub agent: &'static str,
    pub switch_agent: &'static str,
    pub all_agents: &'static str,
    pub agents_lead: &'static str,
    pub no_agents: &'static str,
    pub no_agents_text: &'static str,
    pub in_inbox: fn(u64) -> String,

    pub records: &'static str,
    pub leads: &'static str,
    pub tickets: &'static str,
    pub both: &'static str,
    pub leads_only: &'static str,
    pub tickets_only: &'static str,
    pub filters: &'static str,
    pub kind: &'static str,
    pub status: &'static str,
    pub channel: &'static str,
    pub assignee: &'static str,
    pub date: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub apply: &'static str,
    pub me: &'static str,
    pub unassigned: &'static str,
    pub unknown_member: &'static str,
    pub search: &'static str,
    pub search_records: &'static str,
    pub clear_search: &'static str,
    pub sort: &'static str,
    pub active_filters: &'static str,
    /// {filter}: what the pill says.
    pub remove_filter: &'static str,
    pub clear_all: &'static str,

    pub total_records: fn(u64) -> String,
    pub pages: &'static str,
    pub per_page: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub first_page: &'static str,
    pub loading: &'static str,

    pub name: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub company: &'static str,
    pub more_fields: fn(u64) -> String,
    pub details: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub days_left: fn(u64) -> String,

    pub close: &'static str,
    pub contact: &'static str,
    pub additional_information: &'static str,
    pub description: &'static str,
    pub assignment: &'static str,
    pub notes: &'static str,
    pub activity: &'static str,
    pub no_contact: &'static str,
    pub system: &'static str,
    pub record_not_found: &'static str,
    pub record_not_found_text: &'static str,
    /// {actor}
    pub filed: &'static str,
    /// {actor} {from} {to}
    pub status_set: &'static str,
    /// {actor} {to}
    pub assigned: &'static str,
    /// {actor}
    pub unassigned_by: &'static str,
    /// {actor} {to}
    pub assignee_deactivated: &'static str,
    /// {actor}
    pub notes_set: &'static str,
    /// {actor} {from} {to}
    pub moved: &'static str,

    pub mark: &'static str,
    pub assign: &'static str,
    pub assign_to: &'static str,
    pub assign_to_me: &'static str,
    pub assign_records: fn(u64) -> String,
    pub assignment_note: &'static str,
    pub nobody_found: &'static str,
    pub older: &'static str,
    pub revert: fn(u64) -> String,
    pub revert_title: &'static str,
    pub revert_text: fn(u64) -> String,
    pub bulk: &'static str,
    pub select: &'static str,
    pub select_page: &'static str,
    pub selected: fn(u64) -> String,
    pub select_all: fn(u64) -> String,
    pub clear_selection: &'static str,
    pub confirm: fn(Destination) -> (&'static str, &'static str),
    pub move_to: fn(Destination) -> &'static str,
    pub undo: &'static str,
    pub undo_all: fn(u64) -> String,
    pub show: &'static str,
    pub marked_as: fn(u64, &str) -> String,
    pub assigned_to: fn(u64, &str) -> String,
    pub made_unassigned: fn(u64) -> String,
    pub moved_to: fn(u64, &str) -> String,
    pub records_restored: fn(u64) -> String,
    pub undone: fn(u64) -> String,
    pub nothing_changed: &'static str,
    pub left_as_they_were: fn(u64) -> String,
    pub and_more: fn(u64) -> String,
    pub changed_meanwhile: &'static str,
    pub already_so: &'static str,
    pub gone_for_good: &'static str,
    pub not_here: &'static str,
    pub assignee_left: &'static str,
    pub conflict: &'static str,
    pub now_it_is: &'static str,
    pub you_chose: &'static str,
    pub keep_theirs: &'static str,
    pub use_mine: &'static str,
    pub keep_mine: &'static str,
    pub keep_both: &'static str,
    pub notes_conflict: &'static str,
    pub saving: &'static str,
    pub could_not_save: &'static str,
    pub part_saved: fn(Part) -> &'static str,
    pub not_changed: fn(&AppError) -> String,
    pub changing: fn(u64) -> String,
    pub taking_back: fn(u64) -> String,
    pub job_failed: &'static str,
    pub new_records: fn(u64) -> String,
    pub previous_record: &'static str,
    pub next_record: &'static str,
    pub record_purged: &'static str,
    pub record_purged_text: &'static str,
    pub purged_on: &'static str,

    pub no_records: &'static str,
    pub no_records_text: &'static str,
    pub no_matches: &'static str,
    pub no_matches_text: &'static str,
    pub clear: &'static str,
    pub folder_empty: fn(Folder) -> &'static str,
    pub folder_empty_text: fn(Folder) -> &'static str,
    /// {folder}
    pub found_elsewhere: &'static str,
    pub found_elsewhere_text: &'static str,
    pub found_in: fn(u64, Folder) -> String,
    pub page_empty: &'static str,
    pub page_empty_text: &'static str,

    pub failed: &'static str,
    pub failed_text: &'static str,
    pub retry: &'static str,
    pub page_not_found: &'static str,
    pub page_not_found_text: &'static str,

    pub demo: &'static str,
    pub demo_text: &'static str,
    pub demo_sign_in: &'static str,
    pub account: &'static str,
    pub sign_in: &'static str,
    pub sign_out: &'static str,
    pub sign_out_everywhere: &'static str,
    pub sign_out_everywhere_text: &'static str,
    pub sessions: &'static str,
    pub password: &'static str,
    pub new_password: &'static str,
    pub current_password: &'static str,
    pub password_hint: &'static str,
    pub forgot_password: &'static str,
    pub set_up: &'static str,
    pub set_up_text: &'static str,
    pub set_up_submit: &'static str,
    pub your_name: &'static str,
    pub time_zone: &'static str,
    pub time_zone_hint: &'static str,
    pub join_title: &'static str,
    /// {actor} {email} {role}
    pub join_text: &'static str,
    pub join: &'static str,
    pub reset_title: &'static str,
    /// {name} {email}
    pub reset_text: &'static str,
    pub link_over: &'static str,
    pub link_over_text: &'static str,
    pub preferences: &'static str,
    pub profile: &'static str,
    pub cards_per_page: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub change_password: &'static str,
    pub change_password_text: &'static str,
    pub password_changed: &'static str,
    pub signed_out: &'static str,
    pub signed_out_text: &'static str,
    pub not_allowed: &'static str,
    pub not_allowed_text: &'static str,

    pub team: &'static str,
    pub you: &'static str,
    pub role: &'static str,
    pub last_seen: &'static str,
    pub never_seen: &'static str,
    pub open_records: fn(u64) -> String,
    pub invite: &'static str,
    pub invite_text: &'static str,
    pub make_link: &'static str,
    pub link: &'static str,
    pub link_made: &'static str,
    pub invited: &'static str,
    pub expires: &'static str,
    pub expired: &'static str,
    pub withdraw: &'static str,
    pub manage: &'static str,
    pub change_role: &'static str,
    pub change_role_text: &'static str,
    pub reset_link: &'static str,
    pub reset_link_text: &'static str,
    pub deactivate: &'static str,
    pub deactivate_text: &'static str,
    pub deactivated: &'static str,
    pub reactivate: &'static str,
    pub reactivate_text: &'static str,

    pub new_agent: &'static str,
    pub agent_id: &'static str,
    pub agent_id_hint: &'static str,
    pub variant: &'static str,
    pub create_agent: &'static str,
    pub delete_agent: &'static str,
    pub delete_agent_text: &'static str,
    pub delete_confirmation: &'static str,
    pub delete_for_good: &'static str,
    pub cancel: &'static str,

    pub problem: fn(Problem) -> String,

    pub kind_name: fn(Kind) -> &'static str,
    pub status_name: fn(Status) -> &'static str,
    pub channel_name: fn(Channel) -> &'static str,
    pub folder_name: fn(Folder) -> &'static str,
    pub role_name: fn(Role) -> &'static str,
    pub variant_name: fn(Variant) -> &'static str,
    pub range_name: fn(Range) -> &'static str,
    pub sort_name: fn(Sort) -> &'static str,
    pub theme_name: fn(Theme) -> &'static str,
}

/// The messages of a language.
pub fn messages(language: Language) -> &'static Messages {
    match language {
        Language::En => &en::MESSAGES,
        Language::Ar => &ar::MESSAGES,
    }
}

/// What a language calls itself.
pub fn own_name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Ar => "العربية",
    }
}

/// The viewer's preferences, which server and browser both know.
pub fn use_prefs() -> Prefs {
    use_context().unwrap_or_default()
}

/// The messages in the viewer's language.
pub fn use_messages() -> &'static Messages {
    messages(use_prefs().language)
}

/// A number with its thousands apart, in Latin digits in every language.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A part of a message: its own words, or the name of a placeholder.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    Words(&'static str),
    Placeholder(&'static str),
}

/// Takes a message apart at its placeholders, so that what fills them can be markup.
pub fn pieces(message: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = message;
    while let Some((words, (name, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?))) {
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces.push(Piece::Placeholder(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

#[cfg(test)]
mod tests;
