//! Rows that are dragged by their grip, with a mouse or a finger. Nothing moves until it is let go: a line shows where
//! the row will come to stand.

use leptos::ev::PointerEvent;
use leptos::html::Span;
use leptos::prelude::*;

use super::editor::Editor;
use crate::i18n::use_messages;
use crate::ui::icon::Icon;

/// So near to an edge of the window, in pixels, the page is scrolled while a row is dragged.
const EDGE: f64 = 64.0;
/// Pixels by which it is scrolled at every move.
const STEP: f64 = 16.0;

/// A row on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Dragged {
    pub key: u32,
    /// Where it would stand among the others, counted from 0.
    pub to: usize,
}

/// The id of a row.
pub fn row_id(key: u32) -> String {
    format!("row-{key}")
}

/// What a row is dragged by. For the keyboard there are buttons.
#[component]
pub fn Grip(editor: Editor, key: u32) -> impl IntoView {
    let t = use_messages();
    let grip = NodeRef::<Span>::new();
    let is_dragged = move || editor.dragged.with_untracked(|dragged| dragged.is_some_and(|dragged| dragged.key == key));
    let start = move |event: PointerEvent| {
        let (Some(grip), Some(to)) = (grip.get_untracked(), editor.draft.with_untracked(|draft| draft.position(key)))
        else {
            return;
        };
        if event.button() == 0 && event.is_primary() {
            // Not the start of a selection.
            event.prevent_default();
            let _ = grip.set_pointer_capture(event.pointer_id());
            editor.dragged.set(Some(Dragged { key, to }));
        }
    };
    let drag = move |event: PointerEvent| {
        if is_dragged() {
            let y = f64::from(event.client_y());
            scroll(y);
            let dragged = Some(Dragged { key, to: place_at(editor, key, y) });
            if editor.dragged.get_untracked() != dragged {
                editor.dragged.set(dragged);
            }
        }
    };
    let drop = move |_| {
        if let Some(dragged) = editor.dragged.get_untracked() {
            editor.dragged.set(None);
            editor.moved(dragged.key, dragged.to);
        }
    };
    view! {
        <span
            class="asked-row__grip"
            title=t.collection.drag
            aria-hidden="true"
            node_ref=grip
            on:pointerdown=start
            on:pointermove=drag
            on:pointerup=drop
            on:pointercancel=move |_| editor.dragged.set(None)
        >
            <Icon name="grip-vertical"/>
        </span>
    }
}

/// At which edge of a row the line stands: `before` or `after`.
pub fn line_at(editor: Editor, key: u32) -> Option<&'static str> {
    let Dragged { key: dragged, to } = editor.dragged.get()?;
    editor.draft.with(|draft| {
        if draft.position(dragged) == Some(to) {
            return None;
        }
        let others = || draft.rows.iter().filter(move |row| row.key != dragged);
        let at = others().position(|row| row.key == key)?;
        if at == to {
            Some("before")
        } else if at + 1 == to && to == others().count() {
            Some("after")
        } else {
            None
        }
    })
}

/// How many of the other rows have their middle above that height of the window.
fn place_at(editor: Editor, dragged: u32, y: f64) -> usize {
    let is_above = |key: u32| {
        let row = document().get_element_by_id(&row_id(key)).map(|row| row.get_bounding_client_rect());
        row.is_some_and(|row| row.top() + row.height() / 2.0 < y)
    };
    editor.draft.with_untracked(|draft| draft.rows.iter().filter(|row| row.key != dragged && is_above(row.key)).count())
}

fn scroll(y: f64) {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    if y < EDGE {
        window().scroll_by_with_x_and_y(0.0, -STEP);
    } else if y > height - EDGE {
        window().scroll_by_with_x_and_y(0.0, STEP);
    }
}
