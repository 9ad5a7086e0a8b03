//! Counting: one function for everything a page counts, so that how it counts can change without anybody noticing.

use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QuerySelect,
};
use strum::VariantArray;

use super::columns::Slug;
use super::entity::records::{Column, Entity};
use super::resolved::{ResolvedFilter, Span};
use crate::domain::record::{Channel, Folder, Kind, Status};
use crate::domain::view::{Counts, FolderCounts};
use crate::domain::viewer::Scope;

/// Every count of the list page. `ranges` are the spans of today, the last 7 days and the last 30.
pub async fn counts(
    db: &impl ConnectionTrait,
    scope: &Scope,
    folder: Folder,
    filter: &ResolvedFilter,
    ranges: [Span; 3],
) -> Result<Counts, DbErr> {
    let engine = db.get_database_backend();
    let groups = Entity::find()
        .select_only()
        .columns([Column::Kind, Column::Status, Column::Channel, Column::AssigneeId])
        .column_as(Expr::col(Column::Id).count(), "records")
        .filter(filter.place(scope, folder, engine))
        .filter(filter.span.condition())
        .group_by(Column::Kind)
        .group_by(Column::Status)
        .group_by(Column::Channel)
        .group_by(Column::AssigneeId)
        .into_model::<Group>()
        .all(db)
        .await?;
    let facets = Facets { filter, assignees: filter.assignees(scope), groups };

    let any_time = ResolvedFilter { span: Span::default(), ..filter.clone() };
    let within = |span: Span| {
        let inside = span.condition();
        Expr::from(Func::coalesce([Expr::from(Func::sum(Expr::case(inside, 1).finally(0))), Expr::val(0)]))
            .cast_as("BIGINT")
    };
    let in_ranges = Entity::find()
        .select_only()
        .column_as(within(ranges[0]), "today")
        .column_as(within(ranges[1]), "last7")
        .column_as(within(ranges[2]), "last30")
        .filter(any_time.condition(scope, folder, engine))
        .into_tuple::<(i64, i64, i64)>()
        .one(db)
        .await?
        .unwrap_or_default();
    let range = [in_ranges.0, in_ranges.1, in_ranges.2].map(|count| count as u64);

    Ok(Counts {
        total: facets.sum(|_| true, None),
        kind: Kind::ALL.iter().map(|kind| (*kind, facets.sum(|g| g.kind.0 == *kind, Some(Part::Kind)))).collect(),
        any_kind: facets.sum(|_| true, Some(Part::Kind)),
        status: Status::VARIANTS
            .iter()
            .map(|status| (*status, facets.sum(|g| g.status.0 == *status, Some(Part::Status))))
            .collect(),
        channel: Channel::VARIANTS
            .iter()
            .map(|channel| (*channel, facets.sum(|g| g.channel.0 == *channel, Some(Part::Channel))))
            .collect(),
        assignee: facets.by_assignee(),
        range,
    })
}

/// How many records the filter chooses in a folder.
pub async fn total(
    db: &impl ConnectionTrait,
    scope: &Scope,
    folder: Folder,
    filter: &ResolvedFilter,
) -> Result<u64, DbErr> {
    Entity::find().filter(filter.condition(scope, folder, db.get_database_backend())).count(db).await
}

/// How many of what the filter chooses were filed after the moment.
pub async fn filed_since(
    db: &impl ConnectionTrait,
    scope: &Scope,
    folder: Folder,
    filter: &ResolvedFilter,
    moment: i64,
) -> Result<u64, DbErr> {
    let from = filter.span.from.map_or(moment + 1, |from| Ord::max(from, moment + 1));
    let late = ResolvedFilter { span: Span { from: Some(from), ..filter.span }, ..filter.clone() };
    total(db, scope, folder, &late).await
}

/// Everything the agent has in each folder.
pub async fn folders(db: &impl ConnectionTrait, scope: &Scope) -> Result<FolderCounts, DbErr> {
    let rows: Vec<(Slug<Folder>, i64)> = Entity::find()
        .select_only()
        .column(Column::Folder)
        .column_as(Expr::col(Column::Id).count(), "records")
        .filter(Column::AgentId.eq(scope.agent.as_str()))
        .group_by(Column::Folder)
        .into_tuple()
        .all(db)
        .await?;
    Ok(of_folders(&rows))
}

/// What was counted by folder.
pub(super) fn of_folders(rows: &[(Slug<Folder>, i64)]) -> FolderCounts {
    let of = |folder| rows.iter().find(|(found, _)| found.0 == folder).map_or(0, |(_, count)| *count as u64);
    FolderCounts { inbox: of(Folder::Inbox), archived: of(Folder::Archived), deleted: of(Folder::Deleted) }
}

/// How many records share these four values.
#[derive(FromQueryResult)]
struct Group {
    kind: Slug<Kind>,
    status: Slug<Status>,
    channel: Slug<Channel>,
    assignee_id: Option<i64>,
    records: i64,
}

/// A part of the filter that an option's own count leaves aside.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Kind,
    Status,
    Channel,
    Assignee,
}

struct Facets<'a> {
    filter: &'a ResolvedFilter,
    assignees: Vec<Option<i64>>,
    groups: Vec<Group>,
}

impl Facets<'_> {
    /// The records of the groups that are `wanted` and pass the filter but for the part left aside.
    fn sum(&self, wanted: impl Fn(&Group) -> bool, aside: Option<Part>) -> u64 {
        self.groups.iter().filter(|group| wanted(group) && self.passes(group, aside)).map(|g| g.records as u64).sum()
    }

    fn by_assignee(&self) -> Vec<(Option<i64>, u64)> {
        let mut ids: Vec<Option<i64>> = self.groups.iter().map(|group| group.assignee_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let counted = ids.into_iter().map(|id| (id, self.sum(|g| g.assignee_id == id, Some(Part::Assignee))));
        counted.filter(|(_, count)| *count > 0).collect()
    }

    fn passes(&self, group: &Group, aside: Option<Part>) -> bool {
        let filter = &self.filter.filter;
        let left = |part| aside == Some(part);
        (left(Part::Kind) || filter.kind.is_none_or(|kind| kind == group.kind.0))
            && (left(Part::Status) || filter.status.is_empty() || filter.status.contains(group.status.0))
            && (left(Part::Channel) || filter.channel.is_empty() || filter.channel.contains(group.channel.0))
            && (left(Part::Assignee) || self.assignees.is_empty() || self.assignees.contains(&group.assignee_id))
    }
}
