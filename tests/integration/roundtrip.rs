//! For random untidy records and filters: a file holds what the list shows, in its order, and a reader that is not ours
//! gets the data back out of it. The reader is Python's; it shares nothing with what writes.

use chrono::{DateTime, Days, NaiveDate};
use leads_tickets::domain::day::Day;
use leads_tickets::domain::export::{ExportRequest, Format};
use leads_tickets::domain::filter::{Assignee, Period, RecordFilter, Search};
use leads_tickets::domain::listing::{Listing, Sort};
use leads_tickets::domain::member::MemberId;
use leads_tickets::domain::record::{Channel, Folder, Kind, Status};
use leads_tickets::domain::view::ListView;
use leads_tickets::store::filing::{NewRecord, Triage};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::{BTreeSet, HashMap};
use strum::VariantArray;

use crate::export::{FIXED, all, export, unguarded};
use crate::reader::Reader;
use crate::support::{Engine, TestApp, both_engines, field, lead};

both_engines!(a_file_holds_what_the_list_shows);

const CASES: usize = 12;
const FILTERS_PER_CASE: usize = 12;
const START: i64 = 1_790_000_000_000_000;
const DAY: i64 = 24 * 3600 * 1_000_000;

/// What untidy texts are made of.
const PIECES: &[&str] = &[
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "'",
    "\"",
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\r\n",
    " ",
    "\u{a0}",
    "\u{3000}",
    "\u{feff}",
    "\u{200f}",
    "\u{85}",
    "\u{2028}",
    "مُحَمَّد",
    "شركة الأنوار",
    "٠٥٠",
    "0501",
    "cmd|' /C calc'!A0",
    "é😀",
    "lamp",
    "NULL",
    "\\",
    "1e5",
];

/// Labels that are somebody's cell already, twice, a formula, or the other's with a number.
const LABELS: &[&str] = &[
    "City",
    "city",
    "City (2)",
    "City (2) (2)",
    "Name",
    "name",
    "Name (2)",
    "ID",
    "Notes",
    "Conversation",
    "المدينة",
    "=SUM(A1)",
    "'City",
    " ＠x",
    "Budget\nSAR",
    "a,\"b\"",
    "\t",
];

const NAMES: [&str; 3] = ["=Sara", "عمر الحداد", "Lina, \"L\""];

const SEARCHES: &[&str] = &["lamp", "محمد", "050", "calc", "=", "city", "NULL", "1e", "zzzz"];

fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(PIECES), 0..5).prop_map(|pieces| pieces.concat())
}

/// A record, what was done with it, and by number to whom it was given.
fn any_record() -> impl Strategy<Value = (NewRecord, Triage, Option<usize>)> {
    let optional = || proptest::option::weighted(0.7, any_text());
    (
        (select(Kind::ALL), select(Channel::VARIANTS), select(Status::VARIANTS), select(Folder::VARIANTS)),
        (proptest::option::of(0..NAMES.len()), -80 * 48i64..48, 0i64..7),
        (optional(), optional(), optional(), optional(), any_text(), any_text()),
        proptest::collection::vec((select(LABELS), any_text()), 0..6),
    )
        .prop_map(|((kind, channel, status, folder), (assignee, half_hours, at), texts, fields)| {
            let (name, phone, email, company, description, notes) = texts;
            let new = NewRecord {
                kind,
                channel,
                name,
                phone,
                email,
                company,
                description,
                fields: fields.into_iter().map(|(label, value)| field(label, &value)).collect(),
                filed_at: START + half_hours * DAY / 48,
                ..lead("")
            };
            let triage = Triage { status, folder, notes, at: START + 10 * DAY + at * 1000, ..Triage::default() };
            (new, triage, assignee)
        })
}

