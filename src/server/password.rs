//! Hashing passwords: argon2id with 19 MiB, two passes, one lane (OWASP's first choice for argon2id).

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::secret;
use crate::domain::error::AppError;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Hashes at once: what they take of the memory is bounded, however many people sign in.
const AT_ONCE: usize = 4;
/// For one's turn to come. Who waits longer is told to try again.
const PATIENCE: Duration = Duration::from_secs(10);

static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_ONCE)));
/// Of a password that nobody has: what is compared when there is no account, so that the work is the same.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hash_now(&secret::fresh()).unwrap_or_default());

/// The hash to store, with its salt and parameters in one text.
pub async fn hash(password: String) -> Result<String, AppError> {
    let turn = turn().await?;
    let hashed = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        hash_now(&password)
    });
    hashed.await.ok().flatten().ok_or(AppError::Internal)
}

/// Whether the password is the one of this hash. Without a hash the answer is no, after the same work.
pub async fn matches(password: String, hash: Option<String>) -> Result<bool, AppError> {
    let turn = turn().await?;
    let compared = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let is_there = hash.is_some();
        matches_now(&password, hash.as_deref().unwrap_or(&NOBODYS)) && is_there
    });
    compared.await.map_err(|_| AppError::Internal)
}

/// The permit goes with the work: a request that gives up does not free memory that is still used.
async fn turn() -> Result<OwnedSemaphorePermit, AppError> {
    let turn = tokio::time::timeout(PATIENCE, TURNS.clone().acquire_owned()).await;
    turn.map_err(|_| AppError::Unavailable)?.map_err(|_| AppError::Internal)
}

fn hash_now(password: &str) -> Option<String> {
    let hashed: PasswordHash = argon2()?.hash_password(password.as_bytes()).ok()?;
    Some(hashed.to_string())
}

fn matches_now(password: &str, hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    argon2().is_some_and(|argon2| argon2.verify_password(password.as_bytes(), &parsed).is_ok())
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let stored = hash("correct horse".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_ne!(stored, hash("correct horse".to_owned()).await.unwrap(), "salts differ");
        for (password, hash, expected) in [
            ("correct horse", Some(stored.clone()), true),
            ("correct horsf", Some(stored.clone()), false),
            ("correct horse", Some("garbage".to_owned()), false),
            ("correct horse", None, false),
            ("", None, false),
        ] {
            assert_eq!(matches(password.to_owned(), hash.clone()).await, Ok(expected), "{password} {hash:?}");
        }
    }
}
