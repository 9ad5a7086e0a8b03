use leptos::html::Details;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use strum::VariantArray;
use wasm_bindgen::JsCast;

use crate::app::Zone;
use crate::domain::agent::Agent;
use crate::domain::prefs::{Language, Theme};
use crate::domain::record::Folder;
use crate::domain::view::FolderCounts;
use crate::i18n::{number, own_name, use_messages, use_prefs};
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::menu::MenuOption;

/// Brand, the screen's own part, and at the foot language, theme and zone. A bar with a drawer on a narrow screen.
#[component]
pub fn Sidebar(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    let t = use_messages();
    let toggle = NodeRef::<Details>::new();
    // A link in the drawer leads somewhere: it must not stay in front of it.
    let follow = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a").ok().flatten());
        if let (Some(_), Some(toggle)) = (link, toggle.get_untracked()) {
            toggle.set_open(false);
        }
    };
    view! {
        <aside class="sidebar">
            <div class="sidebar__bar">
                <a class="brand" href=paths::AGENTS><img src="/favicon.svg" alt="" width="20" height="20"/>{t.product}</a>
                <details class="sidebar__toggle" node_ref=toggle>
                    <summary class="button button--quiet button--icon" aria-label=t.menu><Icon name="menu"/></summary>
                </details>
            </div>
            <div class="sidebar__drawer" on:click=follow>
                {children.map(|children| children())}
                <Foot/>
            </div>
        </aside>
    }
}

/// The sidebar inside an agent: the switcher, and the way to its records.
#[component]
pub fn AgentSidebar(agent: Agent, agents: Vec<Agent>, folder: Folder, counts: FolderCounts) -> impl IntoView {
    view! {
        <Sidebar>
            <Switcher agent=agent.clone() agents folder/>
            <Navigation agent folder counts/>
        </Sidebar>
    }
}

/// The sidebar of the list of agents.
#[component]
pub fn AgentsSidebar() -> impl IntoView {
    let t = use_messages();
    view! {
        <Sidebar>
            <nav class="nav" aria-label=t.main_navigation>
                <div class="nav__item">
                    <a class="nav__link" href=paths::AGENTS aria-current="page"><Icon name="bot"/>{t.agents}</a>
                </div>
            </nav>
        </Sidebar>
    }
}

#[component]
fn Switcher(agent: Agent, agents: Vec<Agent>, folder: Folder) -> impl IntoView {
    let t = use_messages();
    let options = agents
        .into_iter()
        .map(|other| {
            let chosen = other.id == agent.id;
            view! { <MenuOption href=paths::folder(&other.id, folder) chosen label=other.name count=None/> }
        })
        .collect_view();
    view! {
        <details class="menu switcher" name="menu" data-single="">
            <summary class="menu__button">
                <span class="visually-hidden">{t.agent}": "</span>
                <span class="switcher__mark"><Icon name="bot"/></span>
                <span class="switcher__text">
                    <bdi>{agent.name.clone()}</bdi>
                    <span class="switcher__variant">{(t.variant_name)(agent.variant)}</span>
                </span>
                <Icon name="chevrons-up-down" class="menu__caret"/>
            </summary>
            <div class="menu__panel">
                <p class="menu__title">{t.switch_agent}</p>
                <ul>{options}</ul>
                <ul class="menu__section">
                    <li>
                        <a class="option" href=paths::AGENTS>
                            <Icon name="users"/><span class="option__label">{t.all_agents}</span>
                        </a>
                    </li>
                </ul>
            </div>
        </details>
    }
}

#[component]
fn Navigation(agent: Agent, folder: Folder, counts: FolderCounts) -> impl IntoView {
    let t = use_messages();
    let item = |of: Folder| {
        view! {
            <li>
                <a class="nav__link" href=paths::folder(&agent.id, of) aria-current=(of == folder).then_some("page")>
                    <Icon name=folder_icon(of)/>
                    {(t.folder_name)(of)}
                    <span class="count">{number(counts.of(of))}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="nav" aria-label=t.main_navigation>
            <div class="nav__item">
                <a class="nav__link" href=paths::folder(&agent.id, Folder::Inbox) data-within="">
                    <Icon name="layers"/>{t.product}
                </a>
                // One of the folders is the current route on every page that shows this, so it is expanded.
                <details class="nav__more" open=true>
                    <summary class="nav__chevron" aria-label=t.folders>
                        <Icon name="chevron-right" class="icon--directional"/>
                    </summary>
                    <ul class="nav__folders">{Folder::VARIANTS.iter().copied().map(item).collect_view()}</ul>
                </details>
            </div>
        </nav>
    }
}

pub fn folder_icon(folder: Folder) -> &'static str {
    match folder {
        Folder::Inbox => "inbox",
        Folder::Archived => "archive",
        Folder::Deleted => "trash-2",
    }
}

/// Plain forms: a language turns the whole document round, so the page is loaded anew.
#[component]
fn Foot() -> impl IntoView {
    let t = use_messages();
    let prefs = use_prefs();
    let Zone(zone) = expect_context();
    let location = use_location();
    let here = move || {
        let search = location.search.get();
        let mark = if search.is_empty() || search.starts_with('?') { "" } else { "?" };
        format!("{}{mark}{search}", location.pathname.get())
    };
    let languages = Language::VARIANTS.iter().map(|language| {
        let slug: &'static str = language.into();
        let pressed = if *language == prefs.language { "true" } else { "false" };
        view! {
            <button class="segmented__item" name="language" value=slug lang=slug aria-pressed=pressed>{own_name(*language)}</button>
        }
    });
    let themes = Theme::VARIANTS.iter().map(|theme| {
        let slug: &'static str = theme.into();
        let pressed = if *theme == prefs.theme { "true" } else { "false" };
        let name = (t.theme_name)(*theme);
        view! {
            <button class="segmented__item" name="theme" value=slug aria-pressed=pressed aria-label=name title=name>
                <Icon name=theme_icon(*theme)/>
            </button>
        }
    });
    view! {
        <div class="sidebar__foot">
            <form class="segmented" method="post" action=paths::PREFERENCES aria-label=t.language>
                <input type="hidden" name="next" value=here/>
                {languages.collect_view()}
            </form>
            <form class="segmented" method="post" action=paths::PREFERENCES aria-label=t.theme>
                <input type="hidden" name="next" value=here/>
                {themes.collect_view()}
            </form>
            <p class="sidebar__zone">
                <Icon name="clock"/>
                <span>{t.times_in}" "<bdi dir="ltr">{move || zone.get().unwrap_or_else(|| "UTC".to_owned())}</bdi></span>
            </p>
        </div>
    }
}

fn theme_icon(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "sun",
        Theme::Dark => "moon",
        Theme::System => "monitor",
    }
}
