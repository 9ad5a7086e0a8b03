//! The command palette: all that can be done from here, and all the places one can go to, found by typing.

mod button;
mod find;
mod places;
mod window;

pub use self::button::PaletteButton;
pub use self::window::CommandPalette;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::agents::list_agents;
use crate::domain::error::AppError;
use crate::domain::view::AgentView;

/// Something that can be chosen in the palette.
#[derive(Clone)]
pub struct Entry {
    /// The heading that it stands under; it is found by its words, too.
    pub group: &'static str,
    pub label: String,
    pub icon: Oco<'static, str>,
    /// The keys that do the same without the palette, one after the other.
    pub keys: &'static [&'static str],
    /// In force already: choosing it takes it away, or changes nothing.
    pub chosen: bool,
    /// There only for who looks for it: one of many of its kind.
    pub minor: bool,
    pub act: Act,
}

/// What becomes of an entry that is chosen.
#[derive(Clone)]
pub enum Act {
    /// Leads to that path of this site.
    Go(String),
    Run(Callback<()>),
}

impl Entry {
    /// Without keys, not in force, always there.
    pub fn new(group: &'static str, label: String, icon: impl Into<Oco<'static, str>>, act: Act) -> Self {
        Self { group, label, icon: icon.into(), keys: &[], chosen: false, minor: false, act }
    }
}

/// What a page offers, by the number under which it did.
type Offer = (u64, Callback<(), Vec<Entry>>);

/// The palette of the application.
#[derive(Clone, Copy)]
pub struct Palette {
    pub open: RwSignal<bool>,
    offers: StoredValue<Vec<Offer>>,
    /// How often something was offered.
    count: StoredValue<u64>,
    /// `None` = on their way.
    agents: RwSignal<Option<Result<Vec<AgentView>, AppError>>>,
}

impl Palette {
    /// Puts the palette into the context. Called once, around all pages.
    pub fn provide() {
        provide_context(Self {
            open: RwSignal::new(false),
            offers: StoredValue::default(),
            count: StoredValue::new(0),
            agents: RwSignal::new(None),
        });
    }

    /// Has the page's own entries asked for whenever the palette opens, for as long as the page is shown.
    pub fn offer(self, entries: Callback<(), Vec<Entry>>) {
        self.count.update_value(|count| *count += 1);
        let number = self.count.get_value();
        self.offers.update_value(|offers| offers.push((number, entries)));
        on_cleanup(move || {
            let _ = self.offers.try_update_value(|offers| offers.retain(|(of, _)| *of != number));
        });
    }

    /// What the pages that are shown have to offer now. What a page does, it does as long as it is shown.
    fn offered(self) -> Vec<Entry> {
        let shown = move |number: u64| self.offers.with_value(|offers| offers.iter().any(|(of, _)| *of == number));
        let guarded = move |number: u64, entry: Entry| {
            let act = match entry.act {
                Act::Run(run) => Act::Run(Callback::new(move |()| {
                    if shown(number) {
                        run.run(());
                    }
                })),
                go => go,
            };
            Entry { act, ..entry }
        };
        let offers = self.offers.get_value();
        let entries = offers.iter().flat_map(|(number, entries)| {
            let number = *number;
            entries.run(()).into_iter().map(move |entry| guarded(number, entry))
        });
        entries.collect()
    }

    /// Asks for the agents. Those that are known stay until the answer is there, and when there is none.
    fn load_agents(self) {
        spawn_local(async move {
            let answer = list_agents().await;
            let _ = self.agents.try_update(|agents| {
                if answer.is_ok() || !matches!(agents, Some(Ok(_))) {
                    *agents = Some(answer);
                }
            });
        });
    }
}
