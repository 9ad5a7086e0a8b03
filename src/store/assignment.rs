use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use super::activity::Entry;
use super::entity::{activity, records};
use crate::domain::member::MemberId;

/// Takes every record from a member who was deactivated, in whatever folder, and says so in the journal of each.
/// Returns how many there were.
pub async fn unassign_all(
    db: &DatabaseTransaction,
    member: MemberId,
    actor: Option<MemberId>,
    now: i64,
) -> Result<u64, DbErr> {
    let entry = Entry::AssigneeDeactivated { member };
    let change = entry.print()?;
    let theirs = Query::select()
        .column(records::Column::Id)
        .expr(Expr::val(actor.map(|id| id.0)).cast_as("BIGINT"))
        .expr(Expr::val(change))
        .expr(Expr::val(now).cast_as("BIGINT"))
        .from(records::Entity)
        .and_where(records::Column::AssigneeId.eq(member.0))
        .to_owned();
    use activity::Column::{ActorId, Change, HappenedAt, RecordId};
    let mut journal = Query::insert();
    journal.into_table(activity::Entity).columns([RecordId, ActorId, Change, HappenedAt]);
    journal.select_from(theirs).map_err(|error| DbErr::Custom(error.to_string()))?;
    db.execute(&journal).await?;

    let version = records::Column::AssigneeVersion;
    let updated = records::Entity::update_many()
        .col_expr(records::Column::AssigneeId, Expr::value(None::<i64>))
        .col_expr(version, Expr::col(version).add(1))
        .col_expr(records::Column::UpdatedAt, Expr::value(now))
        .filter(records::Column::AssigneeId.eq(member.0))
        .exec(db)
        .await?;
    Ok(updated.rows_affected)
}
