//! The dialogs of the page: what is asked before a change, and what is told after one.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::desk::{Question, Which, use_desk};
use super::export::ExportSelection;
use super::menus::{choices, member_of};
use super::words::reason;
use crate::domain::change::{Action, Destination, Left, Reason, Value};
use crate::domain::export::ChoiceKind;
use crate::domain::limits;
use crate::domain::slug;
use crate::i18n::{Messages, use_messages};
use crate::ui::browser::fold_words;
use crate::ui::combobox::Combobox;
use crate::ui::dialog::{Cancel, CloseDialog, Confirmation, Dialog};
use crate::ui::text_area::TextArea;

#[component]
pub fn OpenedQuestion() -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let on_close = Callback::new(move |()| desk.question.set(None));
    move || {
        desk.question.get().map(|question| {
            let title = match &question {
                Question::Confirm { to, .. } => (t.confirm)(*to).0.to_owned(),
                Question::Assign { which } => (t.assign_records)(which.count()),
                Question::Revert { .. } => t.revert_title.to_owned(),
                Question::Conflict { .. } => t.conflict.to_owned(),
                Question::Left { left, more } => (t.left_as_they_were)(left.len() as u64 + more),
                Question::Export { .. } => (t.exports.title)(ChoiceKind::Selection).to_owned(),
            };
            view! { <Dialog title on_close><Body question/></Dialog> }
        })
    }
}

#[component]
fn Body(question: Question) -> impl IntoView {
    match question {
        Question::Confirm { which, to } => view! { <Confirm which to/> }.into_any(),
        Question::Assign { which } => view! { <BulkAssign which/> }.into_any(),
        Question::Revert { change, records } => view! { <Revert change records/> }.into_any(),
        Question::Conflict { id, yours, now } => view! { <Conflict id yours now/> }.into_any(),
        Question::Left { left, more } => view! { <LeftList left more/> }.into_any(),
        Question::Export { which } => view! { <ExportSelection which/> }.into_any(),
    }
}

#[component]
fn Confirm(which: Which, to: Destination) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let (_, text) = (t.confirm)(to);
    let danger = to == Destination::Deleted;
    let on_confirm = Callback::new(move |()| desk.change(which.clone(), Action::Move { to }));
    view! { <Confirmation text cancel=t.cancel action=(t.move_to)(to) danger on_confirm/> }
}

#[component]
fn Revert(change: i64, records: u64) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let on_confirm = Callback::new(move |()| desk.undo(change));
    view! { <Confirmation text=(t.revert_text)(records) cancel=t.cancel action=(t.revert)(records) on_confirm/> }
}

#[component]
fn BulkAssign(which: Which) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let dialog = CloseDialog::current();
    let chosen = RwSignal::new(None::<String>);
    let note = NodeRef::<Textarea>::new();
    let nobody = move || chosen.with(Option::is_none);
    let run = move |_| {
        let Some(value) = chosen.get_untracked() else { return };
        let note = note.get_untracked().map(|area| area.value().trim().to_owned()).unwrap_or_default();
        dialog.close();
        desk.change(which.clone(), Action::Assign { to: member_of(&value), note });
    };
    let role = move || {
        let member = chosen.get().and_then(|value| desk.member(member_of(&value)?))?;
        Some(view! { <span class="chip" data-role=slug(member.role)>{(t.role_name)(member.role)}</span> })
    };
    let choices = choices(t, &desk.members.get_untracked(), desk.me);
    view! {
        <div class="assign__who">
            <Combobox
                id="bulk-assignee"
                label=t.assign_to
                choices
                fold=fold_words
                none=t.nobody_found
                chosen
                on_choose=Callback::new(move |value| chosen.set(Some(value)))
            />
            {role}
        </div>
        <TextArea
            id="bulk-note"
            text=""
            rows=3
            limit=limits::ASSIGNMENT_NOTE
            label=t.assignment_note
            placeholder=t.assignment_note
            node_ref=note
        />
        <div class="dialog__actions">
            <Cancel label=t.cancel/>
            <button
                class="button button--primary"
                type="button"
                aria-disabled=move || nobody().then_some("true")
                aria-describedby=move || nobody().then_some("assign-why")
                on:click=run
            >
                {t.assign}
                {move || nobody().then(|| view! {
                    <span class="tooltip" id="assign-why" aria-hidden="true">{t.explain.choose_who}</span>
                })}
            </button>
        </div>
    }
}

/// Both values; nothing is overwritten until one of them is chosen.
#[component]
fn Conflict(id: String, yours: Action, now: Value) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let dialog = CloseDialog::current();
    let mine = match &yours {
        Action::SetStatus { to } => (t.status_name)(*to).to_owned(),
        Action::Assign { to, .. } => {
            to.and_then(|id| desk.member(id)).map_or_else(|| t.unassigned.to_owned(), |member| member.name)
        }
        Action::SetNotes { text } => text.clone(),
        Action::Move { to } => (t.move_to)(*to).to_owned(),
    };
    let which = Which::one(&id);
    let run = move |_| {
        dialog.close();
        desk.change(which.clone(), yours.clone());
    };
    view! {
        <p class="dialog__text"><bdi class="record-id" dir="ltr">{id}</bdi></p>
        <dl class="versus">
            <div><dt>{t.now_it_is}</dt><dd><bdi>{value_words(t, &now)}</bdi></dd></div>
            <div><dt>{t.you_chose}</dt><dd><bdi>{mine}</bdi></dd></div>
        </dl>
        <div class="dialog__actions">
            <Cancel label=t.keep_theirs/>
            <button class="button button--primary" type="button" on:click=run>{t.use_mine}</button>
        </div>
    }
}

fn value_words(t: &'static Messages, value: &Value) -> String {
    match value {
        Value::Status(status) => (t.status_name)(*status).to_owned(),
        Value::Assignee(member) => member.as_ref().map_or_else(|| t.unassigned.to_owned(), |one| one.name.clone()),
        Value::Notes(text) => text.clone(),
        Value::Folder(folder) => (t.folder_name)(*folder).to_owned(),
    }
}

#[component]
fn LeftList(left: Vec<Left>, more: u64) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let dialog = CloseDialog::current();
    let rows = left.into_iter().map(|one| {
        let href = desk.place.link(Some(&one.id));
        let why = reason(t, &one.reason);
        let now = match &one.reason {
            Reason::ChangedMeanwhile { now, .. } => Some(value_words(t, now)),
            _ => None,
        };
        view! {
            <li class="left__row">
                <a class="link" href=href data-noscroll="" on:click=move |_| dialog.close()><bdi dir="ltr">{one.id}</bdi></a>
                <span>{why}{now.map(|now| view! { ": "<bdi>{now}</bdi> })}</span>
            </li>
        }
    });
    view! {
        <ul class="left" tabindex="0">{rows.collect_view()}</ul>
        {(more > 0).then(|| view! { <p class="dialog__text">{(t.and_more)(more)}</p> })}
        <div class="dialog__actions"><Cancel label=t.close/></div>
    }
}
