use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_public_assigned;

use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(fold(text), expected, "fold of {text:?}");
}

/// Checks the highlights by writing them into the text: `[` and `]` stand around every match.
#[track_caller]
fn check_matches(marked: &str, needle: &str) {
    let text = marked.replace(['[', ']'], "");
    let mut highlighted = text.clone();
    for (start, end) in matches_in(&text, needle).into_iter().rev() {
        highlighted.insert(end as usize, ']');
        highlighted.insert(start as usize, '[');
    }
    assert_eq!(highlighted, marked, "matches of {needle:?}");
}

#[test]
fn english() {
    check("", "");
    check("omar", "omar");
    check("Omar", "omar");
    check("OMAR HADDAD", "omar haddad");
    check("McDonald's", "mcdonald's");
    check("WIT-LED-A4B2X", "wit-led-a4b2x");
    check("omar.haddad+vip@Example.COM", "omar.haddad+vip@example.com");
    check("https://Example.com/a?b=C#d", "https://example.com/a?b=c#d");
    check("=SUM(A1:A9)", "=sum(a1:a9)");
    check("<b>Bold</b> & \"quoted\"", "<b>bold</b> & \"quoted\"");
    check("100% sure, isn't it?", "100% sure, isn't it?");
    check("snake_case | pipe ~ tilde ^ caret", "snake_case | pipe ~ tilde ^ caret");
}

#[test]
fn accents() {
    check("café", "cafe");
    check("cafe\u{301}", "cafe");
    check("CAFÉ", "cafe");
    check("Zoë Brontë", "zoe bronte");
    check("naïve façade", "naive facade");
    check("Dvořák", "dvorak");
    check("Ångström", "angstrom");
    check("\u{212b}ngstrom", "angstrom");
    check("São Paulo", "sao paulo");
    check("El Niño", "el nino");
    check("Nguyễn Thị Đào", "nguyen thi dao");
    check("Škoda Žižkov", "skoda zizkov");
    check("Świętosław", "swietoslaw");
    check("Hafnarfjörður", "hafnarfjordur");
    check("e\u{301}\u{302}\u{303}", "e");
    check("\u{301}", "");
    check("20 \u{b0}C", "20 °c");
    check("a\u{a8}b", "ab");
    check("\u{af}", "");
}

#[test]
fn letters_that_do_not_decompose() {
    check("Straße", "strasse");
    check("STRASSE", "strasse");
    check("STRAẞE", "strasse");
    check("Æsop, Cæsar", "aesop, caesar");
    check("Œuvre, cœur", "oeuvre, coeur");
    check("Søren Ærø", "soren aero");
    check("Łódź", "lodz");
    check("Đorđe", "dorde");
    check("Þór Guðmundsson", "thor gudmundsson");
    check("Ħamrun", "hamrun");
    check("Ŧ", "t");
    check("İstanbul", "istanbul");
    check("ISTANBUL", "istanbul");
    check("ISPARTA ısparta", "isparta isparta");
    check("DİYARBAKIR", "diyarbakir");
}

#[test]
fn presentation() {
    check("ﬁnance", "finance");
    check("oﬃce", "office");
    check("ﬂow", "flow");
    check("Ａｃｍｅ　Ｌｔｄ", "acme ltd");
    check("𝐀𝐜𝐦𝐞", "acme");
    check("ⓐⓑⓒ", "abc");
    check("™ ℠ №", "tm sm no");
    check("½ cup", "1/2 cup");
    check("m²", "m2");
    check("H₂O", "h2o");
    check("① ②", "1 2");
    check("㎏", "kg");
    check("Ⅳ", "iv");
    check("ſhip", "ship");
    check("Ǆ ǅ ǆ", "dz dz dz");
    check("…", "...");
}

#[test]
fn arabic_diacritics_and_tatweel() {
    check("محمد", "محمد");
    check("مُحَمَّد", "محمد");
    check("السَّلامُ عليكُم", "السلام عليكم");
    check("كِتَابٌ", "كتاب");
    check("كتابًا", "كتابا");
    check("شُكْرًا", "شكرا");
    check("مـحـمـد", "محمد");
    check("مــــحمد", "محمد");
    check("العـــربية", "العربيه");
    check("هـ", "ه");
    check("ـ", "");
    check("هٰذا", "هذا");
    check("الرحمٰن", "الرحمن");
    check("بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ", "بسم الله الرحمن الرحيم");
    check("\u{64e}\u{651}", "");
    check("ق\u{6d6}ف\u{6ec}", "قف");
}

