//! A stretch of a transcript: what one answer of the server holds of it.

use std::sync::Arc;

use crate::domain::view::conversations::{FiledView, MessageView, TranscriptView};

/// Messages that are kept at once: what is far from where one reads is let go, so that the longest transcript costs no
/// more than one of this length.
const MOST: usize = 1_000;

/// An end of what is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Earlier,
    Later,
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Self::Earlier => Self::Later,
            Self::Later => Self::Earlier,
        }
    }
}

/// Messages that follow each other, and the records that were filed among them, both in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Positions of its first and last message.
    pub first: i64,
    pub last: i64,
    pub messages: Vec<MessageView>,
    pub records: Vec<FiledView>,
}

impl Stretch {
    /// A record belongs to the stretch of the message after which it was filed, whatever else the answer names.
    pub fn of(view: TranscriptView) -> Self {
        let TranscriptView { messages, records, earlier, later, .. } = view;
        let (first, last) = match (messages.first(), messages.last()) {
            (Some(first), Some(last)) => (first.position, last.position),
            _ => (0, -1),
        };
        let belongs = |record: &FiledView| {
            let not_before = !earlier || record.after.is_some_and(|after| after >= first);
            let not_behind = !later || record.after.is_none_or(|after| after <= last);
            not_before && not_behind
        };
        let mut records: Vec<FiledView> = records.into_iter().filter(belongs).collect();
        records.sort_by(|one, other| (one.after, &one.at.utc).cmp(&(other.after, &other.at.utc)));
        Self { first, last, messages, records }
    }

    /// Tells it from the others.
    pub fn key(&self) -> (i64, i64) {
        (self.first, self.last)
    }
}

/// The stretches with one more at that side, and whether some at the other side had to go.
pub fn joined(mut all: Vec<Arc<Stretch>>, new: Stretch, side: Side) -> (Vec<Arc<Stretch>>, bool) {
    match side {
        Side::Earlier => all.insert(0, Arc::new(new)),
        Side::Later => all.push(Arc::new(new)),
    }
    let mut cut = false;
    while all.len() > 1 && all.iter().map(|stretch| stretch.messages.len()).sum::<usize>() > MOST {
        match side {
            Side::Earlier => drop(all.pop()),
            Side::Later => drop(all.remove(0)),
        }
        cut = true;
    }
    (all, cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::{ConversationStatus, Medium, Sender};
    use crate::domain::record::{Channel, Folder, Kind, Status};
    use crate::domain::view::conversations::ConversationView;
    use crate::domain::view::{Marked, Stamp};

    fn message(position: i64) -> MessageView {
        let (text, none) = (Marked::default(), String::new);
        MessageView { position, sender: Sender::Customer, text, day: none(), time: none(), utc: none() }
    }

    fn filed(id: &str, after: Option<i64>) -> FiledView {
        FiledView {
            id: id.to_owned(),
            kind: Kind::Lead,
            status: Status::New,
            folder: Folder::Inbox,
            name: None,
            at: Stamp::default(),
            after,
        }
    }

    fn view(positions: std::ops::Range<i64>, records: Vec<FiledView>, earlier: bool, later: bool) -> TranscriptView {
        let conversation = ConversationView {
            id: 1,
            external_id: Marked::default(),
            medium: Medium::Chat,
            channel: Channel::Web,
            language: "en".to_owned(),
            name: None,
            started: Stamp::default(),
            last: None,
            preview: Marked::default(),
            messages: 0,
            status: ConversationStatus::Open,
            closed: None,
            folder: Folder::Inbox,
            version: 1,
            days_left: None,
            records: Vec::new(),
        };
        TranscriptView { conversation, messages: positions.map(message).collect(), records, earlier, later }
    }

    #[test]
    fn every_record_stands_in_one_stretch() {
        let records = || vec![filed("d", Some(9)), filed("c", Some(5)), filed("b", Some(4)), filed("a", None)];
        for (positions, earlier, later, expected) in [
            (0..5, false, true, "ab"),
            (5..10, true, false, "cd"),
            (5..8, true, true, "c"),
            (0..10, false, false, "abcd"),
            (0..0, false, false, "abcd"),
        ] {
            let stretch = Stretch::of(view(positions.clone(), records(), earlier, later));
            let found: String = stretch.records.iter().map(|record| record.id.as_str()).collect();
            assert_eq!(found, expected, "{positions:?}");
        }
    }

    #[test]
    fn what_is_far_away_is_let_go() {
        let hundred = |n: i64| Stretch::of(view(n * 100..(n + 1) * 100, Vec::new(), true, true));
        for (side, steps, kept) in [(Side::Later, vec![11, 12, 13], 4..14), (Side::Earlier, vec![0, -1], -1..9)] {
            let mut all = vec![Arc::new(hundred(1))];
            let mut cut = false;
            for n in 2..11 {
                (all, cut) = joined(all, hundred(n), Side::Later);
            }
            assert!(!cut, "a thousand are not too many");
            for n in steps {
                (all, cut) = joined(all, hundred(n), side);
                assert!(cut, "{side:?}");
            }
            let starts: Vec<i64> = all.iter().map(|stretch| stretch.first / 100).collect();
            assert_eq!(starts, kept.collect::<Vec<_>>(), "{side:?}");
        }
    }
}
