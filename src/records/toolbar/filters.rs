use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use strum::VariantArray;

use crate::app::use_visit;
use crate::domain::agent::AgentId;
use crate::domain::day::Day;
use crate::domain::filter::{Assignee, Period, Range, RecordFilter};
use crate::domain::listing::{Listing, range_of};
use crate::domain::member::Member;
use crate::domain::record::Kind;
use crate::domain::view::Counts;
use crate::i18n::{number, use_messages};
use crate::paths;
use crate::records::labels::{MemberAvatar, StatusDot, channel_icon, kind_icon};
use crate::ui::icon::Icon;
use crate::ui::menu::{Menu, MenuOption};

#[component]
pub fn KindFilter(agent: AgentId, listing: Listing, counts: Counts) -> impl IntoView {
    let t = use_messages();
    let link = |kind| paths::records(&agent, &listing.filtered(listing.filter.with_kind(kind)), None);
    let chosen = listing.filter.kind;
    let options = counts.kind.iter().map(|(kind, count)| {
        let label = match kind {
            Kind::Lead => t.leads_only,
            Kind::Ticket => t.tickets_only,
        };
        let lead = view! { <Icon name=kind_icon(*kind)/> }.into_any();
        view! {
            <MenuOption href=link(Some(*kind)) chosen=chosen == Some(*kind) label count=Some(number(*count)) empty=*count == 0 lead/>
        }
    }).collect_view();
    let both = view! {
        <MenuOption href=link(None) chosen=chosen.is_none() label=t.both count=Some(number(counts.any_kind))/>
    };
    view! {
        <Menu label=t.kind.into_any() chosen=usize::from(chosen.is_some()) single=true>
            <ul>
                {both}
                {options}
            </ul>
        </Menu>
    }
}

#[component]
pub fn StatusFilter(agent: AgentId, listing: Listing, counts: Counts) -> impl IntoView {
    let t = use_messages();
    let options = counts.status.iter().map(|(status, count)| {
        let href = paths::records(&agent, &listing.filtered(listing.filter.toggling_status(*status)), None);
        let chosen = listing.filter.status.contains(*status);
        let lead = view! { <StatusDot status=*status/> }.into_any();
        view! { <MenuOption href chosen label=(t.status_name)(*status) count=Some(number(*count)) empty=*count == 0 lead/> }
    }).collect_view();
    view! {
        <Menu label=t.status.into_any() chosen=listing.filter.status.len()>
            <ul>{options}</ul>
        </Menu>
    }
}

#[component]
pub fn ChannelFilter(agent: AgentId, listing: Listing, counts: Counts) -> impl IntoView {
    let t = use_messages();
    let options = counts.channel.iter().map(|(channel, count)| {
        let href = paths::records(&agent, &listing.filtered(listing.filter.toggling_channel(*channel)), None);
        let chosen = listing.filter.channel.contains(*channel);
        let lead = view! { <Icon name=channel_icon(*channel)/> }.into_any();
        view! { <MenuOption href chosen label=(t.channel_name)(*channel) count=Some(number(*count)) empty=*count == 0 lead/> }
    }).collect_view();
    view! {
        <Menu label=t.channel.into_any() chosen=listing.filter.channel.len()>
            <ul>{options}</ul>
        </Menu>
    }
}

#[component]
pub fn AssigneeFilter(agent: AgentId, listing: Listing, counts: Counts, members: Vec<Member>) -> impl IntoView {
    let t = use_messages();
    let chosen = listing.filter.assignee.len();
    let option = |choice: Assignee, label: String, person: Option<Member>, id: Option<i64>| {
        let href = paths::records(&agent, &listing.filtered(listing.filter.toggling_assignee(choice)), None);
        let count = counts.assignee.iter().find(|(of, _)| *of == id).map_or(0, |(_, count)| *count);
        let chosen = listing.filter.assignee.contains(&choice);
        let lead = view! { <MemberAvatar member=person/> }.into_any();
        view! { <MenuOption href chosen label count=Some(number(count)) empty=count == 0 lead/> }
    };
    let viewer = use_visit().member;
    let own = viewer.as_ref().map(|viewer| viewer.id);
    let me = viewer.map(|viewer| option(Assignee::Me, t.me.to_owned(), Some(viewer.clone()), Some(viewer.id.0)));
    let nobody = option(Assignee::Unassigned, t.unassigned.to_owned(), None, None);
    let others: Vec<_> = members
        .into_iter()
        .filter(|member| Some(member.id) != own || listing.filter.assignee.contains(&Assignee::Member(member.id)))
        .map(|member| option(Assignee::Member(member.id), member.name.clone(), Some(member.clone()), Some(member.id.0)))
        .collect();
    view! {
        <Menu label=t.assignee.into_any() chosen>
            <ul>{me}{nobody}</ul>
            <ul class="menu__section">{others}</ul>
        </Menu>
    }
}

#[component]
pub fn DateFilter(agent: AgentId, listing: Listing, counts: Counts) -> impl IntoView {
    let t = use_messages();
    let chosen = range_of(listing.filter.period);
    let options: Vec<_> = Range::VARIANTS
        .iter()
        .zip(counts.range)
        .map(|(range, count)| {
            let next = (chosen != Some(*range)).then_some(Period::Range(*range));
            let href = paths::records(&agent, &listing.filtered(listing.filter.with_period(next)), None);
            view! {
                <MenuOption href chosen=chosen == Some(*range) label=(t.range_name)(*range) count=Some(number(count)) empty=count == 0/>
            }
        })
        .collect();
    view! {
        <Menu label=t.date.into_any() chosen=usize::from(listing.filter.period.is_some()) single=true>
            <ul>{options}</ul>
            <CustomDates agent listing/>
        </Menu>
    }
}

/// From and to, both included. A plain form; with script it changes the link without loading the page.
#[component]
fn CustomDates(agent: AgentId, listing: Listing) -> impl IntoView {
    let t = use_messages();
    let navigate = use_navigate();
    let (from, to) = match listing.filter.period {
        Some(Period::Dates { from, to }) => (from, to),
        _ => (None, None),
    };
    let (from_input, to_input) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let rest = listing.filtered(RecordFilter { period: None, ..listing.filter.clone() });
    let action = paths::records(&agent, &Listing { folder: listing.folder, ..Listing::default() }, None);
    let hidden = rest.pairs().into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let hidden = hidden.collect_view();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let day = |input: NodeRef<Input>| input.get_untracked().and_then(|input| Day::parse(&input.value()));
        let (from, to) = (day(from_input), day(to_input));
        let period = match (from, to) {
            (None, None) => None,
            (Some(from), Some(to)) => Some(Period::Dates { from: Some(from.min(to)), to: Some(from.max(to)) }),
            (from, to) => Some(Period::Dates { from, to }),
        };
        let next = rest.filtered(rest.filter.with_period(period));
        navigate(&paths::records(&agent, &next, None), NavigateOptions { scroll: false, ..Default::default() });
    };
    let shown = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form class="range menu__section" method="get" action=action on:submit=submit>
            {hidden}
            <label class="field">
                <span class="field__label">{t.from}</span>
                <input class="input" type="date" name="from" min="1970-01-01" max="9999-12-31" value=shown(from) prop:value=shown(from) node_ref=from_input/>
            </label>
            <label class="field">
                <span class="field__label">{t.to}</span>
                <input class="input" type="date" name="to" min="1970-01-01" max="9999-12-31" value=shown(to) prop:value=shown(to) node_ref=to_input/>
            </label>
            <button class="button" type="submit">{t.apply}</button>
        </form>
    }
}
