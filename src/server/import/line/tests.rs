use serde_json::{Value, json};

use super::*;
use crate::domain::record::{FieldIcon, FieldKind};

fn good() -> Value {
    json!({
        "id": "c-1", "channel": "whatsapp", "language": "ar", "started_at": "2026-06-25T16:02:00Z", "mood": "fine",
        "messages": [
            {"from": "customer", "text": "أريد عرض سعر", "at": "2026-06-25T16:02:19Z"},
            {"from": "agent", "text": "حاضر", "at": "2026-06-25T19:02:18.5+03:00"},
        ],
        "record": {
            "type": "lead", "filed_at": "2026-06-25T16:08:00.000001Z",
            "name": "=HYPERLINK(\"x\")", "phone": "", "email": "  ", "company": null,
            "description": "Two\nlines", "fields": [
                {"label": "City", "icon": "map-pin", "value": "Riyadh"},
                {"label": "Visit", "icon": "rocket", "kind": "date", "value": ""},
                {"label": "Other", "kind": "hologram", "value": "x"},
            ],
        },
    })
}

/// The good line with another value at a place such as `/record/name`.
fn with(place: &str, value: Value) -> Value {
    let mut line = good();
    *line.pointer_mut(place).unwrap() = value;
    line
}

fn without(place: &str, key: &str) -> Value {
    let mut line = good();
    line.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key).unwrap();
    line
}

fn parsed(line: &Value) -> anyhow::Result<Line> {
    parse(line.to_string().as_bytes())
}

#[test]
fn a_good_line_says_it_all() {
    let Line { conversation, record } = parsed(&good()).unwrap();
    assert_eq!((conversation.external_id.as_str(), conversation.language.as_str()), ("c-1", "ar"));
    assert_eq!((conversation.channel, conversation.started_at), (Channel::WhatsApp, 1_782_403_320_000_000));
    let said: Vec<_> = conversation.messages.iter().map(|m| (m.sender, m.body.as_str(), m.sent_at)).collect();
    let expected =
        [(Sender::Customer, "أريد عرض سعر", 1_782_403_339_000_000), (Sender::Agent, "حاضر", 1_782_403_338_500_000)];
    assert_eq!(said, expected);

    let Filing { given: record, conversation, filed_at, .. } = record.unwrap();
    assert_eq!((record.kind, record.channel), (Kind::Lead, Channel::WhatsApp));
    assert_eq!((conversation, filed_at), (None, 1_782_403_680_000_001));
    assert_eq!(record.name.as_deref(), Some("=HYPERLINK(\"x\")"));
    assert_eq!((record.phone, record.email, record.company), (None, None, None));
    assert_eq!(record.description, "Two\nlines");
    let fields: Vec<_> = record.fields.iter().map(|f| (f.label.as_str(), f.icon, f.kind, f.value.as_str())).collect();
    let expected = [
        ("City", Some(FieldIcon::MapPin), None, "Riyadh"),
        ("Visit", None, Some(FieldKind::Date), ""),
        ("Other", None, None, "x"),
    ];
    assert_eq!(fields, expected);
}

#[test]
fn what_may_be_missing() {
    for line in [with("/record", Value::Null), without("", "record")] {
        let line = parsed(&line).unwrap();
        assert!(line.record.is_none());
        assert_eq!(line.conversation.messages.len(), 2);
    }
    assert_eq!(parsed(&without("", "language")).unwrap().conversation.language, "und");
    assert!(parsed(&without("", "messages")).unwrap().conversation.messages.is_empty());
    let record = parsed(&without("/record", "fields")).unwrap().record.unwrap().given;
    assert!(record.fields.is_empty());
    assert_eq!(parsed(&without("/record", "name")).unwrap().record.unwrap().given.name, None);
    assert_eq!(parsed(&without("/record", "description")).unwrap().record.unwrap().given.description, "");
}

