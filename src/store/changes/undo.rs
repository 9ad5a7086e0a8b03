//! Taking changes back: what each did, and whether it still stands.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use std::collections::{BTreeSet, HashMap, HashSet};

use super::{ROWS_AT_ONCE, State};
use crate::domain::change::Part;
use crate::domain::viewer::Scope;
use crate::store::activity::Entry;
use crate::store::entity::{activity, changes};

/// A change as it was written.
pub struct Written {
    pub part: Part,
    /// Microseconds.
    pub at: i64,
    pub rows: Vec<WrittenRow>,
}

/// What a change did to one record.
pub struct WrittenRow {
    /// Its key.
    pub record: i64,
    /// Its place in the journal.
    entry: i64,
    pub before: State,
    /// Of the part, after it.
    pub version: i64,
}

/// How many records the change touched; `None` when the agent has no such change.
pub async fn size(db: &impl ConnectionTrait, scope: &Scope, id: i64) -> Result<Option<u64>, DbErr> {
    let found = changes::Entity::find_by_id(id).filter(changes::Column::AgentId.eq(scope.agent.as_str())).one(db);
    if found.await?.is_none() {
        return Ok(None);
    }
    activity::Entity::find().filter(activity::Column::ChangeId.eq(id)).count(db).await.map(Some)
}

/// `None` when the agent has no such change.
pub async fn written(db: &DatabaseTransaction, scope: &Scope, id: i64) -> Result<Option<Written>, DbErr> {
    let found =
        changes::Entity::find_by_id(id).filter(changes::Column::AgentId.eq(scope.agent.as_str())).one(db).await?;
    let Some(change) = found else { return Ok(None) };
    let journal = activity::Entity::find()
        .filter(activity::Column::ChangeId.eq(id))
        .order_by_asc(activity::Column::Id)
        .all(db)
        .await?;
    let mut rows = Vec::with_capacity(journal.len());
    for row in journal {
        if let (Some(before), Some(version)) = (Entry::parse(&row.change)?.before(), row.version) {
            rows.push(WrittenRow { record: row.record_id, entry: row.id, before, version });
        }
    }
    Ok(Some(Written { part: change.part.0, at: change.changed_at, rows }))
}

/// Of these records of the change `id`, those where it stands after all: what came later has been taken back again.
pub async fn standing(
    db: &DatabaseTransaction,
    id: i64,
    part: Part,
    rows: &[&WrittenRow],
) -> Result<HashSet<i64>, DbErr> {
    let mut standing = HashSet::new();
    for some in rows.chunks(ROWS_AT_ONCE) {
        let first = some.iter().map(|row| row.entry).min().unwrap_or_default();
        let later = activity::Entity::find()
            .filter(activity::Column::RecordId.is_in(some.iter().map(|row| row.record)))
            .filter(activity::Column::Id.gt(first))
            .order_by_asc(activity::Column::Id)
            .all(db)
            .await?;
        let ids: BTreeSet<i64> = later.iter().filter_map(|entry| entry.change_id).collect();
        let mut undoes: HashMap<i64, i64> = HashMap::new();
        for ids in ids.into_iter().collect::<Vec<_>>().chunks(ROWS_AT_ONCE) {
            let found = changes::Entity::find().filter(changes::Column::Id.is_in(ids.iter().copied())).all(db).await?;
            undoes.extend(found.into_iter().filter_map(|change| Some((change.id, change.undoes?))));
        }
        // Of each record the changes that have not been taken back, the last on top.
        let mut stacks: HashMap<i64, (i64, Vec<Option<i64>>)> =
            some.iter().map(|row| (row.record, (row.entry, vec![Some(id)]))).collect();
        for entry in later {
            let Some((first, stack)) = stacks.get_mut(&entry.record_id) else { continue };
            if entry.id <= *first || Entry::parse(&entry.change)?.part() != Some(part) {
                continue;
            }
            let undone = entry.change_id.and_then(|change| undoes.get(&change).copied());
            if undone.is_some() && stack.last() == Some(&undone) {
                stack.pop();
            } else {
                stack.push(entry.change_id);
            }
        }
        standing.extend(stacks.into_iter().filter(|(_, (_, stack))| *stack == [Some(id)]).map(|(record, _)| record));
    }
    Ok(standing)
}
