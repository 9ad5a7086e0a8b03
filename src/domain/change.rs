//! Changing records: what is to be done, with which of them, and what became of it.
//!
//! A change is always of many records at once; a card's is of one. It touches one part of each: status, assignee, notes
//! or folder. A part has a version of its own, so that a change never overwrites one that its author has not seen, and
//! never stands in the way of a change of another part.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::limits;
use super::member::{Member, MemberId};
use super::record::{Folder, Status};

/// The parts of a record that change. Everything else is as the agent filed it, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Part {
    Status,
    Assignee,
    Notes,
    Folder,
}

/// The versions of the parts of a record, as it was seen. Each begins at 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    pub status: i64,
    pub assignee: i64,
    pub notes: i64,
    pub folder: i64,
}

impl Versions {
    pub fn of(self, part: Part) -> i64 {
        match part {
            Part::Status => self.status,
            Part::Assignee => self.assignee,
            Part::Notes => self.notes,
            Part::Folder => self.folder,
        }
    }

    pub fn set(&mut self, part: Part, version: i64) {
        match part {
            Part::Status => self.status = version,
            Part::Assignee => self.assignee = version,
            Part::Notes => self.notes = version,
            Part::Folder => self.folder = version,
        }
    }
}

/// What is to be done with every record that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    SetStatus {
        to: Status,
    },
    /// `None` = nobody. The note goes with the assignment.
    Assign {
        to: Option<MemberId>,
        note: String,
    },
    SetNotes {
        text: String,
    },
    Move {
        to: Destination,
    },
}

impl Action {
    pub fn part(&self) -> Part {
        match self {
            Self::SetStatus { .. } => Part::Status,
            Self::Assign { .. } => Part::Assignee,
            Self::SetNotes { .. } => Part::Notes,
            Self::Move { .. } => Part::Folder,
        }
    }
}

/// Where a record can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Destination {
    /// *Archive*, out of the Inbox.
    Archived,
    /// *Delete*, out of Inbox and Archived.
    Deleted,
    /// *Restore to inbox*, out of Archived.
    Inbox,
    /// *Restore*, out of Deleted to where it was deleted from.
    Restored,
}

impl Destination {
    /// The folder that a record of `from` comes to. `None` = this cannot be done there; the same folder = it is there
    /// already.
    pub fn from(self, from: Folder, deleted_from: Option<Folder>) -> Option<Folder> {
        match (self, from) {
            (Self::Archived, Folder::Inbox | Folder::Archived) => Some(Folder::Archived),
            (Self::Deleted, _) => Some(Folder::Deleted),
            (Self::Inbox, Folder::Archived | Folder::Inbox) => Some(Folder::Inbox),
            (Self::Restored, Folder::Deleted) => Some(deleted_from.unwrap_or_default()),
            // Put back by somebody else meanwhile: that is what was wanted.
            (Self::Restored, folder) => Some(folder),
            (Self::Archived | Self::Inbox, Folder::Deleted) => None,
        }
    }
}

/// Which records are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// These.
    Records { records: Vec<Seen> },
    /// All that a list showed, on all its pages.
    Matching {
        folder: Folder,
        /// The canonical query of the list.
        query: String,
        /// When the list was made, in the server's microseconds: what has changed since is left alone.
        as_of: i64,
        /// Ids of those that are not meant.
        except: Vec<String>,
    },
}

/// A record as somebody saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub id: String,
    /// Of the part that is to change.
    pub version: i64,
}

/// The answer to a change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Done(Outcome),
    /// So many records that it goes on by itself; the job says how far it is.
    Started(Job),
}

/// What became of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Names the change, to take it back; `None` when nothing was changed.
    pub change: Option<i64>,
    /// How many records were changed.
    pub changed: u64,
    /// The first of them, at most [`NAMED`].
    pub records: Vec<Changed>,
    /// How many were left as they were.
    pub unchanged: u64,
    /// The first of those and why, at most [`NAMED`].
    pub left: Vec<Left>,
}

/// Records that an outcome names; beyond, it counts them.
pub const NAMED: usize = limits::RECORDS_DIRECTLY;

/// A record as a change has left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    pub id: String,
    pub now: Value,
    /// Of the part that was changed.
    pub version: i64,
}

/// A change of many records that runs by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    pub id: i64,
    /// `None` = a change is taken back.
    pub action: Option<Action>,
    /// How many records are meant.
    pub records: u64,
    /// Whose it is.
    pub actor: Option<MemberId>,
    pub state: JobState,
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    Running,
    Done(Outcome),
    /// Nothing was changed.
    Failed,
}

/// A record that was left as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    pub id: String,
    pub reason: Reason,
}

/// Why a record was left as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Somebody has changed this part since it was seen. It is `now` at this version.
    ChangedMeanwhile { now: Value, version: i64 },
    /// It is so already.
    AlreadySo,
    /// There is no such record of this agent (any more).
    NotFound,
    /// It cannot be done where the record lies.
    NotAllowed,
    /// Who had it is not on the team any more.
    Deactivated,
}

/// What a part of a record is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    Status(Status),
    Assignee(Option<Member>),
    Notes(String),
    Folder(Folder),
}

impl Value {
    pub fn part(&self) -> Part {
        match self {
            Self::Status(_) => Part::Status,
            Self::Assignee(_) => Part::Assignee,
            Self::Notes(_) => Part::Notes,
            Self::Folder(_) => Part::Folder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Folder::{Archived, Deleted, Inbox};

    #[test]
    fn a_folder_has_its_own_ways_out() {
        for (destination, from, deleted_from, expected) in [
            (Destination::Archived, Inbox, None, Some(Archived)),
            (Destination::Archived, Archived, None, Some(Archived)),
            (Destination::Archived, Deleted, Some(Inbox), None),
            (Destination::Deleted, Inbox, None, Some(Deleted)),
            (Destination::Deleted, Archived, None, Some(Deleted)),
            (Destination::Deleted, Deleted, Some(Inbox), Some(Deleted)),
            (Destination::Inbox, Archived, None, Some(Inbox)),
            (Destination::Inbox, Inbox, None, Some(Inbox)),
            (Destination::Inbox, Deleted, Some(Archived), None),
            (Destination::Restored, Deleted, Some(Archived), Some(Archived)),
            (Destination::Restored, Deleted, Some(Inbox), Some(Inbox)),
            (Destination::Restored, Inbox, None, Some(Inbox)),
            (Destination::Restored, Archived, None, Some(Archived)),
        ] {
            assert_eq!(destination.from(from, deleted_from), expected, "{destination:?} {from:?} {deleted_from:?}");
        }
    }
}
