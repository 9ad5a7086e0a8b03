//! Once an hour, what was deleted more than thirty days ago goes for good, and what is kept for a time only.

use std::time::{Duration, Instant};

use super::{respond, zone};
use crate::domain::error::AppError;
use crate::domain::limits::{ACTIVITY_DAYS, DAYS_IN_DELETED, IDEMPOTENCY_DAYS};
use crate::store::{DbErr, Store, export, idempotency, jobs, purge};

const EVERY: Duration = Duration::from_secs(3600);
/// Records of one transaction: others who write wait no longer than for these.
const AT_ONCE: u64 = 200;
/// Messages of one transaction, for the same reason: each is taken out of the index of the search, too.
const MESSAGES_AT_ONCE: u64 = 1_000;
/// Answers of one transaction.
const ANSWERS_AT_ONCE: u64 = 2_000;
const DAY: i64 = 24 * 3_600_000_000;
/// By how much the two clocks may have come apart, in microseconds.
const TOLERANCE: i64 = 2 * DAY;

/// Purges once an hour, for the first time an hour after the start: whoever starts an old copy by mistake has time to
/// stop it.
pub async fn run(store: Store) {
    let clock = Clock::start();
    loop {
        tokio::time::sleep(EVERY).await;
        match clock.cut_off(Instant::now(), zone::now()) {
            Ok(cut_off) => match purge_before(&store, cut_off).await {
                Ok(Purged { records: 0, conversations: 0 }) => {}
                Ok(Purged { records, conversations }) => {
                    tracing::info!(records, conversations, "deleted for good what was deleted over 30 days ago");
                }
                // Logged where it happened.
                Err(_) => {
                    tracing::error!("what is old could not be deleted for good; the next try is in an hour");
                }
            },
            Err(apart) => tracing::error!(
                days = apart / DAY,
                "nothing is deleted for good: the clock of this machine was set while the program ran; check it and restart"
            ),
        }
    }
}

/// What has gone for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    pub records: u64,
    pub conversations: u64,
}

/// Purges what was deleted before, and nothing that is deleted while it runs; forgets answers that are given again for
/// seven days only, and who exported what more than a year ago.
pub async fn purge_before(store: &Store, cut_off: i64) -> Result<Purged, AppError> {
    let mut purged = Purged::default();
    loop {
        match purge_records(store, cut_off).await.map_err(respond::database)? {
            0 => break,
            records => purged.records += records,
        }
    }
    while let Some(conversations) = purge_conversations(store, cut_off).await.map_err(respond::database)? {
        purged.conversations += conversations;
    }
    let answered_before = cut_off + (DAYS_IN_DELETED - IDEMPOTENCY_DAYS) * DAY;
    while forget_answers(store, answered_before).await.map_err(respond::database)? > 0 {}
    let exported_before = cut_off + (DAYS_IN_DELETED - ACTIVITY_DAYS) * DAY;
    tidy_exports(store, exported_before).await.map_err(respond::database)?;
    Ok(purged)
}

/// Those whose sender is gone are written down as stopped, though nobody starts another.
async fn tidy_exports(store: &Store, before: i64) -> Result<(), DbErr> {
    let transaction = store.begin().await?;
    export::stop_abandoned(&transaction, zone::now()).await?;
    export::purge(&transaction, before).await?;
    transaction.commit().await
}

async fn forget_answers(store: &Store, before: i64) -> Result<u64, DbErr> {
    let transaction = store.begin().await?;
    let forgotten = idempotency::purge(&transaction, before, ANSWERS_AT_ONCE).await?;
    transaction.commit().await?;
    Ok(forgotten)
}

async fn purge_conversations(store: &Store, cut_off: i64) -> Result<Option<u64>, DbErr> {
    let transaction = store.begin().await?;
    if !purge::take_turn(&transaction).await? {
        return Ok(None);
    }
    let purged = purge::purge_conversations(&transaction, cut_off, MESSAGES_AT_ONCE).await?;
    transaction.commit().await?;
    Ok(purged)
}

async fn purge_records(store: &Store, cut_off: i64) -> Result<u64, DbErr> {
    let transaction = store.begin().await?;
    if !purge::take_turn(&transaction).await? {
        return Ok(0);
    }
    let purged = purge::purge(&transaction, cut_off, AT_ONCE, zone::now()).await?;
    jobs::purge(&transaction, cut_off).await?;
    transaction.commit().await?;
    Ok(purged)
}

/// What both clocks said when the program started.
struct Clock {
    monotonic: Instant,
    wall: i64,
}

impl Clock {
    fn start() -> Self {
        Self { monotonic: Instant::now(), wall: zone::now() }
    }

    /// Thirty days ago.
    ///
    /// # Errors
    /// By how many microseconds the wall clock has run away from the monotonic one, when it is more than two days: a
    /// clock that jumps must not delete anything.
    fn cut_off(&self, monotonic: Instant, wall: i64) -> Result<i64, i64> {
        let elapsed = monotonic.duration_since(self.monotonic).as_micros() as i64;
        let apart = wall - self.wall - elapsed;
        if apart.abs() > TOLERANCE { Err(apart) } else { Ok(wall - DAYS_IN_DELETED * DAY) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_deletes_nothing() {
        let clock = Clock { monotonic: Instant::now(), wall: 100 * DAY };
        let later = clock.monotonic + Duration::from_secs(3600);
        let hour = DAY / 24;
        for (wall, expected) in [
            (100 * DAY + hour, Ok(70 * DAY + hour)),
            (102 * DAY + hour, Ok(72 * DAY + hour)),
            (102 * DAY + hour + 1, Err(2 * DAY + 1)),
            (98 * DAY + hour, Ok(68 * DAY + hour)),
            (97 * DAY, Err(-3 * DAY - hour)),
        ] {
            assert_eq!(clock.cut_off(later, wall), expected, "{wall}");
        }
    }
}
