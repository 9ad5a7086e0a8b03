use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::browser::{focus, focus_id};
use super::icon::Icon;

/// An active filter with a link that removes it. The focus goes on to the pill that takes its place, to the one before
/// when it was the last, and to the element of the id `or_focus` when it was alone.
#[component]
pub fn FilterPill(
    name: &'static str,
    #[prop(into)] label: String,
    href: String,
    remove: String,
    or_focus: &'static str,
) -> impl IntoView {
    let keep_focus = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(pill) = target.and_then(|target| target.closest(".pill").ok().flatten()) else { return };
        let is_pill = |element: &Element| element.class_list().contains("pill");
        // The next pill is drawn into this one's place, so the focus can stay where it is.
        if pill.next_element_sibling().filter(is_pill).is_none() {
            match pill.previous_element_sibling().filter(is_pill) {
                Some(before) => focus(before.query_selector("a").ok().flatten()),
                None => focus_id(or_focus),
            }
        }
    };
    view! {
        <span class="pill">
            <span class="pill__name">{name}</span>
            <bdi class="pill__label">{label}</bdi>
            <a class="pill__remove" href=href data-noscroll="" aria-label=remove on:click=keep_focus><Icon name="x"/></a>
        </span>
    }
}
