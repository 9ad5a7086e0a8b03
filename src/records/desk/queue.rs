//! What waits to be sent. It belongs to no page: what somebody has done is done, wherever they have gone since.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use super::{Desk, Which};
use crate::api::records::{change_records, undo_change};
use crate::domain::change::{Action, Answer, Outcome, Part, Seen, Target};
use crate::domain::error::AppError;
use crate::records::selection::Selection;

/// Something to be done, with all that it needs: when its turn comes, another agent's records may stand there.
#[derive(Clone)]
pub(super) struct Act {
    pub agent: String,
    pub what: What,
}

#[derive(Clone)]
pub(super) enum What {
    /// `shown`: the ids on the screen that it is about.
    Change { target: Target, action: Action, shown: Vec<String> },
    /// Takes that change back.
    Undo(i64),
}

impl Act {
    async fn send(&self) -> Result<Answer, AppError> {
        let agent = self.agent.clone();
        match &self.what {
            What::Change { target, action, .. } => change_records(agent, target.clone(), action.clone()).await,
            What::Undo(change) => undo_change(agent, *change).await,
        }
    }
}

#[derive(Default)]
struct State {
    /// `None` = the last change that will have been made by then is taken back.
    waiting: VecDeque<Option<Act>>,
    sending: bool,
    /// The changes that were made here and not taken back yet, each of an agent.
    done: Vec<(String, i64)>,
}

impl State {
    /// A part of a record is known to be of that version: what waits was meant for it.
    fn see(&mut self, agent: &str, id: &str, part: Part, version: i64) {
        for act in self.waiting.iter_mut().flatten().filter(|act| act.agent == agent) {
            if let What::Change { target: Target::Records { records }, action, .. } = &mut act.what
                && action.part() == part
            {
                for seen in records.iter_mut().filter(|seen| seen.id == id) {
                    seen.version = version;
                }
            }
        }
    }
}

/// What is sent one after the other, and what was.
#[derive(Clone, Default)]
pub(super) struct Queue(Arc<Mutex<State>>);

impl Queue {
    fn with<T>(&self, run: impl FnOnce(&mut State) -> T) -> T {
        run(&mut self.0.lock().unwrap_or_else(|broken| broken.into_inner()))
    }

    /// Puts it last; says whether nobody is sending.
    fn put(&self, act: Option<Act>) -> bool {
        self.with(|state| {
            state.waiting.push_back(act);
            !std::mem::replace(&mut state.sending, true)
        })
    }

    /// What is sent next. After the last, nobody is sending any more.
    fn take(&self) -> Option<Act> {
        self.with(|state| {
            while let Some(first) = state.waiting.pop_front() {
                let last_done = || state.done.pop().map(|(agent, change)| Act { agent, what: What::Undo(change) });
                if let Some(act) = first.or_else(last_done) {
                    return Some(act);
                }
            }
            state.sending = false;
            None
        })
    }

    /// Takes in what became of an act.
    fn learn(&self, act: &Act, outcome: &Outcome) {
        self.with(|state| {
            for changed in &outcome.records {
                state.see(&act.agent, &changed.id, changed.now.part(), changed.version);
            }
        });
        if let (What::Change { .. }, Some(change)) = (&act.what, outcome.change) {
            self.made(&act.agent, change);
        }
    }

    /// The person has seen what the part is now.
    pub(super) fn see(&self, agent: &str, id: &str, part: Part, version: i64) {
        self.with(|state| state.see(agent, id, part, version));
    }

    /// A change was made that can be taken back.
    pub(super) fn made(&self, agent: &str, change: i64) {
        self.with(|state| state.done.push((agent.to_owned(), change)));
    }

    fn forget(&self, change: i64) {
        self.with(|state| state.done.retain(|(_, done)| *done != change));
    }

    fn can_undo(&self) -> bool {
        self.with(|state| state.sending || !state.done.is_empty())
    }
}

impl Desk {
    /// Takes a change of this agent's records back.
    pub fn undo(self, change: i64) {
        self.undo_of(self.agent(), change);
    }

    /// The same, whichever agent's records are shown by now.
    pub(super) fn undo_of(self, agent: String, change: i64) {
        self.queue.with_value(|queue| queue.forget(change));
        self.send(Some(Act { agent, what: What::Undo(change) }));
    }

    /// Takes the last change back that was made here and not taken back yet.
    pub fn undo_last(self) {
        self.send(None);
    }

    /// Whether a change was made here that can be taken back, or is being made.
    pub fn can_undo(self) -> bool {
        self.queue.with_value(Queue::can_undo)
    }

    /// Whether the records of that agent are shown.
    pub(super) fn is_at(self, agent: &str) -> bool {
        self.agent() == agent
    }

    pub(super) fn act(self, which: &Which, action: Action) {
        let (target, shown) = (self.target(which, action.part()), self.ids_shown(which));
        self.send(Some(Act { agent: self.agent(), what: What::Change { target, action, shown } }));
    }

