//! Records as CSV, by the doors that browsers use: what is in the file, and who gets it. How it travels: `transfer.rs`.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use leads_tickets::domain::change::{Action, Destination};
use leads_tickets::domain::export::{Choice, ChoiceKind, Export, ExportRequest, ExportState, Format, Started};
use leads_tickets::domain::limits;
use leads_tickets::domain::listing::Listing;
use leads_tickets::domain::member::Role;
use leads_tickets::domain::record::{Channel, Folder, Kind, Origin, Status};
use leads_tickets::domain::view::settings::ActivityView;
use leads_tickets::server::{purge, zone};
use leads_tickets::store::filing::{NewRecord, Triage};
use sea_orm::ConnectionTrait;
use std::time::Duration;

use crate::changes::{self, change, list, multiply, number, one};
use crate::conversations;
use crate::support::{Answer, Engine, TestApp, both_engines, field, form, lead, untouched};

both_engines!(
    a_small_export_is_this_to_the_byte,
    a_page_is_exported_as_it_is_shown,
    a_page_on_screen_is_exported_as_it_was,
    a_selection_is_what_was_selected,
    a_file_is_sent_once_to_whoever_wanted_it,
    every_role_exports,
    admins_see_who_exported_what,
    the_form_does_what_script_does,
    starting_again_gives_the_first_place_back,
    what_a_year_has_passed_since_is_forgotten,
    a_server_that_is_not_well_says_so_on_a_page,
);

pub const FIXED: [&str; 13] = [
    "ID",
    "Type",
    "Status",
    "Channel",
    "Created",
    "Name",
    "Phone",
    "Email",
    "Company",
    "Description",
    "Assignee",
    "Notes",
    "Conversation",
];

/// A cell without its guard.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// Everything that a list of the Inbox shows.
pub fn all(query: &str, format: Format) -> ExportRequest {
    ExportRequest { folder: Folder::Inbox, query: query.to_owned(), choice: Choice::All, format }
}

pub async fn ask(app: &TestApp, agent: &str, request: &ExportRequest) -> Answer {
    let body = serde_json::json!({ "agent": agent, "request": request });
    app.post_json("/api/exports/start", &body.to_string()).await
}

pub async fn start(app: &TestApp, agent: &str, request: &ExportRequest) -> Export {
    let answer = ask(app, agent, request).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    match serde_json::from_str(&answer.body).unwrap() {
        Started::Export(export) => export,
        Started::Busy => panic!("there should be a place"),
    }
}

/// Its file, when the row says that it is through.
async fn file(app: &TestApp, agent: &str, export: &Export) -> Answer {
    let answer = app.get(&format!("/agents/{agent}/exports/{}", export.id)).await;
    while number(app, "SELECT count(*) AS n FROM exports WHERE state = 'running'").await > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    answer
}

