//! How many requests a key may make: its own setting, counted by each instance for itself.

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};

use super::problem::{Kind, Problem};

/// Keys whose requests are counted; beyond that, counting begins anew rather than that memory grows.
const COUNTED: usize = 10_000;

/// The counts of all keys. A key whose setting changes begins anew.
#[derive(Default)]
pub struct Rates(Mutex<HashMap<(i64, u32), Arc<DefaultDirectRateLimiter>>>);

impl Rates {
    /// Counts one request of a key.
    ///
    /// # Errors
    /// 429 with the seconds after which there is room again.
    pub fn count(&self, key: i64, per_minute: u32) -> Result<(), Problem> {
        let limiter = self.of(key, per_minute);
        let Err(early) = limiter.check() else { return Ok(()) };
        let seconds = early.wait_time_from(DefaultClock::default().now()).as_secs_f64().ceil().max(1.0) as u32;
        let detail = format!("This key may make {per_minute} requests a minute.");
        Err(Problem::new(Kind::TooManyRequests, detail).after(seconds))
    }

    fn of(&self, key: i64, per_minute: u32) -> Arc<DefaultDirectRateLimiter> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() > COUNTED {
            all.clear();
        }
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        all.entry((key, per_minute)).or_insert_with(|| Arc::new(RateLimiter::direct(quota))).clone()
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
}
