//! What somebody gives for a record, and the form by which a member gives it: what it offers, and whether what it says
//! can be filed. Browser and server ask the same. What an agent files is kept whatever is wrong with it; a member is
//! there to put it right.

use enumset::EnumSet;
use std::collections::BTreeSet;
use strum::VariantArray;

use super::agent::Variant;
use super::collection::snapshot::Given;
use super::collection::value::{built_in_problem, length, problem};
use super::collection::{DataCollection, FieldSet, SetKind, plain};
use super::filter::{Assignee, Period, RecordFilter};
use super::form::Problem;
use super::limits;
use super::listing::{Listing, Sort};
use super::record::{BuiltInField, Channel, Folder, Kind, Status};
use super::slug;

/// The name of the form.
pub const FORM: &str = "new-record";
/// The names of its fields; the built-in ones have their own.
pub const KIND: &str = "type";
pub const CHANNEL: &str = "channel";
pub const DESCRIPTION: &str = "description";
/// What names of custom fields begin with; their label follows, so that a value keeps its field when fields are moved.
const CUSTOM: &str = "field:";

/// The name of a custom field.
pub fn field_name(label: &str) -> String {
    format!("{CUSTOM}{label}")
}

/// The label of a custom field, of its name.
pub fn label_of(name: &str) -> Option<&str> {
    name.strip_prefix(CUSTOM)
}

/// The channels on which an agent of this variant talks.
pub fn channels(variant: Variant) -> Vec<Channel> {
    let has = |channel: &Channel| match variant {
        Variant::Text => *channel != Channel::Voice,
        Variant::Voice => *channel == Channel::Voice,
        Variant::Hybrid => true,
    };
    Channel::VARIANTS.iter().copied().filter(has).collect()
}

/// The channel that is chosen at first.
pub fn first_channel(variant: Variant) -> Channel {
    if variant == Variant::Voice { Channel::Voice } else { Channel::Web }
}

/// A record as it is given, by whomever: a form, the API or an import. Its texts are within [`limits`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenRecord {
    pub kind: Kind,
    pub channel: Channel,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub description: String,
    /// Of a form, those that have a value.
    pub fields: Vec<Given>,
}

/// Reads the form of an agent of this variant.
///
/// A field that was asked when the form was opened and is asked nowhere now keeps its value, as one that nobody asks
/// for; one that another channel asks says nothing here.
///
/// # Errors
/// What is wrong, by the names of the fields and in their order; the empty name is the form as a whole.
pub fn check(
    form: &[(String, String)],
    collection: &DataCollection,
    variant: Variant,
) -> Result<GivenRecord, Vec<(String, Problem)>> {
    let mut problems = Vec::new();
    let kind: Option<Kind> = value(form, KIND).parse().ok();
    if kind.is_none() {
        problems.push((KIND.to_owned(), Problem::NotAChoice));
    }
    let channel: Option<Channel> = value(form, CHANNEL).parse().ok();
    let channel = channel.filter(|channel| channels(variant).contains(channel));
    if channel.is_none() {
        problems.push((CHANNEL.to_owned(), Problem::NotAChoice));
    }
    let asked = channel.and_then(|channel| collection.asked(variant, channel));

    let mut built_in = |field: BuiltInField| {
        let text = value(form, slug(field)).trim();
        let missing = text.is_empty() && asked.is_some_and(|set| set.built_in(field).required);
        let wrong = built_in_problem(field, text).or(missing.then_some(Problem::Missing));
        problems.extend(wrong.map(|wrong| (slug(field).to_owned(), wrong)));
        (!text.is_empty()).then(|| text.to_owned())
    };
    let name = built_in(BuiltInField::Name);
    let phone = built_in(BuiltInField::Phone);
    let email = built_in(BuiltInField::Email);
    let company = built_in(BuiltInField::Company);

    let fields = custom(form, collection, variant, asked, &mut problems);
    if fields.len() > limits::FIELDS {
        problems.push((String::new(), Problem::TooMany(limits::FIELDS)));
    }
    let description = tidy(value(form, DESCRIPTION));
    let wrong = length(&description, limits::DESCRIPTION);
    problems.extend(wrong.map(|wrong| (DESCRIPTION.to_owned(), wrong)));

    let says_nothing = [&name, &phone, &email, &company].into_iter().all(Option::is_none)
        && fields.is_empty()
        && description.is_empty();
    if problems.is_empty() && says_nothing {
        problems.push((String::new(), Problem::Missing));
    }
    match (kind, channel) {
        (Some(kind), Some(channel)) if problems.is_empty() => {
            Ok(GivenRecord { kind, channel, name, phone, email, company, description, fields })
        }
        _ => Err(problems),
    }
}

/// The list in which a new record of this kind and channel is to be seen: as it was, without what would leave it out.
pub fn list_with(listing: &Listing, kind: Kind, channel: Channel) -> Listing {
    let filter = &listing.filter;
    let unassigned = filter.assignee.contains(&Assignee::Unassigned);
    Listing {
        folder: Folder::Inbox,
        filter: RecordFilter {
            kind: filter.kind.filter(|shown| *shown == kind),
            status: if filter.status.contains(Status::New) { filter.status } else { EnumSet::empty() },
            channel: if filter.channel.contains(channel) { filter.channel } else { EnumSet::empty() },
            assignee: if unassigned { filter.assignee.clone() } else { BTreeSet::new() },
            // A range ends with today.
            period: filter.period.filter(|period| matches!(period, Period::Range(_))),
            search: None,
        },
        sort: if listing.sort == Sort::Oldest { Sort::Newest } else { listing.sort },
        per: listing.per,
        position: None,
    }
}

/// The custom fields that have a value: what is asked in its order, then what was asked once.
fn custom(
    form: &[(String, String)],
    collection: &DataCollection,
    variant: Variant,
    asked: Option<&FieldSet>,
    problems: &mut Vec<(String, Problem)>,
) -> Vec<Given> {
    let given: Vec<(&String, &str, &String)> =
        form.iter().filter_map(|(name, text)| Some((name, label_of(name)?.trim(), text))).collect();
    let mut fields = Vec::new();
    let mut keep = |label: &str, value: String| {
        if !value.is_empty() {
            fields.push(Given { label: label.to_owned(), value, ..Given::default() });
        }
    };
    for field in asked.map(|set| set.fields.as_slice()).unwrap_or_default() {
        let label = plain(&field.label);
        let text = given.iter().find(|(_, given, _)| plain(given) == label).map(|(.., text)| tidy(text));
        let text = text.unwrap_or_default();
        let missing = text.is_empty() && field.required;
        let wrong = problem(field.kind, &field.choices, &text).or(missing.then_some(Problem::Missing));
        problems.extend(wrong.map(|wrong| (field_name(&field.label), wrong)));
        keep(&field.label, text);
    }
    let sets = move || SetKind::all_of(variant).iter().filter_map(move |kind| collection.set(*kind));
    for (name, label, text) in given {
        let text = tidy(text);
        if text.is_empty() || sets().any(|set| set.field(label).is_some()) {
            continue;
        }
        let nameless = label.is_empty().then_some(Problem::Missing);
        let wrong = length(label, limits::FIELD_LABEL).or(length(&text, limits::FIELD_VALUE)).or(nameless);
        problems.extend(wrong.map(|wrong| (name.clone(), wrong)));
        keep(label, text);
    }
    fields
}

fn value<'a>(form: &'a [(String, String)], name: &str) -> &'a str {
    form.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str()).unwrap_or_default()
}

/// Without the space around it, and with line breaks as they are kept: browsers send each as CR and LF.
fn tidy(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

#[cfg(test)]
mod tests;
