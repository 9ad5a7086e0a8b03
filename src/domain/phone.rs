//! Phone numbers in search: what a query looks for. What a stored phone is found by takes the
//! metadata of every country, so it stays with the store.

pub use super::fold::ascii_digit;
use super::fold::fold;

/// The digits to look for when `query` reads as a phone number or a part of one, else `None`.
///
/// The product's rule: it does when it has four digits or more, of any script, and beside them only
/// white space, invisible marks and the punctuation of phones, `+ - . ( ) /`. A leading `+`, `00` or
/// `0` is dropped, and so is `(0)` anywhere: they say how to dial, while a stored phone is found by
/// its digits with the country code and without. When fewer than three digits remain (`0012`) there
/// is nothing to look for: two would be found in nearly every phone.
pub fn phone_needle(query: &str) -> Option<String> {
    let query = fold(query);
    let reads_as_phone = query.chars().all(|c| c.is_ascii_digit() || " +-.()/".contains(c));
    if !reads_as_phone || digits(&query).len() < 4 {
        return None;
    }

    let dialled = digits(&query.replace("(0)", ""));
    let needle = dialled.strip_prefix("00").or(dialled.strip_prefix('0')).unwrap_or(&dialled);
    (needle.len() >= 3).then(|| needle.to_owned())
}

/// The digits of `text`, those of every script as ASCII, and nothing else of it.
pub fn digits(text: &str) -> String {
    text.chars().filter_map(ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: Option<&str>) {
        assert_eq!(phone_needle(query).as_deref(), expected, "needle of {query:?}");
    }

    #[test]
    fn saudi_numbers() {
        check("+966 50 123 4567", Some("966501234567"));
        check("+966501234567", Some("966501234567"));
        check("00966 50 123 4567", Some("966501234567"));
        check("+966 (0)50 123 4567", Some("966501234567"));
        check("966501234567", Some("966501234567"));
        check("0501234567", Some("501234567"));
        check("050-123-4567", Some("501234567"));
        check("501234567", Some("501234567"));
        check("٠٥٠١٢٣٤٥٦٧", Some("501234567"));
        check("+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", Some("966501234567"));
        check("٠٠٩٦٦٥٠١٢٣٤٥٦٧", Some("966501234567"));
        check("۰۵۰۱۲۳۴۵۶۷", Some("501234567"));
        check("920012345", Some("920012345"));
    }

    #[test]
    fn american_numbers() {
        check("(415) 555-0132", Some("4155550132"));
        check("+1 (415) 555-0132", Some("14155550132"));
        check("+1.415.555.0132", Some("14155550132"));
        check("1-415-555-0132", Some("14155550132"));
        check("415/555-0132", Some("4155550132"));
        check("555-0132", Some("5550132"));
    }

    #[test]
    fn british_and_egyptian_numbers() {
        check("020 7946 0958", Some("2079460958"));
        check("+44 20 7946 0958", Some("442079460958"));
        check("+44 (0)20 7946 0958", Some("442079460958"));
        check("(020) 7946 0958", Some("2079460958"));
        check("0044 20 7946 0958", Some("442079460958"));
        check("010 1234 5678", Some("1012345678"));
        check("+20 10 1234 5678", Some("201012345678"));
        check("٠١٠ ١٢٣٤ ٥٦٧٨", Some("1012345678"));
    }

    #[test]
    fn what_stands_between_digits() {
        check("  4567  ", Some("4567"));
        check("050\u{a0}123\u{202f}4567", Some("501234567"));
        check("\u{202a}+966 50 123 4567\u{202c}", Some("966501234567"));
        check("\u{200e}0501234567\u{200f}", Some("501234567"));
        check("050\u{2011}123–4567", Some("501234567"));
        check("＋９６６５０１２３４５６７", Some("966501234567"));
        check("050\t123\n4567", Some("501234567"));
    }

    #[test]
    fn four_digits_make_a_needle_and_three_must_remain() {
        check("4567", Some("4567"));
        check("0132", Some("132"));
        check("00132", Some("132"));
        check("000132", Some("0132"));
        check("1000", Some("1000"));
        check("(0)123", Some("123"));
        check("567", None);
        check("050", None);
        check("+966", None);
        check("0012", None);
        check("0000", None);
        check("(0)12", None);
        check("", None);
        check("+", None);
        check("- -", None);
    }

    #[test]
    fn digits_of_any_text() {
        assert_eq!(digits("+٩٦٦ (0)50-۱۲۳ ４５６７ ext. 89"), "966050123456789");
        assert_eq!(digits("m², ①, 五, n/a"), "");
    }

    #[test]
    fn other_text_is_no_phone() {
        check("omar", None);
        check("0501234567 omar", None);
        check("room 2041", None);
        check("غرفة ٢٠٤١", None);
        check("WIT-LED-12345", None);
        check("1234@example.com", None);
        check("#1234", None);
        check("12:30:45", None);
        check("1,234.50", None);
        check("1_2_3_4", None);
        check("٣٫٥٠٠٠٪", None);
        check("五五五五", None);
    }
}
