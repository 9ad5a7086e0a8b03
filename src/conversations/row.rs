use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::labels::who;
use super::place::Place;
use crate::domain::conversation::ConversationStatus;
use crate::domain::conversation_listing::ConversationListing;
use crate::domain::record::Kind;
use crate::domain::view::conversations::ConversationView;
use crate::i18n::{number, use_messages};
use crate::paths::conversations::{Selected, conversations};
use crate::records::labels::{ChannelIcon, KindChip, marked};
use crate::ui::browser::{active_element, focus};
use crate::ui::icon::NamedIcon;

/// The id of a conversation's row.
pub fn row_id(conversation: &str) -> String {
    format!("conversation-{conversation}")
}

/// A conversation in the list: whom it is with, how it goes on, what was filed out of it. A link that selects it.
#[component]
pub fn Row(conversation: ConversationView, listing: ConversationListing) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let selected = Selected { id: conversation.id.to_string(), spot: None };
    let href = place.agent.with_untracked(|agent| conversations(agent, &listing, Some(&selected)));
    let id = row_id(&selected.id);
    let current =
        move || place.selected.with(|open| open.as_ref().is_some_and(|open| open.id == selected.id)).then_some("true");
    let at = conversation.last.clone().unwrap_or_else(|| conversation.started.clone());
    // Shown where a search has found it and nothing else tells.
    let external = (conversation.name.is_some() && !conversation.external_id.marks.is_empty())
        .then(|| view! { <bdi class="talk__external" dir="ltr">{marked(&conversation.external_id)}</bdi> });
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let count = conversation.records.iter().filter(|(_, of)| of == kind).count() as u64;
        let times = (count > 1).then(|| view! { <span class="count">"× "{number(count)}</span> });
        (count > 0).then(|| view! { <KindChip kind=*kind/>{times} })
    });
    let kinds = kinds.collect_view();
    let closed = conversation.status == ConversationStatus::Closed;
    let days_left = conversation.days_left;
    view! {
        <li>
            <a class="talk" id=id href=href data-noscroll="" aria-current=current>
                <ChannelIcon channel=conversation.channel/>
                <span class="talk__who">{who(&conversation)}</span>
                <time class="talk__time" datetime=at.utc><bdi dir="ltr">{at.local}</bdi></time>
                <span class="talk__preview" dir="auto">{marked(&conversation.preview)}</span>
                <span class="talk__facts">
                    {external}
                    {kinds}
                    {closed.then(|| view! {
                        <NamedIcon name="circle-check" label=(t.conversations.status)(ConversationStatus::Closed) class="talk__closed"/>
                    })}
                    {days_left.map(|days| view! { <span class="days-left">{(t.days_left)(u64::from(days))}</span> })}
                </span>
            </a>
        </li>
    }
}

/// Up and Down go from row to row.
pub fn step(event: KeyboardEvent) {
    let row = active_element().and_then(|element| element.closest("li").ok().flatten());
    let next = match event.key().as_str() {
        "ArrowDown" => row.and_then(|row| row.next_element_sibling()),
        "ArrowUp" => row.and_then(|row| row.previous_element_sibling()),
        _ => return,
    };
    event.prevent_default();
    focus(next.and_then(|next| next.query_selector("a").ok().flatten()));
}
