//! The settings of an agent.

use super::{AGENTS, value_of};
use crate::domain::agent::AgentId;
use crate::domain::collection::SetKind;
use crate::domain::slug;

/// What the agent asks, on the tab of one of its sets.
pub fn data_collection(agent: &AgentId, set: SetKind) -> String {
    let tab = if set == SetKind::Text { "" } else { "?set=voice" };
    format!("{AGENTS}/{agent}/settings/data-collection{tab}")
}

/// The same, saying that it was saved.
pub fn data_collection_saved(agent: &AgentId, set: SetKind) -> String {
    let link = data_collection(agent, set);
    let and = if link.contains('?') { '&' } else { '?' };
    format!("{link}{and}saved={}", slug(set))
}

/// Which set a query asks for.
pub fn set_of(query: &str) -> SetKind {
    value_of(query, "set").and_then(|set| set.parse().ok()).unwrap_or(SetKind::Text)
}

pub fn api_keys(agent: &AgentId) -> String {
    format!("{AGENTS}/{agent}/settings/api-keys")
}

/// The agent of a path that one of these wrote.
pub fn agent_of_settings(path: &str) -> Option<AgentId> {
    let (agent, rest) = path.strip_prefix(AGENTS)?.strip_prefix('/')?.split_once('/')?;
    rest.starts_with("settings/").then(|| AgentId::parse(agent)).flatten()
}
