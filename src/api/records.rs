use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::domain::change::{Action, Outcome, Target};
use crate::domain::error::AppError;
use crate::domain::record::Folder;
use crate::domain::view::{ListView, SheetView};

/// One page of the list, by agent id, folder and canonical query.
#[server(prefix = "/api", endpoint = "records/list", input = Json, output = Json)]
pub async fn list_records(agent: String, folder: Folder, query: String) -> Result<ListView, AppError> {
    crate::server::records::list(&agent, folder, &query).await
}

/// One record of the agent, whatever its folder; `None` when there is none of this id.
#[server(prefix = "/api", endpoint = "records/find", input = Json, output = Json)]
pub async fn find_record(agent: String, id: String) -> Result<Option<SheetView>, AppError> {
    crate::server::records::find(&agent, &id).await
}

/// Changes one part of every record that is meant, in one transaction; says what was changed and what was not, and why.
#[server(prefix = "/api", endpoint = "records/change", input = Json, output = Json)]
pub async fn change_records(agent: String, target: Target, action: Action) -> Result<Outcome, AppError> {
    crate::server::changes::change(&agent, target, action).await
}

/// Takes a change back, of those records that nobody has touched since.
#[server(prefix = "/api", endpoint = "records/undo", input = Json, output = Json)]
pub async fn undo_change(agent: String, change: i64) -> Result<Outcome, AppError> {
    crate::server::changes::undo(&agent, change).await
}
