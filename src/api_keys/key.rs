use leptos::prelude::*;
use strum::VariantArray;

use super::page::rate_words;
use crate::domain::api_key::Overlap;
use crate::domain::form::FormState;
use crate::domain::slug;
use crate::domain::view::Stamp;
use crate::domain::view::settings::{ApiKeyView, KeyState};
use crate::frame::form::{PlainForm, words};
use crate::i18n::use_messages;
use crate::ui::field::{Choice, Field};
use crate::ui::icon::Icon;

/// A key, with what can be done about it while it is good.
#[component]
pub fn KeyRow(
    view: ApiKeyView,
    /// Where its forms go.
    action: String,
    /// What became of the page's form, whichever it was.
    state: FormState,
    /// Tells its forms from every other.
    once: String,
) -> impl IntoView {
    let t = use_messages();
    let k = t.api_keys;
    let ApiKeyView { id, name, hint, reads, requests_per_minute: rate, made_by, made, expires, used, state: is } = view;
    let over = matches!(is, KeyState::Expired | KeyState::Revoked);
    let sent = Some(state.of("edit")).filter(|sent| sent.value("key") == Some(id.to_string())).unwrap_or_default();
    let refused = ["name", "rate"].iter().any(|field| sent.problem(field).is_some());
    let expires = match expires {
        Some(at) => view! { <Moment at/> }.into_any(),
        None => (k.expiry_name)(Default::default()).into_any(),
    };
    let used = match used {
        Some(at) => view! { <Moment at/> }.into_any(),
        None => k.never_used.into_any(),
    };
    let by = made_by.unwrap_or_else(|| t.unknown_member.to_owned());
    let made = view! { <Moment at=made/>" · "<bdi>{by}</bdi> }.into_any();
    let ends = if is == KeyState::Expired { k.expired } else { k.expires };
    view! {
        <li class="key" data-over=over.then_some("")>
            <span class="key__mark" aria-hidden="true"><Icon name="key-round"/></span>
            <div class="key__who">
                <p class="key__name">
                    <bdi>{name.clone()}</bdi>
                    <span class="chip key__state" data-state=state_slug(is)>{(k.state_name)(is)}</span>
                </p>
                <p class="key__hint"><bdi dir="ltr">{format!("{hint}…")}</bdi></p>
            </div>
            {(!over).then(|| view! {
                <details class="menu menu--end" name="menu" open=refused>
                    <summary class="menu__button">
                        {t.manage}<span class="visually-hidden">" "<bdi>{name.clone()}</bdi></span>
                        <Icon name="chevron-down" class="menu__caret"/>
                    </summary>
                    <div class="menu__panel key__actions"><Actions id name rate action sent once/></div>
                </details>
            })}
            <dl class="key__facts">
                <Fact label=k.used value=used/>
                <Fact label=ends value=expires/>
                <Fact label=k.access value=(if reads { k.files_and_reads } else { k.files }).into_any()/>
                <Fact label=k.limit value=(k.requests)(u64::from(rate)).into_any()/>
                <Fact label=k.created value=made/>
            </dl>
        </li>
    }
}

#[component]
fn Fact(label: &'static str, value: AnyView) -> impl IntoView {
    view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
}

#[component]
fn Moment(at: Stamp) -> impl IntoView {
    view! { <time datetime=at.utc><bdi dir="ltr">{at.local}</bdi></time> }
}

/// What is done about a key: changed, rotated, revoked.
#[component]
fn Actions(id: i64, name: String, rate: u32, action: String, sent: FormState, once: String) -> impl IntoView {
    let t = use_messages();
    let k = t.api_keys;
    let of = move || view! { <input type="hidden" name="key" value=id.to_string()/> };
    let name = sent.value("name").unwrap_or(name);
    let rate = sent.value("rate").unwrap_or_else(|| rate.to_string());
    let overlaps = Overlap::VARIANTS.iter().map(|overlap| (slug(*overlap), (k.overlap_name)(*overlap).to_owned()));
    let overlaps: Vec<_> = overlaps.collect();
    let chosen = slug(Overlap::default()).to_owned();
    let suffix = move || format!("-{id}");
    view! {
        <PlainForm action=action.clone() name="edit">
            {of()}
            <Field name="name" label=t.name value=name problem=words(&sent, "name") suffix=suffix()/>
            <Field name="rate" label=k.rate kind="number" value=rate ltr=true problem=rate_words(&sent) suffix=suffix()/>
            <button class="button">{t.save}</button>
        </PlainForm>
        <PlainForm action=action.clone() name="rotate">
            {of()}
            <input type="hidden" name="once" value=once/>
            <p class="settings__text">{k.rotate_text}</p>
            <Choice name="overlap" label=k.overlap options=overlaps chosen suffix=suffix()/>
            <button class="button">{k.rotate}</button>
        </PlainForm>
        // The second click is the one that does it.
        <details class="key__revoke">
            <summary class="button button--danger">{k.revoke}</summary>
            <PlainForm action name="revoke">
                {of()}
                <p class="settings__text">{k.revoke_text}</p>
                <button class="button button--danger-fill">{k.revoke_for_good}</button>
            </PlainForm>
        </details>
    }
}

/// Chooses the looks of a state, never its words.
fn state_slug(state: KeyState) -> &'static str {
    match state {
        KeyState::Active => "active",
        KeyState::Expiring => "expiring",
        KeyState::Expired | KeyState::Revoked => "over",
    }
}
