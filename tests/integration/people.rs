//! The team's page, links, and a member's own settings.

use axum::http::{StatusCode, header};
use leads_tickets::domain::member::{MemberId, Role};
use leads_tickets::domain::view::TeamView;
use leads_tickets::store::filing::Triage;
use leads_tickets::store::members;
use sea_orm::{ConnectionTrait, Statement};

use crate::support::{Answer, Engine, PASSWORD, TestApp, address, both_engines, form, lead};

both_engines!(
    an_invitation_works_once,
    an_invitation_is_worth_what_its_maker_is,
    a_reset_link_works_once,
    nobody_raises_themselves,
    the_last_owner_stays,
    of_two_owners_who_demote_each_other_one_stays,
    deactivating_returns_the_records,
    a_new_role_ends_the_sessions,
    preferences_are_the_profiles,
    an_agent_is_made_and_deleted_with_everything,
);

async fn team(app: &TestApp, fields: &[(&str, &str)]) -> Answer {
    app.post_form("/team", &form(fields)).await
}

/// The path of the link that the answer shows.
fn link(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let link = answer.body.split("value=\"https://").nth(1).expect("a link").split('"').next().unwrap();
    link[link.find('/').unwrap()..].to_owned()
}

async fn role_of(app: &TestApp, id: MemberId) -> Role {
    members::find(app.store.read(), id).await.unwrap().unwrap().member.role
}

async fn later(app: &TestApp, table: &str, hours: i64) {
    let sql = format!("UPDATE {table} SET expires_at = expires_at - {}", hours * 3_600_000_000);
    let transaction = app.store.begin().await.unwrap();
    transaction.execute_raw(Statement::from_string(transaction.get_database_backend(), sql)).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn an_invitation_works_once(engine: Engine) {
    let app = TestApp::start(engine).await;
    let invite = [("form", "invite"), ("email", "Sara@Example.com"), ("role", "member")];
    let first = link(&team(&app, &invite).await);
    let second = link(&team(&app, &invite).await);
    let join = form(&[("form", "invitation"), ("name", "سارة"), ("password", PASSWORD)]);
    let visitor = app.anonymous();
    // The newer link takes the place of the older.
    for path in [first.as_str(), "/invitation?token=guess", "/invitation"] {
        let page = visitor.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("This link cannot be used"));
        assert_eq!(visitor.post_form(path, &join).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = visitor.get_with(&second, &[(header::COOKIE, "language=ar; zone=Asia/Riyadh")]).await;
    assert!(page.body.contains("sara@example.com") && page.body.contains("Owner"), "{}", page.body);
    let short = form(&[("name", "سارة"), ("password", "short")]);
    let refused = visitor.post_form(&second, &short).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("سارة"), "what was typed is lost");

    // Two at once: one joins.
    let (one, two) = tokio::join!(visitor.post_form(&second, &join), visitor.post_form(&second, &join));
    let joined: Vec<&Answer> =
        [&one, &two].into_iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).collect();
    assert_eq!(joined.len(), 1, "{} {}", one.status, two.status);
    let sara = app.keeping(joined[0].cookies());
    assert_eq!(sara.get("/agents").await.status, StatusCode::OK);
    assert_eq!(sara.get("/team").await.status, StatusCode::FORBIDDEN);
    assert_eq!(visitor.get(&second).await.status, StatusCode::NOT_FOUND);

    let taken = team(&app, &invite).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("has this address already"));

    // Too old, and withdrawn.
    let old = link(&team(&app, &[("form", "invite"), ("email", "old@example.com"), ("role", "viewer")]).await);
    later(&app, "invitations", 47).await;
    assert_eq!(visitor.get(&old).await.status, StatusCode::OK);
    later(&app, "invitations", 1).await;
    assert_eq!(visitor.get(&old).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.post_form(&old, &join).await.status, StatusCode::NOT_FOUND);
    let new = link(&team(&app, &[("form", "invite"), ("email", "new@example.com"), ("role", "viewer")]).await);
    let view: TeamView = serde_json::from_str(&app.post_json("/api/team/list", "{}").await.body).unwrap();
    let pending = view.invitations.iter().find(|pending| pending.email == "new@example.com").unwrap();
    assert!(!pending.expired && view.invitations.iter().any(|pending| pending.expired));
    let withdrawn = team(&app, &[("form", "withdraw"), ("invitation", &pending.id.to_string())]).await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
    assert_eq!(visitor.get(&new).await.status, StatusCode::NOT_FOUND);
}