fn any_listing() -> impl Strategy<Value = Listing> {
    let assignee = prop_oneof![
        Just(Assignee::Me),
        Just(Assignee::Unassigned),
        (1i64..6).prop_map(|id| Assignee::Member(MemberId(id))),
    ];
    let day = (0u64..90).prop_map(|n| Day::new(NaiveDate::from_ymd_opt(2026, 7, 1).unwrap() + Days::new(n)));
    (
        proptest::option::weighted(0.2, select(Kind::ALL)),
        sometimes(proptest::sample::subsequence(Status::VARIANTS, 1..4)),
        sometimes(proptest::sample::subsequence(Channel::VARIANTS, 1..7)),
        sometimes(proptest::collection::btree_set(assignee, 1..3)),
        proptest::option::weighted(0.2, day),
        proptest::option::weighted(0.3, select(SEARCHES)),
        select(Sort::VARIANTS),
        select(Folder::VARIANTS),
    )
        .prop_map(|(kind, status, channel, assignee, from, search, sort, folder)| {
            let filter = RecordFilter {
                kind,
                status: status.into_iter().collect(),
                channel: channel.into_iter().collect(),
                assignee,
                period: from.map(|from| Period::Dates { from, to: None }),
                search: search.and_then(Search::parse),
            };
            Listing { folder, filter, sort, per: None, position: None }
        })
}

/// Mostly nothing: filters that all choose at once would leave nothing to compare.
fn sometimes<T: Default + Clone + std::fmt::Debug>(part: impl Strategy<Value = T>) -> impl Strategy<Value = T> {
    proptest::option::weighted(0.2, part).prop_map(Option::unwrap_or_default)
}

/// A record as it was stored.
struct Known {
    key: i64,
    new: NewRecord,
    triage: Triage,
    assignee: Option<&'static str>,
}

impl Known {
    /// Its cells but for its id and its moment.
    fn cells(&self) -> [(&'static str, String); 11] {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            ("Type", format!("{:?}", self.new.kind)),
            ("Status", format!("{:?}", self.triage.status)),
            ("Channel", format!("{:?}", self.new.channel)),
            ("Name", text(&self.new.name)),
            ("Phone", text(&self.new.phone)),
            ("Email", text(&self.new.email)),
            ("Company", text(&self.new.company)),
            ("Description", self.new.description.clone()),
            ("Assignee", self.assignee.unwrap_or_default().to_owned()),
            ("Notes", self.triage.notes.clone()),
            ("Conversation", String::new()),
        ]
    }
}

async fn a_file_holds_what_the_list_shows(engine: Engine) {
    let app = TestApp::start(engine).await;
    let members = [app.member(NAMES[0]).await, app.member(NAMES[1]).await, app.member(NAMES[2]).await];
    let app = app.keeping(format!("{}; zone=Asia/Riyadh", app.cookie));
    // Seeded, so that a failure comes again.
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"leads and tickets: what goes out");
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut reader = Reader::start();
    let (mut rows, mut guarded) = (0, 0);
    for case in 0..CASES {
        let agent = format!("agent-{case}");
        let scope = app.agent(&agent).await;
        let mut known = HashMap::new();
        let records = proptest::collection::vec(any_record(), 0..50).new_tree(&mut runner).unwrap().current();
        for (new, triage, assignee) in records {
            let triage = Triage { assignee: assignee.map(|n| members[n]), ..triage };
            let (key, id) = app.file(&scope, new.clone(), Some(triage.clone())).await;
            known.insert(id.to_string(), Known { key, new, triage, assignee: assignee.map(|n| NAMES[n]) });
        }
        for _ in 0..FILTERS_PER_CASE {
            let listing = any_listing().new_tree(&mut runner).unwrap().current();
            let listed = listed(&app, &agent, &listing).await;
            for format in [Format::Spreadsheet, Format::Raw] {
                let request = ExportRequest { folder: listing.folder, ..all(&listing.to_query(), format) };
                let file = export(&app, &agent, &request).await;
                let marked = file.strip_prefix('\u{feff}');
                assert_eq!(marked.is_some(), format == Format::Spreadsheet);
                let cells = reader.csv(marked.unwrap_or(&file));
                if format == Format::Spreadsheet {
                    guarded += ensure_guarded(&cells);
                }
                let data =
                    |cell: &String| if format == Format::Raw { cell.clone() } else { unguarded(cell).to_owned() };
                let table: Vec<Vec<String>> = cells.iter().map(|row| row.iter().map(data).collect()).collect();
                ensure_holds(&table, &listed, &known, format);
                rows += listed.len();
            }
        }
    }
    // A test in which nothing is ever written would prove nothing.
    assert!(rows > 1_000 && guarded > 1_000, "{rows} rows, {guarded} guarded cells");
}

