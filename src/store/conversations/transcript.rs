//! A part of a conversation. Positions are 0, 1, 2 … without gaps, so a part is a span of them.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::ops::Range;

use super::list::{FiledRow, filed, first_hits};
use super::{ConversationRow, MessageRow, Reference, find_row};
use crate::domain::filter::Search;
use crate::domain::limits;
use crate::domain::record_id::RecordId;
use crate::domain::view::conversations::Part;
use crate::domain::viewer::Scope;
use crate::store::entity::messages;
use crate::store::search;

const SIZE: i64 = limits::TRANSCRIPT as i64;

/// A conversation with a part of its messages.
pub struct Transcript {
    pub row: ConversationRow,
    /// All records filed out of it, oldest first.
    pub filed: Vec<FiledRow>,
    pub messages: Vec<MessageRow>,
    /// The records that were filed in this part, each with the position of the message before it.
    pub shown: Vec<(FiledRow, Option<i64>)>,
    /// There are messages before these, and after.
    pub earlier: bool,
    pub later: bool,
}

/// A part of the agent's conversation of this key, in whatever folder. The latest one is, while something is searched for,
/// the one where it was first said.
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &Scope,
    id: i64,
    part: &Part,
    search: Option<&Search>,
) -> Result<Option<Transcript>, DbErr> {
    let Some(row) = find_row(db, &scope.agent, &Reference::Key(id)).await? else { return Ok(None) };
    let filed = filed(db, scope, &[id]).await?;
    let mut places = Vec::with_capacity(filed.len());
    for record in &filed {
        places.push(place(db, record, row.messages).await?);
    }
    let asked = if let Part::Around(id) = part { RecordId::parse(id) } else { None };
    let around = asked.and_then(|id| filed.iter().position(|record| record.public_id == id.as_str()));
    let mut around = around.map(|n| places[n].unwrap_or_default());
    if let (Part::Latest, Some(text)) = (part, search) {
        around = first_hits(db, &[id], &search::needles(text)).await?.remove(&id);
    }
    let span = span(part, row.messages, around);

    let messages = messages::Entity::find()
        .filter(messages::Column::ConversationId.eq(id))
        .filter(messages::Column::Position.gte(span.start))
        .filter(messages::Column::Position.lt(span.end))
        .order_by_asc(messages::Column::Position)
        .all(db)
        .await?;
    let is_here = |place: &Option<i64>| place.map_or(span.start == 0, |place| span.contains(&place));
    let shown = filed.iter().cloned().zip(places).filter(|(_, place)| is_here(place)).collect();
    let (earlier, later) = (span.start > 0, span.end < row.messages);
    Ok(Some(Transcript { row, filed, messages, shown, earlier, later }))
}

/// The message before the first one that was sent after the record was filed; `None` = it was filed before all of them. One
/// that is told late does not move the record.
async fn place(db: &impl ConnectionTrait, record: &FiledRow, count: i64) -> Result<Option<i64>, DbErr> {
    let next: Option<i64> = messages::Entity::find()
        .select_only()
        .column(messages::Column::Position)
        .filter(messages::Column::ConversationId.eq(record.conversation_id))
        .filter(messages::Column::SentAt.gt(record.id))
        .order_by_asc(messages::Column::Position)
        .into_tuple()
        .one(db)
        .await?;
    let place = next.unwrap_or(count) - 1;
    Ok((place >= 0).then_some(place))
}

/// The positions of a part when there are `count` messages; `around` is the place of what is asked for, a record
/// or a search's hit, if the conversation has it.
fn span(part: &Part, count: i64, around: Option<i64>) -> Range<i64> {
    let from = |start: i64| start..count.min(start + SIZE);
    let latest = (count - SIZE).max(0);
    match (part, around) {
        (Part::Around(_) | Part::Latest, Some(place)) => from((place + 1 - SIZE / 2).clamp(0, latest)),
        (Part::Latest | Part::Around(_), _) => from(latest),
        (Part::Before(position), _) => {
            let end = (*position).clamp(0, count);
            (end - SIZE).max(0)..end
        }
        (Part::After(position), _) => from(position.saturating_add(1).clamp(0, count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_span_within_the_conversation() {
        let around = Part::Around("WIT-LED-A4B2X".to_owned());
        for (part, count, place, expected) in [
            (&Part::Latest, 250, None, 150..250),
            (&Part::Latest, 250, Some(120), 71..171),
            (&Part::Latest, 30, None, 0..30),
            (&Part::Latest, 0, None, 0..0),
            (&Part::Before(150), 250, None, 50..150),
            (&Part::Before(50), 250, None, 0..50),
            (&Part::Before(0), 250, None, 0..0),
            (&Part::Before(i64::MAX), 250, None, 150..250),
            (&Part::After(49), 250, None, 50..150),
            (&Part::After(200), 250, None, 201..250),
            (&Part::After(i64::MAX), 250, None, 250..250),
            (&Part::After(i64::MIN), 250, None, 0..100),
            (&around, 250, Some(120), 71..171),
            (&around, 250, Some(3), 0..100),
            (&around, 250, Some(249), 150..250),
            (&around, 30, Some(7), 0..30),
            (&around, 250, None, 150..250),
        ] {
            assert_eq!(span(part, count, place), expected, "{part:?} of {count} {place:?}");
        }
    }
}
