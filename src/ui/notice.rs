use leptos::prelude::*;

use super::icon::Icon;

/// What a notice is about: it chooses colour and picture, and how urgently it is read out.
#[derive(Clone, Copy, PartialEq)]
pub enum Tone {
    Danger,
    Done,
    Plain,
}

/// A sentence that stands out, above what it is about.
#[component]
pub fn Notice(tone: Tone, #[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let (name, icon, role) = match tone {
        Tone::Danger => ("danger", "circle-alert", "alert"),
        Tone::Done => ("done", "circle-check", "status"),
        Tone::Plain => ("plain", "info", "note"),
    };
    view! {
        <div class="notice" data-tone=name role=role>
            <Icon name=icon/>
            <div class="notice__body"><p>{text}</p>{children.map(|children| children())}</div>
        </div>
    }
}
