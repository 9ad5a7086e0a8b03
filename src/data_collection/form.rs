use leptos::prelude::*;

use super::built_in::BuiltInFields;
use super::custom_fields::CustomFields;
use super::editor::{Editor, button_id};
use super::guard::Guard;
use crate::app::use_visit;
use crate::domain::agent::{Agent, Variant};
use crate::domain::collection::draft::{FORM, Op};
use crate::domain::collection::{DataCollection, SetKind};
use crate::domain::form::FormState;
use crate::domain::slug;
use crate::i18n::use_messages;
use crate::paths::settings::data_collection;
use crate::ui::browser::DRAFTS;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};

/// One set of an agent, to be changed. A plain form; with script its buttons do their work at once, and only what is
/// good is sent.
#[component]
pub fn SetForm(
    agent: Agent,
    collection: DataCollection,
    kind: SetKind,
    /// What became of the form, if it was just sent.
    state: FormState,
    /// It was just saved.
    saved: bool,
) -> impl IntoView {
    let t = use_messages();
    let member = use_visit().member.map(|member| member.id.to_string()).unwrap_or_default();
    let kept = format!("{DRAFTS}{member}:{}:{FORM}:{}", agent.id, slug(kind));
    let hybrid = agent.variant == Variant::Hybrid;
    let never_saved = hybrid && kind == SetKind::Voice && collection.voice.is_none();
    let can_copy = collection.text.is_some();
    let enabled_text = if hybrid { t.collection.collect_both } else { "" };
    let editor = Editor::new(collection, kind, &state, kept);
    editor.begin();
    let saved = saved && state.form.is_empty();
    view! {
        <form
            class="collection"
            method="post"
            action=data_collection(&agent.id, kind)
            novalidate=true
            autocomplete="off"
            aria-labelledby="collection-title"
            node_ref=editor.form
            on:input=move |event| editor.typed(&event)
            on:submit=move |event| editor.submit(&event)
        >
            <input type="hidden" name="form" value=FORM/>
            // Enter in a line of text presses the first button of its form.
            <button hidden=true name="do" value=Op::Save.to_string()></button>
            <Told editor saved/>
            {never_saved.then(|| view! { <VoiceIsNew editor can_copy/> })}
            <For each=move || [editor.drawn.get()] key=|drawn: &u32| *drawn let:_drawn>
                <Switch editor text=enabled_text/>
                <BuiltInFields editor/>
                <CustomFields editor/>
            </For>
            <Bar editor/>
        </form>
        <p class="visually-hidden" role="status">{move || editor.said.get()}</p>
        <Guard editor/>
    }
}

/// What became of the form, and what was left here before.
#[component]
fn Told(editor: Editor, saved: bool) -> impl IntoView {
    let t = use_messages();
    let problem = editor.problem("");
    let offered = Memo::new(move |_| editor.offered.with(Option::is_some));
    view! {
        {move || problem.get().map(|text| view! { <Notice tone=Tone::Danger text/> })}
        {move || (saved && !editor.dirty.get()).then(|| view! { <Notice tone=Tone::Done text=t.collection.saved/> })}
        {move || offered.get().then(|| view! {
            <Notice tone=Tone::Plain text=t.collection.kept>
                <div class="collection__choices">
                    <button class="button" type="button" on:click=move |_| editor.restore()>{t.collection.restore}</button>
                    <button class="button" type="button" on:click=move |_| editor.decline()>{t.collection.discard}</button>
                </div>
            </Notice>
        })}
    }
}

/// Says that voice asks a set of its own, while nobody has saved one.
#[component]
fn VoiceIsNew(editor: Editor, can_copy: bool) -> impl IntoView {
    let t = use_messages();
    let copy = can_copy.then(|| {
        let copy = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            editor.act(Op::Copy);
        };
        view! {
            <div class="collection__choices">
                <button class="button" id=button_id(Op::Copy) name="do" value=Op::Copy.to_string() on:click=copy>
                    <Icon name="copy"/>{t.collection.copy_from_text}
                </button>
            </div>
        }
    });
    let later = (!can_copy).then(|| view! { <p>{t.collection.nothing_to_copy}</p> });
    view! { <Notice tone=Tone::Plain text=t.collection.voice_is_new>{copy}{later}</Notice> }
}

/// Whether the agent collects at all, and of which version the rest of the form is.
#[component]
fn Switch(editor: Editor, text: &'static str) -> impl IntoView {
    let t = use_messages();
    let (enabled, version) = editor.draft.with_untracked(|draft| (draft.enabled, draft.version));
    view! {
        <section class="collection__part">
            <input type="hidden" name="version" value=version.to_string()/>
            <label class="switch">
                <input class="switch__box" type="checkbox" role="switch" name="enabled" checked=enabled aria-describedby="collect-text"/>
                <span>{t.collection.collect}</span>
            </label>
            <p class="settings__text" id="collect-text">{t.collection.collect_text}" "{text}</p>
        </section>
    }
}

/// Stays in sight: whether there is anything to save, and how.
#[component]
fn Bar(editor: Editor) -> impl IntoView {
    let t = use_messages();
    // The state beside it says why.
    let nothing = move || editor.alive.get() && !editor.dirty.get();
    let discard = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if editor.dirty.get_untracked() {
            editor.act(Op::Discard);
        }
    };
    let said = move || if editor.dirty.get() { t.collection.unsaved } else { t.collection.nothing_unsaved };
    view! {
        <div class="collection__bar" data-dirty=move || editor.dirty.get().then_some("")>
            <p class="collection__state" id="collection-state" role="status">{said}</p>
            <button
                class="button"
                id=button_id(Op::Discard)
                name="do"
                value=Op::Discard.to_string()
                aria-disabled=move || nothing().then_some("true")
                aria-describedby="collection-state"
                on:click=discard
            >
                {t.collection.discard}
            </button>
            <button class="button button--primary" id=button_id(Op::Save) name="do" value=Op::Save.to_string()>
                <Icon name="save"/>{t.save}
            </button>
        </div>
    }
}
