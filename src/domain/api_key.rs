//! What an API key looks like, and what is chosen when one is made. All times in microseconds.

use strum::{EnumString, IntoStaticStr, VariantArray};

use super::limits;

/// What every key begins with.
pub const PREFIX: &str = "lt_";
/// Characters after it: 256 bits as base64url.
const SECRET: usize = 43;
/// Characters of a key that are kept and shown, to tell keys apart. What is left of it is still beyond guessing.
const HINT: usize = 8;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;

/// Whether the text could be a key.
pub fn is_token(text: &str) -> bool {
    let base64url = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    text.strip_prefix(PREFIX).is_some_and(|secret| secret.len() == SECRET && secret.bytes().all(base64url))
}

/// How the key begins.
pub fn hint(token: &str) -> String {
    token.chars().take(HINT).collect()
}

/// Requests a minute as somebody has typed them; `None` unless it is a whole number within the limits.
pub fn requests_per_minute(typed: &str) -> Option<u32> {
    typed.trim().parse().ok().filter(|rate| (1..=limits::REQUESTS_PER_MINUTE_MAX).contains(rate))
}

/// How long a new key is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum Expiry {
    #[default]
    #[strum(serialize = "never")]
    Never,
    #[strum(serialize = "30d")]
    Days30,
    #[strum(serialize = "90d")]
    Days90,
    #[strum(serialize = "1y")]
    Year,
}

impl Expiry {
    /// In microseconds; `None` = until it is revoked.
    pub fn lifetime(self) -> Option<i64> {
        match self {
            Self::Never => None,
            Self::Days30 => Some(30 * DAY),
            Self::Days90 => Some(90 * DAY),
            Self::Year => Some(365 * DAY),
        }
    }
}

/// How long a key stays good beside the one that takes its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
pub enum Overlap {
    #[strum(serialize = "now")]
    AtOnce,
    #[strum(serialize = "1h")]
    Hour,
    #[default]
    #[strum(serialize = "24h")]
    Day,
    #[strum(serialize = "7d")]
    Week,
}

impl Overlap {
    /// When a key ends that would have ended then: an overlap prolongs nothing.
    pub fn end(self, now: i64, expires_at: Option<i64>) -> i64 {
        let end = now
            + match self {
                Self::AtOnce => 0,
                Self::Hour => HOUR,
                Self::Day => DAY,
                Self::Week => 7 * DAY,
            };
        expires_at.map_or(end, |expires_at| expires_at.min(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_its_shape() {
        let secret = "Ab-_0".repeat(8) + "xyz";
        let good = format!("lt_{secret}");
        assert!(is_token(&good));
        assert_eq!(hint(&good), "lt_Ab-_0");
        for bad in [
            "",
            "lt_",
            &secret,
            &good[..good.len() - 1],
            &format!("{good}x"),
            &good.replace('x', "+"),
            &good.replace("lt_", "LT_"),
        ] {
            assert!(!is_token(bad), "{bad:?}");
        }
    }

    #[test]
    fn a_rate_is_a_whole_number_within_the_limits() {
        for (typed, expected) in [
            ("1", Some(1)),
            (" 6000 ", Some(6_000)),
            ("1000000", Some(1_000_000)),
            ("1000001", None),
            ("0", None),
            ("-1", None),
            ("1.5", None),
            ("", None),
            ("many", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(requests_per_minute(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn an_overlap_prolongs_nothing() {
        for (overlap, expires_at, expected) in [
            (Overlap::AtOnce, None, 5),
            (Overlap::Hour, None, 5 + HOUR),
            (Overlap::Day, Some(5 + HOUR), 5 + HOUR),
            (Overlap::Week, Some(5 + 30 * DAY), 5 + 7 * DAY),
        ] {
            assert_eq!(overlap.end(5, expires_at), expected, "{overlap:?} {expires_at:?}");
        }
    }

    #[test]
    fn choices_are_read_as_they_are_written() {
        for choice in Expiry::VARIANTS {
            assert_eq!(crate::domain::slug(*choice).parse::<Expiry>(), Ok(*choice));
        }
        for choice in Overlap::VARIANTS {
            assert_eq!(crate::domain::slug(*choice).parse::<Overlap>(), Ok(*choice));
        }
    }
}