#[test]
fn arabic_letter_variants() {
    check("أحمد", "احمد");
    check("احمد", "احمد");
    check("إبراهيم", "ابراهيم");
    check("آمنة", "امنه");
    check("ٱلله", "الله");
    check("\u{627}\u{653}منة", "امنه");
    check("\u{627}\u{654}حمد", "احمد");
    check("\u{672}\u{673}", "اا");
    check("فاطمة", "فاطمه");
    check("فاطمه", "فاطمه");
    check("مصطفى", "مصطفي");
    check("مصطفي", "مصطفي");
    check("هدى", "هدي");
    check("مؤمن", "مومن");
    check("فؤاد", "فواد");
    check("رائد", "رايد");
    check("هيئة", "هييه");
    check("وفاء", "وفاء");
    check("ماء", "ماء");
    check("شيء", "شيء");
    check("مسؤول", "مسوول");
    check("مكة المكرمة", "مكه المكرمه");
    check("الإمارات العربية المتحدة", "الامارات العربيه المتحده");
    check("شركة الأفق", "شركه الافق");
}

#[test]
fn persian_and_urdu_letters() {
    check("علی", "علي");
    check("کریم", "كريم");
    check("كريم", "كريم");
    check("می\u{200c}خواهم", "ميخواهم");
    check("خانه\u{654}", "خانه");
    check("خان\u{6c0}", "خانه");
    check("چای", "چاي");
    check("ہمارے", "هماري");
    check("گھر", "گهر");
    check("\u{6aa}تاب", "كتاب");
    check("\u{6c3}", "ه");
    check("پژوهش", "پژوهش");
}

#[test]
fn arabic_presentation_forms() {
    check("\u{fefb}", "لا");
    check("\u{fefc}", "لا");
    check("\u{fef7}", "لا");
    check("\u{fef5}", "لا");
    check("\u{fe8e}", "ا");
    check("\u{fe94}", "ه");
    check("\u{feef}", "ي");
    check("\u{fee3}\u{feaa}", "مد");
    check("\u{fdf2}", "الله");
    check("\u{fdfa}", "صلي الله عليه وسلم");
    check("\u{fdfc}", "ريال");
    // Harakat that stand alone or on a tatweel.
    check("م\u{fe76}ن", "من");
    check("م\u{fe77}ن", "من");
    check("\u{fc60}", "");
    check("\u{fcf2}", "");
}

#[test]
fn digits() {
    check("0123456789", "0123456789");
    check("٠١٢٣٤٥٦٧٨٩", "0123456789");
    check("۰۱۲۳۴۵۶۷۸۹", "0123456789");
    check("０１２３４５６７８９", "0123456789");
    check("०१२३४५६७८९", "0123456789");
    check("০১২৩৪৫৬৭৮৯", "0123456789");
    check("๐๑๒๓๔๕๖๗๘๙", "0123456789");
    check("𝟎𝟏𝟐𝟑", "0123");
    check("\u{1e950}\u{1e959}", "09");
    check("+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", "+966 50 123 4567");
    check("٢٠٢٦/١١/٢٢", "2026/11/22");
    check("٣٫٥", "3.5");
    check("١٬٠٠٠٬٠٠٠", "1,000,000");
    check("٥٠٪", "50%");
    check("غرفة ٢٠٤", "غرفه 204");
    // Numbers that are not decimal digits.
    check("五", "五");
    check("\u{1369}", "\u{1369}");
}

#[test]
fn punctuation() {
    check("O’Brien", "o'brien");
    check("O‘Brien", "o'brien");
    check("O`Brien", "o'brien");
    check("O´Brien", "o'brien");
    check("O\u{1ffd}Brien", "o'brien");
    check("O\u{2bc}Brien", "o'brien");
    check("Sa\u{2bf}d al-Qur\u{2be}an", "sa'd al-qur'an");
    check("“Acme”", "\"acme\"");
    check("„Acme‟", "\"acme\"");
    check("«Acme» ‹Ltd›", "\"acme\" 'ltd'");
    check("3′ 4″", "3' 4''");
    check("2020–2026", "2020-2026");
    check("wait — what", "wait - what");
    check("co\u{2011}op", "co-op");
    check("−5", "-5");
    check("﹣5－6", "-5-6");
    check("نعم، لا؛ متى؟", "نعم, لا; متي?");
    check("ہاں\u{6d4}", "هاں.");
    check("＋１（２）", "+1(2)");
}

#[test]
fn white_space_and_controls() {
    check(" ", "");
    check("  a  ", "a");
    check("a  b", "a b");
    check("a\tb", "a b");
    check("a\r\n\r\nb", "a b");
    check("a\0b", "a b");
    check(&format!("a{SEPARATOR}b"), "a b");
    check("\u{7f}a\u{85}b\u{9b}", "a b");
    check("a\u{a0}b", "a b");
    check("a\u{2003}\u{3000}b", "a b");
    check("a\u{2028}b\u{2029}c", "a b c");
    check("a\u{202f}b\u{1680}c", "a b c");
    check("a \u{200b} b", "a b");
    check("a \u{301} b", "a b");
    check("سطر\nآخر", "سطر اخر");
}

