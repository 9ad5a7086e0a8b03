//! The menus of cards and of the bulk bar: four statuses, or everybody to whom a record can be given.

use leptos::prelude::*;
use strum::VariantArray;

use super::desk::{Desk, MenuKind, OpenMenu, Which, use_desk};
use super::labels::StatusDot;
use crate::domain::change::Action;
use crate::domain::member::{Member, MemberId};
use crate::domain::record::Status;
use crate::domain::slug;
use crate::domain::view::TriageView;
use crate::i18n::{Messages, use_messages};
use crate::ui::browser::fold_words;
use crate::ui::combobox::{ComboChoice, Combobox};
use crate::ui::icon::Icon;
use crate::ui::popup::{ClosePopup, Popup};

/// The value that stands for nobody.
const NOBODY: &str = "";

/// The open menu, if there is one. There is one place for all cards: a card clips what leaves it.
#[component]
pub fn OpenedMenu() -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let on_close = Callback::new(move |()| desk.menu.set(None));
    move || {
        desk.menu.get().map(|OpenMenu { kind, which, anchor }| match kind {
            MenuKind::Mark => {
                view! { <Popup anchor label=t.mark role="menu" on_close><Statuses which/></Popup> }.into_any()
            }
            MenuKind::Assign => {
                view! { <Popup anchor label=t.assign role="dialog" on_close><People which/></Popup> }.into_any()
            }
        })
    }
}

/// The status of a record that stands alone; of several, none.
fn only<T>(desk: Desk, which: &Which, of: impl Fn(&TriageView) -> T) -> Option<T> {
    match which {
        Which::Records(ids) if ids.len() == 1 => desk.known_now(&ids[0]).map(|triage| of(&triage)),
        _ => None,
    }
}

#[component]
fn Statuses(which: Which) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let popup = ClosePopup::current();
    let current = only(desk, &which, |triage| triage.status);
    let options = Status::VARIANTS.iter().map(|status| {
        let which = which.clone();
        let choose = move |_| {
            popup.close();
            desk.change(which.clone(), Action::SetStatus { to: *status });
        };
        let checked = if current == Some(*status) { "true" } else { "false" };
        view! {
            <button class="option" type="button" role="menuitemradio" aria-checked=checked tabindex="-1" on:click=choose>
                <StatusDot status=*status/>
                <span class="option__label">{(t.status_name)(*status)}</span>
                {(current == Some(*status)).then(|| view! { <Icon name="check" class="option__chosen"/> })}
            </button>
        }
    });
    options.collect_view()
}

#[component]
fn People(which: Which) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let popup = ClosePopup::current();
    let chosen = only(desk, &which, |triage| value_of(triage.assignee.as_ref().map(|member| member.id)));
    let on_choose = Callback::new(move |value: String| {
        popup.close();
        desk.change(which.clone(), Action::Assign { to: member_of(&value), note: String::new() });
    });
    let choices = choices(t, &desk.members.get_untracked(), desk.me);
    view! {
        <Combobox
            id="assign-menu"
            label=t.assign_to
            choices
            fold=fold_words
            none=t.nobody_found
            chosen=Signal::stored(chosen)
            on_choose
            open=true
        />
    }
}

/// *Assign to me* first, everybody by name, *Unassigned* last.
pub fn choices(t: &'static Messages, members: &[Member], me: Option<MemberId>) -> Vec<ComboChoice> {
    let choice = |member: &Member, label: String| ComboChoice {
        value: value_of(Some(member.id)),
        search: fold_words(&format!("{} {label}", member.name)),
        label,
        person: Some((member.initials(), member.hue())),
        badge: Some(((t.role_name)(member.role), slug(member.role))),
    };
    let (own, others): (Vec<&Member>, Vec<&Member>) = members.iter().partition(|member| Some(member.id) == me);
    let own = own.into_iter().map(|member| choice(member, t.assign_to_me.to_owned()));
    let others = others.into_iter().map(|member| choice(member, member.name.clone()));
    let nobody = ComboChoice {
        value: NOBODY.to_owned(),
        search: fold_words(t.unassigned),
        label: t.unassigned.to_owned(),
        person: None,
        badge: None,
    };
    own.chain(others).chain([nobody]).collect()
}

pub fn value_of(member: Option<MemberId>) -> String {
    member.map_or_else(|| NOBODY.to_owned(), |id| id.to_string())
}

pub fn member_of(value: &str) -> Option<MemberId> {
    value.parse().ok().map(MemberId)
}
