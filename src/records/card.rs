use leptos::html::Input;
use leptos::prelude::*;

use super::desk::{MenuKind, OpenMenu, Which, use_desk};
use super::fields::{CardBuiltIn, CardField, built_in, on_card};
use super::labels::{ChannelIcon, KindChip, MemberAvatar, StatusChip, marked};
use super::page::Place;
use super::source::ViewConversation;
use crate::domain::change::Value;
use crate::domain::listing::Listing;
use crate::domain::member::{Member, MemberId};
use crate::domain::view::{Marked, RecordView, Stamp, TriageView};
use crate::i18n::use_messages;
use crate::ui::browser::focus_if_lost;
use crate::ui::copy::CopyText;
use crate::ui::icon::Icon;

/// Custom fields that a card shows; the sheet has them all.
const FIELDS_SHOWN: usize = 5;
/// Characters that two lines of a card can hold; a longer description can be expanded.
const SHORT_DESCRIPTION: usize = 84;

/// One record in the grid of `listing`.
#[component]
pub fn RecordCard(record: RecordView, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let place: Place = expect_context();
    let id = record.id.text.clone();
    let details = {
        let id = id.clone();
        move || place.link(Some(&id))
    };
    let now = desk.now(&id, record.triage.clone());
    let gone = Memo::new(move |_| now.with(|now| no_longer_listed(&listing, desk.me, now)));
    let contact = built_in(&record, t);
    let fields = on_card(record.fields);
    let more = fields.len().saturating_sub(FIELDS_SHOWN);
    let current = {
        let id = id.clone();
        move || place.opened.with(|opened| (opened.as_ref() == Some(&id)).then_some("true"))
    };
    let created = StoredValue::new(record.created);
    let inert = move || gone.with(Option::is_some);
    // The card's name is its id: this is what a reader hears after it.
    let name = record.name.as_ref().map(|name| format!(" · {}", name.text)).unwrap_or_default();
    let kind = (t.kind_name)(record.kind);
    let about = move || format!("{kind} · {}{name}", now.with(|now| (t.status_name)(now.status)));
    let ghost = view! { <Ghost id=id.clone() gone/> };
    view! {
        <article
            class="card"
            id=card_id(&id)
            tabindex="-1"
            aria-label=id.clone()
            aria-description=about
            aria-current=current
            data-gone=move || inert().then_some("")
        >
            <div class="card__body" inert=inert>
                <header class="card__head">
                    {desk.may_change.then(|| view! { <Tick id=id.clone()/> })}
                    <KindChip kind=record.kind/>
                    <ChannelIcon channel=record.channel/>
                    <span class="card__status">{move || view! { <StatusChip status=now.with(|now| now.status)/> }}</span>
                    <div class="card__meta">
                        <CopyText text=id.clone() shown=marked(&record.id) copy=t.copy copied=t.copied refused=t.explain.not_copied/>
                        {move || view! { <Created stamp=created.get_value() days_left=now.with(|now| now.days_left)/> }}
                    </div>
                </header>
                {(!contact.is_empty()).then(|| view! {
                    <dl class="card__fields card__fields--contact">
                        {contact.into_iter().map(|field| view! { <CardBuiltIn field/> }).collect_view()}
                    </dl>
                })}
                {(!fields.is_empty()).then(|| view! {
                    <dl class="card__fields">
                        {fields.into_iter().take(FIELDS_SHOWN).map(|field| view! { <CardField field/> }).collect_view()}
                    </dl>
                })}
                {(more > 0).then(|| view! {
                    <a class="card__more" href=details.clone() data-noscroll="">{(t.more_fields)(more as u64)}</a>
                })}
                <Description text=record.description/>
            </div>
            <footer class="card__foot" inert=inert>
                {move || view! { <Assigned assignee=now.with(|now| now.assignee.clone())/> }}
                <div class="card__actions">
                    <a class="card__action" id=details_id(&id) href=details data-noscroll="" aria-label=format!("{}: {id}", t.details)>
                        <Icon name="panel-right-open" class="icon--directional"/>
                        <span class="tooltip" aria-hidden="true">{t.details}</span>
                    </a>
                    <ViewConversation source=record.source channel=record.channel id=id.clone()/>
                    {desk.may_change.then(|| view! {
                        <MenuButton kind=MenuKind::Mark id=id.clone() icon="circle-check" label=t.mark section="status"/>
                        <MenuButton kind=MenuKind::Assign id=id.clone() icon="user-plus" label=t.assign section="assignment"/>
                    })}
                </div>
            </footer>
            {ghost}
        </article>
    }
}

