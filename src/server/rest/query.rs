//! The filter of `GET /records`: the parameters of the page, read by the same parser, but told when they make no sense.
//! A program that misspells one must not be given everything.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;
use utoipa::IntoParams;

use super::problem::{Problem, Wrong, wrong};
use super::schema;
use crate::domain::cursor::Cursor;
use crate::domain::filter::Search;
use crate::domain::limits;
use crate::domain::listing::{Listing, Sort};
use crate::domain::record::Folder;

/// Which records, in which order, and which page of them. Days are those of UTC.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct RecordsQuery {
    /// `inbox` unless said.
    #[param(schema_with = schema::folder, required = false)]
    pub folder: Option<String>,
    /// `leads` or `tickets`; both unless said.
    #[param(pattern = "^(leads|tickets)$")]
    pub tab: Option<String>,
    /// A comma list of statuses.
    #[param(example = "new,open")]
    pub status: Option<String>,
    /// A comma list of channels.
    #[param(example = "web,whatsapp")]
    pub channel: Option<String>,
    /// A comma list of `unassigned` and ids of members.
    #[param(example = "unassigned")]
    pub assignee: Option<String>,
    #[param(schema_with = schema::range, required = false)]
    pub range: Option<String>,
    /// The first day, `YYYY-MM-DD`.
    #[param(format = Date)]
    pub from: Option<String>,
    /// The last day, `YYYY-MM-DD`.
    #[param(format = Date)]
    pub to: Option<String>,
    /// Text to be found in them.
    #[param(max_length = 120)]
    pub q: Option<String>,
    #[param(schema_with = schema::sort, required = false)]
    pub sort: Option<String>,
    #[param(schema_with = schema::per, required = false)]
    pub per: Option<String>,
    /// `next` of the page before.
    pub after: Option<String>,
    /// `previous` of the page after.
    pub before: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for RecordsQuery {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read(parts)
    }
}

/// Reads the parameters of a query.
///
/// # Errors
/// 422 when there is one too many, one twice, or one that is not of its type.
pub fn read<T: serde::de::DeserializeOwned>(parts: &Parts) -> Result<T, Problem> {
    let found = Query::<T>::try_from_uri(&parts.uri);
    found.map(|Query(found)| found).map_err(|error| {
        let text = error.body_text();
        let reason = text.rsplit_once("query string: ").map_or(text.as_str(), |(_, reason)| reason);
        Problem::invalid(vec![wrong("query", reason)])
    })
}

impl RecordsQuery {
    /// # Errors
    /// 422 with every parameter that makes no sense.
    pub fn listing(&self) -> Result<Listing, Problem> {
        let mut wrongs: Vec<Wrong> = Vec::new();
        let folder = match self.folder.as_deref() {
            None => Folder::Inbox,
            Some(folder) => folder.parse().unwrap_or_else(|_| {
                wrongs.push(wrong("folder", "Write inbox, archived or deleted."));
                Folder::Inbox
            }),
        };
        let given: Vec<(&str, &str)> = self.pairs();
        for (name, value) in &given {
            let choices: Vec<&str> = match *name {
                "status" | "channel" | "assignee" => value.split(',').map(str::trim).collect(),
                _ => vec![value],
            };
            wrongs.extend(choices.into_iter().filter_map(|choice| self.wrong(name, choice)));
        }
        if !wrongs.is_empty() {
            return Err(Problem::invalid(wrongs));
        }
        Ok(Listing::from_query(folder, &query(&given)))
    }

    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let Self { folder: _, tab, status, channel, assignee, range, from, to, q, sort, per, after, before } = self;
        [
            ("tab", tab),
            ("status", status),
            ("channel", channel),
            ("assignee", assignee),
            ("range", range),
            ("from", from),
            ("to", to),
            ("q", q),
            ("sort", sort),
            ("per", per),
            ("after", after),
            ("before", before),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
        .collect()
    }

    /// A value is good when it says something to the parser of the page's links.
    fn wrong(&self, name: &str, value: &str) -> Option<Wrong> {
        let sort = self.sort.as_deref().unwrap_or_default();
        let good = match name {
            // Nobody is "me" here.
            "assignee" if value == "me" => false,
            // The page cuts it; a program is to know.
            "q" => Search::parse(value).is_some() && value.trim().chars().count() <= limits::SEARCH,
            "sort" => value.parse::<Sort>().is_ok(),
            "after" | "before" => {
                Cursor::parse(value).is_some_and(|cursor| cursor.updated.is_some() == (sort == "updated"))
            }
            _ => !Listing::from_query(Folder::Inbox, &query(&[(name, value)])).pairs().is_empty(),
        };
        (!good).then(|| wrong(name, format!("{value:?} is none of the values of this parameter.")))
    }
}

fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_that_says_nothing_is_told() {
        let read = |query: &str| {
            let uri = format!("/records?{query}").parse().unwrap();
            let Query(read) = Query::<RecordsQuery>::try_from_uri(&uri).unwrap();
            read.listing()
                .map(|listing| listing.to_query())
                .map_err(|problem| problem.errors.into_iter().map(|wrong| wrong.pointer).collect::<Vec<_>>().join(" "))
        };
        for (query, expected) in [
            ("", Ok("")),
            ("status=new,open&sort=newest&per=48", Ok("status=open,new&per=48")),
            ("status=open,new,closed,cancelled", Ok("")),
            ("tab=leads&q=visa&from=2026-11-01", Ok("tab=leads&from=2026-11-01&q=visa")),
            ("status=new,done", Err("status")),
            ("assignee=me&channel=fax&tab=x", Err("tab channel assignee")),
            ("folder=trash&per=25&range=yesterday", Err("folder range per")),
            ("from=01.11.2026&sort=best", Err("from sort")),
            ("after=7", Ok("after=7")),
            ("after=7&sort=updated", Err("after")),
            ("after=8.7&sort=updated", Ok("sort=updated&after=8.7")),
            ("before=x", Err("before")),
            ("q=%20", Err("q")),
            ("tab=&status=&folder=", Err("folder tab status")),
        ] {
            assert_eq!(read(query), expected.map(str::to_owned).map_err(str::to_owned), "{query}");
        }
    }
}
