//! Conversations: their list, what was said in them, and what becomes of them.

use axum::http::StatusCode;
use leads_tickets::domain::agent::AgentId;
use leads_tickets::domain::conversation::{Medium, Sender};
use leads_tickets::domain::record::{Channel, Folder, Origin};
use leads_tickets::domain::view::Source;
use leads_tickets::domain::view::conversations::{ConversationsView, Moved, Part, TranscriptView};
use leads_tickets::domain::viewer::Scope;
use leads_tickets::server::purge::{self, Purged};
use leads_tickets::server::zone;
use leads_tickets::store::conversations::{self, NewConversation, NewMessage, Reference};
use leads_tickets::store::filing::NewRecord;
use leads_tickets::store::{self, DbErr};
use strum::VariantArray;

use crate::changes::{number, sheet};
use crate::support::{Engine, TestApp, both_engines, form, lead};

both_engines!(
    pages_visit_every_conversation_once,
    counts_agree_with_lists,
    a_search_finds_what_was_said_and_what_was_filed,
    parts_of_a_transcript_tile_it,
    a_conversation_moves_between_folders,
    the_pages_form_moves_it_too,
    messages_are_added_one_after_the_other,
    what_is_purged_leaves_its_records,
    a_long_conversation_goes_in_several_turns,
    another_agents_conversation_is_none,
);

const START: i64 = 1_790_000_000_000_000;
const MINUTE: i64 = 60_000_000;
const CHATS: &str = "/agents/acme/chat-conversations";

/// A chat on the web with a message a minute, to be changed as a test needs it.
pub fn chat(external_id: &str, said: &[&str]) -> NewConversation {
    NewConversation {
        external_id: external_id.to_owned(),
        channel: Channel::Web,
        language: "en".to_owned(),
        status: Default::default(),
        closed_at: None,
        started_at: START,
        messages: said.iter().enumerate().map(|(n, body)| message(n as i64, body)).collect(),
    }
}

fn message(n: i64, body: &str) -> NewMessage {
    let sender = if n % 2 == 0 { Sender::Customer } else { Sender::Agent };
    NewMessage { sender, body: body.to_owned(), sent_at: START + n * MINUTE }
}

/// Stores it; returns its key.
pub async fn talk(app: &TestApp, scope: &Scope, new: NewConversation) -> i64 {
    let transaction = app.store.begin().await.unwrap();
    let key = conversations::create(&transaction, &scope.agent, new).await.unwrap();
    transaction.commit().await.unwrap();
    key
}

async fn file_from(app: &TestApp, scope: &Scope, conversation: i64, new: NewRecord) -> String {
    let new = NewRecord { conversation: Some(conversation), origin: Origin::Conversation, ..new };
    app.file(scope, new, None).await.1.to_string()
}

