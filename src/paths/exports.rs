//! Records as CSV.

use super::{AGENTS, records, value_of};
use crate::domain::agent::AgentId;
use crate::domain::export::ChoiceKind;
use crate::domain::listing::Listing;
use crate::domain::slug;

/// The list, and over it the question how its page, or all of it, is to be exported.
pub fn exporting(agent: &AgentId, listing: &Listing, what: ChoiceKind) -> String {
    let link = records(agent, listing, None);
    let and = if link.contains('?') { '&' } else { '?' };
    format!("{link}{and}export={}", slug(what))
}

/// What a query wants exported: a page or all. A selection has no link.
pub fn exporting_of(query: &str) -> Option<ChoiceKind> {
    value_of(query, "export")?.parse().ok().filter(|what| *what != ChoiceKind::Selection)
}

/// Takes the form that starts an export.
pub fn exports(agent: &AgentId) -> String {
    format!("{AGENTS}/{agent}/exports")
}

/// The file of an export. It is sent once, to the member who started it.
pub fn file(agent: &AgentId, id: i64) -> String {
    format!("{AGENTS}/{agent}/exports/{id}")
}

/// The agent's activity: who exported what. `before` = entries older than that one.
pub fn activity(agent: &AgentId, before: Option<i64>) -> String {
    let query = before.map(|id| format!("?before={id}")).unwrap_or_default();
    format!("{AGENTS}/{agent}/settings/activity{query}")
}

/// Before which entry a query asks for the activity.
pub fn before_of(query: &str) -> Option<i64> {
    value_of(query, "before")?.parse().ok()
}
