//! The list: one page of conversations, how many there are, and where a search found something.

use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use std::collections::HashMap;

use super::ConversationRow;
use crate::domain::conversation::Medium;
use crate::domain::conversation_listing::{ConversationListing, Order};
use crate::domain::cursor::Cursor;
use crate::domain::filter::Search;
use crate::domain::fold::fold;
use crate::domain::listing::Position;
use crate::domain::record::{Channel, Folder, Kind, Status};
use crate::domain::view::FolderCounts;
use crate::domain::viewer::Scope;
use crate::store::columns::Slug;
use crate::store::counts::of_folders;
use crate::store::entity::conversations::{Column, Entity};
use crate::store::entity::{message_search, messages, records};
use crate::store::{paging, search};

/// A page of conversations, and the cursors of its neighbours where there are any.
pub struct Page {
    pub conversations: Vec<Listed>,
    pub before: Option<Cursor>,
    pub after: Option<Cursor>,
}

/// A conversation with what its list shows beside it.
pub struct Listed {
    pub row: ConversationRow,
    /// The records filed out of it, oldest first.
    pub filed: Vec<FiledRow>,
    /// The first message in which a search found something.
    pub hit: Option<String>,
}

/// What a conversation shows of a record that was filed out of it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FiledRow {
    pub id: i64,
    pub conversation_id: i64,
    pub public_id: String,
    pub kind: Slug<Kind>,
    pub status: Slug<Status>,
    pub folder: Slug<Folder>,
    pub name: Option<String>,
}

/// One page of what the listing chooses, at most `per` conversations.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &Scope,
    listing: &ConversationListing,
    per: u64,
) -> Result<Page, DbErr> {
    let order = paging::direction(listing.order == Order::Oldest, listing.position);
    let chosen = in_channel(in_folder(listing, scope, db.get_database_backend()), listing.channel);
    let mut select = Entity::find().filter(chosen);
    if let Some(Position::After(cursor) | Position::Before(cursor)) = listing.position {
        select = select.filter(paging::beyond(Column::Id, cursor.key, &order));
    }
    let rows = select.order_by(Column::Id, order).limit(per + 1).all(db).await?;
    let cursor = |row: &ConversationRow| Cursor { updated: None, key: row.id };
    let (rows, before, after) = paging::cut(rows, listing.position, per, cursor);

    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut by_conversation: HashMap<i64, Vec<FiledRow>> = HashMap::with_capacity(rows.len());
    for record in filed(db, scope, &ids).await? {
        by_conversation.entry(record.conversation_id).or_default().push(record);
    }
    let mut hits = match &listing.search {
        Some(text) => hits(db, &ids, &search::needles(text)).await?,
        None => HashMap::new(),
    };
    let listed = rows.into_iter().map(|row| Listed {
        filed: by_conversation.remove(&row.id).unwrap_or_default(),
        hit: hits.remove(&row.id),
        row,
    });
    Ok(Page { conversations: listed.collect(), before, after })
}

/// How many each channel of the medium lists in the folder, under the same search.
pub async fn by_channel(
    db: &impl ConnectionTrait,
    scope: &Scope,
    listing: &ConversationListing,
) -> Result<Vec<(Channel, u64)>, DbErr> {
    let rows: Vec<(Slug<Channel>, i64)> = Entity::find()
        .select_only()
        .column(Column::Channel)
        .column_as(Expr::col(Column::Id).count(), "conversations")
        .filter(in_folder(listing, scope, db.get_database_backend()))
        .group_by(Column::Channel)
        .into_tuple()
        .all(db)
        .await?;
    let of = |channel: Channel| rows.iter().find(|(found, _)| found.0 == channel).map_or(0, |(_, count)| *count as u64);
    Ok(listing.medium.channels().map(|channel| (channel, of(channel))).collect())
}

/// How many each folder lists under the same channel and search.
pub async fn by_folder(
    db: &impl ConnectionTrait,
    scope: &Scope,
    listing: &ConversationListing,
) -> Result<FolderCounts, DbErr> {
    let chosen = in_channel(anywhere(listing, scope, db.get_database_backend()), listing.channel);
    let rows: Vec<(Slug<Folder>, i64)> = Entity::find()
        .select_only()
        .column(Column::Folder)
        .column_as(Expr::col(Column::Id).count(), "conversations")
        .filter(chosen)
        .group_by(Column::Folder)
        .into_tuple()
        .all(db)
        .await?;
    Ok(of_folders(&rows))
}

/// Everything the agent has of a medium in each folder.
pub async fn folders(db: &impl ConnectionTrait, scope: &Scope, medium: Medium) -> Result<FolderCounts, DbErr> {
    by_folder(db, scope, &ConversationListing::of(medium, Folder::Inbox)).await
}

