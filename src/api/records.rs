use leptos::prelude::*;
use leptos::server_fn::codec::Json;

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
