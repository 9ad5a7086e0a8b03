//! Records made by hand, by the door of script and by the one of plain forms.

use axum::http::StatusCode;
use leads_tickets::domain::agent::{Agent, AgentId, Variant};
use leads_tickets::domain::collection::{Asked, CustomField, FieldSet, SetKind};
use leads_tickets::domain::form::Problem;
use leads_tickets::domain::member::Role;
use leads_tickets::domain::record::{BuiltInField, Channel, FieldIcon, FieldKind, Flag, Kind, Status};
use leads_tickets::domain::view::settings::CollectionView;
use leads_tickets::domain::view::{Change, Created, Source};
use leads_tickets::domain::viewer::Scope;
use leads_tickets::store::data_collection::{self, Edit};
use leads_tickets::store::{agents, filing};

use crate::access::dump;
use crate::changes::{list, sheet};
use crate::support::{Answer, Engine, TestApp, both_engines, form, lead};

both_engines!(
    a_record_is_listed_as_it_was_written,
    the_plain_form_does_the_same,
    who_may_not_is_refused_whatever_they_send,
    what_is_wrong_is_told_by_its_field,
    voice_asks_its_own_set,
    a_channel_is_one_of_the_variant,
    a_repeat_is_shown_as_a_proposal,
);

const LIST: &str = "/agents/acme/leads-tickets";

fn field(label: &str, kind: FieldKind, required: bool) -> CustomField {
    let choices = if kind == FieldKind::Choice { vec!["Sea".to_owned(), "City".to_owned()] } else { Vec::new() };
    CustomField { label: label.to_owned(), icon: FieldIcon::Star, kind, required, choices }
}

/// Text asks for a name, guests and a view; voice for a phone number.
async fn ask(app: &TestApp, scope: &Scope) {
    let mut text = FieldSet {
        fields: vec![
            field("Guests", FieldKind::Number, true),
            field("View", FieldKind::Choice, false),
            field("Breakfast", FieldKind::YesNo, false),
        ],
        ..FieldSet::default()
    };
    text.set_built_in(BuiltInField::Name, Asked { asked: true, required: true });
    let mut voice = FieldSet { fields: vec![field("Call at", FieldKind::Text, false)], ..FieldSet::default() };
    voice.set_built_in(BuiltInField::Phone, Asked { asked: true, required: true });
    for (version, kind, set) in [(0, SetKind::Text, text), (1, SetKind::Voice, voice)] {
        let transaction = app.store.begin().await.unwrap();
        let edit = Edit { enabled: true, kind, set: &set, seen_version: version };
        assert!(data_collection::save(&transaction, &scope.agent, edit, None, 1).await.unwrap());
        transaction.commit().await.unwrap();
    }
}

/// A good form on the web, with other values of these fields.
fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("type", "lead"),
        ("channel", "web"),
        ("name", "Omar Haddad"),
        ("field:Guests", "3"),
        ("description", "Two rooms."),
    ];
    for (name, value) in changes {
        fields.retain(|(field, _)| field != name);
        fields.push((*name, *value));
    }
    fields
}

async fn send(app: &TestApp, agent: &str, fields: &[(&str, &str)]) -> Answer {
    let body = serde_json::json!({ "agent": agent, "fields": fields });
    app.post_json("/api/records/create", &body.to_string()).await
}

