//! Phone numbers in the search index.

use phonenumber::PhoneNumber;
use phonenumber::country::{self, Source};

use crate::domain::fold::fold;
use crate::domain::phone::digits;

/// The digits that a stored phone is found by, each once: as written, also without a trunk zero in
/// brackets (`+44 (0)20 …`), then with the country code (E.164), then without it. A search finds the
/// phone when its [`phone_needle`](crate::domain::phone::phone_needle) stands within one of them.
///
/// What is country code and what is trunk prefix, libphonenumber's rules and metadata say. A number
/// written without a country code is taken for one of `default_country`. One that is not valid there
/// counts only as written, since a wrong country code would find the wrong records. The digits of an
/// extension count only as written too. Without any digit there is nothing to find.
pub fn phone_digits(raw: &str, default_country: country::Id) -> Vec<String> {
    let text = fold(raw);
    let mut forms = vec![digits(&text), digits(&text.replace("(0)", ""))];
    if let Some(number) = read_number(&text, default_country) {
        let national = number.national().to_string();
        forms.push(format!("{}{national}", number.code().value()));
        forms.push(national);
    }

    let mut found: Vec<String> = Vec::new();
    for form in forms {
        if !form.is_empty() && !found.contains(&form) {
            found.push(form);
        }
    }
    found
}

/// The valid number that starts at the first digit or plus of a folded text.
fn read_number(text: &str, default_country: country::Id) -> Option<PhoneNumber> {
    let text = text.trim_start_matches(|c: char| c != '+' && !c.is_ascii_digit());

    // With letters first, as they may be an extension or spell digits (1-800-FLOWERS). But a remark
    // behind the number (0501234567 Ali) spoils it.
    let before_letters = text.split(char::is_alphabetic).next()?;
    [text, before_letters].into_iter().find_map(|text| parse(text, default_country))
}

fn parse(text: &str, default_country: country::Id) -> Option<PhoneNumber> {
    let unsigned = text.trim_start_matches('+');
    let signed = unsigned.len() < text.len();
    let number = match unsigned.strip_prefix("00").or(signed.then_some(unsigned)) {
        // Without the default country, whose trunk prefix the parser would take off the numbers of
        // every country: with the US as default, the first 1 of +44 1632 960961.
        Some(international) => phonenumber::parse(None, format!("+{international}")),
        None => phonenumber::parse(Some(default_country), text),
    };

    // That also happens to a number dialled with a prefix of the default country, such as 011 in the
    // US. As written, such a number has its country code already.
    number.ok().filter(|number| number.code().source() != Source::Idd && number.is_valid())
}

#[cfg(test)]
mod tests {
    use phonenumber::country::{EG, GB, SA, US};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::phone::phone_needle;

    #[track_caller]
    fn check_digits(raw: &str, default_country: country::Id, expected: &[&str]) {
        assert_eq!(phone_digits(raw, default_country), expected, "digits of {raw:?}");
    }

    #[track_caller]
    fn check_found(stored: &str, query: &str, default_country: country::Id, expected: bool) {
        let needle = phone_needle(query);
        let found = needle
            .is_some_and(|needle| phone_digits(stored, default_country).iter().any(|digits| digits.contains(&needle)));
        assert_eq!(found, expected, "{query:?} in {stored:?}");
    }

    #[test]
    fn digits_as_written_with_and_without_country_code() {
        check_digits("+966 50 123 4567", SA, &["966501234567", "501234567"]);
        check_digits("0501234567", SA, &["0501234567", "966501234567", "501234567"]);
        check_digits("966501234567", SA, &["966501234567", "501234567"]);
        check_digits("+44 (0)20 7946 0958", SA, &["4402079460958", "442079460958", "2079460958"]);
        check_digits("0044 20 7946 0958", US, &["00442079460958", "442079460958", "2079460958"]);
        check_digits("(415) 555-0132 ext. 89", US, &["415555013289", "14155550132", "4155550132"]);
        check_digits("1-800-FLOWERS", US, &["1800", "18003569377", "8003569377"]);
        check_digits("+39 06 698 12345", SA, &["390669812345", "0669812345"]);
        // The default country lends no trunk prefix to the numbers of others.
        check_digits("+44 1624 675663", US, &["441624675663", "1624675663"]);
        check_digits("011 44 20 7946 0958", US, &["011442079460958"]);
    }

    #[test]
    fn only_digits_as_written_when_no_number_is_read() {
        check_digits("(415) 555-0132", SA, &["4155550132"]);
        check_digits("+44 (0)7700 900123", SA, &["4407700900123", "447700900123"]);
        check_digits("+999 123 4567", SA, &["9991234567"]);
        check_digits("0501234567 / 0559876543", SA, &["05012345670559876543"]);
        check_digits("12", SA, &["12"]);
        check_digits("extension 7", SA, &["7"]);
        check_digits("n/a", SA, &[]);
        check_digits("+", SA, &[]);
        check_digits("", SA, &[]);
    }

