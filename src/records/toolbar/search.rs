use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

use crate::domain::agent::AgentId;
use crate::domain::filter::{Pill, RecordFilter, Search};
use crate::domain::limits;
use crate::domain::listing::Listing;
use crate::i18n::use_messages;
use crate::paths;
use crate::records::page::Place;
use crate::ui::browser::{focus_id, value_of};
use crate::ui::icon::Icon;

/// After the last key, before the list is asked for.
const PAUSE: Duration = Duration::from_millis(250);

/// The id of the box.
pub const SEARCH_BOX: &str = "search";

/// Searching outlives the box, which is drawn anew with every list.
#[derive(Clone, Copy)]
pub struct Searching {
    /// What the box last put into the link.
    typed: StoredValue<String>,
    /// Somebody is typing on: that is one step of Back, not one for every letter. Enter ends it.
    going_on: StoredValue<bool>,
    /// Searches for what stands in the box, at once or after a pause.
    now: Callback<()>,
    soon: Callback<()>,
}

impl Searching {
    pub fn of(place: Place) -> Self {
        let search = place.listing.with_untracked(|listing| listing.filter.search.clone());
        let typed = StoredValue::new(search.map(|q| q.as_str().to_owned()).unwrap_or_default());
        let navigate = use_navigate();
        let going_on = StoredValue::new(false);
        let go = move || {
            let search = value_of(SEARCH_BOX).as_deref().and_then(Search::parse);
            // The link as it is now: a filter may have been chosen since the key was pressed.
            let listing = place.listing.get_untracked();
            if search != listing.filter.search {
                typed.set_value(search.as_ref().map(|q| q.as_str().to_owned()).unwrap_or_default());
                let next = listing.filtered(RecordFilter { search, ..listing.filter.clone() });
                let options = NavigateOptions { scroll: false, replace: going_on.get_value(), ..Default::default() };
                navigate(&paths::records(&place.agent.get_untracked(), &next, None), options);
            }
        };
        let go = Callback::new(move |()| {
            go();
            going_on.set_value(true);
        });
        let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
        let stop_waiting = move || {
            if let Some(timer) = timer.get_value() {
                timer.clear();
            }
        };
        let soon = move |()| {
            stop_waiting();
            timer.set_value(set_timeout_with_handle(move || go.run(()), PAUSE).ok());
        };
        let now = move |()| {
            stop_waiting();
            go.run(());
            going_on.set_value(false);
        };
        Self { typed, going_on, now: Callback::new(now), soon: Callback::new(soon) }
    }
}

/// The search box: a plain form; with script it searches as one types.
#[component]
pub fn SearchBox(agent: AgentId, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let Searching { typed, going_on, now, soon } = expect_context();
    let input = NodeRef::<Input>::new();
    let text = listing.filter.search.as_ref().map(|q| q.as_str().to_owned()).unwrap_or_default();
    let without = listing.filtered(listing.filter.without(Pill::Search));
    let action = paths::records(&agent, &Listing { folder: listing.folder, ..Listing::default() }, None);
    let clear = paths::records(&agent, &without, None);
    let hidden =
        without.pairs().into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let hidden = hidden.collect_view();

    // The box follows the link when somebody else changed it (Back, a pill): what was typed here is further on already.
    let shown = text.clone();
    Effect::new(move |_| {
        let Some(input) = input.get() else { return };
        if typed.get_value() != shown {
            typed.set_value(shown.clone());
            going_on.set_value(false);
            input.set_value(&shown);
        }
    });
    view! {
        <form
            class="search"
            role="search"
            method="get"
            action=action
            on:submit=move |event| {
                event.prevent_default();
                now.run(());
            }
        >
            <Icon name="search"/>
            {hidden}
            <input
                class="input search__input"
                id=SEARCH_BOX
                type="search"
                name="q"
                maxlength=limits::SEARCH.to_string()
                placeholder=t.search_records
                aria-label=t.search_records
                value=text.clone()
                dir="auto"
                autocomplete="off"
                on:input=move |_| soon.run(())
                node_ref=input
            />
            {(!text.is_empty()).then(|| view! {
                <a class="search__clear" href=clear data-noscroll="" aria-label=t.clear_search on:click=|_| focus_id(SEARCH_BOX)><Icon name="x"/></a>
            })}
        </form>
    }
}
