use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::agent::Variant;
use super::record::Channel;

/// Who said a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Sender {
    Customer,
    Agent,
}

/// Whether the customer still talks with the agent.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum ConversationStatus {
    #[default]
    Open,
    Closed,
}

/// Chats and calls have a page each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Medium {
    Chat,
    Voice,
}

impl Medium {
    pub fn of(channel: Channel) -> Self {
        if channel == Channel::Voice { Self::Voice } else { Self::Chat }
    }

    pub fn channels(self) -> impl Iterator<Item = Channel> {
        Channel::VARIANTS.iter().copied().filter(move |channel| Self::of(*channel) == self)
    }

    /// Whether an agent of this variant has conversations of it.
    pub fn is_of(self, variant: Variant) -> bool {
        match variant {
            Variant::Text => self == Self::Chat,
            Variant::Voice => self == Self::Voice,
            Variant::Hybrid => true,
        }
    }
}
