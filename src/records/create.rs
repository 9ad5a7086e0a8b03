//! *+ New Record*: its button, and the dialog that the button's link opens over the list.

mod control;
mod editor;
mod form;

use leptos::prelude::*;

use self::form::NewRecordForm;
use super::page::Place;
use crate::api::records::find_record_form;
use crate::app::use_visit;
use crate::domain::agent::{AgentId, Variant};
use crate::domain::listing::Listing;
use crate::domain::new_record::{FORM, first_channel};
use crate::frame::failed::Failed;
use crate::frame::form::use_form_state;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::dialog::LinkedDialog;
use crate::ui::icon::Icon;
use crate::ui::skeleton::Skeleton;

/// The id of the button, which takes the focus when the dialog closes.
pub const BUTTON: &str = "create-record";

/// For whoever may create records; nothing for others. A link, so that it works without script.
#[component]
pub fn NewRecordButton(agent: AgentId, variant: Variant, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let may = use_visit().member.is_some_and(|member| member.viewer().can_create_records());
    may.then(|| {
        let href = paths::new_record(&agent, &listing, first_channel(variant));
        view! {
            <a
                class="button button--primary new-record__button"
                id=BUTTON
                href=href
                data-noscroll=""
                aria-haspopup="dialog"
                title=t.new_record.new_record
            >
                <Icon name="plus"/>
                <span class="new-record__label">{t.new_record.new_record}</span>
            </a>
        }
    })
}

/// The dialog, while the link asks for it.
#[component]
pub fn CreateRecord() -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let open = Memo::new(move |_| place.creating.with(Option::is_some));
    // The question goes with its answer: the form of one agent is never that of another.
    let asked = move || (place.agent.get(), open.get());
    let form = Resource::new(asked, |asked| async move {
        let (agent, open) = asked.clone();
        let found = if open { Some(find_record_form(agent.to_string()).await) } else { None };
        (asked, found)
    });
    let loaded = move || form.get().filter(|(answered, _)| *answered == asked()).and_then(|(_, found)| found);
    let stale = move || form.get().is_some_and(|(answered, _)| answered != asked());
    let sent = StoredValue::new(use_form_state().of(FORM));
    let closed = Signal::derive(move || place.link(None));
    let retry = Callback::new(move |()| form.refetch());
    view! {
        <Show when=move || open.get()>
            <LinkedDialog title=t.new_record.new_record closed return_to=BUTTON close=t.close>
                <Transition fallback=FormSkeleton>
                    {move || loaded().map(|loaded| match loaded {
                        Ok(view) => view! { <NewRecordForm view sent/> }.into_any(),
                        Err(error) => {
                            view! { <div class="new-record__failed"><Failed error retry/></div> }.into_any()
                        }
                    })}
                    {move || stale().then(|| view! { <FormSkeleton/> })}
                </Transition>
            </LinkedDialog>
        </Show>
    }
}

#[component]
fn FormSkeleton() -> impl IntoView {
    let field = || view! { <div class="field"><Skeleton width="s"/><Skeleton/></div> };
    view! {
        <div class="new-record" aria-busy="true">
            <div class="new-record__body">{(0..6).map(|_| field()).collect_view()}</div>
        </div>
    }
}
