use leptos::prelude::*;

use super::json::Json;
use crate::domain::error::AppError;
use crate::domain::export::{Export, ExportRequest, Started};
use crate::domain::view::settings::ActivityView;

/// Starts an export: counts its records and keeps a place for it. Its file is then asked for by link.
#[server(prefix = "/api", endpoint = "exports/start", input = Json, output = Json)]
pub async fn start_export(agent: String, request: ExportRequest) -> Result<Started, AppError> {
    crate::server::export::start(&agent, request).await
}

/// How far one of the member's own exports is.
#[server(prefix = "/api", endpoint = "exports/find", input = Json, output = Json)]
pub async fn find_export(agent: String, id: i64) -> Result<Export, AppError> {
    crate::server::export::find(&agent, id).await
}

/// Who exported what, newest first; those before that entry.
#[server(prefix = "/api", endpoint = "exports/list", input = Json, output = Json)]
pub async fn list_activity(agent: String, before: Option<i64>) -> Result<ActivityView, AppError> {
    crate::server::export::activity(&agent, before).await
}
