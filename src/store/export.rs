//! Exports. A row says how far each is and stays as the log of it; what it holds is read in one snapshot, record by
//! record, so that a million take no more room than a page.

mod outlet;
mod plan;
mod postgres;
mod rows;
mod sqlite;
mod wanted;

pub use self::outlet::{Outlet, Piece, Stop};
pub use self::rows::Rows;
pub use self::wanted::{Wanted, Which};
pub use super::entity::exports::Model as ExportRow;

use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use self::plan::Plan;
use super::Store;
use super::columns::Slug;
use super::entity::exports::{ActiveModel, Column, Entity};
use super::entity::members;
use crate::domain::export::{Choice, ChoiceKind, Export, ExportState, Format};
use crate::domain::limits;
use crate::domain::record::Folder;
use crate::domain::viewer::Scope;

/// Any number that no other user of the database takes: whoever wants a place holds it while counting them.
const LOCK: i64 = 0x4578_706f_7274_7300;
/// Microseconds for which a place is kept for a file that nobody has asked for yet.
const KEPT: i64 = limits::EXPORT_SECONDS as i64 * 1_000_000;
/// Microseconds after which a sender that has not shown itself is taken for dead. It does once a second, unless the
/// database keeps it waiting.
const ALIVE: i64 = 20_000_000;

/// An export that is about to wait for its file to be asked for.
pub struct NewExport<'a> {
    pub format: Format,
    pub choice: &'a Choice,
    pub folder: Folder,
    /// The canonical query of the list that it was asked from.
    pub query: &'a str,
    /// The IANA zone in which days and times are meant.
    pub zone: Option<&'a str>,
    /// Records that it will hold.
    pub total: u64,
}

/// Keeps a place for it; `None` when all are taken. One that the member has started before and not asked for gives its
/// place back.
pub async fn start(
    db: &DatabaseTransaction,
    scope: &Scope,
    new: NewExport<'_>,
    now: i64,
) -> Result<Option<i64>, DbErr> {
    // On SQLite the transaction itself is the lock.
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    }
    stop_abandoned(db, now).await?;
    let own_waiting = Condition::all()
        .add(Column::AgentId.eq(scope.agent.as_str()))
        .add(Column::ActorId.eq(scope.viewer.id.0))
        .add(Column::State.eq(Slug(ExportState::Waiting)));
    stop(db, own_waiting, now).await?;
    if Entity::find().filter(under_way()).count(db).await? >= limits::EXPORTS {
        return Ok(None);
    }
    let selection = match new.choice {
        Choice::Page | Choice::All => None,
        choice => Some(serde_json::to_string(choice).map_err(|error| DbErr::Json(error.to_string()))?),
    };
    let row = ActiveModel {
        agent_id: Set(scope.agent.to_string()),
        actor_id: Set(Some(scope.viewer.id.0)),
        format: Set(Slug(new.format)),
        choice: Set(Slug(new.choice.kind())),
        folder: Set(Slug(new.folder)),
        query: Set(new.query.to_owned()),
        selection: Set(selection),
        zone: Set(new.zone.map(str::to_owned)),
        state: Set(Slug(ExportState::Waiting)),
        total: Set(new.total as i64),
        sent: Set(0),
        started_at: Set(now),
        touched_at: Set(now),
        ..Default::default()
    };
    Ok(Some(Entity::insert(row).exec(db).await?.last_insert_id))
}

/// What somebody who asks for a file finds.
pub enum Claim {
    /// The export is theirs to send, and nobody else's.
    Taken(Box<ExportRow>),
    /// It was sent before, or has waited for too long.
    Gone,
    /// The member has no such export of this agent.
    NotFound,
}

/// Takes a waiting export of the member's own; of several who want it, one gets it.
pub async fn claim(db: &DatabaseTransaction, scope: &Scope, id: i64, now: i64) -> Result<Claim, DbErr> {
    let taken = Entity::update_many()
        .col_expr(Column::State, Expr::value(Slug(ExportState::Running)))
        .col_expr(Column::TouchedAt, Expr::value(now))
        .filter(own(scope, id))
        .filter(Column::State.eq(Slug(ExportState::Waiting)))
        .filter(Column::TouchedAt.gt(now - KEPT))
        .exec(db)
        .await?;
    let row = Entity::find().filter(own(scope, id)).one(db).await?;
    Ok(match row {
        None => Claim::NotFound,
        Some(_) if taken.rows_affected == 0 => Claim::Gone,
        Some(row) => Claim::Taken(Box::new(row)),
    })
}

/// What was chosen when it was started.
///
/// # Errors
/// When the row has lost its selection.
pub fn choice(row: &ExportRow) -> Result<Choice, DbErr> {
    match (row.choice.0, &row.selection) {
        (_, Some(selection)) => serde_json::from_str(selection).map_err(|error| DbErr::Json(error.to_string())),
        (ChoiceKind::Page, None) => Ok(Choice::Page),
        (ChoiceKind::All, None) => Ok(Choice::All),
        (ChoiceKind::Selection, None) => Err(DbErr::Type(format!("the export {} has no selection", row.id))),
    }
}

