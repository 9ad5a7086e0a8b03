use leptos::prelude::*;
use strum::VariantArray;

use super::control::{Asked, Control};
use super::editor::{Editor, FORM_ID};
use crate::domain::collection::value::built_in_limit;
use crate::domain::collection::{CustomField, SetKind};
use crate::domain::error::AppError;
use crate::domain::form::FormState;
use crate::domain::limits;
use crate::domain::new_record::{CHANNEL, DESCRIPTION, FORM, KIND, channels, field_name};
use crate::domain::record::{BuiltInField, FieldKind, Kind, Status};
use crate::domain::slug;
use crate::domain::view::settings::CollectionView;
use crate::frame::use_here;
use crate::i18n::use_messages;
use crate::paths;
use crate::records::labels::{StatusChip, kind_icon};
use crate::records::page::Place;
use crate::ui::dialog::TITLE;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};

/// The id of the list of channels.
const CHANNELS: &str = "new-channel";

/// A plain form; with script it is checked here first, kept on the device, and sent without leaving the page.
#[component]
pub fn NewRecordForm(
    view: CollectionView,
    /// What became of the form that the page came with. It counts once.
    sent: StoredValue<FormState>,
) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let agent = view.agent.id.clone();
    let editor = Editor::new(view, &sent.get_value());
    editor.begin();
    Effect::new(move |_| sent.set_value(FormState::default()));
    let action =
        place.listing.with_untracked(|listing| paths::new_record(&agent, listing, editor.channel.get_untracked()));
    // What another channel asks goes with the form, so that it is there again when that channel is chosen again.
    let others = move || {
        let pairs = if editor.alive.get() { Vec::new() } else { editor.elsewhere() };
        pairs.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
    };
    view! {
        <form
            class="new-record"
            id=FORM_ID
            method="post"
            action=action
            novalidate=true
            autocomplete="off"
            aria-labelledby=TITLE
            node_ref=editor.form
            on:input=move |event| editor.typed(&event)
            on:submit=move |event| editor.submit(&event)
        >
            <input type="hidden" name="form" value=FORM/>
            // Enter in a line of text presses the first button of its form.
            <button hidden=true></button>
            {others}
            <div class="new-record__body">
                <Told editor/>
                <For each=move || [editor.drawn.get()] key=|drawn: &u32| *drawn let:_drawn>
                    <Kinds editor/>
                    <Channels editor/>
                    <Contact editor/>
                    <Additional editor/>
                    <Control editor asked=description(t.description)/>
                </For>
            </div>
            <div class="new-record__foot">
                <a class="button" href=move || place.link(None) data-noscroll="" data-dialog-close="">{t.cancel}</a>
                <button
                    class="button button--primary"
                    aria-disabled=move || editor.pending.get().then_some("true")
                >
                    {move || if editor.pending.get() { t.new_record.creating } else { t.new_record.create }}
                </button>
            </div>
        </form>
    }
}

fn description(label: &str) -> Asked {
    Asked { limit: limits::DESCRIPTION, ..Asked::new(DESCRIPTION, label, "list", FieldKind::LongText) }
}

/// What became of the form, and what was left here before.
#[component]
fn Told(editor: Editor) -> impl IntoView {
    let t = use_messages();
    let here = use_here();
    let problem = editor.problem("");
    let again = move |error: &AppError| match error {
        // External to the router: whoever signs in gets a page of their own from the server.
        AppError::Unauthenticated => view! {
            <a class="link" href=here.with(|here| paths::sign_in(here)) rel="external">{t.sign_in}</a>
        }
        .into_any(),
        AppError::Forbidden | AppError::NotFound => ().into_any(),
        _ => view! { <button class="link" type="submit">{t.retry}</button> }.into_any(),
    };
    let failed = move || {
        editor.failed.get().map(|error| {
            let text = (t.new_record.not_created)(&error);
            view! { <Notice tone=Tone::Danger text>{again(&error)}</Notice> }
        })
    };
    let restored = move || {
        editor.restored.get().then(|| {
            view! {
                <Notice tone=Tone::Plain text=t.new_record.restored>
                    <button class="link" type="button" on:click=move |_| editor.discard()>{t.new_record.discard}</button>
                </Notice>
            }
        })
    };
    view! {
        {move || problem.get().map(|text| view! { <Notice tone=Tone::Danger text/> })}
        {failed}
        {restored}
    }
}

