//! The way from a record to the conversation out of which it was filed.

use leptos::prelude::*;

use super::page::Place;
use crate::domain::record::Channel;
use crate::domain::view::Source;
use crate::i18n::{Messages, use_messages};
use crate::paths::conversations::conversation;
use crate::ui::icon::Icon;

/// The link to the conversation, at the place where the record was filed; or why there is none.
fn way(place: Place, t: &Messages, source: Source, channel: Channel, record: &str) -> Result<String, &'static str> {
    match source {
        Source::Conversation(id) => {
            Ok(place.agent.with_untracked(|agent| conversation(agent, channel, id, Some(record))))
        }
        Source::GoneConversation => Err(t.conversations.gone),
        Source::Agent => Err(t.conversations.filed_alone),
        Source::Member => Err(t.conversations.made_by_hand),
    }
}

/// *View Conversation* in the foot of a card. Where there is none, the button stays and says why.
#[component]
pub fn ViewConversation(source: Source, channel: Channel, id: String) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let label = t.conversations.view;
    match way(place, t, source, channel, &id) {
        Ok(href) => view! {
            <a class="card__action" href=href aria-label=format!("{label}: {id}")>
                <Icon name="message-square"/>
                <span class="tooltip" aria-hidden="true">{label}</span>
            </a>
        }
        .into_any(),
        Err(reason) => view! {
            <button class="card__action" type="button" aria-disabled="true" aria-label=format!("{label}: {id}. {reason}")>
                <Icon name="message-square"/>
                <span class="tooltip" aria-hidden="true">{reason}</span>
            </button>
        }
        .into_any(),
    }
}

/// The same in the sheet, the reason for all to read.
#[component]
pub fn ViewLinkedConversation(source: Source, channel: Channel, id: String) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let label = t.conversations.view_linked;
    let button = match way(place, t, source, channel, &id) {
        Ok(href) => view! { <a class="button" href=href><Icon name="message-square"/>{label}</a> }.into_any(),
        Err(reason) => view! {
            <button class="button" type="button" aria-disabled="true" aria-describedby="no-conversation" title=reason>
                <Icon name="message-square"/>{label}
            </button>
            <span class="record__none" id="no-conversation">{reason}</span>
        }
        .into_any(),
    };
    view! { <div class="record__conversation">{button}</div> }
}
