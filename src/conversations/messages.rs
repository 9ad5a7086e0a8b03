//! What was said, by day, and where records were filed in between.

use leptos::prelude::*;
use std::sync::Arc;

use super::place::Place;
use super::reading::Reading;
use super::stretch::Stretch;
use crate::domain::conversation::Sender;
use crate::domain::listing::Listing;
use crate::domain::record::Folder;
use crate::domain::slug;
use crate::domain::view::conversations::{FiledView, MessageView};
use crate::i18n::use_messages;
use crate::paths;
use crate::paths::conversations::{Selected, Spot};
use crate::records::labels::{KindChip, StatusChip, marked};

/// A stretch of the transcript.
#[component]
pub fn Messages(stretch: Arc<Stretch>, reading: Reading) -> impl IntoView {
    let mut rows: Vec<AnyView> = Vec::with_capacity(stretch.messages.len() + stretch.records.len());
    let mut records = stretch.records.iter().peekable();
    while let Some(record) = records.next_if(|record| record.after.is_none_or(|after| after < stretch.first)) {
        rows.push(view! { <Filed record=record.clone()/> }.into_any());
    }
    let mut before: Option<&MessageView> = None;
    // Whoever said the last message also says this one, with nothing in between.
    let mut goes_on = false;
    for message in &stretch.messages {
        if before.is_none_or(|before| before.day != message.day) {
            let first = before.is_none().then_some(stretch.first);
            rows.push(view! { <Day message=message.clone() first reading/> }.into_any());
            goes_on = false;
        }
        goes_on &= before.is_some_and(|before| before.sender == message.sender);
        rows.push(view! { <Message message=message.clone() goes_on/> }.into_any());
        (before, goes_on) = (Some(message), true);
        while let Some(record) = records.next_if(|record| record.after.is_some_and(|after| after <= message.position)) {
            rows.push(view! { <Filed record=record.clone()/> }.into_any());
            goes_on = false;
        }
    }
    rows.extend(records.map(|record| view! { <Filed record=record.clone()/> }.into_any()));
    view! { <ol class="transcript__stretch">{rows}</ol> }
}

/// Where a day begins.
#[component]
fn Day(
    message: MessageView,
    /// Where its stretch begins, if it is the first of it: the stretch before may have said the day already.
    first: Option<i64>,
    reading: Reading,
) -> impl IntoView {
    let day = message.day.clone();
    let said = move || first.is_some_and(|first| reading.day_before(first).as_ref() == Some(&day));
    view! {
        <li class="transcript__day" hidden=said>
            <time datetime=message.utc><bdi dir="ltr">{message.day}</bdi></time>
        </li>
    }
}

#[component]
fn Message(message: MessageView, goes_on: bool) -> impl IntoView {
    let t = use_messages();
    let sender = match message.sender {
        Sender::Customer => t.conversations.customer,
        Sender::Agent => t.agent,
    };
    // Said once to the eye, but with every message to the ear.
    let who = if goes_on { "visually-hidden" } else { "message__who" };
    view! {
        <li class="message" data-from=slug(message.sender) data-goes-on=goes_on.then_some("")>
            <p class=who>{sender}</p>
            <div class="message__bubble">
                <p class="message__text" dir="auto">{marked(&message.text)}</p>
                <time class="message__time" datetime=message.utc><bdi dir="ltr">{message.time}</bdi></time>
            </div>
        </li>
    }
}

/// A record at the place where it was filed; it opens the record's sheet.
#[component]
fn Filed(record: FiledView) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let FiledView { id, kind, status, folder, name, at, .. } = record;
    let listing = Listing { folder, ..Listing::default() };
    let href = place.agent.with_untracked(|agent| paths::records(agent, &listing, Some(&id)));
    let anchor = id.clone();
    let here = {
        let id = id.clone();
        move || place.selected.with(|selected| is_meant(selected.as_ref(), &id)).then_some("")
    };
    view! {
        <li class="filed">
            <a class="filed__card" id=anchor href=href data-here=here>
                <span class="visually-hidden">{t.conversations.open_record}</span>
                <KindChip kind/>
                <StatusChip status/>
                <bdi class="record-id" dir="ltr">{id}</bdi>
                {name.map(|name| view! { <bdi class="filed__name">{name}</bdi> })}
                {(folder != Folder::Inbox).then(|| view! { <span class="filed__folder">{(t.folder_name)(folder)}</span> })}
                <time class="filed__time" datetime=at.utc><bdi dir="ltr">{at.local}</bdi></time>
            </a>
        </li>
    }
}

/// Whether the link leads to where this record was filed.
fn is_meant(selected: Option<&Selected>, id: &str) -> bool {
    matches!(selected, Some(Selected { spot: Some(Spot::Record(record)), .. }) if record == id)
}
