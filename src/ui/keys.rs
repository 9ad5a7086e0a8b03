//! What a key means: what is written on it, and where the layout is not Latin, what a Latin one has in its place.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// What somebody said by a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// A character, letters in lower case; or the name of a key, such as `Enter` and `ArrowLeft`.
    pub key: String,
    /// With Shift, where the character does not need it anyway.
    pub shift: bool,
    /// With Ctrl or Cmd, and nothing else.
    pub command: bool,
    /// The key is held down.
    pub repeat: bool,
}

/// What a keyboard reports.
#[derive(Clone, Copy, Debug)]
struct Pressed<'a> {
    key: &'a str,
    code: &'a str,
    shift: bool,
    ctrl: bool,
    meta: bool,
    alt: bool,
    alt_graph: bool,
    repeat: bool,
}

impl Pressed<'_> {
    /// `None` = nothing that could be a command.
    fn stroke(self) -> Option<Stroke> {
        let command = (self.ctrl || self.meta) && !(self.alt || self.alt_graph);
        let stroke = |key: String, shift| Stroke { key, shift, command, repeat: self.repeat };
        if self.key == "Enter" || self.key.starts_with("Arrow") {
            let plain = !(self.ctrl || self.meta || self.alt || self.alt_graph);
            return plain.then(|| stroke(self.key.to_owned(), self.shift));
        }
        let character = self.character()?;
        let allowed = if command { !self.shift } else { !(self.alt || self.alt_graph) || self.is_made_by(character) };
        allowed.then(|| stroke(character.to_string(), self.shift && character.is_ascii_alphabetic()))
    }

    fn character(self) -> Option<char> {
        let mut characters = self.key.chars();
        let first = characters.next()?;
        let digit = |zero: char| char::from_digit(first as u32 - zero as u32, 10);
        match first {
            '٠'..='٩' => digit('٠'),
            '۰'..='۹' => digit('۰'),
            '؟' => Some('?'),
            // One key of an Arabic keyboard writes two letters.
            _ if is_of_another_script(first) => on_latin_keyboard(self.code, self.shift),
            _ => (first.is_ascii() && characters.next().is_none()).then(|| first.to_ascii_lowercase()),
        }
    }

    /// Whether Alt or AltGr was needed to write the character. AltGr may be reported as Ctrl and Alt; on a Mac it is Alt
    /// alone, and writes `[`, `]` and `#` in the row of the digits.
    fn is_made_by(self, character: char) -> bool {
        let elsewhere = on_latin_keyboard(self.code, self.shift) != Some(character);
        let row = self.code.starts_with("Digit") || self.code == "Minus";
        let made = self.alt_graph || elsewhere && (self.ctrl || row);
        made && !self.meta && character.is_ascii_punctuation()
    }
}

/// Greek, Cyrillic, Arabic … and the number sign that stands on Russian keyboards where others have `#`. Not what a
/// Latin layout can write: signs of money, quotation marks, fractions.
fn is_of_another_script(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{1DFF}' | '\u{2116}' | '\u{2C00}'..='\u{FAFF}' | '\u{FB1D}'..='\u{FEFF}')
}

/// What an American keyboard has in that place, as far as it is a command of somebody's.
fn on_latin_keyboard(code: &str, shift: bool) -> Option<char> {
    match (code, shift) {
        ("Digit3", true) => Some('#'),
        ("Slash", true) => Some('?'),
        ("Slash", false) => Some('/'),
        ("BracketLeft", false) => Some('['),
        ("BracketRight", false) => Some(']'),
        _ => {
            let letter = code.strip_prefix("Key").or_else(|| code.strip_prefix("Digit").filter(|_| !shift))?;
            letter.chars().next().map(|letter| letter.to_ascii_lowercase())
        }
    }
}

/// What an event says, unless somebody has acted on it already, or it belongs to a text that is being composed.
pub fn read(event: &KeyboardEvent) -> Option<Stroke> {
    if event.default_prevented() || event.is_composing() {
        return None;
    }
    let pressed = Pressed {
        key: &event.key(),
        code: &event.code(),
        shift: event.shift_key(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        alt: event.alt_key(),
        alt_graph: event.get_modifier_state("AltGraph"),
        repeat: event.repeat(),
    };
    pressed.stroke()
}

/// Where every plain key belongs to what has the focus.
const TAKES_ALL: &str = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset]), \
                         textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], \
                         [role=searchbox], [role=combobox], [role=menu], [role=listbox], details.menu[open], \
                         :popover-open";
