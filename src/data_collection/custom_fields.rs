use leptos::prelude::*;

use super::editor::{Editor, button_id};
use super::row::AskedRow;
use crate::domain::collection::draft::{Draft, Op};
use crate::domain::limits;
use crate::i18n::use_messages;
use crate::ui::icon::Icon;

/// The fields of the agent's own, in their order.
#[component]
pub fn CustomFields(editor: Editor) -> impl IntoView {
    let t = use_messages();
    let keys =
        Memo::new(move |_| editor.draft.with(|draft| draft.rows.iter().map(|row| row.key).collect::<Vec<u32>>()));
    let full = Memo::new(move |_| editor.draft.with(Draft::is_full));
    let none = move || {
        let none = keys.with(Vec::is_empty);
        none.then(|| view! { <p class="collection__none">{t.collection.no_custom_fields}</p> })
    };
    let add = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if !full.get_untracked() {
            editor.act(Op::Add);
        }
    };
    view! {
        <section class="collection__part" aria-labelledby="custom-fields">
            <div class="collection__head">
                <h3 id="custom-fields">{t.collection.custom_fields}</h3>
                <span class="count">{move || (t.collection.of_most)(keys.with(Vec::len) as u64, limits::FIELDS as u64)}</span>
            </div>
            <p class="settings__text">{t.collection.custom_fields_text}</p>
            {none}
            <ol class="asked-rows">
                <For each=move || keys.get() key=|key: &u32| *key let:key>
                    <AskedRow editor key/>
                </For>
            </ol>
            <div class="collection__add">
                <button
                    class="button"
                    id=button_id(Op::Add)
                    name="do"
                    value=Op::Add.to_string()
                    aria-disabled=move || full.get().then_some("true")
                    aria-describedby=move || full.get().then_some("fields-full")
                    on:click=add
                >
                    <Icon name="plus"/>{t.collection.add_field}
                </button>
                {move || full.get().then(|| view! { <span class="field__hint" id="fields-full">{t.collection.full}</span> })}
            </div>
        </section>
    }
}
