use leptos::prelude::*;

use super::desk::{Question, Which, use_desk};
use crate::domain::change::{Action, Destination};
use crate::domain::form::FormState;
use crate::domain::record::Folder;
use crate::domain::slug;
use crate::domain::view::TriageView;
use crate::frame::form::words;
use crate::i18n::use_messages;
use crate::ui::browser::focus_if_lost;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::sheet::SHEET_TITLE;

/// Where a record can go from a folder, and whether it is asked first.
pub fn ways_out(folder: Folder) -> &'static [(Destination, bool)] {
    match folder {
        Folder::Inbox => &[(Destination::Archived, true), (Destination::Deleted, true)],
        Folder::Archived => &[(Destination::Inbox, false), (Destination::Deleted, true)],
        Folder::Deleted => &[(Destination::Restored, false)],
    }
}

pub fn destination_icon(to: Destination) -> &'static str {
    match to {
        Destination::Archived => "archive",
        Destination::Deleted => "trash-2",
        Destination::Inbox => "inbox",
        Destination::Restored => "archive-restore",
    }
}

/// The foot of the sheet: Archive and Delete, or what brings the record back.
#[component]
pub fn Moves(id: String, now: Memo<TriageView>) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let folder = Memo::new(move |_| now.with(|now| now.folder));
    keep_focus(move || folder.get());
    let buttons = move || {
        let id = id.clone();
        ways_out(folder.get()).iter().map(move |(to, asked)| {
            let (to, which) = (*to, Which::one(&id));
            let class = if to == Destination::Deleted { "button button--danger" } else { "button" };
            let inside = view! { <Icon name=destination_icon(to)/>{(t.move_to)(to)} };
            if *asked {
                let ask = move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    desk.question.set(Some(Question::Confirm { which: which.clone(), to }));
                };
                let href = desk.place.asking(&id, to);
                view! { <a class=class href=href role="button" on:click=ask on:keydown=press_on_space>{inside}</a> }.into_any()
            } else {
                let act = move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    desk.change(which.clone(), Action::Move { to });
                };
                view! { <MoveForm id=id.clone() now to on_submit=Callback::new(act)><button class=class>{inside}</button></MoveForm> }.into_any()
            }
        }).collect_view()
    };
    view! { <div class="sheet__foot">{buttons}</div> }
}

/// What had the focus may be gone once this has changed: the sheet's title takes it.
fn keep_focus<T: PartialEq + 'static>(now: impl Fn() -> T + 'static) {
    Effect::new(move |before: Option<T>| {
        let now = now();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| focus_if_lost(SHEET_TITLE));
        }
        now
    });
}

/// A link that looks and is read out as a button does what a button does.
fn press_on_space(event: leptos::ev::KeyboardEvent) {
    if event.key() == " " {
        event.prevent_default();
        event_target::<web_sys::HtmlElement>(&event).click();
    }
}

/// What the sheet asks without script before it archives or deletes.
#[component]
pub fn PlainConfirm(id: String, now: Memo<TriageView>, state: FormState) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let refused = words(&state, "");
    keep_focus(move || desk.place.confirm.get());
    let asked = move || {
        let id = id.clone();
        desk.place.confirm.get().map(|to| {
            let (title, text) = (t.confirm)(to);
            let class = if to == Destination::Deleted { "button button--danger-fill" } else { "button button--primary" };
            let back = desk.place.link(Some(&id));
            let act = {
                let (which, back) = (Which::one(&id), back.clone());
                let navigate = leptos_router::hooks::use_navigate();
                move |event: leptos::ev::SubmitEvent| {
                    event.prevent_default();
                    desk.change(which.clone(), Action::Move { to });
                    navigate(&back, Default::default());
                }
            };
            view! {
                <div class="confirm" role="group" aria-labelledby="confirm-title">
                    <h3 id="confirm-title">{title}</h3>
                    <p>{text}</p>
                    <div class="dialog__actions">
                        <a class="button" href=back>{t.cancel}</a>
                        <MoveForm id now to on_submit=Callback::new(act)><button class=class>{(t.move_to)(to)}</button></MoveForm>
                    </div>
                </div>
            }
        })
    };
    view! {
        {refused.map(|text| view! { <Notice tone=Tone::Danger text/> })}
        {asked}
    }
}

#[component]
fn MoveForm(
    id: String,
    now: Memo<TriageView>,
    to: Destination,
    on_submit: Callback<leptos::ev::SubmitEvent>,
    children: Children,
) -> impl IntoView {
    let desk = use_desk();
    let action = desk.place.link(Some(&id));
    view! {
        <form method="post" action=action on:submit=move |event| on_submit.run(event)>
            <input type="hidden" name="form" value="move"/>
            <input type="hidden" name="record" value=id/>
            <input type="hidden" name="version" value=move || now.with(|now| now.versions.folder)/>
            <input type="hidden" name="to" value=slug(to)/>
            {children()}
        </form>
    }
}
