use leptos::prelude::*;
use leptos::task::spawn_local;

use super::activity::Activity;
use super::assignment::Assignment;
use super::card::{details_id, undo_id};
use super::desk::{Desk, use_desk};
use super::fields::{SheetBuiltIn, SheetField, with_missing};
use super::hidden::Hidden;
use super::labels::{ChannelIcon, KindChip, StatusChip, marked};
use super::moves::{Moves, PlainConfirm};
use super::notes::{Notes, draft_name};
use super::page::Place;
use super::skeleton::SheetSkeleton;
use super::source::ViewLinkedConversation;
use super::status::StatusPills;
use crate::api::records::find_record;
use crate::app::Zone;
use crate::domain::error::AppError;
use crate::domain::form::FormState;
use crate::domain::record::Folder;
use crate::domain::view::{Found, RecordView, SheetView};
use crate::frame::failed::Failed;
use crate::frame::form::use_form_state;
use crate::i18n::use_messages;
use crate::ui::browser::forget;
use crate::ui::copy::CopyText;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::sheet::Sheet;
use crate::ui::toast::ToastRegion;

/// The sheet of the record that the link opens, over whatever list stands behind it.
#[component]
pub fn RecordSheet() -> impl IntoView {
    let place: Place = expect_context();
    let Zone(zone) = expect_context();
    let open = Memo::new(move |_| place.opened.with(Option::is_some));
    // The question goes with its answer: one record's sheet is never turned into another's, as somebody may be typing.
    let asked = move || (place.agent.get(), place.opened.get(), zone.get());
    // The list behind is not part of it: what it says of the record is told once, and the sheet stays as it is.
    let record = Resource::new(asked, move |asked| {
        let (folder, query) = place.behind();
        async move {
            let (agent, opened, _) = asked.clone();
            let found = match opened {
                Some(id) => find_record(agent.to_string(), id, folder, query).await,
                None => Ok(Found::Nothing),
            };
            (asked, found)
        }
    });
    let loaded = move || record.get().filter(|(answered, _)| *answered == asked()).map(|(_, loaded)| loaded);
    let stale = move || record.get().is_some_and(|(answered, _)| answered != asked());
    let state = StoredValue::new(use_form_state());
    // A panel animates only when a click opened it, never on a fresh load.
    let settled = RwSignal::new(false);
    Effect::new(move |_| settled.set(true));
    let title = Signal::derive(move || place.opened.get().unwrap_or_default());
    let closed = Signal::derive(move || place.link(None));
    // A card that is covered has no other place for the focus than what takes its cover away. Asked in the browser only.
    let return_to = Signal::derive(move || {
        let (undo, details) = (undo_id(&title.get()), details_id(&title.get()));
        if document().get_element_by_id(&undo).is_some() { undo } else { details }
    });
    let retry = Callback::new(move |()| record.refetch());
    let t = use_messages();
    let desk = use_desk();
    let said = RwSignal::new(String::new());
    view! {
        <Show when=move || open.get()>
            <Sheet title closed return_to animate=settled.get_untracked()>
                <Transition fallback=SheetSkeleton>
                    {move || loaded().map(|loaded| view! { <Content loaded said retry state=state.get_value()/> })}
                    {move || stale().then(|| view! { <SheetSkeleton/> })}
                </Transition>
                <p class="visually-hidden" role="status">{move || said.get()}</p>
                <ToastRegion toasts=desk.toasts here=Signal::derive(|| true) close=t.close/>
            </Sheet>
        </Show>
    }
}

#[component]
fn Content(
    loaded: Result<Found, AppError>,
    /// For the ear: which record is there now. The keys go from one to another without leaving the sheet.
    said: RwSignal<String>,
    retry: Callback<()>,
    state: FormState,
) -> impl IntoView {
    let t = use_messages();
    match loaded {
        Ok(Found::Record(view)) => view! { <Loaded view=*view said state/> }.into_any(),
        Ok(Found::Nothing) => {
            view! { <Nothing><Empty icon="search-x" title=t.record_not_found text=t.record_not_found_text/></Nothing> }
                .into_any()
        }
        Ok(Found::Purged { at }) => view! {
            <ForgetDraft/>
            <Nothing>
                <Empty icon="trash-2" title=t.record_purged text=t.record_purged_text>
                    <p>{t.purged_on}" "<time datetime=at.utc><bdi dir="ltr">{at.local}</bdi></time></p>
                </Empty>
            </Nothing>
        }
        .into_any(),
        Err(error) => view! {
            <div class="sheet__head"><Close/></div>
            <div class="sheet__body"><Failed error retry/></div>
        }
        .into_any(),
    }
}

