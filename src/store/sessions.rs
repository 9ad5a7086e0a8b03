//! Who is signed in where. The table is asked at every request, so what changes here holds at the next one, on every
//! replica.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::entity::{members, sessions};
use super::members::{Account, account};
use crate::domain::member::MemberId;

/// A session that the table holds; whether it is still good is the caller's to say.
pub struct Session {
    pub account: Account,
    /// Microseconds, as all times here.
    pub created_at: i64,
    pub seen_at: i64,
}

pub async fn find(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Session>, DbErr> {
    let found = sessions::Entity::find_by_id(token_hash).find_also_related(members::Entity).one(db).await?;
    Ok(found.and_then(|(session, member)| {
        Some(Session { account: account(member?), created_at: session.created_at, seen_at: session.seen_at })
    }))
}

pub async fn create(db: &DatabaseTransaction, token_hash: &str, member: MemberId, now: i64) -> Result<(), DbErr> {
    let row = sessions::ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        member_id: Set(member.0),
        created_at: Set(now),
        seen_at: Set(now),
    };
    sessions::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn touch(db: &DatabaseTransaction, token_hash: &str, now: i64) -> Result<(), DbErr> {
    sessions::Entity::update_many()
        .col_expr(sessions::Column::SeenAt, now.into())
        .filter(sessions::Column::TokenHash.eq(token_hash))
        .exec(db)
        .await?;
    Ok(())
}

pub async fn end(db: &DatabaseTransaction, token_hash: &str) -> Result<(), DbErr> {
    sessions::Entity::delete_by_id(token_hash).exec(db).await?;
    Ok(())
}

/// Ends every session of the member.
pub async fn end_all(db: &DatabaseTransaction, member: MemberId) -> Result<(), DbErr> {
    sessions::Entity::delete_many().filter(sessions::Column::MemberId.eq(member.0)).exec(db).await?;
    Ok(())
}

/// Forgets those not seen since the one moment or made before the other.
pub async fn purge(db: &DatabaseTransaction, unseen_since: i64, made_before: i64) -> Result<(), DbErr> {
    let over = Condition::any()
        .add(sessions::Column::SeenAt.lt(unseen_since))
        .add(sessions::Column::CreatedAt.lt(made_before));
    sessions::Entity::delete_many().filter(over).exec(db).await?;
    Ok(())
}
