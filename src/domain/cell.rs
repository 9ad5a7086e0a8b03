//! A cell of a file that a spreadsheet opens. A spreadsheet takes some texts for formulas and computes them; a customer
//! could send one. So what could be taken for one begins with an apostrophe, and so does what begins with an apostrophe
//! by itself: whoever takes one off every cell that has it reads the data as they are.

use std::borrow::Cow;

const GUARD: char = '\'';

/// The text as a cell that no spreadsheet computes.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guard`] made the cell of.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix(GUARD).unwrap_or(cell)
}

/// Judged by the first character that shows, as spreadsheets may trim what is before it; tabs and carriage returns
/// before it count as well.
fn is_risky(text: &str) -> bool {
    for c in text.chars() {
        match c {
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | GUARD => return true,
            c if shows(c) => return false,
            _ => {}
        }
    }
    false
}

/// Whether it is neither white space nor a control, nor one of the signs that only steer the text around them.
fn shows(c: char) -> bool {
    let steers = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    !(c.is_whitespace() || c.is_control() || steers)
}

#[cfg(test)]
mod tests;
