use leptos::prelude::*;

use super::json::Json;
use crate::domain::change::Job;
use crate::domain::error::AppError;

/// How far a change of many records is.
#[server(prefix = "/api", endpoint = "jobs/find", input = Json, output = Json)]
pub async fn find_job(agent: String, job: i64) -> Result<Job, AppError> {
    crate::server::jobs::find(&agent, job).await
}

/// The viewer has seen how it ended: it is not told again.
#[server(prefix = "/api", endpoint = "jobs/see", input = Json, output = Json)]
pub async fn see_job(agent: String, job: i64) -> Result<(), AppError> {
    crate::server::jobs::see(&agent, job).await
}
