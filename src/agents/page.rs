use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::agents::list_agents;
use crate::app::use_visit;
use crate::domain::agent::Variant;
use crate::domain::error::AppError;
use crate::domain::record::Folder;
use crate::domain::view::AgentView;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::sidebar::MainSidebar;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::skeleton::Skeleton;

/// All agents, each leading to its records.
#[component]
pub fn AgentsPage() -> impl IntoView {
    let t = use_messages();
    let agents = Resource::new(|| (), |()| list_agents());
    let retry = Callback::new(move |()| agents.refetch());
    view! {
        <Title text=format!("{} · {}", t.agents, t.product)/>
        <Frame sidebar=view! { <MainSidebar here=paths::AGENTS/> }.into_any()>
            <Breadcrumb above=Vec::new() here=t.agents>
                {can_manage().then(|| view! { <a class="button" href=paths::NEW_AGENT><Icon name="plus"/>{t.new_agent}</a> })}
            </Breadcrumb>
            <div class="page__body">
                <Transition fallback=AgentsSkeleton>
                    {move || agents.get().map(|agents| view! { <Agents agents retry/> })}
                </Transition>
            </div>
        </Frame>
    }
}

#[component]
fn Agents(agents: Result<Vec<AgentView>, AppError>, retry: Callback<()>) -> impl IntoView {
    let t = use_messages();
    match agents {
        Err(error) => view! { <Failed error retry/> }.into_any(),
        Ok(agents) if agents.is_empty() => {
            view! { <Empty icon="bot" title=t.no_agents text=t.no_agents_text/> }.into_any()
        }
        Ok(agents) => view! {
            <p class="page__lead">{t.agents_lead}</p>
            <ul class="agents">{agents.into_iter().map(|agent| view! { <AgentRow agent/> }).collect_view()}</ul>
        }
        .into_any(),
    }
}

#[component]
fn AgentRow(agent: AgentView) -> impl IntoView {
    let t = use_messages();
    let AgentView { agent, inbox } = agent;
    let delete = paths::delete_agent(&agent.id);
    let label = format!("{}: {}", t.delete_agent, agent.name);
    view! {
        <li class="agents__row">
            <a class="agent" href=paths::folder(&agent.id, Folder::Inbox)>
                <span class="agent__mark"><Icon name=variant_icon(agent.variant)/></span>
                <span class="agent__text">
                    <bdi class="agent__name">{agent.name}</bdi>
                    <span class="agent__about">
                        {(t.variant_name)(agent.variant)}" · "<bdi class="agent__id" dir="ltr">{agent.id.to_string()}</bdi>
                    </span>
                </span>
                <span class="agent__count">{(t.in_inbox)(inbox)}</span>
                <Icon name="chevron-right" class="icon--directional"/>
            </a>
            {can_manage().then(|| view! {
                <a class="button button--quiet button--icon" href=delete aria-label=label.clone() title=label.clone()><Icon name="trash-2"/></a>
            })}
        </li>
    }
}

fn can_manage() -> bool {
    use_visit().member.is_some_and(|member| member.viewer().can_manage_agents())
}

fn variant_icon(variant: Variant) -> &'static str {
    match variant {
        Variant::Text => "message-square",
        Variant::Voice => "audio-lines",
        Variant::Hybrid => "bot",
    }
}

#[component]
fn AgentsSkeleton() -> impl IntoView {
    let row = || view! { <li><div class="agent"><Skeleton kind="icon"/><Skeleton width="m"/></div></li> };
    view! { <ul class="agents" aria-busy="true">{(0..4).map(|_| row()).collect_view()}</ul> }
}
