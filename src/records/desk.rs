//! What a person does to records, from wherever on the screen: each act is shown at once, sent to the server in its
//! turn, put right when the server says otherwise, and can be taken back.

mod queue;
mod report;

use leptos::prelude::*;
use std::collections::HashMap;

use self::queue::Queue;
use super::page::Place;
use super::selection::Selection;
use super::shortcuts::Cursor;
use crate::app::use_visit;
use crate::domain::change::{Action, Destination, Job, Left, Part, Value};
use crate::domain::listing::Listing;
use crate::domain::member::{Member, MemberId};
use crate::domain::record::Folder;
use crate::domain::view::TriageView;
use crate::domain::viewer::Viewer;
use crate::i18n::{Messages, use_messages};
use crate::ui::toast::Toasts;

/// Which records an act is meant for.
#[derive(Clone, Debug, PartialEq)]
pub enum Which {
    Records(Vec<String>),
    /// All that the list showed when it was made, but for some.
    Matching {
        folder: Folder,
        query: String,
        as_of: i64,
        except: Vec<String>,
        count: u64,
    },
}

impl Which {
    pub fn one(id: &str) -> Self {
        Self::Records(vec![id.to_owned()])
    }

    pub fn count(&self) -> u64 {
        match self {
            Self::Records(ids) => ids.len() as u64,
            Self::Matching { count, .. } => *count,
        }
    }
}

/// What is asked before, or told after, in a dialog.
#[derive(Clone, PartialEq)]
pub enum Question {
    /// Archive or delete?
    Confirm { which: Which, to: Destination },
    /// To whom, and with which note?
    Assign { which: Which },
    /// The whole change is taken back, of so many records?
    Revert { change: i64, records: u64 },
    /// Somebody was quicker: theirs or yours?
    Conflict { id: String, yours: Action, now: Value },
    /// What was left as it was, and why.
    Left { left: Vec<Left>, more: u64 },
    /// How the records are exported.
    Export { which: Which },
}

/// A menu of a card or of the bulk bar.
#[derive(Clone, PartialEq)]
pub struct OpenMenu {
    pub kind: MenuKind,
    pub which: Which,
    /// The id of its button.
    pub anchor: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum MenuKind {
    Mark,
    Assign,
}

/// The last change that this person made to a record here, and how many records it changed.
type Own = (i64, u64);

#[derive(Clone, Copy)]
pub struct Desk {
    pub place: Place,
    /// Who is looking.
    pub me: Option<MemberId>,
    pub may_change: bool,
    /// May create records.
    pub may_create: bool,
    pub toasts: Toasts,
    /// Of the keyboard.
    pub cursor: Cursor,
    pub selection: RwSignal<Selection>,
    pub question: RwSignal<Option<Question>>,
    pub menu: RwSignal<Option<OpenMenu>>,
    pub job: RwSignal<Option<Job>>,
    /// Records that were filed since the list was made.
    pub new: RwSignal<u64>,
    /// Counts up when the open sheet has to be read again.
    pub sheet_changed: RwSignal<u64>,
    /// The ids of the list's page, in order, how many match on all pages, and when the list was made; 0 = there is no list yet.
    pub shown: RwSignal<(Vec<String>, u64, i64)>,
    /// The id of which the open sheet has found no record.
    pub missing: StoredValue<Option<String>>,
    /// Who records can be given to.
    pub members: RwSignal<Vec<Member>>,
    reload: Callback<()>,
    known: RwSignal<HashMap<String, TriageView>>,
    /// What has not been answered yet.
    pending: RwSignal<HashMap<(String, Part), Value>>,
    own: RwSignal<HashMap<String, Own>>,
    last_ticked: StoredValue<Option<String>>,
    told: StoredValue<i64>,
    queue: StoredValue<Queue>,
    t: StoredValue<&'static Messages>,
}

impl Desk {
    pub fn new(place: Place, reload: Callback<()>) -> Self {
        let member = use_visit().member;
        let viewer = member.as_ref().map(Member::viewer);
        Self {
            place,
            me: member.as_ref().map(|member| member.id),
            may_change: viewer.is_some_and(Viewer::can_change_records),
            may_create: viewer.is_some_and(Viewer::can_create_records),
            toasts: Toasts::new(),
            cursor: Cursor::of_page(),
            selection: RwSignal::default(),
            question: RwSignal::new(None),
            menu: RwSignal::new(None),
            job: RwSignal::new(None),
            new: RwSignal::new(0),
            sheet_changed: RwSignal::new(0),
            shown: RwSignal::default(),
            missing: StoredValue::new(None),
            members: RwSignal::default(),
            reload,
            known: RwSignal::default(),
            pending: RwSignal::default(),
            own: RwSignal::default(),
            last_ticked: StoredValue::new(None),
            told: StoredValue::new(0),
            queue: StoredValue::default(),
            t: StoredValue::new(use_messages()),
        }
    }

    pub fn agent(self) -> String {
        self.place.agent.with_untracked(ToString::to_string)
    }

    /// The list is loaded again.
    pub fn reload(self) {
        self.reload.run(());
    }

    /// Whether a list of this agent's records is there.
    pub fn is_listed(self) -> bool {
        self.shown.with_untracked(|(.., as_of)| *as_of != 0)
    }

    /// The words of the screen.
    pub fn words(self) -> &'static Messages {
        self.t.get_value()
    }

