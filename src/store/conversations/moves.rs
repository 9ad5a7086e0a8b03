use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use super::ConversationRow;
use crate::domain::record::Folder;
use crate::store::columns::Slug;
use crate::store::entity::conversations::{Column, Entity};

/// Puts a conversation into another folder; returns the folder's version then. Its records stay where they are. The row
/// must be locked. `at` in microseconds.
pub async fn put(db: &DatabaseTransaction, row: &ConversationRow, to: Folder, at: i64) -> Result<i64, DbErr> {
    let deleted = to == Folder::Deleted;
    let version = row.folder_version + 1;
    Entity::update_many()
        .col_expr(Column::Folder, Expr::value(Slug(to)))
        .col_expr(Column::FolderVersion, Expr::value(version))
        .col_expr(Column::DeletedFrom, Expr::value(deleted.then_some(row.folder)))
        .col_expr(Column::DeletedAt, Expr::value(deleted.then_some(at)))
        .filter(Column::Id.eq(row.id))
        .exec(db)
        .await?;
    Ok(version)
}
