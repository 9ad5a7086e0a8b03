//! Which entries the typed words find, and which of them come first.

use super::Entry;

/// Rows at once. Who is shown more types on.
const SHOWN: usize = 200;

/// An entry with the words it is found by, folded.
pub struct Item {
    pub entry: Entry,
    label: String,
    group: String,
}

impl Item {
    pub fn new(entry: Entry, fold: fn(&str) -> String) -> Self {
        Self { label: fold(&entry.label), group: fold(entry.group), entry }
    }
}

/// What is found: indexes of the items by group, best first; the group of the best one leads.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub groups: Vec<Vec<usize>>,
    /// How many there are, shown or not.
    pub count: usize,
}

impl Found {
    /// How many are shown.
    pub fn shown(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// The index of the item in that row.
    pub fn at(&self, row: usize) -> Option<usize> {
        self.groups.iter().flatten().nth(row).copied()
    }
}

/// Finds the items by what was typed, folded as their words are. Nothing typed finds all but the minor ones.
pub fn find(items: &[Item], typed: &str) -> Found {
    let typed = typed.trim();
    let fits = |item: &Item| if typed.is_empty() { (!item.entry.minor).then_some(0) } else { rank(item, typed) };
    let mut hits: Vec<(u8, usize)> =
        items.iter().enumerate().filter_map(|(index, item)| Some((fits(item)?, index))).collect();
    hits.sort_unstable();
    let count = hits.len();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (_, index) in hits.into_iter().take(SHOWN) {
        let same = |group: &&mut Vec<usize>| items[group[0]].group == items[index].group;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    Found { groups, count }
}

/// The lower, the better: it begins with what was typed; each typed word begins one of its words; one of the typed words
/// stands within another, or in the heading. `None` = one of them is missing.
fn rank(item: &Item, typed: &str) -> Option<u8> {
    if item.label.starts_with(typed) {
        return Some(0);
    }
    let begins = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|own| own.starts_with(word));
    let mut rank = 1;
    for word in typed.split_whitespace() {
        if !begins(&item.label, word) {
            if !(item.label.contains(word) || begins(&item.group, word)) {
                return None;
            }
            rank = 2;
        }
    }
    Some(rank)
}

#[cfg(test)]
mod tests {
    use super::super::Act;
    use super::*;

    fn item(group: &'static str, label: &str, minor: bool) -> Item {
        let entry = Entry::new(group, label.to_owned(), "x", Act::Go(String::new()));
        Item::new(Entry { minor, ..entry }, str::to_lowercase)
    }

    fn items() -> Vec<Item> {
        vec![
            item("Actions", "Archive", false),
            item("Actions", "Mark as Open", false),
            item("Filters", "Status: Open", false),
            item("Agents", "Lumen Home · Archived", true),
            item("Agents", "Reopening", false),
            item("Go to", "Agents", false),
            item("Actions", "Open", false),
        ]
    }

    #[test]
    fn the_best_comes_first_and_leads_its_group() {
        let items = items();
        let found = |typed: &str| {
            let found = find(&items, typed);
            assert_eq!(found.count, found.shown());
            found.groups.into_iter().flatten().map(|index| items[index].entry.label.clone()).collect::<Vec<_>>()
        };
        for (typed, expected) in [
            ("open", vec!["Open", "Mark as Open", "Status: Open", "Reopening"]),
            ("  open ", vec!["Open", "Mark as Open", "Status: Open", "Reopening"]),
            ("as op", vec!["Mark as Open"]),
            ("op mark", vec!["Mark as Open"]),
            ("arch", vec!["Archive", "Lumen Home · Archived"]),
            ("home arch", vec!["Lumen Home · Archived"]),
            ("agents", vec!["Agents", "Lumen Home · Archived", "Reopening"]),
            ("filter open", vec!["Status: Open"]),
            ("chive", vec!["Archive", "Lumen Home · Archived"]),
            ("open archive", vec![]),
        ] {
            assert_eq!(found(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn nothing_typed_finds_everything_in_its_order_but_for_the_minor_ones() {
        let found = find(&items(), " ");
        assert_eq!(found.groups, [vec![0, 1, 6], vec![2], vec![4], vec![5]]);
        assert_eq!((found.count, found.shown()), (6, 6));
        assert_eq!((found.at(0), found.at(2), found.at(3), found.at(6)), (Some(0), Some(6), Some(2), None));
    }

    #[test]
    fn more_than_fits_is_counted_but_not_shown() {
        let many: Vec<Item> = (0..SHOWN + 7).map(|n| item("Agents", &format!("Agent {n}"), false)).collect();
        let found = find(&many, "agent");
        assert_eq!((found.count, found.shown()), (SHOWN + 7, SHOWN));
    }
}
