//! The fields of a record: label, picture, value. Values are customers' words and are never more than text.

use leptos::prelude::*;

use super::labels::marked;
use crate::domain::contact::{mailto, tel};
use crate::domain::record::FieldIcon;
use crate::domain::view::{FieldView, Marked, RecordView};
use crate::i18n::Messages;
use crate::ui::icon::Icon;

/// One built-in field that has a value.
pub struct BuiltIn {
    pub slug: &'static str,
    pub label: &'static str,
    pub icon: &'static str,
    pub value: Marked,
    /// Numbers and addresses read left to right inside Arabic.
    pub ltr: bool,
    /// Where a click leads, if the value makes a sound link.
    pub href: Option<String>,
}

/// The built-in fields that have a value, in their order.
pub fn built_in(record: &RecordView, t: &'static Messages) -> Vec<BuiltIn> {
    let text = |slug, label, icon, value: &Option<Marked>| {
        value.clone().map(|value| BuiltIn { slug, label, icon, value, ltr: false, href: None })
    };
    let link = |slug, label, icon, value: &Option<Marked>, link: fn(&str) -> Option<String>| {
        value.clone().map(|value| BuiltIn { slug, label, icon, ltr: true, href: link(&value.text), value })
    };
    [
        text("name", t.name, "user", &record.name),
        link("phone", t.phone, "phone", &record.phone, tel),
        link("email", t.email, "mail", &record.email, mailto),
        text("company", t.company, "building-2", &record.company),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A built-in field on a card: its picture says which it is.
#[component]
pub fn CardBuiltIn(field: BuiltIn) -> impl IntoView {
    view! {
        <div class="fact" data-field=field.slug>
            <dt><Icon name=field.icon/><span class="visually-hidden">{field.label}</span></dt>
            <dd title=field.value.text.clone()><bdi dir=direction(field.ltr)>{marked(&field.value)}</bdi></dd>
        </div>
    }
}

/// A custom field on a card.
#[component]
pub fn CardField(field: FieldView) -> impl IntoView {
    view! {
        <div class="fact fact--custom">
            <dt><Icon name=field_icon(field.icon)/><bdi class="fact__label" title=field.label.text.clone()>{marked(&field.label)}</bdi></dt>
            <dd title=field.value.text.clone()><bdi>{marked(&field.value)}</bdi></dd>
        </div>
    }
}

/// A built-in field in the sheet, with its name and its link.
#[component]
pub fn SheetBuiltIn(field: BuiltIn) -> impl IntoView {
    let value = marked(&field.value);
    let value = match field.href {
        Some(href) => view! { <a class="link" href=href rel="external">{value}</a> }.into_any(),
        None => value,
    };
    view! {
        <div class="fact">
            <dt><Icon name=field.icon/><bdi class="fact__label">{field.label}</bdi></dt>
            <dd><bdi dir=direction(field.ltr)>{value}</bdi></dd>
        </div>
    }
}

/// A custom field in the sheet, whole.
#[component]
pub fn SheetField(field: FieldView) -> impl IntoView {
    view! {
        <div class="fact">
            <dt><Icon name=field_icon(field.icon)/><bdi class="fact__label">{marked(&field.label)}</bdi></dt>
            <dd><bdi>{marked(&field.value)}</bdi></dd>
        </div>
    }
}

fn direction(ltr: bool) -> Option<&'static str> {
    ltr.then_some("ltr")
}

fn field_icon(icon: FieldIcon) -> &'static str {
    icon.into()
}
