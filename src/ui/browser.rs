//! The few things asked of the browser that Leptos has no words for. On the server each does nothing.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement};

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
