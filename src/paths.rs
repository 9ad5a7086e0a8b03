//! Every in-app URL is written here and nowhere else. The patterns of the route table in `app.rs` and the endpoints
//! in `api` are literals of their macros; tests prove that they agree with this file.

pub mod conversations;
pub mod exports;
pub mod settings;

use crate::domain::agent::AgentId;
use crate::domain::change::{Destination, Part};
use crate::domain::listing::Listing;
use crate::domain::member::MemberId;
use crate::domain::record::{Channel, Folder};
use crate::domain::slug;

pub const HOME: &str = "/";
pub const AGENTS: &str = "/agents";
pub const NEW_AGENT: &str = "/agents/new";
/// The member's own settings; takes the forms that set language and theme from everybody.
pub const PREFERENCES: &str = "/preferences";
pub const TEAM: &str = "/team";
pub const SET_UP: &str = "/set-up";
pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_OUT: &str = "/sign-out";
/// Joining by a link, see [`invitation`].
pub const INVITATION: &str = "/invitation";
/// A new password by a link, see [`password_reset`].
pub const PASSWORD_RESET: &str = "/password-reset";
/// What the server functions' addresses begin with.
pub const API: &str = "/api/";
/// What the addresses of the REST API begin with.
pub const REST: &str = "/api/v1";
/// The API's description for programs.
pub const OPENAPI: &str = "/api/v1/openapi.json";
/// The API's description for people.
pub const API_DOCS: &str = "/api/docs";
/// The server function that changes records, for the one call that is not waited for.
pub const CHANGE_RECORDS: &str = "/api/records/change";

/// Signing in on the way to a path of this site.
pub fn sign_in(next: &str) -> String {
    if next == HOME { SIGN_IN.to_owned() } else { format!("{SIGN_IN}?next={}", encode(next)) }
}

/// Where the sign-in page's query leads on to.
pub fn next_of(query: &str) -> String {
    value_of(query, "next").filter(|next| is_own(next)).unwrap_or_else(|| HOME.to_owned())
}

/// Secrets stand in the query: paths are logged.
pub fn invitation(token: &str) -> String {
    format!("{INVITATION}?token={}", encode(token))
}

pub fn password_reset(token: &str) -> String {
    format!("{PASSWORD_RESET}?token={}", encode(token))
}

/// The secret that a query carries.
pub fn token_of(query: &str) -> String {
    value_of(query, "token").unwrap_or_default()
}

/// The member's settings, saying which of the forms was saved.
pub fn preferences_saved(form: &str) -> String {
    format!("{PREFERENCES}?saved={form}")
}

/// Which of the forms the settings page is to call saved.
pub fn saved_of(query: &str) -> Option<String> {
    value_of(query, "saved")
}

/// The page that asks whether the agent is really to be deleted.
pub fn delete_agent(agent: &AgentId) -> String {
    format!("{AGENTS}/{agent}/delete")
}

/// The team, at the row of a member.
pub fn team_member(id: MemberId) -> String {
    format!("{TEAM}#member-{id}")
}

fn encode(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

fn value_of(query: &str, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
    pairs.find(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.into_owned())
}

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
        let id = encode(id);
        let and = if query.is_empty() { "" } else { "&" };
        query = format!("{query}{and}id={id}");
    }
    if query.is_empty() { query } else { format!("?{query}") }
}

/// The sheet of a record, asking whether it is really to be moved there. Only without script: with it a dialog asks.
pub fn confirming(agent: &AgentId, listing: &Listing, id: &str, to: Destination) -> String {
    format!("{}&confirm={}", records(agent, listing, Some(id)), slug(to))
}

/// The sheet of a record, of which a form has just changed that part.
pub fn changed(agent: &AgentId, listing: &Listing, id: &str, part: Part) -> String {
    format!("{}&saved={}", records(agent, listing, Some(id)), slug(part))
}

/// The list, and over it the form of a new record that asks what is asked on this channel.
pub fn new_record(agent: &AgentId, listing: &Listing, channel: Channel) -> String {
    let link = records(agent, listing, None);
    let and = if link.contains('?') { '&' } else { '?' };
    format!("{link}{and}new={}", slug(channel))
}

/// On which channel the query wants a new record made.
pub fn creating(query: &str) -> Option<Channel> {
    value_of(query, "new")?.parse().ok()
}

/// Where a query asks whether the open record is to go.
pub fn confirm(query: &str) -> Option<Destination> {
    value_of(query, "confirm")?.parse().ok()
}

/// Which part of the open record a query says was just changed.
pub fn saved_part(query: &str) -> Option<Part> {
    saved_of(query)?.parse().ok()
}

/// The canonical spelling of a records page's link.
pub fn canonical_records(agent: &AgentId, folder: Folder, query: &str) -> String {
    let listing = Listing::from_query(folder, query);
    if let (None, Some(channel)) = (opened(query), creating(query)) {
        return new_record(agent, &listing, channel);
    }
    if let (None, Some(what)) = (opened(query), exports::exporting_of(query)) {
        return exports::exporting(agent, &listing, what);
    }
    match (opened(query), confirm(query), saved_part(query)) {
        (Some(id), Some(to), _) => confirming(agent, &listing, &id, to),
        (Some(id), None, Some(part)) => changed(agent, &listing, &id, part),
        (id, ..) => records(agent, &listing, id.as_deref()),
    }
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
    fn the_function_that_changes_records_is_where_the_browser_looks() {
        use leptos::server_fn::ServerFn;
        assert_eq!(crate::api::records::ChangeRecords::PATH, CHANGE_RECORDS);
    }

    #[test]
    fn a_sheet_keeps_what_it_asks_and_tells() {
        let agent = AgentId::parse("a").unwrap();
        for (query, expected) in [
            ("id=WIT-LED-A4B2X&confirm=deleted", "?id=WIT-LED-A4B2X&confirm=deleted"),
            ("saved=notes&id=wit-led-a4b2x&q=x", "?q=x&id=WIT-LED-A4B2X&saved=notes"),
            ("confirm=deleted", ""),
            ("new=voice&tab=leads", "?tab=leads&new=voice"),
            ("new=fax", ""),
            ("export=all&status=open", "?status=open&export=all"),
            ("export=page&id=WIT-LED-A4B2X", "?id=WIT-LED-A4B2X"),
            ("export=selection", ""),
            ("new=web&id=WIT-LED-A4B2X", "?id=WIT-LED-A4B2X"),
            ("id=WIT-LED-A4B2X&confirm=everything", "?id=WIT-LED-A4B2X"),
        ] {
            let link = canonical_records(&agent, Folder::Inbox, query);
            assert_eq!(link, format!("/agents/a/leads-tickets{expected}"), "{query}");
        }
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
