//! Exporting records as CSV: what is asked for, and how far it is.

pub mod columns;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::agent::AgentId;
use super::member::Member;
use super::record::Folder;
use super::view::Stamp;

/// Characters of a file's name without its extension: every system takes so many.
const FILE_NAME: usize = 64;

/// For whom the file is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Format {
    /// For spreadsheets: a byte order mark, cells that could be formulas guarded, times with the viewer's offset.
    #[default]
    Spreadsheet,
    /// For machines: no mark, no guard, times in UTC.
    Raw,
}

/// Which records, of the list that it was asked from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Those that its page would show now.
    Page,
    /// Those that its page has shown, whatever has become of them.
    Shown { ids: Vec<String> },
    /// Those on all its pages.
    All,
    /// These, whatever has become of them.
    These { ids: Vec<String> },
    /// Those on all its pages as the filter chooses them now, as far as they were filed before it was made (server's
    /// microseconds), but for some.
    AllBut { ids: Vec<String>, as_of: i64 },
}

/// A [`Choice`] in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum ChoiceKind {
    Page,
    All,
    Selection,
}

impl Choice {
    pub fn kind(&self) -> ChoiceKind {
        match self {
            Self::Page | Self::Shown { .. } => ChoiceKind::Page,
            Self::All => ChoiceKind::All,
            Self::These { .. } | Self::AllBut { .. } => ChoiceKind::Selection,
        }
    }
}

/// What somebody wants exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRequest {
    pub folder: Folder,
    /// The canonical query of the list, with its page.
    pub query: String,
    pub choice: Choice,
    pub format: Format,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum ExportState {
    /// Its file has not been asked for yet.
    Waiting,
    Running,
    /// Taken by the connection to the last byte.
    Done,
    /// Something broke; the file is not whole.
    Failed,
    /// Whoever wanted it went away, or did not read on.
    Stopped,
}

/// An export, as its member sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    pub id: i64,
    pub state: ExportState,
    /// Records that it holds.
    pub total: u64,
    /// Records that have been sent.
    pub sent: u64,
}

/// The answer to an [`ExportRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Started {
    /// It waits for its file to be asked for at [`crate::paths::exports::file`].
    Export(Export),
    /// As many as may are under way.
    Busy,
}

/// An entry of the agent's activity: who exported what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportEntry {
    pub id: i64,
    /// `None` = somebody who is no longer known.
    pub actor: Option<Member>,
    pub at: Stamp,
    pub format: Format,
    pub choice: ChoiceKind,
    pub folder: Folder,
    /// The canonical query of the list that it was asked from.
    pub query: String,
    pub state: ExportState,
    pub total: u64,
    pub sent: u64,
}

/// The name of a file without its extension: whose records, which of them, on which day, for whom.
pub fn file_name(agent: &AgentId, folder: Folder, format: Format, day: NaiveDate) -> String {
    let folder = match folder {
        Folder::Inbox => "",
        Folder::Archived => "-archived",
        Folder::Deleted => "-deleted",
    };
    let format = match format {
        Format::Spreadsheet => "",
        Format::Raw => "-raw",
    };
    let about = format!("-leads-tickets{folder}-{day}{format}");
    let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let agent: String = agent.as_str().chars().filter(allowed).take(FILE_NAME - about.len()).collect();
    agent + &about
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_what_is_in_it() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let long = "a".repeat(64);
        for (agent, folder, format, expected) in [
            ("acme", Folder::Inbox, Format::Spreadsheet, "acme-leads-tickets-2026-11-23"),
            ("acme", Folder::Inbox, Format::Raw, "acme-leads-tickets-2026-11-23-raw"),
            ("acme-7", Folder::Archived, Format::Spreadsheet, "acme-7-leads-tickets-archived-2026-11-23"),
            ("acme", Folder::Deleted, Format::Raw, "acme-leads-tickets-deleted-2026-11-23-raw"),
            (&long, Folder::Inbox, Format::Spreadsheet, &format!("{}-leads-tickets-2026-11-23", &long[..39])),
            (&long, Folder::Archived, Format::Raw, &format!("{}-leads-tickets-archived-2026-11-23-raw", &long[..26])),
        ] {
            let name = file_name(&AgentId::parse(agent).unwrap(), folder, format, day);
            assert_eq!(name, expected);
            assert!(name.len() <= FILE_NAME, "{name}");
        }
    }
}