/// Its sender lives, and has sent so many records. One that was taken for dead meanwhile runs on. Returns whether the
/// scope's viewer, whose it is, is still on the team.
pub async fn touch(db: &DatabaseTransaction, scope: &Scope, id: i64, sent: u64, now: i64) -> Result<bool, DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(Slug(ExportState::Running)))
        .col_expr(Column::TouchedAt, Expr::value(now))
        .col_expr(Column::Sent, Expr::value(sent as i64))
        .col_expr(Column::EndedAt, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in([Slug(ExportState::Running), Slug(ExportState::Stopped)]))
        .exec(db)
        .await?;
    let member = members::Entity::find_by_id(scope.viewer.id.0).filter(members::Column::DeactivatedAt.is_null());
    Ok(member.count(db).await? > 0)
}

/// Ends it. What is done holds what was sent, whatever was counted when it began.
pub async fn end(db: &DatabaseTransaction, id: i64, state: ExportState, sent: u64, now: i64) -> Result<(), DbErr> {
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(Slug(state)))
        .col_expr(Column::Sent, Expr::value(sent as i64))
        .col_expr(Column::Selection, Expr::value(None::<String>))
        .col_expr(Column::TouchedAt, Expr::value(now))
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::Id.eq(id));
    if state == ExportState::Done {
        update = update.col_expr(Column::Total, Expr::value(sent as i64));
    }
    update.exec(db).await?;
    Ok(())
}

/// How far an export of the member's own is.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: i64, now: i64) -> Result<Option<Export>, DbErr> {
    let row = Entity::find().filter(own(scope, id)).one(db).await?;
    Ok(row.map(|row| Export { id, state: state(&row, now), total: row.total as u64, sent: row.sent as u64 }))
}

/// The agent's exports before the one of this id, else its newest, newest first and at most `limit`; and whether there
/// are more.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &Scope,
    before: Option<i64>,
    limit: u64,
) -> Result<(Vec<ExportRow>, bool), DbErr> {
    let mut select = Entity::find().filter(Column::AgentId.eq(scope.agent.as_str()));
    if let Some(before) = before {
        select = select.filter(Column::Id.lt(before));
    }
    let mut rows = select.order_by_desc(Column::Id).limit(limit + 1).all(db).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    Ok((rows, more))
}

/// How far it is now: one whose sender is gone has stopped, though nobody was there to write it down.
pub fn state(row: &ExportRow, now: i64) -> ExportState {
    match row.state.0 {
        ExportState::Waiting if row.touched_at <= now - KEPT => ExportState::Stopped,
        ExportState::Running if row.touched_at <= now - ALIVE => ExportState::Stopped,
        state => state,
    }
}

/// Reads all that is wanted, in one snapshot, and passes it on.
pub async fn read(store: &Store, wanted: &Wanted, out: &Outlet) -> Result<(), Stop> {
    let done = match store.sqlite_file() {
        Some(file) => sqlite::read(file, Plan::of(wanted, DbBackend::Sqlite), out).await,
        None => postgres::read(store.read(), Plan::of(wanted, DbBackend::Postgres), out).await,
    };
    match done {
        // It was told to.
        Err(Stop::Failed(_)) if out.is_gone() => Err(Stop::Stopped),
        done => done,
    }
}

fn own(scope: &Scope, id: i64) -> Condition {
    Condition::all()
        .add(Column::Id.eq(id))
        .add(Column::AgentId.eq(scope.agent.as_str()))
        .add(Column::ActorId.eq(scope.viewer.id.0))
}

/// Spelled as in the index.
fn under_way() -> Expr {
    Expr::cust("state IN ('waiting', 'running')")
}

/// Writes down what [`state`] says of those whose sender is gone.
pub async fn stop_abandoned(db: &DatabaseTransaction, now: i64) -> Result<(), DbErr> {
    let silent = |state: ExportState, since: i64| {
        Condition::all().add(Column::State.eq(Slug(state))).add(Column::TouchedAt.lte(now - since))
    };
    let silent = Condition::any().add(silent(ExportState::Waiting, KEPT)).add(silent(ExportState::Running, ALIVE));
    stop(db, silent, now).await
}

/// Stops those of the exports under way.
async fn stop(db: &DatabaseTransaction, which: Condition, now: i64) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(Slug(ExportState::Stopped)))
        .col_expr(Column::Selection, Expr::value(None::<String>))
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(under_way())
        .filter(which)
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets exports that were started before, and have ended.
pub async fn purge(db: &DatabaseTransaction, before: i64) -> Result<(), DbErr> {
    let old = Entity::delete_many().filter(Column::StartedAt.lt(before)).filter(Column::EndedAt.is_not_null());
    old.exec(db).await?;
    Ok(())
}
