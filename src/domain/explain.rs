//! Why a record is not in a list: the parts of the listing that keep it out, and the listing without them.

use serde::{Deserialize, Serialize};

use super::filter::{Assignee, Pill};
use super::listing::Listing;
use super::member::MemberId;
use super::record::{Channel, Folder, Kind, Status};

/// A part of a listing that keeps a record out of it. Being on another page is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenBy {
    Folder,
    Kind,
    Status,
    Channel,
    Assignee,
    Period,
    Search,
}

/// What of a record a listing judges, but for its time and its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    pub folder: Folder,
    pub kind: Kind,
    pub status: Status,
    pub channel: Channel,
    pub assignee: Option<MemberId>,
}

impl Judged {
    /// Every part that keeps it out, in the order in which the screen has them. `in_period` and `found` say whether
    /// the listing's dates and its search choose it.
    pub fn hidden_by(&self, listing: &Listing, me: Option<MemberId>, in_period: bool, found: bool) -> Vec<HiddenBy> {
        let filter = &listing.filter;
        let is = |choice: &Assignee| match choice {
            Assignee::Me => me.is_some() && self.assignee == me,
            Assignee::Unassigned => self.assignee.is_none(),
            Assignee::Member(id) => self.assignee == Some(*id),
        };
        let passes = [
            (HiddenBy::Folder, listing.folder == self.folder),
            (HiddenBy::Kind, filter.kind.is_none_or(|kind| kind == self.kind)),
            (HiddenBy::Status, filter.status.is_empty() || filter.status.contains(self.status)),
            (HiddenBy::Channel, filter.channel.is_empty() || filter.channel.contains(self.channel)),
            (HiddenBy::Assignee, filter.assignee.is_empty() || filter.assignee.iter().any(is)),
            (HiddenBy::Period, in_period),
            (HiddenBy::Search, found),
        ];
        passes.into_iter().filter(|(_, passes)| !passes).map(|(part, _)| part).collect()
    }

    /// The listing with that part widened by just what lets the record in, or taken away where it cannot be widened.
    pub fn relaxed(&self, listing: &Listing, part: HiddenBy, me: Option<MemberId>) -> Listing {
        let filter = &listing.filter;
        let filter = match part {
            HiddenBy::Folder => return listing.in_folder(self.folder),
            HiddenBy::Kind => filter.with_kind(None),
            HiddenBy::Status => filter.toggling_status(self.status),
            HiddenBy::Channel => filter.toggling_channel(self.channel),
            HiddenBy::Assignee => filter.toggling_assignee(match self.assignee {
                None => Assignee::Unassigned,
                Some(id) if Some(id) == me => Assignee::Me,
                Some(id) => Assignee::Member(id),
            }),
            HiddenBy::Period => filter.with_period(None),
            HiddenBy::Search => filter.without(Pill::Search),
        };
        listing.filtered(filter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: MemberId = MemberId(1);
    const RECORD: Judged = Judged {
        folder: Folder::Inbox,
        kind: Kind::Ticket,
        status: Status::Closed,
        channel: Channel::Web,
        assignee: Some(MemberId(7)),
    };

    #[test]
    fn each_part_hides_and_is_relaxed_by_itself() {
        use HiddenBy as By;
        for (folder, query, part, relaxed) in [
            (Folder::Archived, "status=closed", By::Folder, "status=closed"),
            (Folder::Inbox, "tab=leads&q=x", By::Kind, "q=x"),
            (Folder::Inbox, "status=open,new", By::Status, "status=open,new,closed"),
            (Folder::Inbox, "channel=voice&per=48", By::Channel, "channel=web,voice&per=48"),
            (Folder::Inbox, "assignee=me,unassigned", By::Assignee, "assignee=me,unassigned,7"),
        ] {
            let listing = Listing::from_query(folder, query);
            assert_eq!(RECORD.hidden_by(&listing, Some(ME), true, true), [part], "{query}");
            let next = RECORD.relaxed(&listing, part, Some(ME));
            assert_eq!(next.to_query(), relaxed, "{query}");
            assert_eq!(RECORD.hidden_by(&next, Some(ME), true, true), [], "{query}");
        }
    }

    #[test]
    fn dates_and_search_are_taken_away() {
        let listing = Listing::from_query(Folder::Inbox, "status=closed&range=7d&q=omar&sort=oldest");
        assert_eq!(RECORD.hidden_by(&listing, Some(ME), false, false), [HiddenBy::Period, HiddenBy::Search]);
        let next = RECORD.relaxed(&listing, HiddenBy::Period, None);
        assert_eq!(next.to_query(), "status=closed&q=omar&sort=oldest");
        assert_eq!(RECORD.relaxed(&next, HiddenBy::Search, None).to_query(), "status=closed&sort=oldest");
    }

    #[test]
    fn whose_it_is_is_said_as_the_filter_says_it() {
        let listing = Listing::from_query(Folder::Inbox, "assignee=9");
        for (assignee, expected) in [(None, "assignee=unassigned,9"), (Some(ME), "assignee=me,9")] {
            let record = Judged { assignee, ..RECORD };
            assert_eq!(record.hidden_by(&listing, Some(ME), true, true), [HiddenBy::Assignee]);
            assert_eq!(record.relaxed(&listing, HiddenBy::Assignee, Some(ME)).to_query(), expected);
        }
        let mine = Listing::from_query(Folder::Inbox, "assignee=me");
        assert_eq!(Judged { assignee: Some(ME), ..RECORD }.hidden_by(&mine, Some(ME), true, true), []);
    }

    #[test]
    fn a_bare_list_hides_nothing_of_its_folder() {
        let listing = Listing::from_query(Folder::Inbox, "sort=oldest&per=96");
        assert_eq!(RECORD.hidden_by(&listing, Some(ME), true, true), []);
    }
}
