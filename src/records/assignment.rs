use leptos::html::Textarea;
use leptos::prelude::*;

use super::desk::{Which, use_desk};
use super::labels::MemberAvatar;
use super::menus::{choices, member_of, value_of};
use crate::domain::change::Action;
use crate::domain::form::FormState;
use crate::domain::limits;
use crate::domain::member::Member;
use crate::domain::slug;
use crate::domain::view::{SheetView, TriageView};
use crate::frame::form::words;
use crate::i18n::use_messages;
use crate::ui::browser::{focus_id, fold_words};
use crate::ui::combobox::Combobox;
use crate::ui::notice::{Notice, Tone};
use crate::ui::text_area::TextArea;

/// The id of the combobox.
pub const ASSIGNEE: &str = "assignee";

/// Whose the record is, and giving it to somebody else.
#[component]
pub fn Assignment(id: String, now: Memo<TriageView>, sheet: RwSignal<SheetView>, state: FormState) -> impl IntoView {
    let desk = use_desk();
    // The note of an earlier assignment says nothing of one that has just been made.
    let note = move || {
        let same = sheet.with(|sheet| sheet.record.triage.versions.assignee) == now.with(|now| now.versions.assignee);
        sheet.with(|sheet| sheet.assignment_note.clone()).filter(|_| same)
    };
    view! {
        {move || view! { <Assigned assignee=now.with(|now| now.assignee.clone())/> }}
        {move || note().map(|note| view! { <p class="record__note" dir="auto">{note}</p> })}
        {desk.may_change.then(|| view! { <Assign id now sheet state/> })}
    }
}

#[component]
fn Assigned(assignee: Option<Member>) -> impl IntoView {
    let t = use_messages();
    let name = assignee.as_ref().map_or_else(|| t.unassigned.to_owned(), |member| member.name.clone());
    let role = assignee.as_ref().map(|member| member.role);
    view! {
        <p class="record__person">
            <MemberAvatar member=assignee large=true/>
            <bdi class="record__person-name">{name}</bdi>
            {role.map(|role| view! { <span class="chip" data-role=slug(role)>{(t.role_name)(role)}</span> })}
        </p>
    }
}

/// A plain form with a list; with script the list becomes a combobox, and the note and the button appear once
/// somebody is chosen.
#[component]
fn Assign(id: String, now: Memo<TriageView>, sheet: RwSignal<SheetView>, state: FormState) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let action = {
        let id = id.clone();
        move || desk.place.link(Some(&id))
    };
    let chosen = RwSignal::new(None::<String>);
    let note = NodeRef::<Textarea>::new();
    let which = Which::one(&id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(value) = chosen.get_untracked() else { return };
        let text = note.get_untracked().map(|area| area.value().trim().to_owned()).unwrap_or_default();
        desk.change(which.clone(), Action::Assign { to: member_of(&value), note: text });
        chosen.set(None);
        // The button goes away with what it was for.
        focus_id(ASSIGNEE);
        if let Some(area) = note.get_untracked() {
            area.set_value("");
        }
    };
    let members = move || sheet.with(|sheet| sheet.members.clone());
    let typed_to = state.value("to");
    let plain_list = move || {
        let current = typed_to
            .clone()
            .unwrap_or_else(|| now.with_untracked(|now| value_of(now.assignee.as_ref().map(|member| member.id))));
        let options = members().into_iter().map(|member| {
            let value = value_of(Some(member.id));
            view! { <option value=value.clone() selected=value == current>{member.name}</option> }
        });
        let options = options.collect_view();
        view! {
            <select class="input" name="to" aria-label=t.assign_to>
                <option value="" selected=current.is_empty()>{t.unassigned}</option>
                {options}
            </select>
        }
    };
    let combobox = move || {
        let choices = choices(t, &members(), desk.me);
        view! {
            <Combobox
                id=ASSIGNEE
                label=t.assign_to
                choices
                fold=fold_words
                none=t.nobody_found
                chosen
                on_choose=Callback::new(move |value| chosen.set(Some(value)))
            />
        }
    };
    let idle = move || alive.get() && chosen.with(Option::is_none);
    view! {
        {words(&state, "").map(|text| view! { <Notice tone=Tone::Danger text/> })}
        <form class="assign" method="post" action=action aria-labelledby="section-assignment" on:submit=submit>
            <input type="hidden" name="form" value="assign"/>
            <input type="hidden" name="record" value=id/>
            <input type="hidden" name="version" value=move || now.with(|now| now.versions.assignee)/>
            {move || if alive.get() { combobox().into_any() } else { plain_list().into_any() }}
            <div class="assign__more" hidden=idle>
                <TextArea
                    id="assignment-note"
                    name="note"
                    text=state.value("note").unwrap_or_default()
                    rows=2
                    limit=limits::ASSIGNMENT_NOTE
                    label=t.assignment_note
                    placeholder=t.assignment_note
                    node_ref=note
                />
                <button class="button">{t.assign}</button>
            </div>
        </form>
    }
}
