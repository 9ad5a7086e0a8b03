use leptos::prelude::*;
use leptos_meta::Title;

use super::bulk::BulkBar;
use super::card::RecordCard;
use super::desk::use_desk;
use super::empty::NoneListed;
use super::news::{JobNotice, NewRecords};
use super::pager::Pager;
use super::pills::Pills;
use super::toolbar::Toolbar;
use crate::domain::error::AppError;
use crate::domain::listing::Listing;
use crate::domain::record::Folder;
use crate::domain::view::ListView;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::sidebar::{AgentSidebar, Section, Sidebar};
use crate::i18n::use_messages;
use crate::paths;

/// The screen once its list is loaded.
#[component]
pub fn LoadedList(
    view: ListView,
    /// What is listed here.
    listing: Listing,
    /// What the link asks for: already the next thing while its list is on its way. The controls follow it at once, so
    /// that a second choice made in haste builds on the first.
    chosen: Listing,
    pending: Signal<bool>,
) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let ListView { agent, agents, folders, records, counts, members, before, after, elsewhere, unfiltered, as_of, job } =
        view;
    let ids: Vec<String> = records.iter().map(|record| record.id.text.clone()).collect();
    for record in &records {
        desk.learn(&record.id.text, record.triage.clone());
    }
    desk.shown.set((ids, counts.total, as_of));
    desk.members.set(members.clone());
    desk.new.set(0);
    desk.job.set(job);
    let selected =
        Memo::new(move |_| desk.selection.with(|selection| selection.count(desk.shown.with(|(_, total, _)| *total))));
    let selecting = Memo::new(move |_| selected.get() > 0);
    // A plain text: a signal would be read after the page's signals are gone.
    let title = format!("{} ({}) · {}", t.product, counts.total, agent.name);
    let total = (t.total_records)(counts.total);
    let folder = chosen.folder;
    let inbox = paths::folder(&agent.id, Folder::Inbox);
    let mut above = vec![(t.agents.to_owned(), paths::AGENTS.to_owned()), (agent.name.clone(), inbox.clone())];
    let here = if folder == Folder::Inbox {
        t.product
    } else {
        above.push((t.product.to_owned(), inbox));
        (t.folder_name)(folder)
    };
    let body = if records.is_empty() {
        view! { <NoneListed agent=agent.id.clone() listing folders total=counts.total elsewhere unfiltered/> }
            .into_any()
    } else {
        view! {
            <h2 class="visually-hidden">{t.records}</h2>
            <div class="cards" aria-busy=move || pending.get().then_some("true")>
                {records.into_iter().map(|record| view! { <RecordCard record listing=listing.clone()/> }).collect_view()}
            </div>
            <Pager agent=agent.id.clone() listing total=counts.total before after/>
        }
        .into_any()
    };
    view! {
        <Title text=title/>
        <Frame sidebar=view! { <AgentSidebar agent=agent.clone() agents here=Section::Records(folder, folders)/> }.into_any()>
            <Breadcrumb above here/>
            <div class="toolbar" data-selecting=move || selecting.get().then_some("")>
                <Toolbar agent=agent.id.clone() variant=agent.variant listing=chosen.clone() counts members=members.clone()/>
                <Pills agent=agent.id listing=chosen members/>
                {move || selecting.get().then(|| view! { <BulkBar folder/> })}
                <NewRecords/>
            </div>
            <JobNotice/>
            // For the ear: how much there is now, and how much of it is ticked.
            <p class="visually-hidden" role="status">{total}</p>
            <p class="visually-hidden" role="status">{move || selecting.get().then(|| (t.selected)(selected.get()))}</p>
            <div class="page__body">{body}</div>
        </Frame>
    }
}

/// The list could not be loaded: says so and what can be done about it, without losing the link.
#[component]
pub fn ListFailed(error: AppError, retry: Callback<()>) -> impl IntoView {
    let t = use_messages();
    // Nothing is there to act on.
    use_desk().shown.set(Default::default());
    view! {
        <Frame sidebar=view! { <Sidebar/> }.into_any()>
            <Breadcrumb above=vec![(t.agents.to_owned(), paths::AGENTS.to_owned())] here=t.product/>
            <div class="page__body"><Failed error retry/></div>
        </Frame>
    }
}
