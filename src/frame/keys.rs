//! The keyboard shortcuts: one listener for the whole application, which tells the page that is shown, and the list of
//! what the keys do.

use leptos::ev;
use leptos::prelude::*;
use strum::VariantArray;
use web_sys::KeyboardEvent;

use super::palette::Palette;
use crate::app::use_visit;
use crate::domain::change::Destination;
use crate::domain::prefs::Shortcuts;
use crate::domain::record::{Folder, Status};
use crate::i18n::{Messages, Piece, pieces, use_messages, use_prefs};
use crate::paths;
use crate::ui::browser::focus_main_if_lost;
use crate::ui::dialog::{Cancel, CloseDialog, Dialog};
use crate::ui::icon::Icon;
use crate::ui::keys::{Stroke, is_covered, is_taken, read};

/// After `g`, the milliseconds in which the second key is waited for.
const SECOND_KEY: f64 = 1_500.0;

/// Does what a key means; says whether it meant anything.
type Handler = Callback<Stroke, bool>;

#[derive(Clone, Copy)]
pub struct Keys {
    /// Whether the list of keys is open.
    pub help: RwSignal<bool>,
    /// Of the page that is shown; the number tells it from the one that comes after it.
    handler: StoredValue<(u64, Option<Handler>)>,
    /// When `g` was pressed, in the time of events.
    begun: StoredValue<Option<f64>>,
}

impl Keys {
    /// Puts them into the context, and listens to the keyboard where somebody is signed in. Called once, around all
    /// pages, together with [`Palette::provide`].
    pub fn provide() {
        let keys =
            Self { help: RwSignal::new(false), handler: StoredValue::new((0, None)), begun: StoredValue::new(None) };
        provide_context(keys);
        if use_visit().member.is_none() {
            return;
        }
        let single = use_prefs().shortcuts == Shortcuts::On;
        Effect::new(move |_| {
            let palette: Palette = expect_context();
            let pressed = window_event_listener(ev::keydown, move |event| keys.pressed(&event, palette, single));
            on_cleanup(move || pressed.remove());
        });
    }

    /// Has the page told of every key, for as long as it is shown. Two keys that belong together come as one: `gi`.
    pub fn listen(self, handler: Handler) {
        let own = self.handler.try_update_value(|(number, current)| {
            *number += 1;
            *current = Some(handler);
            *number
        });
        on_cleanup(move || {
            let _ = self.handler.try_update_value(|(number, current)| {
                if Some(*number) == own {
                    *current = None;
                }
            });
        });
    }

    /// `single`: keys without Ctrl mean something.
    fn pressed(self, event: &KeyboardEvent, palette: Palette, single: bool) {
        let Some(mut stroke) = read(event) else { return };
        let covered = is_covered();
        if stroke.command {
            if stroke.key == "k" && !covered {
                event.prevent_default();
                // Held down, they would close it and open it again.
                if !stroke.repeat {
                    palette.open.set(true);
                }
            }
            return;
        }
        if !single || covered || is_taken(event, &stroke.key) {
            return;
        }
        let now = event.time_stamp();
        let begun = self.begun.get_value().is_some_and(|then| now - then < SECOND_KEY);
        self.begun.set_value(None);
        if begun {
            stroke.key.insert(0, 'g');
        }
        let used = match stroke.key.as_str() {
            "g" if stroke.repeat || stroke.shift => false,
            "g" => {
                self.begun.set_value(Some(now));
                true
            }
            "?" => {
                self.help.set(true);
                true
            }
            _ => self.handler.get_value().1.is_some_and(|handler| handler.run(stroke)),
        };
        if used {
            event.prevent_default();
        }
    }
}

/// Opens the list of keys; for who is signed in. The stylesheet keeps it from small screens and from pages without script.
#[component]
pub fn KeysButton() -> impl IntoView {
    let t = use_messages();
    let on = use_prefs().shortcuts == Shortcuts::On;
    use_visit().member.map(|_| {
        let keys: Keys = expect_context();
        view! {
            <button
                class="nav__link keys-button"
                type="button"
                aria-haspopup="dialog"
                aria-keyshortcuts=on.then_some("?")
                on:click=move |_| keys.help.set(true)
            >
                <Icon name="keyboard"/>
                {t.keys.title}
                {on.then(|| view! { <kbd aria-hidden="true">"?"</kbd> })}
            </button>
        }
    })
}