async fn list(app: &TestApp, medium: &str, folder: &str, query: &str) -> ConversationsView {
    let body = serde_json::json!({ "agent": "acme", "medium": medium, "folder": folder, "query": query });
    let answer = app.post_json("/api/conversations/list", &body.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn find(app: &TestApp, agent: &str, id: &str, part: Part) -> Option<TranscriptView> {
    let body = serde_json::json!({ "agent": agent, "id": id, "part": part, "search": null });
    let answer = app.post_json("/api/conversations/find", &body.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn transcript(app: &TestApp, id: i64, part: Part) -> TranscriptView {
    find(app, "acme", &id.to_string(), part).await.unwrap()
}

async fn move_to(app: &TestApp, id: i64, version: i64, to: &str) -> Result<Moved, StatusCode> {
    let body = serde_json::json!({ "agent": "acme", "id": id, "version": version, "to": to });
    let answer = app.post_json("/api/conversations/move", &body.to_string()).await;
    if answer.status == StatusCode::OK { Ok(serde_json::from_str(&answer.body).unwrap()) } else { Err(answer.status) }
}

/// The keys of all pages in their order, and the first page.
async fn walk(app: &TestApp, medium: &str, folder: &str, query: &str) -> (Vec<i64>, ConversationsView) {
    let first = list(app, medium, folder, query).await;
    let mut keys: Vec<i64> = first.conversations.iter().map(|one| one.id).collect();
    let mut after = first.after.clone();
    while let Some(cursor) = after {
        let page = list(app, medium, folder, &format!("{query}&after={cursor}")).await;
        assert!(page.before.is_some() && !page.conversations.is_empty());
        keys.extend(page.conversations.iter().map(|one| one.id));
        after = page.after;
    }
    (keys, first)
}

async fn pages_visit_every_conversation_once(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let mut all = Vec::new();
    for n in 0..55 {
        // In no order, some at one moment.
        let started_at = START + (n * 37 % 50) * MINUTE;
        all.push(talk(&app, &scope, NewConversation { started_at, ..chat(&format!("c{n}"), &["Hello"]) }).await);
    }
    all.sort_unstable();
    let (oldest, _) = walk(&app, "chat", "inbox", "sort=oldest").await;
    assert_eq!(oldest, all);
    all.reverse();
    let (newest, first) = walk(&app, "chat", "inbox", "").await;
    assert_eq!(newest, all);
    assert_eq!((first.conversations.len(), first.total, first.before), (24, 55, None));

    let last = list(&app, "chat", "inbox", &format!("after={}", all[47])).await;
    let mut back = vec![last.conversations.iter().map(|one| one.id).collect::<Vec<_>>()];
    let mut before = last.before;
    while let Some(cursor) = before {
        let page = list(&app, "chat", "inbox", &format!("before={cursor}")).await;
        assert!(page.after.is_some());
        back.push(page.conversations.iter().map(|one| one.id).collect());
        before = page.before;
    }
    back.reverse();
    assert_eq!(back.concat(), all);
}

async fn counts_agree_with_lists(engine: Engine) {
    struct Made {
        key: i64,
        channel: Channel,
        folder: Folder,
        texts: String,
    }
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let other = app.agent("other").await;
    let mut all = Vec::new();
    for n in 0..70_usize {
        let channel = Channel::VARIANTS[n % 7];
        let body = if n % 3 == 0 { "A lamp for my desk" } else { "A rug" };
        let started_at = START + n as i64 * MINUTE;
        let new = NewConversation { channel, started_at, ..chat(&format!("Talk-{n:03}"), &["Hello", body]) };
        let key = talk(&app, &scope, new.clone()).await;
        talk(&app, &other, new).await;
        let mut texts = format!("hello {} talk-{n:03}", body.to_lowercase());
        if n % 4 == 0 {
            file_from(&app, &scope, key, lead("Omar Haddad")).await;
            texts += " omar haddad";
        }
        let folder = if n % 8 == 3 { Folder::Deleted } else { Folder::VARIANTS[usize::from(n % 5 == 1)] };
        match folder {
            Folder::Inbox => {}
            Folder::Archived => assert!(move_to(&app, key, 1, "archived").await.is_ok()),
            Folder::Deleted => assert!(move_to(&app, key, 1, "deleted").await.is_ok()),
        }
        all.push(Made { key, channel, folder, texts });
    }
    all.reverse();
    let chosen = |medium: Medium, folder: Folder, channel: Option<Channel>, search: &str| -> Vec<i64> {
        let is = |one: &&Made| {
            Medium::of(one.channel) == medium
                && one.folder == folder
                && channel.is_none_or(|channel| one.channel == channel)
                && one.texts.contains(search)
        };
        all.iter().filter(is).map(|one| one.key).collect()
    };
    for (medium, named) in [(Medium::Chat, "chat"), (Medium::Voice, "voice")] {
        for folder in Folder::VARIANTS.iter().copied() {
            for search in ["", "lamp", "omar", "talk-00", "la", "nowhere"] {
                let tabs = medium.channels().map(Some).filter(|_| medium == Medium::Chat);
                for channel in std::iter::once(None).chain(tabs) {
                    let tab = channel.map(<&str>::from).unwrap_or_default();
                    let query = form(&[("channel", tab), ("q", search)]);
                    let (keys, view) = walk(&app, named, folder.into(), &query).await;
                    let said = format!("{named} {folder:?} {query}");
                    assert_eq!(keys, chosen(medium, folder, channel, search), "{said}");
                    assert_eq!(view.total, keys.len() as u64, "{said}");
                    assert_eq!(view.any_channel, chosen(medium, folder, None, search).len() as u64, "{said}");
                    for (channel, count) in &view.channels {
                        let expected = chosen(medium, folder, Some(*channel), search).len() as u64;
                        assert_eq!(*count, expected, "{said} {channel:?}");
                    }
                    for other in Folder::VARIANTS {
                        let whole = chosen(medium, *other, None, "").len() as u64;
                        assert_eq!(view.folders.of(*other), whole, "{said} {other:?}");
                        let there = chosen(medium, *other, channel, search).len() as u64;
                        let told = view.elsewhere.iter().find(|(folder, _)| folder == other).map(|(_, count)| *count);
                        let expected = (keys.is_empty() && *other != folder && there > 0).then_some(there);
                        let expected = expected.filter(|_| channel.is_some() || !search.is_empty());
                        assert_eq!(told, expected, "{said} {other:?}");
                    }
                }
            }
        }
    }
}

async fn a_search_finds_what_was_said_and_what_was_filed(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let long = format!("{}I am looking for a desk lamp.{}", "Well, ".repeat(60), " You see?".repeat(60));
    let english = talk(&app, &scope, chat("Shop-Chat-0042", &["Hello", "", &long, "Which desk lamp?"])).await;
    let arabic = talk(&app, &scope, chat("c2", &["السَّلامُ عليكم، أُريدُ مُصباحًا", "كم السعر؟"])).await;
    talk(&app, &scope, chat("c3", &["Nothing of interest"])).await;
    let record = NewRecord { phone: Some("+966 50 123 4567".to_owned()), ..lead("Omar Haddad") };
    let record = file_from(&app, &scope, english, record).await;
    for (search, expected) in [
        ("desk LAMP", vec![english]),
        ("اريد مصباحا", vec![arabic]),
        ("كم", vec![arabic]),
        ("omar had", vec![english]),
        ("dd", vec![english]),
        ("0501234567", vec![english]),
        ("shop-chat", vec![english]),
        ("SHOP-CHAT-0042", vec![english]),
        (record.as_str(), vec![english]),
        ("zzz", vec![]),
        ("100%", vec![]),
        ("\"desk\"", vec![]),
    ] {
        let (keys, _) = walk(&app, "chat", "inbox", &form(&[("q", search)])).await;
        assert_eq!(keys, expected, "{search}");
    }
    let shown = list(&app, "chat", "inbox", "q=desk+lamp").await.conversations.remove(0);
    let marked: Vec<&str> =
        shown.preview.marks.iter().map(|(from, to)| &shown.preview.text[*from as usize..*to as usize]).collect();
    assert_eq!(marked, ["desk lamp"]);
    assert!(shown.preview.text.contains("I am looking for a desk lamp. You see?"), "{}", shown.preview.text);
    assert!(shown.preview.text.chars().count() <= 162, "{}", shown.preview.text);
    assert_eq!(shown.name.unwrap().text, "Omar Haddad");
    // Without a hit in what was said, it is the last message that stands there.
    let by_name = list(&app, "chat", "inbox", "q=omar").await.conversations.remove(0);
    assert_eq!((by_name.preview.text.as_str(), by_name.name.unwrap().marks), ("Which desk lamp?", vec![(0, 4)]));
    assert_eq!(by_name.records.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), [record]);
}

async fn parts_of_a_transcript_tile_it(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let texts: Vec<String> = (0..250).map(|n| format!("message {n}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let id = talk(&app, &scope, chat("long", &texts)).await;
    let filed_at = |filed_at: i64| NewRecord { filed_at, ..lead("Omar") };
    let early = file_from(&app, &scope, id, filed_at(START - 1)).await;
    let middle = file_from(&app, &scope, id, filed_at(START + 120 * MINUTE + 1)).await;
    let late = file_from(&app, &scope, id, filed_at(START + 9_000 * MINUTE)).await;
    let expected: Vec<i64> = (0..250).collect();
    let positions = |view: &TranscriptView| view.messages.iter().map(|one| one.position).collect::<Vec<_>>();
    let records = |view: &TranscriptView| -> Vec<_> {
        view.records.iter().map(|record| (record.id.clone(), record.after)).collect()
    };
    let places = vec![(early.clone(), None), (middle.clone(), Some(120)), (late.clone(), Some(249))];

    let mut parts = vec![transcript(&app, id, Part::Latest).await];
    assert!(!parts[0].later);
    while parts[0].earlier {
        let first = parts[0].messages[0].position;
        parts.insert(0, transcript(&app, id, Part::Before(first)).await);
        assert!(parts[0].later);
    }
    assert_eq!(parts.iter().flat_map(positions).collect::<Vec<_>>(), expected);
    assert_eq!(parts.iter().flat_map(records).collect::<Vec<_>>(), places);

    let mut parts = vec![parts.remove(0)];
    while let Some(last) = parts.last().filter(|part| part.later).map(|part| part.messages.last().unwrap().position) {
        let next = transcript(&app, id, Part::After(last)).await;
        assert!(next.earlier);
        parts.push(next);
    }
    assert_eq!(parts.iter().flat_map(positions).collect::<Vec<_>>(), expected);
    assert_eq!(parts.iter().flat_map(records).collect::<Vec<_>>(), places);

    for (record, first) in [(&early, 0), (&middle, 71), (&late, 150), (&"WIT-LED-00000".to_owned(), 150)] {
        let part = transcript(&app, id, Part::Around(record.clone())).await;
        assert_eq!((part.messages[0].position, part.messages.len()), (first, 100), "{record}");
        let is_known = places.iter().any(|(id, _)| id == record);
        assert_eq!(part.records.iter().any(|one| one.id == *record), is_known, "{record}");
    }
    let first = &parts[0].messages[0];
    assert_eq!((first.sender, first.text.text.as_str()), (Sender::Customer, "message 0"));
    assert_eq!(format!("{} {}", first.day, first.time), zone::stamp(START, zone::zone(None)).local);
    let conversation = &parts[0].conversation;
    assert_eq!((conversation.messages, conversation.preview.text.as_str()), (250, "message 249"));
    assert_eq!(conversation.records.len(), 3);
}

async fn a_conversation_moves_between_folders(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let id = talk(&app, &scope, chat("c1", &["Hello"])).await;
    let record = file_from(&app, &scope, id, lead("Omar")).await;
    use Folder::{Archived, Deleted, Inbox};
    let done = |folder, version| Ok(Moved::Done { folder, version });
    for (version, to, expected) in [
        (1, "restored", done(Inbox, 1)),
        (1, "archived", done(Archived, 2)),
        (1, "deleted", Ok(Moved::ChangedMeanwhile { folder: Archived, version: 2 })),
        (2, "deleted", done(Deleted, 3)),
        (3, "archived", Err(StatusCode::UNPROCESSABLE_ENTITY)),
        (3, "inbox", Err(StatusCode::UNPROCESSABLE_ENTITY)),
        (3, "restored", done(Archived, 4)),
        (4, "inbox", done(Inbox, 5)),
        (5, "deleted", done(Deleted, 6)),
    ] {
        assert_eq!(move_to(&app, id, version, to).await, expected, "{version} {to}");
    }
    assert_eq!(move_to(&app, id + 1, 1, "deleted").await, Err(StatusCode::NOT_FOUND));
    let deleted = list(&app, "chat", "deleted", "").await.conversations.remove(0);
    assert_eq!((deleted.id, deleted.version, deleted.days_left), (id, 6, Some(30)));
    // It opens from anywhere, and its record is where it was.
    assert_eq!(transcript(&app, id, Part::Latest).await.conversation.folder, Deleted);
    let record = sheet(&app, &record).await.record;
    assert_eq!((record.triage.folder, record.source), (Inbox, Source::Conversation(id)));
    // Of many who move it at once, one does.
    let tries = (0..8).map(|n| {
        let app = app.clone();
        tokio::spawn(async move { move_to(&app, id, 6, if n % 2 == 0 { "restored" } else { "deleted" }).await })
    });
    let mut restored = 0;
    for one in tries.collect::<Vec<_>>() {
        restored += u32::from(one.await.unwrap() == done(Inbox, 7));
    }
    assert_eq!(restored, 1);
}

async fn the_pages_form_moves_it_too(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let id = talk(&app, &scope, chat("c1", &["Hello"])).await;
    let key = id.to_string();
    let send = async |form_name: &str, version: &str, to: &str| {
        let fields = [("form", form_name), ("conversation", key.as_str()), ("version", version), ("to", to)];
        app.post_form(&format!("{CHATS}?q=hello&id={key}"), &form(&fields)).await
    };
    let answer = send("move", "1", "archived").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, &*format!("{CHATS}?q=hello&id={key}")));
    assert_eq!(transcript(&app, id, Part::Latest).await.conversation.folder, Folder::Archived);
    assert_eq!(send("move", "1", "deleted").await.status, StatusCode::CONFLICT);
    assert_eq!(send("move", "2", "attic").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send("nonsense", "2", "deleted").await.status, StatusCode::NOT_FOUND);
    assert_eq!(transcript(&app, id, Part::Latest).await.conversation.version, 2);
}

async fn messages_are_added_one_after_the_other(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let id = talk(&app, &scope, chat("c1", &["Hello", "Good morning"])).await;
    let tasks = (0..8).map(|n: i64| {
        let store = app.store.clone();
        tokio::spawn(async move {
            let transaction = store.begin().await.unwrap();
            let more = (0..3).map(|m| message(2 + n, &format!("of {n} the {m}"))).collect();
            let first = conversations::append(&transaction, id, more).await.unwrap();
            transaction.commit().await.unwrap();
            (n, first)
        })
    });
    let mut firsts = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        firsts.push(task.await.unwrap());
    }
    let db = app.store.read();
    let there = conversations::messages_of(db, id, Some(1), 100).await.unwrap();
    assert_eq!(there.iter().map(|one| one.position).collect::<Vec<_>>(), (2..26).collect::<Vec<_>>());
    for (n, first) in firsts {
        for m in 0..3 {
            assert_eq!(there[(first - 2 + m) as usize].body, format!("of {n} the {m}"));
        }
    }
    let shown = list(&app, "chat", "inbox", "q=of+5+the").await.conversations.remove(0);
    assert_eq!((shown.messages, shown.preview.text.as_str()), (26, "of 5 the 0"));
    assert_eq!(shown.last.unwrap(), zone::stamp(START + 9 * MINUTE, zone::zone(None)));
    let row = conversations::find_row(db, &scope.agent, &Reference::External("c1".to_owned())).await.unwrap().unwrap();
    assert_eq!((row.id, row.preview.as_str()), (id, there.last().unwrap().body.as_str()));

    let transaction = app.store.begin().await.unwrap();
    let unknown = conversations::append(&transaction, id + 1, vec![message(0, "Hello")]).await;
    assert!(matches!(unknown, Err(DbErr::RecordNotFound(_))), "{unknown:?}");
    let again = conversations::create(&transaction, &scope.agent, chat("c1", &[])).await;
    assert!(again.is_err_and(|error| store::is_taken(&error)));
}

async fn what_is_purged_leaves_its_records(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let (mut ids, mut records) = (Vec::new(), Vec::new());
    for n in 0..3 {
        let id = talk(&app, &scope, chat(&format!("c{n}"), &[&format!("Secretword {n}")])).await;
        records.push(file_from(&app, &scope, id, lead("Omar")).await);
        ids.push(id);
    }
    move_to(&app, ids[0], 1, "deleted").await.unwrap();
    let cut_off = zone::now() + 1;
    while zone::now() <= cut_off {
        tokio::task::yield_now().await;
    }
    move_to(&app, ids[1], 1, "deleted").await.unwrap();
    // Two at once do not get in each other's way.
    let (one, two) = tokio::join!(purge::purge_before(&app.store, cut_off), purge::purge_before(&app.store, cut_off));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.records + two.records, one.conversations + two.conversations), (0, 1));

    assert_eq!(find(&app, "acme", &ids[0].to_string(), Part::Latest).await, None);
    assert_eq!(sheet(&app, &records[0]).await.record.source, Source::GoneConversation);
    for n in [1, 2] {
        assert_eq!(transcript(&app, ids[n], Part::Latest).await.conversation.id, ids[n]);
        assert_eq!(sheet(&app, &records[n]).await.record.source, Source::Conversation(ids[n]));
    }
    assert_eq!(list(&app, "chat", "inbox", "q=secretword").await.total, 1);
    assert_eq!(number(&app, "SELECT count(*) AS n FROM message_search").await, 2);
    assert_eq!(number(&app, "SELECT count(*) AS n FROM messages").await, 2);
    if engine == Engine::Sqlite {
        // The index of the search knows its words no more.
        let found = "SELECT count(*) AS n FROM message_search_index WHERE message_search_index MATCH 'secretword'";
        assert_eq!(number(&app, found).await, 2);
    }
}

