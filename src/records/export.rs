//! *Export*: its menu, and the dialog that says what the file will hold, asks for whom it is, and tells how far it is.

mod form;
mod run;
mod wanted;
pub mod words;

use leptos::prelude::*;

use self::form::{ExportForm, FORM};
use self::run::Run;
use self::wanted::Wanted;
use super::desk::{Which, use_desk};
use super::page::Place;
use crate::app::use_visit;
use crate::domain::agent::AgentId;
use crate::domain::error::AppError;
use crate::domain::export::ChoiceKind;
use crate::domain::form::FormState;
use crate::domain::listing::Listing;
use crate::domain::member::Member;
use crate::domain::view::ListView;
use crate::frame::failed::Failed;
use crate::frame::form::use_form_state;
use crate::i18n::{number, use_messages};
use crate::paths::exports::exporting;
use crate::ui::dialog::LinkedDialog;
use crate::ui::icon::Icon;
use crate::ui::skeleton::Skeleton;

/// The id of the menu's button, which takes the focus when the dialog closes.
const BUTTON: &str = "export";

/// The menu of the toolbar: this page, or all of them. Links, so that it works without script.
#[component]
pub fn ExportMenu(agent: AgentId, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let e = t.exports;
    let may = use_visit().member.is_some_and(|member| member.viewer().can_export());
    let (page, total) = use_desk().shown.with_untracked(|(shown, total, _)| (shown.len() as u64, *total));
    let option = |what: ChoiceKind, icon: &'static str, count: u64| {
        let href = exporting(&agent, &listing, what);
        (count > 0).then(|| {
            view! {
                <li>
                    <a class="option" href=href data-noscroll="" aria-haspopup="dialog">
                        <Icon name=icon/>
                        <span class="option__label">{(e.choice_name)(what)}</span>
                        <span class="count">{number(count)}</span>
                    </a>
                </li>
            }
        })
    };
    let panel = if total > 0 {
        let options = [option(ChoiceKind::Page, "file-text", page), option(ChoiceKind::All, "layers", total)];
        view! { <ul>{options.into_iter().collect_view()}</ul> }.into_any()
    } else {
        view! { <p class="export-menu__nothing">{e.nothing}</p> }.into_any()
    };
    may.then(|| {
        view! {
            <details class="menu menu--end export-menu" name="menu" data-single="">
                <summary class="menu__button menu__button--bordered" id=BUTTON title=e.export>
                    <Icon name="download"/>
                    <span class="menu__label export-menu__label">{e.export}</span>
                    <Icon name="chevron-down" class="menu__caret"/>
                </summary>
                <div class="menu__panel">{panel}</div>
            </details>
        }
    })
}

/// What the list holds, as far as an export tells it.
#[derive(Clone, PartialEq)]
pub struct Listed {
    /// The ids of its page, in order.
    pub page: Vec<String>,
    /// Records of all its pages.
    pub total: u64,
    pub members: Vec<Member>,
}

impl Listed {
    pub fn of(view: &ListView) -> Self {
        let page = view.records.iter().map(|record| record.id.text.clone()).collect();
        Self { page, total: view.counts.total, members: view.members.clone() }
    }
}

/// The dialog, while the link asks for it.
#[component]
pub fn LinkedExport(
    /// What the link lists; `None` = it is on its way.
    listed: Signal<Option<Result<Listed, AppError>>>,
) -> impl IntoView {
    let place: Place = expect_context();
    let sent = StoredValue::new(use_form_state().of(FORM));
    // One dialog is never turned into the other.
    let dialogs = [ChoiceKind::Page, ChoiceKind::All].into_iter().map(|what| {
        view! {
            <Show when=move || place.exporting.get() == Some(what)>
                <ListExport what listed sent/>
            </Show>
        }
    });
    dialogs.collect_view()
}

#[component]
fn ListExport(
    what: ChoiceKind,
    listed: Signal<Option<Result<Listed, AppError>>>,
    /// What became of the form that the page came with. It counts once.
    sent: StoredValue<FormState>,
) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    // Here, so that it outlives the list being read again.
    let run = Run::new(desk);
    let state = sent.get_value();
    Effect::new(move |_| sent.set_value(FormState::default()));
    let closed = Signal::derive(move || desk.place.link(None));
    let retry = Callback::new(move |()| desk.reload());
    view! {
        <LinkedDialog title=(t.exports.title)(what) closed return_to=BUTTON close=t.close>
            <Transition fallback=FormSkeleton>
                {move || match listed.get() {
                    Some(Ok(listed)) => {
                        let wanted = desk.place.listing.with(|listing| Wanted::of_list(listing, what, &listed, t));
                        view! { <ExportForm wanted run state=state.clone() closed/> }.into_any()
                    }
                    Some(Err(error)) => view! { <div class="export"><Failed error retry/></div> }.into_any(),
                    None => view! { <FormSkeleton/> }.into_any(),
                }}
            </Transition>
        </LinkedDialog>
    }
}

/// What stands in the dialog that asks how the ticked records are exported.
#[component]
pub fn ExportSelection(which: Which) -> impl IntoView {
    let desk = use_desk();
    let wanted = Wanted::of_selection(which, desk);
    view! { <ExportForm wanted run=Run::new(desk)/> }
}

#[component]
fn FormSkeleton() -> impl IntoView {
    let line = || view! { <div><Skeleton width="s"/><Skeleton width="m"/></div> };
    view! {
        <div class="export" aria-busy="true">
            <div class="export__facts">{(0..3).map(|_| line()).collect_view()}</div>
            <Skeleton width="l"/>
            <Skeleton width="l"/>
        </div>
    }
}
