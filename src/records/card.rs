use leptos::prelude::*;

use super::fields::{CardBuiltIn, CardField, built_in};
use super::labels::{ChannelIcon, KindChip, MemberAvatar, StatusChip, marked};
use super::page::Place;
use crate::domain::member::Member;
use crate::domain::view::{Marked, RecordView, Stamp};
use crate::i18n::use_messages;
use crate::ui::copy::CopyText;
use crate::ui::icon::Icon;

/// Custom fields that a card shows; the sheet has them all.
const FIELDS_SHOWN: usize = 5;
/// Characters that two lines of a card can hold; a longer description can be expanded.
const SHORT_DESCRIPTION: usize = 84;

/// One record in the grid.
#[component]
pub fn RecordCard(record: RecordView) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let id = record.id.text.clone();
    let details = {
        let id = id.clone();
        move || place.link(Some(&id))
    };
    let contact = built_in(&record, t);
    let more = record.fields.len().saturating_sub(FIELDS_SHOWN);
    let current = {
        let id = id.clone();
        move || place.opened.with(|opened| (opened.as_ref() == Some(&id)).then_some("true"))
    };
    view! {
        <article class="card" aria-label=id.clone() aria-current=current>
            <div class="card__body">
                <header class="card__head">
                    <KindChip kind=record.kind/>
                    <ChannelIcon channel=record.channel/>
                    <StatusChip status=record.status class="card__status"/>
                    <div class="card__meta">
                        <CopyText text=id.clone() shown=marked(&record.id) copy=t.copy copied=t.copied/>
                        <Created stamp=record.created days_left=record.days_left/>
                    </div>
                </header>
                {(!contact.is_empty()).then(|| view! {
                    <dl class="card__fields card__fields--contact">
                        {contact.into_iter().map(|field| view! { <CardBuiltIn field/> }).collect_view()}
                    </dl>
                })}
                {(!record.fields.is_empty()).then(|| view! {
                    <dl class="card__fields">
                        {record.fields.into_iter().take(FIELDS_SHOWN).map(|field| view! { <CardField field/> }).collect_view()}
                    </dl>
                })}
                {(more > 0).then(|| view! {
                    <a class="card__more" href=details.clone() data-noscroll="">{(t.more_fields)(more as u64)}</a>
                })}
                <Description text=record.description/>
            </div>
            <footer class="card__foot">
                <Assigned assignee=record.assignee/>
                <div class="card__actions">
                    <a class="card__action" id=details_id(&id) href=details data-noscroll="" aria-label=format!("{}: {id}", t.details)>
                        <Icon name="panel-right-open" class="icon--directional"/>
                        <span class="tooltip" aria-hidden="true">{t.details}</span>
                    </a>
                </div>
            </footer>
        </article>
    }
}

/// The id of a card's *Details*, to which the focus returns when the sheet closes.
pub fn details_id(record: &str) -> String {
    format!("details-{record}")
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
