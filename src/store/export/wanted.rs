//! Which records an export holds, and in which order.

use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
};

use crate::domain::listing::{Position, Sort};
use crate::domain::record::Folder;
use crate::domain::viewer::Scope;
use crate::store::entity::records::{Column, Entity};
use crate::store::records::{Window, page};
use crate::store::resolved::ResolvedFilter;

/// What an export holds, with everything relative made absolute.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub scope: Scope,
    pub folder: Folder,
    pub filter: ResolvedFilter,
    pub sort: Sort,
    pub which: Which,
}

/// Which records, of those of a list.
#[derive(Clone, Debug)]
pub enum Which {
    Page {
        position: Option<Position>,
        per: u64,
    },
    All,
    /// Those of these ids, in whatever folder and whether the filter chooses them or not.
    These {
        ids: Vec<String>,
    },
    /// Those that were filed up to a moment, but for some.
    AllBut {
        ids: Vec<String>,
        as_of: i64,
    },
}

impl Wanted {
    /// How many records it is now.
    pub async fn count(&self, db: &impl ConnectionTrait) -> Result<u64, DbErr> {
        Entity::find().filter(self.condition(db.get_database_backend())).count(db).await
    }

    pub(super) fn condition(&self, engine: DbBackend) -> Condition {
        let listed = || self.filter.condition(&self.scope, self.folder, engine);
        match &self.which {
            Which::All => listed(),
            Which::Page { position, per } => {
                let window = Window { sort: self.sort, position: *position, per: *per };
                let keys = page(listed(), window, *per).select_only().column(Column::Id).into_query();
                Condition::all().add(Column::Id.in_subquery(keys))
            }
            Which::These { ids } => Condition::all().add(these(ids, self.scope.agent.as_str(), engine)),
            Which::AllBut { ids, as_of } => listed().add(Column::Id.lte(*as_of)).add(none_of(ids, engine)),
        }
    }
}

/// The ids are one value: there may be more of them than an engine takes values. Their keys are looked up by the ids,
/// which SQLite would rather not do; the plus sign keeps it from going through all of the agent's records.
fn these(ids: &[String], agent: &str, engine: DbBackend) -> Expr {
    let keys = match engine {
        DbBackend::Sqlite => "r.public_id IN (SELECT value FROM json_each(?)) AND +r.agent_id = ?",
        _ => "r.public_id IN (SELECT unnest(string_to_array($1, ','))) AND r.agent_id = $2",
    };
    let chosen = format!("\"records\".\"id\" IN (SELECT r.id FROM records r WHERE {keys})");
    Expr::cust_with_values(chosen, [list(ids, engine), agent.to_owned()])
}

fn none_of(ids: &[String], engine: DbBackend) -> Expr {
    let ids_of = match engine {
        DbBackend::Sqlite => "SELECT value FROM json_each(?)",
        _ => "SELECT unnest(string_to_array($1, ','))",
    };
    Expr::cust_with_values(format!("\"records\".\"public_id\" NOT IN ({ids_of})"), [list(ids, engine)])
}

/// Record ids hold nothing that either spelling would have to escape.
fn list(ids: &[String], engine: DbBackend) -> String {
    match engine {
        DbBackend::Sqlite if ids.is_empty() => "[]".to_owned(),
        DbBackend::Sqlite => format!("[\"{}\"]", ids.join("\",\"")),
        _ => ids.join(","),
    }
}