/// The list of keys, while it is asked for.
#[component]
pub fn KeyHelp() -> impl IntoView {
    let t = use_messages();
    let keys: Keys = expect_context();
    let on_close = Callback::new(move |()| {
        keys.help.set(false);
        focus_main_if_lost();
    });
    // Asking for what is open already changes nothing.
    let open = Memo::new(move |_| keys.help.get());
    move || open.get().then(|| view! { <Dialog title=t.keys.title on_close><List/></Dialog> })
}

/// What does the same, and what it does. In `keys`, `|` stands between two that do, a space between two that are pressed
/// one after the other, `+` between two that are held together.
pub struct Line {
    pub keys: &'static str,
    pub words: String,
}

/// All keys, by heading. `rtl`: lines run to the left, and so do the arrows.
pub fn lines(t: &'static Messages, rtl: bool) -> [(&'static str, Vec<Line>); 3] {
    let line = |keys, words: &str| Line { keys, words: words.to_owned() };
    let (next, previous) = if rtl { ("j|←", "k|→") } else { ("j|→", "k|←") };
    let mut moving = vec![
        line(next, t.keys.next),
        line(previous, t.keys.previous),
        line("↓", t.keys.below),
        line("↑", t.keys.above),
        line("Enter|o", t.keys.open),
        line("[", t.keys.previous_page),
        line("]", t.keys.next_page),
    ];
    for (keys, folder) in ["g i", "g a", "g d"].into_iter().zip(Folder::VARIANTS) {
        moving.push(Line { keys, words: (t.keys.go_to)((t.folder_name)(*folder)) });
    }
    moving.extend([line("/", t.search), line("c", t.new_record.new_record)]);
    let mut acting = vec![line("x", t.keys.select), line("Shift+x", t.keys.select_range)];
    for (keys, status) in ["1", "2", "3", "4"].into_iter().zip(Status::VARIANTS) {
        acting.push(Line { keys, words: (t.keys.mark_as)((t.status_name)(*status)) });
    }
    acting.extend([
        line("m", t.keys.mark),
        line("a", t.assign),
        line("e", t.keys.archive),
        line("#", t.keys.delete),
        line("u", (t.move_to)(Destination::Restored)),
        line("z", t.keys.undo),
    ]);
    let anywhere = vec![line("Ctrl+K|⌘+K", t.keys.palette), line("?", t.keys.help)];
    [(t.keys.moving, moving), (t.keys.acting, acting), (t.keys.anywhere, anywhere)]
}

#[component]
fn List() -> impl IntoView {
    let t = use_messages();
    let prefs = use_prefs();
    let dialog = CloseDialog::current();
    let groups = lines(t, prefs.language.dir() == "rtl").into_iter().enumerate().map(|(n, (heading, lines))| {
        let id = format!("keys-{n}");
        let lines = lines.into_iter().map(|Line { keys, words }| {
            view! { <div class="key-help__line"><dt>{shown(t, keys)}</dt><dd>{words}</dd></div> }
        });
        let lines = lines.collect_view();
        view! {
            <section class="key-help__group" aria-labelledby=id.clone()>
                <h3 class="key-help__heading" id=id.clone()>{heading}</h3>
                {(heading == t.keys.acting).then(|| view! { <p class="key-help__text">{t.keys.acting_on}</p> })}
                <dl class="key-help__lines">{lines}</dl>
            </section>
        }
    });
    let groups = groups.collect_view();
    let switch = if prefs.shortcuts == Shortcuts::On { t.keys.switch_off } else { t.keys.switch_on };
    let switch = pieces(switch).into_iter().map(|piece| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Placeholder(_) => view! {
            <a class="link" href=paths::PREFERENCES on:click=move |_| dialog.close()>{t.preferences}</a>
        }
        .into_any(),
    });
    let switch = switch.collect_view();
    view! {
        // Takes the focus first, so that a long list begins at its top and the arrows scroll it.
        <div class="key-help" tabindex="-1" autofocus=true>{groups}</div>
        <p class="dialog__text">{switch}</p>
        <div class="dialog__actions"><Cancel label=t.close/></div>
    }
}

/// The keys of a [`Line`] as keys.
fn shown(t: &'static Messages, keys: &'static str) -> Vec<AnyView> {
    let mut parts = Vec::new();
    for (n, choice) in keys.split('|').enumerate() {
        if n > 0 {
            parts.push(view! { <span class="key-help__between">{t.keys.or}</span> }.into_any());
        }
        for (n, step) in choice.split(' ').enumerate() {
            if n > 0 {
                parts.push(view! { <span class="key-help__between">{t.keys.then}</span> }.into_any());
            }
            parts.extend(step.split('+').map(|key| view! { <kbd dir="ltr">{key}</kbd> }.into_any()));
        }
    }
    parts
}
