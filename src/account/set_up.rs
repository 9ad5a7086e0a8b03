use leptos::prelude::*;
use strum::VariantArray;

use super::zone_field::ZoneField;
use crate::api::preferences::list_zones;
use crate::domain::form::FormState;
use crate::domain::prefs::Language;
use crate::domain::slug;
use crate::frame::form::{PlainForm, use_form_state, words};
use crate::frame::outside::Outside;
use crate::i18n::{own_name, use_messages, use_prefs};
use crate::paths;
use crate::ui::field::{Choice, Field};

/// The first run: whoever fills this in becomes the Owner.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let t = use_messages();
    let state = use_form_state();
    let zones = Resource::new(|| (), |()| list_zones());
    view! {
        <Outside title=t.set_up>
            <p class="outside__text">{t.set_up_text}</p>
            <Suspense>
                {move || {
                    let state = state.clone();
                    // Without its list the field still takes a name.
                    zones.get().map(|zones| view! { <SetUpForm state zones=zones.unwrap_or_default()/> })
                }}
            </Suspense>
        </Outside>
    }
}

#[component]
fn SetUpForm(state: FormState, zones: Vec<String>) -> impl IntoView {
    let t = use_messages();
    let prefs = use_prefs();
    let sent = state.clone();
    let value = move |name: &str| sent.value(name).unwrap_or_default();
    let zone = state.value("zone").or(prefs.zone).unwrap_or_default();
    let language = state.value("language").unwrap_or_else(|| slug(prefs.language).to_owned());
    let languages = Language::VARIANTS.iter().map(|language| (slug(*language), own_name(*language).to_owned()));
    view! {
        <PlainForm action=paths::SET_UP.to_owned() name="set-up" state=state.clone()>
            <Field name="name" label=t.your_name value=value("name") autocomplete="name" problem=words(&state, "name")/>
            <Field name="email" label=t.email value=value("email") kind="email" autocomplete="username" ltr=true problem=words(&state, "email")/>
            <Field name="password" label=t.password kind="password" autocomplete="new-password" hint=t.password_hint problem=words(&state, "password")/>
            <ZoneField zones value=zone problem=words(&state, "zone")/>
            <Choice name="language" label=t.language options=languages.collect() chosen=language problem=words(&state, "language")/>
            <button class="button button--primary">{t.set_up_submit}</button>
        </PlainForm>
    }
}
