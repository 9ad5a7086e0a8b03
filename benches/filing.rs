//! How many records a second 32 clients can file on SQLite with `synchronous = FULL`, each waiting for its answer: with
//! a commit for each record, and with commits shared by whoever waits. Both in turn, so that the machine's moods meet both.
//!
//!     cargo bench --bench filing

use axum::serve::ListenerExt;
use leads_tickets::domain::agent::{Agent, AgentId, Variant};
use leads_tickets::server::router::{AppState, router};
use leads_tickets::server::security::Security;
use leads_tickets::server::{secret, zone};
use leads_tickets::store::group_commit::{AT_ONCE, GroupCommit};
use leads_tickets::store::{Store, agents, api_keys};
use leptos::config::LeptosOptions;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const CLIENTS: usize = 32;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(4);

#[tokio::main]
async fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let (rounds, round) = if std::env::args().any(|arg| arg == "--bench") { (ROUNDS, ROUND) } else { (1, ROUND / 20) };
    let (mut alone, mut together) = (Vec::new(), Vec::new());
    for n in 1..=rounds {
        alone.push(measure(1, round).await);
        together.push(measure(AT_ONCE, round).await);
        println!("round {n}: {:6.0} records/s one by one, {:6.0} together", alone[n - 1], together[n - 1]);
    }
    let (alone, together) = (median(alone), median(together));
    println!("median:  {alone:6.0} records/s one by one, {together:6.0} together, {:.1} times", together / alone);
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Acknowledged records a second over HTTP on a new database, with at most so many of one commit.
async fn measure(at_once: usize, round: Duration) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}/bench.db", folder.path().display())).await.unwrap();
    store.migrate().await.unwrap();
    let key = key(&store).await;
    let leptos = LeptosOptions::builder().output_name("leads-tickets").site_root("public").build();
    let country = phonenumber::country::Id::SA;
    let mut state = AppState::new(store.clone(), leptos, Security::new(true, 8, 7, None), country);
    state.writer = Arc::new(GroupCommit::new(store.clone(), at_once));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap());
    let server = tokio::spawn(async move { axum::serve(listener, router(state)).await });
    let began = Instant::now();
    let clients: Vec<_> = (0..CLIENTS).map(|n| tokio::spawn(file(addr, key.clone(), n, began + round))).collect();
    let mut filed = 0;
    for client in clients {
        filed += client.await.unwrap();
    }
    let rate = filed as f64 / began.elapsed().as_secs_f64();
    server.abort();
    rate
}

async fn key(store: &Store) -> String {
    let agent = Agent { id: AgentId::parse("bench").unwrap(), name: "Bench".to_owned(), variant: Variant::Text };
    let transaction = store.begin().await.unwrap();
    agents::create(&transaction, &agent, 1).await.unwrap();
    let token = secret::fresh_key();
    let new = api_keys::NewKey {
        name: "bench".to_owned(),
        token_hash: secret::hash(&token),
        hint: String::new(),
        reads: false,
        requests_per_minute: 1_000_000,
        created_by: None,
        lifetime: None,
    };
    api_keys::create(&transaction, &agent.id, &new, zone::now()).await.unwrap();
    transaction.commit().await.unwrap();
    token
}

/// Files records one after the other until the time is over; says how many.
async fn file(addr: SocketAddr, key: String, client: usize, until: Instant) -> u64 {
    let mut stream = BufReader::new(TcpStream::connect(addr).await.unwrap());
    stream.get_ref().set_nodelay(true).unwrap();
    let mut filed = 0;
    while Instant::now() < until {
        let body = format!(
            r#"{{"type":"lead","channel":"web","name":"Customer {client}-{filed}","phone":"+966 50 {filed:07}",
                "email":"customer{filed}@example.com","description":"Wants to know what delivery to Jeddah costs.",
                "fields":[{{"label":"City","value":"Jeddah"}},{{"label":"Budget","value":"90,000"}}]}}"#
        );
        let request = format!(
            "POST /api/v1/records HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\
             Content-Type: application/json\r\nIdempotency-Key: {client}-{filed}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let answer = head(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        filed += 1;
    }
    filed
}

/// Reads an answer to its end; returns its head.
async fn head(stream: &mut BufReader<TcpStream>) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(stream.read_line(&mut head).await.unwrap() > 0, "the connection has ended: {head}");
    }
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.expect("a length")];
    stream.read_exact(&mut body).await.unwrap();
    head
}
