use leptos::html::Details;
use leptos::prelude::*;
use strum::VariantArray;
use wasm_bindgen::JsCast;

use super::keys::KeysButton;
use super::palette::PaletteButton;
use super::switches::Switches;
use crate::app::{Zone, use_visit};
use crate::domain::agent::Agent;
use crate::domain::collection::SetKind;
use crate::domain::conversation::Medium;
use crate::domain::conversation_listing::ConversationListing;
use crate::domain::member::Member;
use crate::domain::record::Folder;
use crate::domain::view::FolderCounts;
use crate::i18n::{number, use_messages};
use crate::paths;
use crate::paths::conversations::conversations;
use crate::paths::exports::activity;
use crate::paths::settings::{api_keys, data_collection};
use crate::ui::avatar::Avatar;
use crate::ui::browser::{DRAFTS, forget_all};
use crate::ui::icon::Icon;
use crate::ui::menu::MenuOption;

/// Brand, the screen's own part, and at the foot language, theme and zone. A bar with a drawer on a narrow screen.
#[component]
pub fn Sidebar(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    let t = use_messages();
    let toggle = NodeRef::<Details>::new();
    // A link in the drawer leads somewhere, and so does the palette: it must not stay in front of it.
    let follow = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = target.and_then(|target| target.closest("a, .palette-button").ok().flatten());
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
                <PaletteButton/>
                {children.map(|children| children())}
                <Foot/>
            </div>
        </aside>
    }
}

/// Which page of an agent this is.
#[derive(Clone, Copy, PartialEq)]
pub enum Section {
    Records(Folder, FolderCounts),
    Conversations(Medium, Folder, FolderCounts),
    DataCollection,
    ApiKeys,
    Activity,
}

/// The sidebar inside an agent: the switcher, and the way to its pages.
#[component]
pub fn AgentSidebar(agent: Agent, agents: Vec<Agent>, here: Section) -> impl IntoView {
    view! {
        <Sidebar>
            <Switcher agent=agent.clone() agents here/>
            <Navigation agent here/>
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
fn Switcher(agent: Agent, agents: Vec<Agent>, here: Section) -> impl IntoView {
    let t = use_messages();
    let options = agents
        .into_iter()
        .map(|other| {
            let chosen = other.id == agent.id;
            view! { <MenuOption href=same_page(&other, here) chosen label=other.name count=None/> }
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

/// The page of another agent that corresponds to this one.
fn same_page(agent: &Agent, here: Section) -> String {
    match here {
        Section::Records(folder, _) => paths::folder(&agent.id, folder),
        Section::Conversations(medium, folder, _) if medium.is_of(agent.variant) => {
            conversations(&agent.id, &ConversationListing::of(medium, folder), None)
        }
        Section::Conversations(..) => paths::folder(&agent.id, Folder::Inbox),
        Section::DataCollection => data_collection(&agent.id, SetKind::Text),
        Section::ApiKeys => api_keys(&agent.id),
        Section::Activity => activity(&agent.id, None),
    }
}

#[component]
fn Navigation(agent: Agent, here: Section) -> impl IntoView {
    let t = use_messages();
    let viewer = use_visit().member.map(|member| member.viewer());
    let id = agent.id.clone();
    let records = match here {
        Section::Records(folder, counts) => Some((folder, counts)),
        _ => None,
    };
    let media = Medium::VARIANTS.iter().copied().filter(|medium| medium.is_of(agent.variant));
    let media = media.map(|medium| {
        let current = match here {
            Section::Conversations(shown, folder, counts) if shown == medium => Some((folder, counts)),
            _ => None,
        };
        let (label, icon) = match medium {
            Medium::Chat => (t.conversations.chat, "message-square"),
            Medium::Voice => (t.conversations.voice, "audio-lines"),
        };
        let id = agent.id.clone();
        let href = move |folder| conversations(&id, &ConversationListing::of(medium, folder), None);
        view! { <Folders label icon href current/> }
    });
    let media = media.collect_view();
    let setting = move |href: String, icon: &'static str, label: &'static str, of: Section| {
        view! {
            <div class="nav__item">
                <a class="nav__link" href=href aria-current=(of == here).then_some("page")><Icon name=icon/>{label}</a>
            </div>
        }
    };
    let collection = viewer.is_some_and(|viewer| viewer.can_manage_collection()).then(|| {
        let href = data_collection(&agent.id, SetKind::Text);
        setting(href, "list-checks", t.collection.data_collection, Section::DataCollection)
    });
    let exported = viewer
        .is_some_and(|viewer| viewer.can_see_activity())
        .then(|| setting(activity(&agent.id, None), "history", t.exports.activity, Section::Activity));
    let keys = viewer
        .is_some_and(|viewer| viewer.can_manage_keys())
        .then(|| setting(api_keys(&agent.id), "key-round", t.api_keys.api_keys, Section::ApiKeys));
    view! {
        <nav class="nav" aria-label=t.main_navigation>
            <Folders label=t.product icon="layers" href=move |folder| paths::folder(&id, folder) current=records/>
            {media}
            {collection}
            {keys}
            {exported}
        </nav>
    }
}

/// A row with folders under it: the label opens the Inbox, the chevron only expands. Expanded where one of them is the
/// current page, which is also the only place that knows how much is in each.
#[component]
fn Folders(
    label: &'static str,
    icon: &'static str,
    href: impl Fn(Folder) -> String + 'static,
    current: Option<(Folder, FolderCounts)>,
) -> impl IntoView {
    let t = use_messages();
    let items = Folder::VARIANTS.iter().copied().map(|of| {
        let here = current.is_some_and(|(folder, _)| folder == of);
        view! {
            <li>
                <a class="nav__link" href=href(of) aria-current=here.then_some("page")>
                    <Icon name=folder_icon(of)/>
                    {(t.folder_name)(of)}
                    {current.map(|(_, counts)| view! { <span class="count">{number(counts.of(of))}</span> })}
                </a>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <div class="nav__item">
            <a class="nav__link" href=href(Folder::Inbox) data-within=current.map(|_| "")>
                <Icon name=icon/>{label}
            </a>
            <details class="nav__more" open=current.is_some()>
                <summary class="nav__chevron" aria-label=format!("{}: {label}", t.folders)>
                    <Icon name="chevron-right" class="icon--directional"/>
                </summary>
                <ul class="nav__folders">{items}</ul>
            </details>
        </div>
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
            <KeysButton/>
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
