use chrono::DateTime;
use std::collections::BTreeSet;

use super::*;
use crate::domain::member::{MemberId, Role};
use crate::domain::record::Folder;
use crate::domain::{contact, limits};

const DAY: i64 = 24 * 3600 * 1_000_000;

fn calendar(now: &str) -> Calendar {
    Calendar { now: DateTime::parse_from_rfc3339(now).unwrap().timestamp_micros() }
}

fn team() -> Vec<Member> {
    let member = |(n, (name, _, role)): (usize, &(&str, &str, Role))| Member {
        id: MemberId(n as i64 + 1),
        name: (*name).to_owned(),
        role: *role,
    };
    people::TEAM.iter().enumerate().map(member).collect()
}

fn everything(now: &str) -> Vec<Scene> {
    let clinics = all(Business::Clinics, 40, &team(), calendar(now));
    all(Business::Home, 247, &team(), calendar(now)).into_iter().chain(clinics).collect()
}

fn texts(scene: &Scene) -> Vec<&str> {
    let record = &scene.record;
    let contact = [&record.name, &record.phone, &record.email, &record.company].into_iter().flatten();
    let fields = record.fields.iter().flat_map(|field| [field.label.as_str(), field.value.as_str()]);
    let messages = scene.conversation.iter().flat_map(|talk| talk.messages.iter().map(|m| m.body.as_str()));
    contact.map(String::as_str).chain([record.description.as_str()]).chain(fields).chain(messages).collect()
}

#[test]
fn the_same_day_gives_the_same_texts() {
    let (morning, evening) = (everything("2026-11-23T06:00:00Z"), everything("2026-11-23T22:00:00Z"));
    let sorted = |scenes: &[Scene]| {
        let mut all: Vec<_> = scenes.iter().map(|scene| texts(scene).join("\n")).collect();
        all.sort();
        all
    };
    assert_eq!(sorted(&morning), sorted(&evening));
    assert_ne!(sorted(&morning), sorted(&everything("2026-11-25T06:00:00Z")), "dates follow the day");
}

#[test]
fn every_gap_is_filled_and_every_text_within_its_limit() {
    for scene in everything("2026-11-23T06:00:00Z") {
        for text in texts(&scene) {
            assert!(!text.contains(['{', '}', '\0']) && !text.trim().is_empty(), "{text:?}");
        }
        let record = &scene.record;
        let longest = |text: &Option<String>, limit| text.as_ref().is_none_or(|text| text.chars().count() <= limit);
        assert!(longest(&record.name, limits::NAME) && longest(&record.company, limits::NAME), "{record:?}");
        assert!(longest(&record.phone, limits::PHONE) && longest(&record.email, limits::EMAIL), "{record:?}");
        assert!(record.description.chars().count() <= limits::DESCRIPTION && record.fields.len() <= limits::FIELDS);
        assert!(record.fields.iter().all(|field| field.label.chars().count() <= limits::FIELD_LABEL), "{record:?}");
    }
}

#[test]
fn nothing_is_yet_to_come_and_much_is_of_today() {
    for now in ["2026-11-23T00:00:30Z", "2026-11-23T13:00:00Z"] {
        let Calendar { now, .. } = calendar(now);
        let scenes = everything(&DateTime::from_timestamp_micros(now).unwrap().to_rfc3339());
        for scene in &scenes {
            let filed_at = scene.record.filed_at;
            assert!((now - 76 * DAY..=now).contains(&filed_at));
            if let Some(talk) = &scene.conversation {
                assert!(talk.messages.is_sorted_by_key(|message| message.sent_at));
                assert!(talk.messages.last().unwrap().sent_at < filed_at && (4..=12).contains(&talk.messages.len()));
                assert_eq!((talk.started_at, talk.channel), (talk.messages[0].sent_at, scene.record.channel));
            }
            if let Some(triage) = &scene.triage {
                assert!((filed_at..=now).contains(&triage.at), "{triage:?}");
                assert!(triage.folder != Folder::Deleted || triage.at >= now - 29 * DAY);
            }
        }
        let today = scenes.iter().filter(|scene| day(scene.record.filed_at) == day(now)).count();
        assert!((8..20).contains(&today), "{today}");
    }
}

