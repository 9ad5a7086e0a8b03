//! What a list page shows and in which order, and how that is written in its link.

use enumset::{EnumSet, EnumSetType};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::str::FromStr;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::cursor::Cursor;
use super::day::Day;
use super::filter::{Assignee, Period, Range, RecordFilter, Search, all_is_none};
use super::member::MemberId;
use super::record::{Folder, Kind};

/// A filter, an order, and which page of it. The folder stands in the path, everything else in the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub folder: Folder,
    pub filter: RecordFilter,
    pub sort: Sort,
    /// `None` = as many as the viewer prefers.
    pub per: Option<Per>,
    /// `None` = the first page.
    pub position: Option<Position>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    /// Last changed first.
    Updated,
}

/// Cards per page.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
pub enum Per {
    #[default]
    #[serde(rename = "24")]
    #[strum(serialize = "24")]
    P24,
    #[serde(rename = "48")]
    #[strum(serialize = "48")]
    P48,
    #[serde(rename = "96")]
    #[strum(serialize = "96")]
    P96,
}

impl Per {
    pub fn cards(self) -> u64 {
        match self {
            Self::P24 => 24,
            Self::P48 => 48,
            Self::P96 => 96,
        }
    }
}

/// A page by its neighbour, so that it stays put while records are filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    After(Cursor),
    Before(Cursor),
}

impl Listing {
    /// Reads a query string. Tolerant: what it does not know is ignored; repeated parameters mean a comma list.
    pub fn from_query(folder: Folder, query: &str) -> Self {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).into_owned().collect();
        let values =
            |name: &'static str| pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str());
        let choices = |name| values(name).flat_map(|value| value.split(',')).map(str::trim);
        let first = |name| values(name).find(|value| !value.is_empty());

        let tabs: BTreeSet<Kind> = choices("tab").filter_map(kind_of_tab).collect();
        let kind = if tabs.len() == 1 { tabs.first().copied() } else { None };
        let cursor = |name| first(name).and_then(Cursor::parse);
        let sort: Sort = known(choices("sort")).unwrap_or_default();
        let position = cursor("after").map(Position::After).or_else(|| cursor("before").map(Position::Before));

        Self {
            folder,
            filter: RecordFilter {
                kind,
                status: set(choices("status")),
                channel: set(choices("channel")),
                assignee: choices("assignee").filter_map(parse_assignee).collect(),
                period: dates(first("from"), first("to")).or_else(|| known(choices("range")).map(Period::Range)),
                search: first("q").and_then(Search::parse),
            },
            sort,
            per: known(choices("per")),
            position: position.filter(|position| position.fits(sort)),
        }
    }

    /// The canonical query string: defaults left out, fixed order, no leading `?`.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs() {
            query.append_pair(name, &value);
        }
        // A comma has no meaning of its own in a query: links stay readable.
        query.finish().replace("%2C", ",")
    }

    /// The parameters of [`Self::to_query`], decoded: what a plain form must carry along.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let mut pairs = Vec::new();
        let mut add = |name, value: String| {
            if !value.is_empty() {
                pairs.push((name, value));
            }
        };
        add("tab", filter.kind.map(|kind| kind.tab().to_owned()).unwrap_or_default());
        add("status", comma_list(filter.status.iter().map(|s| <&str>::from(s).to_owned())));
        add("channel", comma_list(filter.channel.iter().map(|c| <&str>::from(c).to_owned())));
        add("assignee", comma_list(filter.assignee.iter().map(print_assignee)));
        match filter.period {
            Some(Period::Range(range)) => add("range", <&str>::from(range).to_owned()),
            Some(Period::Dates { from, to }) => {
                add("from", from.map(|day| day.to_string()).unwrap_or_default());
                add("to", to.map(|day| day.to_string()).unwrap_or_default());
            }
            None => {}
        }
        add("q", filter.search.as_ref().map(|q| q.as_str().to_owned()).unwrap_or_default());
        if self.sort != Sort::default() {
            add("sort", <&str>::from(self.sort).to_owned());
        }
        add("per", self.per.map(|per| <&str>::from(per).to_owned()).unwrap_or_default());
        match self.position {
            Some(Position::After(cursor)) => add("after", cursor.to_string()),
            Some(Position::Before(cursor)) => add("before", cursor.to_string()),
            None => {}
        }
        pairs
    }

    /// The first page of another filter, in the same folder and order.
    pub fn filtered(&self, filter: RecordFilter) -> Self {
        Self { filter, position: None, ..self.clone() }
    }

    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, position: None, ..self.clone() }
    }

    pub fn with_per(&self, per: Option<Per>) -> Self {
        Self { per, position: None, ..self.clone() }
    }

    pub fn at(&self, position: Option<Position>) -> Self {
        Self { position, ..self.clone() }
    }

    pub fn in_folder(&self, folder: Folder) -> Self {
        Self { folder, position: None, ..self.clone() }
    }
}

impl Position {
    /// A cursor of another order means nothing here.
    fn fits(self, sort: Sort) -> bool {
        let (Self::After(cursor) | Self::Before(cursor)) = self;
        cursor.updated.is_some() == (sort == Sort::Updated)
    }
}

fn kind_of_tab(tab: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.tab() == tab)
}

fn known<'a, T: FromStr>(mut values: impl Iterator<Item = &'a str>) -> Option<T> {
    values.find_map(|value| value.parse().ok())
}

fn set<'a, T: EnumSetType + FromStr>(values: impl Iterator<Item = &'a str>) -> EnumSet<T> {
    all_is_none(values.filter_map(|value| value.parse::<T>().ok()).collect())
}

fn dates(from: Option<&str>, to: Option<&str>) -> Option<Period> {
    match (from.and_then(Day::parse), to.and_then(Day::parse)) {
        (None, None) => None,
        // Typed the wrong way round: what was meant is plain.
        (Some(from), Some(to)) if from > to => Some(Period::Dates { from: Some(to), to: Some(from) }),
        (from, to) => Some(Period::Dates { from, to }),
    }
}

fn parse_assignee(value: &str) -> Option<Assignee> {
    match value {
        "me" => Some(Assignee::Me),
        "unassigned" => Some(Assignee::Unassigned),
        id => Cursor::parse(id).filter(|id| id.updated.is_none()).map(|id| Assignee::Member(MemberId(id.key))),
    }
}

fn print_assignee(choice: &Assignee) -> String {
    match choice {
        Assignee::Me => "me".to_owned(),
        Assignee::Unassigned => "unassigned".to_owned(),
        Assignee::Member(id) => id.to_string(),
    }
}

fn comma_list(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(",")
}

/// The range of a [`Period`], if it is one: which option of the date menu is ticked.
pub fn range_of(period: Option<Period>) -> Option<Range> {
    match period {
        Some(Period::Range(range)) => Some(range),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
