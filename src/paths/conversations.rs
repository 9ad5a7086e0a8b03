//! The pages of conversations.

use super::{AGENTS, encode, value_of};
use crate::domain::agent::AgentId;
use crate::domain::conversation::Medium;
use crate::domain::conversation_listing::ConversationListing;
use crate::domain::record::{Channel, Folder};
use crate::domain::record_id::RecordId;

/// Which part of the transcript a link shows beside what it selects.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// Where the record of this id was filed.
    Record(String),
    /// The messages before the one at this position; only without script.
    Before(i64),
    /// The messages after it; only without script.
    After(i64),
}

/// What a link selects.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Selected {
    /// The conversation's key as it was written; what is no number selects nothing that exists.
    pub id: String,
    pub spot: Option<Spot>,
}

/// The list of conversations, and beside it the transcript of the one that is selected.
pub fn conversations(agent: &AgentId, listing: &ConversationListing, selected: Option<&Selected>) -> String {
    let folder = match listing.folder {
        Folder::Inbox => String::new(),
        folder => format!("/{}", <&str>::from(folder)),
    };
    format!("{AGENTS}/{agent}/{}{folder}{}", segment(listing.medium), query(listing, selected))
}

/// A conversation, at the place where one of its records was filed.
pub fn conversation(agent: &AgentId, channel: Channel, id: i64, record: Option<&str>) -> String {
    let listing = ConversationListing::of(Medium::of(channel), Folder::Inbox);
    let spot = record.map(|id| Spot::Record(id.to_owned()));
    let link = conversations(agent, &listing, Some(&Selected { id: id.to_string(), spot }));
    // Without script the browser itself goes to the place.
    record.map_or(link.clone(), |record| format!("{link}#{record}"))
}

/// Agent, medium and folder of a path that [`conversations`] wrote.
pub fn parse_conversations(path: &str) -> Option<(AgentId, Medium, Folder)> {
    let (agent, rest) = path.strip_prefix(AGENTS)?.strip_prefix('/')?.split_once('/')?;
    let rest = rest.trim_end_matches('/');
    let (page, folder) = rest.split_once('/').unwrap_or((rest, ""));
    let medium = [Medium::Chat, Medium::Voice].into_iter().find(|medium| segment(*medium) == page)?;
    let folder = match folder {
        "" => Folder::Inbox,
        "archived" => Folder::Archived,
        "deleted" => Folder::Deleted,
        _ => return None,
    };
    Some((AgentId::parse(agent)?, medium, folder))
}

/// The canonical spelling of such a page's link.
pub fn canonical_conversations(agent: &AgentId, medium: Medium, folder: Folder, query: &str) -> String {
    let listing = ConversationListing::from_query(medium, folder, query);
    conversations(agent, &listing, selected(query).as_ref())
}

/// What a query selects.
pub fn selected(query: &str) -> Option<Selected> {
    let id = value_of(query, "id").map(|id| id.trim().chars().take(64).collect::<String>());
    let id = id.filter(|id| !id.is_empty())?;
    let position = |name| value_of(query, name).and_then(|value| value.parse().ok()).filter(|at: &i64| *at >= 0);
    let record = value_of(query, "record").as_deref().and_then(RecordId::parse);
    let spot = record
        .map(|id| Spot::Record(id.to_string()))
        .or_else(|| position("messages-before").map(Spot::Before))
        .or_else(|| position("messages-after").map(Spot::After));
    Some(Selected { id, spot })
}

fn query(listing: &ConversationListing, selected: Option<&Selected>) -> String {
    let mut query = listing.to_query();
    let mut add = |name: &str, value: &str| {
        let and = if query.is_empty() { "" } else { "&" };
        query = format!("{query}{and}{name}={}", encode(value));
    };
    if let Some(Selected { id, spot }) = selected {
        add("id", id);
        match spot {
            Some(Spot::Record(record)) => add("record", record),
            Some(Spot::Before(position)) => add("messages-before", &position.to_string()),
            Some(Spot::After(position)) => add("messages-after", &position.to_string()),
            None => {}
        }
    }
    if query.is_empty() { query } else { format!("?{query}") }
}

fn segment(medium: Medium) -> &'static str {
    match medium {
        Medium::Chat => "chat-conversations",
        Medium::Voice => "voice-conversations",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_back() {
        let agent = AgentId::parse("acme").unwrap();
        for (path, query, expected) in [
            ("/agents/acme/chat-conversations", "", ""),
            ("/agents/acme/voice-conversations/archived", "id=+5+&record=wit-led-a4b2o", "?id=5&record=WIT-LED-A4B20"),
            ("/agents/acme/chat-conversations/deleted", "messages-before=7&q=x&id=9", "?q=x&id=9&messages-before=7"),
            ("/agents/acme/chat-conversations", "id=9&messages-after=-1&record=x", "?id=9"),
            ("/agents/acme/chat-conversations", "record=WIT-LED-A4B2X", ""),
        ] {
            let (found, medium, folder) = parse_conversations(path).unwrap();
            assert_eq!(found, agent);
            let link = canonical_conversations(&agent, medium, folder, query);
            assert_eq!(link, format!("{path}{expected}"), "{query}");
        }
        for other in
            ["/agents/acme/conversations", "/agents/acme/chat-conversations/inbox", "/agents/chat-conversations"]
        {
            assert_eq!(parse_conversations(other), None, "{other}");
        }
    }

    #[test]
    fn a_record_leads_to_its_place() {
        let agent = AgentId::parse("acme").unwrap();
        assert_eq!(
            conversation(&agent, Channel::Voice, 7, Some("WIT-LED-A4B2X")),
            "/agents/acme/voice-conversations?id=7&record=WIT-LED-A4B2X#WIT-LED-A4B2X"
        );
        assert_eq!(conversation(&agent, Channel::X, 7, None), "/agents/acme/chat-conversations?id=7");
    }
}
