use leptos::prelude::*;
use strum::VariantArray;

use crate::app::use_visit;
use crate::domain::form::FormState;
use crate::domain::member::Role;
use crate::domain::slug;
use crate::domain::view::PendingView;
use crate::frame::form::{PlainForm, words};
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::field::{Choice, Field};
use crate::ui::icon::Icon;

/// Who was invited and has not joined yet, and the form that invites another.
#[component]
pub fn Invitations(state: FormState, invitations: Vec<PendingView>) -> impl IntoView {
    let t = use_messages();
    let viewer = use_visit().member.map(|member| member.viewer());
    let roles = Role::VARIANTS.iter().filter(|role| viewer.is_some_and(|viewer| viewer.can_grant(**role)));
    let roles: Vec<_> = roles.map(|role| (slug(*role), (t.role_name)(*role).to_owned())).collect();
    let email = state.value("email").filter(|_| state.link.is_none()).unwrap_or_default();
    let role = state.value("role").unwrap_or_else(|| slug(Role::Member).to_owned());
    view! {
        <section class="settings__part" aria-labelledby="invite">
            <h2 id="invite">{t.invite}</h2>
            <p class="settings__text">{t.invite_text}</p>
            <PlainForm action=paths::TEAM.to_owned() name="invite" state=state.clone()>
                <Field name="email" label=t.email value=email kind="email" ltr=true problem=words(&state, "email")/>
                <Choice name="role" label=t.role options=roles chosen=role problem=words(&state, "role")/>
                <button class="button button--primary">{t.make_link}</button>
            </PlainForm>
        </section>
        {(!invitations.is_empty()).then(|| view! {
            <section class="settings__part" aria-labelledby="invited">
                <h2 id="invited">{t.invited}</h2>
                <ul class="team">{invitations.into_iter().map(|pending| view! { <Pending pending/> }).collect_view()}</ul>
            </section>
        })}
    }
}

#[component]
fn Pending(pending: PendingView) -> impl IntoView {
    let t = use_messages();
    let PendingView { id, email, role, expires, expired } = pending;
    view! {
        <li class="member">
            <span class="avatar avatar--none avatar--large" aria-hidden="true"><Icon name="mail"/></span>
            <div class="member__who"><p class="member__email"><bdi dir="ltr">{email.clone()}</bdi></p></div>
            <span class="chip" data-role=slug(role)>{(t.role_name)(role)}</span>
            <p class="member__facts">
                <span>
                    {if expired { t.expired } else { t.expires }}" "
                    <time datetime=expires.utc><bdi dir="ltr">{expires.local}</bdi></time>
                </span>
            </p>
            <form class="member__manage" method="post" action=paths::TEAM>
                <input type="hidden" name="form" value="withdraw"/>
                <input type="hidden" name="invitation" value=id.to_string()/>
                <button class="button button--quiet">{t.withdraw}<span class="visually-hidden">" "{email}</span></button>
            </form>
        </li>
    }
}
