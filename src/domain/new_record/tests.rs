use super::*;
use crate::domain::collection::{Asked, CustomField};
use crate::domain::record::FieldKind;

fn asked(label: &str, kind: FieldKind, required: bool) -> CustomField {
    let choices = if kind == FieldKind::Choice { vec!["Sea".to_owned(), "City".to_owned()] } else { Vec::new() };
    CustomField { label: label.to_owned(), kind, required, choices, ..CustomField::default() }
}

/// Text asks for a name, guests, an arrival and a view; voice for a phone number and whether to call back.
fn collection() -> DataCollection {
    let mut text = FieldSet {
        fields: vec![
            asked("Guests", FieldKind::Number, true),
            asked("Arrival", FieldKind::Date, false),
            asked("View", FieldKind::Choice, false),
            asked("Site", FieldKind::Url, false),
            asked("Wishes", FieldKind::LongText, false),
        ],
        ..FieldSet::default()
    };
    text.set_built_in(BuiltInField::Name, Asked { asked: true, required: true });
    let mut voice = FieldSet { fields: vec![asked("Call back", FieldKind::YesNo, true)], ..FieldSet::default() };
    voice.set_built_in(BuiltInField::Phone, Asked { asked: true, required: true });
    DataCollection { text: Some(text), voice: Some(voice), ..DataCollection::default() }
}

fn form(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A good form on the web, with other values of these fields.
fn with(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = form(&[("type", "lead"), ("channel", "web"), ("name", "Omar"), ("field:Guests", "3")]);
    for (name, value) in changes {
        form.retain(|(field, _)| field != name);
        form.push(((*name).to_owned(), (*value).to_owned()));
    }
    form
}

fn checked(form: &[(String, String)]) -> Result<GivenRecord, Vec<(String, Problem)>> {
    check(form, &collection(), Variant::Hybrid)
}

#[test]
fn a_good_form_is_a_record() {
    let form = with(&[
        ("type", "ticket"),
        ("channel", "whatsapp"),
        ("name", " Omar "),
        ("phone", "+966 50 123 4567"),
        ("email", "omar@example.com"),
        ("company", " "),
        ("field:Arrival", "2026-12-01"),
        ("field:View", "sea"),
        ("field:Site", "https://example.com"),
        ("field:Wishes", " A cot\r\nand\r\ntowels "),
        ("description", "Two\r\nlines\r\n"),
    ]);
    let record = checked(&form).unwrap();
    assert_eq!((record.kind, record.channel), (Kind::Ticket, Channel::WhatsApp));
    assert_eq!(record.name.as_deref(), Some("Omar"));
    assert_eq!(record.company, None);
    assert_eq!(record.description, "Two\nlines");
    let fields: Vec<_> = record.fields.iter().map(|one| (one.label.as_str(), one.value.as_str())).collect();
    let expected = [
        ("Guests", "3"),
        ("Arrival", "2026-12-01"),
        ("View", "sea"),
        ("Site", "https://example.com"),
        ("Wishes", "A cot\nand\ntowels"),
    ];
    assert_eq!(fields, expected);
}

#[test]
fn what_is_wrong_is_told_beside_the_field() {
    use Problem::*;
    let long = |n: usize| "ب".repeat(n);
    let cases: &[(&str, String, Option<Problem>)] = &[
        ("type", String::new(), Some(NotAChoice)),
        ("type", "task".into(), Some(NotAChoice)),
        ("channel", "fax".into(), Some(NotAChoice)),
        ("name", "  ".into(), Some(Missing)),
        ("name", long(200), None),
        ("name", long(201), Some(TooLong(200))),
        ("name", "a\0b".into(), Some(NotText)),
        ("phone", "call me".into(), Some(NotAPhone)),
        ("phone", "1".repeat(50), None),
        ("phone", "1".repeat(51), Some(TooLong(50))),
        ("email", "omar@".into(), Some(NotAnEmail)),
        ("email", format!("{}@example.com", "o".repeat(243)), Some(TooLong(254))),
        ("company", long(200), None),
        ("company", long(201), Some(TooLong(200))),
        ("field:Guests", "many".into(), Some(NotANumber)),
        ("field:Guests", "٣".into(), None),
        ("field:Guests", String::new(), Some(Missing)),
        ("field:Arrival", "tomorrow".into(), Some(NotADate)),
        ("field:View", "Desert".into(), Some(NotAChoice)),
        ("field:Site", "example.com".into(), Some(NotAUrl)),
        ("field:Wishes", long(4_000), None),
        ("field:Wishes", long(4_001), Some(TooLong(4_000))),
        ("description", long(20_000), None),
        ("description", long(20_001), Some(TooLong(20_000))),
        ("description", "a\0b".into(), Some(NotText)),
        ("field:Once", long(4_001), Some(TooLong(4_000))),
    ];
    for (name, value, expected) in cases {
        let told = checked(&with(&[(*name, value.as_str())])).err().unwrap_or_default();
        let expected: Vec<_> = expected.iter().map(|problem| ((*name).to_owned(), *problem)).collect();
        // A channel that is none asks nothing.
        assert_eq!(told, expected, "{name} {:?}", value.chars().take(20).collect::<String>());
    }
}

#[test]
fn problems_come_in_the_order_of_the_form() {
    let form = with(&[
        ("description", "a\0"),
        ("field:Arrival", "x"),
        ("field:Guests", "x"),
        ("email", "x"),
        ("name", ""),
        ("type", ""),
    ]);
    let told = checked(&form).unwrap_err();
    let names: Vec<_> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["type", "name", "email", "field:Guests", "field:Arrival", "description"]);
}

