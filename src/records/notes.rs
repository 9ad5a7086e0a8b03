//! Notes that save themselves. What is typed is on this device from the first letter on, and leaves it only when the
//! server has it: a failed save, a conflict, a closed tab or a reload lose nothing.

mod keeper;

use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;
use std::sync::{Arc, Mutex};

use self::keeper::{Draft, Keeper, Said};
use super::desk::{Desk, use_desk};
use crate::domain::form::FormState;
use crate::domain::limits;
use crate::domain::view::SheetView;
use crate::frame::form::words;
use crate::i18n::use_messages;
use crate::ui::browser::{DRAFTS, forget, kept};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::text_area::TextArea;

/// Where this member's draft of a record's notes is kept on this device.
pub fn draft_name(desk: Desk, id: &str) -> String {
    let member = desk.me.map(|id| id.to_string()).unwrap_or_default();
    format!("{DRAFTS}{member}:{}:{id}", desk.agent())
}

#[component]
pub fn Notes(id: String, sheet: RwSignal<SheetView>, state: FormState) -> impl IntoView {
    let desk = use_desk();
    if desk.may_change {
        view! { <EditedNotes id sheet state/> }.into_any()
    } else {
        let notes = sheet.with_untracked(|sheet| sheet.notes.clone());
        view! { <p class="record__text" dir="auto">{notes}</p> }.into_any()
    }
}

#[component]
fn EditedNotes(id: String, sheet: RwSignal<SheetView>, state: FormState) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let area = NodeRef::<Textarea>::new();
    let alive = RwSignal::new(false);
    let (notes, version) = sheet.with_untracked(|sheet| (sheet.notes.clone(), sheet.record.triage.versions.notes));
    let keeper = Keeper {
        desk,
        name: draft_name(desk, &id),
        agent: desk.agent(),
        id: id.clone(),
        draft: Arc::new(Mutex::new(Draft { saved: notes.clone(), text: notes.clone(), version, ..Draft::default() })),
        said: RwSignal::new(Said::Nothing),
        timer: StoredValue::new(None),
    };
    let set_box = move |text: &str| {
        if let Some(area) = area.get_untracked() {
            area.set_value(text);
        }
    };
    // A form that was refused comes back with what was typed, and with what the server has.
    let typed = state.value("notes");
    let refused = words(&state, "");
    let theirs = typed.as_ref().filter(|typed| **typed != notes).map(|_| notes.clone());

    Effect::new({
        let keeper = keeper.clone();
        let notes = notes.clone();
        move |begun: Option<bool>| {
            if begun == Some(true) {
                return true;
            }
            let Some(area) = area.get() else { return false };
            alive.set(true);
            let in_box = area.value();
            let draft = kept(&keeper.name).and_then(|kept| {
                let (version, text) = kept.split_once('\n')?;
                Some((version.parse::<i64>().ok()?, text.to_owned()))
            });
            if in_box != notes {
                // Typed before the script was there.
                keeper.typed(in_box);
            } else if let Some((seen, text)) = draft {
                area.set_value(&text);
                if text == notes {
                    forget(&keeper.name);
                } else if seen == version {
                    keeper.typed(text);
                } else {
                    keeper.with(|draft| (draft.text, draft.conflict) = (text, true));
                    keeper.say(Said::Conflict { theirs: notes.clone(), version });
                }
            }
            true
        }
    });
    // Read again after a change, by whomever.
    Effect::new({
        let keeper = keeper.clone();
        move |_| {
            let (notes, version) = sheet.with(|sheet| (sheet.notes.clone(), sheet.record.triage.versions.notes));
            if let Some(text) = keeper.learn(notes, version) {
                set_box(&text);
            }
        }
    });
    // Listeners of the browser alone.
    Effect::new({
        let keeper = keeper.clone();
        move |_| {
            let leaving = keeper.clone();
            let left = window_event_listener(ev::pagehide, move |_| leaving.leave());
            let online = keeper.clone();
            let online = window_event_listener(ev::online, move |_| online.save());
            on_cleanup(move || {
                left.remove();
                online.remove();
            });
        }
    });
    on_cleanup({
        let keeper = keeper.clone();
        move || {
            if is_browser() {
                keeper.save();
            }
        }
    });
    let on_input = {
        let keeper = keeper.clone();
        move |event: ev::Event| keeper.typed(event_target_value(&event))
    };
    let on_blur = {
        let keeper = keeper.clone();
        move |_| keeper.save()
    };
    let submit = {
        let keeper = keeper.clone();
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            keeper.save();
        }
    };
    let said = keeper.said;
    let status = {
        let keeper = keeper.clone();
        move || {
            let keeper = keeper.clone();
            match said.get() {
                Said::Nothing | Said::Conflict { .. } => ().into_any(),
                Said::Saving => view! { {t.saving} }.into_any(),
                Said::Saved => view! { <Icon name="check"/>{t.saved} }.into_any(),
                Said::Failed => view! {
                    <span class="notes__failed">{t.could_not_save}</span>
                    <button class="link" type="button" on:click=move |_| keeper.save()>{t.retry}</button>
                }
                .into_any(),
            }
        }
    };
    let conflict = move || {
        let Said::Conflict { theirs, version } = said.get() else { return None };
        let choose = |text_of: fn(&str, &str) -> String| {
            let (keeper, theirs) = (keeper.clone(), theirs.clone());
            move |_| {
                let text = text_of(&keeper.with(|draft| draft.text.clone()), &theirs);
                set_box(&text);
                keeper.settle(theirs.clone(), version, text);
            }
        };
        let both = choose(|mine, theirs| format!("{theirs}\n\n{mine}"));
        let mine = choose(|mine, _| mine.to_owned());
        let other = choose(|_, theirs| theirs.to_owned());
        Some(view! {
            <Theirs text=theirs.clone()>
                <div class="notes__choices">
                    <button class="button" type="button" on:click=both>{t.keep_both}</button>
                    <button class="button" type="button" on:click=mine>{t.keep_mine}</button>
                    <button class="button" type="button" on:click=other>{t.keep_theirs}</button>
                </div>
            </Theirs>
        })
    };
    let action = {
        let id = id.clone();
        move || desk.place.link(Some(&id))
    };
    view! {
        <form class="notes" method="post" action=action aria-labelledby="section-notes" on:submit=submit>
            <input type="hidden" name="form" value="notes"/>
            <input type="hidden" name="record" value=id/>
            <input type="hidden" name="version" value=version/>
            {refused.map(|text| view! { <Notice tone=Tone::Danger text/> })}
            {theirs.map(|text| view! { <Theirs text/> })}
            {conflict}
            <div class="notes__box" on:input=on_input on:focusout=on_blur>
                <TextArea
                    id="notes"
                    name="notes"
                    text=typed.unwrap_or(notes)
                    rows=4
                    limit=limits::NOTES
                    labelledby="section-notes"
                    node_ref=area
                />
            </div>
            <p class="notes__status" role="status">{status}</p>
            <button class="button" hidden=move || alive.get()>{t.save}</button>
        </form>
    }
}

/// What somebody else has written meanwhile, above what one has written oneself.
#[component]
fn Theirs(text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let t = use_messages();
    view! {
        <div class="notes__conflict" role="alert">
            <p class="notes__heading">{t.notes_conflict}</p>
            <blockquote class="record__note" dir="auto">{text}</blockquote>
            {children.map(|children| children())}
        </div>
    }
}