#[test]
fn there_is_some_of_everything() {
    let scenes = everything("2026-11-23T13:00:00Z");
    assert_eq!(scenes.len(), 300);
    let share = |what: &dyn Fn(&Scene) -> bool| scenes.iter().filter(|scene| what(scene)).count();
    for channel in [
        Channel::Web,
        Channel::WhatsApp,
        Channel::Messenger,
        Channel::Instagram,
        Channel::X,
        Channel::Telegram,
        Channel::Voice,
    ] {
        assert!(share(&|scene| scene.record.channel == channel) >= 5, "{channel:?}");
    }
    let untouched = Triage::default();
    let of = |scene: &Scene| scene.triage.clone().unwrap_or(untouched.clone());
    for status in [Status::Open, Status::New, Status::Closed, Status::Cancelled] {
        assert!(share(&|scene| of(scene).status == status) >= 10, "{status:?}");
    }
    assert!(share(&|scene| of(scene).folder == Folder::Archived) >= 15);
    assert!(share(&|scene| of(scene).folder == Folder::Deleted) >= 7);
    assert!(share(&|scene| of(scene).assignee.is_none()) >= 60 && share(&|scene| of(scene).assignee.is_some()) >= 120);
    assert!(share(&|scene| !of(scene).notes.is_empty()) >= 40);
    assert!(share(&|scene| !of(scene).assignment_note.is_empty()) >= 25);
    let conversations: Vec<_> = scenes.iter().flat_map(|scene| &scene.conversation).collect();
    assert!((5..12).contains(&(300 - conversations.len())));
    let ids: BTreeSet<_> = conversations.iter().map(|talk| &talk.external_id).collect();
    assert_eq!(ids.len(), conversations.len(), "ids of conversations are unique");
    let arabic = conversations.iter().filter(|talk| talk.language == "ar").count();
    assert!((80..125).contains(&arabic), "{arabic}");
    let whole = scenes.iter().flat_map(texts).collect::<Vec<_>>().join("\n");
    for mark in ['\u{64f}', '\u{651}', 'ـ', '٥', '🌵', '<', '\t'] {
        assert!(whole.contains(mark), "{mark:?}");
    }
}

#[test]
fn every_record_says_where_it_came_from_and_nothing_is_wrong_with_any() {
    let makers = [MemberId(1), MemberId(2), MemberId(3)];
    for Scene { conversation, record, .. } in everything("2026-11-23T13:00:00Z") {
        match conversation {
            Some(_) => assert_eq!((record.origin, record.actor), (Origin::Conversation, None)),
            None => {
                assert_eq!(record.origin, Origin::Member);
                assert!(record.actor.is_some_and(|actor| makers.contains(&actor)), "{:?}", record.actor);
            }
        }
        assert!(record.flags.is_empty() && record.fields.iter().all(|field| field.flag.is_none()));
    }
}

/// Tests in the browser look for these.
#[test]
fn the_ones_to_remember_are_there_once() {
    let scenes = all(Business::Home, 247, &team(), calendar("2026-11-23T13:00:00Z"));
    let named = |name: &str| {
        let mut found = scenes.iter().filter(|scene| scene.record.name.as_deref() == Some(name));
        let scene = found.next().unwrap();
        assert!(found.next().is_none(), "{name}");
        assert_eq!(scene.triage.clone().unwrap_or_default().folder, Folder::Inbox);
        &scene.record
    };
    let maryam = named("Maryam Al-Harbi");
    assert_eq!((maryam.kind, maryam.phone.as_deref()), (Kind::Lead, Some("+966 50 123 4567")));
    assert_eq!(maryam.email.as_deref().and_then(contact::mailto).as_deref(), Some("mailto:maryam@example.com"));
    assert_eq!(maryam.company.as_deref(), Some("Al-Harbi Trading"));
    let muhammad = named("مُحَمَّد الأحمدي");
    assert!(muhammad.kind == Kind::Ticket && muhammad.description.contains("تأخّر التوصيــل"));
    assert_eq!(named("José Núñez").kind, Kind::Ticket);
    assert!(named("=HYPERLINK(\"x\")").description.contains("<script>alert(1)</script>"));
    for (text, times) in [("Al-Harbi", 3), ("Núñez", 1), ("تأخّر", 1), ("<script>", 1)] {
        let found: usize = scenes.iter().map(|scene| texts(scene).iter().filter(|t| t.contains(text)).count()).sum();
        assert_eq!(found, times, "{text}");
    }
}
