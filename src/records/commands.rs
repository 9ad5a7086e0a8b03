//! Everything that a person can do on the list with one key, or from the command palette.

mod meant;

pub use self::meant::meant;

use leptos::prelude::*;
use strum::VariantArray;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use self::meant::Meant;
use super::assignment::ASSIGNEE;
use super::create::BUTTON;
use super::desk::{Desk, MenuKind, OpenMenu, Question, Which};
use super::labels::status_icon;
use super::moves::destination_icon;
use super::shortcuts::{current, focus_card};
use super::toolbar::search::SEARCH_BOX;
use crate::domain::change::{Action, Destination};
use crate::domain::error::AppError;
use crate::domain::export::ChoiceKind;
use crate::domain::record::{Folder, Status};
use crate::frame::sidebar::folder_icon;
use crate::i18n::Messages;
use crate::paths;
use crate::ui::browser::{focus, focus_id};
use crate::ui::notice::Tone;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    /// Of the list's order, as in the sheet.
    Next,
    Previous,
    /// On the screen, whichever way lines run.
    Right,
    Left,
    Down,
    Up,
    Select,
    Open,
    SetStatus(Status),
    Assign,
    Mark,
    Archive,
    Delete,
    Restore,
    Undo,
    Search,
    NewRecord,
    Go(Folder),
    NextPage,
    PreviousPage,
    ExportPage,
    ExportAll,
}

impl Command {
    pub fn all() -> Vec<Self> {
        let first = [Self::Next, Self::Previous, Self::Right, Self::Left, Self::Down, Self::Up];
        let then = [Self::Open, Self::Select, Self::Mark];
        let statuses = Status::VARIANTS.iter().map(|status| Self::SetStatus(*status));
        let acts =
            [Self::Assign, Self::Archive, Self::Delete, Self::Restore, Self::Undo, Self::NewRecord, Self::Search];
        let folders = Folder::VARIANTS.iter().map(|folder| Self::Go(*folder));
        let last = [Self::PreviousPage, Self::NextPage, Self::ExportPage, Self::ExportAll];
        first.into_iter().chain(then).chain(statuses).chain(acts).chain(folders).chain(last).collect()
    }

