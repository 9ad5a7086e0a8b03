use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use super::browser::copy_to_clipboard;
use super::icon::Icon;

/// How long the tick says that it is done.
const SAID_FOR: Duration = Duration::from_millis(1500);

/// Text that a click copies. Without script it is the text alone.
#[component]
pub fn CopyText(
    text: String,
    /// How the text looks, e.g. with marks.
    shown: AnyView,
    /// What the click does, and what it has done.
    copy: &'static str,
    copied: &'static str,
) -> impl IntoView {
    let (done, set_done) = signal(false);
    let label = format!("{copy} {text}");
    let click = move |_| {
        let text = text.clone();
        spawn_local(async move {
            // Where the browser refuses, nothing is said to be copied.
            if copy_to_clipboard(&text).await && set_done.try_set(true).is_none() {
                let forget = move || {
                    let _ = set_done.try_set(false);
                };
                set_timeout(forget, SAID_FOR);
            }
        });
    };
    view! {
        <button class="record-id" type="button" aria-label=label on:click=click data-done=move || done.get().then_some("")>
            <bdi dir="ltr">{shown}</bdi>
            {move || if done.get() { view! { <Icon name="check"/> } } else { view! { <Icon name="copy"/> } }}
            <span class="visually-hidden" role="status">{move || done.get().then_some(copied)}</span>
        </button>
    }
}
