use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A calendar day `YYYY-MM-DD`, years 1970 to 9999, in whatever zone its reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(NaiveDate);

impl Day {
    /// `None` for anything but ten characters that name a day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            let digits = text.get(range)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?
        };
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        Self::new(NaiveDate::from_ymd_opt(year as i32, month, day)?)
    }

    /// `None` outside the years 1970 to 9999.
    pub fn new(date: NaiveDate) -> Option<Self> {
        (1970..=9999).contains(&date.year()).then_some(Self(date))
    }

    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_accepts_real_days_only() {
        for good in ["2026-11-23", "2024-02-29", "1970-01-01", "9999-12-31"] {
            assert_eq!(Day::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "",
            "2026-1-23",
            "2026-02-29",
            "2026-13-01",
            "1969-12-31",
            "2026/11/23",
            "+026-11-23",
            "2026-11-2x",
            "٢٠٢٦-١١-٢٣",
            "2026-11-233",
            "20é6-11-2",
        ] {
            assert_eq!(Day::parse(bad), None, "{bad:?}");
        }
    }
}
