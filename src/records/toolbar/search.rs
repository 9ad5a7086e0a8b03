use leptos::html::Input;
use leptos::leptos_dom::helpers::debounce;
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
use crate::ui::browser::active_element;
use crate::ui::icon::Icon;

/// After the last key, before the list is asked for.
const PAUSE: Duration = Duration::from_millis(250);

/// The search box: a plain form; with script it searches as one types, without a step of Back for every letter.
#[component]
pub fn SearchBox(agent: AgentId, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let navigate = use_navigate();
    let input = NodeRef::<Input>::new();
    let text = listing.filter.search.as_ref().map(|q| q.as_str().to_owned()).unwrap_or_default();
    let without = listing.filtered(listing.filter.without(Pill::Search));
    let action = paths::records(&agent, &Listing { folder: listing.folder, ..Listing::default() }, None);
    let clear = paths::records(&agent, &without, None);
    let hidden =
        without.pairs().into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let hidden = hidden.collect_view();

    // What stands in the box follows the link, but never while somebody types in it.
    let shown = text.clone();
    Effect::new(move |_| {
        let Some(input) = input.get() else { return };
        let typing = active_element().is_some_and(|active| active == *input.as_ref());
        if !typing && input.value() != shown {
            input.set_value(&shown);
        }
    });
    let current = listing.filter.search.clone();
    let go = move |replace: bool| {
        let Some(input) = input.get_untracked() else { return };
        let search = Search::parse(&input.value());
        if search != current {
            let next = without.filtered(RecordFilter { search, ..without.filter.clone() });
            let options = NavigateOptions { scroll: false, replace, ..Default::default() };
            navigate(&paths::records(&agent, &next, None), options);
        }
    };
    let typed = {
        let go = go.clone();
        debounce(PAUSE, move |_: leptos::ev::Event| go(true))
    };
    view! {
        <form
            class="search"
            role="search"
            method="get"
            action=action
            on:submit=move |event| {
                event.prevent_default();
                go(false);
            }
        >
            <Icon name="search"/>
            {hidden}
            <input
                class="input search__input"
                type="search"
                name="q"
                maxlength=limits::SEARCH.to_string()
                placeholder=t.search_records
                aria-label=t.search_records
                value=text.clone()
                dir="auto"
                autocomplete="off"
                on:input=typed
                node_ref=input
            />
            {(!text.is_empty()).then(|| view! {
                <a class="search__clear" href=clear data-noscroll="" aria-label=t.clear_search><Icon name="x"/></a>
            })}
        </form>
    }
}
