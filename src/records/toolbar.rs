//! Tabs, filter menus, search and order. Every choice is a link or a plain form.

pub mod filters;
pub mod search;
pub mod sheet;
pub mod tabs;

use leptos::prelude::*;
use strum::VariantArray;

use self::filters::{AssigneeFilter, ChannelFilter, DateFilter, KindFilter, StatusFilter};
use self::search::SearchRecords;
use self::sheet::FilterSheet;
use self::tabs::Tabs;
use crate::domain::agent::{AgentId, Variant};
use crate::domain::filter::{Pill, RecordFilter};
use crate::domain::listing::{Listing, Sort};
use crate::domain::member::Member;
use crate::domain::view::Counts;
use crate::frame::sort_menu::{OrderLink, OrderMenu};
use crate::i18n::use_messages;
use crate::paths;
use crate::records::create::NewRecordButton;
use crate::records::export::ExportMenu;

#[component]
pub fn Toolbar(
    agent: AgentId,
    variant: Variant,
    listing: Listing,
    counts: Counts,
    members: Vec<Member>,
) -> impl IntoView {
    let t = use_messages();
    let active = listing.filter.pills().iter().filter(|pill| **pill != Pill::Search).count();
    let total = counts.total;
    let clear = paths::records(&agent, &listing.filtered(RecordFilter::default()), None);
    let tabs = view! { <Tabs agent=agent.clone() listing=listing.clone() counts=counts.clone()/> };
    let filters = view! {
        <div class="toolbar__filters" role="group" aria-label=t.filters>
            <KindFilter agent=agent.clone() listing=listing.clone() counts=counts.clone()/>
            <StatusFilter agent=agent.clone() listing=listing.clone() counts=counts.clone()/>
            <ChannelFilter agent=agent.clone() listing=listing.clone() counts=counts.clone()/>
            <AssigneeFilter agent=agent.clone() listing=listing.clone() counts=counts.clone() members/>
            <DateFilter agent=agent.clone() listing=listing.clone() counts/>
        </div>
        <SortMenu agent=agent.clone() listing=listing.clone()/>
    };
    view! {
        <div class="toolbar__row">
            {tabs}
            <FilterSheet active total clear>{filters}</FilterSheet>
            <SearchRecords agent=agent.clone() listing=listing.clone()/>
            <ExportMenu agent=agent.clone() listing=listing.clone()/>
            <NewRecordButton agent variant listing/>
        </div>
    }
}

#[component]
fn SortMenu(agent: AgentId, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let orders = Sort::VARIANTS.iter().map(|sort| OrderLink {
        href: paths::records(&agent, &listing.sorted(*sort), None),
        name: (t.sort_name)(*sort),
        chosen: *sort == listing.sort,
    });
    view! { <OrderMenu orders=orders.collect()/> }
}
