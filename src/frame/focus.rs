//! Where the focus is when what had it is taken away.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::time::Duration;

use crate::ui::browser::{MAIN, focus_if_lost};

/// How often it is looked after, and how long between.
const TIMES: u8 = 50;
const AGAIN_AFTER: Duration = Duration::from_millis(100);

/// What had the focus goes with its page, or with its list, whenever the next one is there: for some seconds the focus
/// is caught where it falls.
pub fn hold() {
    hold_for(TIMES);
}

fn hold_for(times: u8) {
    focus_if_lost(MAIN);
    if times > 0 {
        set_timeout(move || hold_for(times - 1), AGAIN_AFTER);
    }
}

/// Keeps the focus on the page that a link leads to: the browser would do so, but the router takes its place.
#[component]
pub fn RouteFocus() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            hold();
        }
        now
    });
}