async fn a_long_conversation_goes_in_several_turns(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let texts = vec!["Hello"; 2_500];
    let long = talk(&app, &scope, chat("long", &texts)).await;
    let record = file_from(&app, &scope, long, lead("Omar")).await;
    for id in [long, talk(&app, &scope, chat("short", &["Hello"])).await] {
        move_to(&app, id, 1, "deleted").await.unwrap();
    }
    let cut_off = zone::now() + 1;
    let transaction = app.store.begin().await.unwrap();
    assert_eq!(store::purge::purge_conversations(&transaction, cut_off, 1_000).await.unwrap(), Some(0));
    transaction.commit().await.unwrap();
    for table in ["messages", "message_search"] {
        let left = format!("SELECT count(*) AS n FROM {table} WHERE conversation_id = {long}");
        assert_eq!(number(&app, &left).await, 1_500, "{table}");
    }
    assert_eq!(find(&app, "acme", &long.to_string(), Part::Latest).await, None, "what is left is shown to nobody");
    assert_eq!(move_to(&app, long, 2, "restored").await, Err(StatusCode::NOT_FOUND), "nobody gets half of it back");

    let purged = purge::purge_before(&app.store, cut_off).await.unwrap();
    assert_eq!(purged, Purged { records: 0, conversations: 2 });
    for table in ["conversations", "messages", "message_search"] {
        assert_eq!(number(&app, &format!("SELECT count(*) AS n FROM {table}")).await, 0, "{table}");
    }
    assert_eq!(sheet(&app, &record).await.record.source, Source::GoneConversation);
}

