//! The palette while it is open: a text box over the list that it filters. The focus stays in the box, the arrows go
//! through the list (ARIA: combobox with a listbox).

use leptos::ev;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::find::{Found, Item, find};
use super::{Act, Entry, Palette, places};
use crate::app::use_visit;
use crate::domain::prefs::Shortcuts;
use crate::domain::viewer::Viewer;
use crate::frame::focus;
use crate::frame::keys::Keys;
use crate::i18n::{use_messages, use_prefs};
use crate::ui::browser::{MAIN, focus_if_lost, fold_words};
use crate::ui::icon::Icon;
use crate::ui::keys;
use crate::ui::skeleton::Skeleton;

const LIST: &str = "palette-list";

/// The palette, while it is open and somebody is signed in.
#[component]
pub fn CommandPalette() -> impl IntoView {
    let palette: Palette = expect_context();
    let viewer = use_visit().member.map(|member| member.viewer());
    // Opening what is open already changes nothing.
    let open = Memo::new(move |_| palette.open.get());
    move || viewer.filter(|_| open.get()).map(|viewer| view! { <Window viewer/> })
}

#[component]
fn Window(viewer: Viewer) -> impl IntoView {
    let t = use_messages();
    let palette: Palette = expect_context();
    let keys_help: Keys = expect_context();
    let path = use_location().pathname;
    let shows_keys = use_prefs().shortcuts == Shortcuts::On;
    let dialog = NodeRef::<Dialog>::new();
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0usize);
    // As things are now: it is made anew whenever it opens.
    let offered = StoredValue::new(palette.offered());
    let general = StoredValue::new(places::general(t, viewer, keys_help));
    let items = Memo::new_with_compare(
        move |_| {
            let agents = palette.agents.with(|agents| match agents {
                Some(Ok(agents)) => places::of_agents(t, viewer, agents),
                _ => Vec::new(),
            });
            let all = offered.get_value().into_iter().chain(agents).chain(general.get_value());
            all.map(|entry| Item::new(entry, fold_words)).collect::<Vec<_>>()
        },
        |_, _| true,
    );
    let found = Memo::new(move |_| {
        let typed = typed.with(|typed| fold_words(typed));
        items.with(|items| find(items, &typed))
    });
    Effect::new(move |_| palette.load_agents());
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        let _ = dialog.show_modal();
        // What is taken away while it is open would take the focus with it.
        let dialog = SendWrapper::new(dialog);
        on_cleanup(move || dialog.close());
    });

    let act = StoredValue::new(None::<Act>);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    // What it offers is of the page that was there.
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            close();
        }
        now
    });
    // The dialog first: it gives the focus back, and what is done next may want it.
    let choose = Callback::new(move |chosen: Act| {
        act.set_value(Some(chosen));
        close();
    });
    let on_close = move |_| {
        let chosen = act.try_update_value(Option::take).flatten();
        palette.open.set(false);
        focus_if_lost(MAIN);
        match chosen {
            Some(Act::Go(href)) => follow(&href, &path.get_untracked()),
            Some(Act::Run(run)) => run.run(()),
            None => {}
        }
        focus::hold();
    };
    let on_click = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.tag_name() == "DIALOG") {
            close();
        }
    };

    let go = move |row: usize| {
        active.set(row);
        request_animation_frame(move || scroll_to(row));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        // Enter and arrows belong to whoever composes a letter.
        if event.is_composing() {
            return;
        }
        let (row, rows) = (active.get_untracked(), found.with_untracked(Found::shown));
        match event.key().as_str() {
            "ArrowDown" if rows > 0 => go((row + 1) % rows),
            "ArrowUp" if rows > 0 => go((row + rows - 1) % rows),
            "Home" if rows > 0 && !event.shift_key() => go(0),
            "End" if rows > 0 && !event.shift_key() => go(rows - 1),
            "Enter" => {
                let at = found.with_untracked(|found| found.at(row));
                let act_of = |at: usize| items.with_untracked(|items| items.get(at).map(|item| item.entry.act.clone()));
                if let Some(act) = at.and_then(act_of) {
                    choose.run(act);
                }
            }
            "Escape" => close(),
            // The same keys that open it.
            _ => match keys::read(&event).filter(|stroke| stroke.command && stroke.key == "k") {
                // Held down, they opened it.
                Some(stroke) if stroke.repeat => {}
                Some(_) => close(),
                None => return,
            },
        }
        event.prevent_default();
        event.stop_propagation();
    };

    let rows = move || {
        let mut row = 0;
        let groups = found.with(|found| found.groups.clone());
        items.with(|items| {
            let group = |group: Vec<usize>| {
                let heading = group.first().map(|first| items[*first].entry.group).unwrap_or_default();
                let entries = group.into_iter().filter_map(|at| items.get(at)).map(|item| {
                    let entry = Entry { keys: if shows_keys { item.entry.keys } else { &[] }, ..item.entry.clone() };
                    row += 1;
                    view! { <Row entry row=row - 1 active choose/> }
                });
                let entries = entries.collect_view();
                view! {
                    <div role="group" aria-label=heading>
                        <p class="menu__title" aria-hidden="true">{heading}</p>
                        {entries}
                    </div>
                }
            };
            groups.into_iter().map(group).collect_view()
        })
    };
    let loading = move || palette.agents.with(Option::is_none);
    let nothing = move || found.with(|found| found.count == 0) && !loading();
    let said = move || match found.with(|found| found.count) {
        0 if loading() => String::new(),
        0 => t.palette.nothing.to_owned(),
        count => (t.palette.results)(count as u64),
    };
    let retry = move |_: ev::MouseEvent| {
        palette.agents.set(None);
        palette.load_agents();
    };
    view! {
        <dialog class="dialog palette" aria-label=t.palette.title node_ref=dialog on:close=on_close on:click=on_click>
            <div class="palette__content">
                <div class="palette__head">
                    <Icon name="search"/>
                    <input
                        class="palette__input"
                        type="text"
                        role="combobox"
                        aria-label=t.palette.hint
                        placeholder=t.palette.hint
                        aria-autocomplete="list"
                        aria-expanded="true"
                        aria-controls=LIST
                        aria-activedescendant=move || found.with(|found| found.count > 0).then(|| row_id(active.get()))
                        dir="auto"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        on:input=move |event| {
                            typed.set(event_target_value(&event));
                            go(0);
                        }
                        on:keydown=on_key
                    />
                    <button class="button button--quiet button--icon" type="button" aria-label=t.close on:click=move |_| close()>
                        <Icon name="x"/>
                    </button>
                </div>
                <div class="palette__list" role="listbox" id=LIST aria-label=t.palette.title>{rows}</div>
                {move || loading().then(|| view! { <div class="palette__loading" aria-busy="true"><Skeleton width="l"/></div> })}
                {move || palette.agents.with(|agents| matches!(agents, Some(Err(_)))).then(|| view! {
                    <p class="palette__failed" role="alert">
                        {t.palette.agents_failed}" "
                        <button class="link" type="button" on:click=retry>{t.retry}</button>
                    </p>
                })}
                <p class=move || if nothing() { "palette__none" } else { "visually-hidden" } role="status">{said}</p>
            </div>
        </dialog>
    }
}

