//! A button that opens a list of links. It is a `<details>`, so it opens without script; [`install`] adds what script
//! can: closing on a click elsewhere and on Escape, and the arrow keys.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, Node};

use super::browser::{active_element, each, focus};
use super::icon::Icon;

/// How a menu stands among its neighbours.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum MenuStyle {
    #[default]
    Plain,
    /// With a border, its panel aligned to its own end.
    BorderedEnd,
}

#[component]
pub fn Menu(
    /// What the button says; with several words for the eye, markup.
    label: AnyView,
    /// How many of its options are chosen; 0 shows no number.
    #[prop(optional)]
    chosen: usize,
    #[prop(optional)] style: MenuStyle,
    /// One choice at a time: the menu closes on it.
    #[prop(optional)]
    single: bool,
    children: Children,
) -> impl IntoView {
    let end = style == MenuStyle::BorderedEnd;
    view! {
        <details class=if end { "menu menu--end" } else { "menu" } name="menu" data-single=single.then_some("")>
            <summary
                class=if end { "menu__button menu__button--bordered" } else { "menu__button" }
                data-active=(chosen > 0).then_some("")
            >
                {label}
                {(chosen > 0).then(|| view! { <span class="menu__count">{chosen}</span> })}
                <Icon name="chevron-down" class="menu__caret"/>
            </summary>
            <div class="menu__panel">{children()}</div>
        </details>
    }
}

/// One option of a menu: a link, ticked when chosen. `lead` stands before the label.
#[component]
pub fn MenuOption(
    href: String,
    chosen: bool,
    #[prop(into)] label: String,
    #[prop(optional_no_strip, into)] count: Option<String>,
    /// Greyed: it would list nothing.
    #[prop(optional)]
    empty: bool,
    #[prop(optional)] lead: Option<AnyView>,
) -> impl IntoView {
    view! {
        <li>
            <a class="option" href=href data-noscroll="" aria-current=chosen.then_some("true") data-empty=empty.then_some("")>
                <Icon name="check" class="option__check"/>
                {lead}
                <span class="option__label"><bdi>{label}</bdi></span>
                {count.map(|count| view! { <span class="count">{count}</span> })}
            </a>
        </li>
    }
}

const OPEN: &str = "details.menu[open]";
/// Those that lie over the page. In an open sheet they stand one below the other: closing one under the finger would
/// move what is about to be pressed.
const OVER: &str = "details.menu[open]:not(:popover-open *)";

/// Adds the script's part to every menu of the page, now and later. Called once, in the browser.
pub fn install() {
    let pointer = window_event_listener(ev::pointerdown, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        each(OVER, |menu| {
            if !menu.contains(target.as_ref()) {
                close(&menu);
            }
        });
    });
    let click = window_event_listener(ev::click, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let option = target.and_then(|target| target.closest("details.menu[data-single] .option").ok().flatten());
        if let Some(menu) = option.and_then(|option| option.closest(OPEN).ok().flatten()) {
            close(&menu);
            focus(menu.query_selector("summary").ok().flatten());
        }
    });
    let key = window_event_listener(ev::keydown, |event| match event.key().as_str() {
        "Escape" => each(OPEN, |menu| {
            close(&menu);
            focus(menu.query_selector("summary").ok().flatten());
            event.prevent_default();
        }),
        "ArrowDown" if step(1) => event.prevent_default(),
        "ArrowUp" if step(-1) => event.prevent_default(),
        _ => {}
    });
    // They live as long as the page.
    std::mem::forget((pointer, click, key));
}

fn close(menu: &Element) {
    if let Some(menu) = menu.dyn_ref::<HtmlDetailsElement>() {
        menu.set_open(false);
    }
}

/// Moves the focus among the options of the open menu; says whether it stands in one.
fn step(by: i32) -> bool {
    let Some(current) = active_element() else { return false };
    let Ok(Some(menu)) = current.closest(OPEN) else { return false };
    let Ok(options) = menu.query_selector_all(".option") else { return false };
    let options: Vec<Element> = (0..options.length()).filter_map(|i| options.get(i)?.dyn_into().ok()).collect();
    if options.is_empty() || current.tag_name() == "INPUT" {
        return false;
    }
    let at = options.iter().position(|option| *option == current);
    let count = options.len() as i32;
    let next = match at {
        Some(at) => (at as i32 + by).rem_euclid(count),
        None if by > 0 => 0,
        None => count - 1,
    };
    focus(options.into_iter().nth(next as usize));
    true
}
