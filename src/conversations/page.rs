use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;

use super::desk::Desk;
use super::labels::who_text;
use super::list::{LoadedList, ROWS, searching};
use super::moves::OpenedQuestion;
use super::place::Place;
use super::row::row_id;
use super::scroll;
use super::skeleton::{HeaderSkeleton, ListSkeleton};
use super::transcript::{TranscriptPane, load, shown};
use crate::api::conversations::list_conversations;
use crate::app::Zone;
use crate::domain::agent::Agent;
use crate::domain::conversation::Medium;
use crate::domain::conversation_listing::ConversationListing;
use crate::domain::error::AppError;
use crate::domain::record::Folder;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::sidebar::{AgentSidebar, Section, Sidebar};
use crate::i18n::{Messages, use_messages};
use crate::paths;
use crate::paths::conversations::conversations;
use crate::ui::browser::focus_if_lost;
use crate::ui::empty::Empty;
use crate::ui::toast::ToastRegion;

#[component]
pub fn ChatConversationsPage() -> impl IntoView {
    view! { <ConversationsPage medium=Medium::Chat/> }
}

#[component]
pub fn VoiceConversationsPage() -> impl IntoView {
    view! { <ConversationsPage medium=Medium::Voice/> }
}

fn medium_name(t: &Messages, medium: Medium) -> &'static str {
    match medium {
        Medium::Chat => t.conversations.chat,
        Medium::Voice => t.conversations.voice,
    }
}

/// The list and, beside it, the transcript: each is loaded without the other. What surrounds them follows the list, in
/// places of its own, so that a new list leaves the transcript alone.
#[component]
fn ConversationsPage(medium: Medium) -> impl IntoView {
    let t = use_messages();
    let place = Place::current(medium);
    provide_context(place);
    provide_context(searching(place));
    let Zone(zone) = expect_context();
    // The question goes with its answer, so that what is shown can be told from what is still to come.
    let asked = move || {
        let (folder, query) = place.listing.with(|listing| (listing.folder, listing.to_query()));
        (place.agent.with(ToString::to_string), folder, query, zone.get())
    };
    let list = Resource::new(asked, move |asked: (String, Folder, String, Option<String>)| async move {
        let (agent, folder, query, _) = asked.clone();
        (asked, list_conversations(agent, medium, folder, query).await)
    });
    let transcript = load(place);
    let retry = Callback::new(move |()| list.refetch());
    let desk = Desk::new(place, retry);
    provide_context(desk);
    keep_sight(place);

    let title = move || {
        // Both are asked for before either is waited for.
        let open = shown(place, transcript).and_then(Result::ok).flatten();
        let (_, loaded) = list.get()?;
        let name = medium_name(t, medium);
        let text = match (open, loaded) {
            (Some(open), _) => format!("{} · {name}", who_text(&open.conversation)),
            (None, Ok(view)) => format!("{name} ({}) · {}", view.total, view.agent.name),
            (None, Err(AppError::NotFound)) => t.page_not_found.to_owned(),
            (None, Err(_)) => name.to_owned(),
        };
        Some(view! { <Title text=text/> })
    };
    let sidebar = move || {
        let (_, loaded) = list.get()?;
        Some(match loaded {
            Ok(view) => {
                let here = Section::Conversations(medium, place.listing.with(|listing| listing.folder), view.folders);
                view! { <AgentSidebar agent=view.agent agents=view.agents here/> }.into_any()
            }
            Err(_) => view! { <Sidebar/> }.into_any(),
        })
    };
    let header = move || {
        let (_, loaded) = list.get()?;
        Some(match loaded {
            Ok(view) => {
                let folder = place.listing.with(|listing| listing.folder);
                view! { <Header agent=view.agent medium folder/> }.into_any()
            }
            Err(AppError::NotFound) => ().into_any(),
            Err(_) => {
                let above = vec![(t.agents.to_owned(), paths::AGENTS.to_owned())];
                view! { <Breadcrumb above here=medium_name(t, medium)/> }.into_any()
            }
        })
    };
    let pane = move || {
        let (answered, loaded) = list.get()?;
        Some(match loaded {
            Ok(view) => {
                let listing = ConversationListing::from_query(medium, answered.1, &answered.2);
                let pending = Signal::derive(move || answered != asked());
                view! { <LoadedList view listing chosen=place.listing.get() pending/> }.into_any()
            }
            Err(AppError::NotFound) => view! { <NoSuchAgent/> }.into_any(),
            Err(error) => view! { <Failed error retry/> }.into_any(),
        })
    };
    let sidebar = view! { <Transition fallback=|| view! { <Sidebar/> }>{sidebar}</Transition> };
    view! {
        <Transition>{title}</Transition>
        <Frame sidebar=sidebar.into_any()>
            <Transition fallback=HeaderSkeleton>{header}</Transition>
            <div class="panes" data-selected=move || place.has_selected().then_some("")>
                <section class="list-pane" aria-label=t.conversations.list>
                    <Transition fallback=ListSkeleton>{pane}</Transition>
                </section>
                <TranscriptPane transcript/>
            </div>
        </Frame>
        <OpenedQuestion/>
        <ToastRegion toasts=desk.toasts here=Signal::derive(|| true) close=t.close/>
        // Empty, but without it the router would wait for ever before it changes the address bar.
        <Outlet/>
    }
}

/// Another list begins at its top; from a transcript on a phone, the focus goes back to its row.
fn keep_sight(place: Place) {
    Effect::new(move |before: Option<()>| {
        place.listing.track();
        if before.is_some() {
            scroll::to_top(ROWS);
        }
    });
    Effect::new(move |before: Option<Option<String>>| {
        let open = place.selected.with(|selected| selected.as_ref().map(|selected| selected.id.clone()));
        if let (Some(Some(left)), None) = (before, &open) {
            request_animation_frame(move || focus_if_lost(&row_id(&left)));
        }
        open
    });
}

#[component]
fn Header(agent: Agent, medium: Medium, folder: Folder) -> impl IntoView {
    let t = use_messages();
    let name = medium_name(t, medium);
    let inbox = conversations(&agent.id, &ConversationListing::of(medium, Folder::Inbox), None);
    let records = paths::folder(&agent.id, Folder::Inbox);
    let mut above = vec![(t.agents.to_owned(), paths::AGENTS.to_owned()), (agent.name, records)];
    let here = if folder == Folder::Inbox {
        name
    } else {
        above.push((name.to_owned(), inbox));
        (t.folder_name)(folder)
    };
    view! { <Breadcrumb above here/> }
}

/// The link's agent is none: nothing else stands on the page.
#[component]
fn NoSuchAgent() -> impl IntoView {
    let t = use_messages();
    view! {
        <div class="list-pane__missing">
            <Empty icon="compass" title=t.page_not_found text=t.page_not_found_text whole_page=true>
                <a class="button" href=paths::AGENTS>{t.all_agents}</a>
            </Empty>
        </div>
    }
}
