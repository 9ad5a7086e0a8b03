use leptos::prelude::*;

use crate::paths;

/// A picture of the sprite, for the eye only. `class` is added to `icon`.
#[component]
pub fn Icon(#[prop(into)] name: Oco<'static, str>, #[prop(optional)] class: &'static str) -> impl IntoView {
    view! {
        <svg class=format!("icon {class}").trim_end().to_owned() aria-hidden="true">
            <use_ href=paths::icon(&name)></use_>
        </svg>
    }
}

/// A picture that says something by itself.
#[component]
pub fn NamedIcon(
    #[prop(into)] name: Oco<'static, str>,
    label: &'static str,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("icon {class}").trim_end().to_owned() role="img" aria-label=label>
            <use_ href=paths::icon(&name)></use_>
        </svg>
    }
}
