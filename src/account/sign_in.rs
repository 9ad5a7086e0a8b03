use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::frame::form::{PlainForm, use_form_state, words};
use crate::frame::outside::Outside;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::field::Field;

/// Signing in, on the way to wherever the link says.
#[component]
pub fn SignInPage() -> impl IntoView {
    let t = use_messages();
    let state = use_form_state();
    let next = paths::next_of(&use_location().search.get_untracked());
    let email = state.value("email").unwrap_or_default();
    view! {
        <Outside title=t.sign_in>
            <PlainForm action=paths::sign_in(&next) name="sign-in" state=state.clone()>
                <input type="hidden" name="next" value=next.clone()/>
                <Field name="email" label=t.email value=email kind="email" autocomplete="username" ltr=true problem=words(&state, "email")/>
                <Field name="password" label=t.password kind="password" autocomplete="current-password" problem=words(&state, "password")/>
                <button class="button button--primary">{t.sign_in}</button>
            </PlainForm>
            <p class="outside__hint">{t.forgot_password}</p>
        </Outside>
    }
}