async fn an_invitation_is_worth_what_its_maker_is(engine: Engine) {
    let app = TestApp::start(engine).await;
    let (admin, id) = app.join("Admin", Role::Admin).await;
    let made = link(&team(&admin, &[("form", "invite"), ("email", "other@example.com"), ("role", "admin")]).await);
    assert_eq!(app.anonymous().get(&made).await.status, StatusCode::OK);
    team(&app, &[("form", "role"), ("member", &id.to_string()), ("role", "member")]).await;
    assert_eq!(app.anonymous().get(&made).await.status, StatusCode::NOT_FOUND);
    let join = form(&[("name", "Other"), ("password", PASSWORD)]);
    assert_eq!(app.anonymous().post_form(&made, &join).await.status, StatusCode::NOT_FOUND);
}

async fn a_reset_link_works_once(engine: Engine) {
    let app = TestApp::start(engine).await;
    let (omar, id) = app.join("Omar", Role::Member).await;
    let made = link(&team(&app, &[("form", "reset"), ("member", &id.to_string())]).await);
    let visitor = app.anonymous();
    assert!(visitor.get(&made).await.body.contains("omar@example.com"));
    assert_eq!(omar.get("/agents").await.status, StatusCode::OK, "making the link ends nothing");
    let set = visitor.post_form(&made, &form(&[("password", "a brand new password")])).await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
    assert_eq!(omar.get("/agents").await.location(), "/sign-in?next=%2Fagents");
    let new = app.keeping(set.cookies());
    assert_eq!(new.get("/agents").await.status, StatusCode::OK);
    assert_eq!(visitor.post_form(&made, &form(&[("password", "yet another one")])).await.status, StatusCode::NOT_FOUND);
    for (password, good) in [("a brand new password", true), (PASSWORD, false)] {
        let fields = form(&[("email", &address("Omar")), ("password", password)]);
        let answer = visitor.post_form("/sign-in", &fields).await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, good);
    }
}

