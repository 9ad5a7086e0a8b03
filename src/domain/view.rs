//! What the server tells a screen: ready to show, times already local, search hits already marked.

pub mod conversations;
pub mod settings;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::agent::Agent;
use super::change::{Job, Part, Value, Versions};
use super::explain::HiddenBy;
use super::form::Problem;
use super::limits;
use super::member::{Member, Role};
use super::record::{BuiltInField, Channel, FieldIcon, FieldKind, Flag, Folder, Kind, Status};

/// Text of a customer with the byte ranges that a search found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(u32, u32)>,
}

/// A moment as the viewer reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// `dd-mm-yy HH:MM` in the viewer's zone.
    pub local: String,
    /// RFC 3339 in UTC, for machines.
    pub utc: String,
}

/// One custom field as it was when the record was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldView {
    pub label: Marked,
    pub icon: FieldIcon,
    pub kind: FieldKind,
    pub value: Marked,
    /// What is wrong with it.
    pub flag: Option<Flag>,
}

/// Where a record came from, and whether one can go there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Out of the conversation of this key.
    Conversation(i64),
    /// Out of a conversation that was deleted for good.
    GoneConversation,
    /// By the agent, without a conversation.
    Agent,
    /// By a member's hand.
    Member,
}

/// What card and sheet both show of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordView {
    pub id: Marked,
    pub kind: Kind,
    pub channel: Channel,
    pub created: Stamp,
    pub name: Option<Marked>,
    pub phone: Option<Marked>,
    pub email: Option<Marked>,
    pub company: Option<Marked>,
    pub fields: Vec<FieldView>,
    /// What is wrong with built-in fields.
    pub flags: Vec<(BuiltInField, Flag)>,
    pub source: Source,
    /// On a card at most [`CARD_DESCRIPTION`] characters; whole in the sheet.
    pub description: Marked,
    pub triage: TriageView,
}

/// Characters of a description that a card carries; the sheet has the rest.
pub const CARD_DESCRIPTION: usize = 1_000;

/// How many records each option would list if it alone were chosen in its own filter, the others kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// All that the filter lists.
    pub total: u64,
    pub kind: Vec<(Kind, u64)>,
    /// What clearing the type filter would list.
    pub any_kind: u64,
    pub status: Vec<(Status, u64)>,
    pub channel: Vec<(Channel, u64)>,
    /// Per member, members with none left out; `None` = unassigned.
    pub assignee: Vec<(Option<i64>, u64)>,
    /// Today, last 7 days, last 30 days.
    pub range: [u64; 3],
}

/// Everything in each folder, unfiltered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderCounts {
    pub inbox: u64,
    pub archived: u64,
    pub deleted: u64,
}

impl FolderCounts {
    pub fn of(&self, folder: Folder) -> u64 {
        match folder {
            Folder::Inbox => self.inbox,
            Folder::Archived => self.archived,
            Folder::Deleted => self.deleted,
        }
    }

    pub fn all(&self) -> u64 {
        self.inbox + self.archived + self.deleted
    }
}

/// One page of the list with everything around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    pub agent: Agent,
    /// All agents, by name, for the switcher.
    pub agents: Vec<Agent>,
    pub folders: FolderCounts,
    pub records: Vec<RecordView>,
    pub counts: Counts,
    /// Everybody on the team, by name.
    pub members: Vec<Member>,
    /// Values of `before` and `after` for the neighbouring pages, where there are any.
    pub before: Option<String>,
    pub after: Option<String>,
    /// When the list was made, in microseconds: what *Select all* means is what was there then.
    pub as_of: i64,
    /// When nothing is listed: how many each other folder would list under the same filter.
    pub elsewhere: Vec<(Folder, u64)>,
    /// When nothing is listed: how many the search would find here without the other filters, where there are any.
    pub unfiltered: u64,
    /// A change of many records that is running, or whose end the viewer has not seen yet.
    pub job: Option<Job>,
}

/// The parts of a record that change, as they are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriageView {
    pub status: Status,
    pub assignee: Option<Member>,
    pub folder: Folder,
    pub versions: Versions,
    /// Whole days until a deleted record is purged.
    pub days_left: Option<u32>,
}

impl TriageView {
    /// What is known from two sources: of each part what is newer.
    pub fn newest(self, other: Self) -> Self {
        let newer = |part| other.versions.of(part) > self.versions.of(part);
        let mut newest = self.clone();
        for part in Part::VARIANTS.iter().filter(|part| newer(**part)) {
            newest = newest.with_part_of(*part, &other);
        }
        newest
    }

