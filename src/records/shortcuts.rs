//! The keys of the list: on which card they are, and how they go from one to another.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::card::{card_id, record_of_card};
use super::commands::Command;
use super::desk::Desk;
use crate::domain::agent::AgentId;
use crate::frame::keys::Keys;
use crate::ui::browser::{
    MAIN, active_element, each, focus, focus_id, focus_if_lost, is_focus_lost, is_typing, root_attribute,
};
use crate::ui::keys::Stroke;
use crate::ui::sheet::SHEET_TITLE;

/// Where the keys are is where the focus is; this is what must be remembered while the list changes.
#[derive(Clone, Copy)]
pub struct Cursor {
    navigate: Callback<String>,
    /// The place in the list on which a key was pressed last.
    last: StoredValue<Option<usize>>,
    /// A key has left for another list than the one that was made at that moment.
    left: StoredValue<Option<i64>>,
    /// The keys have gone on to another record than the one that was opened.
    walked: StoredValue<bool>,
}

impl Cursor {
    /// Made by a component of the page, which knows the router.
    pub fn of_page() -> Self {
        let navigate = use_navigate();
        let navigate = move |link: String| navigate(&link, NavigateOptions { scroll: false, ..Default::default() });
        Self {
            navigate: Callback::new(navigate),
            last: StoredValue::new(None),
            left: StoredValue::new(None),
            walked: StoredValue::new(false),
        }
    }

    /// Leads to another link of the page, which stays where it is scrolled to.
    pub fn go(self, link: String) {
        self.navigate.run(link);
    }

    /// Leads to another list. The focus goes to its first card.
    pub fn go_to_list(self, desk: Desk, link: String) {
        if link == desk.place.link(None) {
            return self.show(desk, 0);
        }
        self.leave(desk);
        self.go(link);
    }

    /// The list is about to change, and the focus is to go along.
    pub fn leave(self, desk: Desk) {
        self.left.set_value(Some(desk.shown.with_untracked(|(_, _, as_of)| *as_of)));
    }

    /// One is on that card now.
    pub fn stand(self, at: Option<usize>) {
        if at.is_some() {
            self.last.set_value(at);
        }
    }

    /// Focuses the card on which one was last, in an open sheet its title, else the page.
    pub fn retreat(self, desk: Desk) {
        if desk.place.opened.with_untracked(Option::is_some) {
            return focus_id(SHEET_TITLE);
        }
        // Whoever uses the mouse looks elsewhere: nothing moves.
        let top = window().scroll_y().unwrap_or_default();
        match self.last.get_value().and_then(|at| record_at(desk, at)) {
            Some(id) => focus_id(&card_id(&id)),
            None => focus_id(MAIN),
        }
        window().scroll_to_with_x_and_y(0.0, top);
    }

    /// The same once the screen has changed, if what had the focus has gone with it.
    pub fn recover(self, desk: Desk) {
        request_animation_frame(move || {
            // The page has been left as well.
            if desk.shown.is_disposed() || !is_focus_lost() {
                return;
            }
            self.retreat(desk);
            focus_if_lost(MAIN);
        });
    }

    /// Goes to another card; in an open sheet, to another record.
    pub fn step(self, desk: Desk, command: Command) {
        let rtl = root_attribute("dir").as_deref() == Some("rtl");
        let (opened, count) = (desk.place.opened.get_untracked(), desk.shown.with_untracked(|(ids, ..)| ids.len()));
        let Some(opened) = opened else {
            let at = current().and_then(|id| place_of(desk, &id));
            if let Some(to) = target(command, at, count, columns(), rtl) {
                self.show(desk, to);
            }
            return;
        };
        let at = place_of(desk, &opened);
        let to = at.and_then(|at| target(command, Some(at), count, 1, rtl)).and_then(|to| record_at(desk, to));
        if let Some(id) = to {
            // What has the focus goes with what the sheet shows.
            focus_id(SHEET_TITLE);
            self.walked.set_value(true);
            self.go(desk.place.link(Some(&id)));
        }
    }

    /// Focuses the card in that place of the list.
    fn show(self, desk: Desk, at: usize) {
        if let Some(id) = record_at(desk, at) {
            self.last.set_value(Some(at));
            focus_card(&id);
        }
    }

