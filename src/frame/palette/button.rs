use leptos::prelude::*;

use super::Palette;
use crate::app::use_visit;
use crate::i18n::use_messages;
use crate::ui::icon::Icon;

/// Opens the palette; for who is signed in. The stylesheet keeps it out of sight without script.
#[component]
pub fn PaletteButton() -> impl IntoView {
    let t = use_messages();
    let palette: Palette = expect_context();
    let apple = RwSignal::new(false);
    // Only the browser knows on which keyboard it is typed.
    Effect::new(move |_| {
        if is_apple() {
            apple.set(true);
        }
    });
    use_visit().member.map(|_| {
        view! {
            <button
                class="palette-button"
                type="button"
                aria-haspopup="dialog"
                aria-keyshortcuts="Control+K Meta+K"
                on:click=move |_| palette.open.set(true)
            >
                <Icon name="search"/>
                <span class="palette-button__label">{t.palette.hint}</span>
                <kbd dir="ltr" aria-hidden="true">{move || if apple.get() { "⌘K" } else { "Ctrl K" }}</kbd>
            </button>
        }
    })
}

fn is_apple() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}
