use leptos::prelude::*;

use super::json::Json;
use crate::domain::error::AppError;
use crate::domain::view::settings::ApiKeysView;

/// The agent's API keys, without their secrets.
#[server(prefix = "/api", endpoint = "api-keys/list", input = Json, output = Json)]
pub async fn list_api_keys(agent: String) -> Result<ApiKeysView, AppError> {
    crate::server::api_keys::list(&agent).await
}
