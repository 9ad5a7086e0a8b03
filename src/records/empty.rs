use leptos::prelude::*;

use crate::domain::agent::AgentId;
use crate::domain::filter::RecordFilter;
use crate::domain::listing::Listing;
use crate::domain::record::Folder;
use crate::domain::view::FolderCounts;
use crate::frame::sidebar::folder_icon;
use crate::i18n::{Piece, pieces, use_messages};
use crate::paths;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// Why the list is empty, and what can be done about it.
#[component]
pub fn NothingListed(
    agent: AgentId,
    listing: Listing,
    folders: FolderCounts,
    /// On all pages; above zero, only this page is empty.
    total: u64,
    elsewhere: Vec<(Folder, u64)>,
) -> impl IntoView {
    let t = use_messages();
    let folder = listing.folder;
    if total > 0 {
        let first = paths::records(&agent, &listing.at(None), None);
        return view! {
            <Empty icon="inbox" title=t.page_empty text=t.page_empty_text>
                <a class="button" href=first>{t.first_page}</a>
            </Empty>
        }
        .into_any();
    }
    if folders.all() == 0 {
        return view! { <Empty icon="inbox" title=t.no_records text=t.no_records_text/> }.into_any();
    }
    let clear = paths::records(&agent, &listing.filtered(RecordFilter::default()), None);
    if !elsewhere.is_empty() {
        let links = elsewhere.into_iter().map(|(other, count)| {
            let href = paths::records(&agent, &listing.in_folder(other), None);
            view! { <a class="button" href=href><Icon name=folder_icon(other)/>{(t.found_in)(count, other)}</a> }
        });
        let links = links.collect_view();
        let title: String = pieces(t.found_elsewhere)
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(words) => words,
                Piece::Placeholder(_) => (t.folder_name)(folder),
            })
            .collect();
        return view! {
            <Empty icon="search-x" title=title text=t.found_elsewhere_text>
                {links}
                <a class="button button--quiet" href=clear>{t.clear}</a>
            </Empty>
        }
        .into_any();
    }
    if !listing.filter.is_default() {
        return view! {
            <Empty icon="search-x" title=t.no_matches text=t.no_matches_text>
                <a class="button" href=clear>{t.clear}</a>
            </Empty>
        }
        .into_any();
    }
    view! { <Empty icon=folder_icon(folder) title=(t.folder_empty)(folder) text=(t.folder_empty_text)(folder)/> }
        .into_any()
}
