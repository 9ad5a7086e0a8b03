//! How a conversation is called, and how its state looks.

use leptos::prelude::*;

use crate::domain::conversation::ConversationStatus;
use crate::domain::slug;
use crate::domain::view::conversations::ConversationView;
use crate::i18n::use_messages;
use crate::records::labels::marked;
use crate::ui::icon::Icon;

/// Whom a conversation is with; without a name, by the agent's own id for it.
pub fn who(conversation: &ConversationView) -> AnyView {
    match &conversation.name {
        Some(name) => view! { <bdi>{marked(name)}</bdi> }.into_any(),
        None => view! {
            {use_messages().conversations.customer}
            " "
            <bdi class="talk__external" dir="ltr">{marked(&conversation.external_id)}</bdi>
        }
        .into_any(),
    }
}

/// The same as plain text.
pub fn who_text(conversation: &ConversationView) -> String {
    let unnamed = || format!("{} {}", use_messages().conversations.customer, conversation.external_id.text);
    conversation.name.as_ref().map_or_else(unnamed, |name| name.text.clone())
}

#[component]
pub fn ConversationStatusChip(status: ConversationStatus) -> impl IntoView {
    let t = use_messages();
    let icon = match status {
        ConversationStatus::Open => "circle-dot",
        ConversationStatus::Closed => "circle-check",
    };
    view! { <span class="chip" data-status=slug(status)><Icon name=icon/>{(t.conversations.status)(status)}</span> }
}
