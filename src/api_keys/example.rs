//! The command that comes with a new key.

use crate::domain::agent::Agent;
use crate::domain::conversation::Medium;
use crate::domain::record::Channel;
use crate::domain::slug;
use crate::i18n::api_keys::ApiKeys;
use crate::paths::REST;

/// Files a first record with the key, as it is pasted into a shell. The key goes into a header, so that it stands in no
/// address and no log.
pub fn first_record(agent: &Agent, origin: &str, token: &str, words: &ApiKeys) -> String {
    let channel = slug(if Medium::Chat.is_of(agent.variant) { Channel::Web } else { Channel::Voice });
    let (name, description) = (words.sample_name, words.sample_description);
    format!(
        r#"curl -X POST '{origin}{REST}/records' \
  -H 'Authorization: Bearer {token}' \
  -H 'Content-Type: application/json' \
  -d '{{
    "type": "lead",
    "channel": "{channel}",
    "name": "{name}",
    "phone": "+966 50 123 4567",
    "description": "{description}"
  }}'"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agent::{AgentId, Variant};
    use crate::i18n::api_keys::{AR, EN};

    #[test]
    fn the_command_is_whole() {
        for (words, variant, channel) in
            [(&EN, Variant::Text, "web"), (&AR, Variant::Hybrid, "web"), (&EN, Variant::Voice, "voice")]
        {
            let agent = Agent { id: AgentId::parse("acme").unwrap(), name: "Acme".to_owned(), variant };
            let command = first_record(&agent, "https://leads.example.com", "lt_secret", words);
            assert!(command.starts_with("curl -X POST 'https://leads.example.com/api/v1/records' \\\n"), "{command}");
            // Four words in single quotes, none of which ends early.
            let parts: Vec<&str> = command.split('\'').collect();
            assert_eq!((parts.len(), parts[8]), (9, ""), "{command}");
            assert_eq!(parts[3], "Authorization: Bearer lt_secret");
            let body: serde_json::Value = serde_json::from_str(parts[7]).unwrap();
            assert_eq!((&body["type"], &body["channel"]), (&"lead".into(), &channel.into()));
            assert_eq!(body["description"], words.sample_description);
        }
    }
}
