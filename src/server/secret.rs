//! What a cookie or a link carries to say who is there: 256 random bits, of which only a hash is stored.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};

use crate::domain::api_key::PREFIX;

/// A new secret, as text that fits into cookies and links.
pub fn fresh() -> String {
    BASE64URL_NOPAD.encode(&rand::random::<[u8; 32]>())
}

/// A new API key. It says what it is, so that whoever finds one lying about knows where it belongs.
pub fn fresh_key() -> String {
    format!("{PREFIX}{}", fresh())
}

/// What is stored of a secret. It needs no salt and no slowness: nobody guesses 256 bits.
pub fn hash(secret: &str) -> String {
    hash_bytes(secret.as_bytes())
}

/// SHA-256 in hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    #[test]
    fn secrets_differ_and_hash_alike() {
        let (one, other) = (super::fresh(), super::fresh());
        assert_ne!(one, other);
        assert_eq!(one.len(), 43);
        assert!(crate::domain::api_key::is_token(&super::fresh_key()));
        assert_eq!(super::hash(&one), super::hash(&one));
        assert_eq!(super::hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
