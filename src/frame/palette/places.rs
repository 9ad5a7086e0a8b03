//! Where one can go from everywhere.

use leptos::prelude::*;
use strum::VariantArray;

use super::{Act, Entry};
use crate::domain::agent::Agent;
use crate::domain::collection::SetKind;
use crate::domain::conversation::Medium;
use crate::domain::conversation_listing::ConversationListing;
use crate::domain::record::Folder;
use crate::domain::view::AgentView;
use crate::domain::viewer::Viewer;
use crate::frame::keys::Keys;
use crate::frame::sidebar::folder_icon;
use crate::i18n::Messages;
use crate::paths;
use crate::paths::conversations::conversations;
use crate::paths::exports::activity;
use crate::paths::settings::{api_keys, data_collection};

/// Every agent that the viewer may see, and its pages for who looks for them.
pub fn of_agents(t: &'static Messages, viewer: Viewer, agents: &[AgentView]) -> Vec<Entry> {
    agents.iter().flat_map(|view| of_agent(t, viewer, &view.agent)).collect()
}

fn of_agent(t: &'static Messages, viewer: Viewer, agent: &Agent) -> Vec<Entry> {
    let id = &agent.id;
    let page = |name: &str, icon: &'static str, href: String| {
        let entry = Entry::new(t.agents, format!("{} · {name}", agent.name), icon, Act::Go(href));
        Entry { minor: true, ..entry }
    };
    let mut pages = vec![Entry { minor: false, ..page(t.product, "bot", paths::folder(id, Folder::Inbox)) }];
    for folder in [Folder::Archived, Folder::Deleted] {
        pages.push(page((t.folder_name)(folder), folder_icon(folder), paths::folder(id, folder)));
    }
    for medium in Medium::VARIANTS.iter().copied().filter(|medium| medium.is_of(agent.variant)) {
        let (name, icon) = match medium {
            Medium::Chat => (t.conversations.chat, "message-square"),
            Medium::Voice => (t.conversations.voice, "audio-lines"),
        };
        pages.push(page(name, icon, conversations(id, &ConversationListing::of(medium, Folder::Inbox), None)));
    }
    if viewer.can_manage_collection() {
        pages.push(page(t.collection.data_collection, "list-checks", data_collection(id, SetKind::Text)));
    }
    if viewer.can_manage_keys() {
        pages.push(page(t.api_keys.api_keys, "key-round", api_keys(id)));
    }
    if viewer.can_see_activity() {
        pages.push(page(t.exports.activity, "history", activity(id, None)));
    }
    pages
}

/// What lies outside of any agent, and the list of keys.
pub fn general(t: &'static Messages, viewer: Viewer, keys: Keys) -> Vec<Entry> {
    let page = |name: &str, icon: &'static str, href: &str| {
        Entry::new(t.palette.go_to, name.to_owned(), icon, Act::Go(href.to_owned()))
    };
    let mut entries = vec![page(t.all_agents, "bot", paths::AGENTS)];
    if viewer.can_manage_agents() {
        entries.push(page(t.new_agent, "plus", paths::NEW_AGENT));
    }
    if viewer.can_manage_team() {
        entries.push(page(t.team, "users", paths::TEAM));
    }
    entries.push(page(t.preferences, "settings", paths::PREFERENCES));
    let show_keys = Act::Run(Callback::new(move |()| keys.help.set(true)));
    let help = Entry::new(t.palette.go_to, t.keys.title.to_owned(), "keyboard", show_keys);
    entries.push(Entry { keys: &["?"], ..help });
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agent::{AgentId, Variant};
    use crate::domain::member::{MemberId, Role};
    use crate::domain::prefs::Language;
    use crate::i18n::messages;

    #[test]
    fn an_agent_has_the_pages_of_its_variant_that_the_role_may_open() {
        let t = messages(Language::En);
        for (variant, role, expected) in [
            (Variant::Text, Role::Viewer, vec!["chat-conversations"]),
            (Variant::Voice, Role::Member, vec!["voice-conversations"]),
            (
                Variant::Hybrid,
                Role::Admin,
                vec![
                    "chat-conversations",
                    "voice-conversations",
                    "settings/data-collection",
                    "settings/api-keys",
                    "settings/activity",
                ],
            ),
        ] {
            let agent = Agent { id: AgentId::parse("acme").unwrap(), name: "Acme".to_owned(), variant };
            let viewer = Viewer { id: MemberId(1), role };
            let pages = of_agents(t, viewer, &[AgentView { agent, inbox: 0 }]);
            let always = ["leads-tickets", "leads-tickets/archived", "leads-tickets/deleted"];
            let paths = pages.iter().map(|entry| match &entry.act {
                Act::Go(path) => path.strip_prefix(&format!("{}/acme/", paths::AGENTS)).unwrap_or(path).to_owned(),
                Act::Run(_) => String::new(),
            });
            assert_eq!(paths.collect::<Vec<_>>(), [always.to_vec(), expected].concat(), "{variant:?} {role:?}");
            assert_eq!(pages.iter().filter(|entry| !entry.minor).count(), 1, "one line of its own");
        }
    }
}
