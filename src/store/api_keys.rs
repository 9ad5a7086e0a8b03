//! Keys of the REST API. Of a key's secret only the hash is here.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};

use super::entity::{agents, api_keys};
use crate::domain::agent::{AgentId, Variant};
use crate::domain::member::MemberId;

/// A key as the API meets it. All times in microseconds.
#[derive(Clone, Debug)]
pub struct Key {
    pub id: i64,
    pub agent: AgentId,
    /// Of the agent.
    pub variant: Variant,
    /// It may read too.
    pub reads: bool,
    pub requests_per_minute: u32,
    pub expires_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub used_at: Option<i64>,
}

impl Key {
    /// Whether it opens anything.
    pub fn is_good(&self, now: i64) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }
}

/// A key as those see it who manage it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: i64,
    pub name: String,
    pub hint: String,
    pub reads: bool,
    pub requests_per_minute: u32,
    pub created_by: Option<MemberId>,
    pub created_at: i64,
    pub lifetime: Option<i64>,
    pub expires_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub used_at: Option<i64>,
}

/// A key that is about to be made.
#[derive(Clone, Debug)]
pub struct NewKey {
    pub name: String,
    pub token_hash: String,
    pub hint: String,
    pub reads: bool,
    pub requests_per_minute: u32,
    /// `None` = from the command line.
    pub created_by: Option<MemberId>,
    /// How long it is good; `None` = until it is revoked.
    pub lifetime: Option<i64>,
}

/// The key of this hash, good or not.
pub async fn find(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Key>, DbErr> {
    let agent: RelationDef =
        api_keys::Entity::belongs_to(agents::Entity).from(api_keys::Column::AgentId).to(agents::Column::Id).into();
    let found = api_keys::Entity::find()
        .join(JoinType::InnerJoin, agent)
        .select_also(agents::Entity)
        .filter(api_keys::Column::TokenHash.eq(token_hash))
        .one(db)
        .await?;
    Ok(found.and_then(|(key, agent)| {
        let agent = agent?;
        Some(Key {
            id: key.id,
            agent: AgentId::parse(&agent.id)?,
            variant: agent.variant.0,
            reads: key.reads != 0,
            requests_per_minute: rate(key.requests_per_minute),
            expires_at: key.expires_at,
            revoked_at: key.revoked_at,
            used_at: key.used_at,
        })
    }))
}

/// Notes that the key is used.
pub async fn touch(db: &DatabaseTransaction, id: i64, now: i64) -> Result<(), DbErr> {
    api_keys::Entity::update_many()
        .col_expr(api_keys::Column::UsedAt, Expr::value(now))
        .filter(api_keys::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// All keys of the agent, newest first.
pub async fn list(db: &impl ConnectionTrait, agent: &AgentId) -> Result<Vec<Listed>, DbErr> {
    let rows = api_keys::Entity::find()
        .filter(api_keys::Column::AgentId.eq(agent.as_str()))
        .order_by_desc(api_keys::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(listed).collect())
}

/// How many keys of the agent open something.
pub async fn count_good(db: &impl ConnectionTrait, agent: &AgentId, now: i64) -> Result<u64, DbErr> {
    api_keys::Entity::find().filter(good(agent, now)).count(db).await
}

/// A key of this agent that is good.
pub async fn find_good(db: &impl ConnectionTrait, agent: &AgentId, id: i64, now: i64) -> Result<Option<Listed>, DbErr> {
    Ok(api_keys::Entity::find_by_id(id).filter(good(agent, now)).one(db).await?.map(listed))
}

pub async fn create(db: &DatabaseTransaction, agent: &AgentId, new: &NewKey, now: i64) -> Result<i64, DbErr> {
    let row = api_keys::ActiveModel {
        agent_id: Set(agent.to_string()),
        name: Set(new.name.clone()),
        token_hash: Set(new.token_hash.clone()),
        hint: Set(new.hint.clone()),
        reads: Set(i64::from(new.reads)),
        requests_per_minute: Set(i64::from(new.requests_per_minute)),
        created_by: Set(new.created_by.map(|id| id.0)),
        created_at: Set(now),
        lifetime: Set(new.lifetime),
        expires_at: Set(new.lifetime.map(|lifetime| now.saturating_add(lifetime))),
        ..Default::default()
    };
    Ok(api_keys::Entity::insert(row).exec(db).await?.last_insert_id)
}

/// What becomes of a key that is good.
pub enum Change<'a> {
    Settings {
        name: &'a str,
        requests_per_minute: u32,
    },
    /// It ends then.
    Expires(i64),
    /// It ends now and says so.
    Revoked,
}

/// Changes a key of this agent; says whether there was one that is good.
pub async fn change(
    db: &DatabaseTransaction,
    agent: &AgentId,
    id: i64,
    change: Change<'_>,
    now: i64,
) -> Result<bool, DbErr> {
    use api_keys::Column;
    let update = api_keys::Entity::update_many().filter(Column::Id.eq(id)).filter(good(agent, now));
    let update = match change {
        Change::Settings { name, requests_per_minute } => update
            .col_expr(Column::Name, Expr::value(name))
            .col_expr(Column::RequestsPerMinute, Expr::value(i64::from(requests_per_minute))),
        Change::Expires(at) => update.col_expr(Column::ExpiresAt, Expr::value(at)),
        Change::Revoked => update.col_expr(Column::RevokedAt, Expr::value(now)),
    };
    Ok(update.exec(db).await?.rows_affected == 1)
}

fn good(agent: &AgentId, now: i64) -> Condition {
    use api_keys::Column::{AgentId as Agent, ExpiresAt, RevokedAt};
    let lasts = Condition::any().add(ExpiresAt.is_null()).add(ExpiresAt.gt(now));
    Condition::all().add(Agent.eq(agent.as_str())).add(RevokedAt.is_null()).add(lasts)
}

fn listed(row: api_keys::Model) -> Listed {
    Listed {
        id: row.id,
        name: row.name,
        hint: row.hint,
        reads: row.reads != 0,
        requests_per_minute: rate(row.requests_per_minute),
        created_by: row.created_by.map(MemberId),
        created_at: row.created_at,
        lifetime: row.lifetime,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
        used_at: row.used_at,
    }
}

/// As it was written: the column is wider than the number.
fn rate(column: i64) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_good_until_it_ends() {
        for (expires_at, revoked_at, good) in [
            (None, None, true),
            (Some(11), None, true),
            (Some(10), None, false),
            (Some(9), None, false),
            (None, Some(9), false),
            (Some(11), Some(10), false),
        ] {
            let key = Key {
                id: 1,
                agent: AgentId::parse("acme").unwrap(),
                variant: Variant::Text,
                reads: false,
                requests_per_minute: 1,
                expires_at,
                revoked_at,
                used_at: None,
            };
            assert_eq!(key.is_good(10), good, "{expires_at:?} {revoked_at:?}");
        }
    }
}
