//! The clients in `examples/` and the commands of the guide, against the program as it runs.

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::program::Program;
use crate::support::{Engine, TestApp, both_engines};

both_engines!(
    both_clients_file_what_the_command_files,
    the_sample_comes_to_the_same_by_either_way,
    what_is_lost_on_the_way_is_filed_once,
);

const PYTHON: &[&str] = &["python3", "examples/import.py"];
const SHELL: &[&str] = &["bash", "examples/import.sh"];

fn run(client: &[&str], arguments: &[&str], addr: &str, key: &str, input: &str) -> Output {
    let mut child = Command::new(client[0])
        .args(&client[1..])
        .args(arguments)
        .env("LT_URL", format!("http://{addr}"))
        .env("LT_KEY", key)
        // Whatever leads to the world outside does not lead here.
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start: {error}; scripts/system.sh installs it", client[0]));
    // One that takes no input may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// The exit code, and the last line that was written to standard output.
fn outcome(output: &Output) -> (Option<i32>, String) {
    let out = String::from_utf8_lossy(&output.stdout);
    (output.status.code(), out.lines().last().unwrap_or_default().to_owned())
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn totals(records: usize, messages: usize, conversations: usize, there: usize, failed: usize) -> String {
    format!(
        "Filed {records} records and {messages} messages from {conversations} conversations. \
         Already there: {there}. Failed: {failed}."
    )
}

fn import(app: &TestApp, file: &Path, agent: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_leads-tickets"))
        .arg("import")
        .arg(file)
        .args(["--agent", agent, "--database-url", &app.url])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", err(&output));
}

fn write(folder: &Path, conversations: &[Value]) -> PathBuf {
    let lines: String = conversations.iter().map(|conversation| format!("{conversation}\n")).collect();
    let file = folder.join("calls.ndjson");
    std::fs::write(&file, lines).unwrap();
    file
}

/// A moment on a day in the past: each conversation has an hour of its own.
fn at(hour: usize, second: usize) -> String {
    let (day, hour) = (1 + hour / 24, hour % 24);
    format!("2025-03-{day:02}T{hour:02}:{:02}:{:02}Z", second / 60, second % 60)
}

fn messages(hour: usize, count: usize, text: impl Fn(usize) -> String) -> Vec<Value> {
    let sender = |n: usize| if n.is_multiple_of(2) { "customer" } else { "agent" };
    (0..count).map(|n| json!({"from": sender(n), "text": text(n), "at": at(hour, n)})).collect()
}

/// As agents tell it: untidy.
fn conversation(n: usize) -> Value {
    const SAID: [&str; 6] = ["أريد عرض سعر 👩‍💻", "=1+1", "a\tb \"c\" \\ 'd'", "<b>&amp;</b>", "\u{1}\u{7f}\u{2028}", ""];
    const NAMES: [Option<&str>; 7] =
        [Some("=HYPERLINK(\"x\")"), Some("ليلى"), Some("O'Brien"), Some("tab\there"), Some("  "), Some(""), None];
    const PHONES: [Option<&str>; 4] = [Some("+966 50 123 4567"), Some("٠٥٠١٢٣٤٥٦٧"), Some("ask me"), None];
    const EMAILS: [Option<&str>; 4] = [Some("omar@example.com"), Some("omar@"), Some("@@ =1"), None];
    const CHANNELS: [&str; 7] = ["web", "whatsapp", "messenger", "instagram", "x", "telegram", "voice"];
    let id = match n % 4 {
        0 => format!("chat-{n}"),
        1 => format!("محادثة {n}"),
        2 => format!("a/b%2F..?{n}#=&+"),
        _ => format!("😀 \"{n}\"\t"),
    };
    let said = |n: usize| SAID[n % SAID.len()].to_owned();
    let messages = match n {
        7 => messages(n, 1_500, said),
        // Many bodies; the second kind is six times as long once it is escaped.
        11 => messages(n, 40, |n| ["ش", "\u{1}", "😀"][n % 3].repeat(19_999)),
        17 => Vec::new(),
        _ => messages(n, n % 9, said),
    };
    let fields: Vec<Value> = (0..[0, 1, 5, 64][n % 4])
        .map(|field| match field % 3 {
            0 => json!({"label": format!("Label {field}"), "icon": "map-pin", "value": "جدة"}),
            1 => json!({"label": "Visit", "icon": "rocket", "kind": "date", "value": "tomorrow"}),
            _ => json!({"label": "=Label", "value": ""}),
        })
        .collect();
    let record = json!({
        "type": if n.is_multiple_of(3) { "ticket" } else { "lead" }, "filed_at": at(n, 3_599),
        "name": NAMES[n % 7], "phone": PHONES[n % 4], "email": EMAILS[n / 4 % 4], "company": NAMES[(n + 3) % 7],
        "description": format!("{}\n\n{}", SAID[n % 6], SAID[(n + 1) % 6]), "fields": fields,
    });
    let record = match n {
        13 => Value::Null,
        19 => json!({"type": "lead", "filed_at": at(n, 3_599)}),
        _ => record,
    };
    let mut line = json!({
        "id": id, "channel": CHANNELS[n % 7], "started_at": at(n, 0), "messages": messages, "record": record,
    });
    if !n.is_multiple_of(5) {
        line["language"] = Value::from(["ar", "en"][n % 2]);
    }
    line
}

/// All that an agent has, a line each, in a fixed order. Times to the second: no two may have the same key.
async fn everything(app: &TestApp, agent: &str) -> Vec<String> {
    let questions = [
        "SELECT 'conversation', external_id, channel, language, status, CAST(id / 1000000 AS TEXT),
            CAST(messages AS TEXT), CAST(last_at AS TEXT), preview
         FROM conversations WHERE agent_id = '{agent}'",
        "SELECT 'message', c.external_id, CAST(m.position AS TEXT), m.sender, m.body, CAST(m.sent_at AS TEXT)
         FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.agent_id = '{agent}'",
        "SELECT 'record', c.external_id, r.kind, r.channel, r.name, r.phone, r.email, r.company, r.description, r.status,
            r.folder, r.origin, r.flags, CAST(r.id / 1000000 AS TEXT)
         FROM records r LEFT JOIN conversations c ON c.id = r.conversation_id WHERE r.agent_id = '{agent}'",
        "SELECT 'field', c.external_id, CAST(f.position AS TEXT), f.label, f.icon, f.kind, f.value, f.flag
         FROM record_fields f JOIN records r ON r.id = f.record_id
         LEFT JOIN conversations c ON c.id = r.conversation_id WHERE r.agent_id = '{agent}'",
        "SELECT 'activity', c.external_id, a.change
         FROM activity a JOIN records r ON r.id = a.record_id
         LEFT JOIN conversations c ON c.id = r.conversation_id WHERE r.agent_id = '{agent}'",
    ];
    let db = app.store.read();
    let mut lines = Vec::new();
    for question in questions {
        let question = Statement::from_string(db.get_database_backend(), question.replace("{agent}", agent));
        for row in db.query_all_raw(question).await.unwrap() {
            let columns = 0..row.column_names().len();
            let line: Vec<Option<String>> = columns.map(|n| row.try_get_by_index(n).unwrap()).collect();
            lines.push(format!("{line:?}"));
        }
    }
    lines.sort();
    lines
}

/// Some lines are long: only the beginning of the first that differs is told.
fn assert_same(found: &[String], expected: &[String]) {
    for (found, expected) in found.iter().zip(expected) {
        assert!(found == expected, "found:    {found:.400}\nexpected: {expected:.400}");
    }
    assert_eq!(found.len(), expected.len());
}

async fn both_clients_file_what_the_command_files(engine: Engine) {
    let app = TestApp::start(engine).await;
    let (python, shell) = (app.agent("python").await, app.agent("shell").await);
    let (python, shell) = (app.api_key(&python, false).await, app.api_key(&shell, false).await);
    let folder = tempfile::tempdir().unwrap();
    let mut calls: Vec<Value> = (0..60).map(conversation).collect();
    let said: usize = calls.iter().map(|call| call["messages"].as_array().unwrap().len()).sum();
    let expected = totals(59, said, 60, 1, 0);
    // Twice in one file is once.
    calls.push(conversation(7));
    let file = write(folder.path(), &calls);
    import(&app, &file, "command");
    let command = everything(&app, "command").await;
    assert!(command.len() > 60 + 59 + said, "{}", command.len());

    let program = Program::start(&app.url, &["--plain-http"]);
    let plain = file.to_str().unwrap();
    let first = run(PYTHON, &[plain, "--jobs", "8"], &program.addr, &python, "");
    assert_eq!(outcome(&first), (Some(0), expected.clone()), "{}", err(&first));
    assert_same(&everything(&app, "python").await, &command);

    // The other way in.
    let second = run(PYTHON, &["-"], &program.addr, &python, &std::fs::read_to_string(&file).unwrap());
    assert_eq!(outcome(&second), (Some(0), totals(0, 0, 0, 61, 0)), "{}", err(&second));
    assert_same(&everything(&app, "python").await, &command);

    assert!(Command::new("gzip").arg(&file).status().unwrap().success());
    let compressed = format!("{plain}.gz");
    let third = run(SHELL, &[&compressed], &program.addr, &shell, "");
    assert_eq!(outcome(&third), (Some(0), expected), "{}", err(&third));
    assert_same(&everything(&app, "shell").await, &command);
    let again = run(PYTHON, &[&compressed], &program.addr, &shell, "");
    assert_eq!(outcome(&again), (Some(0), totals(0, 0, 0, 61, 0)), "{}", err(&again));
    assert_same(&everything(&app, "shell").await, &command);
}

/// The project's real input, where it lies beside the project.
async fn the_sample_comes_to_the_same_by_either_way(engine: Engine) {
    let Some(file) = std::env::var_os("LT_SAMPLE") else {
        eprintln!("LT_SAMPLE is not set: the sample was not filed");
        return;
    };
    let app = TestApp::start(engine).await;
    import(&app, Path::new(&file), "command");
    let scope = app.agent("python").await;
    let key = app.api_key(&scope, false).await;
    let program = Program::start(&app.url, &["--plain-http"]);
    let output = run(PYTHON, &[file.to_str().unwrap(), "--jobs", "8"], &program.addr, &key, "");
    let (code, last) = outcome(&output);
    assert!(code == Some(0) && last.starts_with("Filed 2400 records and 42116 messages"), "{last}\n{}", err(&output));
    assert_same(&everything(&app, "python").await, &everything(&app, "command").await);
}

/// Takes requests for a server and is as unreliable as the world: of six, one is too many, one is answered to nobody
/// and one never arrives.
fn unreliable_way(to: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (addr, to, count) = (listener.local_addr().unwrap().to_string(), to.to_owned(), AtomicUsize::new(0));
    std::thread::spawn(move || {
        std::thread::scope(|threads| {
            for stream in listener.incoming().map_while(Result::ok) {
                let turn = count.fetch_add(1, Ordering::Relaxed) % 6;
                let to = &to;
                threads.spawn(move || pass_on(stream, to, turn));
            }
        });
    });
    addr
}

fn pass_on(mut client: TcpStream, to: &str, turn: usize) -> Option<()> {
    let request = whole_request(&mut client)?;
    match turn {
        1 => {
            let head = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nConnection: close\r\n";
            return client.write_all(format!("{head}Content-Length: 2\r\n\r\n{{}}").as_bytes()).ok();
        }
        5 => return None,
        _ => {}
    }
    let end_of_line = request.windows(2).position(|pair| pair == b"\r\n")? + 2;
    let (first, rest) = request.split_at(end_of_line);
    let mut server = TcpStream::connect(to).ok()?;
    server.write_all(&[first, b"Connection: close\r\n", rest].concat()).ok()?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).ok()?;
    if turn == 3 { None } else { client.write_all(&answer).ok() }
}

fn whole_request(client: &mut TcpStream) -> Option<Vec<u8>> {
    let (mut request, mut buffer) = (Vec::new(), [0; 16 * 1024]);
    loop {
        if let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
            if request.len() >= end + 4 + length {
                return Some(request);
            }
        }
        match client.read(&mut buffer).ok()? {
            0 => return None,
            read => request.extend_from_slice(&buffer[..read]),
        }
    }
}

