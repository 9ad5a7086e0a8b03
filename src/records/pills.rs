use leptos::prelude::*;

use crate::domain::agent::AgentId;
use crate::domain::filter::{Assignee, Period, Pill, RecordFilter};
use crate::domain::listing::Listing;
use crate::domain::member::Member;
use crate::i18n::{Messages, Piece, pieces, use_messages};
use crate::paths;
use crate::records::toolbar::search::SEARCH_BOX;
use crate::ui::browser::focus_id;
use crate::ui::pill::FilterPill;

/// Every active filter with an X, and *Clear all*.
#[component]
pub fn Pills(agent: AgentId, listing: Listing, members: Vec<Member>) -> impl IntoView {
    let t = use_messages();
    let pills = listing.filter.pills();
    if pills.is_empty() {
        return None;
    }
    let clear = paths::records(&agent, &listing.filtered(RecordFilter::default()), None);
    let pills = pills.into_iter().map(|pill| {
        let (name, label) = words(pill, &listing, &members, t);
        let remove = pieces(t.remove_filter)
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.to_owned(),
                Piece::Placeholder(_) => format!("{name} {label}"),
            })
            .collect();
        let href = paths::records(&agent, &listing.filtered(listing.filter.without(pill)), None);
        view! { <FilterPill name label href remove or_focus=SEARCH_BOX/> }
    });
    Some(view! {
        <div class="pills" role="group" aria-label=t.active_filters>
            {pills.collect_view()}
            <a class="button button--quiet pills__clear" href=clear data-noscroll="" on:click=|_| focus_id(SEARCH_BOX)>{t.clear_all}</a>
        </div>
    })
}

/// What a pill says: the filter's name, and what is chosen in it.
pub fn words(pill: Pill, listing: &Listing, members: &[Member], t: &'static Messages) -> (&'static str, String) {
    match pill {
        Pill::Kind(kind) => {
            let only = match kind {
                crate::domain::record::Kind::Lead => t.leads,
                crate::domain::record::Kind::Ticket => t.tickets,
            };
            (t.kind, only.to_owned())
        }
        Pill::Status(status) => (t.status, (t.status_name)(status).to_owned()),
        Pill::Channel(channel) => (t.channel, (t.channel_name)(channel).to_owned()),
        Pill::Assignee(Assignee::Me) => (t.assignee, t.me.to_owned()),
        Pill::Assignee(Assignee::Unassigned) => (t.assignee, t.unassigned.to_owned()),
        Pill::Assignee(Assignee::Member(id)) => {
            let name = members.iter().find(|member| member.id == id).map(|member| member.name.clone());
            (t.assignee, name.unwrap_or_else(|| t.unknown_member.to_owned()))
        }
        Pill::Period(Period::Range(range)) => (t.date, (t.range_name)(range).to_owned()),
        Pill::Period(Period::Dates { from, to }) => {
            let from = from.map(|day| day.to_string()).unwrap_or_else(|| "…".to_owned());
            let to = to.map(|day| day.to_string()).unwrap_or_else(|| "…".to_owned());
            // A left-to-right mark keeps the earlier day first inside Arabic.
            (t.date, format!("\u{200e}{from} – {to}"))
        }
        Pill::Search => (t.search, listing.filter.search.as_ref().map(|q| q.as_str().to_owned()).unwrap_or_default()),
    }
}
