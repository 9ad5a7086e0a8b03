//! What the list of records offers in the command palette: every action, every filter, everybody.

use leptos::prelude::*;
use strum::VariantArray;

use super::commands::{Command, meant};
use super::desk::Desk;
use super::labels::{channel_icon, kind_icon, status_icon};
use crate::domain::change::Action;
use crate::domain::filter::{Assignee, Period, Range, RecordFilter};
use crate::domain::listing::{Listing, Per, Sort, range_of};
use crate::domain::member::{Member, MemberId};
use crate::domain::record::{Channel, Kind, Status};
use crate::frame::palette::{Act, Entry, Palette};
use crate::i18n::use_prefs;
use crate::paths;

/// Offers them for as long as the page is shown, each time as things are then.
pub fn offer(desk: Desk) {
    let palette: Palette = expect_context();
    let preferred = use_prefs().per;
    let entries = move |()| {
        // Of an agent that there is not, and before its list is there, nothing can be said.
        if desk.is_listed() { [commands(desk), filters(desk, preferred), people(desk)].concat() } else { Vec::new() }
    };
    palette.offer(Callback::new(entries));
}

fn commands(desk: Desk) -> Vec<Entry> {
    let t = desk.words();
    let possible = Command::all().into_iter().filter(|command| !command.moves_only() && command.is_possible(desk));
    let entry = |command: Command| {
        let run = Act::Run(Callback::new(move |()| command.run(desk)));
        Entry { keys: command.keys(), ..Entry::new(t.palette.actions, command.name(t), command.icon(), run) }
    };
    possible.map(entry).collect()
}

/// Makes entries that lead to another listing than the one that is shown.
struct Links {
    desk: Desk,
    listing: Listing,
    group: &'static str,
}

impl Links {
    fn new(desk: Desk, group: &'static str) -> Self {
        Self { desk, listing: desk.place.listing.get_untracked(), group }
    }

    fn to(&self, label: String, icon: impl Into<Oco<'static, str>>, next: &Listing) -> Entry {
        let href = self.desk.place.agent.with_untracked(|agent| paths::records(agent, next, None));
        Entry::new(self.group, label, icon, Act::Go(href))
    }

    /// One choice of the filter called `name`.
    fn choice(
        &self,
        name: &str,
        choice: &str,
        icon: impl Into<Oco<'static, str>>,
        chosen: bool,
        next: RecordFilter,
    ) -> Entry {
        Entry { chosen, ..self.to(format!("{name}: {choice}"), icon, &self.listing.filtered(next)) }
    }
}

fn filters(desk: Desk, preferred: Per) -> Vec<Entry> {
    let t = desk.words();
    let links = Links::new(desk, t.filters);
    let (listing, filter) = (&links.listing, &links.listing.filter);
    let mut all = vec![links.choice(t.kind, t.both, "layers", filter.kind.is_none(), filter.with_kind(None))];
    for kind in Kind::ALL {
        let name = match kind {
            Kind::Lead => t.leads_only,
            Kind::Ticket => t.tickets_only,
        };
        let chosen = filter.kind == Some(*kind);
        all.push(links.choice(t.kind, name, kind_icon(*kind), chosen, filter.with_kind((!chosen).then_some(*kind))));
    }
    for status in Status::VARIANTS {
        let (name, chosen) = ((t.status_name)(*status), filter.status.contains(*status));
        all.push(links.choice(t.status, name, status_icon(*status), chosen, filter.toggling_status(*status)));
    }
    for channel in Channel::VARIANTS {
        let (name, chosen) = ((t.channel_name)(*channel), filter.channel.contains(*channel));
        all.push(links.choice(t.channel, name, channel_icon(*channel), chosen, filter.toggling_channel(*channel)));
    }
    for range in Range::VARIANTS {
        let chosen = range_of(filter.period) == Some(*range);
        let next = filter.with_period((!chosen).then_some(Period::Range(*range)));
        all.push(links.choice(t.date, (t.range_name)(*range), "calendar", chosen, next));
    }
    for sort in Sort::VARIANTS {
        let entry = links.to(format!("{}: {}", t.sort, (t.sort_name)(*sort)), "arrow-up-down", &listing.sorted(*sort));
        all.push(Entry { chosen: listing.sort == *sort, ..entry });
    }
    for per in Per::VARIANTS {
        let next = listing.with_per((*per != preferred).then_some(*per));
        let entry = links.to(format!("{}: {}", t.per_page, per.cards()), "list", &next);
        all.push(Entry { chosen: listing.per.unwrap_or(preferred) == *per, ..entry });
    }
    if !filter.is_default() {
        let next = listing.filtered(RecordFilter::default());
        all.push(links.to(t.palette.clear_filters.to_owned(), "x", &next));
    }
    all
}

/// Whose records are listed, and, where there is something to give, to whom it is given.
fn people(desk: Desk) -> Vec<Entry> {
    let t = desk.words();
    let links = Links::new(desk, t.palette.members);
    let filter = &links.listing.filter;
    let members = desk.members.get_untracked();
    let (own, others): (Vec<&Member>, Vec<&Member>) = members.iter().partition(|member| Some(member.id) == desk.me);
    let choice = |who: Assignee, name: &str| {
        let chosen = filter.assignee.contains(&who);
        links.choice(t.assignee, name, "user", chosen, filter.toggling_assignee(who))
    };
    let mut all = Vec::new();
    if desk.me.is_some() {
        all.push(choice(Assignee::Me, t.me));
    }
    all.push(choice(Assignee::Unassigned, t.unassigned));
    all.extend(others.iter().map(|member| choice(Assignee::Member(member.id), &member.name)));
    let Some(which) = meant(desk).filter(|_| Command::Assign.is_possible(desk)) else { return all };
    let assign = |to: Option<MemberId>, label: String, icon: &'static str| {
        let which = which.clone();
        let action = Action::Assign { to, note: String::new() };
        let run = move |()| desk.change(which.clone(), action.clone());
        Entry::new(t.palette.members, label, icon, Act::Run(Callback::new(run)))
    };
    all.extend(own.iter().map(|member| assign(Some(member.id), t.assign_to_me.to_owned(), "user-plus")));
    all.extend(others.iter().map(|member| assign(Some(member.id), (t.palette.assign_to)(&member.name), "user-plus")));
    all.push(assign(None, t.palette.unassign.to_owned(), "user-x"));
    all
}