/// Where Enter does.
const TAKES_ENTER: &str = "a, button, summary, [role=button], [role=option]";
/// Where the arrows do.
const TAKES_ARROWS: &str = "[type=radio], [role=radiogroup], [role=tablist]";
/// What they scroll, as far as there is something to scroll to.
const SCROLLS: &str = "[role=region][tabindex]";

/// Whether what has the focus needs the key itself.
pub fn is_taken(event: &KeyboardEvent, key: &str) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let within = |selector: &str| target.closest(selector).ok().flatten().is_some();
    let scrolls = || {
        let sideways = matches!(key, "ArrowLeft" | "ArrowRight");
        let region = target.closest(SCROLLS).ok().flatten();
        region.is_some_and(|region| !sideways || region.scroll_width() > region.client_width())
    };
    let arrow = key.starts_with("Arrow");
    within(TAKES_ALL) || key == "Enter" && within(TAKES_ENTER) || arrow && (within(TAKES_ARROWS) || scrolls())
}

/// Whether something lies over the page and over its sheet: a dialog, a menu.
pub fn is_covered() -> bool {
    document().query_selector("dialog:modal:not(.sheet), :popover-open").ok().flatten().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Pressed<'static> = Pressed {
        key: "",
        code: "",
        shift: false,
        ctrl: false,
        meta: false,
        alt: false,
        alt_graph: false,
        repeat: false,
    };

    fn meant(pressed: Pressed) -> Option<String> {
        pressed.stroke().map(|stroke| {
            let with = |on: bool, name: &str| if on { name.to_owned() } else { String::new() };
            with(stroke.command, "Ctrl ") + &with(stroke.shift, "Shift ") + &stroke.key
        })
    }

    /// key, code, with Shift, what it means.
    type Row = (&'static str, &'static str, bool, Option<&'static str>);

    fn check(layout: &str, rows: &[Row]) {
        for &(key, code, shift, expected) in rows {
            let pressed = Pressed { key, code, shift, ..NONE };
            assert_eq!(meant(pressed).as_deref(), expected, "{layout}: {key} on {code}, Shift: {shift}");
        }
    }

    #[test]
    fn a_latin_layout_means_what_is_written_on_it() {
        check(
            "any",
            &[
                ("j", "KeyJ", false, Some("j")),
                // With Caps Lock, without and with Shift.
                ("J", "KeyJ", false, Some("j")),
                ("j", "KeyJ", true, Some("Shift j")),
                ("X", "KeyX", true, Some("Shift x")),
                ("ArrowLeft", "ArrowLeft", false, Some("ArrowLeft")),
                ("ArrowLeft", "ArrowLeft", true, Some("Shift ArrowLeft")),
                ("Enter", "NumpadEnter", false, Some("Enter")),
                ("4", "Numpad4", false, Some("4")),
                ("Shift", "ShiftLeft", true, None),
                ("Escape", "Escape", false, None),
                ("Tab", "Tab", false, None),
                ("F1", "F1", false, None),
                ("Dead", "BracketLeft", false, None),
                ("Process", "KeyJ", false, None),
                ("", "KeyJ", false, None),
            ],
        );
        check("Dvorak", &[("j", "KeyC", false, Some("j")), ("c", "KeyI", false, Some("c"))]);
        check(
            "German",
            &[
                ("#", "Backslash", false, Some("#")),
                ("/", "Digit7", true, Some("/")),
                ("?", "Minus", true, Some("?")),
                ("z", "KeyY", false, Some("z")),
                // Where others have `/`, `[` and `#`.
                ("-", "Slash", false, Some("-")),
                ("ü", "BracketLeft", false, None),
                ("§", "Digit3", true, None),
            ],
        );
        check(
            "French",
            &[
                ("a", "KeyQ", false, Some("a")),
                ("1", "Digit1", true, Some("1")),
                ("&", "Digit1", false, Some("&")),
                ("/", "Period", true, Some("/")),
                ("é", "Digit2", false, None),
            ],
        );
    }

    #[test]
    fn another_script_means_the_latin_letter_in_its_place() {
        check(
            "Arabic",
            &[
                ("ت", "KeyJ", false, Some("j")),
                ("ـ", "KeyJ", true, Some("Shift j")),
                ("ء", "KeyX", false, Some("x")),
                ("\u{652}", "KeyX", true, Some("Shift x")),
                ("لا", "KeyB", false, Some("b")),
                ("2", "Digit2", false, Some("2")),
                ("٢", "Digit2", false, Some("2")),
                ("٤", "Numpad4", false, Some("4")),
                ("#", "Digit3", true, Some("#")),
                ("ظ", "Slash", false, Some("/")),
                ("/", "KeyL", true, Some("/")),
                ("؟", "Slash", true, Some("?")),
                ("ج", "BracketLeft", false, Some("[")),
                ("د", "BracketRight", false, Some("]")),
                ("]", "KeyD", true, Some("]")),
                ("،", "KeyK", true, Some("Shift k")),
                ("ذ", "Backquote", false, None),
            ],
        );
        check("Persian", &[("۳", "Digit3", false, Some("3")), ("ؤ", "KeyV", true, Some("Shift v"))]);
        check(
            "Russian",
            &[
                ("о", "KeyJ", false, Some("j")),
                ("О", "KeyJ", true, Some("Shift j")),
                ("№", "Digit3", true, Some("#")),
                ("х", "BracketLeft", false, Some("[")),
                (".", "Slash", false, Some(".")),
                ("/", "Backslash", true, Some("/")),
                ("?", "Digit7", true, Some("?")),
            ],
        );
        check("Hebrew", &[("ח", "KeyJ", false, Some("j")), ("/", "KeyQ", false, Some("/"))]);
        check("Greek", &[("ξ", "KeyJ", false, Some("j"))]);
    }

    #[test]
    fn modifiers_count_only_where_the_layout_needs_them() {
        let ctrl_alt = Pressed { ctrl: true, alt: true, ..NONE };
        let alt_graph = Pressed { alt_graph: true, ..NONE };
        let alt = Pressed { alt: true, ..NONE };
        let ctrl = Pressed { ctrl: true, ..NONE };
        let meta = Pressed { meta: true, ..NONE };
        for (name, pressed, expected) in [
            ("German AltGr", Pressed { key: "[", code: "Digit8", ..alt_graph }, Some("[")),
            ("French AltGr as Ctrl+Alt", Pressed { key: "#", code: "Digit3", ..ctrl_alt }, Some("#")),
            ("Brazilian AltGr", Pressed { key: "/", code: "KeyQ", ..alt_graph }, Some("/")),
            ("AltGr with all its names", Pressed { key: "]", code: "Digit9", alt_graph: true, ..ctrl_alt }, Some("]")),
            ("German Mac", Pressed { key: "[", code: "Digit5", ..alt }, Some("[")),
            ("British Mac", Pressed { key: "#", code: "Digit3", ..alt }, Some("#")),
            ("French Mac", Pressed { key: "]", code: "Minus", shift: true, ..alt }, Some("]")),
            ("Alt on an American keyboard", Pressed { key: "[", code: "BracketLeft", ..alt }, None),
            ("Ctrl+Alt on one", Pressed { key: "[", code: "BracketLeft", ..ctrl_alt }, None),
            ("Alt+Shift+3", Pressed { key: "#", code: "Digit3", shift: true, ..alt }, None),
            ("Alt and a letter", Pressed { key: "e", code: "KeyE", ..alt }, None),
            ("AltGr and a letter", Pressed { key: "e", code: "KeyE", ..alt_graph }, None),
            ("Polish AltGr", Pressed { key: "ę", code: "KeyE", ..alt_graph }, None),
            ("Option on a Mac", Pressed { key: "Ω", code: "KeyZ", ..alt }, None),
            ("Alt and an arrow", Pressed { key: "ArrowLeft", code: "ArrowLeft", ..alt }, None),
            ("Ctrl+Enter", Pressed { key: "Enter", code: "Enter", ..ctrl }, None),
            ("Ctrl+K", Pressed { key: "k", code: "KeyK", ..ctrl }, Some("Ctrl k")),
            ("Cmd+K", Pressed { key: "k", code: "KeyK", ..meta }, Some("Ctrl k")),
            ("Ctrl+K in Arabic", Pressed { key: "ن", code: "KeyK", ..ctrl }, Some("Ctrl k")),
            ("Ctrl+Shift+K", Pressed { key: "K", code: "KeyK", shift: true, ..ctrl }, None),
            ("Ctrl+Alt+K", Pressed { key: "k", code: "KeyK", ..ctrl_alt }, None),
        ] {
            assert_eq!(meant(pressed).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn a_key_that_is_held_down_says_so() {
        let held = Pressed { key: "e", code: "KeyE", repeat: true, ..NONE };
        assert!(held.stroke().is_some_and(|stroke| stroke.repeat));
    }
}