async fn what_is_lost_on_the_way_is_filed_once(engine: Engine) {
    let app = TestApp::start(engine).await;
    let folder = tempfile::tempdir().unwrap();
    let calls: Vec<Value> = (1..9).map(conversation).collect();
    let file = write(folder.path(), &calls);
    import(&app, &file, "command");
    let command = everything(&app, "command").await;
    let program = Program::start(&app.url, &["--plain-http"]);
    for (client, agent) in [(PYTHON, "python"), (SHELL, "shell")] {
        let scope = app.agent(agent).await;
        let key = app.api_key(&scope, false).await;
        let way = unreliable_way(&program.addr);
        let output = run(client, &[file.to_str().unwrap()], &way, &key, "");
        let (code, last) = outcome(&output);
        assert!(code == Some(0) && last.ends_with(" Failed: 0."), "{client:?}: {last}\n{}", err(&output));
        assert_same(&everything(&app, agent).await, &command);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_line_is_told_and_skipped() {
    let app = TestApp::start(Engine::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let mut unknown = conversation(2);
    unknown["channel"] = json!("pigeon");
    let mut early = conversation(3);
    early["record"]["filed_at"] = json!("tomorrow");
    let lines = [conversation(1).to_string(), "this is not JSON".to_owned(), String::new(), unknown.to_string()];
    let lines = [lines.join("\n"), early.to_string(), r#"{"channel":"web"}"#.to_owned(), conversation(4).to_string()];
    let file = folder.path().join("calls.ndjson");
    // A byte order mark, and no line break at the end.
    std::fs::write(&file, format!("\u{feff}{}", lines.join("\n"))).unwrap();
    let file = file.to_str().unwrap();
    let program = Program::start(&app.url, &["--plain-http"]);
    for (client, agent) in [(PYTHON, "python"), (SHELL, "shell")] {
        let scope = app.agent(agent).await;
        let key = app.api_key(&scope, false).await;
        let output = run(client, &[file], &program.addr, &key, "");
        let told = err(&output);
        // Of line 5 only the record is refused, but it counts as failed.
        assert_eq!(outcome(&output), (Some(1), totals(2, 5, 2, 0, 4)), "{client:?}: {told}");
        for words in ["line 2: ", "line 4: 422 /channel: ", "line 5: 422 /filed_at: ", "line 6: "] {
            assert!(told.contains(words), "{client:?}: {words:?} is not in {told}");
        }
        assert_eq!(told.matches("; skipped").count(), 4, "{client:?}: {told}");

        // A key that is no good ends it: every line would fail in the same way.
        let output = run(client, &[file], &program.addr, "lt_nothing", "");
        assert_eq!(outcome(&output), (Some(1), totals(0, 0, 0, 0, 0)), "{client:?}");
        assert!(err(&output).contains("Stopped: 401 "), "{client:?}: {}", err(&output));
    }
}

/// Every command of the guide and of the README, one after the other, as if pasted.
#[tokio::test(flavor = "multi_thread")]
async fn the_guide_works_when_it_is_pasted() {
    let app = TestApp::start(Engine::Sqlite).await;
    let scope = app.agent("acme").await;
    let key = app.api_key(&scope, true).await;
    let program = Program::start(&app.url, &["--plain-http"]);
    let mut script = "set -eu\ncurl() { command curl -sS --fail-with-body \"$@\" && echo; }\n".to_owned();
    for page in ["docs/api.md", "README.md"] {
        let text = std::fs::read_to_string(page).unwrap();
        let blocks = text.split("\n```sh\n").skip(1).map(|block| block.split("\n```").next().unwrap());
        let commands: Vec<&str> = blocks.filter(|block| block.starts_with("curl ")).collect();
        assert!(!commands.is_empty(), "{page} has no command");
        for block in commands {
            script.extend([block, "\n"]);
        }
    }
    let output = run(&["bash", "-s"], &[], &program.addr, &key, &script);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", err(&output));
    for words in ["\"enabled\":true", "Twelve. I am Omar", "WIT-TKT-", "\"status\":\"closed\"", "\"total\":1"] {
        assert!(said.contains(words), "{words} is not in {said}");
    }
    let filed = everything(&app, "acme").await;
    let count = |what: &str| filed.iter().filter(|line| line.starts_with(&format!("[Some({what:?})"))).count();
    assert_eq!((count("conversation"), count("message"), count("record")), (1, 4, 3));
}
