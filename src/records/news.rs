//! What happens elsewhere while the page is open: new records are announced, changed ones change in place, and a change
//! of many records says how far it is.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use super::desk::{Desk, use_desk};
use crate::api::jobs::{find_job, see_job};
use crate::api::records::list_news;
use crate::domain::change::{Job, JobState};
use crate::i18n::use_messages;
use crate::paths;
use crate::ui::browser::{focus_id, is_typing, is_visible};
use crate::ui::icon::Icon;
use crate::ui::keys::is_covered;
use crate::ui::notice::Tone;

const EVERY: Duration = Duration::from_secs(20);
/// Between two questions how far a job is.
const JOB_EVERY: Duration = Duration::from_millis(700);

/// Asks for news while the page is looked at, and listens for Ctrl+Z.
pub fn listen(desk: Desk) {
    Effect::new(move |_| {
        let asking = set_interval_with_handle(
            move || {
                if is_visible() {
                    spawn_local(ask(desk));
                }
            },
            EVERY,
        );
        // Whoever comes back to the page wants to see what it missed.
        let seen = window_event_listener(ev::visibilitychange, move |_| {
            if is_visible() {
                spawn_local(ask(desk));
            }
        });
        let keys = window_event_listener(ev::keydown, move |event| {
            let command = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key();
            // By what is written on the key, and by its place where the layout is not Latin.
            let z = event.key().eq_ignore_ascii_case("z") || (!event.key().is_ascii() && event.code() == "KeyZ");
            if command && z && !is_typing() && !is_covered() {
                event.prevent_default();
                desk.undo_last();
            }
        });
        on_cleanup(move || {
            if let Ok(asking) = asking {
                asking.clear();
            }
            seen.remove();
            keys.remove();
        });
    });
    // A running job is asked after until it ends.
    Effect::new(move |_| {
        let running = desk.job.with(|job| job.as_ref().filter(|job| job.state == JobState::Running).map(|job| job.id));
        if let Some(id) = running {
            set_timeout(move || spawn_local(follow(desk, id)), JOB_EVERY);
        } else if let Some(job) = desk.job.get() {
            ended(desk, job);
        }
    });
}

async fn ask(desk: Desk) {
    let (shown, _, as_of) = desk.shown.get_untracked();
    let listing = desk.place.listing.get_untracked();
    if as_of == 0 {
        return;
    }
    let opened = desk.place.opened.get_untracked();
    let ids: Vec<String> = shown.into_iter().chain(opened.clone()).collect();
    let answer = list_news(desk.agent(), listing.folder, listing.at(None).to_query(), as_of, ids).await;
    // Another list stands there meanwhile.
    if desk.shown.try_with_untracked(|(.., then)| *then) != Some(as_of) {
        return;
    }
    if let Ok(news) = answer {
        desk.new.set(news.new);
        for (id, triage) in news.changed {
            let open = opened.as_ref() == Some(&id);
            if desk.learn(&id, triage) && open {
                desk.sheet_changed.update(|count| *count += 1);
            }
        }
    }
}

async fn follow(desk: Desk, id: i64) {
    let answer = find_job(desk.agent(), id).await;
    let still = desk.job.try_with_untracked(|job| job.as_ref().is_some_and(|job| job.id == id));
    if still == Some(true) {
        match answer {
            Ok(job) => {
                let over = job.state != JobState::Running;
                desk.job.set(Some(job));
                if over {
                    desk.reload();
                }
            }
            // Asked again with the next news.
            Err(_) => desk.job.update(|_| {}),
        }
    }
}

/// The end of a job is told to whose it is, once.
fn ended(desk: Desk, job: Job) {
    desk.job.set(None);
    if job.actor != desk.me || desk.told_of(job.id) {
        return;
    }
    let (agent, id) = (desk.agent(), job.id);
    spawn_local(async move {
        let _ = see_job(agent, id).await;
    });
    match &job.state {
        JobState::Done(outcome) => desk.tell_of_job(job.action.as_ref(), outcome),
        JobState::Failed => desk.toasts.say(Tone::Danger, desk.words().job_failed.to_owned(), Vec::new()),
        JobState::Running => {}
    }
}

/// A change of many records that is running.
#[component]
pub fn JobNotice() -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let running = move || desk.job.get().filter(|job| job.state == JobState::Running);
    move || {
        running().map(|job| {
            let who = job.actor.filter(|actor| Some(*actor) != desk.me).and_then(|actor| desk.member(actor));
            let what = if job.action.is_some() { t.changing } else { t.taking_back };
            view! {
                <div class="job" role="status">
                    <progress class="job__progress" aria-hidden="true"></progress>
                    <p>{what(job.records)}{who.map(|who| view! { " · "<bdi>{who.name}</bdi> })}</p>
                </div>
            }
        })
    }
}

/// *3 new records · Show*
#[component]
pub fn NewRecords() -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let first = move || {
        let listing = desk.place.listing.get();
        desk.place.agent.with(|agent| paths::records(agent, &listing.at(None), None))
    };
    let show = move |event: ev::MouseEvent| {
        // Here already: the link would lead nowhere.
        if desk.place.listing.with_untracked(|listing| listing.position.is_none()) {
            event.prevent_default();
            desk.reload();
        }
        window().scroll_to_with_x_and_y(0.0, 0.0);
        focus_id("main");
    };
    view! {
        <div class="news" role="status">
            {move || (desk.new.get() > 0).then(|| view! {
                <a class="news__link" href=first on:click=show>
                    {(t.new_records)(desk.new.get())}" · "<b>{t.show}</b><Icon name="rotate-cw"/>
                </a>
            })}
        </div>
    }
}
