//! The rules of the house (ARCHITECTURE.md), read off the sources. A rule that gets in the way of something good is
//! changed there and here, openly.

use std::fs;
use std::path::{Path, PathBuf};

struct Source {
    /// From the project's root, e.g. `src/store/records.rs`.
    path: String,
    /// Without its unit tests.
    code: String,
}

fn sources(folder: &str) -> Vec<Source> {
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files);
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            Source { path: path.to_str().unwrap().to_owned(), code }
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// Lines of code, comments left out, that hold the word but may not.
fn offences(sources: &[Source], word: &str, allowed: &[&str]) -> Vec<String> {
    let forbidden = sources.iter().filter(|source| !allowed.iter().any(|place| source.path.starts_with(place)));
    forbidden
        .flat_map(|source| {
            let lines = source.code.lines().enumerate();
            let code = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
            code.filter(|(_, line)| line.contains(word))
                .map(|(n, line)| format!("{}:{}: {}", source.path, n + 1, line.trim()))
        })
        .collect()
}

#[test]
fn every_word_stands_where_it_may() {
    let src = sources("src");
    let rules: &[(&str, &[&str])] = &[
        ("sea_orm", &["src/store", "src/server/respond.rs"]),
        ("rusqlite", &["src/store"]),
        ("axum", &["src/server"]),
        (
            "leptos",
            &[
                "src/account",
                "src/app.rs",
                "src/frame",
                "src/activity",
                "src/agents",
                "src/api_keys",
                "src/conversations",
                "src/data_collection",
                "src/team",
                "src/records",
                "src/ui",
                "src/api",
                "src/i18n.rs",
                "src/server",
                "src/lib.rs",
                "src/main.rs",
            ],
        ),
        (
            "view!",
            &[
                "src/account",
                "src/activity",
                "src/agents",
                "src/api_keys",
                "src/app.rs",
                "src/conversations",
                "src/data_collection",
                "src/frame",
                "src/records",
                "src/team",
                "src/ui",
            ],
        ),
        ("feature = ", &["src/lib.rs"]),
        ("/agents", &["src/paths", "src/app.rs", "src/server/access.rs", "src/server/router.rs"]),
        ("/preferences", &["src/paths.rs", "src/app.rs", "src/server/access.rs"]),
        ("/team", &["src/paths.rs", "src/app.rs", "src/server/access.rs"]),
        ("/sign-in", &["src/paths.rs", "src/app.rs"]),
        ("inner_html", &["src/ui/text_area.rs"]),
        ("<textarea", &["src/ui/text_area.rs"]),
        // A page of constant words, which Leptos does not render.
        ("<noscript", &["src/server/rest/docs.html"]),
        ("javascript:", &[]),
        ("SET_COOKIE", &["src/server/session"]),
        ("crate::server", &["src/api", "src/server"]),
        ("crate::store", &["src/server", "src/store"]),
        ("todo!", &[]),
        ("unimplemented!", &[]),
        ("dbg!", &[]),
    ];
    for (word, allowed) in rules {
        let found = offences(&src, word, allowed);
        assert!(found.is_empty(), "{word:?} may stand only in {allowed:?}:\n{}", found.join("\n"));
    }
}

