use leptos::prelude::*;
use strum::VariantArray;

use super::page::{rate_words, refusal};
use crate::domain::api_key::Expiry;
use crate::domain::form::FormState;
use crate::domain::{limits, slug};
use crate::frame::form::{PlainForm, words};
use crate::i18n::use_messages;
use crate::ui::field::{Choice, Field};
use crate::ui::notice::{Notice, Tone};

/// The form of a new key.
#[component]
pub fn CreateKey(
    action: String,
    state: FormState,
    /// Tells this form from every other.
    once: String,
) -> impl IntoView {
    let t = use_messages();
    let k = t.api_keys;
    let typed = |name: &str, otherwise: &str| state.value(name).unwrap_or_else(|| otherwise.to_owned());
    let (name, expires) = (typed("name", ""), typed("expires", slug(Expiry::default())));
    let rate = typed("rate", &limits::REQUESTS_PER_MINUTE.to_string());
    let reads = state.value("reads").is_some();
    let expiries = Expiry::VARIANTS.iter().map(|expiry| (slug(*expiry), (k.expiry_name)(*expiry).to_owned()));
    let expiries: Vec<_> = expiries.collect();
    view! {
        <section class="settings__part" aria-labelledby="create">
            <h2 id="create">{k.create}</h2>
            <p class="settings__text">{k.create_text}</p>
            <PlainForm action name="create">
                <input type="hidden" name="once" value=once/>
                {refusal(&state).map(|text| view! { <Notice tone=Tone::Danger text/> })}
                <Field name="name" label=t.name value=name hint=k.name_hint problem=words(&state, "name")/>
                <Choice name="expires" label=k.expires options=expiries chosen=expires problem=words(&state, "expires")/>
                <Field name="rate" label=k.rate kind="number" value=rate ltr=true problem=rate_words(&state)/>
                <div class="field">
                    <label class="key-reads">
                        <input class="checkbox" type="checkbox" name="reads" value="1" checked=reads aria-describedby="reads-hint"/>
                        {k.may_read}
                    </label>
                    <p class="field__hint" id="reads-hint">{k.may_read_hint}</p>
                </div>
                <button class="button button--primary">{k.submit}</button>
            </PlainForm>
        </section>
    }
}
