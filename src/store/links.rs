//! Links that let somebody in once: invitations, and links to a new password.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::columns::Slug;
use super::entity::{invitations, password_resets};
use crate::domain::member::{MemberId, Role};

/// Somebody who was invited and has not joined yet.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub id: i64,
    pub token_hash: String,
    pub email: String,
    pub role: Role,
    pub invited_by: MemberId,
    /// Microseconds.
    pub expires_at: i64,
}

/// Another invitation of the same address takes the place of the first.
pub async fn invite(
    db: &DatabaseTransaction,
    token_hash: &str,
    email: &str,
    role: Role,
    invited_by: MemberId,
    expires_at: i64,
) -> Result<(), DbErr> {
    let row = invitations::ActiveModel {
        token_hash: Set(token_hash.to_owned()),
        email: Set(email.to_owned()),
        role: Set(Slug(role)),
        invited_by: Set(invited_by.0),
        expires_at: Set(expires_at),
        ..Default::default()
    };
    use invitations::Column::{Email, ExpiresAt, InvitedBy, Role as RoleColumn, TokenHash};
    let again = OnConflict::column(Email).update_columns([TokenHash, RoleColumn, InvitedBy, ExpiresAt]).to_owned();
    invitations::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

/// By address.
pub async fn invitations(db: &impl ConnectionTrait) -> Result<Vec<Invitation>, DbErr> {
    let rows = invitations::Entity::find().order_by_asc(invitations::Column::Email).all(db).await?;
    Ok(rows.into_iter().map(invitation).collect())
}

pub async fn find_invitation(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Invitation>, DbErr> {
    let row = invitations::Entity::find().filter(invitations::Column::TokenHash.eq(token_hash)).one(db).await?;
    Ok(row.map(invitation))
}

pub async fn find_invitation_by_id(db: &impl ConnectionTrait, id: i64) -> Result<Option<Invitation>, DbErr> {
    Ok(invitations::Entity::find_by_id(id).one(db).await?.map(invitation))
}

pub async fn find_invitation_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Invitation>, DbErr> {
    let row = invitations::Entity::find().filter(invitations::Column::Email.eq(email)).one(db).await?;
    Ok(row.map(invitation))
}

/// Says whether the link was good until now: of two who use it at once one is told so, and nobody when another has
/// taken its place.
pub async fn end_invitation(db: &DatabaseTransaction, token_hash: &str) -> Result<bool, DbErr> {
    let link = invitations::Entity::delete_many().filter(invitations::Column::TokenHash.eq(token_hash));
    Ok(link.exec(db).await?.rows_affected == 1)
}

/// A link to a new password.
#[derive(Clone, Debug)]
pub struct PasswordReset {
    pub member: MemberId,
    pub made_by: MemberId,
    /// Microseconds.
    pub expires_at: i64,
}

/// Another link for the same member takes the place of the first.
pub async fn allow_reset(db: &DatabaseTransaction, token_hash: &str, reset: &PasswordReset) -> Result<(), DbErr> {
    let row = password_resets::ActiveModel {
        member_id: Set(reset.member.0),
        token_hash: Set(token_hash.to_owned()),
        made_by: Set(reset.made_by.0),
        expires_at: Set(reset.expires_at),
    };
    use password_resets::Column::{ExpiresAt, MadeBy, MemberId, TokenHash};
    let again = OnConflict::column(MemberId).update_columns([TokenHash, MadeBy, ExpiresAt]).to_owned();
    password_resets::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

pub async fn find_reset(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<PasswordReset>, DbErr> {
    let row = password_resets::Entity::find().filter(password_resets::Column::TokenHash.eq(token_hash)).one(db).await?;
    Ok(row.map(|row| PasswordReset {
        member: MemberId(row.member_id),
        made_by: MemberId(row.made_by),
        expires_at: row.expires_at,
    }))
}

/// Says whether the link was good until now, see [`end_invitation`].
pub async fn use_reset(db: &DatabaseTransaction, token_hash: &str) -> Result<bool, DbErr> {
    let link = password_resets::Entity::delete_many().filter(password_resets::Column::TokenHash.eq(token_hash));
    Ok(link.exec(db).await?.rows_affected == 1)
}

/// Whatever link there is to a new password of the member, it is good no more.
pub async fn end_reset(db: &DatabaseTransaction, member: MemberId) -> Result<(), DbErr> {
    password_resets::Entity::delete_by_id(member.0).exec(db).await?;
    Ok(())
}

fn invitation(row: invitations::Model) -> Invitation {
    Invitation {
        id: row.id,
        token_hash: row.token_hash,
        email: row.email,
        role: row.role.0,
        invited_by: MemberId(row.invited_by),
        expires_at: row.expires_at,
    }
}