/// Counted in characters, and a text of exactly the limit is fine.
#[test]
fn texts_up_to_their_limit_pass() {
    for (place, limit) in [
        ("/messages/0/text", limits::MESSAGE),
        ("/record/name", limits::NAME),
        ("/record/phone", limits::PHONE),
        ("/record/email", limits::EMAIL),
        ("/record/company", limits::NAME),
        ("/record/description", limits::DESCRIPTION),
        ("/record/fields/0/label", limits::FIELD_LABEL),
        ("/record/fields/0/value", limits::FIELD_VALUE),
        ("/id", limits::EXTERNAL_ID),
    ] {
        assert!(parsed(&with(place, "ش".repeat(limit).into())).is_ok(), "{place}");
        let error = parsed(&with(place, "ش".repeat(limit + 1).into())).unwrap_err().to_string();
        assert!(error.ends_with(&format!("has {} characters, more than {limit}", limit + 1)), "{place}: {error}");
        let error = parsed(&with(place, "a\0b".into())).unwrap_err().to_string();
        assert!(error.ends_with("contains a NUL character"), "{place}: {error}");
    }
}

#[test]
fn at_most_64_fields() {
    let fields = |n: usize| Value::from(vec![json!({"label": "a", "value": "b"}); n]);
    assert_eq!(parsed(&with("/record/fields", fields(64))).unwrap().record.unwrap().given.fields.len(), 64);
    let error = parsed(&with("/record/fields", fields(65))).unwrap_err();
    assert_eq!(error.to_string(), "the record has 65 fields, more than 64");
}

#[test]
fn times_are_rfc_3339_and_between_1970_and_9999() {
    for (time, expected) in [
        ("1970-01-01T00:00:00Z", Some(0)),
        ("1970-01-01T03:00:00+03:00", Some(0)),
        ("9999-12-31T23:59:59.999999Z", Some(LATEST)),
        ("2026-06-25T16:02:00.1234567Z", Some(1_782_403_320_123_456)),
        ("1969-12-31T23:59:59.999999Z", None),
        ("1970-01-01T00:00:00+03:00", None),
        ("9999-12-31T23:59:59-05:00", None),
        ("2026-06-25T16:02:00", None),
        ("2026-02-30T16:02:00Z", None),
        ("yesterday", None),
        ("", None),
    ] {
        for place in ["/started_at", "/messages/1/at", "/record/filed_at"] {
            let read = parsed(&with(place, time.into()));
            let found = read.ok().map(|line| match place {
                "/started_at" => line.conversation.started_at,
                "/messages/1/at" => line.conversation.messages[1].sent_at,
                _ => line.record.unwrap().filed_at,
            });
            assert_eq!(found, expected, "{place} {time:?}");
        }
    }
}

#[test]
fn a_bad_line_says_why() {
    for (line, reason) in [
        (without("", "id"), "missing field `id`"),
        (without("", "channel"), "missing field `channel`"),
        (without("", "started_at"), "missing field `started_at`"),
        (without("/record", "type"), "missing field `type`"),
        (without("/record", "filed_at"), "missing field `filed_at`"),
        (with("/id", " ".into()), "the id is empty"),
        (with("/id", 7.into()), "invalid type: integer `7`, expected a string"),
        (with("/channel", "fax".into()), "unknown channel \"fax\""),
        (with("/channel", "WhatsApp".into()), "unknown channel \"WhatsApp\""),
        (with("/messages/0/from", "robot".into()), "unknown sender \"robot\""),
        (with("/record/type", "task".into()), "unknown record type \"task\""),
        (with("/started_at", "soon".into()), "started_at is not an RFC 3339 time: \"soon\""),
    ] {
        assert_eq!(parsed(&line).unwrap_err().to_string(), reason);
    }
    for (line, reason) in [
        (&b"{\"id\": \"c-1\""[..], "not JSON: EOF while parsing an object at column 12"),
        (b"id,channel", "not JSON: expected value at column 1"),
        (b"{} {}", "missing field `id`"),
        (b"\xff\xfe{}", "not UTF-8 text"),
        (b"null", "invalid type: null, expected struct RawConversation"),
    ] {
        assert_eq!(parse(line).unwrap_err().to_string(), reason);
    }
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let line = format!("\u{feff}{}", good());
    assert_eq!(parse(line.as_bytes()).unwrap().conversation.external_id, "c-1");
}
