//! Pages by keyset: as fast at any depth, and steady while rows arrive. A page is read away from its neighbour, with one
//! row more than it holds, which tells whether there is another behind it.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Order};

use crate::domain::cursor::Cursor;
use crate::domain::listing::Position;

/// In which order to read a page of a list that ascends or descends.
pub(super) fn direction(ascends: bool, position: Option<Position>) -> Order {
    let backward = matches!(position, Some(Position::Before(_)));
    if ascends == backward { Order::Desc } else { Order::Asc }
}

/// On that side of a key where a page lies that is read in `order`.
pub(super) fn beyond(column: impl ColumnTrait, key: i64, order: &Order) -> Expr {
    if matches!(order, Order::Desc) { column.lt(key) } else { column.gt(key) }
}

/// The page in the order of its list, out of rows as they were read, at most one more than `per`; and the cursors of its
/// neighbours where there are any.
pub(super) fn cut<T>(
    mut rows: Vec<T>,
    position: Option<Position>,
    per: u64,
    cursor: impl Fn(&T) -> Cursor,
) -> (Vec<T>, Option<Cursor>, Option<Cursor>) {
    let backward = matches!(position, Some(Position::Before(_)));
    let more = rows.len() as u64 > per;
    rows.truncate(per as usize);
    if backward {
        rows.reverse();
    }
    let has_before = if backward { more } else { position.is_some() };
    let has_after = if backward { true } else { more };
    let before = rows.first().filter(|_| has_before).map(&cursor);
    let after = rows.last().filter(|_| has_after).map(&cursor);
    (rows, before, after)
}
