//! Data collection: what an agent asks customers, and how what it files is judged by that.

pub mod draft;
pub mod snapshot;
pub mod value;

use serde::{Deserialize, Serialize};

use super::agent::Variant;
use super::record::{BuiltInField, Channel, FieldIcon, FieldKind};

/// What one agent asks. `text` and `voice` are independent; absent = nobody has saved one yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataCollection {
    /// While it is off, nothing is filed by the agent.
    pub enabled: bool,
    pub text: Option<FieldSet>,
    pub voice: Option<FieldSet>,
    /// Counts up with every save; 0 = never saved.
    pub version: i64,
}

/// An agent of which nobody has said anything collects: a lost lead costs more than an untidy one.
impl Default for DataCollection {
    fn default() -> Self {
        Self { enabled: true, text: None, voice: None, version: 0 }
    }
}

impl DataCollection {
    /// What is asked on a channel by an agent of this variant; `None` while nobody has said.
    pub fn asked(&self, variant: Variant, channel: Channel) -> Option<&FieldSet> {
        self.set(SetKind::of(variant, channel))
    }

    pub fn set(&self, kind: SetKind) -> Option<&FieldSet> {
        match kind {
            SetKind::Text => self.text.as_ref(),
            SetKind::Voice => self.voice.as_ref(),
        }
    }
}

/// Which of the two sets.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum SetKind {
    Text,
    Voice,
}

impl SetKind {
    /// A hybrid agent asks by channel; any other has one set, whatever the channel.
    pub fn of(variant: Variant, channel: Channel) -> Self {
        match variant {
            Variant::Text => Self::Text,
            Variant::Voice => Self::Voice,
            Variant::Hybrid if channel == Channel::Voice => Self::Voice,
            Variant::Hybrid => Self::Text,
        }
    }

    /// The sets that an agent of this variant has.
    pub fn all_of(variant: Variant) -> &'static [Self] {
        match variant {
            Variant::Text => &[Self::Text],
            Variant::Voice => &[Self::Voice],
            Variant::Hybrid => &[Self::Text, Self::Voice],
        }
    }
}

/// Whether a built-in field is asked, and whether a record should not be without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub asked: bool,
    pub required: bool,
}

/// What is asked: built-in fields, then custom ones in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSet {
    pub name: Asked,
    pub phone: Asked,
    pub email: Asked,
    pub company: Asked,
    pub fields: Vec<CustomField>,
}

impl Default for FieldSet {
    fn default() -> Self {
        let asked = Asked { asked: true, required: false };
        Self { name: asked, phone: asked, email: asked, company: asked, fields: Vec::new() }
    }
}

impl FieldSet {
    pub fn built_in(&self, field: BuiltInField) -> Asked {
        match field {
            BuiltInField::Name => self.name,
            BuiltInField::Phone => self.phone,
            BuiltInField::Email => self.email,
            BuiltInField::Company => self.company,
        }
    }

    pub fn set_built_in(&mut self, field: BuiltInField, asked: Asked) {
        match field {
            BuiltInField::Name => self.name = asked,
            BuiltInField::Phone => self.phone = asked,
            BuiltInField::Email => self.email = asked,
            BuiltInField::Company => self.company = asked,
        }
    }

    /// The custom field that a label means, however it is spelled.
    pub fn field(&self, label: &str) -> Option<&CustomField> {
        let label = plain(label);
        self.fields.iter().find(|field| plain(&field.label) == label)
    }
}

/// A field that this agent asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    pub label: String,
    pub icon: FieldIcon,
    pub kind: FieldKind,
    pub required: bool,
    /// What can be chosen, when the kind is a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// A label or a choice as it is compared with others: neither case nor the spaces around and within it count. Less than
/// what a search folds, whose tables would be a tenth of what the browser loads.
pub fn plain(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
