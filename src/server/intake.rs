//! What is filed, through whichever door it came: its values are judged by what the agent asks at this moment.

use crate::domain::collection::FieldSet;
use crate::domain::collection::snapshot::{built_in_flags, fields};
use crate::domain::member::MemberId;
use crate::domain::new_record::GivenRecord;
use crate::domain::record::{BuiltInField, Origin};
use crate::store::filing::NewRecord;

/// A record as it was given, when, and by whom.
#[derive(Clone, Debug)]
pub struct Filing {
    pub given: GivenRecord,
    /// Microseconds.
    pub filed_at: i64,
    /// The key of the conversation that it came out of.
    pub conversation: Option<i64>,
    pub origin: Origin,
    /// Whoever made it by hand.
    pub actor: Option<MemberId>,
}

/// The record as it is kept: its custom fields are snapshots of what is asked, and what is missing, does
/// not fit or is not asked for is flagged. A built-in field that holds nothing but space was not given.
pub fn new_record(filing: Filing, asked: Option<&FieldSet>) -> NewRecord {
    let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let given = filing.given;
    let (name, phone, email, company) = (said(given.name), said(given.phone), said(given.email), said(given.company));
    let flags = built_in_flags(asked, |field| match field {
        BuiltInField::Name => name.clone(),
        BuiltInField::Phone => phone.clone(),
        BuiltInField::Email => email.clone(),
        BuiltInField::Company => company.clone(),
    });
    NewRecord {
        conversation: filing.conversation,
        kind: given.kind,
        channel: given.channel,
        name,
        phone,
        email,
        company,
        description: given.description,
        fields: fields(asked, given.fields),
        flags,
        origin: filing.origin,
        actor: filing.actor,
        filed_at: filing.filed_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::collection::snapshot::Given;
    use crate::domain::collection::{Asked, CustomField};
    use crate::domain::record::{Channel, FieldIcon, FieldKind, Flag, Kind};

    #[test]
    fn a_record_is_judged_by_what_is_asked() {
        let guests = CustomField {
            label: "Guests".to_owned(),
            icon: FieldIcon::Users,
            kind: FieldKind::Number,
            required: true,
            choices: Vec::new(),
        };
        let mut set = FieldSet { fields: vec![guests], ..FieldSet::default() };
        set.set_built_in(BuiltInField::Company, Asked { asked: true, required: true });
        let given =
            |label: &str, value: &str| Given { label: label.to_owned(), value: value.to_owned(), ..Given::default() };
        let given = GivenRecord {
            kind: Kind::Lead,
            channel: Channel::Web,
            name: Some("Omar".to_owned()),
            phone: None,
            email: Some("omar@".to_owned()),
            company: Some(" ".to_owned()),
            description: String::new(),
            fields: vec![given("Colour", "blue"), given("guests", "many")],
        };
        let filing = Filing { given, filed_at: 7, conversation: Some(3), origin: Origin::Conversation, actor: None };
        let new = new_record(filing.clone(), Some(&set));
        assert_eq!(new.company, None);
        assert_eq!(new.flags, [(BuiltInField::Email, Flag::Invalid), (BuiltInField::Company, Flag::Missing)]);
        let kept: Vec<_> = new.fields.iter().map(|one| (one.label.as_str(), one.icon, one.flag)).collect();
        let expected =
            [("Guests", FieldIcon::Users, Some(Flag::Invalid)), ("Colour", FieldIcon::default(), Some(Flag::Unknown))];
        assert_eq!(kept, expected);
        assert_eq!((new.conversation, new.origin, new.actor, new.filed_at), (Some(3), Origin::Conversation, None, 7));
        // While nobody has said what is asked, only what cannot be an address is flagged.
        let new = new_record(filing, None);
        assert_eq!(new.flags, [(BuiltInField::Email, Flag::Invalid)]);
        assert!(new.fields.iter().all(|one| one.flag.is_none()));
    }
}