#[test]
fn a_channel_asks_its_own_set() {
    let voice = form(&[("type", "lead"), ("channel", "voice"), ("name", "Omar"), ("field:Guests", "many")]);
    let told = checked(&voice).unwrap_err();
    assert_eq!(told, [("phone".to_owned(), Problem::Missing), ("field:Call back".to_owned(), Problem::Missing)]);
    let voice = form(&[
        ("type", "lead"),
        ("channel", "voice"),
        ("phone", "0501234567"),
        ("field:Call back", "yes"),
        ("field:Guests", "many"),
    ]);
    let record = checked(&voice).unwrap();
    // What the other channel asks is not said here.
    assert_eq!(record.fields.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(), ["Call back"]);
}

#[test]
fn an_agent_has_the_channels_of_its_variant() {
    for (variant, channel, good) in [
        (Variant::Text, "web", true),
        (Variant::Text, "voice", false),
        (Variant::Voice, "voice", true),
        (Variant::Voice, "whatsapp", false),
        (Variant::Hybrid, "voice", true),
        (Variant::Hybrid, "telegram", true),
    ] {
        let form = form(&[("type", "lead"), ("channel", channel), ("name", "Omar")]);
        assert_eq!(check(&form, &DataCollection::default(), variant).is_ok(), good, "{variant:?} {channel}");
        assert!(channels(variant).contains(&first_channel(variant)));
    }
}

#[test]
fn what_was_asked_once_is_kept_and_labels_are_found_however_they_are_spelled() {
    let mut form = with(&[("field:Colour", "blue"), ("field:", "nobody's")]);
    assert_eq!(checked(&form).unwrap_err(), [("field:".to_owned(), Problem::Missing)]);
    form.retain(|(name, _)| name != "field:" && name != "field:Guests");
    form.push(("field: GUESTS ".to_owned(), "4".to_owned()));
    let record = checked(&form).unwrap();
    let fields: Vec<_> = record.fields.iter().map(|one| (one.label.as_str(), one.value.as_str())).collect();
    assert_eq!(fields, [("Guests", "4"), ("Colour", "blue")]);
}

#[test]
fn a_record_never_has_more_fields_than_it_may_and_always_says_something() {
    let many = |n: usize| {
        let mut form = with(&[]);
        form.extend((1..n).map(|n| (field_name(&format!("field {n}")), "x".to_owned())));
        checked(&form)
    };
    assert_eq!(many(limits::FIELDS).unwrap().fields.len(), limits::FIELDS);
    assert_eq!(many(limits::FIELDS + 1).unwrap_err(), [(String::new(), Problem::TooMany(limits::FIELDS))]);
    let label = "l".repeat(limits::FIELD_LABEL + 1);
    let told = checked(&with(&[(field_name(&label).as_str(), "x")])).unwrap_err();
    assert_eq!(told, [(field_name(&label), Problem::TooLong(limits::FIELD_LABEL))]);
    let nothing = form(&[("type", "lead"), ("channel", "web"), ("name", " ")]);
    let told = check(&nothing, &DataCollection::default(), Variant::Text).unwrap_err();
    assert_eq!(told, [(String::new(), Problem::Missing)]);
}

#[test]
fn the_list_keeps_what_shows_the_record() {
    for (folder, query, expected) in [
        (Folder::Inbox, "", ""),
        (Folder::Archived, "tab=leads&per=48", "tab=leads&per=48"),
        (Folder::Inbox, "tab=tickets&sort=oldest", ""),
        (Folder::Inbox, "status=new,open&channel=web&assignee=unassigned&range=7d&sort=updated", "="),
        (Folder::Inbox, "status=closed&channel=voice&assignee=me&from=2026-01-01&q=omar", ""),
    ] {
        let listing = Listing::from_query(folder, query);
        let expected = if expected == "=" { listing.to_query() } else { expected.to_owned() };
        let shown = list_with(&listing, Kind::Lead, Channel::Web);
        assert_eq!((shown.folder, shown.to_query()), (Folder::Inbox, expected), "{query}");
    }
}
