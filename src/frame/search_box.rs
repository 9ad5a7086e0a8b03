//! Searching a list as one types, through its link.

use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

use crate::domain::filter::Search;
use crate::domain::limits;
use crate::i18n::use_messages;
use crate::ui::browser::{focus_id, value_of};
use crate::ui::icon::Icon;

/// After the last key, before the list is asked for.
const PAUSE: Duration = Duration::from_millis(250);

/// The id of the box. A page has one.
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
    /// `current` is what the page's link searches for, `link` the one that searches for something else. Both follow the
    /// link as it is when they are asked: a filter may have been chosen since a key was pressed.
    pub fn new(current: Signal<Option<Search>>, link: Callback<Option<Search>, String>) -> Self {
        let typed = StoredValue::new(text_of(current.get_untracked().as_ref()));
        let navigate = use_navigate();
        let going_on = StoredValue::new(false);
        let go = move || {
            let search = value_of(SEARCH_BOX).as_deref().and_then(Search::parse);
            if search != current.get_untracked() {
                typed.set_value(text_of(search.as_ref()));
                let options = NavigateOptions { scroll: false, replace: going_on.get_value(), ..Default::default() };
                navigate(&link.run(search), options);
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

fn text_of(search: Option<&Search>) -> String {
    search.map(|search| search.as_str().to_owned()).unwrap_or_default()
}

/// The search box: a plain form; with script it searches as one types. Its page provides [`Searching`].
#[component]
pub fn SearchBox(
    /// What is searched for now.
    search: Option<Search>,
    /// What it is called, to the eye and to the ear.
    label: &'static str,
    /// The path of the list.
    action: String,
    /// What else the list's link says.
    hidden: Vec<(&'static str, String)>,
    /// The link of the list without a search.
    clear: String,
) -> impl IntoView {
    let t = use_messages();
    let Searching { typed, going_on, now, soon } = expect_context();
    let input = NodeRef::<Input>::new();
    let text = text_of(search.as_ref());
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
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
                placeholder=label
                aria-label=label
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
