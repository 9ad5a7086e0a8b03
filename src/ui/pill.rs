use leptos::prelude::*;

use super::icon::Icon;

/// An active filter with a link that removes it.
#[component]
pub fn FilterPill(name: &'static str, #[prop(into)] label: String, href: String, remove: String) -> impl IntoView {
    view! {
        <span class="pill">
            <span class="pill__name">{name}</span>
            <bdi class="pill__label">{label}</bdi>
            <a class="pill__remove" href=href data-noscroll="" aria-label=remove><Icon name="x"/></a>
        </span>
    }
}
