//! What a team would have done with a record by now: status, assignee, folder, notes.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::domain::member::{Member, MemberId, Role};
use crate::domain::prefs::Language;
use crate::domain::record::{Folder, Kind, Status};
use crate::store::filing::Triage;

/// How often each status comes, in percent.
pub type Weights = [(Status, u32); 4];

/// Whatever the age of a record.
pub const EVEN: Weights = weights(45, 30, 20, 5);
/// A record of the last few days.
pub const RECENT: Weights = weights(66, 26, 6, 2);
/// A record of the last weeks.
pub const SETTLING: Weights = weights(34, 38, 22, 6);
/// An old record.
pub const SETTLED: Weights = weights(20, 28, 42, 10);

const DAY: i64 = 24 * 3600 * 1_000_000;
/// How long ago a record was deleted at most: one day less than it stays there, so that it is not purged at once.
const DELETED_WITHIN: i64 = 29 * DAY;
/// How long a team takes at most until it has done something.
const HANDLED_WITHIN: i64 = 6 * DAY;

/// What the team has before it: a record, and the time it has had for it, in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub kind: Kind,
    /// Of the notes that the team writes.
    pub language: Language,
    pub filed_at: i64,
    pub now: i64,
}

const fn weights(new: u32, open: u32, closed: u32, cancelled: u32) -> Weights {
    [(Status::New, new), (Status::Open, open), (Status::Closed, closed), (Status::Cancelled, cancelled)]
}

/// Chance that the same text always seeds alike (FNV-1a), on every machine.
pub fn seeded(text: &str) -> StdRng {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    StdRng::seed_from_u64(hash)
}

/// What the team has done with a record; `None` when nobody has touched it.
pub fn spread(random: &mut StdRng, team: &[Member], weights: &Weights, case: Case) -> Option<Triage> {
    let Case { kind, language, .. } = case;
    let mut triage = taken_on(random, team, weights);
    triage.folder = weighted(random, &[(Folder::Inbox, 85), (Folder::Archived, 10), (Folder::Deleted, 5)]);
    let handled = triage.status != Status::New;
    if triage.assignee.is_some() && random.random_bool(0.3) {
        triage.assignment_note = one_of(random, assignment_notes(language));
    }
    if random.random_bool(if handled { 0.45 } else { 0.1 }) {
        triage.notes = one_of(random, notes(language, kind, triage.status));
    }
    if triage.folder == Folder::Deleted && triage.notes.is_empty() && random.random_bool(0.5) {
        triage.notes = one_of(random, deleted_notes(language));
    }
    // Last, and always one draw: everything else must not depend on the clock.
    triage.at = at(random.random(), triage.folder, case);
    let touched = handled || triage.assignee.is_some() || triage.folder != Folder::Inbox || !triage.notes.is_empty();
    touched.then_some(triage)
}

/// Who has it and how far they have come.
fn taken_on(random: &mut StdRng, team: &[Member], weights: &Weights) -> Triage {
    let may_act: Vec<_> = team.iter().filter(|member| member.role != Role::Viewer).collect();
    let status = weighted(random, weights);
    let nobody = random.random_bool(0.35);
    let (assignee, dispatcher) = (busy_one(random, &may_act), busy_one(random, &may_act));
    let assignee = assignee.filter(|_| !nobody);
    // Two in three take a record themselves.
    let actor = if random.random_bool(0.66) { assignee.or(dispatcher) } else { dispatcher };
    Triage { status, assignee, actor, ..Triage::default() }
}

/// A member, the first of the list more often than the last, as work is never spread evenly.
fn busy_one(random: &mut StdRng, team: &[&Member]) -> Option<MemberId> {
    let shares: Vec<_> = (1..=team.len()).map(|place| 24 / place as u32 + 2).collect();
    let places: Vec<_> = team.iter().zip(shares).collect();
    places.choose_weighted(random, |(_, share)| *share).ok().map(|(member, _)| member.id)
}

/// A moment after the filing and before now, `part` of the way along.
fn at(part: f64, folder: Folder, case: Case) -> i64 {
    let Case { filed_at, now, .. } = case;
    let (from, until) = match folder {
        Folder::Deleted => (filed_at.max(now - DELETED_WITHIN), now),
        Folder::Inbox | Folder::Archived => (filed_at, now.min(filed_at.saturating_add(HANDLED_WITHIN))),
    };
    from + ((until - from).max(0) as f64 * part) as i64
}

