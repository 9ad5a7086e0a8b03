use leptos::prelude::*;

use super::json::Json;
use crate::domain::error::AppError;
use crate::domain::view::PreferencesView;

/// The member's own settings.
#[server(prefix = "/api", endpoint = "preferences/find", input = Json, output = Json)]
pub async fn find_preferences() -> Result<PreferencesView, AppError> {
    crate::server::preferences::find().await
}

/// The names of all time zones.
#[server(prefix = "/api", endpoint = "preferences/zones", input = Json, output = Json)]
pub async fn list_zones() -> Result<Vec<String>, AppError> {
    Ok(crate::server::preferences::zones())
}
