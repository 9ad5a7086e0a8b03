use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::api::links::find_invitation;
use crate::domain::error::AppError;
use crate::domain::form::FormState;
use crate::domain::view::InvitationView;
use crate::frame::failed::Failed;
use crate::frame::form::{PlainForm, use_form_state, words};
use crate::frame::outside::Outside;
use crate::i18n::{Piece, pieces, use_messages};
use crate::paths;
use crate::ui::empty::Empty;
use crate::ui::field::Field;

/// Joining the team by a link.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let t = use_messages();
    let state = use_form_state();
    let token = paths::token_of(&use_location().search.get_untracked());
    let invitation = {
        let token = token.clone();
        Resource::new(|| (), move |()| find_invitation(token.clone()))
    };
    let retry = Callback::new(move |()| invitation.refetch());
    view! {
        <Outside title=t.join_title>
            <Suspense>
                {move || {
                    let (state, token) = (state.clone(), token.clone());
                    invitation.get().map(|found| match found {
                        Ok(invitation) => view! { <Join state token invitation/> }.into_any(),
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
fn Join(state: FormState, token: String, invitation: InvitationView) -> impl IntoView {
    let t = use_messages();
    let InvitationView { email, role, by } = invitation;
    let filled = |placeholder| match placeholder {
        "actor" => view! { <b><bdi>{by.clone()}</bdi></b> }.into_any(),
        "email" => view! { <b><bdi dir="ltr">{email.clone()}</bdi></b> }.into_any(),
        _ => view! { <b>{(t.role_name)(role)}</b> }.into_any(),
    };
    let text: Vec<AnyView> = pieces(t.join_text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.into_any(),
            Piece::Placeholder(placeholder) => filled(placeholder),
        })
        .collect();
    let name = state.value("name").unwrap_or_default();
    view! {
        <p class="outside__text">{text}</p>
        <PlainForm action=paths::invitation(&token) name="invitation" state=state.clone()>
            // For the browser, which keeps the password under it.
            <input type="hidden" name="username" autocomplete="username" value=email.clone()/>
            <Field name="name" label=t.your_name value=name autocomplete="name" problem=words(&state, "name")/>
            <Field name="password" label=t.password kind="password" autocomplete="new-password" hint=t.password_hint problem=words(&state, "password")/>
            <button class="button button--primary">{t.join}</button>
        </PlainForm>
    }
}
