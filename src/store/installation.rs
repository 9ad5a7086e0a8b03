//! Whether this installation has been set up. It happens once.

use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, TryInsertResult};

use super::entity::installation;

pub async fn is_set_up(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(installation::Entity::find_by_id(1).one(db).await?.is_some())
}

/// Says whether this transaction is the one that sets it up. Another that tries waits until it ends.
pub async fn set_up(db: &DatabaseTransaction, now: i64) -> Result<bool, DbErr> {
    let row = installation::ActiveModel { id: Set(1), set_up_at: Set(now) };
    let insert = installation::Entity::insert(row).on_conflict_do_nothing();
    Ok(matches!(insert.exec_without_returning(db).await?, TryInsertResult::Inserted(1)))
}
