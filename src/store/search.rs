//! Search: what is indexed of a record, and how each engine finds a substring in it, or in what was said.

pub mod phone;

use sea_orm::DbBackend;
use sea_orm::sea_query::{Condition, Expr};

use crate::domain::filter::Search;
use crate::domain::fold::{SEPARATOR, fold};
use crate::domain::phone::phone_needle;
use crate::domain::record_id::RecordId;

/// Both trigram indexes know nothing shorter.
const SHORTEST_INDEXED: usize = 3;

/// What is searched of a record, before folding.
pub struct Searched<'a> {
    pub public_id: &'a str,
    pub name: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
    pub company: Option<&'a str>,
    pub description: &'a str,
    /// Labels and values of the custom fields.
    pub fields: Vec<(&'a str, &'a str)>,
}

impl Searched<'_> {
    /// The one folded column: every text folded, the digits of the phone in each of their forms, joined by a
    /// character that no search can hold, so that nothing is found across two fields.
    pub fn folded(&self, country: phonenumber::country::Id) -> String {
        let texts = [Some(self.public_id), self.name, self.phone, self.email, self.company, Some(self.description)];
        let fields = self.fields.iter().flat_map(|(label, value)| [*label, *value]);
        let folded = texts.into_iter().flatten().chain(fields).map(fold);
        let digits = self.phone.map(|phone| phone::phone_digits(phone, country)).unwrap_or_default();
        let parts: Vec<String> = folded.chain(digits).filter(|part| !part.is_empty()).collect();
        parts.join(&SEPARATOR.to_string())
    }
}

/// What a search looks for: any of these as a substring of the folded column. Empty = the search says nothing.
pub fn needles(text: &Search) -> Vec<String> {
    let folded = fold(text.as_str());
    if folded.is_empty() {
        return Vec::new();
    }
    // On entry, I and L of a record id read as 1, O as 0.
    let id = RecordId::parse(text.as_str()).map(|id| fold(id.as_str()));
    let others = phone_needle(text.as_str()).into_iter().chain(id).filter(|needle| *needle != folded);
    std::iter::once(folded.clone()).chain(others.collect::<Vec<_>>()).collect()
}

/// Folded texts: where they stand, and whose they are.
struct Texts {
    /// The key of what is looked for.
    key: &'static str,
    table: &'static str,
    /// The column that names whose text it is.
    owner: &'static str,
    /// On SQLite: the keys whose texts the index finds.
    found: &'static str,
}

const OF_RECORDS: Texts = Texts {
    key: "\"records\".\"id\"",
    table: "record_search",
    owner: "record_id",
    found: "SELECT rowid FROM record_search_index WHERE record_search_index MATCH ?",
};

const OF_MESSAGES: Texts = Texts {
    key: "\"conversations\".\"id\"",
    table: "message_search",
    owner: "conversation_id",
    found: "SELECT conversation_id FROM message_search WHERE id IN \
            (SELECT rowid FROM message_search_index WHERE message_search_index MATCH ?)",
};

/// The condition on `records.id`; `None` when the search says nothing.
pub fn condition(text: &Search, engine: DbBackend) -> Option<Condition> {
    OF_RECORDS.holding(text, engine)
}

/// The condition on `conversations.id` that one of its messages holds it; `None` when the search says nothing.
pub fn in_messages(text: &Search, engine: DbBackend) -> Option<Condition> {
    OF_MESSAGES.holding(text, engine)
}

/// Whether a column of few rows holds the needle, without an index.
pub fn holds(column: &str, needle: String, engine: DbBackend) -> Expr {
    Expr::cust_with_values(position_in(column, engine), [needle])
}

impl Texts {
    fn holding(&self, text: &Search, engine: DbBackend) -> Option<Condition> {
        let needles = needles(text);
        if needles.is_empty() {
            return None;
        }
        let indexed = needles.iter().all(|needle| needle.chars().count() >= SHORTEST_INDEXED);
        Some(match (engine, indexed) {
            (DbBackend::Sqlite, true) => Condition::all().add(self.sqlite_indexed(&needles)),
            (_, true) => Condition::all().add(self.postgres_indexed(needles)),
            // Too short for the index: read the folded column in list order, which ends early once a page is full.
            (_, false) => {
                needles.into_iter().fold(Condition::any(), |any, needle| any.add(self.scanned(needle, engine)))
            }
        })
    }

    /// FTS5: a string in double quotes is a phrase of trigrams, that is, a substring.
    fn sqlite_indexed(&self, needles: &[String]) -> Expr {
        let quoted: Vec<String> = needles.iter().map(|needle| format!("\"{}\"", needle.replace('"', "\"\""))).collect();
        Expr::cust_with_values(format!("{} IN ({})", self.key, self.found), [quoted.join(" OR ")])
    }

    fn postgres_indexed(&self, needles: Vec<String>) -> Expr {
        let escape = |needle: String| needle.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let patterns: Vec<String> = needles.into_iter().map(|needle| format!("%{}%", escape(needle))).collect();
        let likes = (1..=patterns.len()).map(|n| format!("folded LIKE ${n}")).collect::<Vec<_>>().join(" OR ");
        let Self { key, table, owner, .. } = self;
        Expr::cust_with_values(format!("{key} IN (SELECT {owner} FROM {table} WHERE {likes})"), patterns)
    }

    fn scanned(&self, needle: String, engine: DbBackend) -> Expr {
        let Self { key, table, owner, .. } = self;
        let holds = position_in("s.folded", engine);
        let sql = format!("EXISTS (SELECT 1 FROM {table} s WHERE s.{owner} = {key} AND {holds})");
        Expr::cust_with_values(sql, [needle])
    }
}

/// `LIKE` would have PostgreSQL walk its whole index for one or two characters; plain functions have not.
fn position_in(column: &str, engine: DbBackend) -> String {
    match engine {
        DbBackend::Sqlite => format!("instr({column}, ?) > 0"),
        _ => format!("strpos({column}, $1) > 0"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_looks_for_its_text_and_for_what_it_may_stand_for() {
        for (typed, expected) in [
            ("Omar", &["omar"][..]),
            ("050 123 4567", &["050 123 4567", "501234567"]),
            ("4567", &["4567"]),
            ("wit-led-4bolx", &["wit-led-4bolx", "wit-led-4b01x"]),
            ("WIT-LED-A4B2X", &["wit-led-a4b2x"]),
            ("ـــ", &[]),
        ] {
            let search = Search::parse(typed).unwrap();
            assert_eq!(needles(&search), expected, "{typed}");
        }
    }

    #[test]
    fn nothing_is_found_across_two_fields() {
        let searched = Searched {
            public_id: "WIT-LED-A4B2X",
            name: Some("Omar"),
            phone: Some("0501234567"),
            email: None,
            company: Some("ACME"),
            description: "",
            fields: vec![("City", "Jeddah")],
        };
        let folded = searched.folded(phonenumber::country::Id::SA);
        let parts: Vec<&str> = folded.split(SEPARATOR).collect();
        let digits = ["0501234567", "966501234567", "501234567"];
        let expected = ["wit-led-a4b2x", "omar", "0501234567", "acme", "city", "jeddah"].into_iter().chain(digits);
        assert_eq!(parts, expected.collect::<Vec<_>>());
    }
}
