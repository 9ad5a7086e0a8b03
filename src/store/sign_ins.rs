//! How often a password was tried, and which browsers have signed in before.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, Statement,
};

use super::entity::{known_browsers, sign_in_attempts};
use crate::domain::member::MemberId;

/// Counts a try before the password is looked at, so that many at once cannot all slip through. `None` when there were
/// `limit` since that moment.
pub async fn attempt(
    db: &DatabaseTransaction,
    account: &str,
    since: i64,
    limit: u64,
    now: i64,
) -> Result<Option<i64>, DbErr> {
    // SQLite's transaction is the only one that writes; on PostgreSQL two could count the same rows.
    if db.get_database_backend() == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, [account.into()])).await?;
    }
    let rows = sign_in_attempts::Entity::delete_many();
    rows.filter(sign_in_attempts::Column::AttemptedAt.lt(since)).exec(db).await?;
    let tried =
        sign_in_attempts::Entity::find().filter(sign_in_attempts::Column::Account.eq(account)).count(db).await?;
    if tried >= limit {
        return Ok(None);
    }
    let row = sign_in_attempts::ActiveModel {
        account: Set(account.to_owned()),
        attempted_at: Set(now),
        ..Default::default()
    };
    Ok(Some(sign_in_attempts::Entity::insert(row).exec(db).await?.last_insert_id))
}

/// The password was right, or could not be looked at: the try does not count.
pub async fn forget_attempt(db: &DatabaseTransaction, id: i64) -> Result<(), DbErr> {
    sign_in_attempts::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Whether a browser that holds this token has signed in as this member before.
pub async fn is_known(db: &impl ConnectionTrait, token_hash: &str, member: MemberId) -> Result<bool, DbErr> {
    Ok(known_browsers::Entity::find_by_id((token_hash.to_owned(), member.0)).one(db).await?.is_some())
}

pub async fn remember_browser(
    db: &DatabaseTransaction,
    token_hash: &str,
    member: MemberId,
    now: i64,
) -> Result<(), DbErr> {
    let row = known_browsers::ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        member_id: Set(member.0),
        signed_in_at: Set(now),
    };
    let again = OnConflict::columns([known_browsers::Column::TokenHash, known_browsers::Column::MemberId])
        .update_column(known_browsers::Column::SignedInAt)
        .to_owned();
    known_browsers::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// Forgets the browsers that have not signed in since that moment.
pub async fn purge_browsers(db: &DatabaseTransaction, since: i64) -> Result<(), DbErr> {
    known_browsers::Entity::delete_many().filter(known_browsers::Column::SignedInAt.lt(since)).exec(db).await?;
    Ok(())
}

/// A new password: whoever knew the old one is a stranger again.
pub async fn forget_browsers(db: &DatabaseTransaction, member: MemberId) -> Result<(), DbErr> {
    known_browsers::Entity::delete_many().filter(known_browsers::Column::MemberId.eq(member.0)).exec(db).await?;
    Ok(())
}
