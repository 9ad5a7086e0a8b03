use leptos::prelude::*;

/// A grey shape where something will stand. `width` is one of xs, s, m, l or empty for the whole line; `kind` one of
/// chip, icon, avatar or empty for text.
#[component]
pub fn Skeleton(#[prop(optional)] width: &'static str, #[prop(optional)] kind: &'static str) -> impl IntoView {
    let class = if kind.is_empty() { "skeleton".to_owned() } else { format!("skeleton skeleton--{kind}") };
    view! { <span class=class data-width=width></span> }
}
