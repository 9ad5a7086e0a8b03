use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The id of a dialog's title. There is one dialog at a time.
const TITLE: &str = "dialog-title";

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
