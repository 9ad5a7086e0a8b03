//! What the pages of conversations show.

use serde::{Deserialize, Serialize};

use super::{FolderCounts, Marked, Stamp};
use crate::domain::agent::Agent;
use crate::domain::conversation::{ConversationStatus, Medium, Sender};
use crate::domain::record::{Channel, Folder, Kind, Status};

/// One page of conversations with everything around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationsView {
    pub agent: Agent,
    /// All agents, by name, for the switcher.
    pub agents: Vec<Agent>,
    /// Everything of the medium in each folder.
    pub folders: FolderCounts,
    /// What each tab would list under the same search.
    pub channels: Vec<(Channel, u64)>,
    /// What the tab of all channels would list.
    pub any_channel: u64,
    /// What the chosen tab lists, on all its pages.
    pub total: u64,
    pub conversations: Vec<ConversationView>,
    /// Values of `before` and `after` for the neighbouring pages, where there are any.
    pub before: Option<String>,
    pub after: Option<String>,
    /// When nothing is listed: how many each other folder would list under the same tab and search.
    pub elsewhere: Vec<(Folder, u64)>,
}

/// A conversation in the list and over its transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationView {
    /// Its key, as `id` in links and in the API.
    pub id: i64,
    /// The agent's own id for it.
    pub external_id: Marked,
    pub medium: Medium,
    pub channel: Channel,
    /// A language tag such as `en`.
    pub language: String,
    /// Of the customer, as the newest record with a name has it.
    pub name: Option<Marked>,
    pub started: Stamp,
    /// When the last message was sent.
    pub last: Option<Stamp>,
    /// How the last message begins, or where a search found something.
    pub preview: Marked,
    pub messages: u64,
    pub status: ConversationStatus,
    pub closed: Option<Stamp>,
    pub folder: Folder,
    /// Of the folder: a move must name it.
    pub version: i64,
    /// Whole days until a deleted conversation is purged.
    pub days_left: Option<u32>,
    /// Ids and types of the records filed out of it, oldest first.
    pub records: Vec<(String, Kind)>,
}

/// A part of a conversation: messages in their order, and among them the records where they were filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptView {
    pub conversation: ConversationView,
    pub messages: Vec<MessageView>,
    pub records: Vec<FiledView>,
    /// There are messages before these, and after.
    pub earlier: bool,
    pub later: bool,
}

/// Which part of a transcript is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The last messages.
    #[default]
    Latest,
    /// Around the place where the record of this id was filed.
    Around(String),
    /// Before the message at this position.
    Before(i64),
    /// After it.
    After(i64),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    /// Its place in the conversation, from 0.
    pub position: i64,
    pub sender: Sender,
    pub text: Marked,
    /// `dd-mm-yy` in the viewer's zone.
    pub day: String,
    /// `HH:MM` in the viewer's zone.
    pub time: String,
    /// RFC 3339 in UTC, for machines.
    pub utc: String,
}

/// A record in the transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledView {
    pub id: String,
    pub kind: Kind,
    pub status: Status,
    pub folder: Folder,
    pub name: Option<String>,
    pub at: Stamp,
    /// It was filed after the message at this position; `None` = before the first one.
    pub after: Option<i64>,
}

/// What has become of a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// Where it is now, and with which version.
    Done { folder: Folder, version: i64 },
    /// Somebody else has moved it meanwhile: where it is now.
    ChangedMeanwhile { folder: Folder, version: i64 },
}
