use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;

use super::entity::{assignments, record_fields, records};
use super::paging;
use super::resolved::ResolvedFilter;
use crate::domain::cursor::Cursor;
use crate::domain::listing::{Position, Sort};
use crate::domain::record::Folder;
use crate::domain::record_id::RecordId;
use crate::domain::viewer::Scope;

pub use super::entity::record_fields::Model as FieldRow;
pub use super::entity::records::Model as RecordRow;

/// A record with its custom fields in order.
pub struct Record {
    pub row: RecordRow,
    pub fields: Vec<FieldRow>,
}

/// A page of records, and the cursors of its neighbours where there are any.
pub struct Page {
    pub records: Vec<Record>,
    pub before: Option<Cursor>,
    pub after: Option<Cursor>,
}

/// Which page to read.
#[derive(Clone, Copy)]
pub struct Window {
    pub sort: Sort,
    pub position: Option<Position>,
    pub per: u64,
}

/// One page of what the filter chooses in a folder, by keyset: as fast at any depth, and steady while records arrive.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &Scope,
    folder: Folder,
    filter: &ResolvedFilter,
    window: Window,
) -> Result<Page, DbErr> {
    let chosen = filter.condition(scope, folder, db.get_database_backend());
    let rows = page(chosen, window, window.per + 1).all(db).await?;
    let cursor =
        |row: &RecordRow| Cursor { updated: (window.sort == Sort::Updated).then_some(row.updated_at), key: row.id };
    let (rows, before, after) = paging::cut(rows, window.position, window.per, cursor);
    Ok(Page { records: with_fields(db, rows).await?, before, after })
}

/// What a page shows of what is chosen, as it is read: away from its neighbour. `limit` is how many of it at most.
pub(super) fn page(chosen: Condition, window: Window, limit: u64) -> Select<records::Entity> {
    let order = paging::direction(window.sort == Sort::Oldest, window.position);
    let mut select = records::Entity::find().filter(chosen);
    if let Some(Position::After(cursor) | Position::Before(cursor)) = window.position {
        select = select.filter(beyond(cursor, &order));
    }
    in_order(select, window.sort, order).limit(limit)
}

/// By key, or by last change and then by key.
pub(super) fn in_order(mut select: Select<records::Entity>, sort: Sort, order: Order) -> Select<records::Entity> {
    if sort == Sort::Updated {
        select = select.order_by(records::Column::UpdatedAt, order.clone());
    }
    select.order_by(records::Column::Id, order)
}

/// The record of this id if it is the scope's agent's, in whatever folder.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: &RecordId) -> Result<Option<Record>, DbErr> {
    let row = records::Entity::find()
        .filter(records::Column::AgentId.eq(scope.agent.as_str()))
        .filter(records::Column::PublicId.eq(id.as_str()))
        .one(db)
        .await?;
    Ok(with_fields(db, row.into_iter().collect()).await?.pop())
}

/// Those of the agent's records that were changed after the moment, in whatever folder, without their fields.
pub async fn changed_since(
    db: &impl ConnectionTrait,
    scope: &Scope,
    ids: &[String],
    moment: i64,
) -> Result<Vec<RecordRow>, DbErr> {
    records::Entity::find()
        .filter(records::Column::AgentId.eq(scope.agent.as_str()))
        .filter(records::Column::PublicId.is_in(ids.iter().map(String::as_str)))
        .filter(records::Column::UpdatedAt.gt(moment))
        .all(db)
        .await
}

/// The note given with the current assignment, if there was one.
pub async fn assignment_note(db: &impl ConnectionTrait, record: &RecordRow) -> Result<Option<String>, DbErr> {
    let Some(assignee) = record.assignee_id else { return Ok(None) };
    let latest = assignments::Entity::find()
        .filter(assignments::Column::RecordId.eq(record.id))
        .filter(assignments::Column::MemberId.eq(assignee))
        .order_by_desc(assignments::Column::Id)
        .one(db)
        .await?;
    Ok(latest.map(|latest| latest.note).filter(|note| !note.is_empty()))
}

/// On which side of a cursor a page lies that is read in `order`.
fn beyond(cursor: Cursor, order: &Order) -> Condition {
    use records::Column::{Id, UpdatedAt};
    match cursor.updated {
        None => Condition::all().add(paging::beyond(Id, cursor.key, order)),
        Some(updated) => {
            let row = Expr::tuple([Expr::col((records::Entity, UpdatedAt)), Expr::col((records::Entity, Id))]);
            let edge = Expr::tuple([Expr::val(updated), Expr::val(cursor.key)]);
            Condition::all().add(if matches!(order, Order::Desc) { row.lt(edge) } else { row.gt(edge) })
        }
    }
}

pub(super) async fn with_fields(db: &impl ConnectionTrait, rows: Vec<RecordRow>) -> Result<Vec<Record>, DbErr> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let fields = record_fields::Entity::find()
        .filter(record_fields::Column::RecordId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(record_fields::Column::RecordId)
        .order_by_asc(record_fields::Column::Position)
        .all(db)
        .await?;
    let mut by_record: HashMap<i64, Vec<FieldRow>> = HashMap::with_capacity(rows.len());
    for field in fields {
        by_record.entry(field.record_id).or_default().push(field);
    }
    Ok(rows.into_iter().map(|row| Record { fields: by_record.remove(&row.id).unwrap_or_default(), row }).collect())
}
