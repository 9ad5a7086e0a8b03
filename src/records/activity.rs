use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Question, use_desk};
use super::labels::MemberAvatar;
use crate::api::records::list_journal;
use crate::domain::member::Member;
use crate::domain::new_record::DESCRIPTION;
use crate::domain::record::BuiltInField;
use crate::domain::view::{ActivityView, Change, JournalView, Proposal, Revert, SheetView};
use crate::i18n::{Messages, Piece, pieces, use_messages};
use crate::ui::icon::Icon;

/// Characters of a proposed value that stand there at once; a longer one can be expanded.
const SHORT_VALUE: usize = 120;

/// Who did what when, newest first; older entries on demand.
#[component]
pub fn Activity(id: String, sheet: RwSignal<SheetView>) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    // The name of the agent that filed the record.
    let agent = sheet.with_untracked(|sheet| sheet.agent.clone());
    let older = RwSignal::new(JournalView::default());
    let (loading, set_loading) = signal(false);
    let (failed, set_failed) = signal(false);
    // The newest entries move on; what has been loaded below them stays.
    let entries = Memo::new(move |_| {
        let mut entries = sheet.with(|sheet| sheet.activity.entries.clone());
        let last = entries.last().map_or(i64::MAX, |entry| entry.key);
        older.with(|older| entries.extend(older.entries.iter().filter(|entry| entry.key < last).cloned()));
        entries
    });
    let more = move || {
        let loaded = older.with(|older| !older.entries.is_empty());
        if loaded { older.with(|older| older.more) } else { sheet.with(|sheet| sheet.activity.more) }
    };
    // Not `disabled`, which would take the focus from it.
    let busy = move || loading.get().then_some("true");
    let load = move |_| {
        if loading.get_untracked() {
            return;
        }
        let Some(before) = entries.with_untracked(|entries| entries.last().map(|entry| entry.key)) else { return };
        let (agent, id) = (desk.agent(), id.clone());
        set_loading.set(true);
        spawn_local(async move {
            let answer = list_journal(agent, id, before).await;
            let _ = set_loading.try_set(false);
            let _ = set_failed.try_set(answer.is_err());
            if let Ok(page) = answer {
                let _ = older.try_update(|older| {
                    older.entries.extend(page.entries);
                    older.more = page.more;
                });
            }
        });
    };
    let rows = move || {
        let agent = agent.clone();
        entries.get().into_iter().map(move |entry| view! { <Entry agent=agent.clone() entry/> }).collect_view()
    };
    view! {
        <ol class="timeline">{rows}</ol>
        {move || failed.get().then(|| view! { <p class="notes__failed" role="status">{t.failed}</p> })}
        <button class="link timeline__more" type="button" hidden=move || !more() aria-disabled=busy on:click=load>
            {move || if loading.get() { t.loading } else { t.older }}
        </button>
    }
}

#[component]
fn Entry(agent: String, entry: ActivityView) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let mark = match &entry.actor {
        Some(member) => view! { <MemberAvatar member=Some(member.clone())/> }.into_any(),
        None => view! { <Icon name="bot"/> }.into_any(),
    };
    let note = match &entry.change {
        Change::Assigned { note, .. } if !note.is_empty() => Some(note.clone()),
        _ => None,
    };
    let proposed = match &entry.change {
        Change::Proposed { values } => Some(values.clone()),
        _ => None,
    };
    let revert = entry.revert.filter(|_| desk.may_change).map(|Revert { change, records }| {
        let run = move |_| {
            if records > 1 {
                desk.question.set(Some(Question::Revert { change, records }));
            } else {
                desk.undo(change);
            }
        };
        view! { <button class="link timeline__revert" type="button" on:click=run>{(t.revert)(records)}</button> }
    });
    view! {
        <li class="timeline__item">
            <span class="timeline__mark">{mark}</span>
            <p class="timeline__text">{sentence(&agent, &entry, t)}</p>
            <time class="timeline__time" datetime=entry.at.utc><bdi dir="ltr">{entry.at.local}</bdi></time>
            {note.map(|note| view! { <p class="timeline__note" dir="auto">{note}</p> })}
            {proposed.map(|values| view! { <Proposed values/> })}
            {revert}
        </li>
    }
}

/// What the agent would have now, field by field. The record keeps what it has.
#[component]
fn Proposed(values: Vec<Proposal>) -> impl IntoView {
    let t = use_messages();
    let rows = values.into_iter().map(|Proposal { field, custom, value }| {
        let field = if custom { field } else { built_in_name(t, &field).map_or(field, str::to_owned) };
        let long = value.chars().count() > SHORT_VALUE || value.contains('\n');
        let value = if long {
            view! {
                <details class="clamp">
                    <summary dir="auto"><span class="clamp__text">{value}</span><Icon name="chevron-down"/></summary>
                </details>
            }
            .into_any()
        } else {
            view! { <bdi>{value}</bdi> }.into_any()
        };
        view! { <div><dt><bdi>{field}</bdi></dt><dd>{value}</dd></div> }
    });
    view! { <dl class="timeline__note timeline__values">{rows.collect_view()}</dl> }
}

fn built_in_name(t: &'static Messages, field: &str) -> Option<&'static str> {
    if field == DESCRIPTION {
        return Some(t.description);
    }
    let field: BuiltInField = field.parse().ok()?;
    Some(match field {
        BuiltInField::Name => t.name,
        BuiltInField::Phone => t.phone,
        BuiltInField::Email => t.email,
        BuiltInField::Company => t.company,
    })
}

fn sentence(agent: &str, entry: &ActivityView, t: &'static Messages) -> Vec<AnyView> {
    let name =
        |member: &Option<Member>, nobody: &str| member.as_ref().map_or_else(|| nobody.to_owned(), |m| m.name.clone());
    let actor = match entry.change {
        Change::Filed | Change::Proposed { .. } => name(&entry.actor, agent),
        _ => name(&entry.actor, t.system),
    };
    let (message, from, to) = match &entry.change {
        Change::Filed if entry.actor.is_some() => (t.new_record.created_by, String::new(), String::new()),
        Change::Filed => (t.filed, String::new(), String::new()),
        Change::Proposed { .. } => (t.new_record.proposed, String::new(), String::new()),
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
