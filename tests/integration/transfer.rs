//! Exports on the wire: one snapshot whatever is written meanwhile, gone when nobody reads, broken when something breaks.

use leads_tickets::domain::change::{Action, Target};
use leads_tickets::domain::export::{Export, Started};
use leads_tickets::domain::limits;
use leads_tickets::domain::member::Role;
use leads_tickets::domain::record::{Folder, Status};
use leads_tickets::domain::viewer::Scope;
use leads_tickets::store::filing::NewRecord;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, Statement};
use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::changes::{change, list, multiply, number};
use crate::program::Program;
use crate::support::{Engine, TestApp, both_engines, field, lead};

both_engines!(
    a_write_during_an_export_changes_nothing_in_it,
    an_export_that_is_given_up_is_freed_within_a_second,
    a_failure_half_way_breaks_the_transfer,
    two_run_at_once_on_all_servers_together,
    a_sender_that_was_killed_keeps_no_place,
    a_file_needs_http_1_1,
    who_leaves_the_team_gets_no_more_of_it,
    one_that_was_taken_for_dead_runs_on,
    stopping_the_program_breaks_off_what_takes_too_long,
    a_transaction_that_nobody_waits_for_is_taken_back,
);

const RECORDS: usize = 6_000;
/// Bytes of each record's notes: with all of them no socket holds the file, on neither side.
const NOTES: usize = 8_000;

