//! How the words of the product look: chips, pictures, people.

use leptos::prelude::*;

use crate::domain::member::Member;
use crate::domain::record::{Channel, Kind, Status};
use crate::domain::slug;
use crate::domain::view::Marked;
use crate::i18n::use_messages;
use crate::ui::avatar::Avatar;
use crate::ui::icon::{Icon, NamedIcon};

pub fn kind_icon(kind: Kind) -> &'static str {
    match kind {
        Kind::Lead => "trending-up",
        Kind::Ticket => "ticket",
    }
}

pub fn status_icon(status: Status) -> &'static str {
    match status {
        Status::Open => "circle-dot",
        Status::New => "circle-dashed",
        Status::Closed => "circle-check",
        Status::Cancelled => "circle-slash",
    }
}

pub fn channel_icon(channel: Channel) -> String {
    format!("channel-{}", slug(channel))
}

#[component]
pub fn KindChip(kind: Kind) -> impl IntoView {
    let t = use_messages();
    view! {
        <span class="chip" data-kind=slug(kind)><Icon name=kind_icon(kind)/>{(t.kind_name)(kind)}</span>
    }
}

#[component]
pub fn StatusChip(status: Status, #[prop(optional)] class: &'static str) -> impl IntoView {
    let t = use_messages();
    view! {
        <span class=format!("chip {class}").trim_end().to_owned() data-status=slug(status)>
            <Icon name=status_icon(status)/>{(t.status_name)(status)}
        </span>
    }
}

/// A status's picture in its colour, for a menu.
#[component]
pub fn StatusDot(status: Status) -> impl IntoView {
    view! {
        <svg class="icon" data-status=slug(status) aria-hidden="true">
            <use_ href=crate::paths::icon(status_icon(status))></use_>
        </svg>
    }
}

#[component]
pub fn ChannelIcon(channel: Channel) -> impl IntoView {
    let t = use_messages();
    view! { <NamedIcon name=channel_icon(channel) label=(t.channel_name)(channel) class="card__channel"/> }
}

/// A member's avatar; the outline of nobody for none.
#[component]
pub fn MemberAvatar(member: Option<Member>, #[prop(optional)] large: bool) -> impl IntoView {
    view! { <Avatar person=member.map(|member| (member.initials(), member.hue())) large/> }
}

/// A customer's text with what the search found in it.
pub fn marked(marked: &Marked) -> AnyView {
    if marked.marks.is_empty() {
        return marked.text.clone().into_any();
    }
    let mut parts: Vec<AnyView> = Vec::with_capacity(marked.marks.len() * 2 + 1);
    let mut at = 0;
    for (from, to) in &marked.marks {
        let (from, to) = (*from as usize, *to as usize);
        let (Some(before), Some(hit)) = (marked.text.get(at..from), marked.text.get(from..to)) else { continue };
        if !before.is_empty() {
            parts.push(before.to_owned().into_any());
        }
        parts.push(view! { <mark>{hit.to_owned()}</mark> }.into_any());
        at = to;
    }
    let rest = marked.text.get(at..).unwrap_or_default();
    if !rest.is_empty() {
        parts.push(rest.to_owned().into_any());
    }
    parts.into_any()
}
