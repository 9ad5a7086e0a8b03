use serde::{Deserialize, Serialize};
use std::fmt;

use super::record::Kind;

/// Crockford's base32: no I, L, O, U.
pub const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The public id of a record, e.g. `WIT-LED-A4B2X`: a prefix that tells the kind, then 4 to 13 base32 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordId(String);

impl RecordId {
    /// Reads what a person typed: case is ignored, I and L read as 1, O as 0. `None` when it cannot be a record id.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let (kind, code) = Kind::ALL.iter().find_map(|kind| Some((*kind, text.strip_prefix(kind.id_prefix())?)))?;
        let code: Option<String> = code.chars().map(read_char).collect();
        Self::new(kind, &code?)
    }

    /// `code` is of [`ALPHABET`], 4 to 13 characters.
    pub fn new(kind: Kind, code: &str) -> Option<Self> {
        let fits = (4..=13).contains(&code.len()) && code.bytes().all(|b| ALPHABET.contains(&b));
        fits.then(|| Self(format!("{}{code}", kind.id_prefix())))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn read_char(c: char) -> Option<char> {
    match c {
        'I' | 'L' => Some('1'),
        'O' => Some('0'),
        c if c.is_ascii() && ALPHABET.contains(&(c as u8)) => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (typed, expected) in [
            ("WIT-LED-A4B2X", Some("WIT-LED-A4B2X")),
            (" wit-led-a4b2x ", Some("WIT-LED-A4B2X")),
            ("WIT-TKT-3C9F", Some("WIT-TKT-3C9F")),
            ("wit-led-ILO00", Some("WIT-LED-11000")),
            ("WIT-LED-0123456789ABC", Some("WIT-LED-0123456789ABC")),
            ("WIT-LED-U4B2X", None),
            ("WIT-LED-A4B", None),
            ("WIT-LED-0123456789ABCD", None),
            ("WIT-ZZZ-A4B2X", None),
            ("A4B2X", None),
            ("WIT-LED-A4B2é", None),
            ("", None),
        ] {
            let id = RecordId::parse(typed);
            assert_eq!(id.as_ref().map(RecordId::as_str), expected, "{typed:?}");
        }
    }
}
