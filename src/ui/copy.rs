use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use super::browser::copy_to_clipboard;
use super::icon::Icon;

/// How long the tick says that it is done.
const SAID_FOR: Duration = Duration::from_millis(1500);
/// How long it is said that the browser did not let it.
const REFUSED_FOR: Duration = Duration::from_secs(6);

/// Text that a click copies. Without script it is the text alone.
#[component]
pub fn CopyText(
    text: String,
    /// How the text looks, e.g. with marks.
    shown: AnyView,
    /// What the click does, what it has done, and that the browser does not let it.
    copy: &'static str,
    copied: &'static str,
    refused: &'static str,
) -> impl IntoView {
    let (done, set_done) = signal(None::<bool>);
    let label = format!("{copy} {text}");
    let click = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let copied = copy_to_clipboard(&text).await;
            if set_done.try_set(Some(copied)).is_none() {
                let forget = move || {
                    let _ = set_done.try_set(None);
                };
                set_timeout(forget, if copied { SAID_FOR } else { REFUSED_FOR });
            }
        });
    };
    let is_done = move || done.get() == Some(true);
    let said = move || done.get().map(|done| if done { copied } else { refused });
    let class = move || if done.get() == Some(false) { "record-id__refused" } else { "visually-hidden" };
    view! {
        <button class="record-id" type="button" aria-label=label on:click=click data-done=move || is_done().then_some("")>
            <bdi dir="ltr">{shown}</bdi>
            {move || if is_done() { view! { <Icon name="check"/> } } else { view! { <Icon name="copy"/> } }}
        </button>
        // Beside it: what stands in a button is part of its name and not read out by itself.
        <span class=class role="status">{said}</span>
    }
}