/// Waits until it is so; returns how long that took.
async fn until(limit: Duration, what: &str, so: impl AsyncFn() -> bool) -> Duration {
    let began = Instant::now();
    while !so().await {
        assert!(began.elapsed() < limit, "not within {limit:?}: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    began.elapsed()
}

/// Records in an order of their own by the last change, half of them given to somebody.
async fn fill(app: &TestApp, scope: &Scope) {
    multiply(app, scope, RECORDS).await;
    let sara = app.member("Sara").await;
    let notes = "n".repeat(NOTES);
    let transaction = app.store.begin().await.unwrap();
    for sql in [
        format!("UPDATE records SET notes = public_id || '{notes}', updated_at = updated_at + id % 97"),
        format!("UPDATE records SET assignee_id = {sara} WHERE id % 2 = 0"),
    ] {
        transaction.execute_unprepared(&sql).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

/// A member's browser, simple enough to be slow.
struct Browser<'a> {
    program: &'a Program,
    cookie: String,
}

impl<'a> Browser<'a> {
    fn of(app: &TestApp, program: &'a Program) -> Self {
        Self { program, cookie: app.cookie.replace("__Host-", "") }
    }

    /// Of somebody new.
    async fn of_another(app: &TestApp, program: &'a Program) -> Self {
        let name = format!("Another {:08x}", rand::random::<u32>());
        Self::of(&app.join(&name, Role::Viewer).await.0, program)
    }

    fn ask(&self, query: &str) -> Started {
        let request = format!(
            r#"{{"agent":"acme","request":{{"folder":"inbox","query":"{query}","choice":"all","format":"raw"}}}}"#
        );
        let reply = self.program.call("/api/exports/start", &self.cookie, &request);
        serde_json::from_str(&reply.body).unwrap_or_else(|error| panic!("{error}: {} {}", reply.head, reply.body))
    }

    fn start(&self, query: &str) -> Export {
        match self.ask(query) {
            Started::Export(export) => export,
            Started::Busy => panic!("there should be a place"),
        }
    }

    /// An export of everything whose first piece has come.
    fn begun(&self) -> (Export, Download) {
        let export = self.start("");
        let mut download = self.download(&export);
        assert!(!download.piece().unwrap().is_empty());
        (export, download)
    }

    fn download(&self, export: &Export) -> Download {
        let mut stream = self.program.connect();
        let (addr, cookie) = (&self.program.addr, &self.cookie);
        let path = format!("/agents/acme/exports/{}", export.id);
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {addr}\r\nCookie: {cookie}\r\n\r\n").unwrap();
        let mut stream = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(stream.read_line(&mut head).unwrap() > 0, "{head}");
        }
        assert!(
            head.starts_with("HTTP/1.1 200") && head.to_lowercase().contains("transfer-encoding: chunked"),
            "{head}"
        );
        Download(stream)
    }
}

/// A file on its way.
struct Download(BufReader<TcpStream>);

impl Download {
    /// The next piece; an empty one is the end, which only the server can mark.
    ///
    /// # Errors
    /// When the connection ends before.
    fn piece(&mut self) -> io::Result<Vec<u8>> {
        let mut size = String::new();
        self.0.read_line(&mut size)?;
        let size = usize::from_str_radix(size.trim_end(), 16);
        let size = size.map_err(|_| io::Error::new(io::ErrorKind::UnexpectedEof, "the connection has ended"))?;
        let mut piece = vec![0; size + 2];
        self.0.read_exact(&mut piece)?;
        piece.truncate(size);
        Ok(piece)
    }

    fn rest(&mut self) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        loop {
            match self.piece()? {
                piece if piece.is_empty() => return Ok(all),
                piece => all.extend(piece),
            }
        }
    }
}

async fn is_in_state(app: &TestApp, export: &Export, state: &str) -> bool {
    number(app, &format!("SELECT count(*) AS n FROM exports WHERE id = {} AND state = '{state}'", export.id)).await == 1
}

/// Whether somebody's reading keeps the database from tidying up.
async fn a_snapshot_is_held(app: &TestApp, engine: Engine) -> bool {
    match engine {
        Engine::Postgres => number(app, IN_TRANSACTION).await > 0,
        Engine::Sqlite => {
            // The journal can be emptied when nobody reads what stands in it. A connection of its own, which does not wait.
            let db = Database::connect(ConnectOptions::new(&app.url).max_connections(1).to_owned()).await.unwrap();
            db.execute_unprepared("PRAGMA busy_timeout = 0").await.unwrap();
            let emptied = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
            let row = db.query_one_raw(emptied).await.unwrap().unwrap();
            db.close().await.unwrap();
            row.try_get_by_index::<i64>(0).unwrap() != 0
        }
    }
}

const IN_TRANSACTION: &str = "SELECT count(*) AS n FROM pg_stat_activity
    WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'";

/// In order of filing, and in that of the last change, which every write turns round.
async fn a_write_during_an_export_changes_nothing_in_it(engine: Engine) {
    for query in ["", "sort=updated"] {
        let app = TestApp::start(engine).await;
        let scope = app.agent("acme").await;
        fill(&app, &scope).await;
        let program = Program::start(&app.url, &["--plain-http"]);
        let browser = Browser::of(&app, &program);
        let before = browser.download(&browser.start(query)).rest().unwrap();
        assert!(before.len() > RECORDS * NOTES);

        let export = browser.start(query);
        assert_eq!(export.total, RECORDS as u64);
        let mut download = browser.download(&export);
        let mut read = download.piece().unwrap();
        // Meanwhile all of them change, a thousand go, others come with columns of their own, somebody is renamed.
        let shown = list(&app, "inbox", "").await;
        let target =
            Target::Matching { folder: Folder::Inbox, query: String::new(), as_of: shown.as_of, except: vec![] };
        let outcome = change(&app, target, Action::SetStatus { to: Status::Closed }).await;
        assert_eq!(outcome.changed, RECORDS as u64);
        let transaction = app.store.begin().await.unwrap();
        for sql in [
            "UPDATE records SET notes = 'changed' WHERE id % 3 = 0",
            "DELETE FROM records WHERE id % 6 = 1",
            "UPDATE members SET name = 'Renamed'",
        ] {
            transaction.execute_unprepared(sql).await.unwrap();
        }
        transaction.commit().await.unwrap();
        for offset in [-1_000_000, 2_000_000, 4_000_000_000] {
            let fields = vec![field("City", "Riyadh")];
            app.file(&scope, NewRecord { filed_at: lead("").filed_at + offset, fields, ..lead("New") }, None).await;
        }
        assert!(is_in_state(&app, &export, "running").await, "the file was small enough to be sent before");

        read.extend(download.rest().unwrap());
        assert!(read == before, "{engine:?} {query:?}: what was written meanwhile is in the file");
        until(Duration::from_secs(5), "done", async || is_in_state(&app, &export, "done").await).await;
        let after = browser.download(&browser.start(query)).rest().unwrap();
        assert!(after != before && String::from_utf8(after).unwrap().contains("Riyadh"));
    }
}

async fn an_export_that_is_given_up_is_freed_within_a_second(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    fill(&app, &scope).await;
    let program = Program::start(&app.url, &["--plain-http"]);
    let browser = Browser::of(&app, &program);
    let (export, download) = browser.begun();
    app.member("Omar").await;
    assert!(a_snapshot_is_held(&app, engine).await);
    assert!(is_in_state(&app, &export, "running").await);

    drop(download);
    let second = Duration::from_secs(1);
    let given_up = Instant::now();
    until(second, "stopped", async || is_in_state(&app, &export, "stopped").await).await;
    until(second, "its snapshot is gone", async || !a_snapshot_is_held(&app, engine).await).await;
    assert!(given_up.elapsed() < second, "{:?}", given_up.elapsed());
    // Both places are free.
    let other = Browser::of_another(&app, &program).await;
    let started = [(&browser, browser.start("")), (&other, other.start(""))];
    for (browser, export) in started {
        assert!(browser.download(&export).rest().unwrap().len() > RECORDS * NOTES);
    }
    let sent = number(&app, &format!("SELECT sent AS n FROM exports WHERE id = {}", export.id)).await;
    assert!(sent < RECORDS as i64, "{sent}");
}

/// PostgreSQL ends the connection; of SQLite's file, what has not been read yet is damaged.
async fn a_failure_half_way_breaks_the_transfer(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    fill(&app, &scope).await;
    if engine == Engine::Sqlite {
        assert!(!a_snapshot_is_held(&app, engine).await, "everything stands in the file itself");
    }
    let program = Program::start(&app.url, &["--plain-http"]);
    let browser = Browser::of(&app, &program);
    let export = browser.start("");
    let mut download = browser.download(&export);
    let mut read = download.piece().unwrap();
    match engine {
        Engine::Postgres => {
            let ended = IN_TRANSACTION.replace("count(*)", "count(pg_terminate_backend(pid))");
            assert!(number(&app, &ended).await > 0);
        }
        Engine::Sqlite => damage(&app).await,
    }
    let error = loop {
        match download.piece() {
            Ok(piece) if piece.is_empty() => panic!("{engine:?}: it looks complete, with {} bytes", read.len()),
            Ok(piece) => read.extend(piece),
            Err(error) => break error,
        }
    };
    println!("{engine:?}: {error} after {} bytes", read.len());
    assert!(read.len() < RECORDS * NOTES, "{}", read.len());
    until(Duration::from_secs(5), "failed", async || is_in_state(&app, &export, "failed").await).await;
    // It has not taken the server with it, nor its place.
    all_places_are_free(&app, &program).await;
}

/// Takes them.
async fn all_places_are_free(app: &TestApp, program: &Program) {
    for _ in 0..limits::EXPORTS {
        Browser::of_another(app, program).await.start("");
    }
    assert!(matches!(Browser::of_another(app, program).await.ask(""), Started::Busy));
}

/// Writes nonsense over the pages that hold the notes.
async fn damage(app: &TestApp) {
    let db = app.store.read();
    let pages = "SELECT pageno FROM dbstat WHERE name = 'records' AND pagetype = 'overflow'";
    let pages = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, pages)).await.unwrap();
    assert!(pages.len() > RECORDS / 2, "{}", pages.len());
    let size = number(app, "SELECT page_size AS n FROM pragma_page_size").await as u64;
    let path = app.url.trim_start_matches("sqlite://");
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    for page in pages {
        let page = page.try_get_by_index::<i64>(0).unwrap() as u64;
        file.seek(SeekFrom::Start((page - 1) * size)).unwrap();
        file.write_all(&vec![0xff; size as usize]).unwrap();
    }
}

