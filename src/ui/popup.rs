use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::browser::{active_element, focus, place_at};

/// Closes the popup that this stands in; the focus goes back to what had it.
#[derive(Clone, Copy)]
pub struct ClosePopup(NodeRef<Div>);

impl ClosePopup {
    /// Of the popup around the component.
    pub fn current() -> Self {
        expect_context()
    }

    pub fn close(self) {
        if let Some(panel) = self.0.get_untracked() {
            let _ = panel.hide_popover();
        }
    }
}

/// A panel beside the element of the id `anchor`, above everything else. A click elsewhere and Escape close it; the
/// arrows go through its `.option`s. It opens as it is mounted; `on_close` must take it away.
#[component]
pub fn Popup(
    anchor: String,
    #[prop(into)] label: String,
    /// What it is to a screen reader: `menu`, `dialog`.
    role: &'static str,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let panel = NodeRef::<Div>::new();
    provide_context(ClosePopup(panel));
    let place = {
        let anchor = anchor.clone();
        move || {
            if let Some(panel) = panel.get_untracked() {
                place_at(&panel, &anchor);
            }
        }
    };
    Effect::new({
        let place = place.clone();
        move |_| {
            let Some(panel) = panel.get() else { return };
            let _ = panel.show_popover();
            place();
            let first = |selector| panel.query_selector(selector).ok().flatten();
            focus(first("input").or_else(|| first("[aria-checked=true]")).or_else(|| first(".option")));
        }
    });
    let resized = window_event_listener(ev::resize, move |_| place());
    on_cleanup(move || resized.remove());
    let on_toggle = move |_| {
        let open = panel.get_untracked().is_some_and(|panel| panel.matches(":popover-open").unwrap_or_default());
        if !open {
            on_close.run(());
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => Step::Next,
            "ArrowUp" => Step::Previous,
            "Home" => Step::First,
            "End" => Step::Last,
            "Tab" if role == "menu" => {
                event.prevent_default();
                return ClosePopup(panel).close();
            }
            _ => return,
        };
        if let Some(panel) = panel.get_untracked().filter(|_| role == "menu") {
            event.prevent_default();
            step(&panel, by);
        }
    };
    // It lies outside of the page's landmarks. A dialog may; a menu stands in one of its own.
    let (own_role, content) = if role == "menu" {
        let menu = view! { <div class="popup__menu" role="menu" aria-label=label.clone()>{children()}</div> };
        ("region", menu.into_any())
    } else {
        (role, children())
    };
    view! {
        <div class="popup" popover="auto" role=own_role aria-label=label node_ref=panel on:toggle=on_toggle on:keydown=on_key>
            {content}
        </div>
    }
}

#[derive(Clone, Copy)]
enum Step {
    Next,
    Previous,
    First,
    Last,
}

fn step(panel: &HtmlElement, by: Step) {
    let Ok(found) = panel.query_selector_all(".option") else { return };
    let options: Vec<Element> = (0..found.length()).filter_map(|n| found.get(n)?.dyn_into().ok()).collect();
    let (count, current) = (options.len(), active_element());
    if count == 0 {
        return;
    }
    let at = options.iter().position(|option| Some(option) == current.as_ref());
    let next = match (by, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => count - 1,
        (Step::Next, Some(at)) => (at + 1) % count,
        (Step::Previous, Some(at)) => (at + count - 1) % count,
    };
    focus(options.into_iter().nth(next));
}
