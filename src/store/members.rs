use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryOrder};

use super::columns::Slug;
use super::entity::members;
use crate::domain::member::{Member, MemberId, Role};

/// A member who is about to join.
pub struct NewMember<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub role: Role,
}

/// Everybody on the team, by name.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Member>, DbErr> {
    let rows =
        members::Entity::find().order_by_asc(members::Column::Name).order_by_asc(members::Column::Id).all(db).await?;
    Ok(rows.into_iter().map(|row| Member { id: MemberId(row.id), name: row.name, role: row.role.0 }).collect())
}

pub async fn count(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    members::Entity::find().count(db).await
}

pub async fn create(db: &DatabaseTransaction, member: NewMember<'_>, now: i64) -> Result<MemberId, DbErr> {
    let row = members::ActiveModel {
        name: Set(member.name.to_owned()),
        email: Set(member.email.to_owned()),
        role: Set(Slug(member.role)),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(MemberId(members::Entity::insert(row).exec(db).await?.last_insert_id))
}
