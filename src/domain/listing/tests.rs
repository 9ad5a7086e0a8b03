use super::*;
use crate::domain::record::{Channel, Status};
use proptest::prelude::*;

fn canonical(query: &str) -> String {
    Listing::from_query(Folder::Inbox, query).to_query()
}

/// What people and forms write, and the canonical link it becomes.
#[test]
fn a_query_becomes_its_canonical_form() {
    for (query, expected) in [
        ("", ""),
        ("?", ""),
        ("tab=leads", "tab=leads"),
        ("tab=tickets", "tab=tickets"),
        ("tab=leads,tickets", ""),
        ("tab=tickets&tab=leads", ""),
        ("tab=calls", ""),
        ("tab=calls&tab=leads", "tab=leads"),
        ("status=open", "status=open"),
        ("status=closed,open", "status=open,closed"),
        ("status=closed&status=open", "status=open,closed"),
        ("status=open,open", "status=open"),
        ("status=Open", ""),
        ("status=open,lost", "status=open"),
        ("status=open,new,closed,cancelled", ""),
        ("status=", ""),
        ("status=%20open%20", "status=open"),
        ("status=cancelled%2Cnew", "status=new,cancelled"),
        ("channel=voice,web", "channel=web,voice"),
        ("channel=whatsapp&channel=x&channel=telegram", "channel=whatsapp,x,telegram"),
        ("channel=whats-app", ""),
        ("channel=web,whatsapp,messenger,instagram,x,telegram,voice", ""),
        ("assignee=unassigned,me", "assignee=me,unassigned"),
        ("assignee=12,3,me", "assignee=me,3,12"),
        ("assignee=0", ""),
        ("assignee=-1", ""),
        ("assignee=007", ""),
        ("assignee=somebody", ""),
        ("range=today", "range=today"),
        ("range=7d", "range=7d"),
        ("range=30d", "range=30d"),
        ("range=90d", ""),
        ("from=2026-11-01", "from=2026-11-01"),
        ("to=2026-11-02", "to=2026-11-02"),
        ("to=2026-11-02&from=2026-11-01", "from=2026-11-01&to=2026-11-02"),
        ("from=2026-11-02&to=2026-11-01", "from=2026-11-01&to=2026-11-02"),
        ("from=2026-11-01&to=2026-11-01", "from=2026-11-01&to=2026-11-01"),
        ("from=2026-02-30", ""),
        ("from=yesterday&range=7d", "range=7d"),
        ("from=2026-11-01&range=7d", "from=2026-11-01"),
        ("q=omar", "q=omar"),
        ("q=++omar++h++", "q=omar++h"),
        ("q=", ""),
        ("q=+", ""),
        ("q=&q=x", "q=x"),
        ("q=a%26b%3Dc%23d", "q=a%26b%3Dc%23d"),
        ("q=%D8%B9%D9%85%D8%B1", "q=%D8%B9%D9%85%D8%B1"),
        ("q=a,b", "q=a,b"),
        ("q=%2B966+50", "q=%2B966+50"),
        ("q=a%00b", ""),
        ("q=%FF", "q=%EF%BF%BD"),
        ("sort=newest", ""),
        ("sort=oldest", "sort=oldest"),
        ("sort=updated", "sort=updated"),
        ("sort=random", ""),
        ("per=24", "per=24"),
        ("per=48", "per=48"),
        ("per=96", "per=96"),
        ("per=1000000", ""),
        ("after=1782000000000001", "after=1782000000000001"),
        ("before=1782000000000001", "before=1782000000000001"),
        ("after=1&before=2", "after=1"),
        ("after=x&before=2", "before=2"),
        ("after=1.2", ""),
        ("sort=updated&after=1", "sort=updated"),
        ("sort=updated&after=1.2", "sort=updated&after=1.2"),
        ("utm_source=mail&tab=leads", "tab=leads"),
        ("per=48&sort=oldest&q=x&status=new&tab=leads", "tab=leads&status=new&q=x&sort=oldest&per=48"),
        ("&&&=&a", ""),
    ] {
        assert_eq!(canonical(query), expected, "{query:?}");
    }
}

fn any_day() -> impl Strategy<Value = Day> {
    (1970i32..=2100, 1u32..=12, 1u32..=28).prop_map(|(y, m, d)| Day::parse(&format!("{y:04}-{m:02}-{d:02}")).unwrap())
}

fn any_period() -> impl Strategy<Value = Option<Period>> {
    prop_oneof![
        Just(None),
        proptest::sample::select(Range::VARIANTS).prop_map(|range| Some(Period::Range(range))),
        any_day().prop_map(|day| Some(Period::Dates { from: Some(day), to: None })),
        any_day().prop_map(|day| Some(Period::Dates { from: None, to: Some(day) })),
        (any_day(), any_day()).prop_map(|(a, b)| Some(Period::Dates { from: Some(a.min(b)), to: Some(a.max(b)) })),
    ]
}

fn any_assignee() -> impl Strategy<Value = Assignee> {
    prop_oneof![
        Just(Assignee::Me),
        Just(Assignee::Unassigned),
        (1i64..1000).prop_map(|id| Assignee::Member(MemberId(id))),
    ]
}

fn any_filter() -> impl Strategy<Value = RecordFilter> {
    (
        proptest::option::of(proptest::sample::select(Kind::ALL)),
        proptest::sample::subsequence(Status::VARIANTS, 0..4),
        proptest::sample::subsequence(Channel::VARIANTS, 0..7),
        proptest::collection::btree_set(any_assignee(), 0..4),
        any_period(),
        any::<String>(),
    )
        .prop_map(|(kind, status, channel, assignee, period, search)| RecordFilter {
            kind,
            status: status.into_iter().collect(),
            channel: channel.into_iter().collect(),
            assignee,
            period,
            search: Search::parse(&search),
        })
}

fn any_listing() -> impl Strategy<Value = Listing> {
    let position = proptest::option::of((any::<bool>(), 1..i64::MAX, 1..i64::MAX));
    (
        proptest::sample::select(Folder::VARIANTS),
        any_filter(),
        proptest::sample::select(Sort::VARIANTS),
        proptest::option::of(proptest::sample::select(Per::VARIANTS)),
        position,
    )
        .prop_map(|(folder, filter, sort, per, position)| {
            let position = position.map(|(after, updated, key)| {
                let cursor = Cursor { updated: (sort == Sort::Updated).then_some(updated), key };
                if after { Position::After(cursor) } else { Position::Before(cursor) }
            });
            Listing { folder, filter, sort, per, position }
        })
}

proptest! {
    #[test]
    fn parse_of_print_is_the_same(listing in any_listing()) {
        prop_assert_eq!(Listing::from_query(listing.folder, &listing.to_query()), listing);
    }

    #[test]
    fn any_text_at_all_has_a_canonical_form(query in "\\PC*") {
        let once = canonical(&query);
        prop_assert_eq!(canonical(&once), once);
    }
}
