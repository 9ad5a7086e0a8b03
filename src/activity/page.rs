use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};

use super::row::row;
use crate::api::exports::list_activity;
use crate::app::{NotFound, Zone};
use crate::domain::agent::AgentId;
use crate::domain::error::AppError;
use crate::domain::record::Folder;
use crate::domain::view::settings::ActivityView;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::sidebar::{AgentSidebar, Section, Sidebar};
use crate::i18n::use_messages;
use crate::paths;
use crate::paths::exports::{activity, before_of};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::skeleton::Skeleton;

/// Who took records of an agent out as a file, newest first.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let params = use_params_map();
    let search = use_location().search;
    let Zone(zone) = expect_context();
    let agent = Memo::new(move |_| params.with(|params| params.get("agent").unwrap_or_default()));
    let before = Memo::new(move |_| search.with(|search| before_of(search)));
    // The answer carries its question: nothing of one agent stays while another's is on its way.
    let loaded = Resource::new(
        move || (agent.get(), before.get(), zone.get()),
        |(agent, before, _)| async move {
            let found = list_activity(agent.clone(), before).await;
            ((agent, before), found)
        },
    );
    let retry = Callback::new(move |()| loaded.refetch());
    view! {
        <Transition fallback=ActivitySkeleton>
            {move || {
                loaded.get().map(|(answered, found)| match found {
                    _ if answered != (agent.get(), before.get()) => view! { <ActivitySkeleton/> }.into_any(),
                    Ok(view) => {
                        let (_, from) = answered;
                        view! { <LoadedActivity view from/> }.into_any()
                    }
                    Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
                    Err(error) => view! { <ActivityFailed error retry/> }.into_any(),
                })
            }}
        </Transition>
    }
}

#[component]
fn LoadedActivity(
    view: ActivityView,
    /// Before which entry the page begins; `None` = with the newest.
    from: Option<i64>,
) -> impl IntoView {
    let t = use_messages();
    let e = t.exports;
    let ActivityView { agent, agents, members, exports, before } = view;
    let inbox = paths::folder(&agent.id, Folder::Inbox);
    let above = vec![(t.agents.to_owned(), paths::AGENTS.to_owned()), (agent.name.clone(), inbox)];
    let list = if exports.is_empty() {
        let newest = from.map(|_| view! { <a class="button" href=activity(&agent.id, None)>{e.newer}</a> });
        view! { <Empty icon="download" title=e.none text=e.none_text>{newest}</Empty> }.into_any()
    } else {
        let rows: Vec<AnyView> = exports.iter().map(|entry| row(entry, &agent.id, &members, t)).collect();
        view! {
            <p class="settings__text">{e.activity_text}</p>
            <ul class="export-entries" aria-label=e.exports>{rows}</ul>
            <Steps agent=agent.id.clone() from before/>
        }
        .into_any()
    };
    view! {
        <Title text=format!("{} · {}", e.activity, agent.name)/>
        <Frame sidebar=view! { <AgentSidebar agent=agent.clone() agents here=Section::Activity/> }.into_any()>
            <Breadcrumb above here=e.activity/>
            <div class="page__body settings">{list}</div>
        </Frame>
    }
}

/// The way to what was before, and back to the newest. Nothing where everything is on one page.
#[component]
fn Steps(agent: AgentId, from: Option<i64>, before: Option<i64>) -> impl IntoView {
    let t = use_messages();
    let e = t.exports;
    let newest = from.map(|_| {
        view! {
            <a class="button" rel="prev" href=activity(&agent, None)>
                <Icon name="chevron-left" class="icon--directional"/>{e.newer}
            </a>
        }
    });
    let older = before.map(|before| {
        view! {
            <a class="button" rel="next" href=activity(&agent, Some(before))>
                {e.older}<Icon name="chevron-right" class="icon--directional"/>
            </a>
        }
    });
    (newest.is_some() || older.is_some()).then(|| {
        view! { <nav class="pager" aria-label=t.pages><div class="pager__steps">{newest}{older}</div></nav> }
    })
}

#[component]
fn ActivityFailed(error: AppError, retry: Callback<()>) -> impl IntoView {
    let t = use_messages();
    view! {
        <Title text=format!("{} · {}", t.exports.activity, t.product)/>
        <Frame sidebar=view! { <Sidebar/> }.into_any()>
            <Breadcrumb above=vec![(t.agents.to_owned(), paths::AGENTS.to_owned())] here=t.exports.activity/>
            <div class="page__body"><Failed error retry/></div>
        </Frame>
    }
}

#[component]
fn ActivitySkeleton() -> impl IntoView {
    let t = use_messages();
    let row = || {
        view! {
            <li class="export-entry">
                <Skeleton kind="avatar"/>
                <div class="export-entry__what"><Skeleton width="l"/><Skeleton width="m"/></div>
                <div class="export-entry__facts"><Skeleton width="m"/></div>
            </li>
        }
    };
    view! {
        <Frame sidebar=view! { <Sidebar/> }.into_any()>
            <header class="page__header"><h1 class="visually-hidden">{t.exports.activity}</h1><Skeleton width="m"/></header>
            <div class="page__body settings">
                <ul class="export-entries" aria-busy="true">{(0..6).map(|_| row()).collect_view()}</ul>
            </div>
        </Frame>
    }
}
