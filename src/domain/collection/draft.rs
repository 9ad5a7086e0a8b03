//! What somebody is writing about one set before it is saved: raw, and perhaps wrong. Browser and server take the same
//! steps with it, so the page is one form whether or not there is script.

use std::fmt;
use strum::VariantArray;

use super::value::length;
use super::{Asked, CustomField, DataCollection, FieldSet, SetKind, plain};
use crate::domain::agent::Variant;
use crate::domain::form::Problem;
use crate::domain::limits;
use crate::domain::record::{BuiltInField, FieldIcon, FieldKind};
use crate::domain::slug;

/// The name of the page's form.
pub const FORM: &str = "data-collection";
/// Rows that are read from a form. More than may be saved, so that too many are told and not dropped.
const ROWS_READ: usize = 2 * limits::FIELDS;

impl SetKind {
    /// This set if an agent of the variant has it, else the one that it has.
    pub fn or_only(self, variant: Variant) -> Self {
        let sets = Self::all_of(variant);
        if sets.contains(&self) { self } else { sets[0] }
    }
}

/// Whether a built-in field is asked, as one choice of three: nothing can be required without being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Ask {
    Off,
    Optional,
    Required,
}

impl From<Asked> for Ask {
    fn from(asked: Asked) -> Self {
        match asked {
            Asked { required: true, .. } => Self::Required,
            Asked { asked: true, .. } => Self::Optional,
            Asked { .. } => Self::Off,
        }
    }
}

impl From<Ask> for Asked {
    fn from(ask: Ask) -> Self {
        Self { asked: ask != Ask::Off, required: ask == Ask::Required }
    }
}

/// A custom field as it stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Tells it from the others of its draft, wherever it is moved.
    pub key: u32,
    pub label: String,
    pub icon: FieldIcon,
    pub kind: FieldKind,
    pub required: bool,
    /// One on each line. They count only while the kind is a choice.
    pub choices: String,
}

impl Row {
    fn of(key: u32, field: &CustomField) -> Self {
        Self {
            key,
            label: field.label.clone(),
            icon: field.icon,
            kind: field.kind,
            required: field.required,
            choices: field.choices.join("\n"),
        }
    }

    /// What it will be when it is saved.
    fn field(&self) -> CustomField {
        let choices =
            if self.kind == FieldKind::Choice { self.lines().map(str::to_owned).collect() } else { Vec::new() };
        CustomField {
            label: self.label.trim().to_owned(),
            icon: self.icon,
            kind: self.kind,
            required: self.required,
            choices,
        }
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        self.choices.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    fn choices_problem(&self) -> Option<Problem> {
        if self.kind != FieldKind::Choice {
            return None;
        }
        let lines: Vec<&str> = self.lines().collect();
        if lines.is_empty() {
            return Some(Problem::Missing);
        }
        if lines.len() > limits::CHOICES {
            return Some(Problem::TooMany(limits::CHOICES));
        }
        let too_long = lines.iter().find_map(|line| length(line, limits::CHOICE));
        let mut folded: Vec<String> = lines.iter().map(|line| plain(line)).collect();
        folded.sort_unstable();
        too_long.or_else(|| folded.windows(2).any(|pair| pair[0] == pair[1]).then_some(Problem::Twice))
    }
}

/// The name of a part of a row in the form: `label`, `icon`, `kind`, `required` or `choices`.
pub fn row_name(key: u32, part: &str) -> String {
    format!("fields.{key}.{part}")
}

fn parse_row_name(name: &str) -> Option<(u32, &str)> {
    let (key, part) = name.strip_prefix("fields.")?.split_once('.')?;
    Some((key.parse().ok()?, part))
}

/// What a button of the form does, as its value says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Save,
    Add,
    /// Of the row with this key, as the next two.
    Remove(u32),
    Up(u32),
    Down(u32),
    /// Takes over what the text set asks.
    Copy,
    /// Goes back to what is saved.
    Discard,
}

