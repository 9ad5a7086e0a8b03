//! The same set everywhere: for random records and filters, list, total, facet counts and folder counts are what a
//! plain evaluation of the same filter in memory says. Its matcher shares nothing with the fold of the application.

use leads_tickets::domain::filter::{Assignee, RecordFilter, Search};
use leads_tickets::domain::listing::Sort;
use leads_tickets::domain::member::MemberId;
use leads_tickets::domain::record::{Channel, Folder, Kind, Status};
use leads_tickets::domain::viewer::Scope;
use leads_tickets::store::counts;
use leads_tickets::store::filing::{NewRecord, Triage};
use leads_tickets::store::records::{self, Window};
use leads_tickets::store::resolved::{ResolvedFilter, Span};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use strum::VariantArray;

use crate::support::{Engine, TestApp, both_engines, field, lead};

both_engines!(list_counts_and_facets_agree_with_memory);

const CASES: usize = 20;
const FILTERS_PER_CASE: usize = 30;
const START: i64 = 1_790_000_000_000_000;
const DAY: i64 = 24 * 3600 * 1_000_000;

/// Texts as customers write them, beside what a person means by them.
const TEXTS: &[(&str, &str)] = &[
    ("Omar Haddad", "omar haddad"),
    ("José NÚÑEZ", "jose nunez"),
    ("مُحَمَّد الأحمدي", "محمد الاحمدي"),
    ("فاطمـــة إبراهيم", "فاطمه ابراهيم"),
    ("مستشفى آدم", "مستشفي ادم"),
    ("Order ٤٥٦-B", "order 456-b"),
    ("طلب رقم ۷۸۹", "طلب رقم 789"),
    ("100% sure_thing", "100% sure_thing"),
    ("back\\slash 'quoted' \"twice\"", "back\\slash 'quoted' \"twice\""),
    ("two\nlines  and\ttabs", "two lines and tabs"),
    ("<b>Café</b>", "<b>cafe</b>"),
    ("solar panels", "solar panels"),
    ("a", "a"),
    ("", ""),
];

/// A phone as written, and the digit strings that it is found by.
const PHONES: &[(&str, &[&str])] = &[
    ("+966 50 123 4567", &["966501234567"]),
    ("0501234567", &["0501234567", "966501234567"]),
    ("(415) 555-0132", &["4155550132"]),
    ("٠٥٥ ٩٨٧ ٦٥٤٣", &["0559876543", "966559876543"]),
];

const SEARCHES: &[&str] = &[
    "omar",
    "OMAR HADDAD",
    "jose",
    "Núñez",
    "محمد",
    "مُحمّد",
    "الأحمدى",
    "فاطمه",
    "فاطمة",
    "مستشفي",
    "٤٥٦",
    "456",
    "789",
    "%",
    "_",
    "\\",
    "'",
    "\"",
    "\"twice\"",
    "lines and",
    "café",
    "<b>",
    "a",
    "so",
    "ar p",
    "0501234567",
    "+966501234567",
    "00966 50 123",
    "4567",
    "415-555",
    "0559876543",
    "zzzz",
    "a b",
    "wit-led",
    "ـ",
];

/// What the search box means, written down plainly for the alphabet above.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'é' | 'É' => out.push('e'),
            'ú' | 'Ú' => out.push('u'),
            'ñ' | 'Ñ' => out.push('n'),
            'أ' | 'إ' | 'آ' => out.push('ا'),
            'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            '\u{64b}'..='\u{652}' | 'ـ' => {}
            '٠'..='٩' => out.push((b'0' + (c as u32 - '٠' as u32) as u8) as char),
            '۰'..='۹' => out.push((b'0' + (c as u32 - '۰' as u32) as u8) as char),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The digits that a search for a phone means, without the ways of dialling abroad or long distance.
fn phone_of(search: &str) -> Option<String> {
    let text = plain(search);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only_phone = text.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    if !only_phone || digits.len() < 4 {
        return None;
    }
    let rest = if text.starts_with('+') {
        &digits[..]
    } else {
        digits.strip_prefix("00").or_else(|| digits.strip_prefix('0')).unwrap_or(&digits)
    };
    (rest.len() >= 3).then(|| rest.to_owned())
}

#[derive(Clone, Debug)]
struct Spec {
    kind: Kind,
    channel: Channel,
    status: Status,
    folder: Folder,
    assignee: Option<usize>,
    filed_at: i64,
    name: usize,
    description: usize,
    label: usize,
    value: usize,
    phone: Option<usize>,
}

fn any_spec() -> impl Strategy<Value = Spec> {
    let text = || 0..TEXTS.len();
    (
        (select(Kind::ALL), select(Channel::VARIANTS), select(Status::VARIANTS), select(Folder::VARIANTS)),
        // Half hours, so that records share moments and stand on both sides of midnight.
        (proptest::option::of(0usize..3), -80 * 48i64..48),
        (text(), text(), text(), text(), proptest::option::of(0..PHONES.len())),
    )
        .prop_map(|((kind, channel, status, folder), (assignee, half_hours), texts)| Spec {
            kind,
            channel,
            status,
            folder,
            assignee,
            filed_at: START + half_hours * DAY / 48,
            name: texts.0,
            description: texts.1,
            label: texts.2,
            value: texts.3,
            phone: texts.4,
        })
}

