//! A draft of notes: on the device from the first letter on, and forgotten when the server has it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::api::records::{ChangeRecords, change_records};
use crate::domain::change::{Action, Answer, Left, Reason, Seen, Target, Value};
use crate::domain::error::AppError;
use crate::paths;
use crate::records::desk::Desk;
use crate::ui::browser::{forget, keep, send_on_leaving};

/// Between the last letter and the save.
const DEBOUNCE: Duration = Duration::from_millis(600);

/// What is said below the box.
#[derive(Clone, PartialEq)]
pub enum Said {
    Nothing,
    Saving,
    Saved,
    Failed,
    /// Somebody else has written this meanwhile.
    Conflict {
        theirs: String,
        version: i64,
    },
}

/// What the server has, and what stands in the box.
#[derive(Default)]
pub struct Draft {
    pub saved: String,
    pub version: i64,
    pub text: String,
    pub sending: bool,
    /// Nothing is sent until somebody has chosen.
    pub conflict: bool,
}

impl Draft {
    fn is_clean(&self) -> bool {
        self.text == self.saved
    }
}

/// Keeps a draft on the device and brings it to the server.
#[derive(Clone)]
pub struct Keeper {
    pub desk: Desk,
    pub id: String,
    pub agent: String,
    /// Where the draft is kept on this device.
    pub name: String,
    pub draft: Arc<Mutex<Draft>>,
    pub said: RwSignal<Said>,
    pub timer: StoredValue<Option<TimeoutHandle>>,
}

impl Keeper {
    pub fn with<T>(&self, read: impl FnOnce(&mut Draft) -> T) -> T {
        read(&mut self.draft.lock().unwrap_or_else(|broken| broken.into_inner()))
    }

    pub fn say(&self, said: Said) {
        let _ = self.said.try_set(said);
    }

    /// Something was typed.
    pub fn typed(&self, text: String) {
        self.with(|draft| draft.text = text);
        self.keep();
        if self.with(|draft| draft.conflict) {
            return;
        }
        self.stop_timer();
        let keeper = self.clone();
        let handle = set_timeout_with_handle(move || keeper.save(), DEBOUNCE).ok();
        let _ = self.timer.try_set_value(handle);
        if self.said.with_untracked(|said| *said == Said::Saved) {
            self.say(Said::Nothing);
        }
    }

    fn keep(&self) {
        let (clean, text) = self.with(|draft| (draft.is_clean(), format!("{}\n{}", draft.version, draft.text)));
        if clean { forget(&self.name) } else { keep(&self.name, &text) }
    }

    fn stop_timer(&self) {
        if let Some(Some(handle)) = self.timer.try_update_value(Option::take) {
            handle.clear();
        }
    }

    /// What would be sent now, unless it is there already or on its way.
    fn next(&self) -> Option<(String, i64)> {
        self.with(|draft| {
            let wait = draft.is_clean() || draft.sending || draft.conflict;
            (!wait).then(|| (draft.text.clone(), draft.version))
        })
    }

    fn call(&self, text: String, version: i64) -> ChangeRecords {
        let target = Target::Records { records: vec![Seen { id: self.id.clone(), version }] };
        ChangeRecords { agent: self.agent.clone(), target, action: Action::SetNotes { text } }
    }

    pub fn save(&self) {
        self.stop_timer();
        let Some((text, version)) = self.next() else { return };
        self.with(|draft| draft.sending = true);
        self.say(Said::Saving);
        let keeper = self.clone();
        spawn_local(async move {
            let ChangeRecords { agent, target, action } = keeper.call(text.clone(), version);
            let answer = change_records(agent, target, action).await;
            keeper.with(|draft| draft.sending = false);
            keeper.answered(text, version, answer);
        });
    }

    fn answered(&self, text: String, version: i64, answer: Result<Answer, AppError>) {
        let Ok(Answer::Done(outcome)) = answer else { return self.say(Said::Failed) };
        let saved_as = match &outcome.left[..] {
            [] => outcome.records.first().map(|record| record.version),
            [Left { reason: Reason::AlreadySo, .. }] => Some(version),
            // It was sent twice: once while the page was left.
            [Left { reason: Reason::ChangedMeanwhile { now: Value::Notes(now), version }, .. }] if *now == text => {
                Some(*version)
            }
            [Left { reason: Reason::ChangedMeanwhile { now: Value::Notes(now), version }, .. }] => {
                self.with(|draft| draft.conflict = true);
                return self.say(Said::Conflict { theirs: now.clone(), version: *version });
            }
            _ => None,
        };
        let Some(version) = saved_as else { return self.say(Said::Failed) };
        self.with(|draft| {
            draft.saved = text;
            draft.version = version;
        });
        self.keep();
        if self.said.is_disposed() {
            return self.save();
        }
        if !self.desk.sheet_changed.is_disposed() {
            self.desk.sheet_changed.update(|count| *count += 1);
        }
        match self.next() {
            Some(_) => self.save(),
            None => self.say(Said::Saved),
        }
    }

    /// The page is about to go: nobody will be there for an answer. The draft stays on the device until it is known to
    /// have come through.
    pub fn leave(&self) {
        self.stop_timer();
        if let Some((text, version)) = self.next()
            && let Ok(json) = serde_json::to_string(&self.call(text, version))
        {
            send_on_leaving(paths::CHANGE_RECORDS, &json);
        }
    }

    /// What the server has was learnt again; returns the text that the box must show, if another.
    pub fn learn(&self, notes: String, version: i64) -> Option<String> {
        let (newer, clean, own) =
            self.with(|draft| (version > draft.version, draft.is_clean(), draft.sending || draft.conflict));
        if !newer || own || !clean {
            return None;
        }
        self.with(|draft| {
            draft.saved.clone_from(&notes);
            draft.text.clone_from(&notes);
            draft.version = version;
        });
        Some(notes)
    }

    /// A conflict is over: the server's version is this, and this is what stands in the box.
    pub fn settle(&self, theirs: String, version: i64, text: String) {
        self.with(|draft| {
            draft.saved = theirs;
            draft.version = version;
            draft.text = text;
            draft.conflict = false;
        });
        self.keep();
        match self.next() {
            Some(_) => self.save(),
            None => self.say(Said::Saved),
        }
    }
}