    #[test]
    fn saudi_phones() {
        let check = |stored, query, expected| check_found(stored, query, SA, expected);
        check("+966 50 123 4567", "0501234567", true);
        check("+966 50 123 4567", "050 123 4567", true);
        check("+966 50 123 4567", "+966501234567", true);
        check("+966 50 123 4567", "00966501234567", true);
        check("+966 50 123 4567", "+966 (0)50 123 4567", true);
        check("+966 50 123 4567", "٠٥٠١٢٣٤٥٦٧", true);
        check("+966 50 123 4567", "4567", true);
        check("+966 50 123 4567", "123-4567", true);
        check("0501234567", "+966 50 123 4567", true);
        check("0501234567", "00966 50-123-4567", true);
        check("٠٥٠ ١٢٣ ٤٥٦٧", "+966501234567", true);
        check("+٩٦٦٥٠١٢٣٤٥٦٧", "0501234567", true);
        check("۰۵۰۱۲۳۴۵۶۷", "50123", true);
        check("00966501234567", "+966 50 123 4567", true);
        check("+00966501234567", "0501234567", true);
        check("+966 (0)50 123 4567", "0501234567", true);
        check("+966 (0)50 123 4567", "+966501234567", true);
        check("966501234567", "0501234567", true);
        check("501234567", "+966501234567", true);
        check("\u{202a}+966 50 123 4567\u{202c}", "0501234567", true);
        check("050.123.4567", "+966-50-123-4567", true);
        check("0501234567 (Ali)", "+966501234567", true);
        check("جوال ٠٥٠١٢٣٤٥٦٧ واتساب", "+966501234567", true);
        check("tel:+966-50-123-4567", "0501234567", true);
        check("+966 50 123 4567 ext. 12", "0501234567", true);
        check("011 234 5678", "+966 11 234 5678", true);
        check("+966 11 234 5678", "0112345678", true);
        check("9200 12345", "+966920012345", true);

        check("+966 50 123 4567", "0501234568", false);
        check("+966 50 123 4567", "0551234567", false);
        check("+966 50 123 4567", "+971501234567", false);
        check("+966 50 123 4567", "966", false);
        check("+966 50 123 4567", "567", false);
        check("0501234567", "+20501234567", false);
        check("n/a", "0501234567", false);
        check("", "0501234567", false);
    }

    #[test]
    fn american_phones() {
        let check = |stored, query, expected| check_found(stored, query, SA, expected);
        check("+1 415-555-0132", "(415) 555-0132", true);
        check("+1 415-555-0132", "+1 (415) 555-0132", true);
        check("+1 415-555-0132", "1.415.555.0132", true);
        check("+1 415-555-0132", "001 415 555 0132", true);
        check("+1 415-555-0132", "555-0132", true);
        check("(415) 555-0132", "415 555 0132", true);
        check("(415) 555 0132", "4155550132", true);
        check("1 415 555 0132", "+14155550132", true);
        check("(415) 555-0132 x89", "415-555-0132", true);
        check("+1 415-555-0132", "(415) 555-0133", false);
        check("+1 415-555-0132", "(416) 555-0132", false);
        // Whose number it is, nobody can tell: the default country does not have it.
        check("(415) 555-0132", "+1 415 555 0132", false);

        let check = |stored, query, expected| check_found(stored, query, US, expected);
        check("(415) 555-0132", "+1 415 555 0132", true);
        check("(415) 555-0132 ext. 89", "+14155550132", true);
        check("1-800-FLOWERS", "1-800-356-9377", true);
        check("011 44 20 7946 0958", "+44 20 7946 0958", true);
        check("(415) 555-0132", "+966 415 555 0132", false);
    }

    #[test]
    fn british_phones() {
        let check = |stored, query, expected| check_found(stored, query, SA, expected);
        check("+44 20 7946 0958", "020 7946 0958", true);
        check("+44 20 7946 0958", "+442079460958", true);
        check("+44 20 7946 0958", "0044 20 7946 0958", true);
        check("+44 (0)20 7946 0958", "02079460958", true);
        check("+44 (0)20 7946 0958", "+44 20 7946 0958", true);
        check("0044 20 7946 0958", "+44 (0)20 7946 0958", true);
        check("0044 20 7946 0958", "(020) 7946-0958", true);
        check("020 7946 0958", "7946 0958", true);
        check("+44 (0)7700 900123", "07700 900123", true);
        check("+44 (0)7700 900123", "+447700900123", true);
        check("+44 20 7946 0958", "020 7946 0959", false);
        check("+44 20 7946 0958", "+1 20 7946 0958", false);
        check("020 7946 0958", "+44 20 7946 0958", false);

        check_found("020 7946 0958", "+44 20 7946 0958", GB, true);
    }

    #[test]
    fn egyptian_phones() {
        let check = |stored, query, expected| check_found(stored, query, SA, expected);
        check("+20 10 1234 5678", "010 1234 5678", true);
        check("+20 10 1234 5678", "٠١٠١٢٣٤٥٦٧٨", true);
        check("+20 10 1234 5678", "0020 10 1234 5678", true);
        check("+٢٠ ١٠ ١٢٣٤ ٥٦٧٨", "01012345678", true);
        check("0020 10 1234 5678", "+201012345678", true);
        check("010 1234 5678", "01012345678", true);
        check("+20 2 2735 1234", "02 2735 1234", true);
        check("+20 10 1234 5678", "011 1234 5678", false);
        check("+20 10 1234 5678", "+966 10 1234 5678", false);
        check("010 1234 5678", "+20 10 1234 5678", false);

        check_found("010 1234 5678", "+20 10 1234 5678", EG, true);
    }

    proptest! {
        #[test]
        fn any_text_has_digits_that_its_own_needle_finds(raw in "[+]?(00)?[0-9٠-٩ ()./-]{0,20}|\\PC{0,20}") {
            let digits = phone_digits(&raw, SA);
            prop_assert!(digits.iter().all(|form| form.bytes().all(|b| b.is_ascii_digit())));
            if let Some(needle) = phone_needle(&raw) {
                prop_assert!(digits.iter().any(|form| form.contains(&needle)), "{needle} in {digits:?}");
            }
        }
    }
}