/// What has become of a record that the list would not show any more.
fn no_longer_listed(listing: &Listing, me: Option<MemberId>, now: &TriageView) -> Option<Value> {
    if now.folder != listing.folder {
        return Some(Value::Folder(now.folder));
    }
    let assignee = now.assignee.as_ref().map(|member| member.id);
    if listing.filter.still_chooses(me?, now.status, assignee) {
        None
    } else if !listing.filter.status.is_empty() && !listing.filter.status.contains(now.status) {
        Some(Value::Status(now.status))
    } else {
        Some(Value::Assignee(now.assignee.clone()))
    }
}

/// Lies over a card that does not belong here any more, until the list is loaded the next time: nothing moves under the
/// pointer.
#[component]
fn Ghost(id: String, gone: Memo<Option<Value>>) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let undo_id = undo_id(&id);
    let focus_back = {
        let (id, undo_id) = (id.clone(), undo_id.clone());
        move |before: Option<(bool, bool, bool)>| {
            // Undo is there once the server has answered; while the sheet is open, the focus is in it.
            let open = desk.place.opened.with(|opened| opened.as_ref() == Some(&id));
            let now = (gone.with(Option::is_some), desk.own(&id).is_some(), open);
            // What had the focus is covered now, or its cover is gone.
            let to = match (before, now) {
                (Some(before), _) if before == now => None,
                (Some(_), (true, true, false)) => Some(undo_id.clone()),
                (Some((true, ..)), (false, ..)) => Some(details_id(&id)),
                _ => None,
            };
            if let Some(to) = to {
                request_animation_frame(move || focus_if_lost(&to));
            }
            now
        }
    };
    Effect::new(focus_back);
    move || {
        gone.get().map(|value| {
            let words = match &value {
                Value::Status(status) => (t.status_name)(*status).to_owned(),
                Value::Assignee(Some(member)) => member.name.clone(),
                Value::Assignee(None) => t.unassigned.to_owned(),
                Value::Notes(_) => String::new(),
                Value::Folder(folder) => (t.folder_name)(*folder).to_owned(),
            };
            let undo = desk.own(&id).map(|(change, records)| {
                let label = if records > 1 { (t.undo_all)(records) } else { t.undo.to_owned() };
                view! {
                    <button class="link" type="button" id=undo_id.clone() on:click=move |_| desk.undo(change)>{label}</button>
                }
            });
            view! { <div class="card__ghost"><p class="card__gone"><b><bdi>{words}</bdi></b>{undo}</p></div> }
        })
    }
}

/// Ticks the record. With Shift, everything between it and what was ticked last.
#[component]
fn Tick(id: String) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let input = NodeRef::<Input>::new();
    let ticked = {
        let id = id.clone();
        Memo::new(move |_| desk.selection.with(|selection| selection.has(&id)))
    };
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            input.set_checked(ticked.get());
        }
    });
    let label = format!("{} {id}", t.select);
    let on_click = move |event: leptos::ev::MouseEvent| desk.tick(&id, !ticked.get_untracked(), event.shift_key());
    view! {
        <label class="card__tick">
            <input type="checkbox" class="checkbox" autocomplete="off" aria-label=label node_ref=input on:click=on_click/>
        </label>
    }
}

