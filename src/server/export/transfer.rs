//! A file on its way: one task has the records read and keeps the log, the connection takes what there is.

use axum::body::Body;
use bytes::Bytes;
use futures_core::Stream;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::sheet::Sheet;
use crate::domain::export::ExportState;
use crate::domain::limits;
use crate::domain::viewer::Scope;
use crate::server::router::AppState;
use crate::server::zone;
use crate::store::export::{self, Outlet, Piece, Stop, Wanted};
use crate::store::{DbErr, Store};

/// Between two signs of life.
const TOUCH: Duration = Duration::from_secs(1);
/// For the whole of it.
const LONGEST: Duration = Duration::from_secs(limits::EXPORT_MINUTES * 60);

/// The file of a claimed export. Its records begin to be read at once.
pub fn body(state: &AppState, id: i64, wanted: Wanted, sheet: Sheet) -> Body {
    let (out, pieces) = Outlet::new(&state.stopping, LONGEST);
    state.jobs.spawn(send(state.store.clone(), id, wanted, out));
    Body::from_stream(Transfer { pieces, sheet, ended: false })
}

/// What the connection asks for the next piece of the file.
struct Transfer {
    pieces: mpsc::Receiver<Piece>,
    sheet: Sheet,
    ended: bool,
}

impl Stream for Transfer {
    type Item = io::Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let transfer = self.get_mut();
        if transfer.ended {
            return Poll::Ready(None);
        }
        let Poll::Ready(piece) = transfer.pieces.poll_recv(context) else { return Poll::Pending };
        let bytes = match piece {
            Some(Piece::Begun) => Some(transfer.sheet.begin()),
            Some(Piece::Columns(names)) => Some(transfer.sheet.columns(&names)),
            Some(Piece::Rows(rows)) => Some(transfer.sheet.rows(&rows)),
            Some(Piece::End) => None,
            // Whatever the reason, a panic too: what is not whole must not look so.
            None => Some(Err(io::Error::other("the export has ended early"))),
        };
        transfer.ended = !matches!(bytes, Some(Ok(_)));
        Poll::Ready(bytes)
    }
}

/// Has the records read and passed on, and writes down what became of it. What is done is in the log before the file ends.
async fn send(store: Store, id: i64, wanted: Wanted, out: Outlet) {
    let over = CancellationToken::new();
    let passing = async {
        let passed = match export::read(&store, &wanted, &out).await {
            Ok(()) => out.taken().await,
            stopped => stopped,
        };
        over.cancel();
        passed
    };
    // To its end both ways: what is written below must be the last word.
    let (passed, ()) = tokio::join!(passing, show_life(&store, &wanted.scope, id, &out, &over));
    let records = out.sent();
    let state = match passed {
        Ok(()) => match write_end(&store, id, ExportState::Done, records).await {
            Ok(()) => {
                out.finish();
                tracing::info!(export = id, records, "an export is done");
                return;
            }
            Err(error) => {
                tracing::error!(%error, export = id, "the end of an export could not be written down");
                ExportState::Failed
            }
        },
        Err(Stop::Stopped) => {
            tracing::info!(export = id, records, "an export was given up");
            ExportState::Stopped
        }
        Err(Stop::Failed(error)) => {
            tracing::error!(%error, export = id, records, "an export has failed half-way");
            ExportState::Failed
        }
    };
    // Whoever reads hears of it first.
    drop(out);
    if let Err(error) = write_end(&store, id, state, records).await {
        tracing::warn!(%error, export = id, "the end of an export could not be written down");
    }
}

/// Writes down once a second that the sender lives, and how far it is, until it is over. Whoever leaves the team gets no
/// more of it.
async fn show_life(store: &Store, scope: &Scope, id: i64, out: &Outlet, over: &CancellationToken) {
    // Only the waiting is cut short, never a query: its connection would stay in the midst of it.
    while over.run_until_cancelled(tokio::time::sleep(TOUCH)).await.is_some() {
        let touched = async {
            let transaction = store.begin().await?;
            let stays = export::touch(&transaction, scope, id, out.sent(), zone::now()).await?;
            transaction.commit().await?;
            Ok::<_, DbErr>(stays)
        };
        match touched.await {
            Ok(true) => {}
            Ok(false) => out.give_up(),
            Err(error) => tracing::warn!(%error, export = id, "an export could not show that it lives"),
        }
    }
}

async fn write_end(store: &Store, id: i64, state: ExportState, records: u64) -> Result<(), DbErr> {
    let transaction = store.begin().await?;
    export::end(&transaction, id, state, records, zone::now()).await?;
    transaction.commit().await
}
