//! The way from whoever reads an export to whoever sends it.

use sea_orm::DbErr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
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
    /// The program is about to end.
    stopping: CancellationToken,
    sent: Arc<AtomicU64>,
    runtime: Handle,
}

impl Outlet {
    /// To be called within the runtime.
    pub fn new(stopping: CancellationToken) -> (Self, mpsc::Receiver<Piece>) {
        let (pieces, receiver) = mpsc::channel(PIECES);
        (Self { pieces, stopping, sent: Arc::default(), runtime: Handle::current() }, receiver)
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
            () = self.stopping.cancelled() => {}
        }
    }

    pub(super) fn is_gone(&self) -> bool {
        self.pieces.is_closed() || self.stopping.is_cancelled()
    }

    async fn patiently<T, E>(&self, act: impl Future<Output = Result<T, E>>) -> Result<T, Stop> {
        tokio::select! {
            done = tokio::time::timeout(PATIENCE, act) => done.ok().and_then(Result::ok).ok_or(Stop::Stopped),
            () = self.stopping.cancelled() => Err(Stop::Stopped),
        }
    }
}
