//! Changes of many records that run by themselves. A row says how far each is; it becomes done in the transaction of
//! the change itself, so that a job is done exactly when its records are changed.

use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter,
    QueryOrder, Statement,
};
use strum::{EnumString, IntoStaticStr};

use super::columns::Slug;
use super::entity::jobs;
use super::is_taken;
use crate::domain::change::{Action, Job, JobState, Outcome};
use crate::domain::member::MemberId;
use crate::domain::viewer::Scope;

/// Any number that no other user of the database takes: with a job's id it is the lock that its runner holds.
const LOCK: i32 = 0x4a6f_6273;
/// Microseconds for a runner on another replica to take its lock.
const START: i64 = 10_000_000;

/// How far a job is, as it stands in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Progress {
    Running,
    Done,
    Failed,
}

/// Begins a job; `None` when another is running on the agent.
pub async fn start(
    db: &DatabaseTransaction,
    scope: &Scope,
    action: Option<&Action>,
    records: u64,
    now: i64,
) -> Result<Option<i64>, DbErr> {
    let row = jobs::ActiveModel {
        agent_id: Set(scope.agent.to_string()),
        actor_id: Set(Some(scope.viewer.id.0)),
        action: Set(print(&action)?),
        records: Set(records as i64),
        state: Set(Slug(Progress::Running)),
        started_at: Set(now),
        ..Default::default()
    };
    match jobs::Entity::insert(row).exec(db).await {
        Ok(inserted) => Ok(Some(inserted.last_insert_id)),
        Err(error) if is_taken(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Shows others that the job's runner lives, for as long as this transaction does.
pub async fn hold(db: &DatabaseTransaction, id: i64) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK}, {id}::int)")).await?;
    }
    Ok(())
}

/// Ends it well, in the transaction of its change.
pub async fn finish(db: &DatabaseTransaction, id: i64, outcome: &Outcome) -> Result<(), DbErr> {
    let outcome = print(outcome)?;
    end(db, Condition::all().add(jobs::Column::Id.eq(id)), Progress::Done, Some(outcome)).await
}

/// Ends it badly: nothing was changed.
pub async fn fail(db: &DatabaseTransaction, id: i64) -> Result<(), DbErr> {
    end(db, Condition::all().add(jobs::Column::Id.eq(id)), Progress::Failed, None).await
}

/// Whether a job's runner may be another program than this one, and be gone while this one lives.
pub fn have_other_runners(db: &impl ConnectionTrait) -> bool {
    db.get_database_backend() == DbBackend::Postgres
}

/// Ends the jobs whose runner is gone. On SQLite there is one program, so those that are running when it starts; on
/// PostgreSQL those whose lock nobody holds.
pub async fn fail_interrupted(db: &DatabaseTransaction, now: i64, starting: bool) -> Result<(), DbErr> {
    match db.get_database_backend() {
        DbBackend::Postgres => {
            let sql = "UPDATE jobs SET state = 'failed' WHERE id IN (
                SELECT id FROM (SELECT id FROM jobs WHERE state = 'running' AND started_at < $1 OFFSET 0) AS old
                WHERE pg_try_advisory_xact_lock($2, id::int))";
            let values = [(now - START).into(), LOCK.into()];
            db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
            Ok(())
        }
        _ if starting => end(db, Condition::all(), Progress::Failed, None).await,
        _ => Ok(()),
    }
}

/// The job that a member should see: the one that is running on the agent, else the last of their own whose end they
/// have not seen yet.
pub async fn current(db: &impl ConnectionTrait, scope: &Scope) -> Result<Option<Job>, DbErr> {
    let own = Condition::all()
        .add(jobs::Column::ActorId.eq(scope.viewer.id.0))
        .add(jobs::Column::State.ne(Slug(Progress::Running)))
        .add(jobs::Column::SeenAt.is_null());
    let found = jobs::Entity::find()
        .filter(jobs::Column::AgentId.eq(scope.agent.as_str()))
        .filter(Condition::any().add(jobs::Column::State.eq(Slug(Progress::Running))).add(own))
        .order_by_desc(jobs::Column::Id)
        .one(db)
        .await?;
    found.map(job).transpose()
}

pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: i64) -> Result<Option<Job>, DbErr> {
    let found = jobs::Entity::find_by_id(id).filter(jobs::Column::AgentId.eq(scope.agent.as_str())).one(db).await?;
    found.map(job).transpose()
}

/// The member has seen how their jobs up to this one ended.
pub async fn see(db: &DatabaseTransaction, scope: &Scope, id: i64, now: i64) -> Result<(), DbErr> {
    jobs::Entity::update_many()
        .col_expr(jobs::Column::SeenAt, Expr::value(now))
        .filter(jobs::Column::AgentId.eq(scope.agent.as_str()))
        .filter(jobs::Column::ActorId.eq(scope.viewer.id.0))
        .filter(jobs::Column::Id.lte(id))
        .filter(jobs::Column::State.ne(Slug(Progress::Running)))
        .filter(jobs::Column::SeenAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets the jobs that began before.
pub async fn purge(db: &DatabaseTransaction, before: i64) -> Result<(), DbErr> {
    jobs::Entity::delete_many()
        .filter(jobs::Column::StartedAt.lt(before))
        .filter(jobs::Column::State.ne(Slug(Progress::Running)))
        .exec(db)
        .await?;
    Ok(())
}

async fn end(
    db: &DatabaseTransaction,
    which: Condition,
    state: Progress,
    outcome: Option<String>,
) -> Result<(), DbErr> {
    jobs::Entity::update_many()
        .col_expr(jobs::Column::State, Expr::value(Slug(state)))
        .col_expr(jobs::Column::Outcome, Expr::value(outcome))
        .filter(which.add(jobs::Column::State.eq(Slug(Progress::Running))))
        .exec(db)
        .await?;
    Ok(())
}

fn job(row: jobs::Model) -> Result<Job, DbErr> {
    let state = match (row.state.0, row.outcome) {
        (Progress::Running, _) => JobState::Running,
        (Progress::Done, Some(outcome)) => JobState::Done(parse(&outcome)?),
        (Progress::Done, None) => JobState::Done(Outcome::default()),
        (Progress::Failed, _) => JobState::Failed,
    };
    let action = parse(&row.action)?;
    Ok(Job { id: row.id, action, records: row.records as u64, actor: row.actor_id.map(MemberId), state })
}

fn print(value: &impl serde::Serialize) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|error| DbErr::Json(error.to_string()))
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Json(error.to_string()))
}
