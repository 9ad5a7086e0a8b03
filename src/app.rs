//! The document, the route table, and what the browser does once it takes over.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::agents::page::AgentsPage;
use crate::domain::prefs::Prefs;
use crate::i18n::{use_messages, use_prefs};
use crate::paths;
use crate::records::page::RecordsPage;
use crate::ui::browser::{root_attribute, set_cookie, time_zone};
use crate::ui::empty::Empty;
use crate::ui::menu;

/// The whole document, as the server writes it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let prefs = use_prefs();
    let language: &'static str = prefs.language.into();
    let theme: &'static str = prefs.theme.into();
    let assets: Assets = use_context().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang=language dir=prefs.language.dir() data-theme=theme data-zone=prefs.zone>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="preload" href="/fonts/inter-latin-wght-normal.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" id="styles" href=assets.styles.clone()/>
                <link rel="modulepreload" href=assets.script.clone() nonce=use_nonce()/>
                <link rel="preload" href=assets.wasm.clone() r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <AutoReload options/>
                <script type="module" nonce=use_nonce()>{assets.start()}</script>
                <MetaTags/>
            </head>
            <body><App/></body>
        </html>
    }
}

/// What the build left for the browser, by link.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub styles: String,
    pub script: String,
    pub wasm: String,
}

impl Assets {
    /// Loads the WASM and takes the page over.
    fn start(&self) -> String {
        let Self { script, wasm, .. } = self;
        format!("import init, {{ hydrate }} from {script:?}; await init({{ module_or_path: {wasm:?} }}); hydrate();")
    }
}

/// The routes. Without `Async` the page would be assembled by script, and be empty without it.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Zone(RwSignal::new(use_prefs().zone)));
    Effect::new(|_| learn_zone());
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/agents") view=AgentsPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("/agents/:agent/leads-tickets") view=RecordsPage ssr=SsrMode::Async>
                    <Route path=path!("") view=Folder/>
                    <Route path=path!("archived") view=Folder/>
                    <Route path=path!("deleted") view=Folder/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The viewer's time zone, once it is known.
#[derive(Clone, Copy)]
pub struct Zone(pub RwSignal<Option<String>>);

/// Before signing in only the browser knows the zone: it tells the server by a cookie, and what is shown is asked again.
fn learn_zone() {
    let Zone(zone) = expect_context();
    if let Some(found) = time_zone().filter(|found| zone.get_untracked().as_ref() != Some(found)) {
        set_cookie("zone", &found);
        zone.set(Some(found));
    }
}

/// The application in the browser: in the language that the server rendered it in.
#[component]
pub fn BrowserApp() -> impl IntoView {
    let read = |name: &str| root_attribute(name).unwrap_or_default();
    let prefs = Prefs {
        language: read("lang").parse().unwrap_or_default(),
        theme: read("data-theme").parse().unwrap_or_default(),
        zone: root_attribute("data-zone"),
    };
    menu::install();
    provide_context(prefs);
    view! { <App/> }
}

/// The folders are drawn by the page that holds them: it stays while they change.
#[component]
fn Folder() -> impl IntoView {}

/// Nothing is at this address.
#[component]
pub fn NotFound() -> impl IntoView {
    let t = use_messages();
    view! {
        <Title text=t.page_not_found/>
        <main class="error-page" id="main">
            <a class="brand" href=paths::AGENTS><img src="/favicon.svg" alt="" width="20" height="20"/>{t.product}</a>
            <Empty icon="compass" title=t.page_not_found text=t.page_not_found_text whole_page=true>
                <a class="button" href=paths::AGENTS>{t.all_agents}</a>
            </Empty>
        </main>
    }
}
