//! What is being written on the page. Its truth is the form: every change of it is read into the draft, and what a button
//! does to the draft is drawn into the form.

use leptos::ev::{Event, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::drag::Dragged;
use crate::domain::collection::draft::{Draft, FORM, Op, row_name};
use crate::domain::collection::{DataCollection, SetKind};
use crate::domain::form::{FormState, Problem};
use crate::i18n::{Messages, use_messages};
use crate::ui::browser::{focus_id, forget, form_pairs, keep, kept};

/// One set while it is written.
#[derive(Clone, Copy)]
pub struct Editor {
    pub form: NodeRef<Form>,
    pub draft: RwSignal<Draft>,
    /// Whether there is anything to save.
    pub dirty: Memo<bool>,
    /// Counts up when the draft is another one as a whole: then the form is drawn anew.
    pub drawn: RwSignal<u32>,
    /// What was just done, for who does not see it.
    pub said: RwSignal<String>,
    /// What this device has kept since the page was left.
    pub offered: RwSignal<Option<Draft>>,
    pub dragged: RwSignal<Option<Dragged>>,
    /// The script is there.
    pub alive: RwSignal<bool>,
    /// The button by which the page came about, where there is no script.
    pub pressed: Option<Op>,
    problems: RwSignal<Vec<(String, Problem)>>,
    /// The form is on its way, or the page is left knowingly.
    going: StoredValue<bool>,
    saved: StoredValue<DataCollection>,
    kind: SetKind,
    /// Where this device keeps the draft.
    kept: StoredValue<String>,
    t: &'static Messages,
}

impl Editor {
    /// Of the set `kind`; `state` is what became of the form when it was sent, and `kept` where this device keeps drafts.
    pub fn new(collection: DataCollection, kind: SetKind, state: &FormState, kept: String) -> Self {
        let saved = Draft::of(&collection, kind);
        let draft = if state.form == FORM { Draft::from_form(&state.values) } else { saved.clone() };
        let draft = RwSignal::new(draft);
        Self {
            form: NodeRef::new(),
            draft,
            dirty: Memo::new(move |_| draft.with(|draft| !draft.says_the_same(&saved))),
            drawn: RwSignal::new(0),
            said: RwSignal::new(String::new()),
            offered: RwSignal::new(None),
            dragged: RwSignal::new(None),
            alive: RwSignal::new(false),
            pressed: state.value("do").as_deref().and_then(Op::parse),
            problems: RwSignal::new(state.problems.clone()),
            going: StoredValue::new(false),
            saved: StoredValue::new(collection),
            kind,
            kept: StoredValue::new(kept),
            t: use_messages(),
        }
    }

    /// Takes the form over from the server, in the browser.
    pub fn begin(self) {
        Effect::new(move |begun: Option<bool>| {
            if begun == Some(true) {
                return true;
            }
            if self.form.get().is_none() {
                return false;
            }
            self.alive.set(true);
            // Something may have been typed before the script was there.
            self.read();
            if self.dirty.get_untracked() {
                self.keep();
            } else if let Some(draft) = self.kept.with_value(|name| kept(name)).map(|text| parse(&text)) {
                if draft.says_the_same(&self.draft.get_untracked()) {
                    self.forget();
                } else {
                    self.offered.set(Some(draft));
                }
            }
            true
        });
    }

    /// What is wrong with a field of the form, in words; with the form as a whole for the empty name.
    pub fn problem(self, name: &str) -> Signal<Option<String>> {
        let name = name.to_owned();
        Signal::derive(move || {
            let found = |problems: &Vec<(String, Problem)>| problems.iter().find(|(field, _)| *field == name).cloned();
            self.problems.with(found).map(|(_, problem)| (self.t.problem)(problem))
        })
    }

    /// Whether this field is the first with something wrong, which has the focus when the page comes.
    pub fn is_first_problem(self, name: &str) -> bool {
        self.problems.with_untracked(|problems| problems.first().is_some_and(|(field, _)| field == name))
    }

    /// What a row is called.
    pub fn title(self, key: u32) -> String {
        self.draft.with(|draft| self.title_in(draft, key))
    }

    /// Somebody has written something.
    pub fn typed(self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(name) = target.and_then(|target| target.get_attribute("name")) {
            self.mend(|field| field == name);
        }
        self.going.set_value(false);
        self.read();
        self.keep();
    }

    /// Does what a button says, and puts the focus where one goes on.
    pub fn act(self, op: Op) {
        let t = self.t.collection;
        let before = self.draft.get_untracked();
        let label = match op {
            Op::Remove(key) | Op::Up(key) | Op::Down(key) => self.title_in(&before, key),
            _ => String::new(),
        };
        let mut after = before.clone();
        self.saved.with_value(|saved| after.apply(op, saved, self.kind));
        let rows = after.rows.len();
        let (said, focused) = match op {
            Op::Save => return,
            Op::Add => {
                let key = after.rows.last().map(|row| row.key).unwrap_or_default();
                (t.added.to_owned(), field_id(&row_name(key, "label")))
            }
            Op::Remove(key) => {
                self.mend(|field| field.is_empty() || field.starts_with(&row_name(key, "")));
                let at = before.position(key).unwrap_or_default();
                let next = after.rows.get(at).or(after.rows.last()).map_or(Op::Add, |row| Op::Remove(row.key));
                ((t.removed)(&label), button_id(next))
            }
            Op::Up(key) | Op::Down(key) => {
                let at = after.position(key).unwrap_or_default();
                let again = if at == 0 {
                    Op::Down(key)
                } else if at + 1 == rows {
                    Op::Up(key)
                } else {
                    op
                };
                ((t.moved)(&label, at as u64 + 1, rows as u64), button_id(again))
            }
            Op::Copy => (t.copied.to_owned(), button_id(Op::Save)),
            Op::Discard => (t.discarded.to_owned(), button_id(Op::Save)),
        };
        match op {
            Op::Copy | Op::Discard => self.replace(after),
            _ => self.draft.set(after),
        }
        self.keep();
        self.said.set(said);
        // The row may not be there yet, and one that was moved has lost the focus.
        request_animation_frame(move || focus_id(&focused));
    }

    /// A row was dragged to that place.
    pub fn moved(self, key: u32, to: usize) {
        if self.draft.with_untracked(|draft| draft.position(key)) == Some(to) {
            return;
        }
        self.draft.update(|draft| draft.move_to(key, to));
        self.keep();
        let (title, rows) = self.draft.with_untracked(|draft| (self.title_in(draft, key), draft.rows.len()));
        self.said.set((self.t.collection.moved)(&title, to as u64 + 1, rows as u64));
    }

    /// Goes on with what this device has kept.
    pub fn restore(self) {
        if let Some(draft) = self.offered.get_untracked() {
            self.offered.set(None);
            self.replace(draft);
            self.keep();
            request_animation_frame(move || focus_id(&button_id(Op::Save)));
        }
    }

    /// Lets go of what this device has kept.
    pub fn decline(self) {
        self.offered.set(None);
        self.keep();
        request_animation_frame(move || focus_id(&button_id(Op::Save)));
    }

    /// The form is about to be sent: only when there is nothing wrong with it, and once.
    pub fn submit(self, event: &SubmitEvent) {
        if self.going.get_value() {
            return event.prevent_default();
        }
        self.read();
        match self.draft.with_untracked(Draft::check) {
            Ok(_) => self.going.set_value(true),
            Err(problems) => {
                event.prevent_default();
                let first = problems.first().map(|(name, _)| field_id(name));
                self.problems.set(problems);
                if let Some(first) = first {
                    focus_id(&first);
                }
            }
        }
    }

    /// Sends the form as its own button would.
    pub fn save(self) {
        if let Some(form) = self.form.get_untracked() {
            let _ = form.request_submit();
        }
    }

    /// Whether somebody who leaves now would leave something behind that they may not know of.
    pub fn is_at_risk(self) -> bool {
        self.dirty.try_get_untracked().unwrap_or_default() && !self.going.try_get_value().unwrap_or_default()
    }

    /// Whether the page is left knowingly.
    pub fn set_going(self, going: bool) {
        let _ = self.going.try_set_value(going);
    }

    fn title_in(self, draft: &Draft, key: u32) -> String {
        let label = draft.row(key).map(|row| row.label.trim()).filter(|label| !label.is_empty());
        label.unwrap_or(self.t.collection.nameless).to_owned()
    }

    fn replace(self, draft: Draft) {
        self.problems.set(Vec::new());
        self.draft.set(draft);
        self.drawn.update(|drawn| *drawn += 1);
    }

    fn mend(self, is_mended: impl Fn(&str) -> bool) {
        if self.problems.with_untracked(|problems| problems.iter().any(|(field, _)| is_mended(field))) {
            self.problems.update(|problems| problems.retain(|(field, _)| !is_mended(field)));
        }
    }

    fn read(self) {
        let Some(form) = self.form.get_untracked() else { return };
        let read = Draft::from_form(&form_pairs(&form));
        if self.draft.with_untracked(|draft| *draft != read) {
            self.draft.set(read);
        }
    }

    fn keep(self) {
        if self.dirty.get_untracked() {
            self.kept.with_value(|name| keep(name, &print(&self.draft.get_untracked())));
        } else {
            self.forget();
        }
    }

    fn forget(self) {
        self.kept.with_value(|name| forget(name));
    }
}

/// The id of a field of the form.
pub fn field_id(name: &str) -> String {
    format!("field-{name}")
}

/// The id of the button that does this.
pub fn button_id(op: Op) -> String {
    format!("do-{op}")
}

fn print(draft: &Draft) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(draft.to_form()).finish()
}

fn parse(text: &str) -> Draft {
    let form: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    Draft::from_form(&form)
}
