use proptest::prelude::*;

use super::*;

fn row(key: u32, label: &str) -> Row {
    Row { key, label: label.to_owned(), ..Row::default() }
}

fn choice(key: u32, label: &str, choices: &str) -> Row {
    Row { kind: FieldKind::Choice, choices: choices.to_owned(), ..row(key, label) }
}

fn draft(rows: Vec<Row>) -> Draft {
    Draft { enabled: true, version: 3, built_in: [Ask::Optional; 4], rows }
}

fn keys(draft: &Draft) -> Vec<u32> {
    draft.rows.iter().map(|row| row.key).collect()
}

fn form(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn field(label: &str) -> CustomField {
    CustomField { label: label.to_owned(), ..CustomField::default() }
}

#[test]
fn a_form_is_read_in_its_own_order() {
    let read = Draft::from_form(&form(&[
        ("form", "data-collection"),
        ("version", "7"),
        ("enabled", "on"),
        ("name", "required"),
        ("phone", "optional"),
        ("email", "sometimes"),
        ("fields.9.label", " Guests "),
        ("fields.9.kind", "number"),
        ("fields.9.icon", "users"),
        ("fields.2.kind", "choice"),
        ("fields.2.choices", "Sea\r\nCity"),
        ("fields.2.required", "on"),
        ("fields.2.label", "View"),
        ("fields.2.icon", "rocket"),
        ("fields.x.label", "nobody's"),
        ("fields.label", "nobody's"),
        ("do", "save"),
    ]));
    let guests = Row { icon: FieldIcon::Users, kind: FieldKind::Number, ..row(9, " Guests ") };
    let view = Row { required: true, ..choice(2, "View", "Sea\nCity") };
    assert_eq!(read.rows, [guests, view]);
    assert_eq!(read.built_in, [Ask::Required, Ask::Optional, Ask::Off, Ask::Off]);
    assert!(read.enabled && read.version == 7);
    assert!(!Draft::from_form(&[]).enabled);
}

#[test]
fn what_is_wrong_is_told_beside_the_field() {
    use Problem::{Missing, NotText, TooLong, TooMany, Twice};
    let long = "ب".repeat(limits::FIELD_LABEL);
    let longer = format!("{long}ب");
    let many: String = (0..=limits::CHOICES).map(|n| format!("choice {n}\n")).collect();
    let wide = "w".repeat(limits::CHOICE + 1);
    for (rows, expected) in [
        (vec![], vec![]),
        (vec![row(0, &long)], vec![]),
        (vec![row(0, &longer)], vec![("fields.0.label", TooLong(limits::FIELD_LABEL))]),
        (vec![row(4, "  ")], vec![("fields.4.label", Missing)]),
        (vec![row(0, "a\0b")], vec![("fields.0.label", NotText)]),
        (vec![row(0, "City"), row(1, "المدينة"), row(2, " CITY")], vec![("fields.2.label", Twice)]),
        (vec![row(0, "المدينة"), row(1, " المدينة ")], vec![("fields.1.label", Twice)]),
        (vec![choice(0, "View", " \n\n")], vec![("fields.0.choices", Missing)]),
        (vec![choice(0, "View", "Sea\n\n Sea view \n")], vec![]),
        (vec![choice(0, "View", "Sea\nsea")], vec![("fields.0.choices", Twice)]),
        (vec![choice(0, "View", &many)], vec![("fields.0.choices", TooMany(limits::CHOICES))]),
        (vec![choice(0, "View", &wide)], vec![("fields.0.choices", TooLong(limits::CHOICE))]),
        // What a field cannot show is nobody's mistake.
        (vec![Row { kind: FieldKind::Text, ..choice(0, "View", &wide) }], vec![]),
        (
            vec![choice(1, "", ""), row(0, "")],
            vec![("fields.1.label", Missing), ("fields.1.choices", Missing), ("fields.0.label", Missing)],
        ),
        (
            (0..=limits::FIELDS as u32).map(|key| row(key, &format!("field {key}"))).collect(),
            vec![("", TooMany(limits::FIELDS))],
        ),
    ] {
        let draft = draft(rows);
        let problems = draft.check().err().unwrap_or_default();
        let problems: Vec<_> = problems.iter().map(|(name, problem)| (name.as_str(), *problem)).collect();
        assert_eq!(problems, expected, "{:?}", draft.rows);
    }
}

#[test]
fn what_is_saved_is_tidy() {
    let mut draft = draft(vec![choice(5, " View ", " Sea \n\nCity\n"), Row { choices: "x".into(), ..row(1, "Note") }]);
    draft.built_in = [Ask::Required, Ask::Optional, Ask::Off, Ask::Optional];
    let set = draft.check().unwrap();
    assert_eq!(set.name, Asked { asked: true, required: true });
    assert_eq!(set.email, Asked { asked: false, required: false });
    assert_eq!(set.fields[0].label, "View");
    assert_eq!(set.fields[0].choices, ["Sea", "City"]);
    assert!(set.fields[1].choices.is_empty());
    assert!(Draft::from_set(&set, true, 4).says_the_same(&draft), "spaces around a text are no change");
}

#[test]
fn buttons_say_what_they_do() {
    for op in [Op::Save, Op::Add, Op::Copy, Op::Discard, Op::Remove(0), Op::Up(12), Op::Down(u32::MAX)] {
        assert_eq!(Op::parse(&op.to_string()), Some(op));
    }
    assert_eq!(Op::parse(""), Some(Op::Save), "no button was pressed");
    for other in ["remove", "remove-", "remove-x", "up--1", "erase-1", "Save"] {
        assert_eq!(Op::parse(other), None, "{other}");
    }
}

#[test]
fn rows_move_come_and_go() {
    let saved = DataCollection::default();
    let mut draft = draft(vec![row(0, "a"), row(1, "b"), row(2, "c")]);
    let mut act = |op| {
        draft.apply(op, &saved, SetKind::Text);
        keys(&draft)
    };
    assert_eq!(act(Op::Up(2)), [0, 2, 1]);
    assert_eq!(act(Op::Up(0)), [0, 2, 1]);
    assert_eq!(act(Op::Down(1)), [0, 2, 1]);
    assert_eq!(act(Op::Down(0)), [2, 0, 1]);
    assert_eq!(act(Op::Remove(0)), [2, 1]);
    assert_eq!(act(Op::Add), [2, 1, 0]);
    assert_eq!(act(Op::Add), [2, 1, 0, 3]);
    assert_eq!(act(Op::Up(9)), [2, 1, 0, 3]);
    draft.move_to(3, 0);
    assert_eq!(keys(&draft), [3, 2, 1, 0]);
    draft.move_to(3, 99);
    assert_eq!(keys(&draft), [2, 1, 0, 3]);
    for _ in 0..limits::FIELDS {
        draft.apply(Op::Add, &saved, SetKind::Text);
    }
    assert_eq!(draft.rows.len(), limits::FIELDS);
}

#[test]
fn voice_takes_over_what_text_asks_and_keeps_what_was_written() {
    let mut text = FieldSet { fields: vec![field("City"), field("Budget")], ..FieldSet::default() };
    text.set_built_in(BuiltInField::Phone, Ask::Required.into());
    let saved = DataCollection { text: Some(text), ..DataCollection::default() };
    let mut voice = Draft::of(&saved, SetKind::Voice);
    assert!(voice.rows.is_empty());
    voice.rows = vec![row(0, "city"), row(1, "Caller"), row(2, " ")];
    voice.apply(Op::Copy, &saved, SetKind::Voice);
    let labels: Vec<_> = voice.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["City", "Budget", "Caller"]);
    assert_eq!(voice.ask(BuiltInField::Phone), Ask::Required);
    assert_eq!(voice.check().map(|set| set.fields.len()), Ok(3), "their keys are their own");
    voice.apply(Op::Discard, &saved, SetKind::Voice);
    assert!(voice.says_the_same(&Draft::of(&saved, SetKind::Voice)));
    // There is nothing to take over.
    voice.apply(Op::Copy, &DataCollection::default(), SetKind::Voice);
    assert_eq!(voice, Draft::of(&saved, SetKind::Voice));
}

