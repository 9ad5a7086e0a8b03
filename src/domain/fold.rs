//! The one folding of text for search.
//!
//! Records are found by substring, ignoring case, accents, Arabic diacritics and letter variants,
//! and the script of digits. Both sides of a search go through [`fold`]: the text when it is stored,
//! the query when it is asked. Letters are folded one at a time, without a look at their neighbours,
//! so whatever is copied out of a text is found in it again, and [`matches_in`] can tell which
//! letters of the original matched.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Stands between folded fields that are searched as one text. Control characters fold to a space,
/// so no folded text holds this one and no query matches across two fields.
pub const SEPARATOR: char = '\u{1f}';

/// The form of `text` that search compares. Folding twice is the same as folding once.
///
/// - Letters lose their presentation: Unicode's compatibility decomposition (NFKD, UAX #15), without
///   the marks, in lower case. So É is e, ﬁ is fi, ß is ss, ς is σ, and Turkish İ and ı are both i.
/// - Latin letters that do not decompose become what CLDR's Latin-ASCII transform writes for them:
///   ø is o, ł is l, đ is d, æ is ae, œ is oe, þ is th.
/// - Arabic and Persian letters follow Lucene's ArabicNormalizer and PersianNormalizer: every alef is
///   ا, every yeh is ي, every kaf is ك, heh and teh marbuta are ه, and tatweel is dropped. A hamza
///   leaves its seat behind (ؤ is و, ئ is ي), as many writers omit it. Alone (ء) it is a letter of
///   its own and stays.
/// - Decimal digits of every script become ASCII.
/// - Quotation marks, apostrophes, dashes and Arabic punctuation become their ASCII counterparts.
/// - A run of white space and control characters becomes one space, and none at either end.
///   Zero-width and bidirectional control characters are dropped.
///
/// Scripts that write vowels as marks (Devanagari, Thai) lose those vowels too: a search there finds
/// too much rather than too little.
pub fn fold(text: &str) -> String {
    fold_letters(text, |_, _| {})
}

/// Where `text` holds `needle`, which is already folded: byte ranges of the original, to highlight,
/// sorted and not overlapping. An empty needle is nowhere.
///
/// A range holds whole letters: all of ﬁ for the needle `f`, and with each letter what follows it and
/// folds to nothing (marks, tatweel, joiners), as UAX #29 keeps them in one grapheme. A highlight
/// never parts an Arabic letter from its harakat.
pub fn matches_in(text: &str, needle: &str) -> Vec<(u32, u32)> {
    if needle.is_empty() {
        return Vec::new();
    }

    // Each letter of the folded text: where its folding starts, and what it was in the original.
    let mut letters: Vec<(usize, Range<usize>)> = Vec::new();
    let folded = fold_letters(text, |original, folded| {
        if !folded.is_empty() {
            letters.push((folded.start, original));
        } else if let Some((_, letter)) = letters.last_mut() {
            letter.end = original.end;
        }
    });
    let letter_at = |position: usize| {
        let following = letters.partition_point(|(start, _)| *start <= position);
        &letters[following - 1].1
    };

    // u32, as no text of a record comes near 4 GiB.
    let mut found: Vec<(u32, u32)> = Vec::new();
    for (position, _) in folded.match_indices(needle) {
        let start = letter_at(position).start as u32;
        let end = letter_at(position + needle.len() - 1).end as u32;
        match found.last_mut() {
            // Two matches inside one letter, such as `s` in ß.
            Some(last) if start < last.1 => last.1 = end,
            _ => found.push((start, end)),
        }
    }
    found
}

/// The ASCII digit of a decimal digit of any script (Unicode's general category Nd), else `None`.
pub fn ascii_digit(digit: char) -> Option<char> {
    let runs_up_to_it = ZEROS.partition_point(|zero| *zero <= digit);
    let zero = ZEROS[runs_up_to_it.checked_sub(1)?];
    char::from_digit(digit as u32 - zero as u32, 10)
}

