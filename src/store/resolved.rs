use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{ColumnTrait, DbBackend};

use super::columns::Slug;
use super::entity::records::Column;
use super::search;
use crate::domain::filter::{Assignee, RecordFilter};
use crate::domain::member::MemberId;
use crate::domain::record::{Folder, Status};
use crate::domain::viewer::Scope;

/// A filter with everything relative made absolute: who "me" is, when "today" begins, what a search looks for.
#[derive(Clone, Debug, Default)]
pub struct ResolvedFilter {
    pub filter: RecordFilter,
    pub span: Span,
}

/// Filed at or after `from` and before `until`, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub from: Option<i64>,
    pub until: Option<i64>,
}

impl Span {
    pub fn contains(self, key: i64) -> bool {
        self.from.is_none_or(|from| key >= from) && self.until.is_none_or(|until| key < until)
    }
}

impl ResolvedFilter {
    /// What the filter chooses in a folder of the scope's agent.
    pub fn condition(&self, scope: &Scope, folder: Folder, engine: DbBackend) -> Condition {
        let filter = &self.filter;
        self.place(scope, folder, engine)
            .add(self.span.condition())
            .add_option(filter.kind.map(|kind| Column::Kind.eq(Slug(kind))))
            .add_option(one_of(filter.status.iter().map(|s| Column::Status.eq(Slug(s)))))
            .add_option(one_of(filter.channel.iter().map(|c| Column::Channel.eq(Slug(c)))))
            .add_option(one_of(self.assignees(scope).into_iter().map(|id| match id {
                Some(id) => Column::AssigneeId.eq(id),
                None => Column::AssigneeId.is_null(),
            })))
    }

    /// What of the filter asks for things that never change: all but folder, status and assignee.
    pub fn lasting(&self, scope: &Scope, engine: DbBackend) -> Condition {
        Condition::all()
            .add(Column::AgentId.eq(scope.agent.as_str()))
            .add(self.span.condition())
            .add_option(self.filter.kind.map(|kind| Column::Kind.eq(Slug(kind))))
            .add_option(one_of(self.filter.channel.iter().map(|c| Column::Channel.eq(Slug(c)))))
            .add_option(self.filter.search.as_ref().and_then(|text| search::condition(text, engine)))
    }

    /// Whether the rest of the filter, but for the folder, chooses what has this status and assignee.
    pub fn chooses(&self, scope: &Scope, status: Status, assignee: Option<i64>) -> bool {
        self.filter.still_chooses(scope.viewer.id, status, assignee.map(MemberId))
    }

    /// Folder and search alone: what all facets of a count have in common.
    pub fn place(&self, scope: &Scope, folder: Folder, engine: DbBackend) -> Condition {
        Condition::all()
            .add(Column::AgentId.eq(scope.agent.as_str()))
            .add(Column::Folder.eq(Slug(folder)))
            .add_option(self.filter.search.as_ref().and_then(|text| search::condition(text, engine)))
    }

    /// The assignees chosen, `None` being nobody; empty = all.
    pub fn assignees(&self, scope: &Scope) -> Vec<Option<i64>> {
        let mut chosen: Vec<Option<i64>> = self
            .filter
            .assignee
            .iter()
            .map(|choice| match choice {
                Assignee::Me => Some(scope.viewer.id.0),
                Assignee::Unassigned => None,
                Assignee::Member(id) => Some(id.0),
            })
            .collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }
}

impl Span {
    pub fn condition(self) -> Condition {
        Condition::all()
            .add_option(self.from.map(|from| Column::Id.gte(from)))
            .add_option(self.until.map(|until| Column::Id.lt(until)))
    }
}

fn one_of(choices: impl Iterator<Item = Expr>) -> Option<Condition> {
    let mut any = Condition::any();
    for choice in choices {
        any = any.add(choice);
    }
    (!any.is_empty()).then_some(any)
}
