//! What a page knows of the form that was sent to it.

use leptos::prelude::*;

use crate::domain::form::FormState;
use crate::i18n::use_messages;
use crate::ui::notice::{Notice, Tone};

/// On the server what the form's handler has left; in the browser the same, while it takes the page over, and later
/// nothing.
pub fn use_form_state() -> FormState {
    SharedValue::new(|| use_context::<FormState>().unwrap_or_default()).into_inner()
}

/// What is wrong with a field, in words; with the form as a whole for the empty name.
pub fn words(state: &FormState, field: &str) -> Option<String> {
    state.problem(field).map(use_messages().problem)
}

/// A plain form that is sent to `action`. Its fields are the children.
#[component]
pub fn PlainForm(
    action: String,
    /// Tells it from the page's other forms.
    name: &'static str,
    /// What became of it, if it was the one that was sent.
    #[prop(optional)]
    state: FormState,
    #[prop(optional)] label: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    // Browsers would say in their own language what is wrong; the server says it in the page's.
    view! {
        <form class="form" method="post" action=action novalidate=true aria-label=label>
            <input type="hidden" name="form" value=name/>
            {words(&state, "").map(|text| view! { <Notice tone=Tone::Danger text/> })}
            {children()}
        </form>
    }
}
