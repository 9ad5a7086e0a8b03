//! The program is killed between a commit and its answer: whoever asks again under the same key gets that answer, and
//! nothing that was acknowledged is lost.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use leads_tickets::domain::filter::RecordFilter;
use leads_tickets::domain::record::Folder;
use leads_tickets::store::counts;
use leads_tickets::store::resolved::{ResolvedFilter, Span};

use crate::program::Program;
use crate::support::{Engine, TestApp, both_engines};

both_engines!(what_was_acknowledged_stays_and_nothing_is_filed_twice);

const KEYS: usize = 200;
const CLIENTS: usize = 16;

/// The id that filing under this key is answered with; `None` when there is no answer, or not yet.
fn file(addr: &str, token: &str, n: usize) -> Option<String> {
    let body = format!(r#"{{"type":"lead","channel":"web","name":"Customer {n}"}}"#);
    let mut stream = TcpStream::connect(addr).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let head = format!(
        "POST /api/v1/records HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nIdempotency-Key: key {n}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    if !head.starts_with("HTTP/1.1 201") {
        return None;
    }
    let filed: serde_json::Value = serde_json::from_str(body).ok()?;
    Some(filed["id"].as_str()?.to_owned())
}

async fn what_was_acknowledged_stays_and_nothing_is_filed_twice(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let token = app.api_key(&scope, false).await;
    let acknowledged: Mutex<HashMap<usize, String>> = Mutex::default();
    let note = |n: usize, id: String| {
        let mut all = acknowledged.lock().unwrap();
        assert_eq!(*all.entry(n).or_insert_with(|| id.clone()), id, "key {n}");
    };
    for millis in [15, 40, 90, 160] {
        let mut program = Program::start(&app.url, &["--plain-http"]);
        let (next, dead) = (AtomicUsize::new(0), AtomicBool::new(false));
        std::thread::scope(|threads| {
            for _ in 0..CLIENTS {
                threads.spawn(|| {
                    while !dead.load(Ordering::Relaxed) {
                        let n = next.fetch_add(1, Ordering::Relaxed) % KEYS;
                        if let Some(id) = file(&program.addr.clone(), &token, n) {
                            note(n, id);
                        }
                    }
                });
            }
            std::thread::sleep(Duration::from_millis(millis));
            // SIGKILL, so nothing is finished or tidied up.
            let pid = program.child.id().to_string();
            assert!(std::process::Command::new("kill").args(["-9", &pid]).status().unwrap().success());
            dead.store(true, Ordering::Relaxed);
        });
        program.child.wait().unwrap();
    }
    let before = acknowledged.lock().unwrap().len();
    let program = Program::start(&app.url, &["--plain-http"]);
    for n in 0..KEYS {
        let id = (0..50).find_map(|_| file(&program.addr, &token, n)).expect("an answer");
        note(n, id);
    }
    let filter = ResolvedFilter { filter: RecordFilter::default(), span: Span::default() };
    let total = counts::total(app.store.read(), &scope, Folder::Inbox, &filter).await.unwrap();
    assert_eq!(total, KEYS as u64);
    assert!(before > 0, "it was killed before it did anything");
}
