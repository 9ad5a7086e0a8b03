//! What the screen says of what has become of a change.

use crate::domain::change::{Action, Destination, Outcome, Reason};
use crate::domain::member::{Member, MemberId};
use crate::domain::record::Folder;
use crate::i18n::Messages;

/// What was done to so many records.
pub fn done(t: &Messages, action: &Action, member: impl Fn(MemberId) -> Option<Member>, records: u64) -> String {
    if records == 0 {
        return t.nothing_changed.to_owned();
    }
    match action {
        Action::SetStatus { to } => (t.marked_as)(records, (t.status_name)(*to)),
        Action::Assign { to: None, .. } => (t.made_unassigned)(records),
        Action::Assign { to: Some(id), .. } => {
            let name = member(*id).map_or_else(|| t.unknown_member.to_owned(), |member| member.name);
            (t.assigned_to)(records, &name)
        }
        Action::SetNotes { .. } => t.saved.to_owned(),
        Action::Move { to } => match to {
            Destination::Archived => (t.moved_to)(records, (t.folder_name)(Folder::Archived)),
            Destination::Deleted => (t.moved_to)(records, (t.folder_name)(Folder::Deleted)),
            Destination::Inbox => (t.moved_to)(records, (t.folder_name)(Folder::Inbox)),
            Destination::Restored => (t.records_restored)(records),
        },
    }
}

pub fn undone(t: &Messages, records: u64) -> String {
    if records == 0 { t.nothing_changed.to_owned() } else { (t.undone)(records) }
}

/// With how many were left as they were.
pub fn left_words(t: &Messages, said: String, outcome: &Outcome) -> String {
    let left = (t.left_as_they_were)(outcome.unchanged);
    if outcome.changed == 0 { left } else { format!("{said} · {left}") }
}

/// Why a record was left as it was.
pub fn reason(t: &Messages, reason: &Reason) -> &'static str {
    match reason {
        Reason::ChangedMeanwhile { .. } => t.changed_meanwhile,
        Reason::AlreadySo => t.already_so,
        Reason::NotFound => t.gone_for_good,
        Reason::NotAllowed => t.not_here,
        Reason::Deactivated => t.assignee_left,
    }
}
