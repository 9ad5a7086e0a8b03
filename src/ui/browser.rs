//! The few things asked of the browser that Leptos has no words for. On the server each does nothing.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement};

/// Runs for every element that the selector finds.
pub fn each(selector: &str, mut run: impl FnMut(Element)) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for i in 0..found.length() {
        if let Some(element) = found.get(i).and_then(|node| node.dyn_into().ok()) {
            run(element);
        }
    }
}

pub fn active_element() -> Option<Element> {
    document().active_element()
}

/// Focuses the element of this id, if there is one.
pub fn focus_id(id: &str) {
    focus(document().get_element_by_id(id));
}

/// Focuses the element, if there is one.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The id of the page's own part, which takes the focus when nothing else can.
pub const MAIN: &str = "main";

/// Focuses the element of this id when the focus is lost.
pub fn focus_if_lost(id: &str) {
    if is_focus_lost() {
        focus_id(id);
    }
}

/// Has the page take the focus when it is lost still, once the screen has changed.
pub fn focus_main_if_lost() {
    request_animation_frame(|| request_animation_frame(|| focus_if_lost(MAIN)));
}

/// Whether nothing has the focus, or only something that nobody can see or use any more: the browser notices that late,
/// and in a closed dialog never.
pub fn is_focus_lost() -> bool {
    active_element().is_none_or(|element| {
        let at = element.get_bounding_client_rect();
        element.tag_name() == "BODY"
            || at.width() == 0.0 && at.height() == 0.0
            || element.closest("[inert], dialog:not([open])").ok().flatten().is_some()
    })
}

/// Whether somebody is typing: plain keys belong to the text then.
pub fn is_typing() -> bool {
    active_element().is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

pub fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Places the open panel below its anchor, their ends in line; above it where there is no room below. The stylesheet
/// reads the place from two properties, and may put the panel elsewhere on a small screen.
pub fn place_at(panel: &HtmlElement, anchor: &str) {
    const GAP: f64 = 4.0;
    const EDGE: f64 = 8.0;
    let Some(anchor) = document().get_element_by_id(anchor) else { return };
    let number = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|v| v.as_f64()).unwrap_or_default();
    let window = leptos::prelude::window();
    let (width, height) = (number(window.inner_width()), number(window.inner_height()));
    let (at, own) = (anchor.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let rtl = root_attribute("dir").as_deref() == Some("rtl");
    let left = if rtl { at.left() } else { at.right() - own.width() };
    let left = left.min(width - own.width() - EDGE).max(EDGE);
    let below = at.bottom() + GAP;
    let fits = below + own.height() + EDGE <= height || at.top() < own.height() + GAP + EDGE;
    let top = if fits { below } else { at.top() - own.height() - GAP };
    let style = panel.style();
    // Whole pixels: how fractions are printed would be another 20 kB of program.
    let pixels = |at: f64, scrolled: f64| format!("{}px", (at + scrolled) as i32);
    let _ = style.set_property("--popup-left", &pixels(left, number(window.scroll_x().map(Into::into))));
    let _ = style.set_property("--popup-top", &pixels(top, number(window.scroll_y().map(Into::into))));
}

/// Makes two spellings of a name comparable: without case, accents, Arabic vowels and letter variants. The browser has
/// the tables for it, which would be a fifth of the program.
pub fn fold_words(text: &str) -> String {
    let plain = js_sys::JsString::from(text).normalize("NFKD");
    let plain = String::from(plain).to_lowercase();
    let is_mark =
        |letter: &char| matches!(letter, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}');
    let letters = plain.chars().filter(|letter| !is_mark(letter)).map(|letter| match letter {
        '\u{649}' => '\u{64A}',
        '\u{629}' => '\u{647}',
        other => other,
    });
    letters.collect()
}

/// What the names of texts begin with that nobody has saved yet. They are erased at sign-out.
pub const DRAFTS: &str = "draft:";

fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

/// What this device keeps under the name.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a text on this device. Where the browser allows none, nothing is kept.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

/// Forgets everything whose name begins so.
pub fn forget_all(prefix: &str) {
    let Some(storage) = storage() else { return };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|n| storage.key(n).ok().flatten());
    for name in names.filter(|name| name.starts_with(prefix)).collect::<Vec<_>>() {
        let _ = storage.remove_item(&name);
    }
}

/// Sends JSON in a way that outlives the page, without an answer.
pub fn send_on_leaving(path: &str, json: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = js_sys::Array::of1(&json.into());
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        let _ = leptos::prelude::window().navigator().send_beacon_with_opt_blob(path, Some(&blob));
    }
}

/// Downloads what the server gives at the path. The page stays.
pub fn download(path: &str) {
    let Ok(link) = document().create_element("a") else { return };
    let _ = link.set_attribute("href", path);
    let _ = link.set_attribute("download", "");
    if let Ok(link) = link.dyn_into::<HtmlElement>() {
        link.click();
    }
}

/// What stands in the text box of this id.
pub fn value_of(id: &str) -> Option<String> {
    Some(document().get_element_by_id(id)?.dyn_into::<HtmlInputElement>().ok()?.value())
}

/// Puts the text into the text box of this id unless something stands there.
pub fn fill_if_empty(id: &str, text: &str) {
    let input = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input.filter(|input| input.value().is_empty()) {
        input.set_value(text);
    }
}

/// What the browser would send of the form: names and values in their order.
pub fn form_pairs(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    let Ok(Some(entries)) = js_sys::try_iter(&data) else { return Vec::new() };
    let pair = |entry: JsValue| {
        let entry: js_sys::Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    };
    entries.filter_map(Result::ok).filter_map(pair).collect()
}

/// Says whether the text is on the clipboard now. Browsers refuse it to pages that came over plain HTTP.
pub async fn copy_to_clipboard(text: &str) -> bool {
    let navigator = leptos::prelude::window().navigator();
    let offered = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    offered && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// An attribute of `<html>`, where the server leaves what both sides must know.
pub fn root_attribute(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// The device's time zone, an IANA name.
pub fn time_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new()).resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

/// Keeps a value for a year where the server will find it.
pub fn set_cookie(name: &str, value: &str) {
    if let Some(document) = document().dyn_ref::<web_sys::HtmlDocument>() {
        let _ = document.set_cookie(&format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax"));
    }
}
