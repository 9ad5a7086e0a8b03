use leptos::prelude::*;

use super::icon::Icon;

/// Initials in one of eight colours; without them, the outline of nobody.
#[component]
pub fn Avatar(
    /// Initials and colour (0 to 7).
    person: Option<(String, u8)>,
    #[prop(optional)] large: bool,
) -> impl IntoView {
    let size = if large { " avatar--large" } else { "" };
    match person {
        Some((initials, hue)) => view! {
            <span class=format!("avatar{size}") data-hue=hue.to_string() aria-hidden="true">{initials}</span>
        }
        .into_any(),
        None => view! {
            <span class=format!("avatar avatar--none{size}") aria-hidden="true"><Icon name="user"/></span>
        }
        .into_any(),
    }
}
