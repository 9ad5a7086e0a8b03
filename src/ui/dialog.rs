use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

use super::browser::{active_element, focus, focus_if_lost, focus_main_if_lost};
use super::icon::Icon;

/// The id of a dialog's title. There is one dialog at a time.
pub const TITLE: &str = "dialog-title";

/// Closes the dialog that this stands in; the focus goes back to what had it.
#[derive(Clone, Copy)]
pub struct CloseDialog(NodeRef<html::Dialog>);

impl CloseDialog {
    /// Of the dialog around the component.
    pub fn current() -> Self {
        expect_context()
    }

    pub fn close(self) {
        if let Some(dialog) = self.0.get_untracked() {
            dialog.close();
        }
    }
}

/// A question over the page, or over an open sheet. It opens as it is mounted; `on_close` must take it away.
#[component]
pub fn Dialog(#[prop(into)] title: String, on_close: Callback<()>, children: Children) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    provide_context(CloseDialog(dialog));
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    // A click on the backdrop is a click on the dialog itself, outside of its content.
    let on_click = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| target.tag_name() == "DIALOG") {
            CloseDialog(dialog).close();
        }
    };
    view! {
        <dialog
            class="dialog"
            aria-labelledby=TITLE
            node_ref=dialog
            on:close=move |_| on_close.run(())
            on:click=on_click
        >
            <div class="dialog__content">
                <h2 class="dialog__title" id=TITLE>{title}</h2>
                {children()}
            </div>
        </dialog>
    }
}

/// The button that closes the dialog and changes nothing.
#[component]
pub fn Cancel(label: &'static str) -> impl IntoView {
    let dialog = CloseDialog::current();
    view! { <button class="button" type="button" on:click=move |_| dialog.close()>{label}</button> }
}

/// What stands in a dialog that asks whether to go on: what would happen, the way back, and the button that does it.
#[component]
pub fn Confirmation(
    #[prop(into)] text: String,
    cancel: &'static str,
    #[prop(into)] action: String,
    /// It takes something away.
    #[prop(optional)]
    danger: bool,
    on_confirm: Callback<()>,
) -> impl IntoView {
    let dialog = CloseDialog::current();
    let class = if danger { "button button--danger-fill" } else { "button button--primary" };
    let confirm = move |_| {
        dialog.close();
        on_confirm.run(());
    };
    view! {
        <p class="dialog__text">{text}</p>
        <div class="dialog__actions">
            <Cancel label=cancel/>
            <button class=class type="button" on:click=confirm>{action}</button>
        </div>
    }
}

/// A dialog that a link opens. Rendered open, so that it is there without script; with script it becomes modal. Closing
/// it, by whatever means, goes to `closed`; the focus returns to what had it, else to `return_to`.
///
/// A click beside it closes nothing: there is something to fill in.
#[component]
pub fn LinkedDialog(
    #[prop(into)] title: String,
    closed: Signal<String>,
    /// The id of the element that takes the focus when the dialog was open from the start.
    return_to: &'static str,
    /// What the button in its corner does.
    close: &'static str,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    provide_context(CloseDialog(dialog));
    let navigate = use_navigate();
    // Gone as soon as the dialog is taken away.
    let here = StoredValue::new(());
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        // Somebody may be writing in it already.
        let focused = active_element().filter(|element| dialog.contains(Some(element.as_ref())));
        // `close()` would report a closing that nobody asked for.
        let _ = dialog.remove_attribute("open");
        let _ = dialog.show_modal();
        if focused.is_some() {
            focus(focused);
        }
        // Back takes the dialog away without closing it: then the focus would be lost with it.
        let dialog = SendWrapper::new(dialog);
        on_cleanup(move || {
            if dialog.open() {
                dialog.close();
                return_focus(return_to);
            }
        });
    });
    let on_close = move |_| {
        // Gone already: the link has changed.
        if here.is_disposed() {
            return;
        }
        let Some(closed) = closed.try_get_untracked() else { return };
        return_focus(return_to);
        navigate(&closed, NavigateOptions { scroll: false, ..Default::default() });
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.is_some_and(|target| target.closest("[data-dialog-close]").ok().flatten().is_some());
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0);
        if link && plain {
            event.prevent_default();
            CloseDialog(dialog).close();
        }
    };
    view! {
        <dialog
            class="dialog dialog--linked"
            open=true
            aria-labelledby=TITLE
            node_ref=dialog
            on:close=on_close
            on:click=on_click
        >
            <div class="dialog__head">
                <h2 class="dialog__title" id=TITLE>{title}</h2>
                <a
                    class="button button--quiet button--icon"
                    href=closed
                    data-noscroll=""
                    aria-label=close
                    data-dialog-close=""
                >
                    <Icon name="x"/>
                </a>
            </div>
            {children()}
        </dialog>
        <div class="dialog__scrim" aria-hidden="true"></div>
    }
}

/// The browser gives the focus back to what had it, if anything had. What should take it may not be in sight.
fn return_focus(return_to: &str) {
    focus_if_lost(return_to);
    focus_main_if_lost();
}
