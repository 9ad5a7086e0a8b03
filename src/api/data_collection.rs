use leptos::prelude::*;

use super::json::Json;
use crate::domain::error::AppError;
use crate::domain::view::settings::CollectionView;

/// What the agent asks its customers.
#[server(prefix = "/api", endpoint = "data-collection/find", input = Json, output = Json)]
pub async fn find_data_collection(agent: String) -> Result<CollectionView, AppError> {
    crate::server::data_collection::find(&agent).await
}
