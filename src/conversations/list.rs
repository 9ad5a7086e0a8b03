use leptos::prelude::*;
use strum::VariantArray;
use web_sys::ScrollLogicalPosition;

use super::empty::NoneListed;
use super::place::Place;
use super::row::{Row, row_id, step};
use super::scroll;
use crate::domain::conversation_listing::{ConversationListing, Order};
use crate::domain::cursor::Cursor;
use crate::domain::filter::Search;
use crate::domain::listing::{Position, Sort};
use crate::domain::record::Folder;
use crate::domain::view::conversations::ConversationsView;
use crate::frame::pager::PagerBar;
use crate::frame::search_box::{SearchBox, Searching};
use crate::frame::sort_menu::{OrderLink, OrderMenu};
use crate::frame::tabs::{TabBar, TabLink};
use crate::i18n::{number, use_messages};
use crate::paths::conversations::conversations;
use crate::records::labels::channel_icon;

/// The id of what scrolls in the pane.
pub const ROWS: &str = "conversations";

/// Searching in the list of conversations.
pub fn searching(place: Place) -> Searching {
    let current = Signal::derive(move || place.listing.with(|listing| listing.search.clone()));
    let link = Callback::new(move |search: Option<Search>| {
        let next = place.listing.with_untracked(|listing| listing.searched(search));
        place.agent.with_untracked(|agent| conversations(agent, &next, None))
    });
    Searching::new(current, link)
}

/// The pane of the list, once it is loaded. Another list lets go of what is selected, as another list of records does.
#[component]
pub fn LoadedList(
    view: ConversationsView,
    /// What is listed here.
    listing: ConversationListing,
    /// What the link asks for: already the next thing while its list is on its way.
    chosen: ConversationListing,
    pending: Signal<bool>,
) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let ConversationsView { agent, folders, channels, any_channel, total, before, after, elsewhere, .. } = view;
    let agent = agent.id;
    let link = |listing: &ConversationListing| conversations(&agent, listing, None);
    let whole = |folder: Folder| ConversationListing::of(chosen.medium, folder);

    let without = chosen.searched(None);
    let orders = Order::VARIANTS.iter().map(|order| {
        let sort = match order {
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        };
        let (href, chosen) = (link(&chosen.ordered(*order)), chosen.order == *order);
        OrderLink { href, name: (t.sort_name)(sort), chosen }
    });
    let orders = orders.collect();
    let in_folders = Folder::VARIANTS.iter().map(|folder| {
        let href = link(&whole(*folder).ordered(chosen.order));
        let here = (*folder == chosen.folder).then_some("true");
        view! {
            <a class="segmented__item" href=href data-noscroll="" aria-current=here>
                {(t.folder_name)(*folder)}
                <span class="count">{number(folders.of(*folder))}</span>
            </a>
        }
    });
    let in_folders = in_folders.collect_view();
    // Where there is one channel, there is nothing to choose.
    let tabs = (channels.len() > 1).then(|| {
        let tab = |channel, icon, name, count| TabLink {
            href: link(&chosen.on(channel)),
            icon,
            name,
            count,
            chosen: chosen.channel == channel,
        };
        let all = tab(None, None, t.conversations.all, any_channel);
        let each = channels.into_iter().map(|(channel, count)| {
            tab(Some(channel), Some(channel_icon(channel).into()), (t.channel_name)(channel), count)
        });
        let tabs = [all].into_iter().chain(each).collect();
        view! { <TabBar label=t.channel tabs compact=true/> }
    });
    // The row of what the link selects may stand far down.
    Effect::new(move |_| {
        if let Some(open) = place.selected.get_untracked() {
            request_animation_frame(move || _ = scroll::show(&row_id(&open.id), ScrollLogicalPosition::Nearest));
        }
    });
    let page = |position: Option<Position>| position.map(|at| link(&listing.at(Some(at))));
    let previous = page(before.as_deref().and_then(Cursor::parse).map(Position::Before));
    let next = page(after.as_deref().and_then(Cursor::parse).map(Position::After));
    let search = view! {
        <SearchBox
            search=chosen.search.clone()
            label=t.conversations.search
            action=link(&whole(chosen.folder))
            hidden=without.pairs()
            clear=link(&without)
        />
    };
    let body = if view.conversations.is_empty() {
        view! { <NoneListed agent=agent.clone() listing=listing.clone() folders total elsewhere/> }.into_any()
    } else {
        let rows = view.conversations.into_iter();
        let rows = rows.map(|conversation| view! { <Row conversation listing=listing.clone()/> }).collect_view();
        view! { <ol on:keydown=step>{rows}</ol> }.into_any()
    };
    view! {
        <div class="list-pane__head">
            <div class="list-pane__find">
                {search}
                <OrderMenu orders/>
            </div>
            <nav class="segmented" aria-label=t.folders>{in_folders}</nav>
            {tabs}
        </div>
        <h2 class="visually-hidden">{t.conversations.list}</h2>
        // For the ear: how many there are now.
        <p class="visually-hidden" role="status">{(t.conversations.total)(total)}</p>
        <div class="list-pane__rows" id=ROWS aria-busy=move || pending.get().then_some("true")>{body}</div>
        <PagerBar total=(t.conversations.total)(total) previous next/>
    }
}