/// Folds `text` and tells `seen`, for each character in turn, its place in the original and the place
/// of its folding, empty when it adds nothing. A space at the very end is told, then taken away.
fn fold_letters(text: &str, mut seen: impl FnMut(Range<usize>, Range<usize>)) -> String {
    let mut folded = String::with_capacity(text.len());
    for (start, letter) in text.char_indices() {
        let folded_start = folded.len();
        push_folded(letter, &mut folded);
        seen(start..start + letter.len_utf8(), folded_start..folded.len());
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

fn push_folded(letter: char, folded: &mut String) {
    if letter.is_ascii_alphanumeric() {
        // Most text, and none of the tables below has it.
        folded.push(letter.to_ascii_lowercase());
    } else if is_space(letter) {
        push_space(folded);
    } else if matches!(letter, '\u{b4}' | '\u{1ffd}') {
        // The acute accent that stands alone is typed for an apostrophe. Decomposing would lose it.
        folded.push('\'');
    } else {
        let mut first = true;
        decompose_compatible(letter, |part| {
            // An accent that stands alone (¨, the isolated fatha) decomposes to a space and a mark.
            let bears_mark = first && part == ' ';
            first = false;
            if !bears_mark {
                push_part(part, folded);
            }
        });
    }
}

/// Pushes one part of a decomposed letter.
fn push_part(part: char, folded: &mut String) {
    if is_dropped(part) {
        return;
    }
    if is_space(part) {
        push_space(folded);
    } else if let Some(digit) = ascii_digit(part) {
        folded.push(digit);
    } else if let Some(plain) = plain(part) {
        folded.push_str(plain);
    } else {
        push_lower(part, folded);
    }
}

/// Lower case by way of upper case, which joins the lower cases of one letter: ß and ss, ς and σ, ı
/// and i.
fn push_lower(part: char, folded: &mut String) {
    let lower = part.to_uppercase().flat_map(char::to_lowercase);
    if lower.clone().eq([part]) {
        folded.push(part);
    } else {
        // The other case may decompose, bear marks or stand in a table.
        lower.for_each(|letter| push_folded(letter, folded));
    }
}

fn push_space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}

/// What nobody types to find a word: marks (Arabic harakat among them), tatweel, and the characters
/// that only steer layout (Unicode's ignorable format characters).
fn is_dropped(part: char) -> bool {
    matches!(
        part,
        '\u{640}'                    // tatweel
        | '\u{ad}'                   // soft hyphen
        | '\u{61c}'                  // Arabic letter mark
        | '\u{180e}'                 // Mongolian vowel separator
        | '\u{200b}'..='\u{200f}'    // zero-width space and joiners, direction marks
        | '\u{202a}'..='\u{202e}'    // direction embeddings and overrides
        | '\u{2060}'..='\u{206f}'    // word joiner, invisible operators, direction isolates
        | '\u{feff}'                 // byte order mark
        | '\u{fff9}'..='\u{fffb}'    // annotation anchors
        | '\u{e0000}'..='\u{e007f}'  // tags
    ) || is_combining_mark(part)
}

/// What is written for a character that Unicode does not decompose to it. Arabic letters stand as
/// code points, so that the lines read left to right.
fn plain(part: char) -> Option<&'static str> {
    Some(match part {
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",

        '\u{671}'..='\u{673}' => "\u{627}", // alef wasla, alefs with wavy hamza
        '\u{649}' | '\u{6cc}' | '\u{6d2}' => "\u{64a}", // alef maksura, Farsi yeh, yeh barree
        '\u{6a9}' | '\u{6aa}' => "\u{643}", // keheh, swash kaf
        '\u{629}' | '\u{6c3}' => "\u{647}", // teh marbuta, with or without goal
        '\u{6be}' | '\u{6c1}' | '\u{6d5}' => "\u{647}", // heh doachashmee, heh goal, ae

        '\u{60c}' | '\u{66c}' => ",", // comma, thousands separator
        '\u{66b}' | '\u{6d4}' => ".", // decimal separator, full stop
        '\u{61b}' => ";",
        '\u{61f}' => "?",
        '\u{66a}' => "%",

        '`' | '‹' | '›' | '\u{2018}'..='\u{201b}' | '\u{2032}' => "'", // quotes, apostrophe, prime
        '\u{2b9}' | '\u{2bb}'..='\u{2bf}' => "'",                      // transliterated hamza, ayn and soft sign
        '«' | '»' | '\u{201c}'..='\u{201f}' | '\u{2ba}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-", // hyphens, dashes, minus
        '\u{2044}' | '\u{2215}' => "/",              // the slash of ½, division slash
        _ => return None,
    })
}

/// The zero of every run of ten decimal digits (general category Nd, Unicode 17).
#[rustfmt::skip]
const ZEROS: [char; 77] = [
    '\u{30}', '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}',
    '\u{b66}', '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}',
    '\u{f20}', '\u{1040}', '\u{1090}', '\u{17e0}', '\u{1810}', '\u{1946}', '\u{19d0}', '\u{1a80}',
    '\u{1a90}', '\u{1b50}', '\u{1bb0}', '\u{1c40}', '\u{1c50}', '\u{a620}', '\u{a8d0}', '\u{a900}',
    '\u{a9d0}', '\u{a9f0}', '\u{aa50}', '\u{abf0}', '\u{ff10}', '\u{104a0}', '\u{10d30}',
    '\u{10d40}', '\u{11066}', '\u{110f0}', '\u{11136}', '\u{111d0}', '\u{112f0}', '\u{11450}',
    '\u{114d0}', '\u{11650}', '\u{116c0}', '\u{116d0}', '\u{116da}', '\u{11730}', '\u{118e0}',
    '\u{11950}', '\u{11bf0}', '\u{11c50}', '\u{11d50}', '\u{11da0}', '\u{11de0}', '\u{11f50}',
    '\u{16130}', '\u{16a60}', '\u{16ac0}', '\u{16b50}', '\u{16d70}', '\u{1ccf0}', '\u{1d7ce}',
    '\u{1d7d8}', '\u{1d7e2}', '\u{1d7ec}', '\u{1d7f6}', '\u{1e140}', '\u{1e2f0}', '\u{1e4f0}',
    '\u{1e5f1}', '\u{1e950}', '\u{1fbf0}',
];

#[cfg(test)]
mod tests;
