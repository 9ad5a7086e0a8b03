use leptos::html::Details;
use leptos::prelude::*;
use strum::VariantArray;
use wasm_bindgen::JsCast;

use super::switches::Switches;
use crate::app::{Zone, use_visit};
use crate::domain::agent::Agent;
use crate::domain::member::Member;
use crate::domain::record::Folder;
use crate::domain::view::FolderCounts;
use crate::i18n::{number, use_messages};
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::browser::{DRAFTS, forget_all};
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
                {use_visit().demo.then(|| view! { <span class="chip sidebar__demo" title=t.demo_text>{t.demo}</span> })}
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

/// The sidebar of what lies outside of any agent. `here` is the path of its entry.
#[component]
pub fn MainSidebar(here: &'static str) -> impl IntoView {
    let t = use_messages();
    let can_manage_team = use_visit().member.is_some_and(|member| member.viewer().can_manage_team());
    let item = move |href: &'static str, icon: &'static str, label: &'static str| {
        view! {
            <div class="nav__item">
                <a class="nav__link" href=href aria-current=(href == here).then_some("page")><Icon name=icon/>{label}</a>
            </div>
        }
    };
    view! {
        <Sidebar>
            <nav class="nav" aria-label=t.main_navigation>
                {item(paths::AGENTS, "bot", t.agents)}
                {can_manage_team.then(|| item(paths::TEAM, "users", t.team))}
                {item(paths::PREFERENCES, "settings", t.preferences)}
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

#[component]
fn Foot() -> impl IntoView {
    let t = use_messages();
    let Zone(zone) = expect_context();
    view! {
        <div class="sidebar__foot">
            <Switches/>
            <p class="sidebar__zone">
                <Icon name="clock"/>
                <span>{t.times_in}" "<bdi dir="ltr">{move || zone.get().unwrap_or_else(|| "UTC".to_owned())}</bdi></span>
            </p>
            {use_visit().member.map(|member| view! { <Account member/> })}
        </div>
    }
}

/// Whoever is signed in, with what is theirs alone.
#[component]
fn Account(member: Member) -> impl IntoView {
    let t = use_messages();
    let can_manage_team = member.viewer().can_manage_team();
    let person = Some((member.initials(), member.hue()));
    view! {
        <details class="menu menu--up account" name="menu">
            <summary class="menu__button">
                <span class="visually-hidden">{t.account}": "</span>
                <Avatar person large=true/>
                <span class="switcher__text">
                    <bdi>{member.name}</bdi>
                    <span class="switcher__variant">{(t.role_name)(member.role)}</span>
                </span>
                <Icon name="chevrons-up-down" class="menu__caret"/>
            </summary>
            <div class="menu__panel">
                <ul>
                    <li><a class="option" href=paths::PREFERENCES><Icon name="settings"/><span class="option__label">{t.preferences}</span></a></li>
                    {can_manage_team.then(|| view! {
                        <li><a class="option" href=paths::TEAM><Icon name="users"/><span class="option__label">{t.team}</span></a></li>
                    })}
                </ul>
                <form class="menu__section" method="post" action=paths::SIGN_OUT on:submit=|_| forget_all(DRAFTS)>
                    <button class="option"><Icon name="log-out" class="icon--directional"/><span class="option__label">{t.sign_out}</span></button>
                </form>
            </div>
        </details>
    }
}