async fn two_run_at_once_on_all_servers_together(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    multiply(&app, &scope, 100).await;
    let programs = [(); 2].map(|()| Program::start(&app.url, &["--plain-http"]));
    let mut browsers = Vec::new();
    for n in 0..8 {
        browsers.push(Browser::of_another(&app, &programs[n % 2]).await);
    }
    // Many ask at the same moment.
    let started: Vec<Started> = std::thread::scope(|threads| {
        let asking: Vec<_> = browsers.iter().map(|browser| threads.spawn(move || browser.ask(""))).collect();
        asking.into_iter().map(|asked| asked.join().unwrap()).collect()
    });
    let exports = browsers.iter().zip(&started).filter_map(|(browser, started)| match started {
        Started::Export(export) => Some((browser, export)),
        Started::Busy => None,
    });
    let exports: Vec<(&Browser, &Export)> = exports.collect();
    assert_eq!(exports.len() as u64, limits::EXPORTS, "{started:?}");
    for program in &programs {
        assert!(matches!(Browser::of_another(&app, program).await.ask(""), Started::Busy));
    }
    // A place is free when a file is whole, whichever of them has counted it and whichever sends it.
    let (browser, export) = exports[0];
    for program in &programs {
        let elsewhere = Browser { program, cookie: browser.cookie.clone() };
        if program.addr != browser.program.addr {
            assert!(!elsewhere.download(export).rest().unwrap().is_empty());
        }
    }
    until(Duration::from_secs(5), "done", async || is_in_state(&app, export, "done").await).await;
    Browser::of_another(&app, &programs[0]).await.start("");
    for program in &programs {
        assert!(matches!(Browser::of_another(&app, program).await.ask(""), Started::Busy));
    }
}