async fn nobody_raises_themselves(engine: Engine) {
    let app = TestApp::start(engine).await;
    let owner = members::list(app.store.read()).await.unwrap()[0].id;
    let (admin, admin_id) = app.join("Admin", Role::Admin).await;
    let (_, other_admin) = app.join("Other", Role::Admin).await;
    let (_, member) = app.join("Member", Role::Member).await;
    for (target, role) in [
        (admin_id, "owner"),
        (admin_id, "admin"),
        (admin_id, "viewer"),
        (member, "owner"),
        (owner, "viewer"),
        (other_admin, "member"),
    ] {
        let before = role_of(&app, target).await;
        let answer = team(&admin, &[("form", "role"), ("member", &target.to_string()), ("role", role)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{target} {role}");
        assert_eq!(role_of(&app, target).await, before);
    }
    for (what, target) in [("deactivate", owner), ("deactivate", other_admin), ("reset", owner), ("reset", other_admin)]
    {
        let answer = team(&admin, &[("form", what), ("member", &target.to_string())]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what} {target}");
    }
    let invited = team(&admin, &[("form", "invite"), ("email", "o@example.com"), ("role", "owner")]).await;
    assert_eq!(invited.status, StatusCode::FORBIDDEN);
    let good = team(&admin, &[("form", "role"), ("member", &member.to_string()), ("role", "admin")]).await;
    assert_eq!(good.status, StatusCode::SEE_OTHER);
    assert_eq!(role_of(&app, member).await, Role::Admin);
}

async fn the_last_owner_stays(engine: Engine) {
    let app = TestApp::start(engine).await;
    let id = members::list(app.store.read()).await.unwrap()[0].id.to_string();
    for fields in
        [vec![("form", "role"), ("member", &id), ("role", "admin")], vec![("form", "deactivate"), ("member", &id)]]
    {
        let answer = team(&app, &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("There must be an Owner"));
    }
    // One who cannot sign in does not count.
    let (_, second) = app.join("Second", Role::Owner).await;
    team(&app, &[("form", "deactivate"), ("member", &second.to_string())]).await;
    assert_eq!(team(&app, &[("form", "deactivate"), ("member", &id)]).await.status, StatusCode::FORBIDDEN);
    team(&app, &[("form", "reactivate"), ("member", &second.to_string())]).await;
    let stepped = team(&app, &[("form", "role"), ("member", &id), ("role", "admin")]).await;
    assert_eq!(stepped.status, StatusCode::SEE_OTHER);
    // Whoever steps down goes on under a new id.
    assert_eq!(app.get("/agents").await.status, StatusCode::SEE_OTHER);
    let admin = app.keeping(stepped.cookies());
    assert_eq!(admin.get("/team").await.status, StatusCode::OK);
}

async fn of_two_owners_who_demote_each_other_one_stays(engine: Engine) {
    for round in 0..8 {
        let app = TestApp::start(engine).await;
        let one = members::list(app.store.read()).await.unwrap()[0].id.to_string();
        let (second, two) = app.join("Second", Role::Owner).await;
        let two = two.to_string();
        let what = if round % 2 == 0 { "role" } else { "deactivate" };
        let fields = |member| form(&[("form", what), ("member", member), ("role", "viewer")]);
        let (first, other) = (fields(&two), fields(&one));
        let (a, b) = tokio::join!(app.post_form("/team", &first), second.post_form("/team", &other));
        let everybody = members::accounts(app.store.read()).await.unwrap();
        let owners = everybody.iter().filter(|one| one.active && one.member.role == Role::Owner).count();
        assert_eq!(owners, 1, "{what}: {} {}", a.status, b.status);
    }
}

async fn deactivating_returns_the_records(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    let (omar, id) = app.join("Omar", Role::Member).await;
    let theirs = Triage { assignee: Some(id), at: 1, ..Triage::default() };
    let mut ids = Vec::new();
    for n in 0..3 {
        ids.push(app.file(&scope, lead(&format!("Customer {n}")), Some(theirs.clone())).await.1);
    }
    app.file(&scope, lead("Nobody's"), None).await;
    let count = async |query: &str| {
        let body = format!(r#"{{"agent":"acme","folder":"inbox","query":"{query}"}}"#);
        let answer = app.post_json("/api/records/list", &body).await;
        serde_json::from_str::<leads_tickets::domain::view::ListView>(&answer.body).unwrap()
    };
    assert_eq!(count(&format!("assignee={id}")).await.counts.total, 3);
    let done = team(&app, &[("form", "deactivate"), ("member", &id.to_string())]).await;
    assert_eq!(done.location(), format!("/team#member-{id}"));
    assert_eq!(omar.get("/agents").await.location(), "/sign-in?next=%2Fagents", "refused at the next request");
    assert_eq!(omar.post_json("/api/agents/list", "{}").await.status, StatusCode::UNAUTHORIZED);
    let list = count("assignee=unassigned").await;
    assert_eq!(list.counts.total, 4);
    assert!(list.members.iter().all(|member| member.id != id), "records cannot be given to them any more");
    for record in &ids {
        let page = app.get(&format!("/agents/acme/leads-tickets?id={record}")).await;
        let words = page.body.replace("<b>", "").replace("</b>", "").replace("<bdi>", "").replace("</bdi>", "");
        assert!(words.contains("Owner deactivated Omar, who had this"), "{record}");
    }
    let back = team(&app, &[("form", "reactivate"), ("member", &id.to_string())]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert_eq!(count(&format!("assignee={id}")).await.counts.total, 0);
}

async fn a_new_role_ends_the_sessions(engine: Engine) {
    let app = TestApp::start(engine).await;
    let (admin, id) = app.join("Admin", Role::Admin).await;
    assert_eq!(admin.get("/team").await.status, StatusCode::OK);
    team(&app, &[("form", "role"), ("member", &id.to_string()), ("role", "viewer")]).await;
    assert_eq!(admin.get("/team").await.location(), "/sign-in?next=%2Fteam");
    assert_eq!(
        team(&admin, &[("form", "invite"), ("email", "x@example.com"), ("role", "viewer")]).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(app.session_of(id).await.get("/team").await.status, StatusCode::FORBIDDEN);
}

async fn preferences_are_the_profiles(engine: Engine) {
    let app = TestApp::start(engine).await;
    let scope = app.agent("acme").await;
    for n in 0..30 {
        app.file(&scope, lead(&format!("Customer {n}")), None).await;
    }
    let profile = [
        ("form", "profile"),
        ("name", "ليلى"),
        ("language", "ar"),
        ("theme", "dark"),
        ("zone", "Asia/Riyadh"),
        ("per", "48"),
        ("shortcuts", "off"),
    ];
    assert!(app.get("/agents").await.body.contains(r#"data-shortcuts="on""#), "on until they are switched off");
    let saved = app.post_form("/preferences", &form(&profile)).await;
    assert_eq!(saved.location(), "/preferences?saved=profile");
    assert!(app.get(saved.location()).await.body.contains("تم الحفظ"));
    // The profile wins over whatever the browser says, from the first byte on.
    let headers = [(header::ACCEPT_LANGUAGE, "en"), (header::COOKIE, "language=en; theme=light; zone=UTC")];
    let page = app.get_with("/agents/acme/leads-tickets", &headers).await;
    let switched_off = r#"data-shortcuts="off""#;
    let shown =
        [r#"lang="ar" dir="rtl""#, r#"data-theme="dark""#, switched_off, "Asia/Riyadh", "ليلى", "21-09-26 17:13"];
    for text in shown {
        assert!(page.body.contains(text), "{text}");
    }
    assert_eq!(page.body.matches("<article").count(), 30);
    let fewer = app.get("/agents/acme/leads-tickets?per=24").await;
    assert_eq!(fewer.body.matches("<article").count(), 24);

    // The switches of every page are the profile's, too.
    app.post_form("/preferences", "language=en&next=%2Fagents").await;
    let page = app.get("/agents").await;
    assert!(page.body.contains(r#"lang="en" dir="ltr""#));
    assert!(page.body.contains(switched_off), "what a form does not name stays");

    let wrong = [("form", "password"), ("current", "not it"), ("password", "a brand new password")];
    let refused = app.post_form("/preferences", &form(&wrong)).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.body.contains("This is not your password"));
    let other = app.session_of(scope.viewer.id).await;
    let right = [("form", "password"), ("current", PASSWORD), ("password", "a brand new password")];
    let changed = app.post_form("/preferences", &form(&right)).await;
    assert_eq!(changed.location(), "/preferences?saved=password");
    assert_eq!(other.get("/agents").await.status, StatusCode::SEE_OTHER, "all other sessions end");
    assert_eq!(app.get("/agents").await.status, StatusCode::SEE_OTHER, "and this one's id");
    let now = app.keeping(changed.cookies());
    assert_eq!(now.get("/agents").await.status, StatusCode::OK);
}

async fn an_agent_is_made_and_deleted_with_everything(engine: Engine) {
    let app = TestApp::start(engine).await;
    let (admin, _) = app.join("Admin", Role::Admin).await;
    let new = [("form", "new-agent"), ("name", "Acme Support"), ("id", "acme"), ("variant", "voice")];
    let made = admin.post_form("/agents/new", &form(&new)).await;
    assert_eq!(made.location(), "/agents/acme/leads-tickets");
    for (field, value, words) in [
        (2, "acme", "an agent of this id already"),
        (2, "new", "an agent of this id already"),
        (2, "Acme", "Only a–z"),
        (1, "", "Fill this in"),
        (3, "pigeon", "Choose one"),
    ] {
        let mut fields = new;
        fields[2].1 = "other";
        fields[field].1 = value;
        let refused = admin.post_form("/agents/new", &form(&fields)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(refused.body.contains(words), "{value}");
    }
    let scope = app.agent("acme").await;
    let (_, id) = app.file(&scope, lead("Omar Haddad"), None).await;
    let other = app.agent("other").await;
    app.file(&other, lead("Somebody Else"), None).await;
    for typed in ["", "delete", "DELETE it"] {
        let refused = admin.post_form("/agents/acme/delete", &form(&[("confirmation", typed)])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
    }
    let gone = admin.post_form("/agents/acme/delete", &form(&[("confirmation", "DELETE")])).await;
    assert_eq!(gone.location(), "/agents");
    assert_eq!(app.get("/agents/acme/leads-tickets").await.status, StatusCode::NOT_FOUND);
    let again = app.agent("acme").await;
    assert_ne!(app.file(&again, lead("New"), None).await.1, id);
    let search = app.get("/agents/acme/leads-tickets?q=haddad").await;
    assert!(search.body.contains("No records match"), "the index still finds what is gone");
    assert!(app.get("/agents/other/leads-tickets").await.body.contains("Somebody Else"));
    let db = app.store.read();
    for table in ["record_search", "activity", "records"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
        assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 2, "{table}");
    }
}