async fn create(app: &TestApp, agent: &str, fields: &[(&str, &str)]) -> Created {
    let answer = send(app, agent, fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// The id of the record that these fields make.
async fn created(app: &TestApp, fields: &[(&str, &str)]) -> String {
    match create(app, "acme", fields).await {
        Created::Record(id) => id,
        Created::Refused(problems) => panic!("{problems:?}"),
    }
}

async fn a_record_is_listed_as_it_was_written(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    ask(&app, &scope).await;
    let (admin, id) = app.join("Sara Admin", Role::Admin).await;
    let fields = with(&[
        ("type", "ticket"),
        ("channel", "whatsapp"),
        ("phone", "+966 50 123 4567"),
        ("field:Breakfast", "yes"),
        ("field:Colour", "blue"),
        ("description", "Two\r\nrooms."),
    ]);
    let record = created(&admin, &fields).await;

    let listed = list(&app, "inbox", "tab=tickets&channel=whatsapp").await;
    assert_eq!(listed.records.iter().map(|one| one.id.text.clone()).collect::<Vec<_>>(), std::slice::from_ref(&record));
    // It is found by what was written.
    assert_eq!(list(&app, "inbox", "q=0501234567").await.counts.total, 1);
    assert_eq!(list(&app, "inbox", "q=blue").await.counts.total, 1);
    let found = sheet(&app, &record).await;
    let shown = found.record;
    assert_eq!((shown.kind, shown.channel, shown.triage.status), (Kind::Ticket, Channel::WhatsApp, Status::New));
    assert_eq!(shown.source, Source::Member);
    assert_eq!(shown.name.unwrap().text, "Omar Haddad");
    assert_eq!(shown.description.text, "Two\nrooms.");
    assert!(shown.flags.is_empty());
    let kept: Vec<_> =
        shown.fields.iter().map(|one| (one.label.text.as_str(), one.value.text.as_str(), one.kind, one.flag)).collect();
    let expected = [
        ("Guests", "3", FieldKind::Number, None),
        ("Breakfast", "yes", FieldKind::YesNo, None),
        // Nobody asks for it any more, or ever did: it is not lost.
        ("Colour", "blue", FieldKind::Text, Some(Flag::Unknown)),
    ];
    assert_eq!(kept, expected);
    assert_eq!(shown.fields[0].icon, FieldIcon::Star);
    let [entry] = &found.activity.entries[..] else { panic!("{:?}", found.activity.entries) };
    assert_eq!((entry.change.clone(), entry.actor.as_ref().map(|member| member.id)), (Change::Filed, Some(id)));
    let page = app.get(&format!("{LIST}?id={record}")).await;
    assert!(page.body.contains("Sara Admin") && page.body.contains(" created this record"), "{}", page.body);
    assert!(page.body.contains("Not asked for"));

    // What is asked later changes nothing of what was made.
    let transaction = app.store.begin().await.unwrap();
    let set = FieldSet::default();
    let edit = Edit { enabled: true, kind: SetKind::Text, set: &set, seen_version: 2 };
    assert!(data_collection::save(&transaction, &scope.agent, edit, None, 1).await.unwrap());
    transaction.commit().await.unwrap();
    assert_eq!(sheet(&app, &record).await.record.fields, shown.fields);
}

async fn the_plain_form_does_the_same(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    ask(&app, &scope).await;
    let page = app.get(&format!("{LIST}?tab=tickets")).await;
    assert!(page.body.contains("/agents/acme/leads-tickets?tab=tickets&amp;new=web"), "the button is a link");
    let page = app.get(&format!("{LIST}?tab=tickets&new=web")).await;
    for text in ["<dialog", "field:Guests", "field:View", "City", "Show the fields of this channel"] {
        assert!(page.body.contains(text), "{text}");
    }
    assert!(!page.body.contains("field:Call at"));

    let path = format!("{LIST}/archived?tab=tickets&new=web");
    let mut fields = with(&[("field:Guests", "many & more"), ("email", "omar@")]);
    fields.push(("form", "new-record"));
    let refused = app.post_form(&path, &form(&fields)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["This is not a number", "This is not an email address", "many &amp; more", "Omar Haddad", "Two rooms."]
    {
        assert!(refused.body.contains(text), "{text}");
    }
    assert_eq!(list(&app, "inbox", "").await.counts.total, 0);

    // Another channel: its fields come, and what was typed stays, also what it does not ask.
    let mut fields = with(&[("channel", "voice"), ("phone", "0501234567")]);
    fields.extend([("form", "new-record"), ("do", "channel")]);
    let other = app.post_form(&path, &form(&fields)).await;
    assert_eq!(other.status, StatusCode::OK);
    for text in ["field:Call at", "0501234567", "Omar Haddad", r#"name="field:Guests" value="3""#] {
        assert!(other.body.contains(text), "{text}");
    }
    assert_eq!(list(&app, "inbox", "").await.counts.total, 0);

    let mut fields = with(&[]);
    fields.push(("form", "new-record"));
    let made = app.post_form(&path, &form(&fields)).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let [record] = &list(&app, "inbox", "").await.records[..] else { panic!("one record") };
    // Over a list that has it: not that of archived tickets.
    assert_eq!(made.location(), format!("{LIST}?id={}", record.id.text));
    let sheet = app.get(made.location()).await;
    assert!(sheet.body.contains("Omar Haddad") && sheet.body.contains("sheet-title"));
}

async fn who_may_not_is_refused_whatever_they_send(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    ask(&app, &scope).await;
    for role in [Role::Member, Role::Viewer] {
        let (visitor, _) = app.join(&format!("Some {role:?}"), role).await;
        let before = dump(&app).await;
        let page = visitor.get(LIST).await;
        assert!(!page.body.contains("new=web"), "{role:?} has no button");
        let opened = visitor.get(&format!("{LIST}?new=web")).await;
        assert!(!opened.body.contains("field:Guests"), "{role:?} sees no form");
        assert!(opened.body.contains("This is not open to your role"));
        let asked = visitor.post_json("/api/records/form", r#"{"agent":"acme"}"#).await;
        assert_eq!(asked.status, StatusCode::FORBIDDEN);
        for changes in
            [&[] as &[(&str, &str)], &[("role", "owner"), ("actor", "1")], &[("name", "")], &[("channel", "voice")]]
        {
            let fields = with(changes);
            assert_eq!(send(&visitor, "acme", &fields).await.status, StatusCode::FORBIDDEN, "{role:?} {fields:?}");
            for button in ["", "channel"] {
                let mut fields = fields.clone();
                fields.extend([("form", "new-record"), ("do", button)]);
                for path in [format!("{LIST}?new=web"), LIST.to_owned(), format!("{LIST}/deleted")] {
                    let answer = visitor.post_form(&path, &form(&fields)).await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role:?} {path} {fields:?}");
                }
            }
        }
        assert_eq!(dump(&app).await, before, "{role:?}");
    }
    let nobody = app.anonymous();
    assert_eq!(send(&nobody, "acme", &with(&[])).await.status, StatusCode::UNAUTHORIZED);
    // Whoever may create, may not everywhere.
    assert_eq!(send(&app, "nowhere", &with(&[])).await.status, StatusCode::NOT_FOUND);
    let asked = app.post_json("/api/records/form", r#"{"agent":"acme"}"#).await;
    let view: CollectionView = serde_json::from_str(&asked.body).unwrap();
    assert_eq!((view.agent.id.as_str(), view.collection.version), ("acme", 2));
}

async fn what_is_wrong_is_told_by_its_field(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    ask(&app, &scope).await;
    let text = |n: usize| "ب".repeat(n);
    let (name, phone, email) = (text(200), "5".repeat(50), format!("{}@{}.com", "o".repeat(64), "e".repeat(60)));
    let (value, description, label) = (text(4_000), text(20_000), format!("field:{}", text(80)));
    for changes in [
        &[("name", name.as_str())][..],
        &[("company", name.as_str())],
        &[("phone", phone.as_str())],
        &[("email", email.as_str())],
        &[("description", description.as_str())],
        &[(label.as_str(), value.as_str())],
    ] {
        created(&app, &with(changes)).await;
    }
    let (longer_name, longer_phone, longer_email) = (text(201), "5".repeat(51), "o".repeat(255));
    let (longer_value, longer_description) = (text(4_001), text(20_001));
    let longer_label = format!("field:{}", text(81));
    let before = dump(&app).await;
    for (field, value, problem) in [
        ("type", "task", Problem::NotAChoice),
        ("channel", "fax", Problem::NotAChoice),
        ("name", "", Problem::Missing),
        ("name", longer_name.as_str(), Problem::TooLong(200)),
        ("name", "a\0b", Problem::NotText),
        ("company", longer_name.as_str(), Problem::TooLong(200)),
        ("phone", longer_phone.as_str(), Problem::TooLong(50)),
        ("email", longer_email.as_str(), Problem::TooLong(254)),
        ("email", "omar@", Problem::NotAnEmail),
        ("description", longer_description.as_str(), Problem::TooLong(20_000)),
        ("field:Guests", "", Problem::Missing),
        ("field:Guests", "many", Problem::NotANumber),
        ("field:View", "Desert", Problem::NotAChoice),
        ("field:Breakfast", "perhaps", Problem::NotAChoice),
        ("field:Colour", longer_value.as_str(), Problem::TooLong(4_000)),
        (longer_label.as_str(), "x", Problem::TooLong(80)),
    ] {
        let refused = create(&app, "acme", &with(&[(field, value)])).await;
        let expected = Created::Refused(vec![(field.to_owned(), problem)]);
        assert_eq!(refused, expected, "{:?}", field.chars().take(20).collect::<String>());
    }
    let many: Vec<String> = (1..=64).map(|n| format!("field:nr {n}")).collect();
    let with_many = |n: usize| {
        let mut fields = with(&[]);
        fields.extend(many[..n].iter().map(|name| (name.as_str(), "x")));
        fields
    };
    let refused = create(&app, "acme", &with_many(64)).await;
    assert_eq!(refused, Created::Refused(vec![(String::new(), Problem::TooMany(64))]));
    assert_eq!(dump(&app).await, before, "nothing was written");
    let record = created(&app, &with_many(63)).await;
    assert_eq!(sheet(&app, &record).await.record.fields.len(), 64);
}

async fn voice_asks_its_own_set(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    ask(&app, &scope).await;
    let fields = [("type", "lead"), ("channel", "voice"), ("name", "Omar"), ("field:Call at", "noon")];
    let refused = create(&app, "acme", &fields).await;
    assert_eq!(refused, Created::Refused(vec![("phone".to_owned(), Problem::Missing)]));
    let fields: Vec<_> = fields.into_iter().chain([("phone", "0501234567"), ("field:Guests", "many")]).collect();
    let record = created(&app, &fields).await;
    let shown = sheet(&app, &record).await.record;
    assert_eq!(shown.channel, Channel::Voice);
    // What text asks was left in the form by whoever changed the channel.
    assert_eq!(shown.fields.iter().map(|one| one.label.text.as_str()).collect::<Vec<_>>(), ["Call at"]);
}

async fn a_channel_is_one_of_the_variant(engine: Engine) {
    let app = TestApp::start(engine).await;
    for (id, variant, first, good, bad) in
        [("writes", Variant::Text, "web", "telegram", "voice"), ("speaks", Variant::Voice, "voice", "voice", "web")]
    {
        let transaction = app.store.begin().await.unwrap();
        let agent = Agent { id: AgentId::parse(id).unwrap(), name: id.to_owned(), variant };
        agents::create(&transaction, &agent, 1).await.unwrap();
        transaction.commit().await.unwrap();
        let page = app.get(&format!("/agents/{id}/leads-tickets")).await;
        assert!(page.body.contains(&format!("new={first}")), "{id}");
        let page = app.get(&format!("/agents/{id}/leads-tickets?new={bad}")).await;
        assert!(page.body.contains(&format!("value=\"{first}\"")), "{id}");
        assert!(!page.body.contains("Show the fields of this channel"), "{id} has one set");
        let fields = |channel| [("type", "lead"), ("channel", channel), ("name", "Omar")];
        let refused = create(&app, id, &fields(bad)).await;
        assert_eq!(refused, Created::Refused(vec![("channel".to_owned(), Problem::NotAChoice)]), "{id}");
        assert!(matches!(create(&app, id, &fields(good)).await, Created::Record(_)), "{id}");
        // A record says something.
        let refused = create(&app, id, &[("type", "lead"), ("channel", good)]).await;
        assert_eq!(refused, Created::Refused(vec![(String::new(), Problem::Missing)]), "{id}");
    }
}

async fn a_repeat_is_shown_as_a_proposal(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let talk = crate::conversations::talk(&app, &scope, crate::conversations::chat("c1", &["Hello"])).await;
    let first = filing::NewRecord { conversation: Some(talk), ..lead("Omar") };
    let (_, id) = app.file(&scope, first, None).await;
    let transaction = app.store.begin().await.unwrap();
    let found = filing::first(&transaction, talk, Kind::Lead).await.unwrap().unwrap();
    let again = filing::NewRecord {
        name: Some("Omar Haddad".to_owned()),
        fields: vec![crate::support::field("Colour", "<b>blue</b>")],
        ..lead("Omar")
    };
    assert!(filing::propose(&transaction, &found, &again, 2).await.unwrap());
    transaction.commit().await.unwrap();
    let page = app.get(&format!("{LIST}?id={id}")).await;
    for text in ["Nothing was overwritten.", "Omar Haddad", "Colour", "&lt;b&gt;blue&lt;/b&gt;", "Agent acme"] {
        assert!(page.body.contains(text), "{text}");
    }
    assert_eq!(sheet(&app, id.as_str()).await.record.name.unwrap().text, "Omar");
}