impl Op {
    /// A form that is sent without any button is to be saved.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "" | "save" => return Some(Self::Save),
            "add" => return Some(Self::Add),
            "copy" => return Some(Self::Copy),
            "discard" => return Some(Self::Discard),
            _ => {}
        }
        let (what, key) = text.split_once('-')?;
        let key = key.parse().ok()?;
        match what {
            "remove" => Some(Self::Remove(key)),
            "up" => Some(Self::Up(key)),
            "down" => Some(Self::Down(key)),
            _ => None,
        }
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Save => f.write_str("save"),
            Self::Add => f.write_str("add"),
            Self::Copy => f.write_str("copy"),
            Self::Discard => f.write_str("discard"),
            Self::Remove(key) => write!(f, "remove-{key}"),
            Self::Up(key) => write!(f, "up-{key}"),
            Self::Down(key) => write!(f, "down-{key}"),
        }
    }
}

/// One set while it is written, and the switch that both sets share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub enabled: bool,
    /// Of the data collection that it began from.
    pub version: i64,
    /// In the order of [`BuiltInField`].
    pub built_in: [Ask; 4],
    pub rows: Vec<Row>,
}

impl Draft {
    /// What is saved, or what an agent asks while nothing is.
    pub fn of(collection: &DataCollection, kind: SetKind) -> Self {
        let set = collection.set(kind).cloned().unwrap_or_default();
        Self::from_set(&set, collection.enabled, collection.version)
    }

    pub fn from_set(set: &FieldSet, enabled: bool, version: i64) -> Self {
        Self { enabled, version, built_in: asks(set), rows: rows(set) }
    }

    /// Reads a form. Rows come in the order in which they stand in it, whatever their keys; what makes no sense is left
    /// out.
    pub fn from_form(form: &[(String, String)]) -> Self {
        let value = |name: &str| form.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        let mut rows: Vec<Row> = Vec::new();
        for (name, value) in form {
            let Some((key, part)) = parse_row_name(name) else { continue };
            let at = match rows.iter().position(|row| row.key == key) {
                Some(at) => at,
                None if rows.len() < ROWS_READ => {
                    rows.push(Row { key, ..Row::default() });
                    rows.len() - 1
                }
                None => continue,
            };
            let row = &mut rows[at];
            match part {
                "label" => row.label.clone_from(value),
                "icon" => row.icon = value.parse().unwrap_or_default(),
                "kind" => row.kind = value.parse().unwrap_or_default(),
                "required" => row.required = true,
                // Browsers send each line break as CR and LF.
                "choices" => row.choices = value.replace("\r\n", "\n"),
                _ => {}
            }
        }
        let ask = |field: BuiltInField| value(slug(field)).and_then(|ask| ask.parse().ok()).unwrap_or(Ask::Off);
        Self {
            enabled: value("enabled").is_some(),
            version: value("version").and_then(|version| version.parse().ok()).unwrap_or_default(),
            built_in: [BuiltInField::Name, BuiltInField::Phone, BuiltInField::Email, BuiltInField::Company].map(ask),
            rows,
        }
    }

    /// The form that [`Self::from_form`] reads.
    pub fn to_form(&self) -> Vec<(String, String)> {
        let mut form = vec![("version".to_owned(), self.version.to_string())];
        if self.enabled {
            form.push(("enabled".to_owned(), "on".to_owned()));
        }
        for field in BuiltInField::VARIANTS {
            form.push((slug(*field).to_owned(), slug(self.ask(*field)).to_owned()));
        }
        for row in &self.rows {
            form.push((row_name(row.key, "icon"), slug(row.icon).to_owned()));
            form.push((row_name(row.key, "label"), row.label.clone()));
            form.push((row_name(row.key, "kind"), slug(row.kind).to_owned()));
            if row.required {
                form.push((row_name(row.key, "required"), "on".to_owned()));
            }
            form.push((row_name(row.key, "choices"), row.choices.clone()));
        }
        form
    }

