//! When things happened in the demo: counted back from now, never after it.

use chrono::{DateTime, NaiveDate};

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;
/// Hours of a day, in UTC, between which customers write.
const WAKING: (i64, i64) = (5, 20);

/// A day that is today. Days are those of UTC: whoever looks may live anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    pub now: i64,
}

impl Calendar {
    /// A moment of the day so many days ago, `part` of the way through it; of today, through what has passed of it.
    pub fn moment(self, days_ago: u64, part: f64) -> i64 {
        let midnight = self.now - self.now.rem_euclid(DAY);
        let (from, length) = match days_ago {
            0 => (midnight, self.now - midnight),
            _ => (midnight - days_ago as i64 * DAY + WAKING.0 * HOUR, (WAKING.1 - WAKING.0) * HOUR),
        };
        from + (length as f64 * part) as i64
    }

    /// When so many messages were sent, the last one just before `filed_at`. `pauses` are seconds.
    pub fn before(filed_at: i64, pauses: &[u8]) -> Vec<i64> {
        let mut at = filed_at - 2 * SECOND;
        let mut times: Vec<_> = pauses
            .iter()
            .map(|pause| {
                let sent = at;
                at -= i64::from(*pause) * SECOND;
                sent
            })
            .collect();
        times.reverse();
        times
    }
}

/// The day of a moment.
pub fn day(micros: i64) -> NaiveDate {
    DateTime::from_timestamp_micros(micros).unwrap_or_default().date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_on_their_day_and_never_to_come() {
        for now in ["2026-11-23T00:00:00Z", "2026-11-23T00:07:00Z", "2026-11-23T23:59:59Z", "2026-03-01T12:00:00Z"] {
            let now = DateTime::parse_from_rfc3339(now).unwrap();
            let calendar = Calendar { now: now.timestamp_micros() };
            for days_ago in [0, 1, 2, 75] {
                for part in [0.0, 0.5, 0.999_999] {
                    let moment = calendar.moment(days_ago, part);
                    assert!(moment <= calendar.now, "{now} {days_ago} {part}");
                    assert_eq!(day(moment), now.date_naive() - chrono::Days::new(days_ago), "{now} {days_ago} {part}");
                }
            }
        }
    }

    #[test]
    fn messages_come_in_order_before_the_filing() {
        let second = |n: i64| n * SECOND;
        assert_eq!(Calendar::before(second(100), &[5, 10, 7]), [second(83), second(93), second(98)]);
    }
}
