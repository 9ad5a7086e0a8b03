//! What is being written in the form of a new record. Its truth is the form in the page: every change of it is read here,
//! kept on this device, and forgotten when the server has it.

use leptos::ev::{Event, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::api::records::create_record;
use crate::domain::agent::Variant;
use crate::domain::collection::{DataCollection, FieldSet, SetKind};
use crate::domain::error::AppError;
use crate::domain::form::{FormState, Problem};
use crate::domain::new_record::{
    CHANNEL, FORM, GivenRecord, KIND, channels, check, first_channel, label_of, list_with,
};
use crate::domain::record::{Channel, Kind};
use crate::domain::slug;
use crate::domain::view::Created;
use crate::domain::view::settings::CollectionView;
use crate::i18n::{Messages, use_messages};
use crate::paths;
use crate::records::desk::{Desk, use_desk};
use crate::ui::browser::{DRAFTS, active_element, focus, forget, form_pairs, keep, kept};
use crate::ui::notice::Tone;

/// The id of the form.
pub const FORM_ID: &str = "new-record";

type Pairs = Vec<(String, String)>;

/// A new record while it is written.
#[derive(Clone, Copy)]
pub struct Editor {
    pub form: NodeRef<Form>,
    /// The channel that is chosen, whose fields are asked.
    pub channel: Memo<Channel>,
    pub variant: Variant,
    /// Counts up when the values are other ones as a whole: then the fields are drawn anew.
    pub drawn: RwSignal<u32>,
    /// The script is there.
    pub alive: RwSignal<bool>,
    /// The record is on its way.
    pub pending: RwSignal<bool>,
    /// Why the server did not take it.
    pub failed: RwSignal<Option<AppError>>,
    /// What stands in the form was kept on this device.
    pub restored: RwSignal<bool>,
    /// Also of the fields of the channel that is not chosen.
    values: RwSignal<Pairs>,
    collection: StoredValue<DataCollection>,
    problems: RwSignal<Vec<(String, Problem)>>,
    /// The values of a form in which nobody has written.
    fresh: StoredValue<Pairs>,
    /// Where this device keeps the draft.
    name: StoredValue<String>,
    go: Callback<String>,
    desk: Desk,
    t: &'static Messages,
}

impl Editor {
    /// `state` is what became of the form, if it was sent.
    pub fn new(view: CollectionView, state: &FormState) -> Self {
        let CollectionView { agent, collection, .. } = view;
        let desk = use_desk();
        let variant = agent.variant;
        let of_link = desk.place.creating.get_untracked().filter(|channel| channels(variant).contains(channel));
        let channel = of_link.unwrap_or(first_channel(variant));
        // Whoever looks at tickets means one.
        let kind = desk.place.listing.with_untracked(|listing| listing.filter.kind).unwrap_or(Kind::Lead);
        let fresh = vec![(KIND.to_owned(), slug(kind).to_owned()), (CHANNEL.to_owned(), slug(channel).to_owned())];
        let values = RwSignal::new(if state.form == FORM { state.values.clone() } else { fresh.clone() });
        let member = desk.me.map(|id| id.to_string()).unwrap_or_default();
        let navigate = use_navigate();
        let go = move |to: String| navigate(&to, NavigateOptions { scroll: false, ..Default::default() });
        Self {
            form: NodeRef::new(),
            channel: Memo::new(move |_| {
                let chosen: Option<Channel> = values.with(|values| value_in(values, CHANNEL).parse().ok());
                chosen.filter(|chosen| channels(variant).contains(chosen)).unwrap_or(channel)
            }),
            variant,
            collection: StoredValue::new(collection),
            drawn: RwSignal::new(0),
            alive: RwSignal::new(false),
            pending: RwSignal::new(false),
            failed: RwSignal::new(None),
            restored: RwSignal::new(false),
            values,
            problems: RwSignal::new(state.problems.clone()),
            fresh: StoredValue::new(fresh),
            name: StoredValue::new(format!("{DRAFTS}{member}:{}:{FORM}", agent.id)),
            go: Callback::new(go),
            desk,
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
            // Something may have been typed before the script was there.
            self.read();
            self.alive.set(true);
            if self.is_dirty() {
                self.keep();
            } else if let Some(draft) = self.name.with_value(|name| kept(name)) {
                self.restored.set(true);
                self.replace(form_urlencoded::parse(draft.as_bytes()).into_owned().collect());
            }
            request_animation_frame(focus_inside);
            true
        });
    }

    /// What stands in a field.
    pub fn value(self, name: &str) -> String {
        self.values.with_untracked(|values| value_in(values, name).to_owned())
    }

    /// What the chosen channel asks.
    pub fn set(self) -> Option<FieldSet> {
        let channel = self.channel.get();
        self.collection.with_value(|collection| collection.asked(self.variant, channel).cloned())
    }

    /// Which of the agent's sets that is.
    pub fn set_kind(self) -> SetKind {
        SetKind::of(self.variant, self.channel.get())
    }

    /// What was written in fields that the chosen channel does not ask, by name.
    pub fn elsewhere(self) -> Pairs {
        let set = self.set().unwrap_or_default();
        let is_here = |name: &str| label_of(name).is_none_or(|label| set.field(label).is_some());
        let values = self.values.get();
        values.into_iter().filter(|(name, value)| !value.is_empty() && !is_here(name)).collect()
    }

    /// What is wrong with a field, in words; with the form as a whole for the empty name.
    pub fn problem(self, name: &str) -> Signal<Option<String>> {
        let name = name.to_owned();
        Signal::derive(move || {
            let problem = self.problems.with(|all| all.iter().find(|(field, _)| *field == name).map(|(_, p)| *p))?;
            Some(match problem {
                Problem::Missing if name.is_empty() => self.t.new_record.nothing_given.to_owned(),
                problem => (self.t.problem)(problem),
            })
        })
    }

    /// Whether this field has the focus when the page comes: the first with something wrong, else the first of all.
    pub fn comes_first(self, name: &str) -> bool {
        self.problems.with_untracked(|problems| match problems.first() {
            Some((first, _)) => first == name,
            None => name == KIND,
        })
    }

    /// Somebody has written something.
    pub fn typed(self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let name = target.and_then(|target| target.get_attribute("name")).unwrap_or_default();
        let mended = |field: &str| field.is_empty() || field == name;
        if self.problems.with_untracked(|problems| problems.iter().any(|(field, _)| mended(field))) {
            self.problems.update(|problems| problems.retain(|(field, _)| !mended(field)));
        }
        self.failed.set(None);
        self.read();
        self.keep();
    }

    /// Begins anew.
    pub fn discard(self) {
        self.restored.set(false);
        self.replace(self.fresh.get_value());
        self.keep();
        request_animation_frame(focus_inside);
    }

    /// Sends what is good, once.
    pub fn submit(self, event: &SubmitEvent) {
        event.prevent_default();
        if self.pending.get_untracked() {
            return;
        }
        self.read();
        let values = self.values.get_untracked();
        match self.collection.with_value(|collection| check(&values, collection, self.variant)) {
            Ok(given) => self.send(given, values),
            Err(problems) => self.refuse(problems),
        }
    }

    fn send(self, given: GivenRecord, values: Pairs) {
        self.problems.set(Vec::new());
        self.failed.set(None);
        self.pending.set(true);
        let (agent, name, desk) = (self.desk.agent(), self.name.get_value(), self.desk);
        spawn_local(async move {
            let answer = create_record(agent, values).await;
            if matches!(answer, Ok(Created::Record(_))) {
                forget(&name);
            }
            // What is created stays so: no second click makes another before the page has gone on.
            let closed = match answer {
                Ok(Created::Record(_)) => self.pending.is_disposed(),
                _ => self.pending.try_set(false).is_some(),
            };
            match answer {
                Ok(Created::Record(id)) if !closed => self.show(&given, &id),
                Ok(Created::Refused(problems)) if !closed => self.refuse(problems),
                Err(error) if !closed => self.failed.set(Some(error)),
                // The form was closed meanwhile, and perhaps the page was left.
                _ if desk.sheet_changed.is_disposed() => {}
                Ok(Created::Record(_)) => {
                    desk.toasts.say(Tone::Done, desk.words().new_record.created_meanwhile.to_owned(), Vec::new());
                    desk.reload();
                }
                Ok(Created::Refused(_)) => self.say_failed(desk, &AppError::Invalid),
                Err(error) => self.say_failed(desk, &error),
            }
        });
    }

    fn say_failed(self, desk: Desk, error: &AppError) {
        desk.toasts.say(Tone::Danger, (self.t.new_record.not_created)(error).to_owned(), Vec::new());
    }

    /// The sheet of the new record, over a list that has it.
    fn show(self, given: &GivenRecord, id: &str) {
        let shown = self.desk.place.listing.get_untracked();
        let next = list_with(&shown, given.kind, given.channel);
        let link = self.desk.place.agent.with_untracked(|agent| paths::records(agent, &next, Some(id)));
        let desk = self.desk;
        self.go.run(link);
        // Another list is asked for anyway.
        if next == shown {
            desk.reload();
        }
    }

    fn refuse(self, problems: Vec<(String, Problem)>) {
        self.problems.set(problems);
        request_animation_frame(focus_problem);
    }

    fn replace(self, values: Pairs) {
        self.problems.set(Vec::new());
        self.failed.set(None);
        self.values.set(values);
        self.drawn.update(|drawn| *drawn += 1);
    }

    /// Takes in what stands in the page. Fields of the other channel are not there, and keep what they had.
    fn read(self) {
        let Some(form) = self.form.get_untracked() else { return };
        let mut read: Pairs = form_pairs(&form).into_iter().filter(|(name, _)| name != "form").collect();
        self.values.with_untracked(|before| {
            let others = before.iter().filter(|(name, _)| label_of(name).is_some());
            let others: Pairs =
                others.filter(|(name, _)| !read.iter().any(|(field, _)| field == name)).cloned().collect();
            read.extend(others);
        });
        if self.values.with_untracked(|before| *before != read) {
            self.values.set(read);
        }
    }

    /// Type and channel alone are nothing to keep.
    fn is_dirty(self) -> bool {
        let said = |(name, value): &(String, String)| {
            !matches!(name.as_str(), KIND | CHANNEL | "form" | "do") && !value.trim().is_empty()
        };
        self.values.with_untracked(|values| values.iter().any(said))
    }

    fn keep(self) {
        self.name.with_value(|name| {
            if self.is_dirty() {
                let mut text = form_urlencoded::Serializer::new(String::new());
                self.values.with_untracked(|values| _ = text.extend_pairs(values));
                keep(name, &text.finish());
            } else {
                forget(name);
            }
        });
    }
}

fn value_in<'a>(values: &'a [(String, String)], name: &str) -> &'a str {
    values.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(&format!("#{FORM_ID} {selector}")).ok().flatten()
}

/// Where one begins to write, unless somebody is writing already.
fn focus_inside() {
    let writing =
        active_element().is_some_and(|element| element.closest(&format!("#{FORM_ID}")).ok().flatten().is_some());
    if !writing {
        focus(find("[aria-invalid=true]").or_else(|| find(":checked")));
    }
}

/// The first field with something wrong; when it is the form as a whole, the first line of text.
fn focus_problem() {
    focus(find("[aria-invalid=true]").or_else(|| find("input.input")));
}
