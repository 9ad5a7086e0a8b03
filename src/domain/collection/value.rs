//! Whether a text is a value of a field's kind. The same question in the browser, in the server and for the API.

use super::plain;
use crate::domain::contact;
use crate::domain::day::Day;
use crate::domain::form::Problem;
use crate::domain::limits;
use crate::domain::record::{BuiltInField, FieldKind};

/// What is wrong with a value of this kind; `None` = nothing. An empty one is nobody's mistake here.
pub fn problem(kind: FieldKind, choices: &[String], value: &str) -> Option<Problem> {
    if let Some(problem) = length(value, limits::FIELD_VALUE) {
        return Some(problem);
    }
    let text = value.trim();
    if text.is_empty() {
        return None;
    }
    let good = match kind {
        FieldKind::Text | FieldKind::LongText => true,
        FieldKind::Number => is_number(text),
        FieldKind::Date => Day::parse(text).is_some(),
        FieldKind::Choice => choices.iter().any(|choice| plain(choice) == plain(text)),
        FieldKind::YesNo => matches!(plain(text).as_str(), "yes" | "no"),
        FieldKind::Email => contact::is_email(text),
        FieldKind::Phone => contact::tel(text).is_some(),
        FieldKind::Url => is_url(text),
    };
    (!good).then_some(match kind {
        FieldKind::Email => Problem::NotAnEmail,
        FieldKind::Phone => Problem::NotAPhone,
        FieldKind::Number => Problem::NotANumber,
        FieldKind::Date => Problem::NotADate,
        FieldKind::Url => Problem::NotAUrl,
        _ => Problem::NotAChoice,
    })
}

/// What is wrong with the value of a built-in field.
pub fn built_in_problem(field: BuiltInField, value: &str) -> Option<Problem> {
    let limit = built_in_limit(field);
    if let Some(problem) = length(value, limit) {
        return Some(problem);
    }
    let text = value.trim();
    match field {
        _ if text.is_empty() => None,
        BuiltInField::Email if !contact::is_email(text) => Some(Problem::NotAnEmail),
        BuiltInField::Phone if contact::tel(text).is_none() => Some(Problem::NotAPhone),
        _ => None,
    }
}

/// Characters of a built-in field.
pub fn built_in_limit(field: BuiltInField) -> usize {
    match field {
        BuiltInField::Name | BuiltInField::Company => limits::NAME,
        BuiltInField::Phone => limits::PHONE,
        BuiltInField::Email => limits::EMAIL,
    }
}

/// What no text may be, whatever it is for.
pub fn length(value: &str, limit: usize) -> Option<Problem> {
    if value.contains('\0') {
        return Some(Problem::NotText);
    }
    (value.chars().count() > limit).then_some(Problem::TooLong(limit))
}

/// Digits of any of our scripts, perhaps with a sign, thousands apart by commas, and a fraction.
fn is_number(text: &str) -> bool {
    let text: String = text.chars().map(latin_digit).collect();
    let text = text.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(&text);
    let (whole, fraction) = text.split_once(['.', '\u{66b}']).unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split([',', '\u{66c}']).collect();
    let whole_is_good = match groups.split_first() {
        Some((first, [])) => digits(first),
        Some((first, rest)) => {
            digits(first) && first.len() <= 3 && rest.iter().all(|group| digits(group) && group.len() == 3)
        }
        None => false,
    };
    whole_is_good && digits(fraction)
}

/// Arabic-Indic and Persian digits as Latin ones.
fn latin_digit(c: char) -> char {
    match c {
        '\u{660}'..='\u{669}' => char::from(b'0' + (c as u32 - 0x660) as u8),
        '\u{6f0}'..='\u{6f9}' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
        c => c,
    }
}

/// An address of the web with a host and nothing that a link must not hold.
fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_judged_by_its_kind() {
        let choices = ["Riyadh".to_owned(), "جدة".to_owned()];
        use FieldKind::*;
        for (kind, good, bad) in [
            (Text, &["anything", "=1+1"][..], &["a\0b"][..]),
            (
                Number,
                &["7", "-1.5", "1,200", "1,234,567.89", "٣٫٥", "١٢", "۱۲"],
                &["", "x", "1,20", "1e5", "NaN", ".", "1.", "--1"][1..],
            ),
            (Date, &["2026-02-28"], &["2026-02-30", "28/02/2026", "tomorrow"]),
            (Choice, &["Riyadh", " riyadh ", "جدة"], &["Mecca"]),
            (YesNo, &["yes", "No"], &["maybe", "1"]),
            (Email, &["a@b.co"], &["a@", "b.co"]),
            (Phone, &["+966 50 123 4567"], &["call me"]),
            (
                Url,
                &["https://example.com/a?b#c", "http://x"],
                &["example.com", "javascript:alert(1)", "https://", "https://a b"],
            ),
        ] {
            for value in good {
                assert_eq!(problem(kind, &choices, value), None, "{kind:?} {value:?}");
            }
            for value in bad {
                assert!(problem(kind, &choices, value).is_some(), "{kind:?} {value:?}");
            }
            assert_eq!(problem(kind, &choices, "  "), None, "{kind:?}");
        }
    }

    #[test]
    fn a_value_has_its_limit() {
        let longest = "ب".repeat(limits::FIELD_VALUE);
        assert_eq!(problem(FieldKind::LongText, &[], &longest), None);
        let longer = longest + "ب";
        assert_eq!(problem(FieldKind::LongText, &[], &longer), Some(Problem::TooLong(limits::FIELD_VALUE)));
        assert_eq!(built_in_problem(BuiltInField::Phone, "not a number"), Some(Problem::NotAPhone));
        assert_eq!(built_in_problem(BuiltInField::Email, "omar@"), Some(Problem::NotAnEmail));
        assert_eq!(built_in_problem(BuiltInField::Name, &"n".repeat(201)), Some(Problem::TooLong(200)));
        assert_eq!(built_in_problem(BuiltInField::Company, ""), None);
    }
}
