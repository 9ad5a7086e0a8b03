//! All of 100,000 records as CSV over loopback, by the program itself: records a second, time to the first byte, and by how
//! much its memory grows. In turn with `sqlite3 -csv` and `psql \copy` of the same columns, so that the machine's moods
//! meet both; the ratio says how many times as long we take. PostgreSQL is measured where `LT_TEST_POSTGRES` names a server.
//!
//!     cargo bench --bench export

use leads_tickets::domain::agent::{Agent, AgentId, Variant};
use leads_tickets::domain::member::Role;
use leads_tickets::domain::record::{Channel, FieldKind, Folder, Kind, Origin, Status};
use leads_tickets::server::{secret, zone};
use leads_tickets::store::columns::Slug;
use leads_tickets::store::entity::{record_fields, records};
use leads_tickets::store::{Store, agents, installation, members, sessions};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, Database, EntityTrait};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use strum::VariantArray;

const RECORDS: usize = 100_000;
const ROUNDS: usize = 5;
/// Rows of one insertion: each has two dozen values, of which SQLite takes 32,766.
const AT_ONCE: usize = 1_000;
const START: i64 = 1_790_000_000_000_000;

#[tokio::main]
async fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let (records, rounds) = if std::env::args().any(|arg| arg == "--bench") { (RECORDS, ROUNDS) } else { (2_000, 1) };
    println!("{records} records, medians of {rounds} rounds");
    println!(
        "{:<11} {:>12} {:>12} {:>7} {:>9} {:>12} {:>12} {:>10}",
        "engine", "records/s", "its own tool", "ratio", "MB/s", "first byte", "memory", "file"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bench.db").display().to_string();
    measure("SQLite", &format!("sqlite://{file}"), records, rounds, || sqlite3(&file)).await;
    match std::env::var("LT_TEST_POSTGRES") {
        Ok(server) => {
            let name = format!("bench_{:016x}", rand::random::<u64>());
            let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            let url = format!("{server}/{name}");
            measure("PostgreSQL", &url, records, rounds, || psql(&url)).await;
            admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
        }
        Err(_) => println!("PostgreSQL: LT_TEST_POSTGRES names no server"),
    }
}

/// What one export came to.
struct Round {
    bytes: usize,
    time: Duration,
    /// Until the first byte of the file.
    first: Duration,
    /// Bytes of memory more than before, at most.
    memory: u64,
}

