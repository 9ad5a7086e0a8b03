//! Reading records: what the list page and the sheet ask for.

use strum::VariantArray;

use super::present::Presenter;
use super::session::Session;
use super::{respond, zone};
use crate::domain::agent::{Agent, AgentId};
use crate::domain::error::AppError;
use crate::domain::explain::{HiddenBy, Judged};
use crate::domain::filter::{Assignee, Range, RecordFilter, Search};
use crate::domain::limits;
use crate::domain::listing::Listing;
use crate::domain::member::MemberId;
use crate::domain::record::Folder;
use crate::domain::record_id::RecordId;
use crate::domain::view::{Found, JournalView, ListView, NewsView, SheetView};
use crate::domain::viewer::Scope;
use crate::store::records::{Record, Window};
use crate::store::resolved::{ResolvedFilter, Span};
use crate::store::search::{self, Searched};
use crate::store::{activity, agents, counts, jobs, members, purge, records};

/// Entries of the journal that are loaded at once.
const ENTRIES: u64 = 20;

pub async fn list(agent: &str, folder: Folder, query: &str) -> Result<ListView, AppError> {
    respond::with_status(load_list(agent, Listing::from_query(folder, query)).await)
}

pub async fn find(agent: &str, id: &str, folder: Folder, query: &str) -> Result<Found, AppError> {
    respond::with_status(load_sheet(agent, id, Listing::from_query(folder, query)).await)
}

pub async fn journal(agent: &str, id: &str, before: i64) -> Result<JournalView, AppError> {
    respond::with_status(load_journal(agent, id, before).await)
}

pub async fn news(
    agent: &str,
    folder: Folder,
    query: &str,
    as_of: i64,
    shown: Vec<String>,
) -> Result<NewsView, AppError> {
    respond::with_status(load_news(agent, Listing::from_query(folder, query), as_of, shown).await)
}

async fn load_list(agent: &str, listing: Listing) -> Result<ListView, AppError> {
    let session = Session::current()?;
    let db = session.state.store.read();
    let all = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let (scope, agent) = scope_of(&session, &all, agent)?;

    let zone = zone::zone(session.prefs.zone.as_deref());
    let now = zone::now();
    let ranges = [Range::Today, Range::Last7Days, Range::Last30Days].map(|range| zone::range_span(range, zone, now));
    let filter = filter_of(&session, &listing, now);
    let window = Window {
        sort: listing.sort,
        position: listing.position,
        per: listing.per.unwrap_or(session.prefs.per).cards(),
    };

    let accounts = members::accounts(db).await.map_err(respond::database)?;
    let folders = counts::folders(db, &scope).await.map_err(respond::database)?;
    let page = records::list(db, &scope, listing.folder, &filter, window).await.map_err(respond::database)?;
    let counts = counts::counts(db, &scope, listing.folder, &filter, ranges).await.map_err(respond::database)?;
    let mut elsewhere = Vec::new();
    if counts.total == 0 && !listing.filter.is_default() {
        for other in Folder::VARIANTS.iter().filter(|other| **other != listing.folder) {
            let total = counts::total(db, &scope, *other, &filter).await.map_err(respond::database)?;
            elsewhere.push((*other, total));
        }
        elsewhere.retain(|(_, total)| *total > 0);
    }
    let search_alone = RecordFilter { search: listing.filter.search.clone(), ..RecordFilter::default() };
    let unfiltered = if counts.total == 0 && search_alone.search.is_some() && search_alone != listing.filter {
        let search_alone = ResolvedFilter { filter: search_alone, span: Span::default() };
        counts::total(db, &scope, listing.folder, &search_alone).await.map_err(respond::database)?
    } else {
        0
    };

    let job = match session.viewer.can_change_records() {
        true => jobs::current(db, &scope).await.map_err(respond::database)?,
        false => None,
    };

    // Records are given to those who are active; the others are known by name, as the journal and old links need them.
    let chosen = |id| listing.filter.assignee.contains(&Assignee::Member(id));
    let listed = accounts.iter().filter(|account| account.active || chosen(account.member.id));
    let listed = listed.map(|account| account.member.clone()).collect();
    let members: Vec<_> = accounts.iter().map(|account| account.member.clone()).collect();
    let presenter = Presenter::new(zone, now, &members, listing.filter.search.as_ref());
    Ok(ListView {
        records: page.records.into_iter().map(|record| presenter.card(record)).collect(),
        before: page.before.map(|cursor| cursor.to_string()),
        after: page.after.map(|cursor| cursor.to_string()),
        agent,
        agents: all,
        folders,
        counts,
        members: listed,
        as_of: now,
        elsewhere,
        unfiltered,
        job,
    })
}

