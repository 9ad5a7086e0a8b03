//! One filter, every reader: the page, the pills, the counts and whatever else needs "the same set" read this type.

use enumset::{EnumSet, EnumSetType};
use std::collections::BTreeSet;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::day::Day;
use super::limits;
use super::member::MemberId;
use super::record::{Channel, Kind, Status};

/// Which records of a folder are meant. `Default` is what a bare link shows: all of them.
/// Values within one part mean OR, the parts mean AND.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFilter {
    /// `None` = both.
    pub kind: Option<Kind>,
    /// Empty = all; never all four.
    pub status: EnumSet<Status>,
    /// Empty = all; never all seven.
    pub channel: EnumSet<Channel>,
    /// Empty = anybody's and nobody's.
    pub assignee: BTreeSet<Assignee>,
    pub period: Option<Period>,
    pub search: Option<Search>,
}

/// One choice of the assignee filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assignee {
    Me,
    Unassigned,
    Member(MemberId),
}

/// A span of created time, in the viewer's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Relative, so that a bookmark stays true tomorrow.
    Range(Range),
    /// Both ends included; `from` is never after `to`; at least one is there.
    Dates { from: Option<Day>, to: Option<Day> },
}

/// Whole days ending with today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum Range {
    #[strum(serialize = "today")]
    Today,
    #[strum(serialize = "7d")]
    Last7Days,
    #[strum(serialize = "30d")]
    Last30Days,
}

impl Range {
    /// How many days, today included.
    pub fn days(self) -> u64 {
        match self {
            Self::Today => 1,
            Self::Last7Days => 7,
            Self::Last30Days => 30,
        }
    }
}

/// What stands in the search box: trimmed, 1 to 120 characters, no NUL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search(String);

impl Search {
    /// Longer text is cut at the limit, which the box does not let anyone pass. `None` when nothing is left.
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains('\0') {
            return None;
        }
        let cut: String = text.trim().chars().take(limits::SEARCH).collect();
        let text = cut.trim_end();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One active choice of a filter, as a pill that can be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pill {
    Kind(Kind),
    Status(Status),
    Channel(Channel),
    Assignee(Assignee),
    Period(Period),
    Search,
}

impl RecordFilter {
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it still chooses a record that it chose once, now that its status and assignee are these.
    pub fn still_chooses(&self, me: MemberId, status: Status, assignee: Option<MemberId>) -> bool {
        let is = |choice: &Assignee| match choice {
            Assignee::Me => assignee == Some(me),
            Assignee::Unassigned => assignee.is_none(),
            Assignee::Member(id) => assignee == Some(*id),
        };
        (self.status.is_empty() || self.status.contains(status))
            && (self.assignee.is_empty() || self.assignee.iter().any(is))
    }

    /// Every active choice, in the order of the filter bar.
    pub fn pills(&self) -> Vec<Pill> {
        let kind = self.kind.into_iter().map(Pill::Kind);
        let status = self.status.iter().map(Pill::Status);
        let channel = self.channel.iter().map(Pill::Channel);
        let assignee = self.assignee.iter().copied().map(Pill::Assignee);
        let period = self.period.into_iter().map(Pill::Period);
        let search = self.search.iter().map(|_| Pill::Search);
        kind.chain(status).chain(channel).chain(assignee).chain(period).chain(search).collect()
    }

    /// The same without that choice.
    pub fn without(&self, pill: Pill) -> Self {
        match pill {
            Pill::Kind(_) => self.with_kind(None),
            Pill::Status(status) => self.toggling_status(status),
            Pill::Channel(channel) => self.toggling_channel(channel),
            Pill::Assignee(assignee) => self.toggling_assignee(assignee),
            Pill::Period(_) => self.with_period(None),
            Pill::Search => Self { search: None, ..self.clone() },
        }
    }

    pub fn with_kind(&self, kind: Option<Kind>) -> Self {
        Self { kind, ..self.clone() }
    }

    pub fn with_period(&self, period: Option<Period>) -> Self {
        Self { period, ..self.clone() }
    }

    pub fn toggling_status(&self, status: Status) -> Self {
        Self { status: toggled(self.status, status), ..self.clone() }
    }

    pub fn toggling_channel(&self, channel: Channel) -> Self {
        Self { channel: toggled(self.channel, channel), ..self.clone() }
    }

    pub fn toggling_assignee(&self, choice: Assignee) -> Self {
        let mut assignee = self.assignee.clone();
        if !assignee.remove(&choice) {
            assignee.insert(choice);
        }
        Self { assignee, ..self.clone() }
    }
}

/// All chosen is the same as none chosen, and is kept as none.
pub(super) fn all_is_none<T: EnumSetType>(set: EnumSet<T>) -> EnumSet<T> {
    if set == EnumSet::all() { EnumSet::empty() } else { set }
}

fn toggled<T: EnumSetType>(set: EnumSet<T>, value: T) -> EnumSet<T> {
    all_is_none(set.symmetric_difference(EnumSet::only(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removing_every_pill_leaves_the_default() {
        let mut filter = RecordFilter {
            kind: Some(Kind::Lead),
            status: Status::Open | Status::Closed,
            channel: Channel::Web | Channel::X,
            assignee: [Assignee::Me, Assignee::Unassigned, Assignee::Member(MemberId(3))].into(),
            period: Some(Period::Range(Range::Last7Days)),
            search: Search::parse("omar"),
        };
        assert_eq!(filter.pills().len(), 10);
        while let Some(pill) = filter.pills().pop() {
            let fewer = filter.without(pill);
            assert_eq!(fewer.pills().len(), filter.pills().len() - 1);
            filter = fewer;
        }
        assert!(filter.is_default());
    }

    #[test]
    fn a_record_that_changes_may_leave_the_list() {
        let me = MemberId(1);
        let filter = RecordFilter {
            status: Status::New | Status::Open,
            assignee: [Assignee::Me, Assignee::Unassigned].into(),
            ..RecordFilter::default()
        };
        for (status, assignee, stays) in [
            (Status::Open, Some(me), true),
            (Status::New, None, true),
            (Status::Closed, None, false),
            (Status::New, Some(MemberId(2)), false),
        ] {
            assert_eq!(filter.still_chooses(me, status, assignee), stays, "{status:?} {assignee:?}");
        }
        assert!(RecordFilter::default().still_chooses(me, Status::Closed, Some(MemberId(2))));
    }

    #[test]
    fn choosing_every_status_is_choosing_none() {
        let chosen = Status::VARIANTS.iter().fold(RecordFilter::default(), |f, s| f.toggling_status(*s));
        assert!(chosen.is_default());
    }

    #[test]
    fn search_is_trimmed_cut_and_never_empty() {
        assert_eq!(Search::parse("  omar \n").unwrap().as_str(), "omar");
        assert_eq!(Search::parse("   "), None);
        assert_eq!(Search::parse("a\0b"), None);
        let long = "é".repeat(121);
        assert_eq!(Search::parse(&long).unwrap().as_str().chars().count(), 120);
    }
}
