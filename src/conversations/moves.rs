use leptos::prelude::*;

use super::desk::{Standing, use_desk};
use crate::domain::change::Destination;
use crate::domain::record::Folder;
use crate::domain::slug;
use crate::domain::view::conversations::ConversationView;
use crate::i18n::use_messages;
use crate::records::moves::{destination_icon, ways_out};
use crate::ui::browser::focus_if_lost;
use crate::ui::dialog::{Confirmation, Dialog};
use crate::ui::icon::Icon;

/// Which of the page's forms it is.
pub const FORM: &str = "move";

/// The ways out of a conversation's folder, each a plain form that script sends without leaving the page.
#[component]
pub fn Moves(conversation: ConversationView) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let id = conversation.id;
    let now = desk.now(&conversation);
    let folder = Memo::new(move |_| now.with(|now| now.folder));
    Effect::new(move |before: Option<Folder>| {
        let folder = folder.get();
        if before.is_some_and(|before| before != folder)
            && let Some((first, _)) = ways_out(folder).first()
        {
            // The button that was pressed may be gone with the folder.
            let first = button_id(*first);
            request_animation_frame(move || request_animation_frame(move || focus_if_lost(&first)));
        }
        folder
    });
    let buttons = move || ways_out(folder.get()).iter().map(|(to, _)| view! { <Move id now to=*to/> }).collect_view();
    view! { <div class="transcript__moves" role="group" aria-label=t.conversations.moves>{buttons}</div> }
}

#[component]
fn Move(id: i64, now: Memo<Standing>, to: Destination) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let deletes = to == Destination::Deleted;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let from = now.get_untracked();
        if deletes {
            desk.question.set(Some((id, from)));
        } else {
            desk.move_to(id, from, to);
        }
    };
    let label = (t.move_to)(to);
    let tip = if deletes { t.conversations.delete_tip } else { label };
    let class = if deletes { "transcript__move transcript__move--danger" } else { "transcript__move" };
    let moving = move || desk.moving.get().then_some("true");
    view! {
        <form method="post" action=move || desk.place.here() on:submit=submit>
            <input type="hidden" name="form" value=FORM/>
            <input type="hidden" name="conversation" value=id.to_string()/>
            <input type="hidden" name="version" value=move || now.with(|now| now.version.to_string())/>
            <input type="hidden" name="to" value=slug(to)/>
            <button class=class id=button_id(to) aria-label=label aria-disabled=moving>
                <Icon name=destination_icon(to)/>
                <span class="tooltip" data-side="below" aria-hidden="true">{tip}</span>
            </button>
        </form>
    }
}

fn button_id(to: Destination) -> String {
    format!("move-{}", slug(to))
}

/// What is asked before a conversation is deleted.
#[component]
pub fn OpenedQuestion() -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let on_close = Callback::new(move |()| desk.question.set(None));
    move || {
        desk.question.get().map(|(id, from)| {
            let on_confirm = Callback::new(move |()| desk.move_to(id, from, Destination::Deleted));
            view! {
                <Dialog title=t.conversations.delete_title on_close>
                    <Confirmation
                        text=t.conversations.delete_text
                        cancel=t.cancel
                        action=(t.move_to)(Destination::Deleted)
                        danger=true
                        on_confirm
                    />
                </Dialog>
            }
        })
    }
}