/// What was written about a record goes with it, on this device too.
#[component]
fn ForgetDraft() -> impl IntoView {
    let desk = use_desk();
    Effect::new(move |_| {
        if let Some(id) = desk.place.opened.get_untracked() {
            forget(&draft_name(desk, &id));
        }
    });
}

/// The sheet of an id that has no record.
#[component]
fn Nothing(children: Children) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let place = desk.place;
    desk.missing.set_value(place.opened.get_untracked());
    view! {
        <div class="sheet__head">
            <bdi class="record-id" dir="ltr">{move || place.opened.get()}</bdi>
            <Close/>
        </div>
        <div class="sheet__body">
            {children()}
            <p class="sheet__close-again"><a class="button" href=move || place.link(None) data-sheet-close="">{t.close}</a></p>
        </div>
    }
}

/// A link, so that it works without script; with it, the dialog closes first and gives the focus back.
#[component]
fn Close() -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    view! {
        <a
            class="button button--quiet button--icon sheet__close"
            href=move || place.link(None)
            data-noscroll=""
            aria-label=t.close
            data-sheet-close=""
        >
            <Icon name="x"/>
        </a>
    }
}

#[component]
fn Loaded(view: SheetView, said: RwSignal<String>, state: FormState) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let record = view.record.clone();
    let id = record.id.text.clone();
    // What was typed into the sheet of another record is not for this one.
    let state = if state.value("record").as_ref() == Some(&id) { state } else { FormState::default() };
    desk.learn(&id, record.triage.clone());
    if desk.members.with_untracked(Vec::is_empty) {
        desk.members.set(view.members.clone());
    }
    let named = record.name.as_ref().map_or_else(|| id.clone(), |name| format!("{id}, {}", name.text));
    Effect::new(move |_| {
        said.set(named.clone());
        on_cleanup(move || _ = said.try_set(String::new()));
    });
    let now = desk.now(&id, record.triage.clone());
    let sheet = RwSignal::new(view);
    read_again(desk, id.clone(), sheet);
    let hidden = view! { <Hidden view=sheet.get_untracked() now/> };
    let contact = with_missing(&record, t);
    let no_contact = contact.is_empty();
    let days_left = move || {
        now.with(|now| now.days_left).map(|days| {
            view! { <p class="days-left"><Icon name="trash-2"/>{(t.folder_name)(Folder::Deleted)}" · "{(t.days_left)(u64::from(days))}</p> }
        })
    };
    let status = if desk.may_change {
        view! { <StatusPills id=id.clone() now state=state.of("status")/> }.into_any()
    } else {
        view! { <p class="record__status">{move || view! { <StatusChip status=now.with(|now| now.status)/> }}</p> }
            .into_any()
    };
    let assignment = view! { <Assignment id=id.clone() now sheet state=state.of("assign")/> };
    let activity = view! { <Activity id=id.clone() sheet/> };
    let confirm = desk.may_change.then(|| view! { <PlainConfirm id=id.clone() now state=state.of("move")/> });
    let moves = desk.may_change.then(|| view! { <Moves id=id.clone() now/> });
    let has_notes = desk.may_change || sheet.with_untracked(|sheet| !sheet.notes.is_empty());
    let notes = has_notes.then(|| view! { <Notes id sheet state=state.of("notes")/> });
    view! {
        <Head record=record.clone()/>
        <div class="sheet__body" tabindex="0" role="region" aria-labelledby=crate::ui::sheet::SHEET_TITLE>
            <Saved/>
            {hidden}
            {confirm}
            {days_left}
            <Section id="contact" heading=t.contact>
                <dl class="record__facts">
                    {contact.into_iter().map(|field| view! { <SheetBuiltIn field/> }).collect_view()}
                </dl>
                {no_contact.then(|| view! { <p class="record__none">{t.no_contact}</p> })}
            </Section>
            {(!record.fields.is_empty()).then(|| view! {
                <Section id="additional" heading=t.additional_information>
                    <dl class="record__facts">
                        {record.fields.into_iter().map(|field| view! { <SheetField field/> }).collect_view()}
                    </dl>
                </Section>
            })}
            <Section id="conversation" heading=t.conversations.conversation>
                <ViewLinkedConversation source=record.source channel=record.channel id=record.id.text.clone()/>
            </Section>
            {(!record.description.text.is_empty()).then(|| view! {
                <Section id="description" heading=t.description>
                    <p class="record__text" dir="auto">{marked(&record.description)}</p>
                </Section>
            })}
            <Section id="status" heading=t.status>{status}</Section>
            <Section id="assignment" heading=t.assignment>{assignment}</Section>
            {notes.map(|notes| view! { <Section id="notes" heading=t.notes>{notes}</Section> })}
            <Section id="activity" heading=t.activity>{activity}</Section>
        </div>
        {moves}
    }
}

