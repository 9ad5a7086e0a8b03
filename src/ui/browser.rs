//! The few things asked of the browser that Leptos has no words for. On the server each does nothing.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

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
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
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
