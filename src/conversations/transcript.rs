//! The pane of the transcript. It is loaded apart from the list, so that selecting a conversation asks for no list.

use leptos::prelude::*;

use super::desk::use_desk;
use super::labels::ConversationStatusChip;
use super::messages::Messages;
use super::moves::{FORM, Moves};
use super::place::Place;
use super::reading::{PANE, Reading};
use super::scroll::{self, Start};
use super::skeleton::TranscriptSkeleton;
use super::stretch::Side;
use crate::api::conversations::find_conversation;
use crate::app::Zone;
use crate::domain::error::AppError;
use crate::domain::form::FormState;
use crate::domain::record::Folder;
use crate::domain::view::conversations::{ConversationView, Part, TranscriptView};
use crate::frame::failed::Failed;
use crate::frame::form::{use_form_state, words};
use crate::frame::sidebar::folder_icon;
use crate::i18n::use_messages;
use crate::paths::conversations::{Selected, Spot};
use crate::records::labels::{ChannelIcon, marked};
use crate::ui::browser::focus_if_lost;
use crate::ui::copy::CopyText;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};

/// The id of the heading.
const HEADING: &str = "transcript-heading";

/// What is asked: agent, conversation and part, search, zone.
type Asked = (String, Option<(String, Part)>, Option<String>, Option<String>);
type Found = Result<Option<TranscriptView>, AppError>;
/// The question goes with its answer, so that what is shown can be told from what is still to come.
pub type Answer = (Asked, Found);

fn part(selected: Option<&Selected>) -> Option<(String, Part)> {
    let Selected { id, spot } = selected?;
    let part = match spot {
        None => Part::Latest,
        Some(Spot::Record(record)) => Part::Around(record.clone()),
        Some(Spot::Before(position)) => Part::Before(*position),
        Some(Spot::After(position)) => Part::After(*position),
    };
    Some((id.clone(), part))
}

/// Asks for what the link selects.
pub fn load(place: Place) -> Resource<Answer> {
    let Zone(zone) = expect_context();
    let asked = move || {
        let search = place.listing.with(|listing| listing.search.as_ref().map(|search| search.as_str().to_owned()));
        let selected = place.selected.with(|selected| part(selected.as_ref()));
        (place.agent.with(ToString::to_string), selected, search, zone.get())
    };
    Resource::new(asked, |asked: Asked| async move {
        let (agent, selected, search, _) = asked.clone();
        let found = match selected {
            Some((id, part)) => find_conversation(agent, id, part, search).await,
            None => Ok(None),
        };
        (asked, found)
    })
}

/// What is there of what the link selects; `None` = it is on its way.
pub fn shown(place: Place, transcript: Resource<Answer>) -> Option<Found> {
    let ((agent, selected, ..), found) = transcript.get()?;
    let same = place.agent.with(|asked| asked.as_str() == agent)
        && place.selected.with(|asked| part(asked.as_ref()) == selected);
    same.then_some(found)
}

#[component]
pub fn TranscriptPane(transcript: Resource<Answer>) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let retry = Callback::new(move |()| transcript.refetch());
    let state = StoredValue::new(use_form_state());
    // On a fresh load the focus is nobody's; afterwards it may have been in what the transcript has replaced.
    let settled = RwSignal::new(false);
    Effect::new(move |_| settled.set(true));
    let pane = move || {
        if !place.has_selected() {
            return view! { <Choose/> }.into_any();
        }
        match shown(place, transcript) {
            None => view! { <TranscriptSkeleton/> }.into_any(),
            // A closure is drawn anew: nothing of one transcript stays in another.
            Some(found) => {
                let (state, came) = (state.get_value(), settled.get_untracked());
                let answered = move || view! { <Answered found=found.clone() retry state=state.clone() came/> };
                answered.into_any()
            }
        }
    };
    view! {
        <section class="transcript" aria-label=t.conversations.transcript>
            <Transition fallback=Waiting>{pane}</Transition>
        </section>
    }
}

/// Before the first answer.
#[component]
fn Waiting() -> impl IntoView {
    let place: Place = expect_context();
    if place.selected.with_untracked(Option::is_some) {
        view! { <TranscriptSkeleton/> }.into_any()
    } else {
        view! { <Choose/> }.into_any()
    }
}

#[component]
fn Choose() -> impl IntoView {
    let t = use_messages();
    view! { <Empty icon="message-square" title=t.conversations.choose text=t.conversations.choose_text/> }
}

#[component]
fn Answered(found: Found, retry: Callback<()>, state: FormState, came: bool) -> impl IntoView {
    let t = use_messages();
    match found {
        Ok(Some(view)) => view! { <Loaded view state came/> }.into_any(),
        Ok(None) => view! {
            <header class="transcript__head transcript__head--bare"><Back/></header>
            <Empty icon="search-x" title=t.conversations.not_found text=t.conversations.not_found_text/>
        }
        .into_any(),
        Err(error) => view! {
            <header class="transcript__head transcript__head--bare"><Back/></header>
            <Failed error retry/>
        }
        .into_any(),
    }
}

