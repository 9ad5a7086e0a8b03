use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use super::list::{ListFailed, LoadedList};
use super::sheet::RecordSheet;
use super::skeleton::ListSkeleton;
use crate::api::records::list_records;
use crate::app::{NotFound, Zone};
use crate::domain::agent::AgentId;
use crate::domain::error::AppError;
use crate::domain::listing::Listing;
use crate::domain::record::Folder;
use crate::i18n::use_messages;
use crate::paths;

/// Everything the page shows follows from its link.
#[derive(Clone, Copy)]
pub struct Place {
    pub agent: Memo<AgentId>,
    pub listing: Memo<Listing>,
    /// The id of the record whose sheet is open.
    pub opened: Memo<Option<String>>,
}

impl Place {
    /// Of the current link. While the router leaves this page for another, the last one stands.
    fn current() -> Self {
        let location = use_location();
        let (path, search) = (location.pathname, location.search);
        let place = Memo::new(move |last: Option<&Option<(AgentId, Folder)>>| {
            path.with(|path| paths::parse_records(path)).or_else(|| last.cloned().flatten())
        });
        let unknown = || AgentId::parse("-").expect("a dash is an agent id");
        Self {
            agent: Memo::new(move |_| place.get().map_or_else(unknown, |(agent, _)| agent)),
            listing: Memo::new(move |_| {
                let folder = place.get().map(|(_, folder)| folder).unwrap_or_default();
                search.with(|search| Listing::from_query(folder, search))
            }),
            opened: Memo::new(move |_| search.with(|search| paths::opened(search))),
        }
    }

    /// The link to this list with the sheet of that record, or with none.
    pub fn link(self, open: Option<&str>) -> String {
        self.agent.with(|agent| self.listing.with(|listing| paths::records(agent, listing, open)))
    }
}

/// The list and, over it, the sheet: opening one loads nothing of the other.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let t = use_messages();
    let place = Place::current();
    provide_context(place);
    let Zone(zone) = expect_context();
    let (pending, set_pending) = signal(false);
    let list = Resource::new(
        move || (place.agent.get(), place.listing.get(), zone.get()),
        |(agent, listing, _)| list_records(agent.to_string(), listing.folder, listing.to_query()),
    );
    let retry = Callback::new(move |()| list.refetch());
    let title = move || match list.get() {
        Some(Ok(view)) => format!("{} ({}) · {}", t.product, view.counts.total, view.agent.name),
        _ => t.product.to_owned(),
    };
    view! {
        <Transition fallback=ListSkeleton set_pending>
            <Title text=title/>
            {move || {
                list.get().map(|loaded| match loaded {
                    Ok(view) => view! { <LoadedList view listing=place.listing.get_untracked() pending/> }.into_any(),
                    Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
                    Err(_) => view! { <ListFailed retry/> }.into_any(),
                })
            }}
        </Transition>
        <RecordSheet/>
        // Empty, but without it the router would wait for ever before it changes the address bar.
        <Outlet/>
    }
}