#[test]
fn the_domain_knows_nobody() {
    let domain: Vec<Source> = sources("src").into_iter().filter(|s| s.path.starts_with("src/domain")).collect();
    assert!(domain.len() > 10);
    for word in [
        "crate::api",
        "crate::ui",
        "crate::i18n",
        "crate::paths",
        "std::fs",
        "std::net",
        "SystemTime",
        "Utc::now",
        "tokio",
    ] {
        let found = offences(&domain, word, &[]);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn the_parts_know_nothing_of_the_product() {
    let ui: Vec<Source> = sources("src").into_iter().filter(|s| s.path.starts_with("src/ui")).collect();
    for word in ["crate::domain", "crate::i18n", "crate::api", "crate::records", "crate::app"] {
        let found = offences(&ui, word, &[]);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

/// Words of a screen stand in i18n: between the tags of a view there is no letter.
#[test]
fn no_literal_words_in_views() {
    let screens = sources("src");
    let mut found = Vec::new();
    for source in screens.iter().filter(|s| !s.path.starts_with("src/i18n") && s.code.contains("view!")) {
        for (n, line) in source.code.lines().enumerate() {
            let after_tag = line.match_indices(">\"").chain(line.match_indices("}\"")).map(|(at, _)| &line[at + 2..]);
            if after_tag.filter_map(|text| text.chars().next()).any(char::is_alphabetic) {
                found.push(format!("{}:{}: {}", source.path, n + 1, line.trim()));
            }
        }
        for attribute in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
            for (n, line) in source.code.lines().enumerate() {
                let words = line.split_once(attribute).map(|(_, rest)| rest.split('"').next().unwrap_or_default());
                if words.is_some_and(|words| words.chars().any(char::is_alphabetic)) {
                    found.push(format!("{}:{}: {}", source.path, n + 1, line.trim()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn styles_have_no_physical_sides() {
    for source in sources("style") {
        for (n, line) in source.code.lines().enumerate() {
            let property = line.trim().split(':').next().unwrap_or_default();
            let physical = ["margin", "padding", "border", "inset"]
                .iter()
                .any(|of| property == format!("{of}-left") || property == format!("{of}-right"));
            let side = property == "left" || property == "right";
            let aligned =
                line.contains("text-align: left") || line.contains("text-align: right") || line.contains("float:");
            assert!(!(physical || side || aligned), "{}:{}: {}", source.path, n + 1, line.trim());
        }
    }
}

#[test]
fn files_stay_readable() {
    for folder in ["src", "style", "migrations"] {
        for source in sources(folder).iter().filter(|source| !source.path.ends_with("tests.rs")) {
            let lines = source.code.lines().count();
            assert!(lines <= 400, "{} has {lines} lines", source.path);
        }
    }
}

/// Route patterns and endpoints are literals of their macros: they must be those of `paths`.
#[test]
fn literals_of_macros_agree_with_paths() {
    let app = fs::read_to_string("src/app.rs").unwrap();
    for pattern in [
        r#"path!("/agents")"#,
        r#"path!("/agents/:agent/leads-tickets")"#,
        r#"path!("/agents/:agent/chat-conversations")"#,
        r#"path!("/agents/:agent/voice-conversations")"#,
        r#"path!("/agents/:agent/settings/data-collection")"#,
        r#"path!("/agents/:agent/settings/api-keys")"#,
        r#"path!("/agents/:agent/settings/activity")"#,
        r#"path!("archived")"#,
        r#"path!("deleted")"#,
    ] {
        assert!(app.contains(pattern), "{pattern}");
    }
    use leads_tickets::domain::agent::AgentId;
    use leads_tickets::domain::collection::SetKind;
    use leads_tickets::domain::conversation::Medium;
    use leads_tickets::domain::conversation_listing::ConversationListing;
    use leads_tickets::domain::record::Folder;
    use leads_tickets::paths;
    let agent = AgentId::parse("a").unwrap();
    assert_eq!(paths::AGENTS, "/agents");
    assert_eq!(paths::folder(&agent, Folder::Inbox), "/agents/a/leads-tickets");
    assert_eq!(paths::folder(&agent, Folder::Archived), "/agents/a/leads-tickets/archived");
    assert_eq!(paths::folder(&agent, Folder::Deleted), "/agents/a/leads-tickets/deleted");
    let chats = ConversationListing::of(Medium::Chat, Folder::Archived);
    assert_eq!(paths::conversations::conversations(&agent, &chats, None), "/agents/a/chat-conversations/archived");
    let calls = ConversationListing::of(Medium::Voice, Folder::Inbox);
    assert_eq!(paths::conversations::conversations(&agent, &calls, None), "/agents/a/voice-conversations");
    let settings = paths::settings::data_collection(&agent, SetKind::Text);
    assert_eq!(settings, "/agents/a/settings/data-collection");
    assert_eq!(paths::settings::api_keys(&agent), "/agents/a/settings/api-keys");
    assert_eq!(paths::exports::activity(&agent, None), "/agents/a/settings/activity");
    for source in sources("src/api").iter().filter(|source| source.code.contains("#[server")) {
        let noun = Path::new(&source.path).file_stem().unwrap().to_str().unwrap().replace('_', "-");
        let all = source.code.matches("#[server(prefix").count();
        let named = source.code.matches(&format!("endpoint = \"{noun}/")).count();
        assert_eq!(all, named, "{}: every endpoint is named after its noun", source.path);
    }
}
