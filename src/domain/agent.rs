use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::limits;

/// The id of an AI agent: URL-safe, at most 64 of `[a-z0-9-]`, as it stands in `/agents/{agentId}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AgentId(String);

impl AgentId {
    /// `None` when the text is not an agent id.
    pub fn parse(text: &str) -> Option<Self> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let fits = !text.is_empty() && text.len() <= limits::AGENT_ID;
        (fits && text.bytes().all(allowed)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AgentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an agent talks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Variant {
    Text,
    Voice,
    Hybrid,
}

/// An AI agent that files records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    pub id: AgentId,
    pub name: String,
    pub variant: Variant,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_id_is_a_slug_of_at_most_64_characters() {
        let long = "a".repeat(64);
        for good in ["a", "acme-support", "7", &long] {
            assert_eq!(AgentId::parse(good).unwrap().as_str(), good);
        }
        let longer = "a".repeat(65);
        for bad in ["", "Acme", "a b", "a/b", "é", "a_b", "a\0", &longer] {
            assert_eq!(AgentId::parse(bad), None, "{bad:?}");
        }
    }
}
