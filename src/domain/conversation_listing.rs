//! What a page of conversations shows and in which order, and how that is written in its link. The counterpart of
//! `listing`: medium and folder stand in the path, everything else in the query.

use std::str::FromStr;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::conversation::Medium;
use super::cursor::Cursor;
use super::filter::Search;
use super::listing::Position;
use super::record::{Channel, Folder};

/// A filter, an order, and which page of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConversationListing {
    pub medium: Medium,
    pub folder: Folder,
    /// One of the tabs; `None` = all of the medium.
    pub channel: Option<Channel>,
    pub search: Option<Search>,
    pub order: Order,
    /// `None` = the first page.
    pub position: Option<Position>,
}

/// By when conversations began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Order {
    #[default]
    Newest,
    Oldest,
}

impl ConversationListing {
    /// A folder without any filter.
    pub fn of(medium: Medium, folder: Folder) -> Self {
        Self { medium, folder, channel: None, search: None, order: Order::default(), position: None }
    }

    /// Reads a query string. Tolerant: what it does not know is ignored.
    pub fn from_query(medium: Medium, folder: Folder, query: &str) -> Self {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).into_owned().collect();
        let values =
            |name: &'static str| pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim());
        let first = |name| values(name).find(|value| !value.is_empty());
        let cursor = |name| first(name).and_then(Cursor::parse).filter(|cursor| cursor.updated.is_none());
        let position = cursor("after").map(Position::After).or_else(|| cursor("before").map(Position::Before));
        // A tab that would be the only one says nothing.
        let several = medium.channels().nth(1).is_some();
        let channel = known::<Channel>(values("channel")).filter(|one| several && Medium::of(*one) == medium);
        Self {
            medium,
            folder,
            channel,
            search: first("q").and_then(Search::parse),
            order: known(values("sort")).unwrap_or_default(),
            position,
        }
    }

    /// The canonical query string: defaults left out, fixed order, no leading `?`.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs() {
            query.append_pair(name, &value);
        }
        query.finish()
    }

    /// The parameters of [`Self::to_query`], decoded: what a plain form must carry along.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if let Some(channel) = self.channel {
            pairs.push(("channel", <&str>::from(channel).to_owned()));
        }
        if let Some(search) = &self.search {
            pairs.push(("q", search.as_str().to_owned()));
        }
        if self.order != Order::default() {
            pairs.push(("sort", <&str>::from(self.order).to_owned()));
        }
        match self.position {
            Some(Position::After(cursor)) => pairs.push(("after", cursor.to_string())),
            Some(Position::Before(cursor)) => pairs.push(("before", cursor.to_string())),
            None => {}
        }
        pairs
    }

    /// The first page of another channel.
    pub fn on(&self, channel: Option<Channel>) -> Self {
        Self { channel, position: None, ..self.clone() }
    }

    pub fn searched(&self, search: Option<Search>) -> Self {
        Self { search, position: None, ..self.clone() }
    }

    pub fn ordered(&self, order: Order) -> Self {
        Self { order, position: None, ..self.clone() }
    }

    pub fn at(&self, position: Option<Position>) -> Self {
        Self { position, ..self.clone() }
    }

    pub fn in_folder(&self, folder: Folder) -> Self {
        Self { folder, position: None, ..self.clone() }
    }

    /// Neither channel nor search.
    pub fn is_whole_folder(&self) -> bool {
        self.channel.is_none() && self.search.is_none()
    }
}

fn known<'a, T: FromStr>(mut values: impl Iterator<Item = &'a str>) -> Option<T> {
    values.find_map(|value| value.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_and_written_canonically() {
        for (medium, query, expected) in [
            (Medium::Chat, "", ""),
            (Medium::Chat, "sort=oldest&q=+visa&channel=whatsapp", "channel=whatsapp&q=visa&sort=oldest"),
            (Medium::Chat, "channel=voice&sort=updated&after=x&foo=1", ""),
            (Medium::Voice, "channel=voice&after=5&before=7", "after=5"),
            (Medium::Chat, "before=1782000000000001", "before=1782000000000001"),
            (Medium::Chat, "after=5.7", ""),
        ] {
            let listing = ConversationListing::from_query(medium, Folder::Inbox, query);
            assert_eq!(listing.to_query(), expected, "{query}");
            assert_eq!(ConversationListing::from_query(medium, Folder::Inbox, expected), listing);
        }
    }
}
