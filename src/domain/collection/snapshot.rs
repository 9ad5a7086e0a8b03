//! What becomes of the fields that a record is filed with: label, icon and kind as they are asked now, and what is wrong
//! with each. Nothing that an agent gives is lost.

use super::value::{built_in_problem, problem};
use super::{CustomField, FieldSet, plain};
use crate::domain::limits;
use crate::domain::record::{BuiltInField, FieldIcon, FieldKind, Flag};

/// A custom field as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    pub label: String,
    /// What the agent calls them; counts only while nobody has said what is asked.
    pub icon: Option<FieldIcon>,
    pub kind: Option<FieldKind>,
    pub value: String,
}

/// A custom field as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub label: String,
    pub icon: FieldIcon,
    pub kind: FieldKind,
    pub value: String,
    pub flag: Option<Flag>,
}

/// The custom fields of a record: what is asked in its order, then what nobody asked for. Texts are within the limits
/// already. While nobody has said what is asked (`None`), nothing is unknown and nothing is missing.
pub fn fields(set: Option<&FieldSet>, given: Vec<Given>) -> Vec<Kept> {
    let Some(set) = set else { return given.into_iter().map(undeclared).collect() };
    let mut given: Vec<Option<Given>> = given.into_iter().map(Some).collect();
    let mut kept = Vec::new();
    for asked in &set.fields {
        let label = plain(&asked.label);
        let answers: Vec<Given> =
            given.iter_mut().filter_map(|one| one.take_if(|one| plain(&one.label) == label)).collect();
        let answered = answers.iter().any(|answer| !answer.value.trim().is_empty());
        kept.extend(answers.into_iter().filter(|one| !one.value.trim().is_empty()).map(|one| answer(asked, one.value)));
        if asked.required && !answered {
            kept.push(Kept { flag: Some(Flag::Missing), ..answer(asked, String::new()) });
        }
    }
    kept.extend(given.into_iter().flatten().map(|one| Kept {
        kind: FieldKind::Text,
        flag: Some(Flag::Unknown),
        ..undeclared(one)
    }));
    // What is missing is the first to go: it holds no word of anybody.
    while kept.len() > limits::FIELDS
        && let Some(at) = kept.iter().rposition(|one| one.flag == Some(Flag::Missing))
    {
        kept.remove(at);
    }
    kept
}

/// What is wrong with the built-in fields, given in the order of the enum.
pub fn built_in_flags(
    set: Option<&FieldSet>,
    value: impl Fn(BuiltInField) -> Option<String>,
) -> Vec<(BuiltInField, Flag)> {
    use strum::VariantArray;
    let flag = |field: &BuiltInField| {
        let value = value(*field).filter(|value| !value.trim().is_empty());
        let required = set.is_some_and(|set| set.built_in(*field).required);
        match value {
            None => required.then_some((*field, Flag::Missing)),
            Some(value) => built_in_problem(*field, &value).map(|_| (*field, Flag::Invalid)),
        }
    };
    BuiltInField::VARIANTS.iter().filter_map(flag).collect()
}

fn answer(asked: &CustomField, value: String) -> Kept {
    let wrong = problem(asked.kind, &asked.choices, &value).is_some();
    Kept {
        label: asked.label.clone(),
        icon: asked.icon,
        kind: if wrong { FieldKind::Text } else { asked.kind },
        value,
        flag: wrong.then_some(Flag::Invalid),
    }
}

fn undeclared(given: Given) -> Kept {
    let kind = given.kind.unwrap_or_default();
    Kept { label: given.label, icon: given.icon.unwrap_or_default(), kind, value: given.value, flag: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(label: &str, value: &str) -> Given {
        Given { label: label.to_owned(), value: value.to_owned(), ..Given::default() }
    }

    fn asked(label: &str, kind: FieldKind, required: bool) -> CustomField {
        CustomField { label: label.to_owned(), kind, required, icon: FieldIcon::Tag, choices: Vec::new() }
    }

    fn told(kept: &[Kept]) -> Vec<(&str, &str, FieldKind, Option<Flag>)> {
        kept.iter().map(|one| (one.label.as_str(), one.value.as_str(), one.kind, one.flag)).collect()
    }

    #[test]
    fn what_is_asked_comes_in_its_order_and_nothing_given_is_lost() {
        let fields = vec![
            asked("Guests", FieldKind::Number, true),
            asked("Arrival", FieldKind::Date, true),
            asked("Room", FieldKind::Text, false),
        ];
        let set = FieldSet { fields, ..FieldSet::default() };
        let kept = super::fields(
            Some(&set),
            vec![given("Colour", "blue"), given(" guests ", "many"), given("Room", " "), given("guests", "3")],
        );
        assert_eq!(
            told(&kept),
            [
                ("Guests", "many", FieldKind::Text, Some(Flag::Invalid)),
                ("Guests", "3", FieldKind::Number, None),
                ("Arrival", "", FieldKind::Date, Some(Flag::Missing)),
                ("Colour", "blue", FieldKind::Text, Some(Flag::Unknown)),
            ]
        );
    }

    #[test]
    fn while_nobody_has_said_what_is_asked_the_agent_is_taken_at_its_word() {
        let number = Given { kind: Some(FieldKind::Number), icon: Some(FieldIcon::Hash), ..given("Guests", "3") };
        let kept = super::fields(None, vec![number, given("Colour", "blue")]);
        assert_eq!(told(&kept), [("Guests", "3", FieldKind::Number, None), ("Colour", "blue", FieldKind::Text, None)]);
        assert_eq!(kept[0].icon, FieldIcon::Hash);
    }

    #[test]
    fn a_record_never_has_more_fields_than_it_may() {
        let fields = (0..limits::FIELDS).map(|n| asked(&format!("asked {n}"), FieldKind::Text, true)).collect();
        let set = FieldSet { fields, ..FieldSet::default() };
        let others = (0..limits::FIELDS).map(|n| given(&format!("given {n}"), "x")).collect();
        let kept = super::fields(Some(&set), others);
        assert_eq!(kept.len(), limits::FIELDS);
        assert!(kept.iter().all(|one| one.flag == Some(Flag::Unknown)));
    }

    #[test]
    fn built_in_fields_are_flagged_too() {
        let mut set = FieldSet::default();
        set.phone.required = true;
        set.name.required = true;
        let value = |field| match field {
            BuiltInField::Name => Some("Omar".to_owned()),
            BuiltInField::Email => Some("omar@".to_owned()),
            _ => None,
        };
        let expected = [(BuiltInField::Phone, Flag::Missing), (BuiltInField::Email, Flag::Invalid)];
        assert_eq!(built_in_flags(Some(&set), value), expected);
        assert_eq!(built_in_flags(None, value), [(BuiltInField::Email, Flag::Invalid)]);
    }
}
