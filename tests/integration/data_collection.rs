//! Data collection: what is saved and by whom, and what it leaves alone.

use axum::http::StatusCode;
use leads_tickets::domain::collection::{Asked, DataCollection};
use leads_tickets::domain::member::Role;
use leads_tickets::domain::record::{FieldIcon, FieldKind};
use leads_tickets::domain::view::settings::CollectionView;
use leads_tickets::domain::viewer::Scope;
use leads_tickets::store::data_collection;

use crate::access::dump;
use crate::support::{Answer, Engine, TestApp, both_engines, field, form, lead};

both_engines!(
    what_is_saved_is_read_back,
    a_stale_version_is_refused,
    of_two_at_once_one_is_saved,
    text_and_voice_are_apart,
    filed_records_stay_as_they_are,
    nobody_else_says_what_is_asked,
);

const PAGE: &str = "/agents/acme/settings/data-collection";
const VOICE: &str = "/agents/acme/settings/data-collection?set=voice";

/// The page's form with these fields, whose keys are their places.
fn body(version: i64, button: &str, labels: &[&str]) -> String {
    let version = version.to_string();
    let names: Vec<String> = (0..labels.len()).map(|n| format!("fields.{n}.label")).collect();
    let mut fields = vec![
        ("form", "data-collection"),
        ("version", version.as_str()),
        ("enabled", "on"),
        ("name", "required"),
        ("phone", "optional"),
        ("email", "off"),
        ("do", button),
    ];
    fields.extend(names.iter().map(String::as_str).zip(labels.iter().copied()));
    form(&fields)
}

async fn saved(app: &TestApp, scope: &Scope) -> DataCollection {
    data_collection::find(app.store.read(), &scope.agent).await.unwrap()
}

fn labels(collection: &DataCollection) -> (Vec<&str>, Vec<&str>) {
    let text = collection.text.iter().flat_map(|set| &set.fields).map(|field| field.label.as_str()).collect();
    let voice = collection.voice.iter().flat_map(|set| &set.fields).map(|field| field.label.as_str()).collect();
    (text, voice)
}

/// The labels on the page, in their order.
fn shown(answer: &Answer) -> Vec<String> {
    let inputs = answer.body.split("<input").filter_map(|rest| rest.split('>').next());
    let boxes = inputs.filter(|input| input.contains("name=\"fields.") && input.contains(".label\""));
    boxes.map(|input| input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()).collect()
}

fn refused(answer: &Answer) -> bool {
    [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status)
}