#[component]
fn Row(entry: Entry, row: usize, active: RwSignal<usize>, choose: Callback<Act>) -> impl IntoView {
    let Entry { label, icon, keys, chosen, act, .. } = entry;
    let keys = (!keys.is_empty()).then(|| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view();
        view! { <span class="palette__keys" dir="ltr">{keys}</span> }
    });
    // The pointer and the arrows move one mark, not two.
    let point = move |_| {
        if active.get_untracked() != row {
            active.set(row);
        }
    };
    view! {
        <div
            class="option palette__row"
            role="option"
            id=row_id(row)
            aria-selected=move || if active.get() == row { "true" } else { "false" }
            aria-checked=chosen.then_some("true")
            on:mousedown=|event| event.prevent_default()
            on:mousemove=point
            on:click=move |_| choose.run(act.clone())
        >
            <Icon name=icon/>
            <span class="option__label"><bdi>{label}</bdi></span>
            {chosen.then(|| view! { <Icon name="check" class="option__chosen"/> })}
            {keys}
        </div>
    }
}

fn row_id(row: usize) -> String {
    format!("palette-{row}")
}

fn scroll_to(row: usize) {
    let row = document().get_element_by_id(&row_id(row)).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(row) = row {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Follows a path as a click on its link would, so that a page that must not be left unsaved can ask first.
fn follow(href: &str, current: &str) {
    let Ok(link) = document().create_element("a") else { return };
    let _ = link.set_attribute("href", href);
    // On the same page everything stays where it is.
    if href.split('?').next() == Some(current) {
        let _ = link.set_attribute("data-noscroll", "");
    }
    if let (Some(body), Ok(link)) = (document().body(), link.dyn_into::<HtmlElement>()) {
        let _ = body.append_child(&link);
        link.click();
        link.remove();
    }
}