    /// One after the other: a second click on a record must know what became of the first.
    pub(super) fn send(self, act: Option<Act>) {
        if let Some(Act { what: What::Change { action, shown, .. }, .. }) = &act
            && let Some(value) = self.expected(action)
        {
            self.pending.update(|pending| {
                pending.extend(shown.iter().map(|id| ((id.clone(), action.part()), value.clone())));
            });
        }
        let queue = self.queue.get_value();
        if queue.put(act) {
            spawn_local(async move {
                while let Some(act) = queue.take() {
                    let answer = act.send().await;
                    if let Ok(Answer::Done(outcome)) = &answer {
                        queue.learn(&act, outcome);
                    }
                    // The page has been left meanwhile: there is nobody to tell.
                    if !self.known.is_disposed() {
                        self.answered(act, answer);
                    }
                }
            });
        }
    }

    fn answered(self, act: Act, answer: Result<Answer, AppError>) {
        if let Ok(Answer::Done(outcome)) = &answer {
            for changed in &outcome.records {
                self.learn_change(&changed.id, &changed.now, changed.version);
            }
        }
        if let What::Change { action, shown, .. } = &act.what {
            self.pending.update(|pending| {
                for id in shown {
                    pending.remove(&(id.clone(), action.part()));
                }
            });
        }
        match answer {
            Ok(Answer::Done(outcome)) => self.report(&act, &outcome),
            Ok(Answer::Started(job)) if self.is_at(&act.agent) => {
                self.selection.set(Selection::default());
                self.job.set(Some(job));
            }
            // Whoever comes back to that agent sees how far it is.
            Ok(Answer::Started(_)) => {}
            Err(error) => self.refused(act, &error),
        }
    }

    fn target(self, which: &Which, part: Part) -> Target {
        match which {
            Which::Records(ids) => {
                let version = |id: &str| self.known_now(id).map_or(0, |known| known.versions.of(part));
                Target::Records {
                    records: ids.iter().map(|id| Seen { id: id.clone(), version: version(id) }).collect(),
                }
            }
            Which::Matching { folder, query, as_of, except, .. } => {
                Target::Matching { folder: *folder, query: query.clone(), as_of: *as_of, except: except.clone() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Changed, Value};
    use crate::domain::record::Status;

    fn marking(agent: &str, id: &str, version: i64) -> Act {
        let target = Target::Records { records: vec![Seen { id: id.to_owned(), version }] };
        let action = Action::SetStatus { to: Status::Closed };
        Act { agent: agent.to_owned(), what: What::Change { target, action, shown: Vec::new() } }
    }

    fn outcome(change: i64, id: &str, version: i64) -> Outcome {
        let changed = Changed { id: id.to_owned(), now: Value::Status(Status::Open), version };
        Outcome { change: Some(change), changed: 1, records: vec![changed], ..Outcome::default() }
    }

    /// Of what is sent next: the version, or the change that is taken back.
    fn next(queue: &Queue) -> Option<(String, i64)> {
        let act = queue.take()?;
        Some(match act.what {
            What::Change { target: Target::Records { records }, .. } => (act.agent, records[0].version),
            What::Change { .. } => (act.agent, 0),
            What::Undo(change) => (act.agent, change),
        })
    }

    #[test]
    fn what_waits_knows_what_became_of_what_was_sent() {
        let queue = Queue::default();
        assert!(queue.put(Some(marking("home", "a", 1))));
        for (agent, id) in [("home", "a"), ("home", "b"), ("shop", "a")] {
            assert!(!queue.put(Some(marking(agent, id, 1))), "somebody is sending");
        }
        let first = queue.take().unwrap();
        queue.learn(&first, &outcome(7, "a", 2));
        for expected in [("home", 2), ("home", 1), ("shop", 1)] {
            assert_eq!(next(&queue), Some((expected.0.to_owned(), expected.1)));
        }
        assert_eq!(next(&queue), None);
        assert!(queue.put(None), "nobody is sending any more");
    }

    #[test]
    fn each_change_is_taken_back_once_and_where_it_was_made() {
        let queue = Queue::default();
        assert!(!queue.can_undo());
        queue.learn(&marking("home", "a", 1), &outcome(7, "a", 2));
        queue.learn(&marking("shop", "b", 1), &outcome(8, "b", 2));
        queue.learn(&marking("shop", "c", 1), &outcome(9, "c", 2));
        // Taken back by its own button.
        queue.forget(9);
        assert!(queue.can_undo());
        for _ in 0..3 {
            queue.put(None);
        }
        assert_eq!(next(&queue), Some(("shop".to_owned(), 8)));
        assert_eq!(next(&queue), Some(("home".to_owned(), 7)));
        assert_eq!(next(&queue), None);
        assert!(!queue.can_undo());
    }
}