#[test]
fn an_agent_of_one_medium_has_one_set() {
    for (variant, asked, shown) in [
        (Variant::Text, SetKind::Voice, SetKind::Text),
        (Variant::Voice, SetKind::Text, SetKind::Voice),
        (Variant::Hybrid, SetKind::Voice, SetKind::Voice),
        (Variant::Hybrid, SetKind::Text, SetKind::Text),
    ] {
        assert_eq!(asked.or_only(variant), shown, "{variant:?}");
    }
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let ask = prop::sample::select(Ask::VARIANTS);
    let icon = prop::sample::select(FieldIcon::VARIANTS);
    let kind = prop::sample::select(FieldKind::VARIANTS);
    let row = (".{0,12}", icon, kind, any::<bool>(), "[^\r]{0,20}");
    let rows = prop::collection::btree_map(0..1_000_u32, row, 0..8).prop_map(|rows| {
        let row = |(key, (label, icon, kind, required, choices))| Row { key, label, icon, kind, required, choices };
        rows.into_iter().map(row).collect::<Vec<Row>>()
    });
    let rows = rows.prop_shuffle();
    (any::<bool>(), any::<i64>(), [ask.clone(), ask.clone(), ask.clone(), ask], rows)
        .prop_map(|(enabled, version, built_in, rows)| Draft { enabled, version, built_in, rows })
}

proptest! {
    #[test]
    fn a_draft_comes_back_from_its_form(draft in any_draft()) {
        prop_assert_eq!(Draft::from_form(&draft.to_form()), draft);
    }

    #[test]
    fn a_set_comes_back_from_its_draft(draft in any_draft()) {
        if let Ok(set) = draft.check() {
            prop_assert_eq!(Draft::from_set(&set, true, 1).check(), Ok(set));
        }
    }
}
