//! Records as they are passed on: many in one allocation.

use std::collections::HashMap;
use std::fmt::Write;

use super::outlet::Stop;
use crate::domain::export::columns::{Columns, FIXED};

/// Bytes of the texts of one piece, about.
const SIZE: usize = 64 * 1024;
/// Those of the fixed columns but the time, which is kept as a number.
const FIXED_TEXTS: usize = FIXED.len() - 1;

/// Records of an export, in the order of its list.
#[derive(Default)]
pub struct Rows {
    /// Texts of each record.
    width: usize,
    created: Vec<i64>,
    /// One after the other.
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Rows {
    fn new(width: usize) -> Self {
        Self { width, text: String::with_capacity(SIZE), ..Self::default() }
    }

    /// How many records.
    pub fn count(&self) -> usize {
        self.created.len()
    }

    /// When the record of this number was filed, in microseconds.
    pub fn created(&self, n: usize) -> i64 {
        self.created[n]
    }

    /// The record's texts: those of the fixed columns without the time it was filed, enums as slugs, what is absent
    /// empty; then those of the custom columns.
    pub fn texts(&self, n: usize) -> impl Iterator<Item = &str> {
        let first = n * self.width;
        let begin = first.checked_sub(1).map_or(0, |last| self.ends[last]);
        self.ends[first..first + self.width].iter().scan(begin, |begin, end| {
            let text = &self.text[*begin..*end];
            *begin = *end;
            Some(text)
        })
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// A record of very many columns is long even if they are empty.
    fn is_full(&self) -> bool {
        self.text.len() + self.ends.len() * size_of::<usize>() >= SIZE
    }
}

/// Puts together what the database gives, text by text: [`Self::begin`], the texts of the fixed columns in their order,
/// the fields in any, [`Self::end`].
pub(super) struct Filler {
    columns: Columns,
    /// The names of all who are or were on the team.
    members: HashMap<i64, String>,
    /// Of the record that is being put together.
    custom: Vec<String>,
    rows: Rows,
    /// Bytes of the texts of all pieces before.
    passed: usize,
}

impl Filler {
    pub fn new(columns: Columns, members: HashMap<i64, String>) -> Self {
        let custom = vec![String::new(); columns.names().len()];
        let rows = Rows::new(FIXED_TEXTS + custom.len());
        Self { columns, members, custom, rows, passed: 0 }
    }

    /// Begins a record that was filed at this moment.
    pub fn begin(&mut self, created: i64) {
        self.columns.next_record();
        self.rows.created.push(created);
    }

    pub fn text(&mut self, text: &str) {
        self.rows.add(text);
    }

    pub fn member(&mut self, id: Option<i64>) {
        let name = id.and_then(|id| self.members.get(&id)).map_or("", String::as_str);
        self.rows.add(name);
    }

    pub fn number(&mut self, number: Option<i64>) {
        if let Some(number) = number {
            // Writing to a string does not fail.
            let _ = write!(self.rows.text, "{number}");
        }
        self.rows.add("");
    }

    /// # Errors
    /// When the labels that were collected before lack this one: then they were not of the same snapshot.
    pub fn field(&mut self, label: &str, value: &str) -> Result<(), Stop> {
        let place = self.columns.place(label).ok_or_else(out_of_step)?;
        self.custom[place].push_str(value);
        Ok(())
    }

    /// Ends the record; returns the piece when it is large enough to be passed on.
    pub fn end(&mut self) -> Option<Rows> {
        for text in &mut self.custom {
            self.rows.add(text);
            text.clear();
        }
        self.rows.is_full().then(|| {
            self.passed += self.rows.text.len();
            let next = Rows::new(self.rows.width);
            std::mem::replace(&mut self.rows, next)
        })
    }

    /// Bytes of the texts of all records so far.
    pub fn bytes(&self) -> usize {
        self.passed + self.rows.text.len()
    }

    /// What is left at the end.
    pub fn rest(self) -> Option<Rows> {
        (self.rows.count() > 0).then_some(self.rows)
    }
}

/// Two statements of one snapshot have not told the same. It cannot be, and must not go unnoticed.
pub(super) fn out_of_step() -> Stop {
    Stop::Failed(sea_orm::DbErr::Custom("fields and records of an export do not fit together".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::export::columns::Labels;

    #[test]
    fn records_come_out_as_they_went_in() {
        let mut labels = Labels::default();
        labels.next_record();
        ["City", "Budget", "City"].into_iter().for_each(|label| labels.add(label));
        let members = HashMap::from([(7, "Sara".to_owned())]);
        let mut filler = Filler::new(labels.columns(), members);
        for (created, fields) in [(1, &[("City", "Riyadh"), ("Budget", "5"), ("City", "Jeddah")][..]), (2, &[])] {
            filler.begin(created);
            (0..9).for_each(|n| filler.text(&format!("{n}")));
            filler.member((created == 1).then_some(7));
            filler.text("notes");
            filler.number((created == 2).then_some(-5));
            fields.iter().for_each(|(label, value)| filler.field(label, value).unwrap());
            assert!(filler.end().is_none());
        }
        let rows = filler.rest().unwrap();
        assert_eq!(rows.count(), 2);
        let read = |n: usize| (rows.created(n), rows.texts(n).collect::<Vec<_>>());
        let nine = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
        let first = [&nine[..], &["Sara", "notes", "", "Riyadh", "Jeddah", "5"]].concat();
        let second = [&nine[..], &["", "notes", "-5", "", "", ""]].concat();
        assert_eq!([read(0), read(1)], [(1, first), (2, second)]);
    }

    #[test]
    fn a_field_that_nobody_has_announced_is_no_part_of_it() {
        let mut filler = Filler::new(Columns::default(), HashMap::new());
        filler.begin(1);
        assert!(filler.field("City", "Riyadh").is_err());
    }

    #[test]
    fn a_piece_is_passed_on_when_it_is_large() {
        let mut filler = Filler::new(Columns::default(), HashMap::new());
        let mut pieces = Vec::new();
        for n in 0..100 {
            filler.begin(n);
            filler.text(&"x".repeat(4_000));
            (1..FIXED_TEXTS).for_each(|_| filler.text(""));
            pieces.extend(filler.end());
        }
        assert!((5..9).contains(&pieces.len()), "{}", pieces.len());
        assert_eq!(filler.bytes(), 100 * 4_000);
        pieces.extend(filler.rest());
        let created: Vec<i64> =
            pieces.iter().flat_map(|rows| (0..rows.count()).map(move |n| rows.created(n))).collect();
        assert_eq!(created, (0..100).collect::<Vec<i64>>());
    }
}
