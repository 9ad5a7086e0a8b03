//! Reading an export from SQLite: on a connection and a thread of its own, as sqlx hands every row from one thread to
//! another. Records and fields are two statements in one order, read side by side.

use rusqlite::types::Value as Bound;
use rusqlite::{Connection, OpenFlags, Row, Transaction, params_from_iter};
use sea_orm::{DbErr, Statement, Value};
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;
use tokio::task::spawn_blocking;

use super::outlet::{Outlet, Piece, Stop};
use super::plan::{ASSIGNEE, CONVERSATION, NOTES, Plan, TEXTS};
use super::rows::{Filler, out_of_step};
use crate::domain::export::columns::Labels;

/// Between two interruptions: one that comes between two statements is not heard.
const AGAIN: Duration = Duration::from_millis(50);

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(DbErr::Custom(error.to_string()))
    }
}

pub(super) async fn read(file: &Path, plan: Plan, out: &Outlet) -> Result<(), Stop> {
    let file = file.to_owned();
    let connection = spawn_blocking(move || open(&file)).await.map_err(broken)??;
    let interrupt = connection.get_interrupt_handle();
    let thread_out = out.clone();
    let mut reading = spawn_blocking(move || pass_on(connection, &plan, &thread_out));
    let done = tokio::select! {
        done = &mut reading => done,
        () = out.gone() => loop {
            interrupt.interrupt();
            if let Ok(done) = tokio::time::timeout(AGAIN, &mut reading).await {
                break done;
            }
        },
    };
    done.map_err(broken)?
}

fn broken(error: tokio::task::JoinError) -> Stop {
    Stop::Failed(DbErr::Custom(error.to_string()))
}

/// Not opened for reading only: who reads a file in WAL mode writes down in its index that they do. Nothing is changed by it.
fn open(file: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.execute_batch("PRAGMA query_only = 1")?;
    Ok(connection)
}

fn pass_on(mut connection: Connection, plan: &Plan, out: &Outlet) -> Result<(), Stop> {
    // Deferred: its snapshot is the one of the first statement.
    let snapshot = connection.transaction()?;
    let members = members(&snapshot)?;
    out.pass_blocking(Piece::Begun)?;
    let columns = labels(&snapshot, &plan.labels)?.columns();
    out.pass_blocking(Piece::Columns(columns.names().to_vec()))?;
    let mut filler = Filler::new(columns, members);

    let fields = plan.fields.as_ref().ok_or_else(out_of_step)?;
    let mut fields_of = snapshot.prepare(&fields.sql)?;
    let mut fields = fields_of.query(params_from_iter(bound(fields)?))?;
    let mut records_of = snapshot.prepare(&plan.records.sql)?;
    let mut records = records_of.query(params_from_iter(bound(&plan.records)?))?;
    let mut next = fields.next()?;
    while let Some(row) = records.next()? {
        let record: i64 = row.get(0)?;
        filler.begin(record);
        for column in TEXTS {
            filler.text(text(row, column)?);
        }
        filler.member(row.get(ASSIGNEE)?);
        filler.text(text(row, NOTES)?);
        filler.number(row.get(CONVERSATION)?);
        while let Some(field) = next {
            if field.get::<_, i64>(0)? != record {
                break;
            }
            filler.field(text(field, 1)?, text(field, 2)?)?;
            next = fields.next()?;
        }
        if let Some(rows) = filler.end() {
            out.pass_blocking(Piece::Rows(rows))?;
        }
    }
    if next.is_some() {
        return Err(out_of_step());
    }
    match filler.rest() {
        Some(rows) => out.pass_blocking(Piece::Rows(rows)),
        None => Ok(()),
    }
}

fn members(snapshot: &Transaction<'_>) -> rusqlite::Result<HashMap<i64, String>> {
    let mut statement = snapshot.prepare("SELECT id, name FROM members")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

fn labels(snapshot: &Transaction<'_>, plan: &Statement) -> Result<Labels, Stop> {
    let mut statement = snapshot.prepare(&plan.sql)?;
    let mut fields = statement.query(params_from_iter(bound(plan)?))?;
    let mut labels = Labels::default();
    let mut last = None;
    while let Some(field) = fields.next()? {
        let record: i64 = field.get(0)?;
        if last.replace(record) != Some(record) {
            labels.next_record();
        }
        labels.add(text(field, 1)?);
    }
    Ok(labels)
}

/// Read in place; nothing is empty.
fn text<'row>(row: &'row Row<'_>, column: usize) -> rusqlite::Result<&'row str> {
    Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default())
}

/// The values of a statement, as the other library wants them.
fn bound(statement: &Statement) -> Result<Vec<Bound>, DbErr> {
    let values = statement.values.iter().flat_map(|values| &values.0);
    let bound = values.map(|value| match value {
        Value::BigInt(Some(number)) => Ok(Bound::Integer(*number)),
        Value::BigUnsigned(Some(number)) => {
            i64::try_from(*number).map(Bound::Integer).map_err(|error| DbErr::Type(error.to_string()))
        }
        Value::String(Some(text)) => Ok(Bound::Text(text.clone())),
        other => Err(DbErr::Type(format!("an export has no use for {other:?}"))),
    });
    bound.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::DbBackend;

    #[test]
    fn values_are_bound_as_they_are() {
        let statement = |value: Value| Statement::from_sql_and_values(DbBackend::Sqlite, "SELECT ?", [value]);
        for (value, expected) in [
            (Value::from(-7_i64), Bound::Integer(-7)),
            (Value::from(24_u64), Bound::Integer(24)),
            (Value::from("O'Neil"), Bound::Text("O'Neil".to_owned())),
        ] {
            assert_eq!(bound(&statement(value)).unwrap(), [expected]);
        }
        assert!(bound(&statement(Value::from(u64::MAX))).is_err());
        assert!(bound(&statement(Value::from(1.5_f64))).is_err());
        assert!(bound(&statement(Value::from(None::<String>))).is_err());
        assert!(bound(&Statement::from_string(DbBackend::Sqlite, "SELECT 1")).unwrap().is_empty());
    }
}
