//! Conversations and what was said in them. A conversation carries what its list shows of its messages, and beside each
//! message stands its folded text.

pub mod list;
pub mod moves;
pub mod transcript;

use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::columns::Slug;
use super::entity::{conversations, message_search, messages};
use super::filing::insert_at_free_key;
use super::purge;
use crate::domain::agent::AgentId;
use crate::domain::conversation::{ConversationStatus, Sender};
use crate::domain::fold::fold;
use crate::domain::limits;
use crate::domain::record::{Channel, Folder};

pub use super::entity::conversations::Model as ConversationRow;
pub use super::entity::messages::Model as MessageRow;

/// A conversation about to be stored.
#[derive(Clone, Debug)]
pub struct NewConversation {
    /// The agent's own id for it, unique per agent.
    pub external_id: String,
    pub channel: Channel,
    /// A language tag such as `en`.
    pub language: String,
    pub status: ConversationStatus,
    /// Microseconds.
    pub closed_at: Option<i64>,
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

/// What a conversation is called by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Our own key.
    Key(i64),
    /// The agent's own id for it.
    External(String),
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
///
/// # Errors
/// One that [`super::is_taken`] knows, when the agent has another of this external id.
pub async fn create(db: &DatabaseTransaction, agent: &AgentId, new: NewConversation) -> Result<i64, DbErr> {
    let row = conversations::ActiveModel {
        agent_id: Set(agent.to_string()),
        external_id: Set(new.external_id),
        channel: Set(Slug(new.channel)),
        language: Set(new.language),
        status: Set(Slug(new.status)),
        closed_at: Set(new.closed_at),
        folder: Set(Slug(Folder::Inbox)),
        folder_version: Set(1),
        messages: Set(new.messages.len() as i64),
        last_at: Set(latest(&new.messages)),
        preview: Set(new.messages.last().map(preview).unwrap_or_default()),
        ..Default::default()
    };
    let key = insert_at_free_key(db, new.started_at, |key| conversations::ActiveModel { id: Set(key), ..row.clone() })
        .await?;
    insert(db, key, 0, &new.messages).await?;
    Ok(key)
}

/// Adds messages after those that are there; returns the position of the first.
///
/// # Errors
/// `RecordNotFound` when there is no such conversation.
pub async fn append(db: &DatabaseTransaction, conversation: i64, messages: Vec<NewMessage>) -> Result<i64, DbErr> {
    // Of two who write at once, one waits here for the other's positions.
    let found = conversations::Entity::find_by_id(conversation).lock_exclusive().one(db).await?;
    let row = found.ok_or_else(|| DbErr::RecordNotFound(format!("conversation {conversation}")))?;
    let Some(last) = messages.last() else { return Ok(row.messages) };
    // What a customer says now must not go for good with what somebody deleted before: the conversation comes back.
    let mut update = conversations::Entity::update_many();
    if let Some(from) = row.deleted_from {
        update = update
            .col_expr(conversations::Column::Folder, Expr::value(from))
            .col_expr(conversations::Column::FolderVersion, Expr::value(row.folder_version + 1))
            .col_expr(conversations::Column::DeletedFrom, Expr::value(None::<String>))
            .col_expr(conversations::Column::DeletedAt, Expr::value(None::<i64>));
    }
    update
        .col_expr(conversations::Column::Messages, Expr::value(row.messages + messages.len() as i64))
        .col_expr(conversations::Column::LastAt, Expr::value(row.last_at.max(latest(&messages))))
        .col_expr(conversations::Column::Preview, Expr::value(preview(last)))
        .filter(conversations::Column::Id.eq(conversation))
        .exec(db)
        .await?;
    insert(db, conversation, row.messages, &messages).await?;
    Ok(row.messages)
}

/// The agent's conversation of this name, in whatever folder.
pub async fn find_row(
    db: &impl ConnectionTrait,
    agent: &AgentId,
    reference: &Reference,
) -> Result<Option<ConversationRow>, DbErr> {
    named(agent, reference).one(db).await
}

/// The same, locked against others until the transaction ends.
pub async fn find_locked(
    db: &DatabaseTransaction,
    agent: &AgentId,
    reference: &Reference,
) -> Result<Option<ConversationRow>, DbErr> {
    named(agent, reference).lock_exclusive().one(db).await
}

/// Whether the customer still talks, and until when they did, in microseconds.
pub async fn set_status(
    db: &DatabaseTransaction,
    id: i64,
    status: ConversationStatus,
    closed_at: Option<i64>,
) -> Result<(), DbErr> {
    conversations::Entity::update_many()
        .col_expr(conversations::Column::Status, Expr::value(Slug(status)))
        .col_expr(conversations::Column::ClosedAt, Expr::value(closed_at))
        .filter(conversations::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Messages after the position `after`, else from the first one on, in their order.
pub async fn messages_of(
    db: &impl ConnectionTrait,
    id: i64,
    after: Option<i64>,
    limit: u64,
) -> Result<Vec<MessageRow>, DbErr> {
    let mut select = messages::Entity::find().filter(messages::Column::ConversationId.eq(id));
    if let Some(after) = after {
        select = select.filter(messages::Column::Position.gt(after));
    }
    select.order_by_asc(messages::Column::Position).limit(limit).all(db).await
}

fn named(agent: &AgentId, reference: &Reference) -> Select<conversations::Entity> {
    let name = match reference {
        Reference::Key(key) => conversations::Column::Id.eq(*key),
        Reference::External(id) => conversations::Column::ExternalId.eq(id.as_str()),
    };
    // One whose purge has begun is gone.
    let there = Condition::any()
        .add(conversations::Column::DeletedAt.is_null())
        .add(conversations::Column::DeletedAt.ne(purge::BEGUN));
    conversations::Entity::find().filter(conversations::Column::AgentId.eq(agent.as_str())).filter(name).filter(there)
}

/// Writes messages from a position on, and for each its folded text, so that the n-th text is that of the n-th message.
async fn insert(db: &DatabaseTransaction, conversation: i64, from: i64, all: &[NewMessage]) -> Result<(), DbErr> {
    for (batch, some) in all.chunks(MESSAGES_AT_ONCE).enumerate() {
        let first = from + (batch * MESSAGES_AT_ONCE) as i64;
        let rows = some.iter().enumerate().map(|(n, message)| messages::ActiveModel {
            conversation_id: Set(conversation),
            position: Set(first + n as i64),
            sender: Set(Slug(message.sender)),
            body: Set(message.body.clone()),
            sent_at: Set(message.sent_at),
        });
        messages::Entity::insert_many(rows).exec_without_returning(db).await?;
        let texts = some.iter().map(|message| message_search::ActiveModel {
            conversation_id: Set(conversation),
            folded: Set(fold(&message.body)),
            ..Default::default()
        });
        message_search::Entity::insert_many(texts).exec_without_returning(db).await?;
    }
    Ok(())
}

fn latest(messages: &[NewMessage]) -> Option<i64> {
    messages.iter().map(|message| message.sent_at).max()
}

/// How a message begins.
fn preview(message: &NewMessage) -> String {
    message.body.chars().take(limits::PREVIEW).collect()
}
