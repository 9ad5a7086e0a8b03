use leptos::prelude::*;

use crate::domain::agent::AgentId;
use crate::domain::filter::{Pill, RecordFilter, Search};
use crate::domain::listing::Listing;
use crate::frame::search_box::SearchBox;
pub use crate::frame::search_box::{SEARCH_BOX, Searching};
use crate::i18n::use_messages;
use crate::paths;
use crate::records::page::Place;

impl Searching {
    /// In the list of records.
    pub fn of(place: Place) -> Self {
        let current = Signal::derive(move || place.listing.with(|listing| listing.filter.search.clone()));
        let link = Callback::new(move |search: Option<Search>| {
            let listing = place.listing.get_untracked();
            let next = listing.filtered(RecordFilter { search, ..listing.filter.clone() });
            paths::records(&place.agent.get_untracked(), &next, None)
        });
        Self::new(current, link)
    }
}

/// The search box of the list of records.
#[component]
pub fn SearchRecords(agent: AgentId, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let without = listing.filtered(listing.filter.without(Pill::Search));
    let action = paths::records(&agent, &Listing { folder: listing.folder, ..Listing::default() }, None);
    let clear = paths::records(&agent, &without, None);
    let (search, hidden) = (listing.filter.search.clone(), without.pairs());
    view! { <SearchBox search label=t.search_records action hidden clear/> }
}
