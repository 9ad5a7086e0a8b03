use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use strum::VariantArray;

use super::zone_field::ZoneField;
use crate::api::preferences::find_preferences;
use crate::domain::form::FormState;
use crate::domain::listing::Per;
use crate::domain::prefs::{Language, Shortcuts, Theme};
use crate::domain::slug;
use crate::domain::view::PreferencesView;
use crate::frame::Frame;
use crate::frame::breadcrumb::Breadcrumb;
use crate::frame::failed::Failed;
use crate::frame::form::{PlainForm, use_form_state, words};
use crate::frame::sidebar::MainSidebar;
use crate::i18n::{own_name, use_messages, use_prefs};
use crate::paths;
use crate::ui::browser::{DRAFTS, forget_all};
use crate::ui::field::{Choice, Field};
use crate::ui::notice::{Notice, Tone};

/// A member's own settings.
#[component]
pub fn PreferencesPage() -> impl IntoView {
    let t = use_messages();
    let state = use_form_state();
    let saved = paths::saved_of(&use_location().search.get_untracked());
    let preferences = Resource::new(|| (), |()| find_preferences());
    let retry = Callback::new(move |()| preferences.refetch());
    view! {
        <Title text=format!("{} · {}", t.preferences, t.product)/>
        <Frame sidebar=view! { <MainSidebar here=paths::PREFERENCES/> }.into_any()>
            <Breadcrumb above=Vec::new() here=t.preferences/>
            <div class="page__body settings">
                <Suspense>
                    {move || {
                        let (state, saved) = (state.clone(), saved.clone());
                        preferences.get().map(|found| match found {
                            Ok(view) => view! { <Settings view state saved/> }.into_any(),
                            Err(error) => view! { <Failed error retry/> }.into_any(),
                        })
                    }}
                </Suspense>
            </div>
        </Frame>
    }
}

#[component]
fn Settings(view: PreferencesView, state: FormState, saved: Option<String>) -> impl IntoView {
    let t = use_messages();
    let saved = |form: &str| saved.as_deref() == Some(form) && state.form.is_empty();
    let (profile, password) = (state.of("profile"), state.of("password"));
    let email = view.email.clone();
    // Of a switch of language or theme, which may stand on another page.
    let failed = words(&state, "").filter(|_| profile.form.is_empty() && password.form.is_empty());
    view! {
        {failed.map(|text| view! { <Notice tone=Tone::Danger text/> })}
        <section class="settings__part" aria-labelledby="profile">
            <h2 id="profile">{t.profile}</h2>
            {saved("profile").then(|| view! { <Notice tone=Tone::Done text=t.saved/> })}
            <Profile view state=profile/>
        </section>
        <section class="settings__part" aria-labelledby="password">
            <h2 id="password">{t.change_password}</h2>
            <p class="settings__text">{t.change_password_text}</p>
            {saved("password").then(|| view! { <Notice tone=Tone::Done text=t.password_changed/> })}
            <PlainForm action=paths::PREFERENCES.to_owned() name="password" state=password.clone()>
                <input type="hidden" name="username" autocomplete="username" value=email/>
                <Field name="current" label=t.current_password kind="password" autocomplete="current-password" problem=words(&password, "current")/>
                <Field name="password" label=t.new_password kind="password" autocomplete="new-password" hint=t.password_hint problem=words(&password, "password")/>
                <button class="button">{t.change_password}</button>
            </PlainForm>
        </section>
        <section class="settings__part" aria-labelledby="sessions">
            <h2 id="sessions">{t.sessions}</h2>
            <p class="settings__text">{t.sign_out_everywhere_text}</p>
            <form class="form" method="post" action=paths::SIGN_OUT on:submit=|_| forget_all(DRAFTS)>
                <input type="hidden" name="everywhere" value="1"/>
                <button class="button">{t.sign_out_everywhere}</button>
            </form>
        </section>
    }
}

#[component]
fn Profile(view: PreferencesView, state: FormState) -> impl IntoView {
    let t = use_messages();
    let prefs = use_prefs();
    let sent = state.clone();
    let typed = move |name: &str, otherwise: String| sent.value(name).unwrap_or(otherwise);
    let languages = Language::VARIANTS.iter().map(|language| (slug(*language), own_name(*language).to_owned()));
    let themes = Theme::VARIANTS.iter().map(|theme| (slug(*theme), (t.theme_name)(*theme).to_owned()));
    let sizes = Per::VARIANTS.iter().map(|per| (slug(*per), per.cards().to_string()));
    let switch = Shortcuts::VARIANTS.iter().map(|switch| (slug(*switch), (t.palette.switch_name)(*switch).to_owned()));
    view! {
        <p class="settings__text"><bdi dir="ltr">{view.email}</bdi></p>
        <PlainForm action=paths::PREFERENCES.to_owned() name="profile" state=state.clone()>
            <Field name="name" label=t.your_name value=typed("name", view.name) autocomplete="name" problem=words(&state, "name")/>
            <Choice name="language" label=t.language options=languages.collect() chosen=typed("language", slug(prefs.language).to_owned())/>
            <ZoneField zones=view.zones value=typed("zone", prefs.zone.unwrap_or_default()) problem=words(&state, "zone")/>
            <Choice name="theme" label=t.theme options=themes.collect() chosen=typed("theme", slug(prefs.theme).to_owned())/>
            <Choice name="per" label=t.cards_per_page options=sizes.collect() chosen=typed("per", slug(prefs.per).to_owned())/>
            <Choice
                name="shortcuts"
                label=t.keys.title
                options=switch.collect()
                chosen=typed("shortcuts", slug(prefs.shortcuts).to_owned())
                hint=t.palette.shortcuts_hint
            />
            <button class="button button--primary">{t.save}</button>
        </PlainForm>
    }
}
