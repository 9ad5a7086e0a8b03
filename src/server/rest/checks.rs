//! Reads what a request says and collects what is wrong with it.

use chrono::DateTime;
use serde_json::Value;

use super::model::{MessageIn, text};
use super::problem::{Wrong, wrong};
use crate::domain::collection::value::length;
use crate::domain::form::Problem;
use crate::domain::limits;
use crate::store::conversations::NewMessage;

/// Collects what is wrong with a request.
#[derive(Default)]
pub struct Checks {
    pub wrongs: Vec<Wrong>,
    pub now: i64,
}

impl Checks {
    pub fn at(now: i64) -> Self {
        Self { wrongs: Vec::new(), now }
    }

    pub fn refuse(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        self.wrongs.push(wrong(pointer, detail));
    }

    /// A text within its limit.
    pub fn text(&mut self, pointer: &str, text: String, limit: usize) -> String {
        match length(&text, limit) {
            Some(Problem::TooLong(limit)) => self.refuse(pointer, format!("At most {limit} characters.")),
            Some(_) => self.refuse(pointer, "This holds the character NUL, which cannot be kept."),
            None => {}
        }
        text
    }

    /// A text that somebody may have given as something else.
    pub fn value(&mut self, pointer: &str, value: Value, limit: usize) -> String {
        let text = text(value);
        self.text(pointer, text, limit)
    }

    /// The same; `None` when it says nothing.
    pub fn loose(&mut self, pointer: &str, value: Option<Value>, limit: usize) -> Option<String> {
        Some(self.value(pointer, value?, limit)).filter(|text| !text.trim().is_empty())
    }

    /// A moment in microseconds, not in the future; now when nothing is said. A clock that is a little ahead of ours is
    /// taken for now.
    pub fn moment(&mut self, pointer: &str, text: Option<&str>) -> i64 {
        let Some(text) = text else { return self.now };
        let Ok(moment) = DateTime::parse_from_rfc3339(text) else {
            self.refuse(pointer, "Write a moment as RFC 3339 has it, such as 2026-11-23T09:30:00Z.");
            return self.now;
        };
        let micros = moment.timestamp_micros();
        if micros > self.now + limits::CLOCK_SECONDS * 1_000_000 {
            self.refuse(pointer, "This is in the future.");
        } else if micros <= 0 {
            self.refuse(pointer, "This is before 1970.");
        }
        micros.min(self.now)
    }

    /// Messages in their order.
    pub fn messages(&mut self, pointer: &str, messages: Vec<MessageIn>) -> Vec<NewMessage> {
        if messages.len() > limits::MESSAGES_AT_ONCE {
            self.refuse(pointer, format!("At most {} messages at once.", limits::MESSAGES_AT_ONCE));
        }
        let one = |(n, message): (usize, MessageIn)| NewMessage {
            sender: message.from,
            body: self.text(&format!("{pointer}/{n}/text"), message.text, limits::MESSAGE),
            sent_at: self.moment(&format!("{pointer}/{n}/at"), message.at.as_deref()),
        };
        messages.into_iter().enumerate().map(one).collect()
    }
}
