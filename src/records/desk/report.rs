//! What a person is told of what they did.

use leptos::prelude::*;

use super::queue::{Act, What};
use super::{Desk, Question, Which};
use crate::domain::change::{Action, Left, Outcome, Reason, Target};
use crate::domain::error::AppError;
use crate::records::selection::Selection;
use crate::records::words::{done, left_words, undone};
use crate::ui::notice::Tone;
use crate::ui::toast::ToastAction;

impl Desk {
    pub(super) fn report(self, act: &Act, outcome: &Outcome) {
        let here = self.is_at(&act.agent);
        if here {
            self.selection.set(Selection::default());
        }
        if let [Left { id, reason: Reason::ChangedMeanwhile { now, version } }] = &outcome.left[..]
            && let What::Change { target: Target::Records { records }, action, .. } = &act.what
            && records.len() == 1
            && here
        {
            self.learn_change(id, now, *version);
            // Both wanted the same.
            if self.expected(action).as_ref() == Some(now) {
                return self.queue.with_value(|queue| queue.see(&act.agent, id, now.part(), *version));
            }
            let question = Question::Conflict { id: id.clone(), yours: action.clone(), now: now.clone() };
            self.question.set(Some(question));
            return;
        }
        let action = if let What::Change { action, .. } = &act.what { Some(action) } else { None };
        self.tell(&act.agent, action, outcome);
    }

    /// Says what became of a change of many records of this agent; `None` = one was taken back.
    pub fn tell_of_job(self, action: Option<&Action>, outcome: &Outcome) {
        let agent = self.agent();
        if let (Some(_), Some(change)) = (action, outcome.change) {
            self.queue.with_value(|queue| queue.made(&agent, change));
        }
        self.tell(&agent, action, outcome);
    }

    fn tell(self, agent: &str, action: Option<&Action>, outcome: &Outcome) {
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
                    let agent = agent.to_owned();
                    let undo = Callback::new(move |()| self.undo_of(agent.clone(), change));
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

    pub(super) fn refused(self, act: Act, error: &AppError) {
        let t = self.words();
        let again = Callback::new(move |()| match &act.what {
            // What has been seen of them since counts.
            What::Change { target: Target::Records { records }, action, .. } if self.is_at(&act.agent) => {
                let ids = records.iter().map(|seen| seen.id.clone()).collect();
                self.change(Which::Records(ids), action.clone());
            }
            _ => self.send(Some(act.clone())),
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