/// The ids that the list shows on all its pages.
async fn listed(app: &TestApp, agent: &str, listing: &Listing) -> Vec<String> {
    let (mut ids, mut query) = (Vec::new(), listing.to_query());
    loop {
        let body = serde_json::json!({ "agent": agent, "folder": listing.folder, "query": query });
        let view: ListView =
            serde_json::from_str(&app.post_json("/api/records/list", &body.to_string()).await.body).unwrap();
        ids.extend(view.records.into_iter().map(|record| record.id.text));
        let Some(after) = view.after else {
            assert_eq!(view.counts.total, ids.len() as u64, "{query}");
            return ids;
        };
        query = format!("{}&after={after}", listing.to_query());
    }
}

/// No cell begins as a formula does, headers included; returns how many would without their guard.
fn ensure_guarded(table: &[Vec<String>]) -> usize {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let mut guarded = 0;
    for cell in table.iter().flatten() {
        assert!(!cell.trim_start().starts_with(SIGNS) && !cell.starts_with(['\t', '\r']), "{cell:?}");
        guarded += usize::from(cell.starts_with('\'') && cell[1..].trim_start().starts_with(SIGNS));
    }
    guarded
}

fn ensure_holds(table: &[Vec<String>], listed: &[String], known: &HashMap<String, Known>, format: Format) {
    let (titles, rows) = table.split_first().unwrap();
    assert_eq!(titles[..FIXED.len()], FIXED);
    assert_eq!(titles.iter().collect::<BTreeSet<_>>().len(), titles.len(), "{titles:?}");
    let ids: Vec<&String> = rows.iter().map(|row| &row[0]).collect();
    assert_eq!(ids, listed.iter().collect::<Vec<_>>());
    let column = |title: &str| FIXED.iter().position(|fixed| *fixed == title).unwrap();
    let custom = FIXED.len()..titles.len();
    // Where the first value of each label may stand: in one column, for all records.
    let mut places: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for row in rows {
        let record = &known[&row[0]];
        assert_eq!(row.len(), titles.len());
        for (title, expected) in record.cells() {
            assert_eq!(row[column(title)], expected, "{title}");
        }
        let created = DateTime::parse_from_rfc3339(&row[column("Created")]).unwrap();
        assert_eq!(created.timestamp(), record.key / 1_000_000);
        let offset = if format == Format::Raw { 0 } else { 3 * 3600 };
        assert_eq!(created.offset().local_minus_utc(), offset);

        let filed = record.new.fields.iter().filter(|field| !field.value.is_empty());
        let mut expected: Vec<&str> = filed.clone().map(|field| field.value.as_str()).collect();
        let mut found: Vec<&str> =
            row[custom.clone()].iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected);
        let mut before = BTreeSet::new();
        for field in &record.new.fields {
            let may = custom.clone().filter(|n| is_for(&titles[*n], &field.label) && row[*n] == field.value);
            let may: BTreeSet<usize> = may.collect();
            assert!(!may.is_empty(), "{:?} {:?} in {titles:?} {row:?}", field.label, field.value);
            if before.insert(&field.label) && !field.value.is_empty() {
                let place = places.entry(&field.label).or_insert_with(|| may.clone());
                place.retain(|n| may.contains(n));
                assert!(!place.is_empty(), "{:?} stands in several columns of {titles:?}", field.label);
            }
        }
    }
    for title in &titles[FIXED.len()..] {
        let mut fields = listed.iter().flat_map(|id| &known[id].new.fields);
        assert!(fields.any(|field| is_for(title, &field.label)), "nobody has filed {title:?}");
    }
}

/// Whether a column of this title may hold the label's values.
fn is_for(title: &str, label: &str) -> bool {
    let number = title.strip_prefix(label).and_then(|rest| rest.strip_prefix(" (")?.strip_suffix(')'));
    title == label || number.is_some_and(|number| number.parse::<u32>().is_ok())
}