    /// Whether the end of this job, or of a later one, has been told here already; from now on it has.
    pub fn told_of(self, job: i64) -> bool {
        let told = self.told.get_value() >= job;
        self.told.update_value(|told| *told = job.max(*told));
        told
    }

    /// Takes in what the server says of a record; says whether it is news.
    pub fn learn(self, id: &str, triage: TriageView) -> bool {
        let known = self.known_now(id);
        let newest = known.clone().map_or_else(|| triage.clone(), |known| known.newest(triage.clone()));
        let news = known.as_ref() != Some(&newest);
        if news {
            self.known.update(|known| _ = known.insert(id.to_owned(), newest));
        }
        news
    }

    /// What is known of a record now.
    pub fn known_now(self, id: &str) -> Option<TriageView> {
        self.known.with_untracked(|known| known.get(id).cloned())
    }

    fn learn_change(self, id: &str, value: &Value, version: i64) {
        self.known.update(|known| {
            if let Some(triage) = known.get_mut(id) {
                *triage = triage.clone().changed(value, version);
            }
        });
    }

    /// What a record is now, with what is about to become of it; `first` is what was known when the screen was made.
    pub fn now(self, id: &str, first: TriageView) -> Memo<TriageView> {
        let id = id.to_owned();
        Memo::new(move |_| {
            let known = self.known.with(|known| known.get(&id).cloned());
            let mut now = known.map_or_else(|| first.clone(), |known| first.clone().newest(known));
            self.pending.with(|pending| {
                for ((_, _), value) in pending.iter().filter(|((of, _), _)| *of == id) {
                    now = now.clone().with(value);
                }
            });
            now
        })
    }

    /// How this person can take back what they did last to the record.
    pub fn own(self, id: &str) -> Option<Own> {
        self.own.with(|own| own.get(id).copied())
    }

    /// Ticks a record or takes its tick away; with `range`, all from the last one that was ticked.
    pub fn tick(self, id: &str, ticked: bool, range: bool) {
        let shown = self.shown.with_untracked(|(shown, ..)| shown.clone());
        let at = |id: &str| shown.iter().position(|other| other == id);
        let last = self.last_ticked.get_value().filter(|_| range);
        let ids: Vec<String> = match (last.and_then(|last| at(&last)), at(id)) {
            (Some(from), Some(to)) => shown[from.min(to)..=from.max(to)].to_vec(),
            _ => vec![id.to_owned()],
        };
        self.selection.update(|selection| {
            for id in &ids {
                selection.set(id, ticked);
            }
        });
        self.last_ticked.set_value(Some(id.to_owned()));
    }

    /// What is ticked.
    pub fn selected(self) -> Which {
        let selection = self.selection.get_untracked();
        let (shown, total, as_of) = self.shown.get_untracked();
        if selection.everything {
            let listing: Listing = self.place.listing.get_untracked();
            let (folder, query) = (listing.folder, listing.at(None).to_query());
            let count = selection.count(total);
            return Which::Matching { folder, query, as_of, except: selection.ids.into_iter().collect(), count };
        }
        Which::Records(shown.into_iter().filter(|id| selection.has(id)).collect())
    }

    pub fn change(self, which: Which, action: Action) {
        let which = match which {
            Which::Records(ids) => {
                // What is so already needs no asking.
                let ids: Vec<String> = ids.into_iter().filter(|id| !self.is_so(id, &action)).collect();
                if ids.is_empty() {
                    return self.selection.set(Selection::default());
                }
                Which::Records(ids)
            }
            matching => matching,
        };
        self.act(&which, action);
    }

    fn is_so(self, id: &str, action: &Action) -> bool {
        self.known_now(id).is_some_and(|now| match action {
            Action::SetStatus { to } => now.status == *to,
            Action::Assign { to, note } => note.is_empty() && now.assignee.as_ref().map(|member| member.id) == *to,
            Action::SetNotes { .. } => false,
            Action::Move { to } => to.from(now.folder, Some(Folder::Inbox)) == Some(now.folder),
        })
    }

    /// What a part becomes, as far as this side can tell.
    fn expected(self, action: &Action) -> Option<Value> {
        Some(match action {
            Action::SetStatus { to } => Value::Status(*to),
            Action::Assign { to, .. } => Value::Assignee(match to {
                Some(id) => Some(self.member(*id)?),
                None => None,
            }),
            Action::SetNotes { .. } => return None,
            Action::Move { to: Destination::Archived } => Value::Folder(Folder::Archived),
            Action::Move { to: Destination::Deleted } => Value::Folder(Folder::Deleted),
            Action::Move { to: Destination::Inbox } => Value::Folder(Folder::Inbox),
            Action::Move { to: Destination::Restored } => return None,
        })
    }

    pub fn member(self, id: MemberId) -> Option<Member> {
        self.members.with_untracked(|members| members.iter().find(|member| member.id == id).cloned())
    }

    /// Those of the records that the screen shows.
    fn ids_shown(self, which: &Which) -> Vec<String> {
        match which {
            Which::Records(ids) => ids.clone(),
            Which::Matching { except, .. } => {
                let shown = self.shown.with_untracked(|(shown, ..)| shown.clone());
                shown.into_iter().filter(|id| !except.contains(id)).collect()
            }
        }
    }
}

/// The desk of the page.
pub fn use_desk() -> Desk {
    expect_context()
}