    fn with_part_of(mut self, part: Part, other: &Self) -> Self {
        match part {
            Part::Status => self.status = other.status,
            Part::Assignee => self.assignee.clone_from(&other.assignee),
            Part::Notes => {}
            Part::Folder => (self.folder, self.days_left) = (other.folder, other.days_left),
        }
        self.versions.set(part, other.versions.of(part));
        self
    }

    /// The same with another value of one part.
    pub fn with(mut self, value: &Value) -> Self {
        match value {
            Value::Status(status) => self.status = *status,
            Value::Assignee(member) => self.assignee.clone_from(member),
            Value::Notes(_) => {}
            Value::Folder(folder) => {
                self.folder = *folder;
                self.days_left = (*folder == Folder::Deleted).then_some(limits::DAYS_IN_DELETED as u32);
            }
        }
        self
    }

    /// The same with a part as a change has left it.
    pub fn changed(self, value: &Value, version: i64) -> Self {
        let mut changed = self.with(value);
        changed.versions.set(value.part(), version);
        changed
    }
}

/// What has happened since a list was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsView {
    /// Records filed since that it would list.
    pub new: u64,
    /// Those of the records asked about that have changed since.
    pub changed: Vec<(String, TriageView)>,
}

/// An assignment or a change, newest first in the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityView {
    /// Its place in the journal.
    pub key: i64,
    /// `None` = the agent that filed it, or the system.
    pub actor: Option<Member>,
    pub change: Change,
    pub at: Stamp,
    /// The change it belongs to, while it can be taken back and has not been.
    pub revert: Option<Revert>,
}

/// A change that can be taken back as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revert {
    pub change: i64,
    /// How many records it has changed.
    pub records: u64,
}

/// What happened to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Filed,
    /// The agent filed the same again, with other values. They are not taken over.
    Proposed {
        values: Vec<Proposal>,
    },
    StatusSet {
        from: Status,
        to: Status,
    },
    Assigned {
        to: Option<Member>,
        note: String,
    },
    /// Unassigned, because the member who had it was deactivated. `None` = a member who is not known any more.
    AssigneeDeactivated {
        member: Option<Member>,
    },
    NotesSet,
    Moved {
        from: Folder,
        to: Folder,
    },
}

/// A value that an agent would have now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// A built-in field by its name, `description`, or the label of a custom field.
    pub field: String,
    pub custom: bool,
    pub value: String,
}

/// Everything the sheet shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// The name of the agent that filed it.
    pub agent: String,
    pub record: RecordView,
    pub notes: String,
    /// The note given with the current assignment.
    pub assignment_note: Option<String>,
    /// Its newest entries.
    pub activity: JournalView,
    /// Who it can be given to, by name.
    pub members: Vec<Member>,
    /// What keeps it out of the list over which it is shown.
    pub hidden_by: Vec<HiddenBy>,
}

/// What has become of the form of a new record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Created {
    /// The id of the record.
    Record(String),
    /// What is wrong, by field.
    Refused(Vec<(String, Problem)>),
}

/// A part of a record's journal, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalView {
    pub entries: Vec<ActivityView>,
    /// There are older ones.
    pub more: bool,
}

/// What is at a record's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    Record(Box<SheetView>),
    /// It was deleted for good.
    Purged {
        at: Stamp,
    },
    /// No record of this agent has or had it.
    Nothing,
}

/// An agent on the list of agents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentView {
    pub agent: Agent,
    pub inbox: u64,
}

/// The team as those who manage it see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    /// By name; those who are not active last.
    pub members: Vec<MemberView>,
    pub invitations: Vec<PendingView>,
}

/// A member on the team's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    pub member: Member,
    pub email: String,
    pub active: bool,
    /// `None` = has never signed in.
    pub seen: Option<Stamp>,
    /// Open records in the inboxes that are theirs.
    pub open: u64,
}

/// Somebody who was invited and has not joined yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingView {
    pub id: i64,
    pub email: String,
    pub role: Role,
    pub expires: Stamp,
    /// Its time is over.
    pub expired: bool,
}

/// What an invitation offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    pub email: String,
    pub role: Role,
    /// The name of whoever invites.
    pub by: String,
}

/// Whose password a link lets one choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetView {
    pub name: String,
    pub email: String,
}

/// The member's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreferencesView {
    pub name: String,
    pub email: String,
    /// Nobody but the demo knows a password of this member.
    pub demo: bool,
    /// Names of all time zones.
    pub zones: Vec<String>,
}

#[cfg(test)]
mod tests;