/// On a phone one pane is shown at a time: this leads from the transcript to the list.
#[component]
fn Back() -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    view! {
        <a class="button button--quiet button--icon transcript__back" href=move || place.link(None) data-noscroll="" aria-label=t.conversations.back>
            <Icon name="arrow-left" class="icon--directional"/>
        </a>
    }
}

#[component]
fn Loaded(
    view: TranscriptView,
    state: FormState,
    /// It has come while the page was open.
    came: bool,
) -> impl IntoView {
    let t = use_messages();
    let place: Place = expect_context();
    let conversation = view.conversation.clone();
    let is_its = state.value("conversation") == Some(conversation.id.to_string());
    let state = if is_its { state.of(FORM) } else { FormState::default() };
    let spot = place.selected.get_untracked().and_then(|selected| selected.spot);
    let searched = place.listing.with_untracked(|listing| listing.search.is_some());
    let start = match spot {
        None if searched => Start::Mark,
        None | Some(Spot::Before(_)) => Start::End,
        Some(Spot::After(_)) => Start::Top,
        Some(Spot::Record(id)) => Start::At(id),
    };
    // Without script the stylesheet begins at the end.
    let from = (start == Start::End).then_some("end");
    let empty = view.messages.is_empty() && view.records.is_empty();
    let reading = Reading::of(view, place);
    Effect::new(move |_| {
        let Some(pane) = reading.pane.get() else { return };
        let start = start.clone();
        request_animation_frame(move || {
            scroll::begin(pane.into(), start);
            if came {
                focus_if_lost(HEADING);
            }
        });
    });
    let loaded = move || reading.came.get().map(|count| (t.conversations.messages_loaded)(count));
    view! {
        <Head conversation/>
        {words(&state, "").map(|text| view! { <Notice tone=Tone::Danger text/> })}
        <div
            class="transcript__scroll"
            id=PANE
            tabindex="0"
            role="region"
            aria-labelledby=HEADING
            data-from=from
            node_ref=reading.pane
            on:scroll=move |_| reading.scrolled()
        >
            <div class="transcript__body">
                {empty.then(|| view! { <p class="transcript__none">{t.conversations.no_messages}</p> })}
                <More reading side=Side::Earlier/>
                <For each=move || reading.stretches.get() key=|stretch| stretch.key() let:stretch>
                    <Messages stretch reading/>
                </For>
                <More reading side=Side::Later/>
            </div>
        </div>
        <p class="visually-hidden" role="status">{loaded}</p>
    }
}

/// Earlier or later messages: a link to them; with script they come to those that are there.
#[component]
fn More(reading: Reading, side: Side) -> impl IntoView {
    let t = use_messages();
    let load = move |event: leptos::ev::MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            reading.load(side);
        }
    };
    let words = move || {
        if reading.loading.get() == Some(side) {
            t.conversations.loading_messages
        } else {
            match side {
                Side::Earlier => t.conversations.earlier,
                Side::Later => t.conversations.later,
            }
        }
    };
    let failed = move || {
        (reading.failed.get() == Some(side))
            .then(|| view! { <span class="transcript__failed" role="status">{t.conversations.messages_failed}</span> })
    };
    view! {
        <p class="transcript__more" hidden=move || !reading.more(side).get()>
            <a class="button" href=move || reading.link(side) on:click=load>{words}</a>
            {failed}
        </p>
    }
}

/// Over the transcript: whom it is with, what is known of it, and where it can be moved.
#[component]
fn Head(conversation: ConversationView) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let now = desk.now(&conversation);
    let moves = desk.may_change.then(|| view! { <Moves conversation=conversation.clone()/> });
    let name = match &conversation.name {
        Some(name) => marked(name),
        None => t.conversations.customer.into_any(),
    };
    let lies = move || {
        let now = now.get();
        (now.folder != Folder::Inbox).then(|| {
            let left = now.days_left.map(|days| {
                view! { <li class="days-left">{(t.days_left)(u64::from(days))}</li> }
            });
            view! {
                <li class="transcript__folder"><Icon name=folder_icon(now.folder)/>{(t.folder_name)(now.folder)}</li>
                {left}
            }
        })
    };
    let closed = conversation.closed.map(|at| {
        view! { <li>{t.conversations.closed_at}" "<time datetime=at.utc><bdi dir="ltr">{at.local}</bdi></time></li> }
    });
    let started = conversation.started;
    let id = conversation.external_id;
    view! {
        <header class="transcript__head">
            <Back/>
            <div class="transcript__about">
                <h2 class="transcript__name" id=HEADING tabindex="-1">
                    <ChannelIcon channel=conversation.channel/>
                    <bdi>{name}</bdi>
                </h2>
                <ul class="transcript__facts">
                    <li><ConversationStatusChip status=conversation.status/></li>
                    {lies}
                    <li class="transcript__id"><CopyText text=id.text.clone() shown=marked(&id) copy=t.copy copied=t.copied refused=t.explain.not_copied/></li>
                    <li>{t.conversations.started}" "<time datetime=started.utc><bdi dir="ltr">{started.local}</bdi></time></li>
                    {closed}
                    <li>{(t.conversations.messages)(conversation.messages)}</li>
                    <li><bdi>{(t.conversations.language)(&conversation.language)}</bdi></li>
                </ul>
            </div>
            {moves}
        </header>
    }
}
