//! What a person is told of what they did.

use leptos::prelude::*;

use super::{Act, Desk, Question, Which};
use crate::domain::change::{Action, Left, Outcome, Reason};
use crate::domain::error::AppError;
use crate::records::selection::Selection;
use crate::records::words::{done, left_words, undone};
use crate::ui::notice::Tone;
use crate::ui::toast::ToastAction;

impl Desk {
    pub(super) fn report(self, act: &Act, outcome: Outcome) {
        self.selection.set(Selection::default());
        if let [Left { id, reason: Reason::ChangedMeanwhile { now, version } }] = &outcome.left[..]
            && let Act::Change(Which::Records(ids), action) = act
            && ids.len() == 1
        {
            self.learn_change(id, now, *version);
            // Both wanted the same.
            if self.expected(action).as_ref() == Some(now) {
                return;
            }
            let question = Question::Conflict { id: id.clone(), yours: action.clone(), now: now.clone() };
            self.question.set(Some(question));
            return;
        }
        let action = if let Act::Change(_, action) = act { Some(action) } else { None };
        self.tell(action, &outcome);
    }

    /// Says what became of a change; `None` = one was taken back.
    pub fn tell(self, action: Option<&Action>, outcome: &Outcome) {
        let t = self.words();
        for left in &outcome.left {
            if let Reason::ChangedMeanwhile { now, version } = &left.reason {
                self.learn_change(&left.id, now, *version);
            }
        }
        let mut actions = Vec::new();
        if let Some(change) = outcome.change {
            match action {
                Some(_) => {
                    self.own.update(|own| {
                        own.extend(outcome.records.iter().map(|record| (record.id.clone(), (change, outcome.changed))));
                    });
                    self.done.update_value(|done| done.push(change));
                    let undo = Callback::new(move |()| {
                        self.done.update_value(|done| done.retain(|other| *other != change));
                        self.undo(change);
                    });
                    actions.push(ToastAction { label: t.undo, run: undo });
                }
                None => self.own.update(|own| {
                    for record in &outcome.records {
                        own.remove(&record.id);
                    }
                }),
            }
        }
        let said = match action {
            Some(action) => done(t, action, |id| self.member(id), outcome.changed),
            None => undone(t, outcome.changed),
        };
        // What was so already is what was wanted.
        let worth_telling = outcome.left.iter().any(|left| left.reason != Reason::AlreadySo);
        let text = if worth_telling || outcome.changed == 0 && outcome.unchanged > 0 {
            let (left, more) = (outcome.left.clone(), outcome.unchanged - outcome.left.len() as u64);
            let show = Callback::new(move |()| self.question.set(Some(Question::Left { left: left.clone(), more })));
            actions.push(ToastAction { label: t.show, run: show });
            left_words(t, said, outcome)
        } else {
            said
        };
        let tone = if outcome.changed == 0 && worth_telling { Tone::Danger } else { Tone::Done };
        self.toasts.say(tone, text, actions);
        self.sheet_changed.update(|count| *count += 1);
    }

    /// Whether a change was made here that can be taken back, or is being made.
    pub fn can_undo(self) -> bool {
        self.sending.get_value() || self.done.with_value(|done| !done.is_empty())
    }

    pub(super) fn refused(self, act: Act, error: &AppError) {
        let t = self.words();
        let again = Callback::new(move |()| match act.clone() {
            Act::Change(which, action) => self.change(which, action),
            Act::Undo(change) => self.undo(change),
            Act::UndoLast => self.undo_last(),
        });
        let actions = match error {
            AppError::Unavailable | AppError::Internal | AppError::JobRunning => {
                vec![ToastAction { label: t.retry, run: again }]
            }
            _ => Vec::new(),
        };
        self.toasts.say(Tone::Danger, (t.not_changed)(error), actions);
    }
}
