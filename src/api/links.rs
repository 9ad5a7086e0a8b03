use leptos::prelude::*;

use super::json::Json;
use crate::domain::error::AppError;
use crate::domain::view::{InvitationView, ResetView};

/// What an invitation offers; `NotFound` when it is used, withdrawn or too old.
#[server(prefix = "/api", endpoint = "links/invitation", input = Json, output = Json)]
pub async fn find_invitation(token: String) -> Result<InvitationView, AppError> {
    crate::server::invitation::find(&token).await
}

/// Whose password a link lets one choose; `NotFound` when it is used or too old.
#[server(prefix = "/api", endpoint = "links/reset", input = Json, output = Json)]
pub async fn find_reset(token: String) -> Result<ResetView, AppError> {
    crate::server::password_reset::find(&token).await
}
