use leptos::prelude::*;
use strum::VariantArray;

use super::editor::Editor;
use crate::domain::collection::draft::Ask;
use crate::domain::record::BuiltInField;
use crate::domain::slug;
use crate::i18n::use_messages;
use crate::ui::icon::Icon;

/// Which of the fields that every record has are asked, and which are required.
#[component]
pub fn BuiltInFields(editor: Editor) -> impl IntoView {
    let t = use_messages();
    let fields = BuiltInField::VARIANTS.iter().map(|field| view! { <BuiltIn editor field=*field/> });
    let fields = fields.collect_view();
    view! {
        <section class="collection__part" aria-labelledby="contact-details">
            <h3 id="contact-details">{t.collection.contact_details}</h3>
            <p class="settings__text">{t.collection.contact_details_text}</p>
            <ul class="asked-built-in">{fields}</ul>
        </section>
    }
}

#[component]
fn BuiltIn(editor: Editor, field: BuiltInField) -> impl IntoView {
    let t = use_messages();
    let (label, icon) = match field {
        BuiltInField::Name => (t.name, "user"),
        BuiltInField::Phone => (t.phone, "phone"),
        BuiltInField::Email => (t.email, "mail"),
        BuiltInField::Company => (t.company, "building-2"),
    };
    let id = format!("built-in-{}", slug(field));
    let chosen = editor.draft.with_untracked(|draft| draft.ask(field));
    let choices = Ask::VARIANTS.iter().map(|ask| {
        view! {
            <label class="segmented__item ask">
                <input class="visually-hidden" type="radio" name=slug(field) value=slug(*ask) checked=*ask == chosen/>
                {(t.collection.ask_name)(*ask)}
            </label>
        }
    });
    let choices = choices.collect_view();
    view! {
        <li>
            <span class="asked-built-in__name" id=id.clone()><Icon name=icon/>{label}</span>
            <div class="segmented" role="radiogroup" aria-labelledby=id>{choices}</div>
        </li>
    }
}
