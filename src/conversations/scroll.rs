//! Where one is in a transcript, and staying there while it grows.

use leptos::prelude::{document, request_animation_frame};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::stretch::Side;

/// Pixels from an end within which more is loaded.
const NEAR: i32 = 800;

/// Where a transcript begins to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    Top,
    End,
    /// At the element of this id.
    At(String),
    /// Where the search has found something; else at the end.
    Mark,
}

/// Goes there, and again once what has come into sight has its real size.
pub fn begin(pane: Element, start: Start) {
    let go = move || match &start {
        Start::Top => pane.set_scroll_top(0),
        Start::End => pane.set_scroll_top(pane.scroll_height()),
        Start::At(id) if show(id, ScrollLogicalPosition::Center) => {}
        Start::Mark if show_mark(&pane) => {}
        // Nothing is there.
        Start::At(_) | Start::Mark => pane.set_scroll_top(pane.scroll_height()),
    };
    go();
    request_animation_frame(go);
}

/// Brings the element of this id into sight; says whether there is one.
pub fn show(id: &str, at: ScrollLogicalPosition) -> bool {
    bring(document().get_element_by_id(id), at)
}

fn show_mark(pane: &Element) -> bool {
    bring(pane.query_selector("mark").ok().flatten(), ScrollLogicalPosition::Center)
}

fn bring(element: Option<Element>, at: ScrollLogicalPosition) -> bool {
    let Some(element) = element else { return false };
    let options = ScrollIntoViewOptions::new();
    options.set_block(at);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    true
}

/// Scrolls the element of this id to its beginning.
pub fn to_top(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_scroll_top(0);
    }
}

pub fn is_near(pane: &Element, side: Side) -> bool {
    match side {
        Side::Earlier => pane.scroll_top() < NEAR,
        Side::Later => pane.scroll_height() - pane.scroll_top() - pane.client_height() < NEAR,
    }
}

/// Changes what the pane holds; what stands at its top before stands there afterwards.
pub fn keep_place(pane: Element, change: impl FnOnce()) {
    let seen = at_top(&pane);
    let top = |element: &Element| element.get_bounding_client_rect().top();
    let before = seen.as_ref().map(top);
    change();
    let put_back = move || {
        if let (Some(seen), Some(before)) = (&seen, before) {
            let moved = (top(seen) - before).round() as i32;
            // Taken away with what was far from here: then there is nothing to keep.
            if moved != 0 && seen.is_connected() {
                pane.set_scroll_top(pane.scroll_top() + moved);
            }
        }
    };
    // Drawn in the first frame; in the second, what has come into sight has its real size.
    request_animation_frame(move || {
        put_back();
        request_animation_frame(put_back);
    });
}

/// The row at the top of what is seen of the pane. The name of a day is none: it goes when what is before it has come.
fn at_top(pane: &Element) -> Option<Element> {
    let rect = pane.get_bounding_client_rect();
    let middle = rect.left() + rect.width() / 2.0;
    let hit = document().element_from_point(middle as f32, (rect.top() + 1.0) as f32);
    let row = hit.and_then(|hit| hit.closest("li").ok().flatten()).filter(|row| pane.contains(Some(row.as_ref())));
    let is_day = |row: &Element| row.class_list().contains("transcript__day");
    let row = row.and_then(|row| if is_day(&row) { row.next_element_sibling() } else { Some(row) });
    row.or_else(|| pane.query_selector("li:not(.transcript__day)").ok().flatten())
}
