use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use super::create::CreateRecord;
use super::desk::Desk;
use super::export::{LinkedExport, Listed};
use super::list::{ListFailed, LoadedList};
use super::menus::OpenedMenu;
use super::news;
use super::palette;
use super::questions::OpenedQuestion;
use super::selection::Selection;
use super::sheet::RecordSheet;
use super::shortcuts;
use super::skeleton::ListSkeleton;
use super::toolbar::search::Searching;
use crate::api::records::list_records;
use crate::app::{NotFound, Zone};
use crate::domain::agent::AgentId;
use crate::domain::change::{Destination, Part};
use crate::domain::error::AppError;
use crate::domain::export::ChoiceKind;
use crate::domain::listing::Listing;
use crate::domain::record::{Channel, Folder};
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::toast::ToastRegion;

/// Everything the page shows follows from its link.
#[derive(Clone, Copy)]
pub struct Place {
    pub agent: Memo<AgentId>,
    pub listing: Memo<Listing>,
    /// The id of the record whose sheet is open.
    pub opened: Memo<Option<String>>,
    /// Where that record would go, which the sheet asks about without script.
    pub confirm: Memo<Option<Destination>>,
    /// Which part of it a form has just changed.
    pub saved: Memo<Option<Part>>,
    /// On which channel a new record is to be made.
    pub creating: Memo<Option<Channel>>,
    /// What is to be exported: a page or all.
    pub exporting: Memo<Option<ChoiceKind>>,
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
            confirm: Memo::new(move |_| search.with(|search| paths::confirm(search))),
            saved: Memo::new(move |_| search.with(|search| paths::saved_part(search))),
            exporting: Memo::new(move |_| {
                search.with(|search| paths::exports::exporting_of(search).filter(|_| paths::opened(search).is_none()))
            }),
            creating: Memo::new(move |_| {
                search.with(|search| paths::creating(search).filter(|_| paths::opened(search).is_none()))
            }),
        }
    }

    /// The link to this list with the sheet of that record, or with none.
    pub fn link(self, open: Option<&str>) -> String {
        self.agent.with(|agent| self.listing.with(|listing| paths::records(agent, listing, open)))
    }

    /// The list behind the sheet: its folder, and what it lists there, whichever page of it.
    pub fn behind(self) -> (Folder, String) {
        self.listing.with_untracked(|listing| (listing.folder, listing.at(None).to_query()))
    }

    /// The link that asks whether the record is really to go there.
    pub fn asking(self, id: &str, to: Destination) -> String {
        self.agent.with(|agent| self.listing.with(|listing| paths::confirming(agent, listing, id, to)))
    }
}

/// The list and, over it, the sheet: opening one loads nothing of the other.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let place = Place::current();
    provide_context(place);
    provide_context(Searching::of(place));
    let Zone(zone) = expect_context();
    // The question goes with its answer, so that what is shown can be told from what is still to come.
    let asked = move || {
        let (folder, query) = place.listing.with(|listing| (listing.folder, listing.to_query()));
        (place.agent.get().to_string(), folder, query, zone.get())
    };
    let list = Resource::new(asked, |asked| async move {
        let (agent, folder, query, _) = asked.clone();
        (asked, list_records(agent, folder, query).await)
    });
    let retry = Callback::new(move |()| list.refetch());
    let desk = Desk::new(place, retry);
    provide_context(desk);
    // What was ticked was ticked in that list.
    Effect::new(move |before: Option<()>| {
        place.listing.track();
        place.agent.track();
        if before.is_some() {
            desk.selection.set(Selection::default());
        }
    });
    news::listen(desk);
    shortcuts::listen(desk);
    palette::offer(desk);
    let no_sheet = Signal::derive(move || place.opened.with(Option::is_none));
    let listed = Signal::derive(move || {
        let (_, loaded) = list.get().filter(|(answered, _)| *answered == asked())?;
        Some(loaded.map(|view| Listed::of(&view)))
    });
    let t = use_messages();
    view! {
        <Transition fallback=ListSkeleton>
            {move || {
                list.get().map(|(answered, loaded)| match loaded {
                    Ok(view) => {
                        let listing = Listing::from_query(answered.1, &answered.2);
                        let pending = Signal::derive(move || answered != asked());
                        view! { <LoadedList view listing chosen=place.listing.get() pending/> }.into_any()
                    }
                    Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
                    Err(error) => view! { <ListFailed error retry/> }.into_any(),
                })
            }}
        </Transition>
        <RecordSheet/>
        <CreateRecord/>
        <LinkedExport listed/>
        <OpenedMenu/>
        <OpenedQuestion/>
        <ToastRegion toasts=desk.toasts here=no_sheet close=t.close/>
        // Empty, but without it the router would wait for ever before it changes the address bar.
        <Outlet/>
    }
}