async fn measure(engine: &str, url: &str, records: usize, rounds: usize, tool: impl Fn() -> Command) {
    let cookie = fill(url, records).await;
    let program = Program::start(url);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // Once without counting: files come into memory, connections are made.
    for round in 0..=rounds {
        let (own, other) = (program.export(&cookie, records), run(tool()));
        if round > 0 {
            ours.push(own);
            theirs.push(other.as_secs_f64());
        }
    }
    let of = |value: fn(&Round) -> f64| median(ours.iter().map(value).collect());
    let seconds = of(|round| round.time.as_secs_f64());
    let bytes = of(|round| round.bytes as f64);
    let theirs = median(theirs);
    println!(
        "{engine:<11} {:>12.0} {:>12.0} {:>7.2} {:>9.0} {:>9.1} ms {:>8.1} MiB {:>7.1} MB",
        records as f64 / seconds,
        records as f64 / theirs,
        seconds / theirs,
        bytes / seconds / 1e6,
        of(|round| round.first.as_secs_f64()) * 1e3,
        of(|round| round.memory as f64) / 1024.0 / 1024.0,
        bytes / 1e6,
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Makes the tables and the records; returns the cookie of a member who may read them.
async fn fill(url: &str, records: usize) -> String {
    let store = Store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    let secret = secret::fresh();
    let transaction = store.begin().await.unwrap();
    installation::set_up(&transaction, 1).await.unwrap();
    let (name, email, password_hash) = ("Sara Al-Otaibi", "sara@example.com", Some("none".to_owned()));
    let new = members::NewMember { name, email, role: Role::Owner, password_hash, profile: Default::default() };
    let sara = members::create(&transaction, new, 1).await.unwrap();
    sessions::create(&transaction, &secret::hash(&secret), sara, zone::now()).await.unwrap();
    let agent = Agent { id: AgentId::parse("bench").unwrap(), name: "Bench".to_owned(), variant: Variant::Hybrid };
    agents::create(&transaction, &agent, 1).await.unwrap();
    let all: Vec<usize> = (0..records).collect();
    for some in all.chunks(AT_ONCE) {
        let rows = some.iter().map(|n| record(*n, sara.0));
        records::Entity::insert_many(rows).exec_without_returning(&transaction).await.unwrap();
        let fields = some.iter().flat_map(|n| fields(*n));
        record_fields::Entity::insert_many(fields).exec_without_returning(&transaction).await.unwrap();
    }
    transaction.commit().await.unwrap();
    // Through a connection that may write, outside of transactions.
    let tidy = if url.starts_with("postgres") { "VACUUM ANALYZE" } else { "PRAGMA wal_checkpoint(TRUNCATE)" };
    Database::connect(url).await.unwrap().execute_unprepared(tidy).await.unwrap();
    store.close().await.unwrap();
    format!("session={secret}")
}

/// A customer's record, every fourth in Arabic.
fn record(n: usize, assignee: i64) -> records::ActiveModel {
    let pick = |texts: [&'static str; 4]| texts[n / 4 % 4];
    let arabic = n.is_multiple_of(4);
    let (name, company, description) = if arabic {
        (
            pick(["عمر الحداد", "فاطمة الزهراني", "محمد الأحمدي", "نورة القحطاني"]),
            pick(["شركة الأنوار للتجارة", "مؤسسة البناء الحديث", "مستشفى آدم", "مطاعم البيت"]),
            "يرغب في الحصول على عرض سعر لتركيب خمس وحدات إنارة في المكتب الجديد، ويفضل التواصل معه مساءً بعد الخامسة.",
        )
    } else {
        (
            pick(["Omar Haddad", "Lina Khoury", "José Núñez", "Priya Raman"]),
            pick(["Lamps, Ltd", "Haddad & Sons", "Northwind \"North\"", "Blue Fig"]),
            "Wants a quote for five ceiling lights in the new office.\nPrefers to be called in the evening, after five.",
        )
    };
    let status = Status::VARIANTS[n % 4];
    let key = START + n as i64 * 60_000_000;
    records::ActiveModel {
        id: Set(key),
        public_id: Set(format!("WIT-LED-{n:07}")),
        agent_id: Set("bench".to_owned()),
        conversation_id: Set(None),
        kind: Set(Slug(if n.is_multiple_of(3) { Kind::Ticket } else { Kind::Lead })),
        channel: Set(Slug(Channel::VARIANTS[n % Channel::VARIANTS.len()])),
        name: Set(Some(name.to_owned())),
        phone: Set(Some(format!("+966 50 {n:07}"))),
        email: Set((!n.is_multiple_of(5)).then(|| format!("customer{n}@example.com"))),
        company: Set((!n.is_multiple_of(2)).then(|| company.to_owned())),
        description: Set(description.to_owned()),
        status: Set(Slug(status)),
        status_version: Set(1),
        assignee_id: Set((!n.is_multiple_of(3)).then_some(assignee)),
        assignee_version: Set(1),
        notes: Set(if !n.is_multiple_of(2) {
            String::new()
        } else {
            format!("Called on day {n}.\nNobody there; again tomorrow.")
        }),
        notes_version: Set(1),
        folder: Set(Slug(Folder::Inbox)),
        folder_version: Set(1),
        deleted_from: Set(None),
        deleted_at: Set(None),
        updated_at: Set(key),
        origin: Set(Slug(Origin::Agent)),
        flags: Set(String::new()),
    }
}

/// Its custom fields: the first of [`LABELS`], or all of them.
fn fields(n: usize) -> impl Iterator<Item = record_fields::ActiveModel> {
    let values =
        [if n.is_multiple_of(4) { "الرياض" } else { "Jeddah" }.to_owned(), (n * 37).to_string(), "ثقيل".to_owned()];
    let some = values.into_iter().take(if n.is_multiple_of(5) { 1 } else { 3 }).enumerate();
    some.map(move |(place, value)| record_fields::ActiveModel {
        record_id: Set(START + n as i64 * 60_000_000),
        position: Set(place as i64),
        label: Set(LABELS[place].to_owned()),
        icon: Set(Slug(Default::default())),
        kind: Set(Slug(FieldKind::Text)),
        value: Set(value),
        flag: Set(None),
    })
}

const LABELS: [&str; 3] = ["City", "Budget", "نوع الطلب"];

/// What the file holds, as a query: the moment of its filing written by `created`.
fn query(created: &str) -> String {
    let custom = (0..LABELS.len()).map(|n| format!("f{n}.value AS \"{}\"", LABELS[n])).collect::<Vec<_>>().join(", ");
    let joined = (0..LABELS.len())
        .map(|n| format!("LEFT JOIN record_fields f{n} ON f{n}.record_id = r.id AND f{n}.label = '{}'", LABELS[n]));
    let joined = joined.collect::<Vec<_>>().join(" ");
    // In one line, as psql takes it.
    format!(
        "SELECT r.public_id AS \"ID\", r.kind AS \"Type\", r.status AS \"Status\", r.channel AS \"Channel\", \
         {created} AS \"Created\", r.name AS \"Name\", r.phone AS \"Phone\", r.email AS \"Email\", \
         r.company AS \"Company\", r.description AS \"Description\", m.name AS \"Assignee\", r.notes AS \"Notes\", \
         r.conversation_id AS \"Conversation\", {custom} \
         FROM records r LEFT JOIN members m ON m.id = r.assignee_id {joined} \
         WHERE r.agent_id = 'bench' AND r.folder = 'inbox' ORDER BY r.id DESC"
    )
}

fn sqlite3(file: &str) -> Command {
    let mut command = Command::new("sqlite3");
    let created = "strftime('%Y-%m-%dT%H:%M:%S+00:00', r.id / 1000000, 'unixepoch')";
    command.args(["-readonly", "-csv", "-header", file, &query(created)]);
    command
}

fn psql(url: &str) -> Command {
    let mut command = Command::new("psql");
    let created = "to_char(to_timestamp(r.id / 1000000) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')";
    command.args([url, "-q", "-X", "-c", &format!("\\copy ({}) TO STDOUT WITH (FORMAT csv, HEADER)", query(created))]);
    command
}

/// Runs it and reads what it says to the end.
fn run(mut command: Command) -> Duration {
    let began = Instant::now();
    let name = command.get_program().display().to_string();
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap_or_else(|error| {
        panic!("{name} does not start: {error}. On Debian: apt-get install sqlite3 postgresql-client")
    });
    let bytes = drain(&mut child.stdout.take().unwrap());
    assert!(child.wait().unwrap().success() && bytes > 0, "{name}");
    began.elapsed()
}

fn drain(source: &mut impl Read) -> usize {
    let (mut bytes, mut buffer) = (0, vec![0; 1 << 16]);
    loop {
        match source.read(&mut buffer).unwrap() {
            0 => return bytes,
            read => bytes += read,
        }
    }
}

/// The program, serving until dropped.
struct Program {
    child: Child,
    addr: String,
    _folder: tempfile::TempDir,
}

impl Program {
    fn start(url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_leads-tickets"))
            .args(["serve", "--addr", "127.0.0.1:0", "--plain-http", "--database-url", url])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        let addr = said.lines().map_while(Result::ok).find_map(|line| Some(line.split_once("http://")?.1.to_owned()));
        Self { child, addr: addr.expect("an address"), _folder: folder }
    }

    /// Sends a request; returns its answer from the end of its head on.
    fn send(&self, head: &str, cookie: &str, body: &str) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(&self.addr).unwrap();
        stream.set_nodelay(true).unwrap();
        let mut stream = BufReader::with_capacity(1 << 16, stream);
        let (addr, length) = (&self.addr, body.len());
        write!(
            stream.get_mut(),
            "{head} HTTP/1.1\r\nHost: {addr}\r\nCookie: {cookie}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(stream.read_line(&mut head).unwrap() > 0, "{head}");
        }
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        stream
    }

    /// Exports everything, as the button *All CSV* does.
    fn export(&self, cookie: &str, records: usize) -> Round {
        // So that what is asked for is the highest that memory comes to from here on.
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").unwrap();
        let before = self.memory("VmRSS");
        let began = Instant::now();
        let request =
            r#"{"agent":"bench","request":{"folder":"inbox","query":"","choice":"all","format":"spreadsheet"}}"#;
        let mut answer = self.send("POST /api/exports/start", cookie, request);
        let mut started = String::new();
        answer.read_to_string(&mut started).unwrap();
        let started: serde_json::Value = serde_json::from_str(&started).unwrap();
        assert_eq!(started["export"]["total"], records, "{started}");
        let mut file = self.send(&format!("GET /agents/bench/exports/{}", started["export"]["id"]), cookie, "");
        assert!(!file.fill_buf().unwrap().is_empty());
        let first = began.elapsed();
        let bytes = pieces(&mut file);
        let time = began.elapsed();
        let memory = self.memory("VmHWM").saturating_sub(before);
        Round { bytes, time, first, memory }
    }

    /// A line of what the system says of its memory, in bytes.
    fn memory(&self, line: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let found = status.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
        let kib: u64 = found.and_then(|text| text.trim().strip_suffix(" kB")?.parse().ok()).expect("Linux' own words");
        kib * 1024
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads an answer that comes in pieces, to the end that the server marks; returns its bytes.
fn pieces(answer: &mut impl BufRead) -> usize {
    let mut bytes = 0;
    loop {
        let mut size = String::new();
        answer.read_line(&mut size).unwrap();
        let size = usize::from_str_radix(size.trim_end(), 16).expect("the size of a piece");
        let mut left = size + 2;
        while left > 0 {
            let read = answer.fill_buf().unwrap().len().min(left);
            assert!(read > 0, "the connection has ended");
            answer.consume(read);
            left -= read;
        }
        if size == 0 {
            return bytes;
        }
        bytes += size;
    }
}
