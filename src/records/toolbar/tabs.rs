use leptos::prelude::*;

use crate::domain::agent::AgentId;
use crate::domain::listing::Listing;
use crate::domain::record::Kind;
use crate::domain::view::Counts;
use crate::frame::tabs::{TabBar, TabLink};
use crate::i18n::use_messages;
use crate::paths;
use crate::records::labels::kind_icon;

/// Leads and Tickets, two toggles: choosing one shows it alone, choosing it again shows both.
#[component]
pub fn Tabs(agent: AgentId, listing: Listing, counts: Counts) -> impl IntoView {
    let t = use_messages();
    let tabs = counts.kind.into_iter().map(|(kind, count)| {
        let chosen = listing.filter.kind == Some(kind);
        let next = listing.filter.with_kind((!chosen).then_some(kind));
        let name = match kind {
            Kind::Lead => t.leads,
            Kind::Ticket => t.tickets,
        };
        let href = paths::records(&agent, &listing.filtered(next), None);
        TabLink { href, icon: Some(kind_icon(kind).into()), name, count, chosen }
    });
    view! { <TabBar label=t.kind tabs=tabs.collect()/> }
}