fn any_filter() -> impl Strategy<Value = (RecordFilter, Span, Sort, Folder)> {
    let assignee = prop_oneof![
        Just(Assignee::Me),
        Just(Assignee::Unassigned),
        (1i64..6).prop_map(|id| Assignee::Member(MemberId(id))),
    ];
    let instant = || proptest::option::weighted(0.3, (-60i64..2).prop_map(|day| START + day * DAY));
    (
        proptest::option::weighted(0.3, select(Kind::ALL)),
        sometimes(proptest::sample::subsequence(Status::VARIANTS, 1..4)),
        sometimes(proptest::sample::subsequence(Channel::VARIANTS, 1..7)),
        sometimes(proptest::collection::btree_set(assignee, 1..3)),
        (instant(), instant()),
        proptest::option::weighted(0.6, select(SEARCHES)),
        select(Sort::VARIANTS),
        select(Folder::VARIANTS),
    )
        .prop_map(|(kind, status, channel, assignee, (from, until), search, sort, folder)| {
            let filter = RecordFilter {
                kind,
                status: status.into_iter().collect(),
                channel: channel.into_iter().collect(),
                assignee,
                period: None,
                search: search.and_then(Search::parse),
            };
            (filter, Span { from, until }, sort, folder)
        })
}

/// Mostly nothing: filters that all choose at once would leave nothing to compare.
fn sometimes<T: Default + Clone + std::fmt::Debug>(part: impl Strategy<Value = T>) -> impl Strategy<Value = T> {
    proptest::option::weighted(0.3, part).prop_map(Option::unwrap_or_default)
}

/// A record as it was stored.
struct Known {
    key: i64,
    updated: i64,
    id: String,
    spec: Spec,
    assignee: Option<i64>,
}

/// Which part of the filter an option's count leaves aside, and what it puts there.
#[derive(Clone, Copy)]
enum Instead {
    Nothing,
    Kind(Kind),
    Status(Status),
    Channel(Channel),
    Assignee(Option<i64>),
    Span(Span),
}

fn chosen(known: &Known, filter: &RecordFilter, span: Span, folder: Folder, me: i64, instead: Instead) -> bool {
    let spec = &known.spec;
    let kind = match instead {
        Instead::Kind(kind) => spec.kind == kind,
        _ => filter.kind.is_none() || filter.kind == Some(spec.kind),
    };
    let status = match instead {
        Instead::Status(status) => spec.status == status,
        _ => filter.status.is_empty() || filter.status.iter().any(|status| status == spec.status),
    };
    let channel = match instead {
        Instead::Channel(channel) => spec.channel == channel,
        _ => filter.channel.is_empty() || filter.channel.iter().any(|channel| channel == spec.channel),
    };
    let assignee = match instead {
        Instead::Assignee(assignee) => known.assignee == assignee,
        _ => {
            filter.assignee.is_empty()
                || filter.assignee.iter().any(|choice| match choice {
                    Assignee::Me => known.assignee == Some(me),
                    Assignee::Unassigned => known.assignee.is_none(),
                    Assignee::Member(id) => known.assignee == Some(id.0),
                })
        }
    };
    let span = if let Instead::Span(span) = instead { span } else { span };
    let inside = span.from.is_none_or(|from| known.key >= from) && span.until.is_none_or(|until| known.key < until);
    let searched = filter.search.as_ref().is_none_or(|search| matches(known, search.as_str()));
    spec.folder == folder && kind && status && channel && assignee && inside && searched
}

fn matches(known: &Known, search: &str) -> bool {
    let spec = &known.spec;
    let needle = plain(search);
    if needle.is_empty() {
        return true;
    }
    let id = known.id.to_lowercase();
    let texts = [spec.name, spec.description, spec.label, spec.value].map(|text| TEXTS[text].1);
    let phone = spec.phone.map(|phone| PHONES[phone]);
    let written = phone.map(|(written, _)| plain(written));
    let digits = phone.map_or(&[][..], |(_, digits)| digits);
    let found = |needle: &str| {
        id.contains(needle)
            || texts.iter().any(|text| text.contains(needle))
            || written.as_ref().is_some_and(|phone| phone.contains(needle))
            || digits.iter().any(|digits| digits.contains(needle))
    };
    found(&needle) || phone_of(search).is_some_and(|digits| found(&digits))
}

#[test]
fn the_plain_matcher_reads_the_texts_as_meant() {
    for (written, meant) in TEXTS {
        assert_eq!(plain(written), *meant, "{written:?}");
    }
}

