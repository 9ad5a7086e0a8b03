//! Leads & Tickets: where a team works through the records that its AI agents file.
//!
//! One crate for two targets. Read in this order; ARCHITECTURE.md says who may know whom.

pub mod domain;
pub mod i18n;
pub mod paths;

pub mod api;
pub mod ui;

pub mod account;
pub mod activity;
pub mod agents;
pub mod api_keys;
pub mod app;
pub mod conversations;
pub mod data_collection;
pub mod frame;
pub mod records;
pub mod team;

#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod store;

/// The browser's entry: takes over the page that the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::BrowserApp);
}
