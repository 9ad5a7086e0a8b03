use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::api::links::find_reset;
use crate::domain::error::AppError;
use crate::domain::form::FormState;
use crate::domain::view::ResetView;
use crate::frame::failed::Failed;
use crate::frame::form::{PlainForm, use_form_state, words};
use crate::frame::outside::Outside;
use crate::i18n::{Piece, pieces, use_messages};
use crate::paths;
use crate::ui::empty::Empty;
use crate::ui::field::Field;

/// A new password by a link.
#[component]
pub fn PasswordResetPage() -> impl IntoView {
    let t = use_messages();
    let state = use_form_state();
    let token = paths::token_of(&use_location().search.get_untracked());
    let reset = {
        let token = token.clone();
        Resource::new(|| (), move |()| find_reset(token.clone()))
    };
    let retry = Callback::new(move |()| reset.refetch());
    view! {
        <Outside title=t.reset_title>
            <Suspense>
                {move || {
                    let (state, token) = (state.clone(), token.clone());
                    reset.get().map(|found| match found {
                        Ok(reset) => view! { <Reset state token reset/> }.into_any(),
                        Err(AppError::NotFound) => {
                            view! { <Empty icon="link" title=t.link_over text=t.link_over_text/> }.into_any()
                        }
                        Err(error) => view! { <Failed error retry/> }.into_any(),
                    })
                }}
            </Suspense>
        </Outside>
    }
}

#[component]
fn Reset(state: FormState, token: String, reset: ResetView) -> impl IntoView {
    let t = use_messages();
    let ResetView { name, email } = reset;
    let text: Vec<AnyView> = pieces(t.reset_text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.into_any(),
            Piece::Placeholder("name") => view! { <b><bdi>{name.clone()}</bdi></b> }.into_any(),
            Piece::Placeholder(_) => view! { <b><bdi dir="ltr">{email.clone()}</bdi></b> }.into_any(),
        })
        .collect();
    view! {
        <p class="outside__text">{text}</p>
        <PlainForm action=paths::password_reset(&token) name="password-reset" state=state.clone()>
            <input type="hidden" name="username" autocomplete="username" value=email.clone()/>
            <Field name="password" label=t.new_password kind="password" autocomplete="new-password" hint=t.password_hint problem=words(&state, "password")/>
            <button class="button button--primary">{t.save}</button>
        </PlainForm>
    }
}