async fn load_sheet(agent: &str, id: &str, listing: Listing) -> Result<Found, AppError> {
    let session = Session::current()?;
    let db = session.state.store.read();
    let all = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let (scope, agent) = scope_of(&session, &all, agent)?;
    let zone = zone::zone(session.prefs.zone.as_deref());
    let Some(id) = RecordId::parse(id) else { return Ok(Found::Nothing) };
    let Some(record) = records::find(db, &scope, &id).await.map_err(respond::database)? else {
        let purged = purge::purged_at(db, &scope, &id).await.map_err(respond::database)?;
        return Ok(purged.map_or(Found::Nothing, |at| Found::Purged { at: zone::stamp(at, zone) }));
    };

    let accounts = members::accounts(db).await.map_err(respond::database)?;
    let members: Vec<_> = accounts.iter().map(|account| account.member.clone()).collect();
    let assignment_note = records::assignment_note(db, &record.row).await.map_err(respond::database)?;
    let happened = activity::page(db, record.row.id, None, ENTRIES).await.map_err(respond::database)?;
    let now = zone::now();
    let hidden_by = hidden_by(&session, &listing, &record, now);
    let presenter = Presenter::new(zone, now, &members, None);
    Ok(Found::Record(Box::new(SheetView {
        agent: agent.name,
        notes: record.row.notes.clone(),
        assignment_note,
        activity: presenter.journal(happened),
        record: presenter.whole(record),
        members: accounts.into_iter().filter(|account| account.active).map(|account| account.member).collect(),
        hidden_by,
    })))
}

/// What keeps the record out of the list, by the same rules by which the list is made.
fn hidden_by(session: &Session, listing: &Listing, record: &Record, now: i64) -> Vec<HiddenBy> {
    let row = &record.row;
    let judged = Judged {
        folder: row.folder.0,
        kind: row.kind.0,
        status: row.status.0,
        channel: row.channel.0,
        assignee: row.assignee_id.map(MemberId),
    };
    let in_period = filter_of(session, listing, now).span.contains(row.id);
    let found = listing.filter.search.as_ref().is_none_or(|text| is_found(session, text, record));
    judged.hidden_by(listing, Some(session.viewer.id), in_period, found)
}

/// Whether a search finds the record: its texts are here already, so nobody asks the index.
fn is_found(session: &Session, text: &Search, record: &Record) -> bool {
    let row = &record.row;
    let searched = Searched {
        public_id: &row.public_id,
        name: row.name.as_deref(),
        phone: row.phone.as_deref(),
        email: row.email.as_deref(),
        company: row.company.as_deref(),
        description: &row.description,
        fields: record.fields.iter().map(|field| (field.label.as_str(), field.value.as_str())).collect(),
    };
    let needles = search::needles(text);
    let folded = searched.folded(session.state.country);
    needles.is_empty() || needles.iter().any(|needle| folded.contains(needle.as_str()))
}

async fn load_journal(agent: &str, id: &str, before: i64) -> Result<JournalView, AppError> {
    let session = Session::current()?;
    let db = session.state.store.read();
    let all = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let (scope, _) = scope_of(&session, &all, agent)?;
    let id = RecordId::parse(id).ok_or(AppError::NotFound)?;
    let record = records::find(db, &scope, &id).await.map_err(respond::database)?.ok_or(AppError::NotFound)?;
    let happened = activity::page(db, record.row.id, Some(before), ENTRIES).await.map_err(respond::database)?;
    let members = members::list(db).await.map_err(respond::database)?;
    let zone = zone::zone(session.prefs.zone.as_deref());
    Ok(Presenter::new(zone, zone::now(), &members, None).journal(happened))
}

async fn load_news(agent: &str, listing: Listing, as_of: i64, shown: Vec<String>) -> Result<NewsView, AppError> {
    if shown.len() > limits::RECORDS_SHOWN {
        return Err(AppError::Invalid);
    }
    let session = Session::current()?;
    let db = session.state.store.read();
    let all = agents::list(db, session.viewer).await.map_err(respond::database)?;
    let (scope, _) = scope_of(&session, &all, agent)?;
    let now = zone::now();
    let filter = filter_of(&session, &listing, now);
    let new = counts::filed_since(db, &scope, listing.folder, &filter, as_of).await.map_err(respond::database)?;
    let changed = records::changed_since(db, &scope, &shown, as_of).await.map_err(respond::database)?;
    let members = members::list(db).await.map_err(respond::database)?;
    let presenter = Presenter::new(zone::zone(session.prefs.zone.as_deref()), now, &members, None);
    let changed = changed.into_iter().map(|row| (row.public_id.clone(), presenter.triage(&row))).collect();
    Ok(NewsView { new, changed })
}

/// What the listing's filter means to whoever asks at this moment.
pub fn filter_of(session: &Session, listing: &Listing, now: i64) -> ResolvedFilter {
    let span = zone::span(listing.filter.period, zone::zone(session.prefs.zone.as_deref()), now);
    ResolvedFilter { filter: listing.filter.clone(), span }
}

/// An agent that does not exist looks exactly like one that the viewer may not see.
pub fn scope_of(session: &Session, all: &[Agent], agent: &str) -> Result<(Scope, Agent), AppError> {
    let id = AgentId::parse(agent).filter(|_| session.viewer.can_read()).ok_or(AppError::NotFound)?;
    let agent = all.iter().find(|agent| agent.id == id).cloned().ok_or(AppError::NotFound)?;
    Ok((Scope { viewer: session.viewer, agent: id }, agent))
}
