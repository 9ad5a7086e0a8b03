use std::fmt;

/// Where a page begins or ends: the key of a record and, when the order is by last change, that time.
///
/// Printed as the key, or as `time.key`; both in microseconds, the key being a filing time made unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub updated: Option<i64>,
    pub key: i64,
}

impl Cursor {
    /// `None` for anything that no page ever printed.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |digits: &str| {
            let canonical =
                !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
            canonical.then(|| digits.parse().ok()).flatten()
        };
        match text.split_once('.') {
            Some((updated, key)) => Some(Self { updated: Some(number(updated)?), key: number(key)? }),
            None => Some(Self { updated: None, key: number(text)? }),
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.updated {
            Some(updated) => write!(f, "{updated}.{}", self.key),
            None => self.key.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_reads_what_print_writes_and_nothing_else() {
        for good in ["1", "1782000000000001", "1782000000000001.1781999999999999"] {
            assert_eq!(Cursor::parse(good).unwrap().to_string(), good);
        }
        for bad in ["", "0", "-1", "01", "1.", ".1", "1.2.3", "9223372036854775808", "x", "1 "] {
            assert_eq!(Cursor::parse(bad), None, "{bad:?}");
        }
    }
}