/// Asks for the sheet again whenever something has happened to its record, without drawing it anew: somebody may be
/// typing in it.
fn read_again(desk: Desk, id: String, sheet: RwSignal<SheetView>) {
    Effect::new(move |before: Option<()>| {
        desk.sheet_changed.track();
        if before.is_none() {
            return;
        }
        let (agent, id) = (desk.agent(), id.clone());
        let (folder, query) = desk.place.behind();
        spawn_local(async move {
            if let Ok(Found::Record(view)) = find_record(agent, id.clone(), folder, query).await
                && !sheet.is_disposed()
            {
                desk.learn(&id, view.record.triage.clone());
                sheet.set(*view);
            }
        });
    });
}

/// What a form without script has just done.
#[component]
fn Saved() -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    move || place.saved.get().map(|part| view! { <Notice tone=Tone::Done text=(t.part_saved)(part)/> })
}

#[component]
fn Head(record: RecordView) -> impl IntoView {
    let t = use_messages();
    view! {
        <div class="sheet__head">
            <KindChip kind=record.kind/>
            <ChannelIcon channel=record.channel/>
            <CopyText text=record.id.text.clone() shown=marked(&record.id) copy=t.copy copied=t.copied refused=t.explain.not_copied/>
            <time class="record__created" datetime=record.created.utc><bdi dir="ltr">{record.created.local}</bdi></time>
            <Neighbours id=record.id.text/>
            <Close/>
        </div>
    }
}

/// The records before and after this one on the list's page.
#[component]
fn Neighbours(id: String) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    // Later than the rest: the sheet may be there before the list.
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let at = Memo::new(move |_| {
        desk.shown.with(|(shown, ..)| shown.iter().position(|other| *other == id)).filter(|_| alive.get())
    });
    let link = move |by: isize| {
        let to = at.get()?.checked_add_signed(by)?;
        let id = desk.shown.with(|(shown, ..)| shown.get(to).cloned())?;
        Some(desk.place.link(Some(&id)))
    };
    let step = move |by: isize, icon: &'static str, label: &'static str, end: &'static str| {
        let at_end = move || link(by).is_none();
        view! {
            <a
                class="button button--quiet button--icon"
                role="link"
                href=move || link(by)
                tabindex=move || at_end().then_some("0")
                aria-disabled=move || at_end().then_some("true")
                aria-label=label
                title=move || if at_end() { end } else { label }
                data-noscroll=""
            >
                <Icon name=icon/>
            </a>
        }
    };
    move || {
        at.get().map(|_| {
            view! {
                <span class="sheet__steps">
                    {step(-1, "chevron-up", t.previous_record, t.explain.first_record)}
                    {step(1, "chevron-down", t.next_record, t.explain.last_record)}
                </span>
            }
        })
    }
}

#[component]
fn Section(id: &'static str, heading: &'static str, children: Children) -> impl IntoView {
    let id = format!("section-{id}");
    view! {
        <section class="record__section" aria-labelledby=id.clone()>
            <h3 class="record__heading" id=id.clone()>{heading}</h3>
            {children()}
        </section>
    }
}