async fn find(app: &TestApp, agent: &str, id: i64) -> Answer {
    app.post_json("/api/exports/find", &format!(r#"{{"agent":"{agent}","id":{id}}}"#)).await
}

/// The whole file.
pub async fn export(app: &TestApp, agent: &str, request: &ExportRequest) -> String {
    let export = start(app, agent, request).await;
    let answer = file(app, agent, &export).await;
    assert_eq!(answer.status, StatusCode::OK, "{request:?}");
    let ended: Export = serde_json::from_str(&find(app, agent, export.id).await.body).unwrap();
    assert_eq!((ended.state, ended.sent), (ExportState::Done, export.total), "{request:?}");
    answer.body
}

/// The ids of a file, in its order. Of records whose texts hold no line ends.
fn ids(csv: &str) -> Vec<&str> {
    csv.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect()
}

async fn a_small_export_is_this_to_the_byte(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let omar = app.member("عمر حداد").await;
    let talk = conversations::talk(&app, &scope, conversations::chat("c1", &["Hello"])).await;
    let lamps = NewRecord {
        conversation: Some(talk),
        origin: Origin::Conversation,
        channel: Channel::WhatsApp,
        phone: Some("+966 50 123 4567".to_owned()),
        email: Some("omar@example.com".to_owned()),
        company: Some("Lamps, Ltd".to_owned()),
        description: "First line\r\nsecond".to_owned(),
        fields: vec![field("City", "Riyadh"), field("Name", "Inner"), field("City", "Jeddah")],
        ..lead("Omar \"Abu\" Haddad")
    };
    let triage = Triage { status: Status::Closed, assignee: Some(omar), notes: " ＝2+3".to_owned(), ..untouched() };
    let (_, first) = app.file(&scope, lamps, Some(triage)).await;
    let ticket = NewRecord {
        kind: Kind::Ticket,
        channel: Channel::Voice,
        description: String::new(),
        fields: vec![field("المدينة", "جدة"), field("=x", "'quoted'"), field("City", "\tTaif")],
        filed_at: lead("").filed_at + 3_600_000_000,
        ..lead("مُحمّد")
    };
    let (_, second) = app.file(&scope, ticket, None).await;

    let riyadh = app.keeping(format!("{}; zone=Asia/Riyadh", app.cookie));
    // Whatever the order of the records, columns of labels are ordered by where they come first, then by name.
    let spreadsheet = format!(
        "\u{feff}ID,Type,Status,Channel,Created,Name,Phone,Email,Company,Description,Assignee,Notes,Conversation,\
         City,City (2),المدينة,'=x,Name (2)\r\n\
         {second},Ticket,New,Voice,2026-09-21T18:13:20+03:00,مُحمّد,,,,,,,,'\tTaif,,جدة,''quoted',\r\n\
         {first},Lead,Closed,WhatsApp,2026-09-21T17:13:20+03:00,\"Omar \"\"Abu\"\" Haddad\",'+966 50 123 4567,\
         omar@example.com,\"Lamps, Ltd\",\"First line\r\nsecond\",عمر حداد,' ＝2+3,{talk},Riyadh,Jeddah,,,Inner\r\n"
    );
    assert_eq!(export(&riyadh, "acme", &all("", Format::Spreadsheet)).await, spreadsheet);
    let raw = format!(
        "ID,Type,Status,Channel,Created,Name,Phone,Email,Company,Description,Assignee,Notes,Conversation,\
         City,City (2),المدينة,=x,Name (2)\r\n\
         {first},Lead,Closed,WhatsApp,2026-09-21T14:13:20Z,\"Omar \"\"Abu\"\" Haddad\",+966 50 123 4567,\
         omar@example.com,\"Lamps, Ltd\",\"First line\r\nsecond\",عمر حداد, ＝2+3,{talk},Riyadh,Jeddah,,,Inner\r\n\
         {second},Ticket,New,Voice,2026-09-21T15:13:20Z,مُحمّد,,,,,,,,\tTaif,,جدة,'quoted',\r\n"
    );
    assert_eq!(export(&riyadh, "acme", &all("sort=oldest", Format::Raw)).await, raw);
    // The offset is the one of that day, not of today.
    let berlin = app.keeping(format!("{}; zone=Europe/Berlin", app.cookie));
    let summer = export(&berlin, "acme", &all("tab=leads", Format::Spreadsheet)).await;
    assert!(summer.contains(",2026-09-21T16:13:20+02:00,"), "{summer}");
    // Nothing is a file, too: its header.
    let nothing = export(&app, "acme", &all("q=zzz", Format::Raw)).await;
    assert_eq!(nothing, format!("{}\r\n", FIXED.join(",")));
}

async fn a_page_is_exported_as_it_is_shown(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    multiply(&app, &scope, 60).await;
    for (query, cards) in [("", 24), ("sort=oldest", 24), ("per=48&sort=updated", 48)] {
        let (mut link, mut pages, mut seen) = (query.to_owned(), 0, 0);
        loop {
            let shown = list(&app, "inbox", &link).await;
            let request = ExportRequest { choice: Choice::Page, ..all(&link, Format::Raw) };
            let csv = export(&app, "acme", &request).await;
            let expected: Vec<&str> = shown.records.iter().map(|record| record.id.text.as_str()).collect();
            assert_eq!(ids(&csv), expected, "{link}");
            pages += 1;
            seen += expected.len();
            let Some(after) = shown.after else { break };
            link = Listing::from_query(Folder::Inbox, &format!("{query}&after={after}")).to_query();
        }
        assert_eq!((pages, seen), (60usize.div_ceil(cards), 60), "{query}");
    }
}

/// Whatever was filed or moved since, and in the order of the list. The log says which page it was.
async fn a_page_on_screen_is_exported_as_it_was(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    changes::file(&app, &scope, 8).await;
    let shown = list(&app, "inbox", "status=new").await;
    let seen: Vec<String> = shown.records.iter().map(|record| record.id.text.clone()).collect();
    let late = NewRecord { filed_at: chrono::Utc::now().timestamp_micros() + 1_000_000, ..lead("Late") };
    app.file(&scope, late, None).await;
    assert_eq!(change(&app, one(&seen[3], 1), Action::SetStatus { to: Status::Closed }).await.changed, 1);
    let choice = Choice::Shown { ids: seen.iter().rev().cloned().collect() };
    let request = ExportRequest { choice, ..all("status=new", Format::Raw) };
    assert_eq!(ids(&export(&app, "acme", &request).await), seen);
    let body = r#"{"agent":"acme","before":null}"#;
    let activity: ActivityView = serde_json::from_str(&app.post_json("/api/exports/list", body).await.body).unwrap();
    assert_eq!((activity.exports[0].choice, activity.exports[0].total), (ChoiceKind::Page, seen.len() as u64));

    let many = Choice::Shown { ids: vec![seen[0].clone(); limits::RECORDS_SHOWN + 1] };
    let refused = ask(&app, "acme", &ExportRequest { choice: many, ..all("", Format::Raw) }).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    // A list that nobody can have seen is none of tomorrow's.
    for as_of in [i64::MIN, i64::MAX, 8_210_266_876_799_999_999] {
        let absurd = Choice::AllBut { ids: vec![], as_of };
        let export = ask(&app, "acme", &ExportRequest { choice: absurd, ..all("range=7d", Format::Raw) }).await;
        assert_eq!(export.status, StatusCode::OK, "{as_of}");
    }
}

async fn a_selection_is_what_was_selected(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let other = app.agent("other").await;
    let filed = changes::file(&app, &scope, 8).await;
    let theirs = app.file(&other, lead("Theirs"), None).await.1.to_string();
    let exported = async |choice: Choice| {
        let request = ExportRequest { choice, ..all("status=new&sort=oldest", Format::Raw) };
        let csv = export(&app, "acme", &request).await;
        ids(&csv).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // All that the list showed, but for one: what has come since is not selected.
    let shown = list(&app, "inbox", "status=new&sort=oldest").await;
    let late = NewRecord { filed_at: chrono::Utc::now().timestamp_micros() + 1_000_000, ..lead("Late") };
    app.file(&scope, late, None).await;
    let all_but = Choice::AllBut { ids: vec![filed[6].clone()], as_of: shown.as_of };
    let expected: Vec<String> = [0, 1, 2, 3, 4, 5, 7].map(|n: usize| filed[n].clone()).to_vec();
    assert_eq!(exported(all_but).await, expected);
    // These, in the order of the list, whatever has become of them; each once, and nobody else's.
    for (n, action) in [(3, Action::SetStatus { to: Status::Closed }), (5, Action::Move { to: Destination::Archived })]
    {
        assert_eq!(change(&app, one(&filed[n], 1), action).await.changed, 1);
    }
    let chosen = [&filed[5], &filed[3], &filed[0], &theirs, &filed[5]].map(String::clone).to_vec();
    let expected = [&filed[0], &filed[3], &filed[5]].map(String::clone);
    assert_eq!(exported(Choice::These { ids: chosen }).await, expected);
    // A selection of none is none.
    assert_eq!(exported(Choice::These { ids: vec![theirs] }).await, [""; 0]);
}

async fn a_file_is_sent_once_to_whoever_wanted_it(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    app.agent("other").await;
    app.file(&scope, lead("Secret Person"), None).await;
    let (omar, _) = app.join("Omar", Role::Viewer).await;
    let export = start(&omar, "acme", &all("", Format::Spreadsheet)).await;
    assert_eq!((export.state, export.total, export.sent), (ExportState::Waiting, 1, 0));
    let unknown = Export { id: 999_999, ..export.clone() };
    // Whoever it is not for, an Owner too, sees what they would see of none.
    for (who, agent, asked) in
        [(&app, "acme", &export), (&omar, "other", &export), (&omar, "acme", &unknown), (&omar, "nobody", &export)]
    {
        let answer = file(who, agent, asked).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{agent}");
        assert!(!answer.body.contains("Secret Person"));
        let answer = find(who, agent, asked.id).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NOT_FOUND, "\"not_found\""), "{agent}");
    }
    let stranger = file(&app.anonymous(), "acme", &export).await;
    assert!(stranger.location().starts_with("/sign-in"), "{} {}", stranger.status, stranger.location());
    let looking = Request::builder().method(Method::HEAD).uri(format!("/agents/acme/exports/{}", export.id));
    assert_eq!(omar.send(looking.body(Body::empty()).unwrap()).await.status, StatusCode::METHOD_NOT_ALLOWED);
    // None of this has used it up.
    let first = file(&omar, "acme", &export).await;
    assert!(first.status == StatusCode::OK && first.body.contains("Secret Person"));
    let header = |name: header::HeaderName| first.headers[name].to_str().unwrap();
    assert_eq!(header(header::CONTENT_TYPE), "text/csv; charset=utf-8");
    assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(header(header::CACHE_CONTROL), "no-store");
    let again = file(&omar, "acme", &export).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(!again.body.contains("Secret Person"));
    // There is no such agent to export from.
    let refused = ask(&omar, "nobody", &all("", Format::Raw)).await;
    assert_eq!((refused.status, refused.body.as_str()), (StatusCode::NOT_FOUND, "\"not_found\""));
}

async fn every_role_exports(engine: Engine) {
    let app = TestApp::start(engine).await;
    let (acme, other) = (app.agent("acme").await, app.agent("other").await);
    for (scope, name) in [(&acme, "Ours"), (&other, "Theirs")] {
        for folder in [Folder::Inbox, Folder::Archived, Folder::Deleted] {
            let triage = Triage { folder, ..untouched() };
            app.file(scope, lead(&format!("{name} {folder:?}")), Some(triage)).await;
        }
    }
    for role in [Role::Viewer, Role::Member, Role::Admin, Role::Owner] {
        let (somebody, _) = app.join(&format!("Some {role:?}"), role).await;
        for folder in [Folder::Inbox, Folder::Archived, Folder::Deleted] {
            let csv = export(&somebody, "acme", &ExportRequest { folder, ..all("", Format::Raw) }).await;
            assert_eq!(ids(&csv).len(), 1, "{role:?} {folder:?}");
            assert!(csv.contains(&format!("Ours {folder:?}")) && !csv.contains("Theirs"), "{csv}");
        }
    }
}

async fn admins_see_who_exported_what(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let other = app.agent("other").await;
    changes::file(&app, &scope, 3).await;
    app.file(&other, lead("Theirs"), None).await;
    let (viewer, omar) = app.join("Omar", Role::Viewer).await;
    let (admin, _) = app.join("Layla", Role::Admin).await;
    let (member, _) = app.join("Sara", Role::Member).await;
    // In whatever spelling it is asked, the log has one.
    export(&viewer, "acme", &all("status=new&sort=oldest&utm=x", Format::Raw)).await;
    let chosen = Choice::These { ids: vec![list(&app, "inbox", "").await.records[0].id.text.clone()] };
    export(&viewer, "acme", &ExportRequest { choice: chosen, ..all("", Format::Spreadsheet) }).await;
    export(&viewer, "other", &all("", Format::Raw)).await;

    let activity = async |who: &TestApp, agent: &str, before: Option<i64>| {
        let body = serde_json::json!({ "agent": agent, "before": before });
        who.post_json("/api/exports/list", &body.to_string()).await
    };
    let seen: ActivityView = serde_json::from_str(&activity(&admin, "acme", None).await.body).unwrap();
    let [newest, oldest] = &seen.exports[..] else { panic!("{seen:?}") };
    for entry in [newest, oldest] {
        assert_eq!(entry.actor.as_ref().unwrap().id, omar);
        assert_eq!((entry.state, entry.folder), (ExportState::Done, Folder::Inbox));
    }
    assert_eq!(
        (oldest.choice, oldest.format, oldest.query.as_str()),
        (ChoiceKind::All, Format::Raw, "status=new&sort=oldest")
    );
    assert_eq!((oldest.total, oldest.sent), (3, 3));
    assert_eq!(
        (newest.choice, newest.format, newest.total, newest.sent),
        (ChoiceKind::Selection, Format::Spreadsheet, 1, 1)
    );
    assert!(seen.before.is_none() && seen.members.iter().any(|member| member.id == omar));
    let page = admin.get("/agents/acme/settings/activity").await;
    assert!(page.status == StatusCode::OK && page.body.contains("Omar"));
    for who in [&member, &viewer] {
        let refused = activity(who, "acme", None).await;
        assert_eq!((refused.status, refused.body.as_str()), (StatusCode::FORBIDDEN, "\"forbidden\""));
        assert_eq!(who.get("/agents/acme/settings/activity").await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(activity(&admin, "nobody", None).await.status, StatusCode::NOT_FOUND);

    // Of many, page by page, each once.
    for _ in 0..limits::ACTIVITY {
        export(&viewer, "acme", &all("q=zzz", Format::Raw)).await;
    }
    let (mut before, mut entries) = (None, Vec::new());
    loop {
        let page: ActivityView = serde_json::from_str(&activity(&admin, "acme", before).await.body).unwrap();
        assert!(page.exports.len() as u64 <= limits::ACTIVITY);
        entries.extend(page.exports.into_iter().map(|entry| entry.id));
        before = page.before;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(entries.len() as u64, limits::ACTIVITY + 2);
    assert!(entries.is_sorted_by(|one, next| one > next), "{entries:?}");
}

async fn the_form_does_what_script_does(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    changes::file(&app, &scope, 3).await;
    let fill = |choice: &str| {
        form(&[("folder", "inbox"), ("query", "status=new&sort=oldest"), ("choice", choice), ("format", "raw")])
    };
    for choice in ["page", "all"] {
        let answer = app.post_form("/agents/acme/exports", &fill(choice)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let sent = app.get(answer.location()).await;
        assert_eq!((sent.status, ids(&sent.body).len()), (StatusCode::OK, 3), "{}", answer.location());
    }
    // A selection needs script, and what makes no sense starts nothing.
    for (agent, form) in [
        ("acme", fill("selection")),
        ("acme", fill("everything")),
        ("nobody", fill("all")),
        ("acme", form(&[("folder", "inbox"), ("query", ""), ("choice", "all"), ("format", "pdf")])),
    ] {
        let refused = app.post_form(&format!("/agents/{agent}/exports"), &form).await;
        assert!(refused.status.is_client_error(), "{form}: {}", refused.status);
    }
    // While the places are taken, it says so.
    for n in 0..limits::EXPORTS {
        start(&app.join(&format!("Other {n}"), Role::Viewer).await.0, "acme", &all("", Format::Raw)).await;
    }
    let busy = app.post_form("/agents/acme/exports", &fill("all")).await;
    assert_eq!((busy.status, busy.location()), (StatusCode::SERVICE_UNAVAILABLE, ""));
    assert!(busy.body.contains("Customer 1"), "over the list that it was asked from: {}", busy.body);
    assert!(busy.body.contains("Two exports are running."), "{}", busy.body);
}

/// Whoever starts one again has no use for the first any more, if it was not asked for.
async fn starting_again_gives_the_first_place_back(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    app.agent("other").await;
    changes::file(&app, &scope, 3).await;
    let elsewhere = start(&app, "other", &all("", Format::Raw)).await;
    let mut last = start(&app, "acme", &all("", Format::Raw)).await;
    for _ in 0..limits::EXPORTS {
        let next = start(&app, "acme", &all("", Format::Raw)).await;
        assert_eq!(file(&app, "acme", &last).await.status, StatusCode::GONE);
        last = next;
    }
    // Nobody else's place is taken by it.
    let (omar, _) = app.join("Omar", Role::Viewer).await;
    let busy = ask(&omar, "acme", &all("", Format::Raw)).await;
    assert!(matches!(serde_json::from_str(&busy.body).unwrap(), Started::Busy), "{}", busy.body);
    for (agent, export) in [("acme", &last), ("other", &elsewhere)] {
        assert_eq!(file(&app, agent, export).await.status, StatusCode::OK, "{agent}");
    }
}

async fn what_a_year_has_passed_since_is_forgotten(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let day = 24 * 3_600_000_000;
    let aged = async |export: &Export, by: i64| {
        let transaction = app.store.begin().await.unwrap();
        let sql = format!("UPDATE exports SET started_at = started_at - {by}, touched_at = touched_at - {by}");
        transaction.execute_unprepared(&format!("{sql} WHERE id = {}", export.id)).await.unwrap();
        transaction.commit().await.unwrap();
    };
    let mut exports = Vec::new();
    for days in [limits::ACTIVITY_DAYS + 1, limits::ACTIVITY_DAYS - 1] {
        let export = start(&app, "acme", &all("", Format::Raw)).await;
        assert_eq!(file(&app, "acme", &export).await.status, StatusCode::OK);
        aged(&export, days * day).await;
        exports.push(export.id);
    }
    // One that nobody has asked for, and nobody starts another.
    let waiting = start(&app, "acme", &all("", Format::Raw)).await;
    aged(&waiting, (limits::EXPORT_SECONDS as i64 + 1) * 1_000_000).await;
    purge::purge_before(&app.store, zone::now() - limits::DAYS_IN_DELETED * day).await.unwrap();
    let count = async |which: &str| number(&app, &format!("SELECT count(*) AS n FROM exports WHERE {which}")).await;
    assert_eq!(count("1 = 1").await, 2);
    assert_eq!(count(&format!("id = {} AND state = 'done'", exports[1])).await, 1);
    let stopped = format!("id = {} AND state = 'stopped' AND ended_at IS NOT NULL", waiting.id);
    assert_eq!(count(&stopped).await, 1);
}

/// Not as somebody whom nobody knows, and not as a line of JSON.
async fn a_server_that_is_not_well_says_so_on_a_page(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let export = start(&app, "acme", &all("", Format::Raw)).await;
    app.store.clone().close().await.unwrap();
    let answer = app.get(&format!("/agents/acme/exports/{}", export.id)).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SERVICE_UNAVAILABLE, ""));
    assert!(answer.body.contains("</html>") && answer.body.contains("role=\"alert\""), "{}", answer.body);
}

/// Whatever the agent is called, the name is one that every system takes.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_named_after_its_agent() {
    let app = TestApp::start(Engine::Sqlite).await;
    let longest = "long-".repeat(13)[..limits::AGENT_ID].to_owned();
    for agent in ["acme", "7", "-", "--a--", longest.as_str()] {
        app.agent(agent).await;
        for format in [Format::Spreadsheet, Format::Raw] {
            let sent = file(&app, agent, &start(&app, agent, &all("", format)).await).await;
            let disposition = sent.headers[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
            let name = disposition.strip_prefix("attachment; filename=\"").and_then(|rest| rest.strip_suffix('"'));
            let name = name.unwrap_or_else(|| panic!("{disposition}"));
            let stem = name.strip_suffix(".csv").unwrap_or_else(|| panic!("{name}"));
            assert!(stem.len() <= 64, "{name}");
            assert!(stem.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)), "{name}");
            let begins = agent.len().min(20);
            assert!(stem.starts_with(&agent[..begins]), "{name}");
        }
    }
}
