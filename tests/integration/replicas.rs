//! Two server processes on one PostgreSQL: what one does, the other knows at the next request.

use leads_tickets::domain::member::Role;
use leads_tickets::store::members;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::program::Program;
use crate::support::{Engine, PASSWORD, TestApp, address, form};

fn sign_in(program: &Program, name: &str, password: &str) -> String {
    let reply = program.post("/sign-in", "", &form(&[("email", &address(name)), ("password", password)]));
    if reply.status == 303 { reply.cookies() } else { String::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_good_on_both_and_ends_on_both() {
    let app = TestApp::start(Engine::Postgres).await;
    let id = app.member_of("Omar", Role::Admin).await.to_string();
    let (one, two) = (Program::start(&app.url, &["--plain-http"]), Program::start(&app.url, &["--plain-http"]));
    let owner = sign_in(&one, "Owner", PASSWORD);
    let in_team = |cookie: &str| [&one, &two].map(|program| program.get("/team", cookie).status);

    let omar = sign_in(&one, "Omar", PASSWORD);
    assert_eq!(in_team(&omar), [200, 200]);
    // Demoted on one, refused by the other.
    let demoted = one.post("/team", &owner, &form(&[("form", "role"), ("member", &id), ("role", "member")]));
    assert_eq!(demoted.status, 303);
    assert_eq!(two.get("/team", &omar).header("location"), Some("/sign-in?next=%2Fteam"));
    let omar = sign_in(&two, "Omar", PASSWORD);
    assert_eq!(in_team(&omar), [403, 403]);
    assert_eq!(one.get("/agents", &omar).status, 200);

    // Deactivated on the one.
    two.post("/team", &owner, &form(&[("form", "deactivate"), ("member", &id)]));
    assert_eq!(one.get("/agents", &omar).status, 303);
    assert_eq!(sign_in(&one, "Omar", PASSWORD), "");
    two.post("/team", &owner, &form(&[("form", "reactivate"), ("member", &id)]));

    // Signed out everywhere on the other.
    let (here, there) = (sign_in(&one, "Omar", PASSWORD), sign_in(&two, "Omar", PASSWORD));
    two.post("/sign-out", &there, "everywhere=1");
    assert_eq!(one.get("/agents", &here).status, 303);

    // A new password from the command line.
    let here = sign_in(&one, "Omar", PASSWORD);
    assert_eq!(two.get("/agents", &here).status, 200);
    let mut command = Command::new(env!("CARGO_BIN_EXE_leads-tickets"))
        .args(["reset-password", "OMAR@example.com", "--database-url", &app.url])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    command.stdin.take().unwrap().write_all(b"from the command line\n").unwrap();
    assert!(command.wait().unwrap().success());
    assert_eq!(two.get("/agents", &here).status, 303);
    assert_eq!(sign_in(&two, "Omar", PASSWORD), "");
    assert_ne!(sign_in(&two, "Omar", "from the command line"), "");
}

/// Ten in all, not ten on each.
#[tokio::test(flavor = "multi_thread")]
async fn guesses_are_counted_together() {
    let app = TestApp::start(Engine::Postgres).await;
    let (one, two) = (Program::start(&app.url, &["--plain-http"]), Program::start(&app.url, &["--plain-http"]));
    let guess = form(&[("email", &address("Owner")), ("password", "a wrong password")]);
    let statuses: Vec<u16> =
        (0..14).map(|n| if n % 2 == 0 { &one } else { &two }.post("/sign-in", "", &guess).status).collect();
    assert_eq!(statuses, [vec![401; 10], vec![429; 4]].concat());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_set_up_one_is_the_owner() {
    let app = TestApp::empty(Engine::Postgres).await;
    let (one, two) = (Program::start(&app.url, &["--plain-http"]), Program::start(&app.url, &["--plain-http"]));
    assert_eq!(one.get("/agents", "").header("location"), Some("/set-up"));
    let owner = |email: &str| {
        form(&[("name", "Layla"), ("email", email), ("password", PASSWORD), ("zone", "UTC"), ("language", "en")])
    };
    let (a, b) = std::thread::scope(|scope| {
        let a = scope.spawn(|| one.post("/set-up", "", &owner("one@example.com")));
        let b = scope.spawn(|| two.post("/set-up", "", &owner("two@example.com")));
        (a.join().unwrap(), b.join().unwrap())
    });
    let everybody = members::accounts(app.store.read()).await.unwrap();
    assert_eq!(everybody.len(), 1, "{} {}", a.head, b.head);
    let cookies = [&a, &b].into_iter().filter(|reply| reply.cookies().contains("session=")).count();
    assert_eq!(cookies, 1);
    assert_eq!(one.get("/set-up", "").header("location"), Some("/sign-in"));
    assert_eq!(two.get("/set-up", "").header("location"), Some("/sign-in"));
}
