//! Changes of so many records that nobody waits for the answer: a row says how far each is, and outlives the request.

use std::time::Duration;

use super::changes::{Work, perform, writing_scope};
use super::session::Session;
use super::{respond, zone};
use crate::domain::change::{Job, JobState};
use crate::domain::error::AppError;
use crate::domain::viewer::Scope;
use crate::store::{Store, jobs};

/// Between two tries to write that a job has failed.
const AGAIN: Duration = Duration::from_secs(1);
const TRIES: usize = 60;

/// Writes the job's row and lets it run.
///
/// # Errors
/// `JobRunning` when the agent has another: two at once would only wait for each other.
pub async fn start(session: &Session, scope: Scope, work: Work, records: u64) -> Result<Job, AppError> {
    let action = match &work {
        Work::Change { action, .. } => Some(action.clone()),
        Work::Undo { .. } => None,
    };
    let store = &session.state.store;
    let transaction = store.begin().await.map_err(respond::database)?;
    let now = zone::now();
    jobs::fail_interrupted(&transaction, now, false).await.map_err(respond::database)?;
    let id = jobs::start(&transaction, &scope, action.as_ref(), records, now).await.map_err(respond::database)?;
    let id = id.ok_or(AppError::JobRunning)?;
    transaction.commit().await.map_err(respond::database)?;

    let actor = Some(scope.viewer.id);
    let (session, tracker) = (session.clone(), session.state.jobs.clone());
    tracker.spawn(async move {
        let store = session.state.store.clone();
        let run = tokio::spawn(async move { perform(&session, &scope, work, Some(id)).await });
        // A panic ends here, too.
        if !matches!(run.await, Ok(Ok(_))) {
            tracing::error!(job = id, "a job has failed; nothing was changed");
            give_up(&store, id).await;
        }
    });
    Ok(Job { id, action, records, actor, state: JobState::Running })
}

/// Writes that the job has failed, as soon as the database is there again.
async fn give_up(store: &Store, id: i64) {
    for _ in 0..TRIES {
        let written = async {
            let transaction = store.begin().await?;
            jobs::fail(&transaction, id).await?;
            transaction.commit().await
        };
        match written.await {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, job = id, "the end of a job could not be written"),
        }
        tokio::time::sleep(AGAIN).await;
    }
}

/// Ends the jobs that the last run of this program has left running.
pub async fn fail_interrupted(store: &Store) -> anyhow::Result<()> {
    let transaction = store.begin().await?;
    jobs::fail_interrupted(&transaction, zone::now(), true).await?;
    Ok(transaction.commit().await?)
}

/// How far a job is.
pub async fn find(agent: &str, job: i64) -> Result<Job, AppError> {
    respond::with_status(load(agent, job).await)
}

async fn load(agent: &str, id: i64) -> Result<Job, AppError> {
    let session = Session::current()?;
    let scope = writing_scope(&session, agent).await?;
    let store = &session.state.store;
    let job = jobs::find(store.read(), &scope, id).await.map_err(respond::database)?.ok_or(AppError::NotFound)?;
    // Elsewhere it would only wait for the job itself: there is one writer.
    if job.state == JobState::Running && jobs::have_other_runners(store.read()) {
        let transaction = store.begin().await.map_err(respond::database)?;
        jobs::fail_interrupted(&transaction, zone::now(), false).await.map_err(respond::database)?;
        transaction.commit().await.map_err(respond::database)?;
    }
    Ok(job)
}

/// The viewer has seen how the job ended.
pub async fn see(agent: &str, job: i64) -> Result<(), AppError> {
    respond::with_status(note_seen(agent, job).await)
}

async fn note_seen(agent: &str, id: i64) -> Result<(), AppError> {
    let session = Session::current()?;
    let scope = writing_scope(&session, agent).await?;
    let transaction = session.state.store.begin().await.map_err(respond::database)?;
    jobs::see(&transaction, &scope, id, zone::now()).await.map_err(respond::database)?;
    transaction.commit().await.map_err(respond::database)
}
