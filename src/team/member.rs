use leptos::prelude::*;
use strum::VariantArray;

use crate::app::use_visit;
use crate::domain::member::{MemberId, Role};
use crate::domain::slug;
use crate::domain::view::MemberView;
use crate::frame::form::PlainForm;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::avatar::Avatar;
use crate::ui::field::Choice;
use crate::ui::icon::Icon;

/// A member, with what the viewer may do about them.
#[component]
pub fn MemberRow(view: MemberView) -> impl IntoView {
    let t = use_messages();
    let viewer = use_visit().member.map(|member| member.viewer());
    let MemberView { member, email, active, seen, open } = view;
    let own = viewer.is_some_and(|viewer| viewer.id == member.id);
    let manageable = viewer.is_some_and(|viewer| viewer.can_manage(member.role));
    let person = Some((member.initials(), member.hue()));
    let name = member.name.clone();
    view! {
        <li class="member" id=format!("member-{}", member.id) data-inactive=(!active).then_some("")>
            <Avatar person large=true/>
            <div class="member__who">
                <p class="member__name">
                    <bdi>{member.name.clone()}</bdi>
                    {own.then(|| view! { <span class="member__you">{t.you}</span> })}
                </p>
                <p class="member__email"><bdi dir="ltr">{email}</bdi></p>
            </div>
            <span class="chip" data-role=slug(member.role)>{(t.role_name)(member.role)}</span>
            <p class="member__facts">
                {if active {
                    view! { <span>{(t.open_records)(open)}</span> }.into_any()
                } else {
                    view! { <span class="chip" data-role="none">{t.deactivated}</span> }.into_any()
                }}
                {match seen {
                    Some(at) => view! {
                        <span>{t.last_seen}" "<time datetime=at.utc><bdi dir="ltr">{at.local}</bdi></time></span>
                    }
                    .into_any(),
                    None => view! { <span>{t.never_seen}</span> }.into_any(),
                }}
            </p>
            {manageable.then(|| view! {
                <details class="menu menu--end member__manage" name="menu">
                    <summary class="menu__button">
                        {t.manage}<span class="visually-hidden">" "<bdi>{name}</bdi></span>
                        <Icon name="chevron-down" class="menu__caret"/>
                    </summary>
                    <div class="menu__panel member__actions"><Actions id=member.id role=member.role active/></div>
                </details>
            })}
        </li>
    }
}

#[component]
fn Actions(id: MemberId, role: Role, active: bool) -> impl IntoView {
    let t = use_messages();
    let viewer = use_visit().member.map(|member| member.viewer());
    let of = move || view! { <input type="hidden" name="member" value=id.to_string()/> };
    let action = || paths::TEAM.to_owned();
    if !active {
        return view! {
            <PlainForm action=action() name="reactivate">
                {of()}
                <p class="settings__text">{t.reactivate_text}</p>
                <button class="button">{t.reactivate}</button>
            </PlainForm>
        }
        .into_any();
    }
    let roles = Role::VARIANTS.iter().filter(|role| viewer.is_some_and(|viewer| viewer.can_grant(**role)));
    let roles: Vec<_> = roles.map(|role| (slug(*role), (t.role_name)(*role).to_owned())).collect();
    view! {
        <PlainForm action=action() name="role">
            {of()}
            <Choice name="role" label=t.role options=roles chosen=slug(role).to_owned() suffix=format!("-{id}")/>
            <p class="settings__text">{t.change_role_text}</p>
            <button class="button">{t.change_role}</button>
        </PlainForm>
        <PlainForm action=action() name="reset">
            {of()}
            <p class="settings__text">{t.reset_link_text}</p>
            <button class="button">{t.reset_link}</button>
        </PlainForm>
        <PlainForm action=action() name="deactivate">
            {of()}
            <p class="settings__text">{t.deactivate_text}</p>
            <button class="button button--danger">{t.deactivate}</button>
        </PlainForm>
    }
    .into_any()
}
