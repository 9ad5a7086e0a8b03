use leptos::prelude::*;
use strum::VariantArray;

use super::desk::{Which, use_desk};
use super::labels::status_icon;
use crate::domain::change::Action;
use crate::domain::form::FormState;
use crate::domain::record::Status;
use crate::domain::slug;
use crate::domain::view::TriageView;
use crate::frame::form::words;
use crate::i18n::use_messages;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};

/// Four statuses, the one in force filled with its colour. A plain form; with script a click changes it at once.
#[component]
pub fn StatusPills(id: String, now: Memo<TriageView>, state: FormState) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let action = {
        let id = id.clone();
        move || desk.place.link(Some(&id))
    };
    let pills = Status::VARIANTS.iter().map(|status| {
        let which = Which::one(&id);
        let choose = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            desk.change(which.clone(), Action::SetStatus { to: *status });
        };
        let pressed = move || if now.with(|now| now.status) == *status { "true" } else { "false" };
        view! {
            <button class="status-pill" name="status" value=slug(*status) data-status=slug(*status) aria-pressed=pressed on:click=choose>
                <Icon name=status_icon(*status)/>{(t.status_name)(*status)}
            </button>
        }
    });
    let pills = pills.collect_view();
    view! {
        {words(&state, "").map(|text| view! { <Notice tone=Tone::Danger text/> })}
        <form class="status-pills" method="post" action=action aria-labelledby="section-status">
            <input type="hidden" name="form" value="status"/>
            <input type="hidden" name="record" value=id/>
            <input type="hidden" name="version" value=move || now.with(|now| now.versions.status)/>
            {pills}
        </form>
    }
}
