//! Notes that save themselves. What is typed is on this device from the first letter on, and leaves it only when the
//! server has it: a failed save, a conflict, a closed tab or a reload lose nothing.

use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::desk::{Desk, use_desk};
use crate::api::records::{ChangeRecords, change_records};
use crate::domain::change::{Action, Answer, Left, Reason, Seen, Target, Value};
use crate::domain::error::AppError;
use crate::domain::form::FormState;
use crate::domain::limits;
use crate::domain::view::SheetView;
use crate::frame::form::words;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::browser::{forget, keep, kept, send_on_leaving};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::text_area::TextArea;

/// Between the last letter and the save.
const DEBOUNCE: Duration = Duration::from_millis(600);

/// What is said below the box.
#[derive(Clone, PartialEq)]
enum Said {
    Nothing,
    Saving,
    Saved,
    Failed,
    /// Somebody else has written this meanwhile.
    Conflict {
        theirs: String,
        version: i64,
    },
}

/// What the server has, and what stands in the box.
#[derive(Default)]
struct Draft {
    saved: String,
    version: i64,
    text: String,
    sending: bool,
    /// Nothing is sent until somebody has chosen.
    conflict: bool,
}

impl Draft {
    fn is_clean(&self) -> bool {
        self.text == self.saved
    }
}

#[derive(Clone)]
struct Keeper {
    desk: Desk,
    id: String,
    agent: String,
    /// Where the draft is kept on this device.
    name: String,
    draft: Arc<Mutex<Draft>>,
    said: RwSignal<Said>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Keeper {
    fn with<T>(&self, read: impl FnOnce(&mut Draft) -> T) -> T {
        read(&mut self.draft.lock().unwrap_or_else(|broken| broken.into_inner()))
    }

    fn say(&self, said: Said) {
        let _ = self.said.try_set(said);
    }

    /// Something was typed.
    fn typed(&self, text: String) {
        self.with(|draft| draft.text = text);
        self.keep();
        if self.with(|draft| draft.conflict) {
            return;
        }
        self.stop_timer();
        let keeper = self.clone();
        let handle = set_timeout_with_handle(move || keeper.save(), DEBOUNCE).ok();
        let _ = self.timer.try_set_value(handle);
        if self.said.with_untracked(|said| *said == Said::Saved) {
            self.say(Said::Nothing);
        }
    }

    fn keep(&self) {
        let (clean, text) = self.with(|draft| (draft.is_clean(), format!("{}\n{}", draft.version, draft.text)));
        if clean { forget(&self.name) } else { keep(&self.name, &text) }
    }

    fn stop_timer(&self) {
        if let Some(Some(handle)) = self.timer.try_update_value(Option::take) {
            handle.clear();
        }
    }

    /// What would be sent now, unless it is there already or on its way.
    fn next(&self) -> Option<(String, i64)> {
        self.with(|draft| {
            let wait = draft.is_clean() || draft.sending || draft.conflict;
            (!wait).then(|| (draft.text.clone(), draft.version))
        })
    }

    fn call(&self, text: String, version: i64) -> ChangeRecords {
        let target = Target::Records { records: vec![Seen { id: self.id.clone(), version }] };
        ChangeRecords { agent: self.agent.clone(), target, action: Action::SetNotes { text } }
    }

    fn save(&self) {
        self.stop_timer();
        let Some((text, version)) = self.next() else { return };
        self.with(|draft| draft.sending = true);
        self.say(Said::Saving);
        let keeper = self.clone();
        spawn_local(async move {
            let ChangeRecords { agent, target, action } = keeper.call(text.clone(), version);
            let answer = change_records(agent, target, action).await;
            keeper.with(|draft| draft.sending = false);
            keeper.answered(text, version, answer);
        });
    }

    fn answered(&self, text: String, version: i64, answer: Result<Answer, AppError>) {
        let Ok(Answer::Done(outcome)) = answer else { return self.say(Said::Failed) };
        let saved_as = match &outcome.left[..] {
            [] => outcome.records.first().map(|record| record.version),
            [Left { reason: Reason::AlreadySo, .. }] => Some(version),
            // It was sent twice: once while the page was left.
            [Left { reason: Reason::ChangedMeanwhile { now: Value::Notes(now), version }, .. }] if *now == text => {
                Some(*version)
            }
            [Left { reason: Reason::ChangedMeanwhile { now: Value::Notes(now), version }, .. }] => {
                self.with(|draft| draft.conflict = true);
                return self.say(Said::Conflict { theirs: now.clone(), version: *version });
            }
            _ => None,
        };
        let Some(version) = saved_as else { return self.say(Said::Failed) };
        self.with(|draft| {
            draft.saved = text;
            draft.version = version;
        });
        self.keep();
        if self.said.is_disposed() {
            return self.save();
        }
        if !self.desk.sheet_changed.is_disposed() {
            self.desk.sheet_changed.update(|count| *count += 1);
        }
        match self.next() {
            Some(_) => self.save(),
            None => self.say(Said::Saved),
        }
    }

    /// The page is about to go: nobody will be there for an answer. The draft stays on the device until it is known to
    /// have come through.
    fn leave(&self) {
        self.stop_timer();
        if let Some((text, version)) = self.next()
            && let Ok(json) = serde_json::to_string(&self.call(text, version))
        {
            send_on_leaving(paths::CHANGE_RECORDS, &json);
        }
    }

    /// What the server has was learnt again; returns the text that the box must show, if another.
    fn learn(&self, notes: String, version: i64) -> Option<String> {
        let (newer, clean, own) =
            self.with(|draft| (version > draft.version, draft.is_clean(), draft.sending || draft.conflict));
        if !newer || own || !clean {
            return None;
        }
        self.with(|draft| {
            draft.saved.clone_from(&notes);
            draft.text.clone_from(&notes);
            draft.version = version;
        });
        Some(notes)
    }

    /// A conflict is over: the server's version is this, and this is what stands in the box.
    fn settle(&self, theirs: String, version: i64, text: String) {
        self.with(|draft| {
            draft.saved = theirs;
            draft.version = version;
            draft.text = text;
            draft.conflict = false;
        });
        self.keep();
        match self.next() {
            Some(_) => self.save(),
            None => self.say(Said::Saved),
        }
    }
}

/// The name under which a device keeps a member's drafts.
pub const DRAFTS: &str = "draft:";

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
    let agent = desk.agent();
    let member = desk.me.map(|id| id.to_string()).unwrap_or_default();
    let keeper = Keeper {
        desk,
        name: format!("{DRAFTS}{member}:{agent}:{id}"),
        agent,
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
