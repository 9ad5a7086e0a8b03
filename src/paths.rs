//! Every in-app URL is written here and nowhere else. The patterns of the route table in `app.rs` and the endpoints
//! in `api` are literals of their macros; tests prove that they agree with this file.

use crate::domain::agent::AgentId;
use crate::domain::listing::Listing;
use crate::domain::record::Folder;

pub const HOME: &str = "/";
pub const AGENTS: &str = "/agents";
/// Takes the forms that set language and theme.
pub const PREFERENCES: &str = "/preferences";

/// The list of records, and over it the sheet of one when `open` is given.
pub fn records(agent: &AgentId, listing: &Listing, open: Option<&str>) -> String {
    let folder = match listing.folder {
        Folder::Inbox => String::new(),
        folder => format!("/{}", <&str>::from(folder)),
    };
    format!("{AGENTS}/{agent}/leads-tickets{folder}{}", records_query(listing, open))
}

/// The canonical query of [`records`], with its `?` unless it is empty.
pub fn records_query(listing: &Listing, open: Option<&str>) -> String {
    let mut query = listing.to_query();
    if let Some(id) = open {
        let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
        let and = if query.is_empty() { "" } else { "&" };
        query = format!("{query}{and}id={id}");
    }
    if query.is_empty() { query } else { format!("?{query}") }
}

/// A folder of the list without any filter.
pub fn folder(agent: &AgentId, folder: Folder) -> String {
    records(agent, &Listing { folder, ..Listing::default() }, None)
}

/// Agent and folder of a path that [`records`] wrote.
pub fn parse_records(path: &str) -> Option<(AgentId, Folder)> {
    let (agent, rest) = path.strip_prefix(AGENTS)?.strip_prefix('/')?.split_once('/')?;
    let folder = match rest.trim_end_matches('/') {
        "leads-tickets" => Folder::Inbox,
        "leads-tickets/archived" => Folder::Archived,
        "leads-tickets/deleted" => Folder::Deleted,
        _ => return None,
    };
    Some((AgentId::parse(agent)?, folder))
}

/// The record id that a query asks to open: canonical if it is one, otherwise as it was typed, cut at 64 characters.
pub fn opened(query: &str) -> Option<String> {
    use crate::domain::record_id::RecordId;
    let mut pairs = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
    let (_, id) = pairs.find(|(name, value)| name == "id" && !value.trim().is_empty())?;
    Some(match RecordId::parse(&id) {
        Some(id) => id.to_string(),
        None => id.trim().chars().take(64).collect(),
    })
}

/// Whether a redirect may go there: a path of this site and nothing else.
pub fn is_own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control)
}

/// A picture of the icon sprite.
pub fn icon(name: &str) -> String {
    format!("/icons.svg#{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_records_path_is_read_back() {
        let agent = AgentId::parse("acme-support").unwrap();
        for folder in [Folder::Inbox, Folder::Archived, Folder::Deleted] {
            let path = super::folder(&agent, folder);
            assert_eq!(parse_records(&path), Some((agent.clone(), folder)), "{path}");
        }
        for other in
            ["/", "/agents", "/agents/a", "/agents/A/leads-tickets", "/agents/a/leads-tickets/inbox", "/agents/a/b"]
        {
            assert_eq!(parse_records(other), None, "{other}");
        }
    }

    #[test]
    fn the_open_record_is_canonical_or_as_typed() {
        for (query, expected) in [
            ("id=WIT-LED-A4B2X", Some("WIT-LED-A4B2X")),
            ("?tab=leads&id=wit-led-a4b2o", Some("WIT-LED-A4B20")),
            ("id=", None),
            ("id=&id=x", Some("x")),
            ("id=%3Cscript%3E", Some("<script>")),
            ("tab=leads", None),
        ] {
            assert_eq!(opened(query).as_deref(), expected, "{query}");
        }
    }

    #[test]
    fn a_link_carries_listing_and_record() {
        let agent = AgentId::parse("a").unwrap();
        let listing = Listing::from_query(Folder::Archived, "q=x");
        assert_eq!(
            records(&agent, &listing, Some("WIT-LED-A4B2X")),
            "/agents/a/leads-tickets/archived?q=x&id=WIT-LED-A4B2X"
        );
        assert_eq!(records(&agent, &Listing::default(), Some("a b&c")), "/agents/a/leads-tickets?id=a+b%26c");
    }

    #[test]
    fn only_own_paths_are_own() {
        for own in ["/", "/agents?x=1", "/a//b"] {
            assert!(is_own(own), "{own}");
        }
        for foreign in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb", "agents"] {
            assert!(!is_own(foreign), "{foreign}");
        }
    }
}