/// One of the choices, each as often as its share of all.
pub(super) fn weighted<T: Copy>(random: &mut StdRng, choices: &[(T, u32)]) -> T {
    let total = choices.iter().map(|(_, share)| share).sum();
    let mut left = random.random_range(0..total);
    for (choice, share) in choices {
        if left < *share {
            return *choice;
        }
        left -= share;
    }
    choices[0].0
}

fn one_of(random: &mut StdRng, texts: &[&str]) -> String {
    texts.choose(random).map(|text| (*text).to_owned()).unwrap_or_default()
}

fn assignment_notes(language: Language) -> &'static [&'static str] {
    match language {
        Language::En => &[
            "You know this customer, could you take it?",
            "Please call before noon, they asked for a morning call.",
            "Yours: it is in your area.",
            "Can you have a look at this one today?",
            "They prefer WhatsApp over a call.",
            "Handing over, I am away from Thursday.",
            "Second time they write about this, please give it priority.",
        ],
        Language::Ar => &[
            "هذا العميل يعرفك، هل يمكنك متابعته؟",
            "يرجى الاتصال قبل الظهر حسب طلبه.",
            "ضمن منطقتك، بالتوفيق.",
            "الرجاء الاطلاع عليه اليوم.",
            "يفضّل التواصل عبر واتساب.",
            "هذه المرة الثانية التي يكتب فيها، يرجى إعطاؤه الأولوية.",
        ],
    }
}

fn notes(language: Language, kind: Kind, status: Status) -> &'static [&'static str] {
    match (language, kind, status) {
        (Language::En, _, Status::New) => {
            &["Looks urgent.", "Same customer as last month, I think.", "No answer on the first call."]
        }
        (Language::En, Kind::Lead, Status::Open) => &[
            "Called, no answer. Will try again tomorrow morning.",
            "Sent the offer by email, waiting for a reply.",
            "Spoke with them: they want to compare two more offers first.",
            "Visit agreed, in the calendar.",
            "Waiting for the documents they promised.\nAsked twice, on WhatsApp and by email.",
        ],
        (Language::En, Kind::Ticket, Status::Open) => &[
            "Called, no answer. Will try again tomorrow morning.",
            "Asked the second level for help.",
            "Appointment agreed, in the calendar.",
            "Promised them an answer by Thursday.",
            "Waiting for the documents they promised.\nAsked twice, on WhatsApp and by email.",
        ],
        (Language::En, Kind::Lead, Status::Closed) => &[
            "Signed. Handed over to the planning team.",
            "Won, down payment received.",
            "They took the smaller package and may come back for the rest.",
        ],
        (Language::En, Kind::Ticket, Status::Closed) => &[
            "Done, the customer confirmed by phone.",
            "Solved on the phone in ten minutes.",
            "Taken care of, confirmation sent by email.",
            "They were happy with the answer.",
        ],
        (Language::En, Kind::Lead, Status::Cancelled) => &[
            "Went with another supplier, price was the reason.",
            "Asked us to stop: they are moving to another city.",
            "Three attempts, never reached.",
        ],
        (Language::En, Kind::Ticket, Status::Cancelled) => {
            &["Duplicate of an older record.", "It works again, they say.", "Three attempts, never reached."]
        }
        (Language::Ar, _, Status::New) => &["يبدو الأمر عاجلًا.", "لم يُجب على الاتصال الأول."],
        (Language::Ar, Kind::Lead, Status::Open) => &[
            "تم الاتصال ولم يُجب، سنحاول غدًا صباحًا.",
            "أُرسل العرض بالبريد وبانتظار الرد.",
            "بانتظار المستندات من العميل.\nطلبناها مرتين عبر واتساب.",
        ],
        (Language::Ar, Kind::Ticket, Status::Open) => {
            &["تم الاتصال ولم يُجب، سنحاول غدًا صباحًا.", "تم الاتفاق على موعد.", "وعدناه بالرد قبل يوم الخميس."]
        }
        (Language::Ar, Kind::Lead, Status::Closed) => {
            &["تم التوقيع والتحويل إلى فريق التنفيذ.", "استلمنا الدفعة الأولى."]
        }
        (Language::Ar, Kind::Ticket, Status::Closed) => &["تم الحل وأكّد العميل ذلك هاتفيًا.", "انتهت المشكلة."],
        (Language::Ar, Kind::Lead, Status::Cancelled) => &["اختار موردًا آخر بسبب السعر.", "لم نتمكن من الوصول إليه."],
        (Language::Ar, Kind::Ticket, Status::Cancelled) => &["سجل مكرر.", "لم نتمكن من الوصول إليه."],
    }
}

