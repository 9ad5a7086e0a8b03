//! Moving conversations between folders: one at a time, told when it is done, and taken back on request.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;

use super::place::Place;
use crate::api::conversations::move_conversation;
use crate::app::use_visit;
use crate::domain::change::Destination;
use crate::domain::error::AppError;
use crate::domain::limits;
use crate::domain::record::Folder;
use crate::domain::view::conversations::{ConversationView, Moved};
use crate::i18n::{Messages, use_messages};
use crate::ui::notice::Tone;
use crate::ui::toast::{ToastAction, Toasts};

/// Where a conversation lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub folder: Folder,
    /// What a move must name.
    pub version: i64,
    /// Whole days until it is purged.
    pub days_left: Option<u32>,
}

impl Standing {
    fn in_folder(folder: Folder, version: i64) -> Self {
        let days_left = (folder == Folder::Deleted).then_some(limits::DAYS_IN_DELETED as u32);
        Self { folder, version, days_left }
    }
}

#[derive(Clone, Copy)]
pub struct Desk {
    pub place: Place,
    pub may_change: bool,
    pub toasts: Toasts,
    /// The conversation that is about to be deleted, while that is asked.
    pub question: RwSignal<Option<(i64, Standing)>>,
    /// A move is on its way.
    pub moving: RwSignal<bool>,
    /// What became of those that were moved here.
    known: RwSignal<HashMap<i64, Standing>>,
    reload: Callback<()>,
    t: StoredValue<&'static Messages>,
}

impl Desk {
    /// `reload` asks for the list again.
    pub fn new(place: Place, reload: Callback<()>) -> Self {
        Self {
            place,
            may_change: use_visit().member.is_some_and(|member| member.viewer().can_change_records()),
            toasts: Toasts::new(),
            question: RwSignal::new(None),
            moving: RwSignal::new(false),
            known: RwSignal::default(),
            reload,
            t: StoredValue::new(use_messages()),
        }
    }

    /// Where a conversation lies now.
    pub fn now(self, conversation: &ConversationView) -> Memo<Standing> {
        let id = conversation.id;
        let ConversationView { folder, version, days_left, .. } = *conversation;
        let first = Standing { folder, version, days_left };
        Memo::new(move |_| {
            let known = self.known.with(|known| known.get(&id).copied());
            known.filter(|known| known.version > first.version).unwrap_or(first)
        })
    }

    /// Moves a conversation; a second move waits for the first to be answered.
    pub fn move_to(self, id: i64, from: Standing, to: Destination) {
        self.send(id, from, to, false);
    }

    fn send(self, id: i64, from: Standing, to: Destination, taking_back: bool) {
        if self.moving.get_untracked() {
            return;
        }
        self.moving.set(true);
        let agent = self.place.agent.with_untracked(ToString::to_string);
        spawn_local(async move {
            let answer = move_conversation(agent, id, from.version, to).await;
            // The page has been left meanwhile.
            if self.known.is_disposed() {
                return;
            }
            self.moving.set(false);
            let t = self.t.get_value();
            match answer {
                Ok(Moved::Done { folder, version }) => {
                    let now = self.learn(id, folder, version);
                    let said =
                        if taking_back { (t.undone)(1) } else { (t.conversations.moved_to)((t.folder_name)(folder)) };
                    let back = way_back(from.folder, folder).filter(|_| !taking_back);
                    let undo = back.map(|back| ToastAction {
                        label: t.undo,
                        run: Callback::new(move |()| self.send(id, now, back, true)),
                    });
                    self.toasts.say(Tone::Done, said, undo.into_iter().collect());
                }
                Ok(Moved::ChangedMeanwhile { folder, version }) => {
                    self.learn(id, folder, version);
                    let said = (t.conversations.moved_meanwhile)((t.folder_name)(folder));
                    self.toasts.say(Tone::Danger, said, Vec::new());
                }
                Err(error) => {
                    let again = Callback::new(move |()| self.send(id, from, to, taking_back));
                    let retry = matches!(error, AppError::Unavailable | AppError::Internal)
                        .then_some(ToastAction { label: t.retry, run: again });
                    self.toasts.say(Tone::Danger, (t.not_changed)(&error), retry.into_iter().collect());
                }
            }
        });
    }

    fn learn(self, id: i64, folder: Folder, version: i64) -> Standing {
        let now = Standing::in_folder(folder, version);
        self.known.update(|known| _ = known.insert(id, now));
        self.reload.run(());
        now
    }
}

/// What takes a move back. `None` = nothing has moved.
fn way_back(from: Folder, now: Folder) -> Option<Destination> {
    match (from, now) {
        (Folder::Inbox, Folder::Archived) => Some(Destination::Inbox),
        (Folder::Archived, Folder::Inbox) => Some(Destination::Archived),
        (Folder::Inbox | Folder::Archived, Folder::Deleted) => Some(Destination::Restored),
        (Folder::Deleted, Folder::Inbox | Folder::Archived) => Some(Destination::Deleted),
        (Folder::Inbox, Folder::Inbox) | (Folder::Archived, Folder::Archived) | (Folder::Deleted, Folder::Deleted) => {
            None
        }
    }
}

/// The desk of the page.
pub fn use_desk() -> Desk {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    #[test]
    fn every_move_can_be_taken_back() {
        for from in Folder::VARIANTS {
            for to in Destination::VARIANTS {
                let deleted_from = (*from == Folder::Deleted).then_some(Folder::Archived);
                let Some(now) = to.from(*from, deleted_from).filter(|now| now != from) else { continue };
                let back = way_back(*from, now).unwrap();
                assert_eq!(back.from(now, Some(*from)), Some(*from), "{from:?} {to:?}");
            }
            assert_eq!(way_back(*from, *from), None);
        }
    }
}
