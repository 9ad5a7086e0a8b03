use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::create::CreateKey;
use super::key::KeyRow;
use super::made::MadeKey;
use crate::api::api_keys::list_api_keys;
use crate::app::{NotFound, Zone};
use crate::domain::error::AppError;
use crate::domain::form::{FormState, Problem};
use crate::domain::limits;
use crate::domain::record::Folder;
use crate::domain::view::settings::ApiKeysView;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::form::use_form_state;
use crate::frame::sidebar::{AgentSidebar, Section, Sidebar};
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::skeleton::Skeleton;

/// The keys of an agent, and the way to another.
#[component]
pub fn ApiKeysPage() -> impl IntoView {
    let state = use_form_state();
    let params = use_params_map();
    let Zone(zone) = expect_context();
    let agent = Memo::new(move |_| params.with(|params| params.get("agent").unwrap_or_default()));
    // A key is shown on the page where it was made, not on that of the agent one goes to from there.
    let sent_to = agent.get_untracked();
    // The answer carries its question: while another agent's keys are on their way, nothing of this one's stays.
    let keys = Resource::new(
        move || (agent.get(), zone.get()),
        |(agent, _)| async move {
            let found = list_api_keys(agent.clone()).await;
            (agent, found)
        },
    );
    let retry = Callback::new(move |()| keys.refetch());
    view! {
        <Transition fallback=KeysSkeleton>
            {move || {
                keys.get().map(|(answered, found)| match found {
                    _ if answered != agent.get() => view! { <KeysSkeleton/> }.into_any(),
                    Ok(view) => {
                        let state = if answered == sent_to { state.clone() } else { FormState::default() };
                        view! { <LoadedKeys view state/> }.into_any()
                    }
                    Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
                    Err(error) => view! { <KeysFailed error retry/> }.into_any(),
                })
            }}
        </Transition>
    }
}

#[component]
fn LoadedKeys(view: ApiKeysView, state: FormState) -> impl IntoView {
    let t = use_messages();
    let k = t.api_keys;
    let ApiKeysView { agent, agents, keys, once } = view;
    let inbox = paths::folder(&agent.id, Folder::Inbox);
    let above = vec![(t.agents.to_owned(), paths::AGENTS.to_owned()), (agent.name.clone(), inbox)];
    let action = paths::settings::api_keys(&agent.id);
    let made = state.link.clone().map(|token| {
        let said = |name: &str| state.value(name).unwrap_or_default();
        view! { <MadeKey agent=agent.clone() name=said("name") origin=said("origin") token/> }
    });
    // What is wrong with a new key stands on its own form; what was made of it is not typed again.
    let create = if made.is_some() { FormState::default() } else { state.of("create") };
    let refused = refusal(&state).filter(|_| create.form.is_empty());
    let list = if keys.is_empty() {
        view! {
            <Empty icon="key-round" title=k.none text=k.none_text>
                // External to the router, which would change the address and leave the focus where it was.
                <a class="button button--primary" href="#field-name" rel="external">{k.create}</a>
                <Reference/>
            </Empty>
        }
        .into_any()
    } else {
        let rows = keys.into_iter().map(|view| {
            view! { <KeyRow view action=action.clone() state=state.clone() once=once.clone()/> }
        });
        let rows = rows.collect_view();
        view! {
            <div class="keys__lead"><p class="settings__text">{k.lead}</p><Reference/></div>
            <ul class="keys" aria-label=k.api_keys>{rows}</ul>
        }
        .into_any()
    };
    view! {
        <Title text=format!("{} · {}", k.api_keys, agent.name)/>
        <Frame sidebar=view! { <AgentSidebar agent=agent.clone() agents here=Section::ApiKeys/> }.into_any()>
            <Breadcrumb above here=k.api_keys/>
            <div class="page__body settings">
                {refused.map(|text| view! { <Notice tone=Tone::Danger text/> })}
                {made}
                {list}
                <CreateKey action=action.clone() state=create once/>
            </div>
        </Frame>
    }
}

/// To the description of the API. External to the router, which does not know it.
#[component]
fn Reference() -> impl IntoView {
    let k = use_messages().api_keys;
    view! { <a class="button" href=paths::API_DOCS rel="external"><Icon name="book-open"/>{k.reference}</a> }
}

/// What is wrong with a form as a whole.
pub fn refusal(state: &FormState) -> Option<String> {
    let t = use_messages();
    state.problem("").map(|problem| match problem {
        Problem::TooMany(most) => (t.api_keys.too_many)(most as u64),
        other => (t.problem)(other),
    })
}

/// What is wrong with a rate: it says what one can be.
pub fn rate_words(state: &FormState) -> Option<String> {
    let most = u64::from(limits::REQUESTS_PER_MINUTE_MAX);
    state.problem("rate").map(|_| (use_messages().api_keys.rate_problem)(most))
}

#[component]
fn KeysFailed(error: AppError, retry: Callback<()>) -> impl IntoView {
    let t = use_messages();
    view! {
        <Title text=format!("{} · {}", t.api_keys.api_keys, t.product)/>
        <Frame sidebar=view! { <Sidebar/> }.into_any()>
            <Breadcrumb above=vec![(t.agents.to_owned(), paths::AGENTS.to_owned())] here=t.api_keys.api_keys/>
            <div class="page__body"><Failed error retry/></div>
        </Frame>
    }
}

#[component]
fn KeysSkeleton() -> impl IntoView {
    let t = use_messages();
    let row = || {
        view! {
            <li class="key">
                <Skeleton kind="icon"/>
                <div class="key__who"><Skeleton width="m"/><Skeleton width="s"/></div>
                <div class="key__facts"><Skeleton width="m"/><Skeleton width="m"/><Skeleton width="m"/></div>
            </li>
        }
    };
    view! {
        <Frame sidebar=view! { <Sidebar/> }.into_any()>
            <header class="page__header"><h1 class="visually-hidden">{t.api_keys.api_keys}</h1><Skeleton width="m"/></header>
            <div class="page__body settings">
                <ul class="keys" aria-busy="true">{(0..3).map(|_| row()).collect_view()}</ul>
            </div>
        </Frame>
    }
}
