use leptos::prelude::*;

use super::labels::MemberAvatar;
use crate::domain::member::Member;
use crate::domain::view::{ActivityView, Change};
use crate::i18n::{Messages, Piece, pieces, use_messages};
use crate::ui::icon::Icon;

/// Who did what when, newest first.
#[component]
pub fn Activity(
    /// The name of the agent that filed the record.
    agent: String,
    entries: Vec<ActivityView>,
) -> impl IntoView {
    let entries = entries.into_iter().map(|entry| view! { <Entry agent=agent.clone() entry/> }).collect_view();
    view! { <ol class="timeline">{entries}</ol> }
}

#[component]
fn Entry(agent: String, entry: ActivityView) -> impl IntoView {
    let t = use_messages();
    let mark = match &entry.actor {
        Some(member) => view! { <MemberAvatar member=Some(member.clone())/> }.into_any(),
        None => view! { <Icon name="bot"/> }.into_any(),
    };
    let note = match &entry.change {
        Change::Assigned { note, .. } if !note.is_empty() => Some(note.clone()),
        _ => None,
    };
    view! {
        <li class="timeline__item">
            <span class="timeline__mark">{mark}</span>
            <p class="timeline__text">{sentence(&agent, &entry, t)}</p>
            <time class="timeline__time" datetime=entry.at.utc><bdi dir="ltr">{entry.at.local}</bdi></time>
            {note.map(|note| view! { <p class="timeline__note" dir="auto">{note}</p> })}
        </li>
    }
}

fn sentence(agent: &str, entry: &ActivityView, t: &'static Messages) -> Vec<AnyView> {
    let name =
        |member: &Option<Member>, nobody: &str| member.as_ref().map_or_else(|| nobody.to_owned(), |m| m.name.clone());
    let actor = match entry.change {
        Change::Filed => name(&entry.actor, agent),
        _ => name(&entry.actor, t.system),
    };
    let (message, from, to) = match &entry.change {
        Change::Filed => (t.filed, String::new(), String::new()),
        Change::StatusSet { from, to } => {
            (t.status_set, (t.status_name)(*from).to_owned(), (t.status_name)(*to).to_owned())
        }
        Change::Assigned { to: None, .. } => (t.unassigned_by, String::new(), String::new()),
        Change::Assigned { to, .. } => (t.assigned, String::new(), name(to, t.unknown_member)),
        Change::AssigneeDeactivated { member } => {
            (t.assignee_deactivated, String::new(), name(member, t.unknown_member))
        }
        Change::NotesSet => (t.notes_set, String::new(), String::new()),
        Change::Moved { from, to } => (t.moved, (t.folder_name)(*from).to_owned(), (t.folder_name)(*to).to_owned()),
    };
    let filled = |placeholder| match placeholder {
        "actor" => actor.clone(),
        "from" => from.clone(),
        _ => to.clone(),
    };
    pieces(message)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.into_any(),
            Piece::Placeholder(placeholder) => view! { <b><bdi>{filled(placeholder)}</bdi></b> }.into_any(),
        })
        .collect()
}
