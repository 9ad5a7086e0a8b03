use leptos::prelude::*;
use leptos_meta::Title;
use strum::VariantArray;

use crate::app::use_visit;
use crate::domain::agent::Variant;
use crate::domain::error::AppError;
use crate::domain::slug;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::form::{PlainForm, use_form_state, words};
use crate::frame::sidebar::MainSidebar;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::field::{Choice, Field};

/// The form of a new agent.
#[component]
pub fn NewAgentPage() -> impl IntoView {
    let t = use_messages();
    let state = use_form_state();
    let allowed = use_visit().member.is_some_and(|member| member.viewer().can_manage_agents());
    let sent = state.clone();
    let value = move |name: &str| sent.value(name).unwrap_or_default();
    let variants = Variant::VARIANTS.iter().map(|variant| (slug(*variant), (t.variant_name)(*variant).to_owned()));
    let variant = state.value("variant").unwrap_or_else(|| slug(Variant::Text).to_owned());
    let content = if allowed {
        view! {
            <PlainForm action=paths::NEW_AGENT.to_owned() name="new-agent" state=state.clone()>
                <Field name="name" label=t.name value=value("name") problem=words(&state, "name")/>
                <Field name="id" label=t.agent_id value=value("id") ltr=true hint=t.agent_id_hint problem=words(&state, "id")/>
                <Choice name="variant" label=t.variant options=variants.collect() chosen=variant problem=words(&state, "variant")/>
                <div class="form__actions">
                    <button class="button button--primary">{t.create_agent}</button>
                    <a class="button" href=paths::AGENTS>{t.cancel}</a>
                </div>
            </PlainForm>
        }
        .into_any()
    } else {
        view! { <Failed error=AppError::Forbidden retry=Callback::new(|()| ())/> }.into_any()
    };
    view! {
        <Title text=format!("{} · {}", t.new_agent, t.product)/>
        <Frame sidebar=view! { <MainSidebar here=paths::AGENTS/> }.into_any()>
            <Breadcrumb above=vec![(t.agents.to_owned(), paths::AGENTS.to_owned())] here=t.new_agent/>
            <div class="page__body settings">{content}</div>
        </Frame>
    }
}