    /// Its keys, one after the other; none = it has no key of its own.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Next => &["j"],
            Self::Previous => &["k"],
            Self::Right => &["ArrowRight"],
            Self::Left => &["ArrowLeft"],
            Self::Down => &["ArrowDown"],
            Self::Up => &["ArrowUp"],
            Self::Select => &["x"],
            Self::Open => &["Enter"],
            Self::SetStatus(Status::Open) => &["1"],
            Self::SetStatus(Status::New) => &["2"],
            Self::SetStatus(Status::Closed) => &["3"],
            Self::SetStatus(Status::Cancelled) => &["4"],
            Self::Assign => &["a"],
            Self::Mark => &["m"],
            Self::Archive => &["e"],
            Self::Delete => &["#"],
            Self::Restore => &["u"],
            Self::Undo => &["z"],
            Self::Search => &["/"],
            Self::NewRecord => &["c"],
            Self::Go(Folder::Inbox) => &["g", "i"],
            Self::Go(Folder::Archived) => &["g", "a"],
            Self::Go(Folder::Deleted) => &["g", "d"],
            Self::NextPage => &["]"],
            Self::PreviousPage => &["["],
            Self::ExportPage | Self::ExportAll => &[],
        }
    }

    /// The command of a key, or of two that came as one.
    pub fn of(key: &str) -> Option<Self> {
        let key = if key == "o" { "Enter" } else { key };
        Self::all().into_iter().find(|command| !key.is_empty() && command.keys().concat() == key)
    }

    pub fn name(self, t: &'static Messages) -> String {
        let name = match self {
            Self::Next => t.keys.next,
            Self::Previous => t.keys.previous,
            Self::Right | Self::Left => return String::new(),
            Self::Down => t.keys.below,
            Self::Up => t.keys.above,
            Self::Select => t.keys.select,
            Self::Open => t.keys.open,
            Self::SetStatus(status) => return (t.keys.mark_as)((t.status_name)(status)),
            Self::Assign => t.assign,
            Self::Mark => t.keys.mark,
            Self::Archive => (t.move_to)(Destination::Archived),
            Self::Delete => (t.move_to)(Destination::Deleted),
            Self::Restore => (t.move_to)(Destination::Restored),
            Self::Undo => t.keys.undo,
            Self::Search => t.search,
            Self::NewRecord => t.new_record.new_record,
            Self::Go(folder) => return (t.keys.go_to)((t.folder_name)(folder)),
            Self::NextPage => t.keys.next_page,
            Self::PreviousPage => t.keys.previous_page,
            Self::ExportPage => t.keys.export_page,
            Self::ExportAll => t.keys.export_all,
        };
        name.to_owned()
    }

    pub fn icon(self) -> &'static str {
        match self {
            Self::Next | Self::Down => "chevron-down",
            Self::Previous | Self::Up => "chevron-up",
            Self::Right | Self::NextPage => "chevron-right",
            Self::Left | Self::PreviousPage => "chevron-left",
            Self::Select => "check",
            Self::Open => "panel-right-open",
            Self::SetStatus(status) => status_icon(status),
            Self::Assign => "user-plus",
            Self::Mark => "circle-check",
            Self::Archive => destination_icon(Destination::Archived),
            Self::Delete => destination_icon(Destination::Deleted),
            Self::Restore => destination_icon(Destination::Restored),
            Self::Undo => "history",
            Self::Search => "search",
            Self::NewRecord => "plus",
            Self::Go(folder) => folder_icon(folder),
            Self::ExportPage | Self::ExportAll => "download",
        }
    }

    /// It goes from card to card: a thing of keys.
    pub fn moves_only(self) -> bool {
        matches!(self, Self::Next | Self::Previous | Self::Right | Self::Left | Self::Down | Self::Up)
    }

    /// It is there while a sheet lies over the list, too.
    pub fn is_of_sheet(self) -> bool {
        let sideways = matches!(self, Self::Next | Self::Previous | Self::Right | Self::Left);
        self.is_of_records() || sideways || self == Self::Undo
    }

    /// It is done to the records that are [`Meant`].
    fn is_of_records(self) -> bool {
        matches!(self, Self::SetStatus(_) | Self::Assign | Self::Mark | Self::Archive | Self::Delete | Self::Restore)
    }

    pub fn is_possible(self, desk: Desk) -> bool {
        self.has_sense(desk) && self.why_not(desk).is_none()
    }

    /// Whether there is anything that it could be about. Before the list is there, and where there is none, that is the
    /// open record at most; of what is still on its way, nothing can be said.
    fn has_sense(self, desk: Desk) -> bool {
        if let Some(id) = desk.place.opened.get_untracked().filter(|_| self.is_of_records()) {
            return desk.known_now(&id).is_some() || desk.missing.with_value(|missing| missing.as_ref() == Some(&id));
        }
        matches!(self, Self::Undo | Self::Go(_)) || desk.is_listed()
    }

    /// Why it cannot be done here and now.
    fn why_not(self, desk: Desk) -> Option<String> {
        let t = desk.words();
        let opened = desk.place.opened.get_untracked();
        let sheet = opened.is_some();
        let (total, empty, outside) = desk.shown.with_untracked(|(ids, total, _)| {
            (*total, ids.is_empty(), opened.is_some_and(|opened| !ids.contains(&opened)))
        });
        let no_record = if empty { t.keys.nothing_listed } else { t.keys.no_record };
        let (holds, why) = match self {
            Self::Select | Self::Open | Self::Search if sheet => (true, t.keys.close_first),
            _ if self.moves_only() && outside => (true, t.keys.not_listed),
            _ if self.moves_only() => (empty, t.keys.nothing_listed),
            Self::Open => (current().is_none(), no_record),
            Self::Search => (desk.selection.with_untracked(|selection| selection.count(total)) > 0, t.keys.clear_first),
            Self::NewRecord => (!desk.may_create, t.keys.may_not_create),
            Self::NextPage => (self.element().is_none(), t.keys.no_next_page),
            Self::PreviousPage => (self.element().is_none(), t.keys.no_previous_page),
            Self::ExportPage | Self::ExportAll => (total == 0, t.keys.nothing_to_export),
            Self::Undo => (!desk.can_undo(), t.keys.nothing_to_undo),
            _ if self != Self::Select && !self.is_of_records() => return None,
            _ if !desk.may_change => return Some((t.not_changed)(&AppError::Forbidden)),
            Self::Select => (current().is_none(), no_record),
            _ => match Meant::now(desk) {
                None if sheet => (true, t.record_not_found),
                None => (true, no_record),
                Some(meant) => match (self, meant.folder(desk)) {
                    (Self::Restore, Folder::Inbox) => (true, t.keys.in_inbox),
                    (Self::Archive, Folder::Archived) => (true, t.keys.in_archived),
                    (Self::Archive | Self::Delete, Folder::Deleted) => (true, t.keys.in_deleted),
                    // As in the bulk bar.
                    (Self::SetStatus(_) | Self::Mark | Self::Assign, Folder::Deleted) => {
                        (matches!(meant, Meant::Ticked(_)), t.keys.only_restore)
                    }
                    _ => return None,
                },
            },
        };
        holds.then(|| why.to_owned())
    }

    /// What on the page does the same.
    fn element(self) -> Option<HtmlElement> {
        let selector = match self {
            Self::NewRecord => format!("#{BUTTON}"),
            Self::NextPage => ".pager [rel=next][href]".to_owned(),
            Self::PreviousPage => ".pager [rel=prev][href]".to_owned(),
            _ => return None,
        };
        document().query_selector(&selector).ok().flatten()?.dyn_into().ok()
    }

    /// Does it, or says why it cannot be done.
    pub fn run(self, desk: Desk) {
        self.run_with(desk, false);
    }

    /// The same; with `range`, *Select* ticks all from the last card that was ticked.
    pub fn run_with(self, desk: Desk, range: bool) {
        if !self.has_sense(desk) {
            return;
        }
        if let Some(why) = self.why_not(desk) {
            return desk.toasts.say(Tone::Danger, why, Vec::new());
        }
        let place = desk.place;
        let agent = place.agent.get_untracked();
        let press = || {
            if let Some(element) = self.element() {
                element.click();
            }
        };
        let export = |what| {
            let link = place.listing.with_untracked(|listing| paths::exports::exporting(&agent, listing, what));
            desk.cursor.go(link);
        };
        match self {
            Self::Open => {
                if let Some(id) = current() {
                    desk.cursor.go(place.link(Some(&id)));
                }
            }
            Self::Select => {
                if let Some(id) = current() {
                    let ticked = desk.selection.with_untracked(|selection| selection.has(&id));
                    desk.tick(&id, !ticked, range);
                }
            }
            Self::Undo => desk.undo_last(),
            Self::Search => focus_id(SEARCH_BOX),
            Self::NewRecord => press(),
            Self::NextPage | Self::PreviousPage => {
                desk.cursor.leave(desk);
                press();
            }
            Self::Go(folder) => desk.cursor.go_to_list(desk, paths::folder(&agent, folder)),
            Self::ExportPage => export(ChoiceKind::Page),
            Self::ExportAll => export(ChoiceKind::All),
            _ if self.moves_only() => desk.cursor.step(desk, self),
            _ => {
                if let Some(meant) = Meant::now(desk) {
                    self.act(desk, meant);
                }
            }
        }
    }

    /// Whether the list would not show a record any more to which it was done.
    fn takes_away(self, desk: Desk) -> bool {
        match self {
            Self::SetStatus(to) => desk.place.listing.with_untracked(|listing| {
                let status = &listing.filter.status;
                !status.is_empty() && !status.contains(to)
            }),
            _ => matches!(self, Self::Archive | Self::Delete | Self::Restore),
        }
    }

    fn act(self, desk: Desk, meant: Meant) {
        // Nothing in a card that goes can keep the focus; the card itself can.
        if let Meant::Current(id) = &meant
            && self.takes_away(desk)
        {
            focus_card(id);
        }
        let restored = if meant.folder(desk) == Folder::Deleted { Destination::Restored } else { Destination::Inbox };
        let move_to = |meant: Meant, to| desk.change(meant.which(), Action::Move { to });
        let menu = |kind, which, anchor| desk.menu.set(Some(OpenMenu { kind, which, anchor }));
        match (self, meant) {
            (Self::SetStatus(to), meant) => desk.change(meant.which(), Action::SetStatus { to }),
            (Self::Archive, meant) => move_to(meant, Destination::Archived),
            (Self::Restore, meant) => move_to(meant, restored),
            (Self::Delete, meant) => {
                desk.question.set(Some(Question::Confirm { which: meant.which(), to: Destination::Deleted }));
            }
            // The sheet has both in it, and would cover a menu.
            (Self::Mark, Meant::Opened(_)) => {
                focus(document().query_selector(".status-pills [aria-pressed=true]").ok().flatten());
            }
            (Self::Assign, Meant::Opened(_)) => focus_id(ASSIGNEE),
            (Self::Mark, Meant::Ticked(which)) => menu(MenuKind::Mark, which, "bulk-mark".to_owned()),
            (Self::Assign, Meant::Ticked(which)) => desk.question.set(Some(Question::Assign { which })),
            (Self::Mark, Meant::Current(id)) => menu(MenuKind::Mark, Which::one(&id), format!("status-{id}")),
            (Self::Assign, Meant::Current(id)) => menu(MenuKind::Assign, Which::one(&id), format!("assignment-{id}")),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::prefs::Language;
    use crate::frame::keys::lines;
    use crate::i18n::messages;

    #[test]
    fn every_key_has_one_command() {
        for command in Command::all().into_iter().filter(|command| !command.keys().is_empty()) {
            assert_eq!(Command::of(&command.keys().concat()), Some(command));
        }
        assert_eq!(Command::of("o"), Some(Command::Open));
        for key in ["", "g", "i", "gx", "w", "5", "?"] {
            assert_eq!(Command::of(key), None, "{key:?}");
        }
    }

    #[test]
    fn the_list_of_keys_has_them_all_under_their_names() {
        for (language, rtl) in [(Language::En, false), (Language::Ar, true)] {
            let t = messages(language);
            let lines: Vec<_> = lines(t, rtl).into_iter().flat_map(|(_, lines)| lines).collect();
            for command in Command::all().into_iter().filter(|command| !command.moves_only()) {
                let keys = command.keys().join(" ");
                let line = lines.iter().find(|line| line.keys.split('|').any(|choice| choice == keys));
                assert!(keys.is_empty() || line.is_some(), "{command:?}");
                assert!(!command.name(t).is_empty(), "{command:?}");
                // How it is archived and deleted is said there as well.
                if let Some(line) = line.filter(|_| !matches!(command, Command::Archive | Command::Delete)) {
                    assert_eq!(line.words, command.name(t), "{command:?}");
                }
            }
        }
    }

    #[test]
    fn every_command_has_a_picture() {
        let sprite = std::fs::read_to_string("public/icons.svg").unwrap();
        for command in Command::all() {
            assert!(sprite.contains(&format!("id=\"{}\"", command.icon())), "{command:?}");
        }
    }
}
