use leptos::prelude::*;

use super::json::Json;
use crate::domain::change::Destination;
use crate::domain::conversation::Medium;
use crate::domain::error::AppError;
use crate::domain::record::Folder;
use crate::domain::view::conversations::{ConversationsView, Moved, Part, TranscriptView};

/// One page of conversations, by agent id, medium, folder and canonical query.
#[server(prefix = "/api", endpoint = "conversations/list", input = Json, output = Json)]
pub async fn list_conversations(
    agent: String,
    medium: Medium,
    folder: Folder,
    query: String,
) -> Result<ConversationsView, AppError> {
    crate::server::conversations::list(&agent, medium, folder, &query).await
}

/// A part of one conversation of the agent, whatever its folder; `None` = there is none of this key.
#[server(prefix = "/api", endpoint = "conversations/find", input = Json, output = Json)]
pub async fn find_conversation(
    agent: String,
    id: String,
    part: Part,
    /// What a search wants marked.
    search: Option<String>,
) -> Result<Option<TranscriptView>, AppError> {
    crate::server::conversations::find(&agent, &id, part, search.as_deref()).await
}

/// Moves a conversation whose folder has this version; its records stay where they are.
#[server(prefix = "/api", endpoint = "conversations/move", input = Json, output = Json)]
pub async fn move_conversation(agent: String, id: i64, version: i64, to: Destination) -> Result<Moved, AppError> {
    crate::server::conversations::move_one(&agent, id, version, to).await
}
