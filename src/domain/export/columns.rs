//! The columns of a file: those that every file has, then one for each label of a custom field.

use std::collections::{HashMap, HashSet};

/// English in every language, so that a file is read everywhere by the same program.
pub const FIXED: [&str; 13] = [
    "ID",
    "Type",
    "Status",
    "Channel",
    "Created",
    "Name",
    "Phone",
    "Email",
    "Company",
    "Description",
    "Assignee",
    "Notes",
    "Conversation",
];

/// Collects the labels of records, each record's in the order of its fields.
#[derive(Debug, Default)]
pub struct Labels {
    found: HashMap<String, Found>,
    record: u64,
    place: usize,
}

#[derive(Debug, Default)]
struct Found {
    /// The first place in a record where it stands.
    first: usize,
    /// How often it comes in one record, at most.
    most: usize,
    /// The record in which it was met last, and how often so far.
    record: u64,
    times: usize,
}

impl Labels {
    /// The labels that follow are the next record's.
    pub fn next_record(&mut self) {
        self.record += 1;
        self.place = 0;
    }

    pub fn add(&mut self, label: &str) {
        let (record, place) = (self.record, self.place);
        self.place += 1;
        let found = match self.found.get_mut(label) {
            Some(found) => found,
            None => self.found.entry(label.to_owned()).or_insert(Found { first: place, ..Found::default() }),
        };
        if found.record != record {
            (found.record, found.times) = (record, 0);
        }
        found.times += 1;
        found.most = found.most.max(found.times);
        found.first = found.first.min(place);
    }

    /// Adds what somebody else has found of a label: the first place in a record where it stands, counted from 0, and how
    /// often it comes in one record, at most.
    pub fn met(&mut self, label: String, first: usize, most: usize) {
        self.found.insert(label, Found { first, most, ..Found::default() });
    }

    /// The columns of these labels: by the first place where each stands, then by name, whatever order the records came
    /// in. A label that is a fixed column's, or comes again in the same record, gets a number that no other has.
    pub fn columns(self) -> Columns {
        let mut labels: Vec<(String, Found)> = self.found.into_iter().collect();
        labels.sort_unstable_by(|(one, a), (other, b)| (a.first, one).cmp(&(b.first, other)));
        let mut taken: HashSet<String> = FIXED.iter().map(|fixed| (*fixed).to_owned()).collect();
        taken.extend(labels.iter().map(|(label, _)| label.clone()));
        let mut columns = Columns::default();
        for (label, found) in labels {
            columns
                .places
                .insert(label.clone(), Place { first: columns.names.len(), most: found.most, ..Place::default() });
            let mut number = 1;
            for time in 0..found.most {
                if time == 0 && !FIXED.contains(&label.as_str()) {
                    columns.names.push(label.clone());
                    continue;
                }
                let name = loop {
                    number += 1;
                    let name = format!("{label} ({number})");
                    if taken.insert(name.clone()) {
                        break name;
                    }
                };
                columns.names.push(name);
            }
        }
        columns
    }
}

/// The columns of custom fields, and where each record's fields go.
#[derive(Debug, Default)]
pub struct Columns {
    names: Vec<String>,
    places: HashMap<String, Place>,
    record: u64,
}

/// The columns of one label, which stand side by side.
#[derive(Debug, Default)]
struct Place {
    first: usize,
    most: usize,
    record: u64,
    times: usize,
}

impl Columns {
    /// Their headers, no two the same.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The labels that follow are the next record's.
    pub fn next_record(&mut self) {
        self.record += 1;
    }

    /// The column of the record's next field, counted from 0; `None` when its label was not among those collected, or
    /// not as often.
    pub fn place(&mut self, label: &str) -> Option<usize> {
        let place = self.places.get_mut(label)?;
        if place.record != self.record {
            (place.record, place.times) = (self.record, 0);
        }
        place.times += 1;
        (place.times <= place.most).then(|| place.first + place.times - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(records: &[&[&str]]) -> Columns {
        let mut labels = Labels::default();
        for record in records {
            labels.next_record();
            record.iter().for_each(|label| labels.add(label));
        }
        labels.columns()
    }

    #[test]
    fn a_column_for_each_label_whatever_order_the_records_come_in() {
        let cases: &[(&[&[&str]], &[&str])] = &[
            (&[], &[]),
            (&[&[]], &[]),
            (&[&["City", "Budget"], &["City"]], &["City", "Budget"]),
            (&[&["City"], &["Budget", "City"]], &["Budget", "City"]),
            (&[&["Zeta"], &["Alpha", "Beta"]], &["Alpha", "Zeta", "Beta"]),
            // Again in one record.
            (&[&["City", "Name", "City"], &["City"]], &["City", "City (2)", "Name (2)"]),
            (&[&["City"], &["City"]], &["City"]),
            // Whatever the labels are, no header comes twice.
            (&[&["City", "City", "City (2)"]], &["City", "City (3)", "City (2)"]),
            (&[&["Name", "Name (2)", "Name"]], &["Name (3)", "Name (4)", "Name (2)"]),
            (&[&["Notes", "notes", " Notes"]], &["Notes (2)", "notes", " Notes"]),
        ];
        for (records, expected) in cases {
            assert_eq!(columns(records).names(), *expected, "{records:?}");
            let reversed: Vec<&[&str]> = records.iter().rev().copied().collect();
            assert_eq!(columns(&reversed).names(), *expected, "{reversed:?}");
        }
    }

    #[test]
    fn what_somebody_else_has_found_makes_the_same_columns() {
        let mut labels = Labels::default();
        for (label, first, most) in [("Name", 1, 1), ("City", 0, 2), ("Budget", 0, 1)] {
            labels.met(label.to_owned(), first, most);
        }
        assert_eq!(labels.columns().names(), columns(&[&["City", "Name", "City"], &["Budget"]]).names());
    }

    #[test]
    fn a_field_goes_to_the_column_of_its_label() {
        let mut columns = columns(&[&["City", "Name", "City"], &["Budget"]]);
        assert_eq!(columns.names(), ["Budget", "City", "City (2)", "Name (2)"]);
        for (record, expected) in [
            (&["City", "Name", "City"][..], &[Some(1), Some(3), Some(2)][..]),
            (&["City"], &[Some(1)]),
            (&["Budget", "City"], &[Some(0), Some(1)]),
            (&["City", "City", "City"], &[Some(1), Some(2), None]),
            (&["Unknown"], &[None]),
        ] {
            columns.next_record();
            let places: Vec<_> = record.iter().map(|label| columns.place(label)).collect();
            assert_eq!(places, expected, "{record:?}");
        }
    }
}
