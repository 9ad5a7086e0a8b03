//! The shapes of the panes while they load, where the real ones will stand.

use leptos::prelude::*;

use crate::i18n::use_messages;
use crate::ui::skeleton::Skeleton;

const ROWS: usize = 9;

#[component]
pub fn HeaderSkeleton() -> impl IntoView {
    let t = use_messages();
    view! {
        <header class="page__header">
            <h1 class="visually-hidden">{t.conversations.list}</h1>
            <Skeleton width="m"/>
        </header>
    }
}

#[component]
pub fn ListSkeleton() -> impl IntoView {
    let t = use_messages();
    let row = || {
        view! {
            <li class="talk">
                <Skeleton kind="icon"/>
                <Skeleton width="m"/>
                <Skeleton width="s"/>
                <span class="talk__preview"><Skeleton/><Skeleton width="l"/></span>
            </li>
        }
    };
    view! {
        <div class="list-pane__head"><Skeleton width="l"/><Skeleton/><Skeleton/></div>
        <div class="list-pane__rows" aria-busy="true">
            <p class="visually-hidden" role="status">{t.conversations.loading}</p>
            <ol>{(0..ROWS).map(|_| row()).collect_view()}</ol>
        </div>
    }
}

#[component]
pub fn TranscriptSkeleton() -> impl IntoView {
    let t = use_messages();
    let bubbles = [("customer", "l"), ("agent", "m"), ("customer", "l"), ("agent", "l"), ("customer", "m")];
    let bubbles = bubbles.map(|(from, width)| {
        view! {
            <li class="message" data-from=from>
                <div class="message__bubble message__bubble--skeleton"><Skeleton/><Skeleton width/></div>
            </li>
        }
    });
    view! {
        <header class="transcript__head">
            <div class="transcript__about"><Skeleton width="m"/><Skeleton width="l"/></div>
        </header>
        <div class="transcript__scroll" aria-busy="true">
            <p class="visually-hidden" role="status">{t.conversations.loading_transcript}</p>
            <div class="transcript__body"><ol>{bubbles.collect_view()}</ol></div>
        </div>
    }
}
