//! What the settings of an agent show.

use serde::{Deserialize, Serialize};

use super::Stamp;
use crate::domain::agent::Agent;
use crate::domain::collection::DataCollection;
use crate::domain::export::ExportEntry;
use crate::domain::member::Member;

/// Data collection of one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionView {
    pub agent: Agent,
    /// All agents, by name, for the switcher.
    pub agents: Vec<Agent>,
    pub collection: DataCollection,
}

/// The activity of one agent: who exported what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityView {
    pub agent: Agent,
    pub agents: Vec<Agent>,
    /// Of everybody, those who have left too: the filters of exports name them.
    pub members: Vec<Member>,
    /// Newest first.
    pub exports: Vec<ExportEntry>,
    /// The id before which there are more.
    pub before: Option<i64>,
}

/// The keys of one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKeysView {
    pub agent: Agent,
    pub agents: Vec<Agent>,
    /// Newest first; those that cannot be used any more last.
    pub keys: Vec<ApiKeyView>,
    /// Goes along with the forms that make a key: sent again, they make no second one.
    pub once: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKeyView {
    pub id: i64,
    pub name: String,
    /// How the secret begins, to tell keys apart.
    pub hint: String,
    /// It may read too.
    pub reads: bool,
    pub requests_per_minute: u32,
    /// The name of whoever made it; `None` = a member who is not known any more.
    pub made_by: Option<String>,
    pub made: Stamp,
    pub expires: Option<Stamp>,
    /// `None` = never used.
    pub used: Option<Stamp>,
    pub state: KeyState,
}

/// Whether a key opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    Active,
    /// Active for a few days more.
    Expiring,
    Expired,
    Revoked,
}