    pub fn ask(&self, field: BuiltInField) -> Ask {
        self.built_in[field as usize]
    }

    pub fn row(&self, key: u32) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// Where the row stands, counted from 0.
    pub fn position(&self, key: u32) -> Option<usize> {
        self.rows.iter().position(|row| row.key == key)
    }

    /// No more fields may be added.
    pub fn is_full(&self) -> bool {
        self.rows.len() >= limits::FIELDS
    }

    /// Whether saving either would come to the same.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.enabled == other.enabled
            && self.built_in == other.built_in
            && self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(|(one, two)| one.field() == two.field())
    }

    /// Does what a button says; `collection` is what is saved, of which this is the set `kind`. Saving is not done here.
    pub fn apply(&mut self, op: Op, collection: &DataCollection, kind: SetKind) {
        match op {
            Op::Save => {}
            Op::Add if self.is_full() => {}
            Op::Add => self.rows.push(Row { key: self.free_key(), ..Row::default() }),
            Op::Remove(key) => self.rows.retain(|row| row.key != key),
            Op::Up(key) => {
                if let Some(at) = self.position(key).filter(|at| *at > 0) {
                    self.rows.swap(at, at - 1);
                }
            }
            Op::Down(key) => {
                if let Some(at) = self.position(key).filter(|at| at + 1 < self.rows.len()) {
                    self.rows.swap(at, at + 1);
                }
            }
            Op::Copy => {
                if let Some(text) = collection.set(SetKind::Text) {
                    self.take_over(text);
                }
            }
            Op::Discard => *self = Self::of(collection, kind),
        }
    }

    /// Moves the row to that place among the others, counted from 0.
    pub fn move_to(&mut self, key: u32, to: usize) {
        if let Some(at) = self.position(key) {
            let row = self.rows.remove(at);
            self.rows.insert(to.min(self.rows.len()), row);
        }
    }

    /// What would be saved.
    ///
    /// # Errors
    /// What is wrong, by the names of the form's fields; the empty name is the form as a whole.
    pub fn check(&self) -> Result<FieldSet, Vec<(String, Problem)>> {
        let mut problems = Vec::new();
        if self.rows.len() > limits::FIELDS {
            problems.push((String::new(), Problem::TooMany(limits::FIELDS)));
        }
        let mut labels: Vec<String> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let label = plain(&row.label);
            let wrong = length(row.label.trim(), limits::FIELD_LABEL)
                .or_else(|| label.is_empty().then_some(Problem::Missing))
                .or_else(|| labels.contains(&label).then_some(Problem::Twice));
            problems.extend(wrong.map(|wrong| (row_name(row.key, "label"), wrong)));
            problems.extend(row.choices_problem().map(|wrong| (row_name(row.key, "choices"), wrong)));
            labels.push(label);
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut set = FieldSet { fields: self.rows.iter().map(Row::field).collect(), ..FieldSet::default() };
        for field in BuiltInField::VARIANTS {
            set.set_built_in(*field, self.ask(*field).into());
        }
        Ok(set)
    }

    /// Asks what that set asks, and after it what was written here and is not in it.
    fn take_over(&mut self, set: &FieldSet) {
        self.built_in = asks(set);
        let written = std::mem::replace(&mut self.rows, rows(set));
        for row in written.into_iter().filter(|row| !row.label.trim().is_empty() && set.field(&row.label).is_none()) {
            self.rows.push(Row { key: self.free_key(), ..row });
        }
    }

    fn free_key(&self) -> u32 {
        (0..).find(|key| self.row(*key).is_none()).unwrap_or_default()
    }
}

fn asks(set: &FieldSet) -> [Ask; 4] {
    [set.name, set.phone, set.email, set.company].map(Ask::from)
}

fn rows(set: &FieldSet) -> Vec<Row> {
    (0..).zip(&set.fields).map(|(key, field)| Row::of(key, field)).collect()
}

#[cfg(test)]
mod tests;