/// By HTTP/1.0 its end would be that of the connection, whatever has ended it.
async fn a_file_needs_http_1_1(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    multiply(&app, &scope, 100).await;
    let program = Program::start(&app.url, &["--plain-http"]);
    let browser = Browser::of(&app, &program);
    let export = browser.start("");
    let mut stream = program.connect();
    let (addr, cookie) = (&program.addr, &browser.cookie);
    let path = format!("/agents/acme/exports/{}", export.id);
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {addr}\r\nCookie: {cookie}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(answer.split(' ').nth(1), Some("505"), "{answer}");
    assert!(is_in_state(&app, &export, "waiting").await, "it was not used up");
    assert!(!browser.download(&export).rest().unwrap().is_empty());
}

async fn who_leaves_the_team_gets_no_more_of_it(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    fill(&app, &scope).await;
    let program = Program::start(&app.url, &["--plain-http"]);
    let (omar, id) = app.join("Omar", Role::Viewer).await;
    let browser = Browser::of(&omar, &program);
    let (export, mut download) = browser.begun();
    let transaction = app.store.begin().await.unwrap();
    let sql = format!("UPDATE members SET deactivated_at = 1 WHERE id = {id}");
    transaction.execute_unprepared(&sql).await.unwrap();
    transaction.commit().await.unwrap();
    until(Duration::from_secs(5), "stopped", async || is_in_state(&app, &export, "stopped").await).await;
    assert!(download.rest().is_err(), "{engine:?}: it looks complete");
}

/// The database may keep a sender waiting for so long that another server gives its place away.
async fn one_that_was_taken_for_dead_runs_on(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    fill(&app, &scope).await;
    let program = Program::start(&app.url, &["--plain-http"]);
    let browser = Browser::of(&app, &program);
    let (export, mut download) = browser.begun();
    let transaction = app.store.begin().await.unwrap();
    let stopped = format!("UPDATE exports SET state = 'stopped', ended_at = 1 WHERE id = {}", export.id);
    transaction.execute_unprepared(&stopped).await.unwrap();
    transaction.commit().await.unwrap();
    until(Duration::from_secs(5), "running", async || is_in_state(&app, &export, "running").await).await;
    assert_eq!(number(&app, "SELECT count(*) AS n FROM exports WHERE ended_at IS NULL").await, 1);
    assert!(download.rest().is_ok());
    assert!(is_in_state(&app, &export, "done").await, "it is in the log before the file ends");
    // No sign of life comes after the end.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(is_in_state(&app, &export, "done").await);
}

