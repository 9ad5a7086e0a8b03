//! Reading an export from PostgreSQL: a cursor in a transaction that sees one snapshot, some records at a time, and
//! beside them their fields.

use sea_orm::sqlx::{self, Row};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
    IsolationLevel, QueryResult, QuerySelect, Statement, TransactionTrait,
};
use std::collections::HashMap;
use std::pin::pin;
use std::time::Duration;

use super::outlet::{Outlet, Piece, Stop};
use super::plan::{ASSIGNEE, CONVERSATION, NOTES, Plan, TEXTS};
use super::rows::{Filler, Rows};
use crate::domain::export::columns::Labels;
use crate::store::entity::members;

/// Records that are asked for at once, at most: enough that asking costs little.
const FETCH: usize = 500;
/// Those of the first time, when nobody knows yet how long they are.
const FIRST: usize = 16;
/// Bytes of the texts that are wanted at once, about: long records come a few at a time.
const ROOM: usize = 1024 * 1024;
const FIELDS: &str = "SELECT record_id, label, value FROM record_fields
    WHERE record_id = ANY (string_to_array($1, ',')::bigint[]) ORDER BY record_id, position";
/// Between two interruptions: one that comes between two statements is not heard.
const AGAIN: Duration = Duration::from_millis(50);

pub(super) async fn read(db: &DatabaseConnection, plan: Plan, out: &Outlet) -> Result<(), Stop> {
    let (isolation, access) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
    let snapshot = db.begin_with_config(isolation, access).await?;
    let backend = Statement::from_string(DbBackend::Postgres, "SELECT pg_backend_pid()");
    let backend = snapshot.query_one_raw(backend).await?.ok_or_else(|| DbErr::Custom("no backend".to_owned()))?;
    let backend: i32 = backend.try_get_by_index(0)?;
    let done = {
        let mut reading = pin!(pass_on(&snapshot, &plan, out));
        tokio::select! {
            done = &mut reading => done,
            // Letting go of the connection would leave the server at work.
            () = out.gone() => loop {
                cancel(db, backend).await;
                if let Ok(done) = tokio::time::timeout(AGAIN, &mut reading).await {
                    break done;
                }
            },
        }
    };
    // Now, not when the connection is used again.
    if let Err(error) = snapshot.rollback().await {
        tracing::warn!(%error, "the snapshot of an export could not be let go");
    }
    done
}

/// Ends what the backend is doing. It is still ours: its transaction has not ended.
async fn cancel(db: &DatabaseConnection, backend: i32) {
    let sql = Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_cancel_backend($1)", [backend.into()]);
    if let Err(error) = db.query_one_raw(sql).await {
        tracing::warn!(%error, "an export could not be interrupted");
    }
}

async fn pass_on(snapshot: &DatabaseTransaction, plan: &Plan, out: &Outlet) -> Result<(), Stop> {
    let members = members(snapshot).await?;
    out.pass(Piece::Begun).await?;
    let columns = labels(snapshot, &plan.labels).await?.columns();
    out.pass(Piece::Columns(columns.names().to_vec())).await?;
    let mut filler = Filler::new(columns, members);

    let Statement { sql, values, db_backend } = plan.records.clone();
    let cursor = Statement { sql: format!("DECLARE export NO SCROLL CURSOR FOR {sql}"), values, db_backend };
    snapshot.execute_raw(cursor).await?;
    let mut count = FIRST;
    loop {
        let fetch = Statement::from_string(DbBackend::Postgres, format!("FETCH {count} FROM export"));
        let records = snapshot.query_all_raw(fetch).await?;
        if records.is_empty() {
            break;
        }
        let keys = keys(&records)?;
        let fields = Statement::from_sql_and_values(DbBackend::Postgres, FIELDS, [keys.into()]);
        let fields = snapshot.query_all_raw(fields).await?;
        let owners = fields.iter().map(|row| cell(row, 0)).collect::<Result<Vec<i64>, DbErr>>()?;
        let before = filler.bytes();
        for record in &records {
            if let Some(rows) = fill(&mut filler, record, &fields, &owners)? {
                out.pass(Piece::Rows(rows)).await?;
            }
        }
        count = next_count(records.len(), filler.bytes() - before);
    }
    match filler.rest() {
        Some(rows) => out.pass(Piece::Rows(rows)).await,
        None => Ok(()),
    }
}

async fn members(snapshot: &DatabaseTransaction) -> Result<HashMap<i64, String>, DbErr> {
    let select = members::Entity::find().select_only().columns([members::Column::Id, members::Column::Name]);
    Ok(select.into_tuple::<(i64, String)>().all(snapshot).await?.into_iter().collect())
}

async fn labels(snapshot: &DatabaseTransaction, plan: &Statement) -> Result<Labels, DbErr> {
    let mut labels = Labels::default();
    for row in snapshot.query_all_raw(plan.clone()).await? {
        let (first, most): (i64, i64) = (cell(&row, 1)?, cell(&row, 2)?);
        labels.met(cell(&row, 0)?, first as usize, most as usize);
    }
    Ok(labels)
}

/// How many records to ask for, when so many were so long. Few different numbers: each is a statement to be prepared.
fn next_count(records: usize, bytes: usize) -> usize {
    match (records * ROOM / bytes.max(1)).clamp(1, FETCH) {
        FETCH => FETCH,
        few => 1 << few.ilog2(),
    }
}

/// The keys of the records as one value, separated by commas.
fn keys(records: &[QueryResult]) -> Result<String, DbErr> {
    let keys = records.iter().map(|row| cell::<i64>(row, 0).map(|key| key.to_string()));
    Ok(keys.collect::<Result<Vec<_>, _>>()?.join(","))
}

/// Puts a record and its fields together. The fields are ordered by record; `owners` says whose each is.
fn fill(filler: &mut Filler, row: &QueryResult, fields: &[QueryResult], owners: &[i64]) -> Result<Option<Rows>, Stop> {
    let record: i64 = cell(row, 0)?;
    filler.begin(record);
    for column in TEXTS {
        filler.text(cell::<Option<&str>>(row, column)?.unwrap_or_default());
    }
    filler.member(cell(row, ASSIGNEE)?);
    filler.text(cell(row, NOTES)?);
    filler.number(cell(row, CONVERSATION)?);
    let first = owners.partition_point(|of| *of < record);
    let count = owners[first..].iter().take_while(|of| **of == record).count();
    for field in &fields[first..first + count] {
        filler.field(cell(field, 1)?, cell(field, 2)?)?;
    }
    Ok(filler.end())
}

/// Read in place: what sqlx would look up for each cell is known from the statement.
fn cell<'row, T: sqlx::Decode<'row, sqlx::Postgres>>(row: &'row QueryResult, column: usize) -> Result<T, DbErr> {
    let row = row.try_as_pg_row().ok_or_else(|| DbErr::Type("no row of PostgreSQL".to_owned()))?;
    row.try_get_unchecked(column).map_err(|error| DbErr::Type(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_records_come_a_few_at_a_time() {
        for (records, bytes, expected) in [
            (16, 16 * 300, 500),
            (500, 500 * 300, 500),
            (500, 500 * 8_000, 128),
            (16, 16 * 300_000, 2),
            (3, 6 * ROOM, 1),
            (1, 0, 500),
        ] {
            assert_eq!(next_count(records, bytes), expected, "{records} of {bytes}");
        }
    }
}
