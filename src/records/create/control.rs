use leptos::prelude::*;

use super::editor::Editor;
use crate::domain::limits;
use crate::domain::record::FieldKind;
use crate::i18n::use_messages;
use crate::ui::icon::Icon;
use crate::ui::text_area::TextArea;

/// Rows of a text of several lines before it grows.
const ROWS: u32 = 3;

/// A field of the form.
#[derive(Clone, Debug)]
pub struct Asked {
    /// In the form.
    pub name: String,
    /// In the page.
    pub id: String,
    pub label: String,
    /// The name of its picture.
    pub icon: &'static str,
    pub kind: FieldKind,
    pub required: bool,
    /// What can be chosen, when the kind is a choice.
    pub choices: Vec<String>,
    /// Characters.
    pub limit: usize,
}

impl Asked {
    /// Of a field that is not required.
    pub fn new(name: &str, label: &str, icon: &'static str, kind: FieldKind) -> Self {
        Self {
            name: name.to_owned(),
            id: format!("new-{name}"),
            label: label.to_owned(),
            icon,
            kind,
            required: false,
            choices: Vec::new(),
            limit: limits::FIELD_VALUE,
        }
    }
}

/// A field with the control that its kind asks for. What is wrong with it is said below, and read out with it.
#[component]
pub fn Control(editor: Editor, asked: Asked) -> impl IntoView {
    let t = use_messages();
    let Asked { name, id, label, icon, kind, required, choices, limit } = asked;
    let problem = editor.problem(&name);
    let problem_id = format!("{id}-problem");
    let control = match kind {
        FieldKind::LongText => {
            let (invalid, text) = (Signal::derive(move || problem.with(Option::is_some)), editor.value(&name));
            let (described, first) = (problem_id.clone(), editor.comes_first(&name));
            view! { <TextArea id=id.clone() name text rows=ROWS limit describedby=described invalid autofocus=first/> }
                .into_any()
        }
        FieldKind::Choice => {
            let options = choices.into_iter().map(|choice| (choice.clone(), choice)).collect();
            view! { <Choices editor name id=id.clone() options/> }.into_any()
        }
        FieldKind::YesNo => {
            let answers = [("yes", t.new_record.yes), ("no", t.new_record.no)];
            let options = answers.map(|(value, label)| (value.to_owned(), label.to_owned())).into();
            view! { <Choices editor name id=id.clone() options/> }.into_any()
        }
        _ => view! { <Line editor name id=id.clone() kind/> }.into_any(),
    };
    let below = move || {
        let id = problem_id.clone();
        problem.get().map(|problem| view! { <p class="field__problem" id=id>{problem}</p> })
    };
    view! {
        <div class="field">
            <label class="field__label new-record__name" r#for=id>
                <Icon name=icon/>
                <bdi>{label}</bdi>
                {required.then(|| view! { <span class="new-record__required">{t.collection.required}</span> })}
            </label>
            {control}
            {below}
        </div>
    }
}

/// A line of text, with the keyboard of a phone that fits.
#[component]
fn Line(editor: Editor, name: String, id: String, kind: FieldKind) -> impl IntoView {
    let problem = editor.problem(&name);
    let (input, keyboard, ltr) = match kind {
        FieldKind::Number => ("text", Some("decimal"), true),
        FieldKind::Date => ("date", None, true),
        FieldKind::Email => ("email", None, true),
        FieldKind::Phone => ("tel", None, true),
        FieldKind::Url => ("url", None, true),
        _ => ("text", None, false),
    };
    let (value, first) = (editor.value(&name), editor.comes_first(&name));
    let described = described_by(problem, &id);
    view! {
        <input
            class="input"
            id=id
            name=name
            r#type=input
            inputmode=keyboard
            value=value
            dir=if ltr { "ltr" } else { "auto" }
            autocomplete="off"
            autofocus=first
            aria-invalid=move || problem.with(Option::is_some).then_some("true")
            aria-describedby=described
        />
    }
}

/// One of a few, or none.
#[component]
fn Choices(editor: Editor, name: String, id: String, options: Vec<(String, String)>) -> impl IntoView {
    let t = use_messages();
    let problem = editor.problem(&name);
    let (chosen, first) = (editor.value(&name), editor.comes_first(&name));
    let options = options.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    let options = options.collect_view();
    let described = described_by(problem, &id);
    view! {
        <select
            class="input"
            id=id
            name=name
            dir="auto"
            autocomplete="off"
            autofocus=first
            aria-invalid=move || problem.with(Option::is_some).then_some("true")
            aria-describedby=described
        >
            <option value="">{t.new_record.choose}</option>
            {options}
        </select>
    }
}

fn described_by(problem: Signal<Option<String>>, id: &str) -> impl Fn() -> Option<String> + Send + Sync + use<> {
    let id = format!("{id}-problem");
    move || problem.with(Option::is_some).then(|| id.clone())
}