async fn another_agents_conversation_is_none(engine: Engine) {
    let app = TestApp::start(engine).await;
    app.agent("acme").await;
    let other = app.agent("other").await;
    let theirs = talk(&app, &other, chat("c1", &["Secret"])).await;
    let record = file_from(&app, &other, theirs, lead("Omar")).await;
    for id in [theirs.to_string(), "1".to_owned(), "x".to_owned(), String::new(), "9".repeat(30)] {
        for part in [Part::Latest, Part::Around(record.clone()), Part::After(0)] {
            assert_eq!(find(&app, "acme", &id, part).await, None, "{id}");
        }
    }
    assert!(find(&app, "other", &theirs.to_string(), Part::Latest).await.is_some());
    assert_eq!(move_to(&app, theirs, 1, "deleted").await, Err(StatusCode::NOT_FOUND));
    let mine = AgentId::parse("acme").unwrap();
    for reference in [Reference::Key(theirs), Reference::External("c1".to_owned())] {
        assert_eq!(conversations::find_row(app.store.read(), &mine, &reference).await.unwrap(), None);
        assert!(conversations::find_row(app.store.read(), &other.agent, &reference).await.unwrap().is_some());
    }
    for query in ["", "q=secret", "q=omar", "q=c1"] {
        assert_eq!(list(&app, "chat", "inbox", query).await.any_channel, 0, "{query}");
    }
}
