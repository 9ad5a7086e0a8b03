use leptos::ev::MouseEvent;
use leptos::html::Details;
use leptos::prelude::*;
use strum::VariantArray;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::editor::Editor;
use crate::domain::collection::draft::row_name;
use crate::domain::record::FieldIcon;
use crate::domain::slug;
use crate::i18n::use_messages;
use crate::ui::browser::focus;
use crate::ui::icon::Icon;

/// The picture of a field: a grid of all of them, behind a button that shows the chosen one.
#[component]
pub fn IconPicker(editor: Editor, key: u32) -> impl IntoView {
    let t = use_messages();
    let picker = NodeRef::<Details>::new();
    let name = row_name(key, "icon");
    let first = editor.draft.with_untracked(|draft| draft.row(key).map(|row| row.icon).unwrap_or_default());
    let chosen = Memo::new(move |_| editor.draft.with(|draft| draft.row(key).map_or(first, |row| row.icon)));
    // A click on a picture ends the choice; the arrows only go on to the next, and press no label.
    let close = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let pressed = target.filter(|target| target.tag_name() != "INPUT");
        let label = pressed.and_then(|target| target.closest("label").ok().flatten());
        if let (Some(_), Some(picker)) = (label, picker.get_untracked()) {
            picker.set_open(false);
            focus(picker.query_selector("summary").ok().flatten());
        }
    };
    let icons = FieldIcon::VARIANTS.iter().map(|icon| {
        let label = (t.collection.icon_name)(*icon);
        view! {
            <label class="icon-picker__icon" title=label>
                <input class="visually-hidden" type="radio" name=name.clone() value=slug(*icon) checked=*icon == first/>
                <Icon name=slug(*icon)/>
                <span class="visually-hidden">{label}</span>
            </label>
        }
    });
    let icons = icons.collect_view();
    view! {
        <details class="menu icon-picker" name="menu" node_ref=picker>
            <summary class="menu__button menu__button--bordered">
                <span class="visually-hidden">{t.collection.icon}": "{move || (t.collection.icon_name)(chosen.get())}</span>
                {move || view! { <Icon name=slug(chosen.get())/> }}
                <Icon name="chevron-down" class="menu__caret"/>
            </summary>
            <div class="menu__panel icon-picker__panel" role="radiogroup" aria-label=t.collection.icon on:click=close>
                {icons}
            </div>
        </details>
    }
}
