use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::form::SetForm;
use crate::api::data_collection::find_data_collection;
use crate::app::NotFound;
use crate::domain::agent::{AgentId, Variant};
use crate::domain::collection::SetKind;
use crate::domain::error::AppError;
use crate::domain::form::FormState;
use crate::domain::record::Folder;
use crate::domain::slug;
use crate::domain::view::settings::CollectionView;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::form::use_form_state;
use crate::frame::sidebar::{AgentSidebar, Section, Sidebar};
use crate::i18n::use_messages;
use crate::paths;
use crate::paths::settings::{agent_of_settings, data_collection, set_of};
use crate::ui::skeleton::Skeleton;

/// Agent and set of the link.
type Place = Option<(AgentId, SetKind)>;

/// *Lead & Ticket Configuration*: what the agent asks its customers.
#[component]
pub fn DataCollectionPage() -> impl IntoView {
    let t = use_messages();
    let location = use_location();
    let (path, search) = (location.pathname, location.search);
    // While the router leaves this page for another, the last one stands.
    let place = Memo::new(move |last: Option<&Place>| {
        let agent = path.with(|path| {
            let own = |agent: &AgentId| data_collection(agent, SetKind::Text) == path.trim_end_matches('/');
            agent_of_settings(path).filter(own)
        });
        agent.map(|agent| (agent, search.with(|search| set_of(search)))).or_else(|| last.cloned().flatten())
    });
    let agent =
        Memo::new(move |_| place.with(|place| place.as_ref().map(|(agent, _)| agent.to_string())).unwrap_or_default());
    // The form that was sent was that of the first link.
    let sent = StoredValue::new((place.get_untracked(), use_form_state()));
    let found = Resource::new(move || agent.get(), find_data_collection);
    let retry = Callback::new(move |()| found.refetch());
    view! {
        <Transition fallback=PageSkeleton>
            {move || {
                found.get().map(|found| match found {
                    Ok(view) => view! { <Loaded view place sent/> }.into_any(),
                    Err(AppError::NotFound) => view! { <NotFound/> }.into_any(),
                    Err(error) => view! {
                        <Frame sidebar=view! { <Sidebar/> }.into_any()>
                            <Breadcrumb
                                above=vec![(t.agents.to_owned(), paths::AGENTS.to_owned())]
                                here=t.collection.data_collection
                            />
                            <div class="page__body"><Failed error retry/></div>
                        </Frame>
                    }
                    .into_any(),
                })
            }}
        </Transition>
    }
}

#[component]
fn Loaded(view: CollectionView, place: Memo<Place>, sent: StoredValue<(Place, FormState)>) -> impl IntoView {
    let t = use_messages();
    let search = use_location().search;
    let CollectionView { agent, agents, collection } = view;
    let variant = agent.variant;
    let shown = move || place.with(|place| place.as_ref().map_or(SetKind::Text, |(_, set)| *set)).or_only(variant);
    // Another set, agent or version is another form, whose fields must not stand on.
    let (version, id) = (collection.version, agent.id.clone());
    let each = {
        let id = id.clone();
        move || [(id.clone(), version, shown())]
    };
    let of_sent = {
        let id = id.clone();
        move |set: SetKind| {
            let is_it = |of: &Place| of.as_ref().is_some_and(|(agent, of)| *agent == id && of.or_only(variant) == set);
            sent.with_value(|(of, state)| if is_it(of) { state.clone() } else { FormState::default() })
        }
    };
    let just_saved = move |set: SetKind| {
        let saved = search.with_untracked(|search| paths::saved_of(search));
        saved.as_deref() == Some(slug(set))
    };
    let above = vec![
        (t.agents.to_owned(), paths::AGENTS.to_owned()),
        (agent.name.clone(), paths::folder(&agent.id, Folder::Inbox)),
    ];
    let title = format!("{} · {}", t.collection.title, agent.name);
    let tabs = (variant == Variant::Hybrid).then(|| view! { <Tabs agent=id shown=Signal::derive(shown)/> });
    view! {
        <Title text=title/>
        <Frame sidebar=view! { <AgentSidebar agent=agent.clone() agents here=Section::DataCollection/> }.into_any()>
            <Breadcrumb above here=t.collection.data_collection/>
            <div class="page__body settings">
                <header class="collection__intro">
                    <h2 class="settings__title" id="collection-title">{t.collection.title}</h2>
                    <p class="settings__text">{t.collection.lead}</p>
                    // Not a page of the router's.
                    <p><a class="link" href=paths::API_DOCS rel="external">{t.collection.how_to_send}</a></p>
                </header>
                {tabs}
                <div>
                    <For each key=|shown: &(AgentId, i64, SetKind)| shown.clone() let:shown>
                        <SetForm
                            agent=agent.clone()
                            collection=collection.clone()
                            kind=shown.2
                            state=of_sent(shown.2)
                            saved=just_saved(shown.2)
                        />
                    </For>
                </div>
            </div>
        </Frame>
    }
}

/// The sets of an agent that both writes and speaks.
#[component]
fn Tabs(agent: AgentId, shown: Signal<SetKind>) -> impl IntoView {
    let t = use_messages();
    let tabs = SetKind::all_of(Variant::Hybrid).iter().copied().map(|set| {
        let current = move || (shown.get() == set).then_some("true");
        view! {
            <a class="tab" href=data_collection(&agent, set) aria-current=current>{(t.collection.set_name)(set)}</a>
        }
    });
    let tabs = tabs.collect_view();
    view! { <nav class="tabs collection__tabs" aria-label=t.collection.sets>{tabs}</nav> }
}

#[component]
fn PageSkeleton() -> impl IntoView {
    let t = use_messages();
    let part = || view! { <div class="collection__part"><Skeleton width="m"/><Skeleton/><Skeleton width="l"/></div> };
    view! {
        <Frame sidebar=view! { <Sidebar/> }.into_any()>
            <header class="page__header"><h1 class="visually-hidden">{t.collection.data_collection}</h1><Skeleton width="m"/></header>
            <div class="page__body settings" aria-busy="true">
                <Skeleton width="m"/>
                <div class="collection">{(0..3).map(|_| part()).collect_view()}</div>
            </div>
        </Frame>
    }
}