/// Lead or Ticket, and the status that every record begins with.
#[component]
fn Kinds(editor: Editor) -> impl IntoView {
    let t = use_messages();
    let chosen = editor.value(KIND);
    let problem = editor.problem(KIND);
    let first = editor.comes_first(KIND);
    let kinds = Kind::VARIANTS.iter().map(|kind| {
        let checked = slug(*kind) == chosen;
        view! {
            <label class="segmented__item new-record__kind">
                <input
                    class="visually-hidden"
                    type="radio"
                    name=KIND
                    value=slug(*kind)
                    checked=checked
                    autofocus=first && checked
                />
                <Icon name=kind_icon(*kind)/>
                {(t.kind_name)(*kind)}
            </label>
        }
    });
    let kinds = kinds.collect_view();
    view! {
        <div class="new-record__row">
            <div class="field">
                <span class="field__label" id="new-type">{t.kind}</span>
                <div class="segmented" role="radiogroup" aria-labelledby="new-type">{kinds}</div>
                {move || problem.get().map(|text| view! { <p class="field__problem">{text}</p> })}
            </div>
            <div class="field">
                <span class="field__label">{t.status}</span>
                <span class="new-record__status"><StatusChip status=Status::New/></span>
            </div>
        </div>
    }
}

/// Where the customer was heard. An agent that both writes and speaks asks other fields when it speaks.
#[component]
fn Channels(editor: Editor) -> impl IntoView {
    let t = use_messages();
    let problem = editor.problem(CHANNEL);
    let chosen = editor.channel.get_untracked();
    let options = channels(editor.variant).into_iter().map(|channel| {
        let selected = channel == chosen;
        view! { <option value=slug(channel) selected=selected>{(t.channel_name)(channel)}</option> }
    });
    let options = options.collect_view();
    let two_sets = SetKind::all_of(editor.variant).len() > 1;
    let problem_id = format!("{CHANNELS}-problem");
    let described = {
        let problem_id = problem_id.clone();
        move || problem.with(Option::is_some).then(|| problem_id.clone())
    };
    let below = move || {
        let id = problem_id.clone();
        problem.get().map(|text| view! { <p class="field__problem" id=id>{text}</p> })
    };
    view! {
        <div class="field">
            <label class="field__label" r#for=CHANNELS>{t.channel}</label>
            <div class="new-record__channel">
                <select
                    class="input"
                    id=CHANNELS
                    name=CHANNEL
                    autocomplete="off"
                    autofocus=editor.comes_first(CHANNEL)
                    aria-invalid=move || problem.with(Option::is_some).then_some("true")
                    aria-describedby=described
                >
                    {options}
                </select>
                {two_sets.then(|| view! {
                    <button class="button" name="do" value=CHANNEL hidden=move || editor.alive.get()>
                        {t.new_record.show_fields}
                    </button>
                })}
            </div>
            {below}
        </div>
    }
}

/// The fields that every record may have, asked or not.
#[component]
fn Contact(editor: Editor) -> impl IntoView {
    let t = use_messages();
    // Which of them are required depends on the channel; what was typed stays.
    let fields = move || {
        let set = editor.set();
        let required = |field: &BuiltInField| set.as_ref().is_some_and(|set| set.built_in(*field).required);
        BuiltInField::VARIANTS.iter().map(|field| (*field, required(field))).collect::<Vec<_>>()
    };
    let control = move |(field, required): (BuiltInField, bool)| {
        let (label, icon, kind) = match field {
            BuiltInField::Name => (t.name, "user", FieldKind::Text),
            BuiltInField::Phone => (t.phone, "phone", FieldKind::Phone),
            BuiltInField::Email => (t.email, "mail", FieldKind::Email),
            BuiltInField::Company => (t.company, "building-2", FieldKind::Text),
        };
        let asked = Asked { required, limit: built_in_limit(field), ..Asked::new(slug(field), label, icon, kind) };
        view! { <Control editor asked/> }
    };
    view! {
        <div class="new-record__part" role="group" aria-labelledby="new-contact">
            <h3 class="record__heading" id="new-contact">{t.contact}</h3>
            <div class="new-record__pairs">
                <For each=fields key=|field: &(BuiltInField, bool)| *field let:field>
                    {control(field)}
                </For>
            </div>
        </div>
    }
}

/// What the agent itself asks on the channel.
#[component]
fn Additional(editor: Editor) -> impl IntoView {
    let t = use_messages();
    // A field of one set is never drawn as one of the other: its control may be another.
    let fields = move || {
        let kind = editor.set_kind();
        let fields = editor.set().map(|set| set.fields).unwrap_or_default();
        fields.into_iter().enumerate().map(|(n, field)| (kind, n, field)).collect::<Vec<_>>()
    };
    let any = Memo::new(move |_| !fields().is_empty());
    let control = move |(_, n, field): (SetKind, usize, CustomField)| {
        let CustomField { label, icon, kind, required, choices } = field;
        let asked = Asked::new(&field_name(&label), &label, slug(icon), kind);
        let asked = Asked { id: format!("new-field-{n}"), required, choices, ..asked };
        view! { <Control editor asked/> }
    };
    view! {
        <div class="new-record__part" role="group" aria-labelledby="new-additional" hidden=move || !any.get()>
            <h3 class="record__heading" id="new-additional">{t.additional_information}</h3>
            <For each=fields key=|(kind, n, _): &(SetKind, usize, CustomField)| (*kind, *n) let:field>
                {control(field)}
            </For>
        </div>
    }
}