/// Who pauses a download while the program stops hears of it, and it stands in the log.
async fn stopping_the_program_breaks_off_what_takes_too_long(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    fill(&app, &scope).await;
    let mut program = Program::start(&app.url, &["--plain-http"]);
    let browser = Browser::of(&app, &program);
    let (export, mut download) = browser.begun();
    let pid = program.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    let asked = Instant::now();
    until(Duration::from_secs(10), "stopped", async || is_in_state(&app, &export, "stopped").await).await;
    assert!(asked.elapsed() > Duration::from_secs(4), "it had no time to end: {:?}", asked.elapsed());
    assert!(download.rest().is_err(), "{engine:?}: it looks complete");
    drop(download);
    assert!(program.child.wait().unwrap().success());
    assert!(asked.elapsed() < Duration::from_secs(15), "{:?}", asked.elapsed());
}

/// Wherever whoever waits for it goes away, no connection of the pool stays inside it.
async fn a_transaction_that_nobody_waits_for_is_taken_back(engine: Engine) {
    let app = TestApp::start(engine).await;
    for turns in (0..40).cycle().take(400) {
        let gone = async {
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            () = gone => {}
            begun = app.store.begin() => drop(begun.unwrap()),
        }
    }
    if engine == Engine::Postgres {
        until(Duration::from_secs(2), "no transaction is open", async || number(&app, IN_TRANSACTION).await == 0).await;
    }
    app.store.begin().await.unwrap().commit().await.unwrap();
}

/// It shows by its row that it lives. As if a minute had passed since it did that for the last time.
async fn a_sender_that_was_killed_keeps_no_place(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    fill(&app, &scope).await;
    let other = Program::start(&app.url, &["--plain-http"]);
    let mut program = Program::start(&app.url, &["--plain-http"]);
    let browser = Browser::of(&app, &program);
    let mut downloads = [(); 2].map(|()| browser.download(&browser.start("")));
    for download in &mut downloads {
        assert!(!download.piece().unwrap().is_empty());
    }
    let pid = program.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-9", &pid]).status().unwrap().success());
    program.child.wait().unwrap();
    let browser = Browser::of(&app, &other);
    assert!(matches!(browser.ask(""), Started::Busy));
    let transaction = app.store.begin().await.unwrap();
    let passed = (limits::EXPORT_SECONDS + 1) * 1_000_000;
    let sql = format!("UPDATE exports SET started_at = started_at - {passed}, touched_at = touched_at - {passed}");
    transaction.execute_unprepared(&sql).await.unwrap();
    transaction.commit().await.unwrap();
    all_places_are_free(&app, &other).await;
}

/// Of two exports, one is never asked for, and one is not read on. With real time, of both engines side by side.
#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_reads_ends_after_a_minute() {
    tokio::join!(nobody_reads(Engine::Sqlite), nobody_reads(Engine::Postgres));
}

async fn nobody_reads(engine: Engine) {
    let (early, late) =
        (Duration::from_secs(limits::EXPORT_SECONDS - 5), Duration::from_secs(limits::EXPORT_SECONDS + 15));
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    fill(&app, &scope).await;
    let program = Program::start(&app.url, &["--plain-http"]);
    let browser = Browser::of(&app, &program);
    let began = Instant::now();
    let other = Browser::of_another(&app, &program).await;
    let (forgotten, unread) = (other.start(""), browser.start(""));
    let mut download = browser.download(&unread);
    assert!(!download.piece().unwrap().is_empty());
    assert!(matches!(browser.ask(""), Started::Busy));

    until(late, "nobody reads on", async || is_in_state(&app, &unread, "stopped").await).await;
    assert!(began.elapsed() > early, "{engine:?}: cut after {:?}", began.elapsed());
    until(Duration::from_secs(1), "no snapshot", async || !a_snapshot_is_held(&app, engine).await).await;
    assert!(download.rest().is_err(), "{engine:?}: it looks complete");
    // The one that was never asked for is older; its file is there no more.
    tokio::time::sleep(Duration::from_secs(limits::EXPORT_SECONDS + 1).saturating_sub(began.elapsed())).await;
    let asked = program.get(&format!("/agents/acme/exports/{}", forgotten.id), &other.cookie);
    assert_eq!(asked.status, 410, "{engine:?}");
    all_places_are_free(&app, &program).await;
}