async fn what_is_saved_is_read_back(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    assert_eq!(saved(&app, &scope).await, DataCollection::default());
    let sent = form(&[
        ("form", "data-collection"),
        ("version", "0"),
        ("name", "required"),
        ("phone", "off"),
        ("email", "optional"),
        ("company", "optional"),
        ("fields.7.label", " الغرفة "),
        ("fields.7.kind", "choice"),
        ("fields.7.icon", "house"),
        ("fields.7.choices", "Sea\r\n\r\n City "),
        ("fields.7.required", "on"),
        ("fields.2.label", "Guests"),
        ("fields.2.kind", "number"),
        ("fields.2.icon", "users"),
        ("do", "save"),
    ]);
    let answer = app.post_form(PAGE, &sent).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, &*format!("{PAGE}?saved=text")));

    let found = saved(&app, &scope).await;
    assert!(!found.enabled && found.version == 1 && found.voice.is_none());
    let set = found.text.unwrap();
    assert_eq!(set.name, Asked { asked: true, required: true });
    assert_eq!(set.phone, Asked { asked: false, required: false });
    assert_eq!(set.email, Asked { asked: true, required: false });
    let [room, guests] = &set.fields[..] else { panic!("{set:?}") };
    assert_eq!((room.label.as_str(), room.kind, room.icon), ("الغرفة", FieldKind::Choice, FieldIcon::House));
    assert!(room.required && room.choices == ["Sea", "City"], "{room:?}");
    assert_eq!((guests.label.as_str(), guests.kind, guests.icon), ("Guests", FieldKind::Number, FieldIcon::Users));
    assert!(!guests.required && guests.choices.is_empty());

    let page = app.get(answer.location()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(shown(&page), ["الغرفة", "Guests"]);
    assert!(page.body.contains("Saved. What is filed"), "{}", page.body);
    let called = app.post_json("/api/data-collection/find", r#"{"agent":"acme"}"#).await;
    let view: CollectionView = serde_json::from_str(&called.body).unwrap();
    assert_eq!(view.collection.text, Some(set));
    // Nothing is there for anybody else.
    assert_eq!(app.get("/agents/other/settings/data-collection").await.status, StatusCode::NOT_FOUND);
    let other = app.post_form("/agents/other/settings/data-collection", &body(0, "save", &["x"])).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

async fn a_stale_version_is_refused(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    for (version, label) in [(0, "First"), (1, "Second")] {
        assert_eq!(app.post_form(PAGE, &body(version, "save", &[label])).await.status, StatusCode::SEE_OTHER);
    }
    for version in [0, 1, 3, -1, i64::MAX] {
        let answer = app.post_form(PAGE, &body(version, "save", &["Late"])).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{version}");
        assert_eq!(shown(&answer), ["Late"], "what was typed is lost");
        assert!(answer.body.contains("Somebody else has changed this meanwhile"));
        assert_eq!(labels(&saved(&app, &scope).await).0, ["Second"], "{version}");
        // Whoever sends it again has been told.
        assert!(answer.body.contains(r#"name="version" value="2""#), "{}", answer.body);
    }
    assert_eq!(app.post_form(PAGE, &body(2, "save", &["Late"])).await.status, StatusCode::SEE_OTHER);
    assert_eq!(labels(&saved(&app, &scope).await).0, ["Late"]);
}

async fn of_two_at_once_one_is_saved(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    for version in [0, 1] {
        let (one, two) = (body(version, "save", &["One"]), body(version, "save", &["Two"]));
        let (one, two) = tokio::join!(app.post_form(PAGE, &one), app.post_form(PAGE, &two));
        let mut both = [one.status, two.status];
        both.sort();
        assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::CONFLICT], "version {version}");
    }
}

async fn text_and_voice_are_apart(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    // While voice has none of its own, it says so, and there is nothing to copy yet.
    let fresh = app.get(VOICE).await.body;
    assert!(fresh.contains("Voice asks a set of its own") && !fresh.contains("Copy from Text Agent"));
    app.post_form(PAGE, &body(0, "save", &["City", "Budget"])).await;
    assert!(app.get(VOICE).await.body.contains("Copy from Text Agent"));
    let copied = app.post_form(VOICE, &body(1, "copy", &["Caller"])).await;
    assert_eq!(
        (copied.status, shown(&copied)),
        (StatusCode::OK, vec!["City".into(), "Budget".into(), "Caller".into()])
    );
    assert_eq!(saved(&app, &scope).await.voice, None, "nothing is saved yet");

    let answer = app.post_form(VOICE, &body(1, "save", &["Caller"])).await;
    assert_eq!(answer.location(), format!("{VOICE}&saved=voice"));
    assert_eq!(labels(&saved(&app, &scope).await), (vec!["City", "Budget"], vec!["Caller"]));
    assert!(!app.get(VOICE).await.body.contains("Voice asks a set of its own"));
    app.post_form(PAGE, &body(2, "save", &["City"])).await;
    assert_eq!(labels(&saved(&app, &scope).await), (vec!["City"], vec!["Caller"]));
}

async fn filed_records_stay_as_they_are(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    app.post_form(PAGE, &body(0, "save", &["City", "Budget"])).await;
    let mut record = lead("Omar");
    record.fields = vec![field("City", "Riyadh"), field("Budget", "40")];
    app.file(&scope, record, None).await;
    let everything_else = async || {
        let mut all = dump(&app).await;
        assert!(all.remove("data_collections").is_some());
        all
    };
    let before = everything_else().await;
    for (version, labels) in [(1, &["Budget"][..]), (2, &["Rooms", "City"]), (3, &[])] {
        let answer = app.post_form(PAGE, &body(version, "save", labels)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(everything_else().await, before);
    }
}

async fn nobody_else_says_what_is_asked(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    app.post_form(PAGE, &body(0, "save", &["City"])).await;
    let (member, _) = app.join("Member", Role::Member).await;
    let (viewer, _) = app.join("Viewer", Role::Viewer).await;
    for visitor in [&member, &viewer, &app.anonymous()] {
        let before = dump(&app).await;
        for (path, button) in [(PAGE, "save"), (PAGE, "discard"), (PAGE, "add"), (VOICE, "copy"), (VOICE, "save")] {
            let answer = visitor.post_form(path, &body(1, button, &["Evil"])).await;
            assert!(refused(&answer), "{path} {button}: {}", answer.status);
            assert!(!answer.body.contains("City"), "{path} {button}");
        }
        assert!(refused(&visitor.post_json("/api/data-collection/find", r#"{"agent":"acme"}"#).await));
        let page = visitor.get(PAGE).await;
        assert!(refused(&page) || page.location().starts_with("/sign-in"), "{}", page.status);
        assert_eq!(dump(&app).await, before);
    }
    let (admin, _) = app.join("Admin", Role::Admin).await;
    assert_eq!(admin.post_form(PAGE, &body(1, "save", &["Ours"])).await.status, StatusCode::SEE_OTHER);
}

/// Without script every button sends the form, and the page comes back changed.
#[tokio::test(flavor = "multi_thread")]
async fn every_button_works_without_script() {
    let app = TestApp::start(Engine::Sqlite).await;
    let scope = app.agent("acme").await;
    app.post_form(PAGE, &body(0, "save", &["Saved"])).await;
    for (button, expected) in [
        ("add", vec!["A", "B", "C", ""]),
        ("up-2", vec!["A", "C", "B"]),
        ("up-0", vec!["A", "B", "C"]),
        ("down-0", vec!["B", "A", "C"]),
        ("remove-1", vec!["A", "C"]),
        ("discard", vec!["Saved"]),
    ] {
        let answer = app.post_form(PAGE, &body(1, button, &["A", "B", "C"])).await;
        assert_eq!(
            (answer.status, shown(&answer)),
            (StatusCode::OK, expected.iter().map(ToString::to_string).collect())
        );
        assert_eq!(labels(&saved(&app, &scope).await).0, ["Saved"], "{button}");
    }
    let nonsense = app.post_form(PAGE, &body(1, "erase-everything", &["A"])).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_stands_beside_its_field() {
    let app = TestApp::start(Engine::Sqlite).await;
    let scope = app.agent("acme").await;
    let many: Vec<String> = (0..65).map(|n| format!("Field {n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let long = "x".repeat(81);
    for (labels, expected) in [
        (&["City", " city"][..], "There is one of this name already"),
        (&["City", " "], "Fill this in"),
        (&[long.as_str()], "At most 80 characters"),
        (&many[..], "At most 64 of them"),
    ] {
        let answer = app.post_form(PAGE, &body(0, "save", labels)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(expected), "{expected}");
        assert_eq!(shown(&answer), labels, "what was typed is lost");
    }
    assert_eq!(saved(&app, &scope).await, DataCollection::default());
}
