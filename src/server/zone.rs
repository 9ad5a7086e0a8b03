//! Local time: what a moment is called in the viewer's zone, and which moments a period of local days means.

use chrono::{DateTime, Days, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

use crate::domain::filter::{Period, Range};
use crate::domain::view::Stamp;
use crate::store::resolved::Span;

/// The last microsecond of the year 9999.
const LAST: i64 = 253_402_300_799_999_999;

/// The zone of this IANA name; UTC when it is unknown.
pub fn zone(name: Option<&str>) -> Tz {
    name.and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
}

/// The IANA names of all zones, by name.
pub fn names() -> Vec<&'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect()
}

/// Now, in microseconds.
pub fn now() -> i64 {
    Utc::now().timestamp_micros()
}

/// A moment, in microseconds, as the viewer reads it.
pub fn stamp(micros: i64, zone: Tz) -> Stamp {
    let utc = DateTime::from_timestamp_micros(micros).unwrap_or_default();
    Stamp {
        local: utc.with_timezone(&zone).format("%d-%m-%y %H:%M").to_string(),
        utc: utc.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    }
}

/// The moments that a period means: from the first instant of its first day to that of the day after its last.
pub fn span(period: Option<Period>, zone: Tz, now: i64) -> Span {
    match period {
        None => Span::default(),
        Some(Period::Range(range)) => range_span(range, zone, now),
        Some(Period::Dates { from, to }) => Span {
            from: from.map(|day| first_instant(day.date(), zone)),
            until: to.map(|day| first_instant(day.date() + Days::new(1), zone)),
        },
    }
}

/// The last so many local days, today included. A moment that somebody has made up is moved to where calendars go.
pub fn range_span(range: Range, zone: Tz, now: i64) -> Span {
    let now = now.clamp(0, LAST);
    let today = DateTime::from_timestamp_micros(now).unwrap_or_default().with_timezone(&zone).date_naive();
    Span {
        from: Some(first_instant(today - Days::new(range.days() - 1), zone)),
        until: Some(first_instant(today + Days::new(1), zone)),
    }
}

/// Where the clock goes forward at midnight, the day begins later than 00:00; where it goes back, with the first one.
fn first_instant(day: NaiveDate, zone: Tz) -> i64 {
    let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default();
    let mut minutes = 0;
    loop {
        let local = midnight + chrono::TimeDelta::minutes(minutes);
        if let Some(instant) = zone.from_local_datetime(&local).earliest() {
            return instant.timestamp_micros();
        }
        minutes += 15;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;

    fn micros(rfc3339: &str) -> i64 {
        DateTime::parse_from_rfc3339(rfc3339).unwrap().timestamp_micros()
    }

    fn days(from: &str, to: &str) -> Option<Period> {
        Some(Period::Dates { from: Day::parse(from), to: Day::parse(to) })
    }

    #[test]
    fn a_stamp_is_local() {
        for (zone_name, expected) in [
            (None, "25-10-26 00:30"),
            (Some("Europe/Berlin"), "25-10-26 02:30"),
            (Some("Asia/Riyadh"), "25-10-26 03:30"),
            (Some("America/New_York"), "24-10-26 20:30"),
            (Some("Asia/Kolkata"), "25-10-26 06:00"),
            (Some("Not/AZone"), "25-10-26 00:30"),
        ] {
            let stamp = stamp(micros("2026-10-25T00:30:00Z"), zone(zone_name));
            assert_eq!(stamp.local, expected, "{zone_name:?}");
            assert_eq!(stamp.utc, "2026-10-25T00:30:00Z");
        }
    }

    /// Both ends included, with days of 23, 24 and 25 hours, and one that begins at 01:00.
    #[test]
    fn a_period_of_days_is_two_instants() {
        for (zone_name, from, to, first, after_last) in [
            ("UTC", "2026-11-01", "2026-11-01", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"),
            ("Asia/Riyadh", "2026-11-01", "2026-11-02", "2026-10-31T21:00:00Z", "2026-11-02T21:00:00Z"),
            ("Europe/Berlin", "2026-03-29", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            ("Europe/Berlin", "2026-10-25", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            ("America/New_York", "2026-11-01", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
            ("Africa/Cairo", "2024-04-26", "2024-04-26", "2024-04-25T22:00:00Z", "2024-04-26T21:00:00Z"),
            ("America/Havana", "2026-11-01", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
        ] {
            let span = span(days(from, to), zone(Some(zone_name)), 0);
            let expected = Span { from: Some(micros(first)), until: Some(micros(after_last)) };
            assert_eq!(span, expected, "{zone_name} {from} {to}");
        }
    }

    #[test]
    fn an_absurd_moment_has_its_days_too() {
        let ends = [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC].map(|end| end.timestamp_micros());
        for now in [i64::MIN, ends[0], -1, 0, LAST, LAST + 1, ends[1], i64::MAX] {
            for zone_name in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"] {
                let span = range_span(Range::Last30Days, zone(Some(zone_name)), now);
                assert!(span.from < span.until, "{now} {zone_name}: {span:?}");
            }
        }
    }

    #[test]
    fn a_range_ends_with_the_local_today() {
        let now = micros("2026-11-23T22:30:00Z");
        for (zone_name, range, first, after_last) in [
            ("UTC", Range::Today, "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
            ("Asia/Riyadh", Range::Today, "2026-11-23T21:00:00Z", "2026-11-24T21:00:00Z"),
            ("UTC", Range::Last7Days, "2026-11-17T00:00:00Z", "2026-11-24T00:00:00Z"),
            ("America/New_York", Range::Last30Days, "2026-10-25T04:00:00Z", "2026-11-24T05:00:00Z"),
        ] {
            let span = range_span(range, zone(Some(zone_name)), now);
            let expected = Span { from: Some(micros(first)), until: Some(micros(after_last)) };
            assert_eq!(span, expected, "{zone_name} {range:?}");
        }
    }
}
