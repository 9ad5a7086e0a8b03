//! Tabs, filter menus, search and order. Every choice is a link or a plain form.

pub mod filters;
pub mod search;
pub mod tabs;

use leptos::prelude::*;
use strum::VariantArray;

use self::filters::{AssigneeFilter, ChannelFilter, DateFilter, KindFilter, StatusFilter};
use self::search::SearchBox;
use self::tabs::Tabs;
use crate::domain::agent::AgentId;
use crate::domain::listing::{Listing, Sort};
use crate::domain::member::Member;
use crate::domain::view::Counts;
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuOption, MenuStyle};

#[component]
pub fn Toolbar(agent: AgentId, listing: Listing, counts: Counts, members: Vec<Member>) -> impl IntoView {
    let t = use_messages();
    view! {
        <div class="toolbar__row">
            <Tabs agent=agent.clone() listing=listing.clone() counts=counts.clone()/>
            <div class="toolbar__filters" role="group" aria-label=t.filters>
                <KindFilter agent=agent.clone() listing=listing.clone() counts=counts.clone()/>
                <StatusFilter agent=agent.clone() listing=listing.clone() counts=counts.clone()/>
                <ChannelFilter agent=agent.clone() listing=listing.clone() counts=counts.clone()/>
                <AssigneeFilter agent=agent.clone() listing=listing.clone() counts=counts.clone() members/>
                <DateFilter agent=agent.clone() listing=listing.clone() counts/>
            </div>
            <SearchBox agent=agent.clone() listing=listing.clone()/>
            <SortMenu agent listing/>
        </div>
    }
}

#[component]
fn SortMenu(agent: AgentId, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let options = Sort::VARIANTS.iter().map(|sort| {
        let href = paths::records(&agent, &listing.sorted(*sort), None);
        view! { <MenuOption href chosen=*sort == listing.sort label=(t.sort_name)(*sort) count=None/> }
    });
    let options = options.collect_view();
    let label = view! {
        <Icon name="arrow-up-down"/>
        <span class="menu__label"><span class="visually-hidden">{t.sort}": "</span>{(t.sort_name)(listing.sort)}</span>
    };
    view! {
        <Menu label=label.into_any() style=MenuStyle::BorderedEnd single=true>
            <ul>{options}</ul>
        </Menu>
    }
}
