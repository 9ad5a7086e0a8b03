//! Writes of many at once share a commit. A commit waits for the disk; on SQLite, which has one writer, whoever comes
//! while one is under way goes into the next together. PostgreSQL does that itself, so there everybody writes alone.

use sea_orm::{DatabaseTransaction, DbBackend, DbErr, RuntimeErr};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, oneshot};

use super::{Store, is_taken};

/// Writes that wait for their turn; who comes when there are more waits to be let in.
const WAITING: usize = 1_024;
/// Writes of one commit, unless another number is given.
pub const AT_ONCE: usize = 128;

/// What is to be written. It must not write before it has found out whether it wants to: an outcome that refuses has
/// left no trace. It is run again, alone, when another one of its group has failed.
pub trait Write<T>: Send + Sync + 'static {
    fn run<'a>(&'a self, db: &'a DatabaseTransaction) -> Writing<'a, T>;
}

pub type Writing<'a, T> = Pin<Box<dyn Future<Output = Result<T, DbErr>> + Send + 'a>>;

/// Takes writes and answers when they are on the disk.
pub struct GroupCommit<T> {
    store: Store,
    at_once: usize,
    queue: OnceLock<mpsc::Sender<Work<T>>>,
}

struct Work<T> {
    write: Arc<dyn Write<T>>,
    answer: oneshot::Sender<Result<T, DbErr>>,
}

impl<T: Send + 'static> GroupCommit<T> {
    pub fn new(store: Store, at_once: usize) -> Self {
        Self { store, at_once: at_once.max(1), queue: OnceLock::new() }
    }

    /// Writes in a transaction, perhaps with others, and returns once it is committed.
    pub async fn write(&self, write: Arc<dyn Write<T>>) -> Result<T, DbErr> {
        if self.store.read().get_database_backend() != DbBackend::Sqlite {
            return match alone(&self.store, &*write).await {
                // Somebody else has just written what must be unique: now it can be seen.
                Err(error) if is_taken(&error) => alone(&self.store, &*write).await,
                outcome => outcome,
            };
        }
        let queue = self.queue.get_or_init(|| {
            let (sender, receiver) = mpsc::channel(WAITING);
            tokio::spawn(work_off(self.store.clone(), receiver, self.at_once));
            sender
        });
        let (answer, answered) = oneshot::channel();
        queue.send(Work { write, answer }).await.map_err(|_| unavailable("has ended"))?;
        answered.await.unwrap_or_else(|_| Err(unavailable("has given up")))
    }
}

async fn work_off<T: Send + 'static>(store: Store, mut queue: mpsc::Receiver<Work<T>>, at_once: usize) {
    let mut group = Vec::with_capacity(at_once);
    while queue.recv_many(&mut group, at_once).await > 0 {
        // Who is not waiting any more was told that nothing became of it.
        let waiting = group.drain(..).filter(|work| !work.answer.is_closed());
        let (writes, answers): (Vec<_>, Vec<_>) = waiting.map(|work| (work.write, work.answer)).unzip();
        let writes: Arc<[_]> = writes.into();
        match apart(together(store.clone(), writes.clone())).await {
            Ok(outcomes) => {
                for (answer, outcome) in answers.into_iter().zip(outcomes) {
                    let _ = answer.send(Ok(outcome));
                }
            }
            // One of them is to blame: each by itself, so that only that one fails.
            Err(Failure::Write) => {
                for (answer, write) in answers.into_iter().zip(writes.iter()) {
                    let (store, write) = (store.clone(), write.clone());
                    let alone = async move { alone(&store, &*write).await.map_err(Failure::Database) };
                    let outcome = apart(alone).await.map_err(|failure| match failure {
                        Failure::Database(error) => error,
                        Failure::Write => DbErr::Custom("a write has panicked".to_owned()),
                    });
                    let _ = answer.send(outcome);
                }
            }
            // Nobody is: there was no transaction to be had, or it could not end.
            Err(Failure::Database(error)) => {
                tracing::error!(%error, "a group of writes could not be written");
                for answer in answers {
                    let _ = answer.send(Err(unavailable("is busy")));
                }
            }
        }
    }
}

/// Why a group was not written.
enum Failure {
    /// One of its writes failed or panicked.
    Write,
    Database(DbErr),
}

/// Runs in a task of its own: a panic ends that, and not whoever takes the writes.
async fn apart<R: Send + 'static>(
    work: impl Future<Output = Result<R, Failure>> + Send + 'static,
) -> Result<R, Failure> {
    tokio::spawn(work).await.unwrap_or(Err(Failure::Write))
}

async fn together<T: 'static>(store: Store, writes: Arc<[Arc<dyn Write<T>>]>) -> Result<Vec<T>, Failure> {
    let transaction = store.begin().await.map_err(Failure::Database)?;
    let mut outcomes = Vec::with_capacity(writes.len());
    for write in writes.iter() {
        outcomes.push(write.run(&transaction).await.map_err(|_| Failure::Write)?);
    }
    transaction.commit().await.map_err(Failure::Database)?;
    Ok(outcomes)
}

async fn alone<T: 'static>(store: &Store, write: &dyn Write<T>) -> Result<T, DbErr> {
    let transaction = store.begin().await?;
    let outcome = write.run(&transaction).await?;
    transaction.commit().await?;
    Ok(outcome)
}

/// Trying again may help.
fn unavailable(what: &str) -> DbErr {
    DbErr::Conn(RuntimeErr::Internal(format!("the writer {what}")))
}