#[test]
fn invisible_characters() {
    check("\u{feff}a", "a");
    check("so\u{ad}ft", "soft");
    check("a\u{200b}b\u{200c}c\u{200d}d", "abcd");
    check("\u{200e}+966\u{200f}", "+966");
    check("\u{202a}+966\u{202c}", "+966");
    check("\u{2066}a\u{2067}b\u{2068}c\u{2069}", "abc");
    check("\u{202e}a\u{202d}b\u{202b}c", "abc");
    check("\u{61c}12\u{2060}3", "123");
    check("a\u{34f}\u{180e}b", "ab");
}

#[test]
fn emoji() {
    check("😀", "😀");
    check("Hi 👋🏽!", "hi 👋🏽!");
    check("❤\u{fe0f}", "❤");
    check("1\u{fe0f}\u{20e3}", "1");
    check("👩\u{200d}💻", "👩💻");
    check("🇸🇦", "🇸🇦");
}

#[test]
fn other_scripts() {
    check("ΟΔΥΣΣΕΥΣ", "οδυσσευσ");
    check("Ὀδυσσεύς", "οδυσσευσ");
    check("ΑΘΉΝΑ", "αθηνα");
    check("Ёлка", "елка");
    check("МОСКВА", "москва");
    check("שָׁלוֹם", "שלום");
    check("ﾃｽﾄ", "テスト");
    check("ガ", "カ");
    check("中文", "中文");
    assert_eq!(fold("\u{d55c}"), fold("\u{1112}\u{1161}\u{11ab}"));
}

#[test]
fn matches_of_plain_text() {
    check_matches("nothing here", "x");
    check_matches("nothing here", "");
    check_matches("", "x");
    check_matches("[Omar] Haddad", "omar");
    check_matches("Omar H[ad]d[ad]", "ad");
    check_matches("[ab][ab]a", "ab");
    check_matches("[aa]a", "aa");
    check_matches("[WIT-LED-A4B2X]", "wit-led-a4b2x");
}

#[test]
fn matches_of_accents_and_joined_letters() {
    check_matches("[Café] noir", "cafe");
    check_matches("[Cafe\u{301}] noir", "cafe");
    check_matches("Ca[fe\u{301}\u{327}]s", "fe");
    check_matches("\u{301}[e]", "e");
    check_matches("o[ﬃ]ce", "fi");
    check_matches("[oﬃ]ce", "off");
    check_matches("[ﬁ\u{301}]n", "f");
    check_matches("[S]tra[ß]e", "s");
    check_matches("Stra[ße]", "se");
    check_matches("[Straße]", "strasse");
    check_matches("[½]", "1/2");
    check_matches("[½]", "2");
    check_matches("[İs]tanbul", "is");
    check_matches("C[æ]s[a]r", "a");
}

#[test]
fn matches_of_arabic() {
    check_matches("[مُحَمَّد] علي", "محمد");
    check_matches("مُ[حَ]مَّد", "ح");
    check_matches("[مـــحـــمد]", "محمد");
    check_matches("[مـــ]ح[م]د", "م");
    check_matches("[هـ]", "ه");
    check_matches("[مـَ]ن", "م");
    check_matches("يا [أحمد]", "احمد");
    check_matches("[آ]منة", "ا");
    check_matches("[فاطمة]", "فاطمه");
    check_matches("غرفة [٢٠٤]", "204");
    check_matches("غرفة ٢[٠]٤", "0");
    check_matches("ع[\u{fefb}]ج", "لا");
    check_matches("ع[\u{fefb}]ج", "ا");
    check_matches("ع[\u{fef7}\u{64e}]ج", "ا");
}

#[test]
fn matches_across_white_space_and_controls() {
    check_matches("first [line\n\t second] line", "line second");
    check_matches("  [a]  ", "a");
    check_matches("[a\u{a0}\0\u{3000}b]", "a b");
    check_matches("\u{202a}[+966 50\u{202c}]", "+966 50");
    check_matches("[so\u{ad}ft]", "soft");
    check_matches("a[ \n ]b", " ");
    check_matches("[\u{fdfa}]", "الله");
}

#[test]
fn matches_of_emoji() {
    check_matches("Hi [👋🏽]!", "👋🏽");
    check_matches("[❤\u{fe0f}] you", "❤");
    check_matches("😀 [ok] 😀", "ok");
    check_matches("[1\u{fe0f}\u{20e3}]", "1");
}

