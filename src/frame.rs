//! What surrounds every screen: the sidebar and the breadcrumb.

pub mod breadcrumb;
pub mod failed;
pub mod focus;
pub mod form;
pub mod keys;
pub mod nothing_listed;
pub mod outside;
pub mod pager;
pub mod palette;
pub mod search_box;
pub mod sidebar;
pub mod sort_menu;
pub mod switches;
pub mod tabs;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::use_messages;

/// The path and query of the page.
pub fn use_here() -> Signal<String> {
    let location = use_location();
    Signal::derive(move || {
        let search = location.search.get();
        let mark = if search.is_empty() || search.starts_with('?') { "" } else { "?" };
        format!("{}{mark}{search}", location.pathname.get())
    })
}

/// A screen beside its sidebar.
#[component]
pub fn Frame(sidebar: AnyView, children: Children) -> impl IntoView {
    let t = use_messages();
    view! {
        <div class="shell">
            // External to the router, which would change the address and leave the focus where it was.
            <a class="button button--primary skip-link" href="#main" rel="external">{t.skip_to_content}</a>
            {sidebar}
            <main class="page" id="main" tabindex="-1">{children()}</main>
        </div>
    }
}
