use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

use super::place::Place;
use super::scroll;
use super::stretch::{Side, Stretch, joined};
use crate::api::conversations::find_conversation;
use crate::domain::view::conversations::{Part, TranscriptView};
use crate::paths::conversations::{Selected, Spot};
use crate::ui::browser::focus_if_lost;

/// The id of the scrolling element.
pub const PANE: &str = "transcript";

/// What is loaded of an open transcript. More is loaded at either end as one comes near it.
#[derive(Clone, Copy)]
pub struct Reading {
    place: Place,
    /// The conversation's key, as in links.
    id: StoredValue<String>,
    /// The scrolling element.
    pub pane: NodeRef<Div>,
    pub stretches: RwSignal<Vec<Arc<Stretch>>>,
    earlier: RwSignal<bool>,
    later: RwSignal<bool>,
    /// At which side something is on its way, and where it did not come.
    pub loading: RwSignal<Option<Side>>,
    pub failed: RwSignal<Option<Side>>,
    /// How many messages came last, for the ear.
    pub came: RwSignal<Option<u64>>,
}

impl Reading {
    pub fn of(view: TranscriptView, place: Place) -> Self {
        let (earlier, later) = (view.earlier, view.later);
        Self {
            place,
            id: StoredValue::new(view.conversation.id.to_string()),
            pane: NodeRef::new(),
            earlier: RwSignal::new(earlier),
            later: RwSignal::new(later),
            stretches: RwSignal::new(vec![Arc::new(Stretch::of(view))]),
            loading: RwSignal::new(None),
            failed: RwSignal::new(None),
            came: RwSignal::new(None),
        }
    }

    /// Whether there is more at that side.
    pub fn more(self, side: Side) -> RwSignal<bool> {
        match side {
            Side::Earlier => self.earlier,
            Side::Later => self.later,
        }
    }

    /// The link that shows more without script.
    pub fn link(self, side: Side) -> String {
        let end = self.stretches.with(|all| end(all, side));
        let spot = match side {
            Side::Earlier => Spot::Before(end),
            Side::Later => Spot::After(end),
        };
        self.place.link(Some(&Selected { id: self.id.get_value(), spot: Some(spot) }))
    }

    /// The day of the message before the stretch that begins there.
    pub fn day_before(self, first: i64) -> Option<String> {
        self.stretches.with(|all| {
            let at = all.iter().position(|stretch| stretch.first == first)?;
            let before = all.get(at.checked_sub(1)?)?;
            before.messages.last().map(|message| message.day.clone())
        })
    }

    /// Loads more wherever one has come near the end of what is there. What has failed waits for a click.
    pub fn scrolled(self) {
        let Some(pane) = self.pane.get_untracked() else { return };
        for side in [Side::Earlier, Side::Later] {
            let wanted = self.more(side).get_untracked() && self.failed.get_untracked() != Some(side);
            if wanted && scroll::is_near(&pane, side) {
                self.load(side);
            }
        }
    }

    pub fn load(self, side: Side) {
        if self.loading.get_untracked().is_some() {
            return;
        }
        self.loading.set(Some(side));
        self.failed.set(None);
        let agent = self.place.agent.with_untracked(ToString::to_string);
        let search = self.place.listing.with_untracked(|listing| listing.search.clone());
        let search = search.map(|search| search.as_str().to_owned());
        let from = self.stretches.with_untracked(|all| end(all, side));
        let part = match side {
            Side::Earlier => Part::Before(from),
            Side::Later => Part::After(from),
        };
        let id = self.id.get_value();
        spawn_local(async move {
            let answer = find_conversation(agent, id, part, search).await;
            // Another conversation is open meanwhile.
            if self.stretches.is_disposed() {
                return;
            }
            self.loading.set(None);
            match answer {
                Ok(Some(view)) => self.take_in(side, view),
                Ok(None) | Err(_) => self.failed.set(Some(side)),
            }
        });
    }

    fn take_in(self, side: Side, view: TranscriptView) {
        let more = match side {
            Side::Earlier => view.earlier,
            Side::Later => view.later,
        };
        let count = view.messages.len() as u64;
        let change = move || {
            self.more(side).set(more && count > 0);
            if count > 0 {
                let (all, cut) = joined(self.stretches.get_untracked(), Stretch::of(view), side);
                self.stretches.set(all);
                if cut {
                    self.more(side.other()).set(true);
                }
            }
        };
        match self.pane.get_untracked() {
            Some(pane) => scroll::keep_place(pane.into(), change),
            None => change(),
        }
        self.came.set(Some(count));
        if !self.more(side).get_untracked() {
            // The link that was pressed is gone: reading goes on with the arrow keys.
            request_animation_frame(|| request_animation_frame(|| focus_if_lost(PANE)));
        }
    }
}

/// The position of the message beyond which more would be loaded.
fn end(all: &[Arc<Stretch>], side: Side) -> i64 {
    match side {
        Side::Earlier => all.first().map_or(0, |stretch| stretch.first),
        Side::Later => all.last().map_or(0, |stretch| stretch.last),
    }
}
