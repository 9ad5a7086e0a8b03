use leptos::prelude::*;
use std::time::Duration;

use super::icon::Icon;

/// Text that a click copies. Without script it is the text alone.
#[component]
pub fn CopyText(
    text: String,
    /// How the text looks, e.g. with marks.
    shown: AnyView,
    /// What the click does, and what it has done.
    copy: &'static str,
    copied: &'static str,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let (done, set_done) = signal(false);
    let label = format!("{copy} {text}");
    let click = move |_| {
        let _ = window().navigator().clipboard().write_text(&text);
        set_done.set(true);
        set_timeout(move || set_done.try_set(false).map_or((), drop), Duration::from_millis(1500));
    };
    view! {
        <button class="record-id" type="button" id=id aria-label=label on:click=click data-done=move || done.get().then_some("")>
            <bdi dir="ltr">{shown}</bdi>
            {move || if done.get() { view! { <Icon name="check"/> } } else { view! { <Icon name="copy"/> } }}
            <span class="visually-hidden" role="status">{move || done.get().then_some(copied)}</span>
        </button>
    }
}
