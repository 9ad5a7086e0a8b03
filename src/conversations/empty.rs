use leptos::prelude::*;

use crate::app::use_visit;
use crate::domain::agent::AgentId;
use crate::domain::conversation_listing::ConversationListing;
use crate::domain::record::Folder;
use crate::domain::view::FolderCounts;
use crate::frame::nothing_listed::{Nothing, NothingListed, Words};
use crate::i18n::use_messages;
use crate::paths::conversations::conversations;
use crate::paths::settings::api_keys;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// Why the list is empty, and what can be done about it.
#[component]
pub fn NoneListed(
    agent: AgentId,
    listing: ConversationListing,
    folders: FolderCounts,
    /// On all pages; above zero, only this page is empty.
    total: u64,
    elsewhere: Vec<(Folder, u64)>,
) -> impl IntoView {
    let words = use_messages().conversations;
    let folder = listing.folder;
    let link = |listing: &ConversationListing| conversations(&agent, listing, None);
    let why = if total > 0 {
        Nothing::Page { first: link(&listing.at(None)), text: words.page_empty_text }
    } else if folders.all() == 0 {
        Nothing::AtAll(view! { <NoConversations agent/> }.into_any())
    } else if listing.is_whole_folder() {
        Nothing::Folder { folder, text: (words.folder_empty_text)(folder) }
    } else {
        let there = |(other, count)| (other, count, link(&listing.in_folder(other)));
        Nothing::Filtered {
            folder,
            elsewhere: elsewhere.into_iter().map(there).collect(),
            without: None,
            clear: link(&ConversationListing::of(listing.medium, folder).ordered(listing.order)),
            words: Words {
                none: words.no_matches,
                none_text: words.no_matches_text,
                elsewhere_text: words.found_elsewhere_text,
            },
        }
    };
    view! { <NothingListed why/> }
}

/// The agent has none at all: whoever may, gives it a key to send them with.
#[component]
fn NoConversations(agent: AgentId) -> impl IntoView {
    let t = use_messages();
    let (title, text) = (t.conversations.none, t.conversations.none_text);
    if use_visit().member.is_some_and(|member| member.viewer().can_manage_keys()) {
        let href = api_keys(&agent);
        let key = view! { <a class="button" href=href><Icon name="key-round"/>{t.api_keys.api_keys}</a> };
        return view! { <Empty icon="message-square" title text>{key}</Empty> }.into_any();
    }
    view! { <Empty icon="message-square" title text/> }.into_any()
}
