//! The document, the route table, and what the browser does once it takes over.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::account::invitation::InvitationPage;
use crate::account::password_reset::PasswordResetPage;
use crate::account::preferences::PreferencesPage;
use crate::account::set_up::SetUpPage;
use crate::account::sign_in::SignInPage;
use crate::activity::page::ActivityPage;
use crate::agents::delete::DeleteAgentPage;
use crate::agents::new::NewAgentPage;
use crate::agents::page::AgentsPage;
use crate::api_keys::page::ApiKeysPage;
use crate::conversations::page::{ChatConversationsPage, VoiceConversationsPage};
use crate::data_collection::page::DataCollectionPage;
use crate::domain::member::{Member, MemberId};
use crate::domain::prefs::{Prefs, Theme};
use crate::domain::slug;
use crate::frame::focus::RouteFocus;
use crate::frame::keys::{KeyHelp, Keys};
use crate::frame::palette::{CommandPalette, Palette};
use crate::i18n::{use_messages, use_prefs};
use crate::paths;
use crate::records::page::RecordsPage;
use crate::team::page::TeamPage;
use crate::ui::browser::{root_attribute, set_cookie, time_zone};
use crate::ui::empty::Empty;
use crate::ui::menu;

/// The whole document, as the server writes it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let prefs = use_prefs();
    let language: &'static str = prefs.language.into();
    let theme: &'static str = prefs.theme.into();
    let Visit { member, demo } = use_visit();
    let assets: Assets = use_context().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html
            lang=language
            dir=prefs.language.dir()
            data-theme=theme
            data-zone=prefs.zone
            data-zone-chosen=prefs.zone_chosen.then_some("")
            data-per=slug(prefs.per)
            data-shortcuts=slug(prefs.shortcuts)
            data-member=member.as_ref().map(|member| member.id.to_string())
            data-role=member.as_ref().map(|member| slug(member.role))
            data-name=member.as_ref().map(|member| member.name.clone())
            data-demo=demo.then_some("")
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {theme_colors(prefs.theme)}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
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

/// The colour of the bar around the page, on a phone and in an installed app: that of the sidebar, by theme.
fn theme_colors(theme: Theme) -> impl IntoView {
    const LIGHT: &str = "#f3f2ef";
    const DARK: &str = "#090c0c";
    // Written out, as the macro knows no `media` of a `<meta>`.
    let bar = |color: &'static str, device: Option<&'static str>| {
        leptos::html::meta().name("theme-color").content(color).attr("media", device)
    };
    match theme {
        Theme::Light => bar(LIGHT, None).into_any(),
        Theme::Dark => bar(DARK, None).into_any(),
        Theme::System => {
            let light = bar(LIGHT, Some("(prefers-color-scheme: light)"));
            (light, bar(DARK, Some("(prefers-color-scheme: dark)"))).into_any()
        }
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
    Palette::provide();
    Keys::provide();
    Effect::new(|_| learn_zone());
    view! {
        // While a page is on its way, and where it fails: each that is there has a title of its own.
        <Title text=use_messages().product/>
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/set-up") view=SetUpPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/invitation") view=InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("/password-reset") view=PasswordResetPage ssr=SsrMode::Async/>
                <Route path=path!("/preferences") view=PreferencesPage ssr=SsrMode::Async/>
                <Route path=path!("/team") view=TeamPage ssr=SsrMode::Async/>
                <Route path=path!("/agents") view=AgentsPage ssr=SsrMode::Async/>
                <Route path=path!("/agents/new") view=NewAgentPage ssr=SsrMode::Async/>
                <Route path=path!("/agents/:agent/delete") view=DeleteAgentPage ssr=SsrMode::Async/>
                <ParentRoute path=path!("/agents/:agent/leads-tickets") view=RecordsPage ssr=SsrMode::Async>
                    <Route path=path!("") view=Folder/>
                    <Route path=path!("archived") view=Folder/>
                    <Route path=path!("deleted") view=Folder/>
                </ParentRoute>
                <ParentRoute path=path!("/agents/:agent/chat-conversations") view=ChatConversationsPage ssr=SsrMode::Async>
                    <Route path=path!("") view=Folder/>
                    <Route path=path!("archived") view=Folder/>
                    <Route path=path!("deleted") view=Folder/>
                </ParentRoute>
                <ParentRoute path=path!("/agents/:agent/voice-conversations") view=VoiceConversationsPage ssr=SsrMode::Async>
                    <Route path=path!("") view=Folder/>
                    <Route path=path!("archived") view=Folder/>
                    <Route path=path!("deleted") view=Folder/>
                </ParentRoute>
                <Route path=path!("/agents/:agent/settings/data-collection") view=DataCollectionPage ssr=SsrMode::Async/>
                <Route path=path!("/agents/:agent/settings/api-keys") view=ApiKeysPage ssr=SsrMode::Async/>
                <Route path=path!("/agents/:agent/settings/activity") view=ActivityPage ssr=SsrMode::Async/>
            </Routes>
            <RouteFocus/>
            <KeyHelp/>
            <CommandPalette/>
        </Router>
    }
}

/// Who is looking, and whether this is a demo. The server writes it on `<html>`; the browser reads it there.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    pub member: Option<Member>,
    pub demo: bool,
}

/// Who is looking.
pub fn use_visit() -> Visit {
    use_context().unwrap_or_default()
}

/// The viewer's time zone, once it is known.
#[derive(Clone, Copy)]
pub struct Zone(pub RwSignal<Option<String>>);

/// While no profile says it, only the browser knows the zone: it tells the server by a cookie, and what is shown is
/// asked again.
fn learn_zone() {
    let Zone(zone) = expect_context();
    let found = time_zone().filter(|found| !use_prefs().zone_chosen && zone.get_untracked().as_ref() != Some(found));
    if let Some(found) = found {
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
        zone_chosen: root_attribute("data-zone-chosen").is_some(),
        per: read("data-per").parse().unwrap_or_default(),
        shortcuts: read("data-shortcuts").parse().unwrap_or_default(),
    };
    let member = root_attribute("data-member").and_then(|id| {
        Some(Member { id: MemberId(id.parse().ok()?), name: read("data-name"), role: read("data-role").parse().ok()? })
    });
    provide_context(Visit { member, demo: root_attribute("data-demo").is_some() });
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
