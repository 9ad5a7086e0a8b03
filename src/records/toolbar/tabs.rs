use leptos::prelude::*;

use crate::domain::agent::AgentId;
use crate::domain::listing::Listing;
use crate::domain::record::Kind;
use crate::domain::view::Counts;
use crate::i18n::{number, use_messages};
use crate::paths;
use crate::records::labels::kind_icon;
use crate::ui::icon::Icon;

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
        view! {
            <a class="tab" href=paths::records(&agent, &listing.filtered(next), None) data-noscroll="" aria-current=chosen.then_some("true")>
                <Icon name=kind_icon(kind)/>{name}<span class="count">{number(count)}</span>
            </a>
        }
    });
    view! { <nav class="tabs" aria-label=t.kind>{tabs.collect_view()}</nav> }
}
