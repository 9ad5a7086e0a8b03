use enumset::EnumSetType;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What a person must do about it: a Lead is a sales opportunity, a Ticket a support request.
#[derive(
    EnumSetType, Debug, Hash, PartialOrd, Ord, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Kind {
    Lead,
    Ticket,
}

impl Kind {
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// What this kind's record ids begin with.
    pub fn id_prefix(self) -> &'static str {
        match self {
            Self::Lead => "WIT-LED-",
            Self::Ticket => "WIT-TKT-",
        }
    }

    /// The value of the `tab` parameter that shows this kind alone.
    pub fn tab(self) -> &'static str {
        match self {
            Self::Lead => "leads",
            Self::Ticket => "tickets",
        }
    }
}

/// How far the team has come with a record.
#[derive(
    EnumSetType, Debug, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Status {
    Open,
    #[default]
    New,
    Closed,
    Cancelled,
}

/// Where the customer talked with the agent.
#[derive(
    EnumSetType, Debug, Hash, PartialOrd, Ord, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Channel {
    Web,
    WhatsApp,
    Messenger,
    Instagram,
    X,
    Telegram,
    Voice,
}

/// Where a record lives, independent of its status.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Folder {
    #[default]
    Inbox,
    Archived,
    Deleted,
}

/// What a custom field holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum FieldKind {
    #[default]
    Text,
    LongText,
    Number,
    Date,
    Choice,
    YesNo,
    Email,
    Phone,
    Url,
}

/// The picture beside a custom field. Spelled as in the icon sprite.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum FieldIcon {
    MapPin,
    Calendar,
    Clock,
    Phone,
    Hash,
    Banknote,
    Tag,
    List,
    #[default]
    Info,
    User,
    Users,
    Mail,
    #[serde(rename = "building-2")]
    #[strum(serialize = "building-2")]
    Building,
    Globe,
    Car,
    House,
    Briefcase,
    Star,
    Package,
}

/// A field that every record may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum BuiltInField {
    Name,
    Phone,
    Email,
    Company,
}

/// What is wrong with a field that an agent filed. It is kept all the same: a lost lead costs more than an untidy one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Flag {
    /// Required, and not given.
    Missing,
    /// Not of the field's kind; kept as text.
    Invalid,
    /// Nobody asks for it; kept as text.
    Unknown,
}

/// What a record was filed out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Origin {
    /// A conversation, which may be gone by now.
    Conversation,
    /// By the agent, without a conversation.
    Agent,
    /// By a member's hand.
    Member,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slugs<T: VariantArray + Copy + Into<&'static str>>() -> Vec<&'static str> {
        T::VARIANTS.iter().map(|v| (*v).into()).collect()
    }

    /// These stand in databases and bookmarks: changing one needs a migration.
    #[test]
    fn slugs_are_the_published_ones() {
        assert_eq!(slugs::<Kind>(), ["lead", "ticket"]);
        assert_eq!(slugs::<Status>(), ["open", "new", "closed", "cancelled"]);
        let channels = ["web", "whatsapp", "messenger", "instagram", "x", "telegram", "voice"];
        assert_eq!(slugs::<Channel>(), channels);
        assert_eq!(slugs::<Folder>(), ["inbox", "archived", "deleted"]);
        let kinds = ["text", "longtext", "number", "date", "choice", "yesno", "email", "phone", "url"];
        assert_eq!(slugs::<FieldKind>(), kinds);
        let icons = ["map-pin", "calendar", "clock", "phone", "hash", "banknote", "tag", "list", "info"];
        let more = ["user", "users", "mail", "building-2", "globe", "car", "house", "briefcase", "star", "package"];
        let icons: Vec<&str> = icons.into_iter().chain(more).collect();
        assert_eq!(slugs::<FieldIcon>(), icons);
        assert_eq!(slugs::<BuiltInField>(), ["name", "phone", "email", "company"]);
        assert_eq!(slugs::<Flag>(), ["missing", "invalid", "unknown"]);
        assert_eq!(slugs::<Origin>(), ["conversation", "agent", "member"]);
        for status in Status::VARIANTS {
            assert_eq!(<&str>::from(*status).parse(), Ok(*status));
        }
    }
}
