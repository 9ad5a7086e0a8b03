//! What the demo's agents ask: the labels are chosen here; picture, kind and choices are those of the stories.

use super::stories::{self, Business};
use super::story::Story;
use crate::domain::collection::{Asked, CustomField, FieldSet};
use crate::domain::fold::fold;
use crate::domain::prefs::Language;
use crate::domain::record::{BuiltInField, FieldKind, Kind};

const HOME: &[&str] = &[
    "City",
    "Budget",
    "Product",
    "Quantity",
    "Package",
    "Preferred date",
    "Preferred time",
    "Order number",
    "Serial number",
    "Under warranty",
    "Paid by",
    "المدينة",
    "الميزانية",
    "رقم الطلب",
];
const HOME_CALLS: &[&str] = &["City", "Callback number", "Order number", "Preferred time", "المدينة", "رقم الطلب"];
const CLINICS: &[&str] =
    &["Branch", "Treatment", "Preferred date", "Preferred time", "Insurance", "File number", "الفرع"];

/// What an agent asks in writing, and in calls if it takes any.
pub fn of(business: Business) -> (FieldSet, Option<FieldSet>) {
    match business {
        Business::Home => {
            let not_in_calls = [BuiltInField::Email, BuiltInField::Company];
            (set(business, HOME, &[]), Some(set(business, HOME_CALLS, &not_in_calls)))
        }
        Business::Clinics => (set(business, CLINICS, &[BuiltInField::Company]), None),
    }
}

fn set(business: Business, labels: &[&str], not_asked: &[BuiltInField]) -> FieldSet {
    let fields = labels.iter().filter_map(|label| field(business, label)).collect();
    let mut set = FieldSet { fields, ..FieldSet::default() };
    for field in not_asked {
        set.set_built_in(*field, Asked { asked: false, required: false });
    }
    set
}

/// The field of this label as the stories have it first, with whatever any of them chooses.
fn field(business: Business, label: &str) -> Option<CustomField> {
    let told = [Kind::Lead, Kind::Ticket]
        .into_iter()
        .flat_map(|kind| [Language::En, Language::Ar].map(|language| stories::of(business, kind, language)))
        .flatten();
    let mut found: Option<CustomField> = None;
    for story in told {
        for (_, icon, kind, value) in story.fields.iter().filter(|(other, ..)| *other == label) {
            let field = found.get_or_insert_with(|| CustomField {
                label: label.to_owned(),
                icon: *icon,
                kind: *kind,
                ..CustomField::default()
            });
            if (field.kind, *kind) == (FieldKind::Choice, FieldKind::Choice) {
                for choice in values(story, value) {
                    if !field.choices.iter().any(|other| fold(other) == fold(choice)) {
                        field.choices.push(choice.to_owned());
                    }
                }
            }
        }
    }
    found
}

/// What a value may be: what fills its gap, or itself.
fn values<'a>(story: &'a Story, value: &'a str) -> Vec<&'a str> {
    let gap = value.strip_prefix('{').and_then(|gap| gap.strip_suffix('}'));
    let fills = story.choices.iter().find(|(name, _)| Some(*name) == gap).map(|(_, words)| words.to_vec());
    fills.unwrap_or_else(|| vec![value])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::collection::draft::Draft;

    #[test]
    fn what_is_asked_is_what_the_stories_hold() {
        let (home, calls) = of(Business::Home);
        let (clinics, none) = of(Business::Clinics);
        assert_eq!(none, None);
        let calls = calls.unwrap();
        for (set, labels) in [(&home, HOME), (&calls, HOME_CALLS), (&clinics, CLINICS)] {
            let asked: Vec<&str> = set.fields.iter().map(|field| field.label.as_str()).collect();
            assert_eq!(asked, labels, "the stories know each of them");
            assert_eq!(Draft::from_set(set, true, 0).check().as_ref(), Ok(set), "it could be saved on the page");
        }
        let product = home.field("product").unwrap();
        assert_eq!(product.kind, FieldKind::Choice);
        assert!(product.choices.len() > 3 && product.choices.contains(&"smart switches".to_owned()), "{product:?}");
        assert!(home.name.asked && !calls.email.asked && !clinics.company.asked);
    }
}
