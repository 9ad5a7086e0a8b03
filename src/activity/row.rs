use leptos::prelude::*;

use crate::domain::agent::AgentId;
use crate::domain::export::{ChoiceKind, ExportEntry, ExportState};
use crate::domain::filter::Assignee;
use crate::domain::listing::Listing;
use crate::domain::member::Member;
use crate::domain::slug;
use crate::i18n::{Messages, Piece, pieces};
use crate::paths;
use crate::records::export::words::filter_words;
use crate::records::labels::MemberAvatar;

/// Who exported what, when, what became of it, and the way to that list.
pub fn row(entry: &ExportEntry, agent: &AgentId, members: &[Member], t: &'static Messages) -> AnyView {
    let e = t.exports;
    let listing = listing_of(entry);
    let filter = filter_words(&listing, members, t);
    let href = paths::records(agent, &listing, None);
    let (state, at) = (entry.state, entry.at.clone());
    view! {
        <li class="export-entry">
            <MemberAvatar member=entry.actor.clone() large=true/>
            <div class="export-entry__what">
                <p class="export-entry__text">{sentence(entry, t)}</p>
                <p class="export-entry__list">
                    {(e.choice_of)(entry.choice)}" "<a class="link" href=href>{filter}</a>
                </p>
            </div>
            <div class="export-entry__facts">
                <span class="chip export-entry__state" data-state=slug(state)>{(e.state)(state, entry.sent, entry.total)}</span>
                <time class="export-entry__time" datetime=at.utc><bdi dir="ltr">{at.local}</bdi></time>
            </div>
        </li>
    }
    .into_any()
}

/// The list that it was asked from, as whoever looks now can open it: *Me* was the one who exported.
fn listing_of(entry: &ExportEntry) -> Listing {
    let mut listing = Listing::from_query(entry.folder, &entry.query);
    if entry.choice != ChoiceKind::Page {
        listing = listing.at(None);
    }
    if let Some(actor) = &entry.actor
        && listing.filter.assignee.remove(&Assignee::Me)
    {
        listing.filter.assignee.insert(Assignee::Member(actor.id));
    }
    listing
}

fn sentence(entry: &ExportEntry, t: &'static Messages) -> Vec<AnyView> {
    let e = t.exports;
    let message = if entry.state == ExportState::Done { e.exported } else { e.began };
    let filled = |placeholder| match placeholder {
        "actor" => entry.actor.as_ref().map_or_else(|| t.unknown_member.to_owned(), |actor| actor.name.clone()),
        "records" => (e.count)(entry.total),
        "format" => (e.format_name)(entry.format).to_owned(),
        _ => (t.folder_name)(entry.folder).to_owned(),
    };
    pieces(message)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.into_any(),
            Piece::Placeholder(placeholder) => view! { <b><bdi>{filled(placeholder)}</bdi></b> }.into_any(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::export::Format;
    use crate::domain::member::{MemberId, Role};
    use crate::domain::record::Folder;
    use crate::domain::view::Stamp;

    #[test]
    fn the_way_leads_to_what_the_exporter_saw() {
        let omar = Member { id: MemberId(7), name: "Omar".to_owned(), role: Role::Member };
        for (actor, choice, query, expected) in [
            (Some(&omar), ChoiceKind::All, "assignee=me&q=x", "assignee=7&q=x"),
            (Some(&omar), ChoiceKind::All, "assignee=me,7", "assignee=7"),
            (Some(&omar), ChoiceKind::All, "assignee=unassigned", "assignee=unassigned"),
            (Some(&omar), ChoiceKind::All, "status=open&after=12", "status=open"),
            (Some(&omar), ChoiceKind::Page, "status=open&after=12", "status=open&after=12"),
            (None, ChoiceKind::Selection, "status=open&after=12", "status=open"),
        ] {
            let entry = ExportEntry {
                id: 1,
                actor: actor.cloned(),
                at: Stamp::default(),
                format: Format::Raw,
                choice,
                folder: Folder::Archived,
                query: query.to_owned(),
                state: ExportState::Done,
                total: 1,
                sent: 1,
            };
            let listing = listing_of(&entry);
            assert_eq!((listing.folder, listing.to_query()), (Folder::Archived, expected.to_owned()), "{query}");
        }
    }
}