/// Letters are folded one at a time, so with the property below, which has neighbours, this is a
/// proof.
#[test]
fn every_character_folds_once_and_for_all() {
    for letter in every_character() {
        let folded = fold(&letter.to_string());
        assert_eq!(fold(&folded), folded, "{letter:?}");
        assert!(!folded.contains(|c: char| c.is_control() || is_dropped(c)), "{letter:?}");
    }
}

#[test]
fn every_character_folds_the_same_in_upper_and_lower_case() {
    for letter in every_character() {
        let cases = [letter.to_uppercase().to_string(), letter.to_lowercase().to_string()];
        // The Greek iota below a letter, a mark, becomes a letter of its own in upper case.
        if letter.nfkd().any(|part| part == '\u{345}') {
            continue;
        }
        for case in cases.into_iter().filter(|case| !case.chars().eq([letter])) {
            assert_eq!(fold(&case), fold(&letter.to_string()), "{letter:?}");
        }
    }
}

fn every_character() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|c| is_public_assigned(*c) || c.is_control())
}

#[test]
fn digits_of_every_script_have_an_ascii_digit() {
    assert!(ZEROS.is_sorted());
    for zero in ZEROS {
        for value in 0..10 {
            let digit = char::from_u32(zero as u32 + value).unwrap();
            assert!(digit.is_numeric(), "{digit:?}");
            assert_eq!(ascii_digit(digit), char::from_digit(value, 10), "{digit:?}");
        }
    }
    for other in ['\0', '/', ':', 'a', '²', '①', '五', '\u{66a}', char::MAX] {
        assert_eq!(ascii_digit(other), None, "{other:?}");
    }
}

/// Text of everything: mostly what folding changes, with its neighbours in Unicode.
fn texts() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        4 => any::<char>(),
        4 => prop::char::range('\u{600}', '\u{6ff}'),
        2 => prop::char::range('\u{fb00}', '\u{feff}'),
        2 => prop::char::range('\u{a0}', '\u{17f}'),
        2 => prop::char::range('\u{2000}', '\u{206f}'),
        2 => prop::char::range('\u{300}', '\u{36f}'),
        4 => prop::char::range(' ', '~'),
        2 => prop::sample::select(vec![' ', '\n', '\0', SEPARATOR]),
    ];
    prop::collection::vec(letter, 0..24).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in texts()) {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn folded_text_is_tidy(text in texts()) {
        let folded = fold(&text);
        prop_assert_eq!(folded.trim(), &folded);
        prop_assert!(!folded.contains("  ") && !folded.contains(SEPARATOR) && !folded.contains('\0'));
    }

    #[test]
    fn composed_and_decomposed_text_fold_the_same(text in texts()) {
        prop_assert_eq!(fold(&text.nfc().to_string()), fold(&text));
        prop_assert_eq!(fold(&text.nfd().to_string()), fold(&text));
    }

    #[test]
    fn places_tile_the_original_and_the_folded_text(text in texts()) {
        let (mut original_end, mut folded_end) = (0, 0);
        let mut joined = String::new();
        let folded = fold_letters(&text, |original, folded| {
            assert_eq!((original.start, folded.start), (original_end, folded_end));
            (original_end, folded_end) = (original.end, folded.end);

            let letter = &text[original];
            match fold(letter) {
                alone if alone.is_empty() && !folded.is_empty() => joined.push(' '),
                alone => joined.push_str(&alone),
            }
            assert_eq!(joined.len(), folded.end, "{letter:?}");
        });
        prop_assert_eq!(original_end, text.len());
        prop_assert_eq!(joined.trim_end(), &folded);
        prop_assert_eq!(fold(&text), folded);
    }

    #[test]
    fn what_is_copied_from_a_text_is_found_in_it(before in texts(), query in texts(), after in texts()) {
        let needle = fold(&query);
        let text = before + &query + &after;
        prop_assert!(fold(&text).contains(&needle));
        prop_assert_eq!(matches_in(&text, &needle).is_empty(), needle.is_empty());
    }

    #[test]
    fn matches_are_whole_letters_that_hold_the_needle(text in texts(), needle in "[a-z0-9ا-ي ]{1,2}") {
        let matches = matches_in(&text, &needle);
        prop_assert_eq!(!matches.is_empty(), fold(&text).contains(&needle));
        let mut free = 0;
        for (start, end) in matches {
            let (start, end) = (start as usize, end as usize);
            prop_assert!(free <= start && start < end);
            free = end;
            // Slicing panics off a character's boundary.
            prop_assert!(fold(&text[start..end]).contains(needle.trim()));
            let next = text[end..].chars().next();
            prop_assert!(!next.is_some_and(is_dropped), "a mark was cut off: {:?}", next);
        }
    }
}
