use leptos::html::Dialog;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

use super::browser::{focus_id, focus_if_lost, focus_main_if_lost};

/// The id of the sheet's title, which takes the focus when the sheet opens.
pub const SHEET_TITLE: &str = "sheet-title";

/// A panel at the end edge. Rendered open, so that it is there without script; with script it becomes modal.
/// Closing it, by whatever means, goes to `closed`; the focus returns to what had it, else to `return_to`.
#[component]
pub fn Sheet(
    title: Signal<String>,
    closed: Signal<String>,
    /// The id of the element that takes the focus when the sheet was open from the start.
    return_to: Signal<String>,
    /// Slides in: a click opened it. On a fresh load it simply stands there.
    animate: bool,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        // `close()` would report a closing that nobody asked for.
        let _ = dialog.remove_attribute("open");
        let _ = dialog.show_modal();
        focus_id(SHEET_TITLE);
        // Back takes the sheet away without closing it: then the focus would be lost with it.
        let dialog = SendWrapper::new(dialog);
        on_cleanup(move || {
            if dialog.open() {
                dialog.close();
                return_focus(&return_to);
            }
        });
    });
    let on_close = move |_| {
        // Gone already: the link has changed.
        let Some(closed) = closed.try_get_untracked() else { return };
        let options = NavigateOptions { scroll: false, ..Default::default() };
        return_focus(&return_to);
        navigate(&closed, options);
    };
    // A click on the backdrop is a click on the dialog itself, outside of its content.
    let on_click = move |event: leptos::ev::MouseEvent| {
        let Some(element) = dialog.get_untracked() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let backdrop = target.as_ref().is_some_and(|target| target.tag_name() == "DIALOG");
        let link = target.is_some_and(|target| target.closest("[data-sheet-close]").ok().flatten().is_some());
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0);
        if backdrop || (link && plain) {
            event.prevent_default();
            element.close();
        }
    };
    view! {
        <dialog
            class=if animate { "sheet sheet--animate" } else { "sheet" }
            open=true
            aria-labelledby=SHEET_TITLE
            node_ref=dialog
            on:close=on_close
            on:click=on_click
        >
            <h2 class="visually-hidden" id=SHEET_TITLE tabindex="-1">{title}</h2>
            {children()}
        </dialog>
        <a class="sheet__scrim" href=closed tabindex="-1" aria-hidden="true"></a>
    }
}

/// The browser gives the focus back to what had it; what was there from the start has nothing to go back to. What the
/// list behind does not show cannot take it.
fn return_focus(return_to: &Signal<String>) {
    if let Some(id) = return_to.try_get_untracked() {
        focus_if_lost(&id);
        focus_main_if_lost();
    }
}
