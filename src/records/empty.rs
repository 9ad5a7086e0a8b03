use leptos::prelude::*;

use crate::app::use_visit;
use crate::domain::agent::AgentId;
use crate::domain::collection::SetKind;
use crate::domain::filter::RecordFilter;
use crate::domain::listing::Listing;
use crate::domain::record::Folder;
use crate::domain::view::FolderCounts;
use crate::frame::nothing_listed::{Nothing, NothingListed, Words};
use crate::i18n::use_messages;
use crate::paths;
use crate::paths::settings::{api_keys, data_collection};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// Why the list is empty, and what can be done about it.
#[component]
pub fn NoneListed(
    agent: AgentId,
    listing: Listing,
    folders: FolderCounts,
    /// On all pages; above zero, only this page is empty.
    total: u64,
    elsewhere: Vec<(Folder, u64)>,
    /// How many the search alone would find here.
    unfiltered: u64,
) -> impl IntoView {
    let t = use_messages();
    let folder = listing.folder;
    let why = if total > 0 {
        Nothing::Page { first: paths::records(&agent, &listing.at(None), None), text: t.page_empty_text }
    } else if folders.all() == 0 {
        Nothing::AtAll(view! { <NoRecords agent/> }.into_any())
    } else if listing.filter.is_default() {
        Nothing::Folder { folder, text: (t.folder_empty_text)(folder) }
    } else {
        let there = |(other, count)| (other, count, paths::records(&agent, &listing.in_folder(other), None));
        let search_alone = RecordFilter { search: listing.filter.search.clone(), ..RecordFilter::default() };
        let without = (unfiltered > 0).then(|| {
            let href = paths::records(&agent, &listing.filtered(search_alone), None);
            ((t.explain.without_filters)(unfiltered), href)
        });
        Nothing::Filtered {
            folder,
            elsewhere: elsewhere.into_iter().map(there).collect(),
            without,
            clear: paths::records(&agent, &listing.filtered(RecordFilter::default()), None),
            words: Words { none: t.no_matches, none_text: t.no_matches_text, elsewhere_text: t.found_elsewhere_text },
        }
    };
    view! { <NothingListed why/> }
}

/// The agent has none at all: whoever may, sees to it that it gets some.
#[component]
fn NoRecords(agent: AgentId) -> impl IntoView {
    let t = use_messages();
    let viewer = use_visit().member.map(|member| member.viewer());
    let collection = viewer.is_some_and(|viewer| viewer.can_manage_collection()).then(|| {
        let href = data_collection(&agent, SetKind::Text);
        view! { <a class="button" href=href><Icon name="list-checks"/>{t.collection.data_collection}</a> }
    });
    let keys = viewer.is_some_and(|viewer| viewer.can_manage_keys()).then(|| {
        view! { <a class="button" href=api_keys(&agent)><Icon name="key-round"/>{t.api_keys.api_keys}</a> }
    });
    if collection.is_none() && keys.is_none() {
        return view! { <Empty icon="inbox" title=t.no_records text=t.no_records_text/> }.into_any();
    }
    view! { <Empty icon="inbox" title=t.no_records text=t.no_records_text>{collection}{keys}</Empty> }.into_any()
}
