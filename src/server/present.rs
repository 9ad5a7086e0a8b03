//! From rows to what a screen shows: times made local, names put to ids, search hits marked.

mod conversations;

use chrono_tz::Tz;
use std::collections::HashMap;

use super::zone::stamp;
use crate::domain::change::Versions;
use crate::domain::filter::Search;
use crate::domain::fold::matches_in;
use crate::domain::limits;
use crate::domain::member::{Member, MemberId};
use crate::domain::record::Origin;
use crate::domain::view::{
    ActivityView, CARD_DESCRIPTION, Change, FieldView, JournalView, Marked, RecordView, Revert, Source, TriageView,
};
use crate::store::activity::{Entry, Happened};
use crate::store::filing::parse_flags;
use crate::store::records::{FieldRow, Record, RecordRow};
use crate::store::search;

const DAY_MICROS: i64 = 24 * 3600 * 1_000_000;

pub struct Presenter<'a> {
    zone: Tz,
    now: i64,
    members: HashMap<MemberId, &'a Member>,
    /// What to mark, folded.
    needles: Vec<String>,
}

impl<'a> Presenter<'a> {
    pub fn new(zone: Tz, now: i64, members: &'a [Member], search: Option<&Search>) -> Self {
        let members = members.iter().map(|member| (member.id, member)).collect();
        Self { zone, now, members, needles: search.map(search::needles).unwrap_or_default() }
    }

    /// As on a card: a long description is cut.
    pub fn card(&self, mut record: Record) -> RecordView {
        if let Some((cut, _)) = record.row.description.char_indices().nth(CARD_DESCRIPTION) {
            record.row.description.truncate(cut);
            record.row.description.push('…');
        }
        self.whole(record)
    }

    /// As in the sheet.
    pub fn whole(&self, record: Record) -> RecordView {
        let Record { row, fields } = record;
        let marked = |text: Option<String>| text.map(|text| self.marked(text));
        let triage = self.triage(&row);
        let source = source(&row);
        RecordView {
            id: self.marked(row.public_id),
            kind: row.kind.0,
            channel: row.channel.0,
            created: stamp(row.id, self.zone),
            name: marked(row.name),
            phone: row.phone.map(|phone| self.marked_phone(phone)),
            email: marked(row.email),
            company: marked(row.company),
            fields: fields.into_iter().map(|field| self.field(field)).collect(),
            flags: parse_flags(&row.flags),
            source,
            description: self.marked(row.description),
            triage,
        }
    }

    /// What of the record changes.
    pub fn triage(&self, row: &RecordRow) -> TriageView {
        TriageView {
            status: row.status.0,
            assignee: row.assignee_id.and_then(|id| self.member(MemberId(id))),
            folder: row.folder.0,
            versions: Versions {
                status: row.status_version,
                assignee: row.assignee_version,
                notes: row.notes_version,
                folder: row.folder_version,
            },
            days_left: row.deleted_at.map(|at| days_left(at, self.now)),
        }
    }

    pub fn journal(&self, (happened, more): (Vec<Happened>, bool)) -> JournalView {
        JournalView { entries: happened.into_iter().map(|entry| self.activity(entry)).collect(), more }
    }

    fn activity(&self, happened: Happened) -> ActivityView {
        ActivityView {
            key: happened.id,
            actor: happened.actor.and_then(|id| self.member(id)),
            change: match happened.entry {
                Entry::Filed => Change::Filed,
                Entry::Proposed { values } => Change::Proposed { values },
                Entry::StatusSet { from, to } => Change::StatusSet { from, to },
                Entry::Assigned { to, note, .. } => Change::Assigned { to: to.and_then(|id| self.member(id)), note },
                Entry::AssigneeDeactivated { member } => Change::AssigneeDeactivated { member: self.member(member) },
                Entry::NotesSet { .. } => Change::NotesSet,
                Entry::Moved { from, to, .. } => Change::Moved { from, to },
            },
            at: stamp(happened.at, self.zone),
            revert: happened
                .change
                .filter(|_| self.now - happened.at < limits::UNDO_DAYS * DAY_MICROS)
                .map(|(change, records)| Revert { change, records }),
        }
    }

    fn member(&self, id: MemberId) -> Option<Member> {
        self.members.get(&id).map(|member| (*member).clone())
    }

    fn field(&self, field: FieldRow) -> FieldView {
        FieldView {
            label: self.marked(field.label),
            icon: field.icon.0,
            kind: field.kind.0,
            value: self.marked(field.value),
            flag: field.flag.map(|flag| flag.0),
        }
    }

    fn marked(&self, text: String) -> Marked {
        let mut marks: Vec<(u32, u32)> = self.needles.iter().flat_map(|needle| matches_in(&text, needle)).collect();
        marks.sort_unstable();
        marks.dedup_by(|next, kept| {
            let overlaps = next.0 <= kept.1;
            kept.1 = if overlaps { kept.1.max(next.1) } else { kept.1 };
            overlaps
        });
        Marked { text, marks }
    }

    /// A number found by its digits is marked whole: which of its signs took part says nothing to a person.
    fn marked_phone(&self, phone: String) -> Marked {
        let marked = self.marked(phone);
        if !marked.marks.is_empty() || self.needles.is_empty() {
            return marked;
        }
        let digits = crate::domain::phone::digits(&marked.text);
        let found = self
            .needles
            .iter()
            .any(|needle| needle.bytes().all(|b| b.is_ascii_digit()) && digits.contains(needle.as_str()));
        let marks = if found { vec![(0, marked.text.len() as u32)] } else { Vec::new() };
        Marked { marks, ..marked }
    }
}

/// Where a record came from. One that came out of a conversation and has none has outlived it.
fn source(row: &RecordRow) -> Source {
    match (row.conversation_id, row.origin.0) {
        (Some(id), _) => Source::Conversation(id),
        (None, Origin::Conversation) => Source::GoneConversation,
        (None, Origin::Agent) => Source::Agent,
        (None, Origin::Member) => Source::Member,
    }
}

/// Whole days until the purge, rounded up; 0 when it is due.
fn days_left(deleted_at: i64, now: i64) -> u32 {
    let left = deleted_at + limits::DAYS_IN_DELETED * DAY_MICROS - now;
    (left.max(0) as u64).div_ceil(DAY_MICROS as u64) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_left_are_rounded_up() {
        for (elapsed_hours, expected) in [(0, 30), (1, 30), (24, 29), (29 * 24 + 23, 1), (30 * 24, 0), (31 * 24, 0)] {
            assert_eq!(days_left(0, elapsed_hours * 3600 * 1_000_000), expected, "{elapsed_hours} h");
        }
    }
}
