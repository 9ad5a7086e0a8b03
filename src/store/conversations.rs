use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::columns::Slug;
use super::entity::{conversations, messages};
use super::filing::insert_at_free_key;
use crate::domain::agent::AgentId;
use crate::domain::conversation::Sender;
use crate::domain::record::Channel;

/// A conversation about to be stored.
#[derive(Clone, Debug)]
pub struct NewConversation {
    /// The agent's own id for it, unique per agent.
    pub external_id: String,
    pub channel: Channel,
    /// A language tag such as `en`.
    pub language: String,
    /// Microseconds.
    pub started_at: i64,
    pub messages: Vec<NewMessage>,
}

#[derive(Clone, Debug)]
pub struct NewMessage {
    pub sender: Sender,
    pub body: String,
    /// Microseconds.
    pub sent_at: i64,
}

/// Messages of one INSERT: five values each, well under SQLite's 32,766 parameters.
const MESSAGES_AT_ONCE: usize = 500;

/// Which of these external ids the agent has already.
pub async fn known(db: &DatabaseTransaction, agent: &AgentId, external_ids: &[String]) -> Result<Vec<String>, DbErr> {
    conversations::Entity::find()
        .select_only()
        .column(conversations::Column::ExternalId)
        .filter(conversations::Column::AgentId.eq(agent.as_str()))
        .filter(conversations::Column::ExternalId.is_in(external_ids))
        .into_tuple()
        .all(db)
        .await
}

/// Stores a conversation with its messages; returns its key.
pub async fn create(db: &DatabaseTransaction, agent: &AgentId, new: NewConversation) -> Result<i64, DbErr> {
    let row = conversations::ActiveModel {
        agent_id: Set(agent.to_string()),
        external_id: Set(new.external_id),
        channel: Set(Slug(new.channel)),
        language: Set(new.language),
        ..Default::default()
    };
    let key = insert_at_free_key(db, new.started_at, |key| conversations::ActiveModel { id: Set(key), ..row.clone() })
        .await?;
    for (batch, messages) in new.messages.chunks(MESSAGES_AT_ONCE).enumerate() {
        let first = batch * MESSAGES_AT_ONCE;
        let rows = messages.iter().enumerate().map(|(n, message)| messages::ActiveModel {
            conversation_id: Set(key),
            position: Set((first + n) as i64),
            sender: Set(Slug(message.sender)),
            body: Set(message.body.clone()),
            sent_at: Set(message.sent_at),
        });
        messages::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(key)
}
