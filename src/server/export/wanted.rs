//! From what somebody asks for to what is read: which records, in whose zone, at which moment.

use crate::domain::error::AppError;
use crate::domain::export::{Choice, ExportRequest};
use crate::domain::limits;
use crate::domain::listing::{Listing, Per};
use crate::domain::record_id::RecordId;
use crate::domain::viewer::Scope;
use crate::server::zone;
use crate::store::export::{Wanted, Which};
use crate::store::resolved::ResolvedFilter;

/// The request with one spelling for everything: a page says how many it shows, all have no page, record ids are record
/// ids, no list was made after `now` (in microseconds).
///
/// # Errors
/// `TooMany` when more records are named than one selection may hold, or one page shows.
pub fn canonical(request: ExportRequest, per: Per, now: i64) -> Result<(Listing, Choice), AppError> {
    let listing = Listing::from_query(request.folder, &request.query);
    let listing = match request.choice {
        Choice::Page | Choice::Shown { .. } => Listing { per: Some(listing.per.unwrap_or(per)), ..listing },
        Choice::All | Choice::These { .. } | Choice::AllBut { .. } => listing.at(None),
    };
    let choice = match request.choice {
        Choice::Shown { ids } => Choice::Shown { ids: record_ids(&ids, limits::RECORDS_SHOWN)? },
        Choice::These { ids } => Choice::These { ids: record_ids(&ids, limits::RECORDS_AT_ONCE)? },
        Choice::AllBut { ids, as_of } => {
            Choice::AllBut { ids: record_ids(&ids, limits::RECORDS_AT_ONCE)?, as_of: as_of.clamp(0, now) }
        }
        choice => choice,
    };
    Ok((listing, choice))
}

/// What is no record id names no record.
fn record_ids(ids: &[String], limit: usize) -> Result<Vec<String>, AppError> {
    if ids.len() > limit {
        return Err(AppError::TooMany { count: ids.len() as u64, limit: limit as u64 });
    }
    Ok(ids.iter().filter_map(|id| RecordId::parse(id)).map(|id| id.to_string()).collect())
}

/// What that means at the moment in microseconds when it was asked for, in the zone of this name.
pub fn wanted(scope: Scope, listing: Listing, choice: Choice, zone_name: Option<&str>, asked_at: i64) -> Wanted {
    // What was selected in a list is what its filter meant when the list was made.
    let now = if let Choice::AllBut { as_of, .. } = &choice { *as_of } else { asked_at };
    let span = zone::span(listing.filter.period, zone::zone(zone_name), now);
    let which = match choice {
        Choice::Page => Which::Page { position: listing.position, per: listing.per.unwrap_or_default().cards() },
        Choice::All => Which::All,
        Choice::Shown { ids } | Choice::These { ids } => Which::These { ids },
        Choice::AllBut { ids, as_of } => Which::AllBut { ids, as_of },
    };
    let filter = ResolvedFilter { filter: listing.filter, span };
    Wanted { scope, folder: listing.folder, filter, sort: listing.sort, which }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::export::Format;
    use crate::domain::record::Folder;

    const NOW: i64 = 1_790_000_000_000_000;

    fn request(query: &str, choice: Choice) -> ExportRequest {
        ExportRequest { folder: Folder::Archived, query: query.to_owned(), choice, format: Format::Raw }
    }

    #[test]
    fn a_request_has_one_spelling() {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let these = |named: &[&str]| Choice::These { ids: ids(named) };
        let shown = |named: &[&str]| Choice::Shown { ids: ids(named) };
        let all_but = |as_of: i64| Choice::AllBut { ids: vec![], as_of };
        for (query, choice, expected_query, expected_choice) in [
            ("status=open&utm=x&after=5", Choice::All, "status=open", Choice::All),
            ("after=5", Choice::Page, "per=48&after=5", Choice::Page),
            ("per=96", Choice::Page, "per=96", Choice::Page),
            ("", these(&["wit-led-a4b2x", "nonsense", "'); --"]), "", these(&["WIT-LED-A4B2X"])),
            ("after=5", shown(&["wit-led-a4b2x", "nonsense"]), "per=48&after=5", shown(&["WIT-LED-A4B2X"])),
            ("range=7d", all_but(NOW - 1), "range=7d", all_but(NOW - 1)),
            ("range=7d", all_but(i64::MAX), "range=7d", all_but(NOW)),
            ("range=7d", all_but(i64::MIN), "range=7d", all_but(0)),
        ] {
            let (listing, choice) = canonical(request(query, choice), Per::P48, NOW).unwrap();
            assert_eq!((listing.folder, listing.to_query()), (Folder::Archived, expected_query.to_owned()));
            assert_eq!(choice, expected_choice);
        }
    }

    #[test]
    fn more_than_one_selection_may_hold_is_refused_with_the_number() {
        let ids = |count: usize| vec!["WIT-LED-A4B2X".to_owned(); count];
        for (choice, count, limit) in [
            (Choice::These { ids: ids(50_001) }, 50_001, 50_000),
            (Choice::AllBut { ids: ids(50_001), as_of: 1 }, 50_001, 50_000),
            (Choice::Shown { ids: ids(101) }, 101, 100),
        ] {
            let refused = canonical(request("", choice), Per::default(), NOW);
            assert_eq!(refused, Err(AppError::TooMany { count, limit }));
        }
    }
}
