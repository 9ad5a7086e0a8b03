use super::{Presenter, days_left};
use crate::domain::conversation::Medium;
use crate::domain::fold::matches_in;
use crate::domain::limits;
use crate::domain::view::Marked;
use crate::domain::view::conversations::{ConversationView, FiledView, MessageView, TranscriptView};
use crate::server::zone::stamp;
use crate::store::conversations::list::{FiledRow, Listed};
use crate::store::conversations::transcript::Transcript;
use crate::store::conversations::{ConversationRow, MessageRow};

/// Characters that a list shows before what was found.
const BEFORE: usize = 40;

impl Presenter<'_> {
    /// As in the list.
    pub fn listed(&self, listed: Listed) -> ConversationView {
        let preview = listed.hit.map(|text| self.marked(self.excerpt(&text)));
        self.conversation(listed.row, &listed.filed, preview)
    }

    pub fn transcript(&self, found: Transcript) -> TranscriptView {
        TranscriptView {
            conversation: self.conversation(found.row, &found.filed, None),
            messages: found.messages.into_iter().map(|message| self.message(message)).collect(),
            records: found.shown.into_iter().map(|(record, after)| self.filed(record, after)).collect(),
            earlier: found.earlier,
            later: found.later,
        }
    }

    fn conversation(&self, row: ConversationRow, filed: &[FiledRow], preview: Option<Marked>) -> ConversationView {
        let name = filed.iter().rev().find_map(|record| record.name.clone());
        ConversationView {
            id: row.id,
            external_id: self.marked(row.external_id),
            medium: Medium::of(row.channel.0),
            channel: row.channel.0,
            language: row.language,
            name: name.map(|name| self.marked(name)),
            started: stamp(row.id, self.zone),
            last: row.last_at.map(|at| stamp(at, self.zone)),
            preview: preview.unwrap_or_else(|| self.marked(row.preview)),
            messages: row.messages as u64,
            status: row.status.0,
            closed: row.closed_at.map(|at| stamp(at, self.zone)),
            folder: row.folder.0,
            version: row.folder_version,
            days_left: row.deleted_at.map(|at| days_left(at, self.now)),
            records: filed.iter().map(|record| (record.public_id.clone(), record.kind.0)).collect(),
        }
    }

    fn message(&self, row: MessageRow) -> MessageView {
        let at = stamp(row.sent_at, self.zone);
        let (day, time) = at.local.split_once(' ').unwrap_or_default();
        MessageView {
            position: row.position,
            sender: row.sender.0,
            text: self.marked(row.body),
            day: day.to_owned(),
            time: time.to_owned(),
            utc: at.utc,
        }
    }

    fn filed(&self, row: FiledRow, after: Option<i64>) -> FiledView {
        FiledView {
            id: row.public_id,
            kind: row.kind.0,
            status: row.status.0,
            folder: row.folder.0,
            name: row.name,
            at: stamp(row.id, self.zone),
            after,
        }
    }

    /// As much of a text as a list shows, around the first thing that the search found in it.
    fn excerpt(&self, text: &str) -> String {
        let hit = self.needles.iter().flat_map(|needle| matches_in(text, needle)).map(|(start, _)| start).min();
        around(text, hit.unwrap_or_default() as usize)
    }
}

/// About [`limits::PREVIEW`] characters of a text, a few of them before the byte `hit`.
fn around(text: &str, hit: usize) -> String {
    let near = text[..hit].char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    // No word is cut in two where there is a space to cut at.
    let space = text[near..hit].find(char::is_whitespace).filter(|_| near > 0);
    let start = near + space.unwrap_or_default();
    let shown = if start > 0 { text[start..].trim_start() } else { text };
    let end = shown.char_indices().nth(limits::PREVIEW).map(|(at, _)| at);
    let (before, after) = (if start > 0 { "…" } else { "" }, if end.is_some() { "…" } else { "" });
    format!("{before}{}{after}", &shown[..end.unwrap_or(shown.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_around_what_was_found() {
        let long = "word ".repeat(100) + "lamp" + &" more".repeat(100);
        let unbroken = "ب".repeat(300) + "lamp";
        for (text, expected) in [
            ("a lamp", "a lamp".to_owned()),
            ("lamp", "lamp".to_owned()),
            (long.as_str(), format!("…{}lamp{}…", "word ".repeat(7), &" more".repeat(25)[..121])),
            (unbroken.as_str(), format!("…{}lamp", "ب".repeat(40))),
        ] {
            assert_eq!(around(text, text.find("lamp").unwrap()), expected);
        }
        assert_eq!(around("", 0), "");
    }
}
