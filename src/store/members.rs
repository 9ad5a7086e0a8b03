use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::HashMap;

use super::columns::Slug;
use super::entity::{members, records};
use crate::domain::listing::Per;
use crate::domain::member::{Member, MemberId, Role};
use crate::domain::prefs::{Language, Shortcuts, Theme};
use crate::domain::record::{Folder, Status};

/// A member with all that the server knows of them.
#[derive(Clone, Debug)]
pub struct Account {
    pub member: Member,
    pub email: String,
    /// `None` = nobody can sign in as this member.
    pub password_hash: Option<String>,
    pub profile: Profile,
    /// Microseconds.
    pub seen_at: Option<i64>,
    pub active: bool,
}

/// How a member wants to see things; `None` = not chosen.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    pub language: Option<Language>,
    pub theme: Option<Theme>,
    pub zone: Option<String>,
    pub per: Option<Per>,
    pub shortcuts: Option<Shortcuts>,
}

/// A member who is about to join.
pub struct NewMember<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub role: Role,
    pub password_hash: Option<String>,
    pub profile: Profile,
}

/// Everybody who is or was on the team, by name.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Member>, DbErr> {
    Ok(accounts(db).await?.into_iter().map(|account| account.member).collect())
}

/// Everybody who is or was on the team, by name.
pub async fn accounts(db: &impl ConnectionTrait) -> Result<Vec<Account>, DbErr> {
    let rows =
        members::Entity::find().order_by_asc(members::Column::Name).order_by_asc(members::Column::Id).all(db).await?;
    Ok(rows.into_iter().map(account).collect())
}

pub async fn find(db: &impl ConnectionTrait, id: MemberId) -> Result<Option<Account>, DbErr> {
    Ok(members::Entity::find_by_id(id.0).one(db).await?.map(account))
}

/// The address is in lower case, as all are stored.
pub async fn find_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Account>, DbErr> {
    Ok(members::Entity::find().filter(members::Column::Email.eq(email)).one(db).await?.map(account))
}

/// These members and all Owners, so that nobody changes any of them until the transaction ends.
pub async fn locked(db: &DatabaseTransaction, ids: &[MemberId]) -> Result<Vec<Account>, DbErr> {
    let chosen = Condition::any()
        .add(members::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .add(members::Column::Role.eq(Slug(Role::Owner)));
    let select = members::Entity::find().filter(chosen).order_by_asc(members::Column::Id);
    // On SQLite the transaction itself is the lock.
    Ok(select.lock_exclusive().all(db).await?.into_iter().map(account).collect())
}

/// # Errors
/// Among others that the address is taken, see [`super::is_taken`].
pub async fn create(db: &DatabaseTransaction, member: NewMember<'_>, now: i64) -> Result<MemberId, DbErr> {
    let row = members::ActiveModel {
        name: Set(member.name.to_owned()),
        email: Set(member.email.to_owned()),
        role: Set(Slug(member.role)),
        created_at: Set(now),
        password_hash: Set(member.password_hash),
        language: Set(member.profile.language.map(Slug)),
        theme: Set(member.profile.theme.map(Slug)),
        zone: Set(member.profile.zone),
        per: Set(member.profile.per.map(Slug)),
        shortcuts: Set(member.profile.shortcuts.map(Slug)),
        ..Default::default()
    };
    Ok(MemberId(members::Entity::insert(row).exec(db).await?.last_insert_id))
}

/// A change of one member; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub name: Option<String>,
    pub role: Option<Role>,
    pub password_hash: Option<String>,
    pub profile: Profile,
    pub seen_at: Option<i64>,
    /// Since when in microseconds; `Some(None)` = active again.
    pub deactivated_at: Option<Option<i64>>,
}

pub async fn update(db: &impl ConnectionTrait, id: MemberId, change: Change) -> Result<(), DbErr> {
    use members::Column;
    let Change { name, role, password_hash, profile, seen_at, deactivated_at } = change;
    let mut update = members::Entity::update_many().filter(Column::Id.eq(id.0));
    let mut set = |column: Column, value: Option<sea_orm::Value>| {
        if let Some(value) = value {
            update = update.clone().col_expr(column, Expr::value(value));
        }
    };
    // Names itself, so that a change of nothing is still a statement.
    set(Column::Id, Some(id.0.into()));
    set(Column::Name, name.map(Into::into));
    set(Column::Role, role.map(|role| Slug(role).into()));
    set(Column::PasswordHash, password_hash.map(Into::into));
    set(Column::Language, profile.language.map(|language| Slug(language).into()));
    set(Column::Theme, profile.theme.map(|theme| Slug(theme).into()));
    set(Column::Zone, profile.zone.map(Into::into));
    set(Column::Per, profile.per.map(|per| Slug(per).into()));
    set(Column::Shortcuts, profile.shortcuts.map(|shortcuts| Slug(shortcuts).into()));
    set(Column::SeenAt, seen_at.map(Into::into));
    set(Column::DeactivatedAt, deactivated_at.map(Into::into));
    update.exec(db).await?;
    Ok(())
}

/// How many open records in the inboxes each member has; members with none are left out.
pub async fn open_records(db: &impl ConnectionTrait) -> Result<HashMap<MemberId, u64>, DbErr> {
    let rows: Vec<(i64, i64)> = records::Entity::find()
        .select_only()
        .column(records::Column::AssigneeId)
        .column_as(records::Column::Id.count(), "open")
        .filter(records::Column::AssigneeId.is_not_null())
        .filter(records::Column::Folder.eq(Slug(Folder::Inbox)))
        .filter(records::Column::Status.eq(Slug(Status::Open)))
        .group_by(records::Column::AssigneeId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, open)| (MemberId(id), open.max(0) as u64)).collect())
}

pub(super) fn account(row: members::Model) -> Account {
    Account {
        member: Member { id: MemberId(row.id), name: row.name, role: row.role.0 },
        email: row.email,
        password_hash: row.password_hash,
        profile: Profile {
            language: row.language.map(|slug| slug.0),
            theme: row.theme.map(|slug| slug.0),
            zone: row.zone,
            per: row.per.map(|slug| slug.0),
            shortcuts: row.shortcuts.map(|slug| slug.0),
        },
        seen_at: row.seen_at,
        active: row.deactivated_at.is_none(),
    }
}
