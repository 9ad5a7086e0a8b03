//! The program from the command line: real process, real files.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::program::Program;
use crate::support::form;

/// Runs the program in an empty folder of its own.
fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_leads-tickets"))
        .args(args)
        .current_dir(folder)
        .env_remove("LT_DATABASE_URL")
        .env_remove("LT_ADDR")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const LINES: &str = concat!(
    r#"{"id":"c1","channel":"web","language":"en","started_at":"2026-06-25T16:02:00Z","messages":[{"from":"customer","text":"Hello","at":"2026-06-25T16:02:19Z"}],"record":{"type":"lead","filed_at":"2026-06-25T16:05:00Z","name":"Omar","phone":null,"email":null,"company":null,"description":"Wants a quote","fields":[{"label":"City","icon":"map-pin","value":"Riyadh"}]}}"#,
    "\n",
    "this is not JSON\n",
    "\n",
    r#"{"id":"c2","channel":"pigeon","language":"en","started_at":"2026-06-25T16:02:00Z","messages":[],"record":null}"#,
    "\n",
    r#"{"id":"c3","channel":"voice","language":"ar","started_at":"2026-06-26T16:02:00Z","messages":[],"record":{"type":"ticket","filed_at":"2026-06-26T16:05:00Z","description":"عطل"}}"#,
    "\n",
);

#[test]
fn import_files_good_lines_reports_bad_ones_and_repeats_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("calls.ndjson"), LINES).unwrap();
    let args = ["import", "calls.ndjson", "--agent", "acme-support", "--database-url", "sqlite://data/lt.db"];

    let first = run(folder.path(), &args);
    let (out, err) = (text(&first.stdout), text(&first.stderr));
    assert!(!first.status.success(), "bad lines must tell by the exit code: {out} {err}");
    assert!(out.contains("2 records"), "{out}");
    assert!(err.contains("line 2") && err.contains("line 4"), "{err}");

    let again = run(folder.path(), &args);
    assert!(text(&again.stdout).contains("0 records"), "{}", text(&again.stdout));

    std::fs::write(folder.path().join("good.ndjson"), LINES.lines().next().unwrap()).unwrap();
    let good =
        run(folder.path(), &["import", "good.ndjson", "--agent", "other", "--database-url", "sqlite://data/lt.db"]);
    assert!(good.status.success(), "{}", text(&good.stderr));
}

#[test]
fn demo_fills_once() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["demo", "--database-url", "sqlite://data/demo.db"];
    let first = run(folder.path(), &args);
    assert!(first.status.success(), "{}", text(&first.stderr));
    let again = run(folder.path(), &args);
    assert!(again.status.success());
    assert_ne!(text(&first.stdout), text(&again.stdout));
}

#[test]
fn what_cannot_be_done_is_one_sentence_and_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let cases: &[(&[&str], &str)] = &[
        (&["migrate", "--database-url", "postgres://nobody@127.0.0.1:1/none"], "cannot be reached"),
        (&["migrate", "--database-url", "mysql://x"], "must begin with"),
        (&["migrate", "--database-url", "sqlite://file/lt.db"], "cannot be made"),
        (&["migrate", "--default-country", "Atlantis"], "is not a country"),
        (&["serve", "--addr", &taken], "cannot listen on"),
        (&["import", "absent.ndjson", "--agent", "acme"], "absent.ndjson"),
        (&["import", "file", "--agent", "Not A Slug"], "is not an agent id"),
    ];
    for (args, words) in cases {
        let output = run(folder.path(), args);
        let err = text(&output.stderr);
        assert!(!output.status.success(), "{args:?}");
        assert!(err.contains(words), "{args:?}: {err}");
        assert_eq!(err.trim_end().lines().count(), 1, "{args:?}: {err}");
    }
    let unknown = run(folder.path(), &["--colour"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("--colour"));
}

/// Runs the program with a password on its standard input.
fn run_with_password(folder: &Path, args: &[&str], password: &str) -> Output {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_leads-tickets"))
        .args(args)
        .args(["--database-url", "sqlite://data/lt.db"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn the_owner_is_made_once_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let good = ["create-owner", "--name", "Layla", "--email", "Layla@Example.com", "--time-zone", "Asia/Riyadh"];
    for (args, password, words) in [
        (&["create-owner", "--name", "", "--email", "a@example.com"][..], "a long password", "the name is missing"),
        (&["create-owner", "--name", "L", "--email", "layla"][..], "a long password", "is not an email address"),
        (
            &["create-owner", "--name", "L", "--email", "a@example.com", "--time-zone", "Mars"][..],
            "a long password",
            "is not a time zone",
        ),
        (&good[..], "short", "at least 10 characters"),
        (&["reset-password", "nobody@example.com"][..], "a long password", "there is no member"),
    ] {
        let refused = run_with_password(folder.path(), args, password);
        let err = text(&refused.stderr);
        assert!(!refused.status.success() && err.contains(words), "{args:?}: {err}");
        assert_eq!(err.trim_end().lines().count(), 1, "{args:?}: {err}");
    }
    let made = run_with_password(folder.path(), &good, "lamps on a long wire");
    assert!(made.status.success(), "{}", text(&made.stderr));
    let again = run_with_password(folder.path(), &good, "lamps on a long wire");
    assert!(!again.status.success());
    assert!(text(&again.stderr).contains("set up already"), "{}", text(&again.stderr));

    let database = format!("sqlite://{}", folder.path().join("data/lt.db").display());
    let program = Program::start(&database, &["--plain-http"]);
    let sign_in =
        |password| program.post("/sign-in", "", &form(&[("email", "layla@example.com"), ("password", password)]));
    assert_eq!(sign_in("lamps on a long wire").status, 303);
    let reset = run_with_password(folder.path(), &["reset-password", "layla@example.com"], "wires of a long lamp");
    assert!(reset.status.success(), "{}", text(&reset.stderr));
    assert_eq!(sign_in("lamps on a long wire").status, 401);
    assert_eq!(sign_in("wires of a long lamp").status, 303);
}

/// The sign-in of the demo is in the process that has the flag and nowhere else.
#[test]
fn the_demo_lets_in_while_its_flag_is_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("demo.db").display());
    let everywhere = run(folder.path(), &["serve", "--demo", "--addr", "0.0.0.0:0", "--database-url", &database]);
    assert!(!everywhere.status.success());
    assert!(text(&everywhere.stderr).contains("on this machine only"), "{}", text(&everywhere.stderr));

    let demo = Program::start(&database, &["--demo"]);
    let said = demo.said.join("\n");
    let password = said.split("password ").nth(1).unwrap().split(' ').next().unwrap();
    let emails: Vec<&str> = said.split_whitespace().filter(|word| word.contains('@')).collect();
    assert_eq!(emails.len(), 4, "{said}");
    let sign_in =
        |program: &Program, email| program.post("/sign-in", "", &form(&[("email", email), ("password", password)]));
    let sessions: Vec<String> = emails.iter().map(|email| sign_in(&demo, email).cookies()).collect();
    assert!(sessions.iter().all(|cookies| demo.get("/agents", cookies).status == 200), "{sessions:?}");
    drop(demo);

    let plain = Program::start(&database, &["--plain-http"]);
    for (email, session) in emails.iter().zip(&sessions) {
        assert_eq!(sign_in(&plain, email).status, 401, "{email}");
        assert_eq!(plain.get("/agents", session).status, 303, "a session of the demo is still good");
    }
    let other = Program::start(&database, &["--demo"]);
    assert_eq!(sign_in(&other, emails[0]).status, 401, "the password is new at every start");
}
