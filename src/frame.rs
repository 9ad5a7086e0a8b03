//! What surrounds every screen: the sidebar and the breadcrumb.

pub mod breadcrumb;
pub mod sidebar;

use leptos::prelude::*;

use crate::i18n::use_messages;

/// A screen beside its sidebar.
#[component]
pub fn Frame(sidebar: AnyView, children: Children) -> impl IntoView {
    let t = use_messages();
    view! {
        <div class="shell">
            // External to the router, which would change the address and leave the focus where it was.
            <a class="button button--primary skip-link" href="#main" rel="external">{t.skip_to_records}</a>
            {sidebar}
            <main class="page" id="main" tabindex="-1">{children()}</main>
        </div>
    }
}