async fn list_counts_and_facets_agree_with_memory(engine: Engine) {
    let app = TestApp::start(engine).await;
    let members = [app.member("Sara").await, app.member("Omar").await, app.member("Lina").await];
    // Seeded, so that a failure comes again.
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"leads and tickets: the same sets");
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut hits, mut searches) = (0, 0);
    for case in 0..CASES {
        let scope = app.agent(&format!("agent-{case}")).await;
        let specs = proptest::collection::vec(any_spec(), 0..60).new_tree(&mut runner).unwrap().current();
        let mut known = Vec::new();
        for (n, spec) in specs.into_iter().enumerate() {
            let assignee = spec.assignee.map(|n| members[n]);
            let new = NewRecord {
                kind: spec.kind,
                channel: spec.channel,
                phone: spec.phone.map(|phone| PHONES[phone].0.to_owned()),
                description: TEXTS[spec.description].0.to_owned(),
                fields: vec![field(TEXTS[spec.label].0, TEXTS[spec.value].0)],
                filed_at: spec.filed_at,
                ..lead(TEXTS[spec.name].0)
            };
            let at = START + 10 * DAY + (n as i64 % 7) * 1000;
            let triage = Triage { status: spec.status, assignee, folder: spec.folder, at, ..Triage::default() };
            let (key, id) = app.file(&scope, new, Some(triage)).await;
            known.push(Known { key, updated: at, id: id.to_string(), spec, assignee: assignee.map(|id| id.0) });
        }
        for _ in 0..FILTERS_PER_CASE {
            let (filter, span, sort, folder) = any_filter().new_tree(&mut runner).unwrap().current();
            searches += usize::from(filter.search.is_some());
            hits += agree(&app, &scope, &known, filter, span, sort, folder).await;
        }
    }
    // A test in which nothing is ever found would prove nothing.
    assert!(hits > 600 && searches > 200, "{hits} records in {searches} searches");
}

/// Compares everything that reads one filter; returns how many records it chose.
async fn agree(
    app: &TestApp,
    scope: &Scope,
    known: &[Known],
    filter: RecordFilter,
    span: Span,
    sort: Sort,
    folder: Folder,
) -> usize {
    let db = app.store.read();
    let me = scope.viewer.id.0;
    let resolved = ResolvedFilter { filter: filter.clone(), span };
    let memory = |instead| known.iter().filter(|k| chosen(k, &filter, span, folder, me, instead)).count() as u64;

    let mut expected: Vec<&Known> =
        known.iter().filter(|k| chosen(k, &filter, span, folder, me, Instead::Nothing)).collect();
    match sort {
        Sort::Newest => expected.sort_by_key(|k| std::cmp::Reverse(k.key)),
        Sort::Oldest => expected.sort_by_key(|k| k.key),
        Sort::Updated => expected.sort_by_key(|k| std::cmp::Reverse((k.updated, k.key))),
    }
    let window = Window { sort, position: None, per: 1000 };
    let listed = records::list(db, scope, folder, &resolved, window).await.unwrap();
    let listed: Vec<&str> = listed.records.iter().map(|record| record.row.public_id.as_str()).collect();
    let expected: Vec<&str> = expected.iter().map(|k| k.id.as_str()).collect();
    assert_eq!(listed, expected, "{filter:?} {span:?} {sort:?} {folder:?}");

    let ranges = [1, 7, 30].map(|days| Span { from: Some(START - days * DAY), until: Some(START) });
    let counts = counts::counts(db, scope, folder, &resolved, ranges).await.unwrap();
    let context = format!("{filter:?} {span:?} {folder:?}");
    assert_eq!(counts.total, expected.len() as u64, "{context}");
    assert_eq!(counts::total(db, scope, folder, &resolved).await.unwrap(), counts.total, "{context}");
    for (kind, count) in counts.kind {
        assert_eq!(count, memory(Instead::Kind(kind)), "{kind:?} {context}");
    }
    assert_eq!(counts.any_kind, memory(Instead::Kind(Kind::Lead)) + memory(Instead::Kind(Kind::Ticket)), "{context}");
    for (status, count) in counts.status {
        assert_eq!(count, memory(Instead::Status(status)), "{status:?} {context}");
    }
    for (channel, count) in counts.channel {
        assert_eq!(count, memory(Instead::Channel(channel)), "{channel:?} {context}");
    }
    let ids = [None, Some(1), Some(2), Some(3), Some(4), Some(5)];
    for id in ids {
        let count = counts.assignee.iter().find(|(of, _)| *of == id).map_or(0, |(_, count)| *count);
        assert_eq!(count, memory(Instead::Assignee(id)), "{id:?} {context}");
    }
    for (range, count) in ranges.into_iter().zip(counts.range) {
        assert_eq!(count, memory(Instead::Span(range)), "{range:?} {context}");
    }
    let folders = counts::folders(db, scope).await.unwrap();
    for folder in Folder::VARIANTS {
        let count = known.iter().filter(|k| k.spec.folder == *folder).count() as u64;
        assert_eq!(folders.of(*folder), count, "{folder:?}");
    }
    expected.len()
}
