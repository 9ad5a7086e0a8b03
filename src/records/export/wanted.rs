use leptos::prelude::{GetUntracked, WithUntracked};

use super::Listed;
use super::words::filter_words;
use crate::domain::export::{Choice, ChoiceKind, ExportRequest, Format};
use crate::domain::listing::Listing;
use crate::domain::record::Folder;
use crate::i18n::Messages;
use crate::records::desk::{Desk, Which};

/// What is to be exported, as the dialog says it and asks the server for it.
#[derive(Clone)]
pub struct Wanted {
    pub folder: Folder,
    /// The canonical query of the list, with its page.
    pub query: String,
    pub choice: Choice,
    /// How many records that is.
    pub records: u64,
    /// The filter in words.
    pub filter: String,
}

impl Wanted {
    /// Of the list that is shown: its page, or all of it.
    pub fn of_list(listing: &Listing, what: ChoiceKind, listed: &Listed, t: &'static Messages) -> Self {
        let (choice, records) = match what {
            // What is seen is what is exported, whatever has come meanwhile.
            ChoiceKind::Page => (Choice::Shown { ids: listed.page.clone() }, listed.page.len() as u64),
            ChoiceKind::All | ChoiceKind::Selection => (Choice::All, listed.total),
        };
        let filter = filter_words(listing, &listed.members, t);
        Self { folder: listing.folder, query: listing.to_query(), choice, records, filter }
    }

    /// Of the records that are ticked.
    pub fn of_selection(which: Which, desk: Desk) -> Self {
        let t = desk.words();
        let records = which.count();
        let listing = desk.place.listing.get_untracked();
        match which {
            Which::Records(ids) => Self {
                folder: listing.folder,
                query: listing.to_query(),
                choice: Choice::These { ids },
                records,
                filter: t.exports.by_hand.to_owned(),
            },
            Which::Matching { folder, query, as_of, except, .. } => Self {
                folder,
                query,
                choice: Choice::AllBut { ids: except, as_of },
                records,
                filter: desk.members.with_untracked(|members| filter_words(&listing, members, t)),
            },
        }
    }

    pub fn request(&self, format: Format) -> ExportRequest {
        ExportRequest { folder: self.folder, query: self.query.clone(), choice: self.choice.clone(), format }
    }
}
