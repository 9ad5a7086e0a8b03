use proptest::prelude::*;

use super::*;

#[test]
fn what_could_be_computed_begins_with_an_apostrophe() {
    for risky in [
        "=1+1",
        "+966 50 123 4567",
        "-5",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "\u{a0}\u{3000}=1",
        "\n=1",
        "\u{feff}=1",
        "\u{200f}\u{202b}-١",
        "\0=1",
        "\tTaif",
        "\rTaif",
        "\r\n",
        "  \t x",
        "\n\tx",
        "'",
        "'quoted'",
        "''",
        " 'x",
    ] {
        assert_eq!(guard(risky), format!("'{risky}"), "{risky:?}");
    }
}

#[test]
fn everything_else_stays_as_it_is() {
    for plain in [
        "",
        " ",
        "\n",
        "\nOn the second line",
        "Omar",
        "0501234567",
        "1=1",
        "a-b",
        "omar@example.com",
        "\"=1\"",
        "(=1)",
        "مرحبا",
        "\u{200f}مرحبا = 1",
        "2026-11-23T10:00:00+03:00",
        "’tis",
    ] {
        assert!(matches!(guard(plain), Cow::Borrowed(same) if same == plain), "{plain:?}");
    }
}

/// Texts of what makes a difference, more often than chance would have it.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[ \t\r\n\u{a0}\u{3000}\u{200b}\u{200f}\u{feff}\0]",
        "['=+@＝＋－＠-]",
        "[a-z0-9ء-ي]",
        any::<char>().prop_map(String::from)
    ];
    prop_oneof![proptest::collection::vec(part, 0..8).prop_map(|parts| parts.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn the_data_come_back(text in texts()) {
        let cell = guard(&text);
        prop_assert_eq!(unguard(&cell), text.as_str());
    }

    /// However a spreadsheet trims: the contract's rule, in other words.
    #[test]
    fn no_cell_begins_with_what_is_computed(text in texts()) {
        let cell = guard(&text);
        let risky = |c: char| "=+-@＝＋－＠".contains(c);
        for trimmed in [
            &*cell,
            cell.trim_start(),
            cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control()),
            cell.trim_start_matches(|c: char| c.is_whitespace() || "\u{feff}\u{200b}\u{200e}\u{200f}".contains(c)),
        ] {
            prop_assert!(!trimmed.starts_with(risky), "{:?}", trimmed);
        }
        prop_assert!(!cell.starts_with(['\t', '\r']), "{:?}", cell);
    }

    /// Two texts are never one cell, so two headers stay two.
    #[test]
    fn no_two_texts_make_one_cell(one in texts(), other in texts()) {
        prop_assert_eq!(one == other, guard(&one) == guard(&other));
    }
}