/// Opens a menu. Until the script is there, and without it, it leads to the same in the sheet.
#[component]
fn MenuButton(
    kind: MenuKind,
    id: String,
    icon: &'static str,
    label: &'static str,
    section: &'static str,
) -> impl IntoView {
    let desk = use_desk();
    let own_id = format!("{section}-{id}");
    let name = format!("{label}: {id}");
    let href = {
        let id = id.clone();
        move || format!("{}#section-{section}", desk.place.link(Some(&id)))
    };
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let anchor = own_id.clone();
    let is_open = {
        let anchor = own_id.clone();
        Memo::new(move |_| desk.menu.with(|menu| menu.as_ref().is_some_and(|menu| menu.anchor == anchor)))
    };
    let open = move || {
        desk.menu.set(Some(OpenMenu { kind, which: Which::one(&id), anchor: anchor.clone() }));
    };
    let on_key = {
        let open = open.clone();
        move |event: leptos::ev::KeyboardEvent| {
            if matches!(event.key().as_str(), " " | "ArrowDown") {
                event.prevent_default();
                open();
            }
        }
    };
    let on_click = move |event: leptos::ev::MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            open();
        }
    };
    let popup = if kind == MenuKind::Mark { "menu" } else { "dialog" };
    view! {
        <a
            class="card__action"
            id=own_id
            href=href
            role=move || alive.get().then_some("button")
            aria-haspopup=move || alive.get().then_some(popup)
            aria-expanded=move || alive.get().then(|| if is_open.get() { "true" } else { "false" })
            aria-label=name
            data-noscroll=""
            on:click=on_click
            on:keydown=on_key
        >
            <Icon name=icon/>
            <span class="tooltip" aria-hidden="true">{label}</span>
        </a>
    }
}

/// What the id of a card begins with.
const CARD: &str = "card-";

/// The id of a card.
pub fn card_id(record: &str) -> String {
    format!("{CARD}{record}")
}

/// The record of the card that has this id.
pub fn record_of_card(id: &str) -> Option<&str> {
    id.strip_prefix(CARD)
}

/// The id of a card's *Details*, to which the focus returns when the sheet closes.
pub fn details_id(record: &str) -> String {
    format!("details-{record}")
}

/// The id of what takes back that the record has left the list.
pub fn undo_id(record: &str) -> String {
    format!("undo-{record}")
}

/// When it was filed; in Deleted, how long it stays.
#[component]
fn Created(stamp: Stamp, days_left: Option<u32>) -> impl IntoView {
    let t = use_messages();
    view! {
        <span class="card__when">
            {days_left.map(|days| view! { <span class="days-left">{(t.days_left)(u64::from(days))}</span> })}
            <time datetime=stamp.utc><bdi dir="ltr">{stamp.local}</bdi></time>
        </span>
    }
}

#[component]
fn Description(text: Marked) -> impl IntoView {
    let long = text.text.chars().count() > SHORT_DESCRIPTION || text.text.contains('\n');
    if text.text.is_empty() {
        ().into_any()
    } else if long {
        view! {
            <details class="clamp card__description">
                <summary dir="auto"><span class="clamp__text">{marked(&text)}</span><Icon name="chevron-down"/></summary>
            </details>
        }
        .into_any()
    } else {
        view! { <p class="card__description" dir="auto">{marked(&text)}</p> }.into_any()
    }
}

#[component]
fn Assigned(assignee: Option<Member>) -> impl IntoView {
    let t = use_messages();
    let unassigned = assignee.is_none().then_some("");
    let name = assignee.as_ref().map_or_else(|| t.unassigned.to_owned(), |member| member.name.clone());
    view! {
        <p class="assignee" data-unassigned=unassigned>
            <MemberAvatar member=assignee/>
            <span class="visually-hidden">{t.assignee}": "</span>
            <bdi class="assignee__name">{name}</bdi>
        </p>
    }
}
