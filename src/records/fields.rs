//! The fields of a record: label, picture, value, and what is wrong with it. Values are customers' words and are never
//! more than text.

use leptos::prelude::*;

use super::labels::marked;
use crate::domain::contact::{mailto, tel, url};
use crate::domain::record::{BuiltInField, FieldIcon, FieldKind, Flag};
use crate::domain::slug;
use crate::domain::view::{FieldView, Marked, RecordView};
use crate::i18n::{Messages, use_messages};
use crate::ui::icon::{Icon, NamedIcon};

/// One built-in field that has a value, or should have one.
pub struct BuiltIn {
    pub slug: &'static str,
    pub label: &'static str,
    pub icon: &'static str,
    /// `None` = it is required and was not given.
    pub value: Option<Marked>,
    /// Numbers and addresses read left to right inside Arabic.
    pub ltr: bool,
    /// Where a click leads, if the value makes a sound link.
    pub href: Option<String>,
    pub flag: Option<Flag>,
}

/// The built-in fields that have a value, in their order.
pub fn built_in(record: &RecordView, t: &'static Messages) -> Vec<BuiltIn> {
    with_missing(record, t).into_iter().filter(|field| field.value.is_some()).collect()
}

/// The same, and those that should have one.
pub fn with_missing(record: &RecordView, t: &'static Messages) -> Vec<BuiltIn> {
    let link =
        |value: &Option<Marked>, link: fn(&str) -> Option<String>| value.as_ref().and_then(|value| link(&value.text));
    let field = |field: BuiltInField, label, icon, value: &Option<Marked>, ltr, href| {
        let flag = record.flags.iter().find(|(flagged, _)| *flagged == field).map(|(_, flag)| *flag);
        let there = value.is_some() || flag == Some(Flag::Missing);
        there.then(|| BuiltIn { slug: slug(field), label, icon, value: value.clone(), ltr, href, flag })
    };
    [
        field(BuiltInField::Name, t.name, "user", &record.name, false, None),
        field(BuiltInField::Phone, t.phone, "phone", &record.phone, true, link(&record.phone, tel)),
        field(BuiltInField::Email, t.email, "mail", &record.email, true, link(&record.email, mailto)),
        field(BuiltInField::Company, t.company, "building-2", &record.company, false, None),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The custom fields of a card: of one that is missing there is nothing to show.
pub fn on_card(fields: Vec<FieldView>) -> Vec<FieldView> {
    fields.into_iter().filter(|field| field.flag != Some(Flag::Missing)).collect()
}

/// A built-in field on a card: its picture says which it is.
#[component]
pub fn CardBuiltIn(field: BuiltIn) -> impl IntoView {
    let value = field.value.unwrap_or_default();
    view! {
        <div class="fact" data-field=field.slug>
            <dt><Icon name=field.icon/><span class="visually-hidden">{field.label}</span></dt>
            <dd title=value.text.clone()>
                <bdi dir=direction(field.ltr)>{marked(&value)}</bdi>
                {field.flag.map(|flag| view! { <FlagIcon flag/> })}
            </dd>
        </div>
    }
}

/// A custom field on a card.
#[component]
pub fn CardField(field: FieldView) -> impl IntoView {
    let value = in_words(&field, use_messages());
    view! {
        <div class="fact fact--custom">
            <dt><Icon name=field_icon(field.icon)/><bdi class="fact__label" title=field.label.text.clone()>{marked(&field.label)}</bdi></dt>
            <dd title=value.text.clone()>
                <bdi>{marked(&value)}</bdi>
                {field.flag.map(|flag| view! { <FlagIcon flag/> })}
            </dd>
        </div>
    }
}

/// A built-in field in the sheet, with its name and its link.
#[component]
pub fn SheetBuiltIn(field: BuiltIn) -> impl IntoView {
    let value = shown(field.value.as_ref(), field.href);
    view! {
        <div class="fact">
            <dt><Icon name=field.icon/><bdi class="fact__label">{field.label}</bdi></dt>
            <dd>
                <bdi dir=direction(field.ltr)>{value}</bdi>
                {field.flag.map(|flag| view! { <FlagChip flag/> })}
            </dd>
        </div>
    }
}

/// A custom field in the sheet, whole.
#[component]
pub fn SheetField(field: FieldView) -> impl IntoView {
    let value = in_words(&field, use_messages());
    let href = match field.kind {
        FieldKind::Url => url(&value.text),
        FieldKind::Email => mailto(value.text.trim()),
        FieldKind::Phone => tel(&value.text),
        _ => None,
    };
    let ltr = matches!(field.kind, FieldKind::Url | FieldKind::Email | FieldKind::Phone);
    let value = shown(Some(&value).filter(|_| field.flag != Some(Flag::Missing)), href);
    view! {
        <div class="fact">
            <dt><Icon name=field_icon(field.icon)/><bdi class="fact__label">{marked(&field.label)}</bdi></dt>
            <dd>
                <bdi dir=direction(ltr)>{value}</bdi>
                {field.flag.map(|flag| view! { <FlagChip flag/> })}
            </dd>
        </div>
    }
}

/// A value with its link; for none, a dash.
fn shown(value: Option<&Marked>, href: Option<String>) -> AnyView {
    let Some(value) = value else {
        let t = use_messages();
        return view! {
            <span aria-hidden="true">"—"</span>
            <span class="visually-hidden">{t.new_record.no_value}</span>
        }
        .into_any();
    };
    let value = marked(value);
    match href {
        // What is elsewhere opens beside this page, which it learns nothing of.
        Some(href) if href.starts_with("http") => {
            view! { <a class="link" href=href target="_blank" rel="external noopener noreferrer">{value}</a> }
                .into_any()
        }
        Some(href) => view! { <a class="link" href=href rel="external">{value}</a> }.into_any(),
        None => value,
    }
}

/// A value as it is read: yes and no in the language of the screen.
fn in_words(field: &FieldView, t: &'static Messages) -> Marked {
    let said = match field.value.text.trim() {
        _ if field.kind != FieldKind::YesNo => None,
        answer if answer.eq_ignore_ascii_case("yes") => Some(t.new_record.yes),
        answer if answer.eq_ignore_ascii_case("no") => Some(t.new_record.no),
        _ => None,
    };
    said.map_or_else(|| field.value.clone(), |said| Marked { text: said.to_owned(), marks: Vec::new() })
}

/// What is wrong with a field, in words.
#[component]
fn FlagChip(flag: Flag) -> impl IntoView {
    let t = use_messages();
    view! {
        <span class="chip" data-flag=slug(flag) title=(t.new_record.flag_text)(flag)>
            <Icon name=flag_icon(flag)/>{(t.new_record.flag_name)(flag)}
        </span>
    }
}

/// The same where there is room for a picture only.
#[component]
fn FlagIcon(flag: Flag) -> impl IntoView {
    let t = use_messages();
    view! {
        <span class="flag" data-flag=slug(flag) title=(t.new_record.flag_text)(flag)>
            <NamedIcon name=flag_icon(flag) label=(t.new_record.flag_name)(flag)/>
        </span>
    }
}

fn flag_icon(flag: Flag) -> &'static str {
    match flag {
        Flag::Missing | Flag::Invalid => "circle-alert",
        Flag::Unknown => "info",
    }
}

fn direction(ltr: bool) -> Option<&'static str> {
    ltr.then_some("ltr")
}

fn field_icon(icon: FieldIcon) -> &'static str {
    icon.into()
}
