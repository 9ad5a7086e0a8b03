//! The command that makes an API key. It prints the key and nothing else, so that a script can take it.

use super::{import, secret, zone};
use crate::domain::agent::AgentId;
use crate::domain::{api_key, limits};
use crate::store::Store;
use crate::store::api_keys::{self, NewKey};

/// Makes a key of the agent, and the agent when there is none of this id.
///
/// # Errors
/// A sentence on what makes no sense.
pub async fn make(store: &Store, agent: &AgentId, name: String, reads: bool) -> anyhow::Result<String> {
    let length = name.chars().count();
    anyhow::ensure!(!name.trim().is_empty(), "give the key a name");
    anyhow::ensure!(length <= limits::KEY_NAME, "the name has {length} characters, more than {}", limits::KEY_NAME);
    import::make_agent(store, agent).await?;
    let now = zone::now();
    let transaction = store.begin().await?;
    let good = api_keys::count_good(&transaction, agent, now).await?;
    anyhow::ensure!(good < limits::KEYS as u64, "the agent has {good} keys already: revoke one");
    let token = secret::fresh_key();
    let new = NewKey {
        name,
        token_hash: secret::hash(&token),
        hint: api_key::hint(&token),
        reads,
        requests_per_minute: limits::REQUESTS_PER_MINUTE,
        created_by: None,
        lifetime: None,
    };
    api_keys::create(&transaction, agent, &new, now).await?;
    transaction.commit().await?;
    Ok(token)
}
