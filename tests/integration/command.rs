//! The program from the command line: real process, real files.

use std::path::Path;
use std::process::{Command, Output};

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
