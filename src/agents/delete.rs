use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use crate::api::agents::find_agent;
use crate::domain::agent::Agent;
use crate::domain::form::FormState;
use crate::domain::view::FolderCounts;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::form::{PlainForm, use_form_state, words};
use crate::frame::sidebar::MainSidebar;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::field::Field;
use crate::ui::notice::{Notice, Tone};

/// Asks whether the agent is really to be deleted, and has the word typed.
#[component]
pub fn DeleteAgentPage() -> impl IntoView {
    let t = use_messages();
    let state = use_form_state();
    let params = use_params_map();
    let agent = Resource::new(move || params.with(|params| params.get("agent").unwrap_or_default()), find_agent);
    let retry = Callback::new(move |()| agent.refetch());
    view! {
        <Title text=format!("{} · {}", t.delete_agent, t.product)/>
        <Frame sidebar=view! { <MainSidebar here=paths::AGENTS/> }.into_any()>
            <Breadcrumb above=vec![(t.agents.to_owned(), paths::AGENTS.to_owned())] here=t.delete_agent/>
            <div class="page__body settings">
                <Suspense>
                    {move || {
                        let state = state.clone();
                        agent.get().map(|found| match found {
                            Ok((agent, folders)) => view! { <Confirm agent folders state/> }.into_any(),
                            Err(error) => view! { <Failed error retry/> }.into_any(),
                        })
                    }}
                </Suspense>
            </div>
        </Frame>
    }
}

#[component]
fn Confirm(agent: Agent, folders: FolderCounts, state: FormState) -> impl IntoView {
    let t = use_messages();
    view! {
        <h2 class="settings__title"><bdi>{agent.name}</bdi>" · "{(t.total_records)(folders.all())}</h2>
        <Notice tone=Tone::Danger text=t.delete_agent_text/>
        <PlainForm action=paths::delete_agent(&agent.id) name="delete-agent" state=state.clone()>
            <Field name="confirmation" label=t.delete_confirmation ltr=true problem=words(&state, "confirmation")/>
            <div class="form__actions">
                <button class="button button--danger">{t.delete_for_good}</button>
                <a class="button" href=paths::AGENTS>{t.cancel}</a>
            </div>
        </PlainForm>
    }
}