fn deleted_notes(language: Language) -> &'static [&'static str] {
    match language {
        Language::En => &["Spam.", "A test by our own team.", "Duplicate, the other one is kept."],
        Language::Ar => &["رسالة مزعجة.", "مكرر، والسجل الآخر محفوظ."],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_400_000_000_000;

    fn team(roles: &[Role]) -> Vec<Member> {
        let member = |(n, role): (usize, &Role)| Member { id: MemberId(n as i64 + 1), name: "A B".into(), role: *role };
        roles.iter().enumerate().map(member).collect()
    }

    fn many(team: &[Member]) -> Vec<Option<Triage>> {
        let one = |n: i64| {
            let filed_at = NOW - n % 75 * DAY - 1_000_000;
            let case = Case { kind: Kind::Lead, language: Language::En, filed_at, now: NOW };
            spread(&mut seeded(&format!("test-{n}")), team, &EVEN, case)
        };
        (0..4_000).map(one).collect()
    }

    #[test]
    fn the_spread_is_as_promised() {
        let team = team(&[Role::Viewer, Role::Owner, Role::Member, Role::Member]);
        let all = many(&team);
        let percent = |what: &dyn Fn(&Triage) -> bool| {
            let untouched = Triage::default();
            all.iter().filter(|triage| what(triage.as_ref().unwrap_or(&untouched))).count() as f64 / 40.0
        };
        for (what, expected, found) in [
            ("new", 45.0, percent(&|t| t.status == Status::New)),
            ("open", 30.0, percent(&|t| t.status == Status::Open)),
            ("closed", 20.0, percent(&|t| t.status == Status::Closed)),
            ("cancelled", 5.0, percent(&|t| t.status == Status::Cancelled)),
            ("inbox", 85.0, percent(&|t| t.folder == Folder::Inbox)),
            ("archived", 10.0, percent(&|t| t.folder == Folder::Archived)),
            ("deleted", 5.0, percent(&|t| t.folder == Folder::Deleted)),
            ("nobody's", 35.0, percent(&|t| t.assignee.is_none())),
            ("a viewer's", 0.0, percent(&|t| t.assignee == Some(MemberId(1)) || t.actor == Some(MemberId(1)))),
        ] {
            assert!((expected - found).abs() < 2.5, "{what}: {found} % instead of {expected} %");
        }
        let of = |id| all.iter().flatten().filter(|t| t.assignee == Some(MemberId(id))).count();
        assert!(of(2) > of(3) && of(3) > of(4) && of(4) > 0, "{} {} {}", of(2), of(3), of(4));
    }

    #[test]
    fn nothing_happens_before_the_filing_or_after_now() {
        for (n, triage) in many(&team(&[Role::Owner])).into_iter().enumerate() {
            let Some(triage) = triage else { continue };
            let filed_at = NOW - n as i64 % 75 * DAY - 1_000_000;
            assert!((filed_at..=NOW).contains(&triage.at), "{n}");
            assert!(triage.folder != Folder::Deleted || NOW - triage.at <= DELETED_WITHIN, "{n}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_and_nobody_is_enough() {
        let text = |triages: &[Option<Triage>]| format!("{triages:?}");
        let alone = many(&[]);
        assert_eq!(text(&alone), text(&many(&[])));
        assert!(alone.iter().flatten().all(|t| t.assignee.is_none() && t.actor.is_none()));
        let viewers = many(&team(&[Role::Viewer]));
        assert!(viewers.iter().flatten().all(|t| t.assignee.is_none() && t.actor.is_none()));
    }
}
