//! The shapes of the screen while it loads, where the real ones will stand.

use leptos::prelude::*;

use crate::frame::Frame;
use crate::frame::sidebar::Sidebar;
use crate::i18n::use_messages;
use crate::ui::skeleton::Skeleton;

const CARDS: usize = 9;

#[component]
pub fn ListSkeleton() -> impl IntoView {
    let t = use_messages();
    view! {
        <Frame sidebar=view! { <Sidebar/> }.into_any()>
            <header class="page__header"><h1 class="visually-hidden">{t.product}</h1><Skeleton width="m"/></header>
            <div class="toolbar"><div class="toolbar__row"><Skeleton width="l"/></div></div>
            <div class="page__body" aria-busy="true">
                <p class="visually-hidden" role="status">{t.loading}</p>
                <div class="cards">{(0..CARDS).map(|_| view! { <CardSkeleton/> }).collect_view()}</div>
            </div>
        </Frame>
    }
}

#[component]
fn CardSkeleton() -> impl IntoView {
    let contact =
        ["l", "m", "l", "s"].map(|width| view! { <div class="fact"><Skeleton kind="icon"/><Skeleton width/></div> });
    let fields = ["m", "l", "s", "m"].map(|width| {
        view! { <div class="fact fact--custom"><Skeleton kind="icon"/><Skeleton width="s"/><Skeleton width/></div> }
    });
    view! {
        <div class="card card--skeleton">
            <div class="card__body">
                <div class="card__head">
                    <Skeleton width="xs" kind="chip"/>
                    <Skeleton kind="icon"/>
                    <span class="card__status"><Skeleton width="xs" kind="chip"/></span>
                    <div class="card__meta"><Skeleton width="m"/><Skeleton width="m"/></div>
                </div>
                <div class="card__fields card__fields--contact">{contact.collect_view()}</div>
                <div class="card__fields">{fields.collect_view()}</div>
                <div class="card__description"><Skeleton/><Skeleton width="l"/></div>
            </div>
            <div class="card__foot"><p class="assignee"><Skeleton kind="avatar"/><Skeleton width="m"/></p></div>
        </div>
    }
}

/// Inside the sheet.
#[component]
pub fn SheetSkeleton() -> impl IntoView {
    let facts = |count: usize| {
        let fact =
            || view! { <div class="fact"><Skeleton kind="icon"/><Skeleton width="s"/><Skeleton width="m"/></div> };
        view! { <div class="record__section"><div class="record__facts">{(0..count).map(|_| fact()).collect_view()}</div></div> }
    };
    view! {
        <div class="sheet__head"><Skeleton width="xs" kind="chip"/><Skeleton kind="icon"/><Skeleton width="m"/></div>
        <div class="sheet__body" aria-busy="true">
            {facts(4)}
            {facts(6)}
            <div class="record__section"><div><Skeleton/><Skeleton/><Skeleton width="l"/></div></div>
        </div>
    }
}