/// The records filed out of these conversations, in whatever folder, oldest first.
pub(super) async fn filed(
    db: &impl ConnectionTrait,
    scope: &Scope,
    conversations: &[i64],
) -> Result<Vec<FiledRow>, DbErr> {
    use records::Column::{AgentId, ConversationId, Folder, Id, Kind, Name, PublicId, Status};
    records::Entity::find()
        .select_only()
        .columns([Id, ConversationId, PublicId, Kind, Status, Folder, Name])
        .filter(AgentId.eq(scope.agent.as_str()))
        .filter(ConversationId.is_in(conversations.iter().copied()))
        .order_by_asc(Id)
        .into_model()
        .all(db)
        .await
}

/// What the listing chooses in its folder, on all channels.
fn in_folder(listing: &ConversationListing, scope: &Scope, engine: DbBackend) -> Condition {
    anywhere(listing, scope, engine).add(Column::Folder.eq(Slug(listing.folder)))
}

/// What the listing chooses in all folders, on all channels.
fn anywhere(listing: &ConversationListing, scope: &Scope, engine: DbBackend) -> Condition {
    Condition::all()
        .add(Column::AgentId.eq(scope.agent.as_str()))
        .add(Column::Channel.is_in(listing.medium.channels().map(Slug)))
        .add_option(listing.search.as_ref().and_then(|text| found(text, scope, engine)))
}

fn in_channel(condition: Condition, channel: Option<Channel>) -> Condition {
    condition.add_option(channel.map(|channel| Column::Channel.eq(Slug(channel))))
}

/// In what was said, in a record that was filed out of it, or in the agent's own id for it. Each finds keys by itself, so
/// that none keeps the others from using their index.
fn found(text: &Search, scope: &Scope, engine: DbBackend) -> Option<Condition> {
    let in_records = records::Entity::find()
        .select_only()
        .column(records::Column::ConversationId)
        .filter(records::Column::AgentId.eq(scope.agent.as_str()))
        .filter(records::Column::ConversationId.is_not_null())
        .filter(search::condition(text, engine)?)
        .into_query();
    let by_id = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::AgentId.eq(scope.agent.as_str()))
        .filter(search::holds("lower(\"conversations\".\"external_id\")", fold(text.as_str()), engine))
        .into_query();
    let found = Condition::any()
        .add_option(search::in_messages(text, engine))
        .add(Column::Id.in_subquery(in_records))
        .add(Column::Id.in_subquery(by_id));
    Some(found)
}

/// Of these conversations the position of the first message that holds one of the needles.
pub(super) async fn first_hits(
    db: &impl ConnectionTrait,
    conversations: &[i64],
    needles: &[String],
) -> Result<HashMap<i64, i64>, DbErr> {
    if conversations.is_empty() || needles.is_empty() {
        return Ok(HashMap::new());
    }
    let engine = db.get_database_backend();
    let texts = message_search::Entity::find()
        .select_only()
        .columns([message_search::Column::ConversationId, message_search::Column::Folded])
        // The n-th text is that of the n-th message.
        .column_as(Expr::cust("row_number() OVER (PARTITION BY conversation_id ORDER BY id) - 1"), "position")
        .filter(message_search::Column::ConversationId.is_in(conversations.iter().copied()))
        .into_query();
    let holding =
        needles.iter().fold(Condition::any(), |any, needle| any.add(search::holds("folded", needle.clone(), engine)));
    let firsts = Query::select()
        .column("conversation_id")
        .expr_as(Expr::col("position").min(), "position")
        .from_subquery(texts, "texts")
        .cond_where(holding)
        .group_by_col("conversation_id")
        .to_owned();
    let rows = db.query_all(&firsts).await?;
    rows.iter().map(|row| Ok((row.try_get("", "conversation_id")?, row.try_get("", "position")?))).collect()
}

/// That message, as it was written.
async fn hits(
    db: &impl ConnectionTrait,
    conversations: &[i64],
    needles: &[String],
) -> Result<HashMap<i64, String>, DbErr> {
    let places = first_hits(db, conversations, needles).await?;
    if places.is_empty() {
        return Ok(HashMap::new());
    }
    let wanted = places.into_iter().fold(Condition::any(), |any, (conversation, position)| {
        let place = Condition::all()
            .add(messages::Column::ConversationId.eq(conversation))
            .add(messages::Column::Position.eq(position));
        any.add(place)
    });
    let found = messages::Entity::find().filter(wanted).all(db).await?;
    Ok(found.into_iter().map(|message| (message.conversation_id, message.body)).collect())
}
