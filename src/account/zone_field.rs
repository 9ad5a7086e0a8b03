use leptos::prelude::*;

use crate::app::Zone;
use crate::i18n::use_messages;
use crate::ui::browser::fill_if_empty;
use crate::ui::field::Field;

/// A time zone, chosen from the list of all by typing a part of its name. Where nothing is known of it, the browser's
/// own is put in.
#[component]
pub fn ZoneField(
    zones: Vec<String>,
    value: String,
    #[prop(optional, into)] problem: MaybeProp<String>,
) -> impl IntoView {
    let t = use_messages();
    let Zone(zone) = expect_context();
    Effect::new(move |_| {
        if let Some(zone) = zone.get() {
            fill_if_empty("field-zone", &zone);
        }
    });
    view! {
        <Field name="zone" label=t.time_zone value=value list="zones" hint=t.time_zone_hint ltr=true problem=problem/>
        <datalist id="zones">{zones.into_iter().map(|zone| view! { <option value=zone></option> }).collect_view()}</datalist>
    }
}
