//! Nobody leaves unsaved changes behind without knowing: the browser asks before the page goes, and we ask before one of
//! our links is followed.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, MouseEvent};

use super::editor::Editor;
use crate::i18n::use_messages;
use crate::ui::dialog::{CloseDialog, Dialog};

/// Where somebody was about to go.
#[derive(Clone, PartialEq)]
struct Going {
    href: String,
    /// Not a page of the router's.
    external: bool,
}

#[component]
pub fn Guard(editor: Editor) -> impl IntoView {
    let t = use_messages();
    let going = RwSignal::new(None::<Going>);
    Effect::new(move |_| {
        let unload = window_event_listener(ev::beforeunload, move |event| {
            if editor.is_at_risk() {
                event.prevent_default();
            }
        });
        // Back from a page that the browser has kept: the form is not on its way any more.
        let shown = window_event_listener(ev::pageshow, move |_| editor.set_going(false));
        let clicked = Closure::wrap(Box::new(move |event: MouseEvent| {
            if let Some(link) = link_of(&event).filter(|_| editor.is_at_risk()) {
                event.prevent_default();
                event.stop_propagation();
                let _ = going.try_set(Some(link));
            }
        }) as Box<dyn FnMut(MouseEvent)>);
        // Before the router hears of it.
        let listener = clicked.as_ref().unchecked_ref();
        let _ = document().add_event_listener_with_callback_and_bool("click", listener, true);
        let clicked = SendWrapper::new(clicked);
        on_cleanup(move || {
            unload.remove();
            shown.remove();
            let listener = (*clicked).as_ref().unchecked_ref();
            let _ = document().remove_event_listener_with_callback_and_bool("click", listener, true);
        });
    });
    let on_close = Callback::new(move |()| _ = going.try_set(None));
    move || {
        going.get().map(|going| {
            view! { <Dialog title=t.collection.leave_title on_close><Question editor going/></Dialog> }
        })
    }
}

#[component]
fn Question(editor: Editor, going: Going) -> impl IntoView {
    let t = use_messages();
    let dialog = CloseDialog::current();
    let navigate = use_navigate();
    let leave = move |_| {
        dialog.close();
        editor.set_going(true);
        if going.external {
            let _ = window().location().set_href(&going.href);
        } else {
            navigate(&going.href, Default::default());
        }
    };
    let save = move |_| {
        dialog.close();
        editor.save();
    };
    view! {
        <p class="dialog__text">{t.collection.leave_text}</p>
        <div class="dialog__actions">
            <button class="button" type="button" on:click=move |_| dialog.close()>{t.collection.stay}</button>
            <button class="button button--danger" type="button" on:click=leave>{t.collection.leave}</button>
            <button class="button button--primary" type="button" on:click=save>{t.collection.save_and_stay}</button>
        </div>
    }
}

/// The link of ours that a click would follow in this window.
fn link_of(event: &MouseEvent) -> Option<Going> {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
        && !event.default_prevented();
    let target = event.target().filter(|_| plain)?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok().flatten()?;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    let href = link.get_attribute("href").filter(|href| href.starts_with('/'))?;
    let external = link.get_attribute("rel").is_some_and(|rel| rel.split_whitespace().any(|rel| rel == "external"));
    Some(Going { href, external })
}
