use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::avatar::Avatar;
use super::icon::Icon;

/// Something that can be chosen.
#[derive(Clone, PartialEq)]
pub struct ComboChoice {
    pub value: String,
    pub label: String,
    /// What it is found by, folded like what is typed.
    pub search: String,
    /// Initials and colour; `None` = the outline of nobody.
    pub person: Option<(String, u8)>,
    /// A word about it, at the end of the row, with the hook for its colour.
    pub badge: Option<(&'static str, &'static str)>,
}

/// A text box that filters a list as one types; the arrows go through the list, Enter chooses. The focus stays in the
/// box (ARIA: combobox with a listbox).
#[component]
pub fn Combobox(
    /// Of the text box; the list's ids begin with it.
    id: &'static str,
    label: &'static str,
    choices: Vec<ComboChoice>,
    /// Makes what is typed comparable with `search`.
    fold: fn(&str) -> String,
    /// Said when nothing is found.
    none: &'static str,
    /// The value that is chosen now.
    #[prop(into)]
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
    /// The list is always there, as in a menu; otherwise it opens over what follows.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let (typed, set_typed) = signal(String::new());
    let (expanded, set_expanded) = signal(open);
    let (active, set_active) = signal(0usize);
    let choices = StoredValue::new(choices);
    let found = Memo::new(move |_| {
        let wanted = typed.with(|typed| fold(typed));
        choices.with_value(|all| all.iter().filter(|one| one.search.contains(&wanted)).cloned().collect::<Vec<_>>())
    });
    let label_of = move |value: &str| {
        choices.with_value(|all| all.iter().find(|one| one.value == value).map(|one| one.label.clone()))
    };
    // A closed box shows what is chosen; it is emptied to type into.
    let show_chosen = move || {
        if let Some(input) = input.get_untracked().filter(|_| !open) {
            let label = chosen.get_untracked().and_then(|value| label_of(&value));
            input.set_value(&label.unwrap_or_default());
        }
    };
    Effect::new(move |_| {
        chosen.track();
        if !expanded.get_untracked() {
            show_chosen();
        }
    });
    let collapse = move || {
        if !open {
            set_expanded.set(false);
            set_typed.set(String::new());
            set_active.set(0);
            show_chosen();
        }
    };
    let expand = move || {
        if !expanded.get_untracked() {
            set_expanded.set(true);
            if let Some(input) = input.get_untracked() {
                input.select();
            }
        }
    };
    let choose = move |value: String| {
        on_choose.run(value);
        collapse();
    };
    let go = move |to: usize| {
        set_active.set(to);
        request_animation_frame(move || {
            let active = document().get_element_by_id(&format!("{id}-{to}"));
            if let Some(active) = active.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                active.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !expanded.get_untracked() => expand(),
            "ArrowDown" if count > 0 => go((active.get_untracked() + 1) % count),
            "ArrowUp" if count > 0 => go((active.get_untracked() + count - 1) % count),
            "Enter" if expanded.get_untracked() => {
                let value =
                    found.with_untracked(|found| found.get(active.get_untracked()).map(|one| one.value.clone()));
                if let Some(value) = value {
                    choose(value);
                }
            }
            // What this stands in stays open.
            "Escape" if expanded.get_untracked() && !open => collapse(),
            _ => return,
        }
        event.prevent_default();
    };
    let list = format!("{id}-list");
    let nothing = move || expanded.get() && found.with(Vec::is_empty);
    let pointed_at = move || expanded.get() && !found.with(Vec::is_empty);
    let rows = move || {
        let current = chosen.get();
        found
            .get()
            .into_iter()
            .enumerate()
            .map(|(n, one)| {
                let value = one.value.clone();
                let is_chosen = current.as_deref() == Some(value.as_str());
                let selected = move || if active.get() == n { "true" } else { "false" };
                view! {
                    <li
                        class="option"
                        role="option"
                        id=format!("{id}-{n}")
                        aria-selected=selected
                        on:mousedown=|event| event.prevent_default()
                        on:click=move |_| choose(value.clone())
                    >
                        <Avatar person=one.person/>
                        <span class="option__label"><bdi>{one.label}</bdi></span>
                        {one.badge.map(|(text, hook)| view! { <span class="chip" data-role=hook>{text}</span> })}
                        {is_chosen.then(|| view! { <Icon name="check" class="option__chosen"/> })}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="combobox" data-open=open.then_some("")>
            <input
                class="input"
                type="text"
                role="combobox"
                id=id
                aria-label=label
                placeholder=label
                aria-autocomplete="list"
                aria-expanded=move || if expanded.get() { "true" } else { "false" }
                aria-controls=list.clone()
                aria-activedescendant=move || pointed_at().then(|| format!("{id}-{}", active.get()))
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                on:input=move |event| {
                    set_expanded.set(true);
                    set_active.set(0);
                    set_typed.set(event_target_value(&event));
                }
                on:click=move |_| expand()
                on:blur=move |_| collapse()
                on:keydown=on_key
            />
            <div class="combobox__panel" hidden=move || !expanded.get()>
                <ul class="combobox__list" role="listbox" id=list aria-label=label>{rows}</ul>
                <div role="status">{move || nothing().then(|| view! { <p class="combobox__none">{none}</p> })}</div>
            </div>
        </div>
    }
}
