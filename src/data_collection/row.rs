use leptos::prelude::*;
use strum::VariantArray;

use super::drag::{Grip, line_at, row_id};
use super::editor::{Editor, button_id, field_id};
use super::icon_picker::IconPicker;
use crate::domain::collection::draft::{Op, row_name};
use crate::domain::limits;
use crate::domain::record::FieldKind;
use crate::domain::slug;
use crate::i18n::use_messages;
use crate::ui::icon::Icon;
use crate::ui::text_area::TextArea;

/// Characters of all choices together, with their line breaks.
const CHOICES: usize = limits::CHOICES * (limits::CHOICE + 1);

/// One custom field. What it holds stands in the form; the stylesheet shows the choices while the kind is a choice.
#[component]
pub fn AskedRow(editor: Editor, key: u32) -> impl IntoView {
    let t = use_messages();
    let row = editor.draft.with_untracked(|draft| draft.row(key).cloned()).unwrap_or_default();
    let title = Memo::new(move |_| editor.title(key));
    let place = Memo::new(move |_| editor.draft.with(|draft| (draft.position(key), draft.rows.len())));
    let is_first = Signal::derive(move || place.get().0 == Some(0));
    let is_last = Signal::derive(move || matches!(place.get(), (Some(at), of) if at + 1 == of));
    let never = Signal::derive(|| false);
    let button = move |op: Op, icon: &'static str, label: &'static str, end: Signal<bool>, why: &'static str| {
        let act = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            if !end.get_untracked() {
                editor.act(op);
            }
        };
        view! {
            <button
                class="button button--quiet button--icon"
                id=button_id(op)
                name="do"
                value=op.to_string()
                title=move || if end.get() { why } else { label }
                aria-label=move || format!("{label}: {}", title.get())
                aria-disabled=move || end.get().then_some("true")
                autofocus=editor.pressed == Some(op)
                on:click=act
            >
                <Icon name=icon/>
            </button>
        }
    };
    let kind_name = row_name(key, "kind");
    let kind_id = field_id(&kind_name);
    let kinds = FieldKind::VARIANTS.iter().map(|kind| {
        view! { <option value=slug(*kind) selected=*kind == row.kind>{(t.collection.kind_name)(*kind)}</option> }
    });
    let kinds = kinds.collect_view();
    let dragged = move || editor.dragged.get().is_some_and(|dragged| dragged.key == key).then_some("");
    view! {
        <li class="asked-row" id=row_id(key) data-dragged=dragged data-line=move || line_at(editor, key)>
            <div class="asked-row__content" role="group" aria-label=move || title.get()>
                <Grip editor key/>
                <IconPicker editor key/>
                <Label editor key label=row.label/>
                <div class="field">
                    <label class="field__label" r#for=kind_id.clone()>{t.collection.kind}</label>
                    <select class="input" id=kind_id name=kind_name>{kinds}</select>
                </div>
                <label class="asked-row__required">
                    <input class="checkbox" type="checkbox" name=row_name(key, "required") checked=row.required/>
                    {t.collection.required}
                </label>
                <div class="asked-row__moves">
                    {button(Op::Up(key), "arrow-up", t.collection.move_up, is_first, t.explain.first_field)}
                    {button(Op::Down(key), "arrow-down", t.collection.move_down, is_last, t.explain.last_field)}
                    {button(Op::Remove(key), "trash-2", t.collection.remove, never, "")}
                </div>
                <Choices editor key choices=row.choices/>
            </div>
        </li>
    }
}

#[component]
fn Label(editor: Editor, key: u32, label: String) -> impl IntoView {
    let t = use_messages();
    let name = row_name(key, "label");
    let id = field_id(&name);
    let problem = editor.problem(&name);
    let newest = editor.draft.with_untracked(|draft| draft.rows.last().is_some_and(|row| row.key == key));
    let focused = editor.is_first_problem(&name) || newest && editor.pressed == Some(Op::Add);
    let problem_id = format!("{id}-problem");
    let described = {
        let problem_id = problem_id.clone();
        move || problem.with(Option::is_some).then(|| problem_id.clone())
    };
    view! {
        <div class="field asked-row__label">
            <label class="field__label" r#for=id.clone()>{t.collection.label}</label>
            <input
                class="input"
                id=id
                name=name
                value=label
                dir="auto"
                autocomplete="off"
                autofocus=focused
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                aria-describedby=described
            />
            <Wrong problem id=problem_id/>
        </div>
    }
}

#[component]
fn Choices(editor: Editor, key: u32, choices: String) -> impl IntoView {
    let t = use_messages();
    let name = row_name(key, "choices");
    let id = field_id(&name);
    let problem = editor.problem(&name);
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    view! {
        <div class="field asked-row__choices">
            <label class="field__label" r#for=id.clone()>{t.collection.choices}</label>
            <TextArea
                id=id
                name=name.clone()
                text=choices
                rows=3
                limit=CHOICES
                describedby=format!("{hint_id} {problem_id}")
                invalid=Signal::derive(move || problem.with(Option::is_some))
                autofocus=editor.is_first_problem(&name)
            />
            <p class="field__hint" id=hint_id>{t.collection.choices_hint}</p>
            <Wrong problem id=problem_id/>
        </div>
    }
}

/// What is wrong with a field, below it.
#[component]
fn Wrong(problem: Signal<Option<String>>, id: String) -> impl IntoView {
    move || {
        let id = id.clone();
        problem.get().map(|problem| view! { <p class="field__problem" id=id>{problem}</p> })
    }
}
