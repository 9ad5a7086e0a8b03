//! The way from whoever reads an export to whoever sends it.

use sea_orm::DbErr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::rows::Rows;
use crate::domain::limits;

/// Pieces on the way: one that is sent and one that waits.
const PIECES: usize = 2;
/// For a piece to be taken: a snapshot is not held open for somebody who does not read.
const PATIENCE: Duration = Duration::from_secs(limits::EXPORT_SECONDS);

/// What is read of an export, in this order.
pub enum Piece {
    /// The snapshot is there.
    Begun,
    /// The headers of the custom fields.
    Columns(Vec<String>),
    Rows(Rows),
    /// There is no more. Without it, it is not whole.
    End,
}

/// Why an export has ended early.
#[derive(Debug)]
pub enum Stop {
    /// Nobody wants it any more, or nobody reads on.
    Stopped,
    Failed(DbErr),
}

impl From<DbErr> for Stop {
    fn from(error: DbErr) -> Self {
        Self::Failed(error)
    }
}

/// Takes the pieces of an export, no faster than they are sent.
#[derive(Clone)]
pub struct Outlet {
    pieces: mpsc::Sender<Piece>,
    /// The program is about to end, or the export was given up.
    stopping: CancellationToken,
    /// When it has taken too long, however steadily it is read.
    until: Instant,
    sent: Arc<AtomicU64>,
    runtime: Handle,
}

impl Outlet {
    /// Of an export that ends when the program is stopping, and after `longest`. To be called within the runtime.
    pub fn new(stopping: &CancellationToken, longest: Duration) -> (Self, mpsc::Receiver<Piece>) {
        let (pieces, receiver) = mpsc::channel(PIECES);
        let (stopping, until) = (stopping.child_token(), Instant::now() + longest);
        (Self { pieces, stopping, until, sent: Arc::default(), runtime: Handle::current() }, receiver)
    }

    /// Ends it, whoever reads on.
    pub fn give_up(&self) {
        self.stopping.cancel();
    }

    /// Records that were passed on.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    pub async fn pass(&self, piece: Piece) -> Result<(), Stop> {
        let records = if let Piece::Rows(rows) = &piece { rows.count() as u64 } else { 0 };
        self.patiently(self.pieces.send(piece)).await?;
        self.sent.fetch_add(records, Ordering::Relaxed);
        Ok(())
    }

    /// For a thread that may wait.
    pub(super) fn pass_blocking(&self, piece: Piece) -> Result<(), Stop> {
        self.runtime.block_on(self.pass(piece))
    }

    /// Waits until everything was taken.
    pub async fn taken(&self) -> Result<(), Stop> {
        self.patiently(self.pieces.reserve_many(PIECES)).await.map(|_| ())
    }

    /// Says that it is whole. To be called when everything [was taken](Self::taken), so there is room.
    pub fn finish(self) {
        // Whoever is gone by now has had all of it.
        let _ = self.pieces.try_send(Piece::End);
    }

    /// Waits until there is no use in going on.
    pub(super) async fn gone(&self) {
        tokio::select! {
            () = self.pieces.closed() => {}
            () = self.over() => {}
        }
    }

    pub(super) fn is_gone(&self) -> bool {
        self.pieces.is_closed() || self.stopping.is_cancelled() || Instant::now() >= self.until
    }

    async fn over(&self) {
        tokio::select! {
            () = self.stopping.cancelled() => {}
            () = tokio::time::sleep_until(self.until) => {}
        }
    }

    async fn patiently<T, E>(&self, act: impl Future<Output = Result<T, E>>) -> Result<T, Stop> {
        tokio::select! {
            done = tokio::time::timeout(PATIENCE, act) => done.ok().and_then(Result::ok).ok_or(Stop::Stopped),
            () = self.over() => Err(Stop::Stopped),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each piece is taken in good time, and yet it ends.
    #[tokio::test]
    async fn a_reader_that_drips_has_its_time() {
        let longest = Duration::from_millis(200);
        let (out, mut pieces) = Outlet::new(&CancellationToken::new(), longest);
        let began = Instant::now();
        tokio::spawn(async move {
            while pieces.recv().await.is_some() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
        let stop = loop {
            assert!(began.elapsed() < PATIENCE, "it goes on for ever");
            if let Err(stop) = out.pass(Piece::Begun).await {
                break stop;
            }
        };
        assert!(matches!(stop, Stop::Stopped) && began.elapsed() >= longest, "{stop:?} {:?}", began.elapsed());
        assert!(out.is_gone());
        out.gone().await;
    }

    #[tokio::test]
    async fn what_is_given_up_takes_nothing_with_it() {
        let stopping = CancellationToken::new();
        let (one, _one_read) = Outlet::new(&stopping, PATIENCE);
        let (other, _other_read) = Outlet::new(&stopping, PATIENCE);
        one.give_up();
        one.gone().await;
        assert!(one.is_gone() && !other.is_gone() && !stopping.is_cancelled());
        stopping.cancel();
        assert!(other.is_gone());
    }
}
