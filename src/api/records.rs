use leptos::prelude::*;

use super::json::Json;
use crate::domain::change::{Action, Answer, Target};
use crate::domain::error::AppError;
use crate::domain::record::Folder;
use crate::domain::view::settings::CollectionView;
use crate::domain::view::{Created, Found, JournalView, ListView, NewsView};

/// One page of the list, by agent id, folder and canonical query.
#[server(prefix = "/api", endpoint = "records/list", input = Json, output = Json)]
pub async fn list_records(agent: String, folder: Folder, query: String) -> Result<ListView, AppError> {
    crate::server::records::list(&agent, folder, &query).await
}

/// One record of the agent, whatever its folder; and what keeps it out of the list of this folder and canonical query.
/// Without them, out of the bare inbox.
#[server(prefix = "/api", endpoint = "records/find", input = Json, output = Json)]
pub async fn find_record(
    agent: String,
    id: String,
    #[server(default)] folder: Folder,
    #[server(default)] query: String,
) -> Result<Found, AppError> {
    crate::server::records::find(&agent, &id, folder, &query).await
}

/// What happened to a record before that entry of its journal.
#[server(prefix = "/api", endpoint = "records/journal", input = Json, output = Json)]
pub async fn list_journal(agent: String, id: String, before: i64) -> Result<JournalView, AppError> {
    crate::server::records::journal(&agent, &id, before).await
}

/// What has happened since a list was made at `as_of`: how many records it would list more, and how those of these ids
/// have changed.
#[server(prefix = "/api", endpoint = "records/news", input = Json, output = Json)]
pub async fn list_news(
    agent: String,
    folder: Folder,
    query: String,
    as_of: i64,
    shown: Vec<String>,
) -> Result<NewsView, AppError> {
    crate::server::records::news(&agent, folder, &query, as_of, shown).await
}

/// Changes one part of every record that is meant, in one transaction; says what was changed and what was not, and why.
#[server(prefix = "/api", endpoint = "records/change", input = Json, output = Json)]
pub async fn change_records(agent: String, target: Target, action: Action) -> Result<Answer, AppError> {
    crate::server::changes::change(&agent, target, action).await
}

/// Takes a change back, of those records that nobody has touched since.
#[server(prefix = "/api", endpoint = "records/undo", input = Json, output = Json)]
pub async fn undo_change(agent: String, change: i64) -> Result<Answer, AppError> {
    crate::server::changes::undo_change(&agent, change).await
}

/// Creates a record by hand out of the fields of the form; what is wrong with them is told by field.
#[server(prefix = "/api", endpoint = "records/create", input = Json, output = Json)]
pub async fn create_record(agent: String, fields: Vec<(String, String)>) -> Result<Created, AppError> {
    crate::server::new_record::create(&agent, fields).await
}

/// What the form of a new record asks for: the agent's data collection.
#[server(prefix = "/api", endpoint = "records/form", input = Json, output = Json)]
pub async fn find_record_form(agent: String) -> Result<CollectionView, AppError> {
    crate::server::new_record::form(&agent).await
}
