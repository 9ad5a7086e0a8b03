//! The statements that read an export. On SQLite each is one walk through an index in the order of the list, without
//! sorting; on PostgreSQL a cursor does the same.

use sea_orm::sea_query::{Condition, Expr, ExprTrait, JoinType};
use sea_orm::{
    ColumnTrait, DbBackend, EntityName, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    Statement,
};

use super::wanted::Wanted;
use crate::domain::listing::Sort;
use crate::store::entity::{record_fields, records};
use crate::store::paging;
use crate::store::records::in_order;

/// What both engines read of a record: its key, then the texts of the fixed columns in their order. Two are told by keys:
/// the assignee's, and the conversation's.
const COLUMNS: [records::Column; 13] = {
    use records::Column::*;
    [Id, PublicId, Kind, Status, Channel, Name, Phone, Email, Company, Description, AssigneeId, Notes, ConversationId]
};
/// Where the texts stand in it, up to the assignee; then assignee, notes, conversation.
pub(super) const TEXTS: std::ops::RangeInclusive<usize> = 1..=9;
pub(super) const ASSIGNEE: usize = 10;
pub(super) const NOTES: usize = 11;
pub(super) const CONVERSATION: usize = 12;

pub(super) struct Plan {
    /// The records, in the order of the list.
    pub records: Statement,
    /// On SQLite: record and label of each field, those of a record together, in its order. On PostgreSQL: each label
    /// once, its first place in any record, and how often it comes in one, at most.
    pub labels: Statement,
    /// On SQLite: record, label and value of each field, in the order of `records`. PostgreSQL asks for some at a time.
    pub fields: Option<Statement>,
}

impl Plan {
    pub fn of(wanted: &Wanted, engine: DbBackend) -> Self {
        let chosen = wanted.condition(engine);
        let order = paging::direction(wanted.sort == Sort::Oldest, None);
        let select = records::Entity::find().select_only().columns(COLUMNS).filter(chosen.clone());
        let records = in_order(select, wanted.sort, order.clone()).build(engine);
        match engine {
            DbBackend::Sqlite => {
                let labels = by_position(in_order(of_fields(chosen.clone()), Sort::Oldest, Order::Asc));
                let fields = of_fields(chosen).column(record_fields::Column::Value);
                let fields = by_position(in_order(fields, wanted.sort, order));
                Self { records, labels: labels.build(engine), fields: Some(fields.build(engine)) }
            }
            _ => Self { records, labels: summary(chosen, engine), fields: None },
        }
    }
}

/// The cross join says who leads: from each record to its fields, never the other way round.
fn of_fields(chosen: Condition) -> Select<records::Entity> {
    let own = Expr::col((record_fields::Entity, record_fields::Column::RecordId))
        .equals((records::Entity, records::Column::Id));
    let mut select = records::Entity::find()
        .select_only()
        .column(record_fields::Column::RecordId)
        .column(record_fields::Column::Label)
        .filter(chosen)
        .filter(own);
    QueryTrait::query(&mut select).join(JoinType::CrossJoin, record_fields::Entity.table_ref(), Condition::all());
    select
}

fn by_position(select: Select<records::Entity>) -> Select<records::Entity> {
    select.order_by(record_fields::Column::Position, Order::Asc)
}

/// However many the records are, it is no longer than the first line of the file. Positions count from 0 without a gap.
fn summary(chosen: Condition, engine: DbBackend) -> Statement {
    let keys = records::Entity::find().select_only().column(records::Column::Id).filter(chosen).into_query();
    let of_record = record_fields::Entity::find()
        .select_only()
        .column(record_fields::Column::Label)
        .expr_as(Expr::cust("min(position)"), "place")
        .expr_as(Expr::cust("count(*)"), "times")
        .filter(record_fields::Column::RecordId.in_subquery(keys))
        .group_by(record_fields::Column::RecordId)
        .group_by(record_fields::Column::Label)
        .build(engine);
    let sql = format!("SELECT label, min(place), max(times) FROM ({}) AS of_record GROUP BY label", of_record.sql);
    Statement { sql, ..of_record }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agent::AgentId;
    use crate::domain::listing::Listing;
    use crate::domain::member::{MemberId, Role};
    use crate::domain::record::Folder;
    use crate::domain::viewer::{Scope, Viewer};
    use crate::store::export::Which;
    use crate::store::resolved::{ResolvedFilter, Span};

    fn plan(query: &str, which: Which, engine: DbBackend) -> Plan {
        let listing = Listing::from_query(Folder::Inbox, query);
        let viewer = Viewer { id: MemberId(1), role: Role::Viewer };
        let wanted = Wanted {
            scope: Scope { viewer, agent: AgentId::parse("acme").unwrap() },
            folder: listing.folder,
            filter: ResolvedFilter { filter: listing.filter, span: Span::default() },
            sort: listing.sort,
            which,
        };
        Plan::of(&wanted, engine)
    }

    /// Two statements that are read side by side must be in one order.
    #[test]
    fn records_and_fields_are_in_the_order_of_the_list() {
        for (query, order) in [
            ("", r#""records"."id" DESC"#),
            ("sort=oldest", r#""records"."id" ASC"#),
            ("sort=updated", r#""records"."updated_at" DESC, "records"."id" DESC"#),
        ] {
            let plan = plan(query, Which::All, DbBackend::Sqlite);
            assert!(plan.records.sql.ends_with(&format!("ORDER BY {order}")), "{}", plan.records.sql);
            let fields = plan.fields.unwrap().sql;
            assert!(fields.contains(r#"FROM "records" CROSS JOIN "record_fields" WHERE"#), "{fields}");
            assert!(fields.ends_with(&format!(r#"ORDER BY {order}, "record_fields"."position" ASC"#)), "{fields}");
            let labels = plan.labels.sql;
            assert!(labels.ends_with(r#"ORDER BY "records"."id" ASC, "record_fields"."position" ASC"#), "{labels}");
        }
    }

    /// However many ids are selected, they are one value.
    #[test]
    fn a_selection_is_one_value() {
        let ids: Vec<String> = (0..50_000).map(|n| format!("WIT-LED-{n:05}")).collect();
        for engine in [DbBackend::Sqlite, DbBackend::Postgres] {
            for which in [Which::These { ids: ids.clone() }, Which::AllBut { ids: ids.clone(), as_of: 1 }] {
                let values = plan("", which, engine).records.values.unwrap();
                assert!(values.0.len() <= 4, "{}", values.0.len());
            }
        }
    }
}