    /// A list is there: the focus goes to its first card when a key has asked for it, and to where it was when it was
    /// lost with the list before.
    fn arrive(self, desk: Desk) {
        let Some((count, as_of)) = desk.shown.try_with_untracked(|(ids, _, as_of)| (ids.len(), *as_of)) else { return };
        if as_of == 0 {
            return;
        }
        let asked = self.left.get_value().is_some_and(|then| then != as_of);
        let at = if asked { Some(0) } else { self.last.get_value().filter(|_| is_focus_lost()) };
        if asked {
            self.left.set_value(None);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        match at {
            // Whoever has begun to search meanwhile goes on.
            Some(_) if is_typing() => {}
            Some(_) if count == 0 => focus_id(MAIN),
            Some(at) => self.show(desk, at.min(count - 1)),
            None => {}
        }
    }
}

/// Listens to the keyboard for the page. Called once.
pub fn listen(desk: Desk) {
    let keys: Keys = expect_context();
    let cursor = desk.cursor;
    keys.listen(Callback::new(move |stroke: Stroke| pressed(desk, &stroke)));
    desk.toasts.give_focus(Callback::new(move |()| cursor.retreat(desk)));
    // What still stands there is another agent's: until the list comes, there is nothing to act on.
    Effect::new(move |before: Option<AgentId>| {
        let now = desk.place.agent.get();
        if before.is_some_and(|before| before != now) {
            cursor.last.set_value(None);
            desk.shown.set(Default::default());
        }
        now
    });
    Effect::new(move |before: Option<()>| {
        desk.shown.track();
        if before.is_some() {
            request_animation_frame(move || cursor.arrive(desk));
        }
    });
    // The sheet gives the focus back to what had it; that is another record's card meanwhile.
    Effect::new(move |before: Option<Option<String>>| {
        let opened = desk.place.opened.get();
        if let (Some(Some(last)), None) = (before, &opened)
            && cursor.walked.get_value()
        {
            cursor.walked.set_value(false);
            request_animation_frame(move || focus_card(&last));
        }
        opened
    });
}

fn pressed(desk: Desk, stroke: &Stroke) -> bool {
    let sheet = desk.place.opened.with_untracked(Option::is_some);
    // Another sheet than that of a record.
    if !sheet && document().query_selector("dialog:modal").ok().flatten().is_some() {
        return false;
    }
    let at = current();
    // Of a key that is not only ours, nobody expects an explanation.
    if at.is_none() && stroke.key == "Enter" {
        return false;
    }
    if !sheet {
        desk.cursor.stand(at.and_then(|id| place_of(desk, &id)));
    }
    let range = stroke.shift;
    let command = Command::of(&stroke.key)
        .filter(|command| !range || *command == Command::Select)
        .filter(|command| !sheet || command.is_of_sheet());
    let Some(command) = command else { return false };
    // Once is meant; only going on is not. That there is nowhere to go is said once.
    if !stroke.repeat || command.moves_only() && command.is_possible(desk) {
        command.run_with(desk, range);
    }
    true
}

/// The record whose card has the focus, or holds what has it.
pub fn current() -> Option<String> {
    let card = active_element()?.closest(".card").ok().flatten()?;
    record_of_card(&card.id()).map(str::to_owned)
}

fn place_of(desk: Desk, id: &str) -> Option<usize> {
    desk.shown.with_untracked(|(ids, ..)| ids.iter().position(|other| other == id))
}

fn record_at(desk: Desk, at: usize) -> Option<String> {
    desk.shown.with_untracked(|(ids, ..)| ids.get(at).cloned())
}

/// Brings the card into sight and focuses it.
pub fn focus_card(record: &str) {
    let Some(card) = document().get_element_by_id(&card_id(record)) else { return };
    // By no more than is needed; the focus alone would take it to the middle of the screen.
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    card.scroll_into_view_with_scroll_into_view_options(&options);
    focus(Some(card));
}

/// How many cards stand side by side.
fn columns() -> usize {
    let mut tops = Vec::new();
    each(".cards > .card", |card| tops.push(card.get_bounding_client_rect().top()));
    let first = tops.first().copied().unwrap_or_default();
    tops.iter().take_while(|top| (**top - first).abs() < 1.0).count().max(1)
}

/// The place to which a command leads from `at`, in a grid of `count` cards. `rtl`: the grid runs to the left.
fn target(command: Command, at: Option<usize>, count: usize, columns: usize, rtl: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let Some(at) = at else { return Some(0) };
    let to = match command {
        Command::Next => at + 1,
        Command::Previous => at.checked_sub(1)?,
        Command::Right | Command::Left if (command == Command::Left) == rtl => at + 1,
        Command::Right | Command::Left => at.checked_sub(1)?,
        Command::Up => at.checked_sub(columns)?,
        // From above a row that is not full, to its end.
        Command::Down if at / columns < last / columns => (at + columns).min(last),
        _ => return None,
    };
    (to <= last).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Command::{Down, Left, Next, Open, Previous, Right, Up};

    /// ```text
    /// 0 1 2
    /// 3 4 5
    /// 6 7
    /// ```
    #[test]
    fn keys_go_through_a_grid_as_it_is_read() {
        for (command, at, rtl, expected) in [
            (Next, 0, false, Some(1)),
            (Next, 7, false, None),
            (Previous, 0, false, None),
            (Previous, 3, true, Some(2)),
            (Right, 2, false, Some(3)),
            (Left, 3, false, Some(2)),
            (Left, 0, false, None),
            (Right, 7, false, None),
            (Left, 0, true, Some(1)),
            (Right, 1, true, Some(0)),
            (Right, 0, true, None),
            (Left, 7, true, None),
            (Down, 1, false, Some(4)),
            (Down, 5, false, Some(7)),
            (Down, 6, false, None),
            (Up, 6, true, Some(3)),
            (Up, 2, false, None),
            (Open, 2, false, None),
        ] {
            assert_eq!(target(command, Some(at), 8, 3, rtl), expected, "{command:?} from {at}, rtl: {rtl}");
        }
    }

    #[test]
    fn from_nowhere_every_key_goes_to_the_first_card() {
        for command in [Next, Previous, Right, Left, Down, Up] {
            assert_eq!(target(command, None, 8, 3, false), Some(0));
            assert_eq!(target(command, None, 0, 3, false), None);
        }
    }
}
