use leptos::prelude::*;

use super::activity::Activity;
use super::card::details_id;
use super::fields::{SheetBuiltIn, SheetField, built_in};
use super::labels::{ChannelIcon, KindChip, MemberAvatar, StatusChip, marked};
use super::page::Place;
use super::skeleton::SheetSkeleton;
use crate::api::records::find_record;
use crate::app::Zone;
use crate::domain::error::AppError;
use crate::domain::member::Member;
use crate::domain::slug;
use crate::domain::view::{RecordView, SheetView};
use crate::frame::failed::Failed;
use crate::i18n::use_messages;
use crate::ui::copy::CopyText;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::sheet::Sheet;

/// The sheet of the record that the link opens, over whatever list stands behind it.
#[component]
pub fn RecordSheet() -> impl IntoView {
    let place: Place = expect_context();
    let Zone(zone) = expect_context();
    let open = Memo::new(move |_| place.opened.with(Option::is_some));
    let record = Resource::new(
        move || (place.agent.get(), place.opened.get(), zone.get()),
        |(agent, opened, _)| async move {
            match opened {
                Some(id) => find_record(agent.to_string(), id).await,
                None => Ok(None),
            }
        },
    );
    // A panel animates only when a click opened it, never on a fresh load.
    let settled = RwSignal::new(false);
    Effect::new(move |_| settled.set(true));
    let title = Signal::derive(move || place.opened.get().unwrap_or_default());
    let closed = Signal::derive(move || place.link(None));
    let return_to = Signal::derive(move || details_id(&title.get()));
    let retry = Callback::new(move |()| record.refetch());
    view! {
        <Show when=move || open.get()>
            <Sheet title closed return_to animate=settled.get_untracked()>
                <Transition fallback=SheetSkeleton>
                    {move || record.get().map(|loaded| view! { <Content loaded retry/> })}
                </Transition>
            </Sheet>
        </Show>
    }
}

#[component]
fn Content(loaded: Result<Option<SheetView>, AppError>, retry: Callback<()>) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    match loaded {
        Ok(Some(view)) => view! { <Loaded view/> }.into_any(),
        Ok(None) => view! {
            <header class="sheet__head">
                <bdi class="record-id" dir="ltr">{move || place.opened.get()}</bdi>
                <Close/>
            </header>
            <div class="sheet__body">
                <Empty icon="search-x" title=t.record_not_found text=t.record_not_found_text>
                    <a class="button" href=move || place.link(None) data-sheet-close="">{t.close}</a>
                </Empty>
            </div>
        }
        .into_any(),
        Err(error) => view! {
            <header class="sheet__head"><Close/></header>
            <div class="sheet__body"><Failed error retry/></div>
        }
        .into_any(),
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
fn Loaded(view: SheetView) -> impl IntoView {
    let t = use_messages();
    let SheetView { agent, record, notes, assignment_note, activity } = view;
    let contact = built_in(&record, t);
    let no_contact = contact.is_empty();
    view! {
        <Head record=record.clone()/>
        <div class="sheet__body" tabindex="0" role="region" aria-labelledby=crate::ui::sheet::SHEET_TITLE>
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
            {(!record.description.text.is_empty()).then(|| view! {
                <Section id="description" heading=t.description>
                    <p class="record__text" dir="auto">{marked(&record.description)}</p>
                </Section>
            })}
            <Section id="status" heading=t.status><p class="record__status">
                    <StatusChip status=record.status/>
                    {record.days_left.map(|days| view! { <span class="days-left">{(t.days_left)(u64::from(days))}</span> })}
                </p></Section>
            <Section id="assignment" heading=t.assignment>
                <Assignment assignee=record.assignee note=assignment_note/>
            </Section>
            {(!notes.is_empty()).then(|| view! {
                <Section id="notes" heading=t.notes><p class="record__text" dir="auto">{notes}</p></Section>
            })}
            <Section id="activity" heading=t.activity><Activity agent entries=activity/></Section>
        </div>
    }
}

#[component]
fn Head(record: RecordView) -> impl IntoView {
    let t = use_messages();
    view! {
        <header class="sheet__head">
            <KindChip kind=record.kind/>
            <ChannelIcon channel=record.channel/>
            <CopyText text=record.id.text.clone() shown=marked(&record.id) copy=t.copy copied=t.copied/>
            <time class="record__created" datetime=record.created.utc><bdi dir="ltr">{record.created.local}</bdi></time>
            <Close/>
        </header>
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

#[component]
fn Assignment(assignee: Option<Member>, note: Option<String>) -> impl IntoView {
    let t = use_messages();
    let name = assignee.as_ref().map_or_else(|| t.unassigned.to_owned(), |member| member.name.clone());
    let role = assignee.as_ref().map(|member| member.role);
    view! {
        <p class="record__person">
            <MemberAvatar member=assignee large=true/>
            <bdi class="record__person-name">{name}</bdi>
            {role.map(|role| view! { <span class="chip" data-role=slug(role)>{(t.role_name)(role)}</span> })}
        </p>
        {note.map(|note| view! { <p class="record__note" dir="auto">{note}</p> })}
    }
}
