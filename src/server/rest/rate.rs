//! How many requests a key may make: its own setting, counted by each instance for itself. And when an instance has last
//! noted that a key is used.

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::problem::{Kind, Problem};

/// Keys whose requests are counted; beyond that, counting begins anew rather than that memory grows.
const COUNTED: usize = 10_000;

/// The counts of all keys. A key whose setting changes begins anew.
#[derive(Default)]
pub struct Rates(Mutex<HashMap<(i64, u32), Arc<Usage>>>);

/// What this instance knows of a key's use.
#[derive(Debug)]
pub struct Usage {
    limiter: DefaultDirectRateLimiter,
    /// When a request was last told to touch the key, in microseconds; 0 = not yet.
    touched_at: AtomicI64,
}

impl Usage {
    /// Whether this request is to touch the key: one in `every` microseconds, however many come at once.
    pub fn claims_touch(&self, now: i64, every: i64) -> bool {
        let last = self.touched_at.load(Ordering::Relaxed);
        let claim = || self.touched_at.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed);
        now - last >= every && claim().is_ok()
    }
}

impl Rates {
    /// Counts one request of a key.
    ///
    /// # Errors
    /// 429 with the seconds after which there is room again.
    pub fn count(&self, key: i64, per_minute: u32) -> Result<Arc<Usage>, Problem> {
        let usage = self.of(key, per_minute);
        let Err(early) = usage.limiter.check() else { return Ok(usage) };
        let seconds = early.wait_time_from(DefaultClock::default().now()).as_secs_f64().ceil().max(1.0) as u32;
        let detail = format!("This key may make {per_minute} requests a minute.");
        Err(Problem::new(Kind::TooManyRequests, detail).after(seconds))
    }

    fn of(&self, key: i64, per_minute: u32) -> Arc<Usage> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() > COUNTED {
            all.clear();
        }
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        let fresh = || Arc::new(Usage { limiter: RateLimiter::direct(quota), touched_at: AtomicI64::new(0) });
        all.entry((key, per_minute)).or_insert_with(fresh).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_its_own_rate() {
        let rates = Rates::default();
        assert!((0..3).all(|_| rates.count(1, 3).is_ok()));
        let refused = rates.count(1, 3).unwrap_err();
        assert_eq!((refused.status, refused.retry_after), (429, Some(20)));
        assert!(rates.count(2, 3).is_ok());
    }

    #[test]
    fn of_a_keys_requests_one_touches_it_in_each_interval() {
        let rates = Rates::default();
        let claims = |key, now| rates.count(key, 100).unwrap().claims_touch(now, 60);
        for (key, now, claimed) in [
            (1, 1_000, true),
            (1, 1_000, false),
            (1, 1_059, false),
            (2, 1_059, true),
            (1, 1_060, true),
            (1, 1_061, false),
        ] {
            assert_eq!(claims(key, now), claimed, "{key} {now}");
        }
    }
}
