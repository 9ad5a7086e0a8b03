use leptos::prelude::*;

use super::json::Json;
use crate::domain::error::AppError;
use crate::domain::view::TeamView;

/// Everybody on the team, and who was invited to it.
#[server(prefix = "/api", endpoint = "team/list", input = Json, output = Json)]
pub async fn list_team() -> Result<TeamView, AppError> {
    crate::server::team::list().await
}
