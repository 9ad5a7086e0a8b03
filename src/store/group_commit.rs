//! Writes of many at once share a commit. A commit waits for the disk; on SQLite, which has one writer, whoever comes
//! while one is under way goes into the next together. PostgreSQL does that itself, so there everybody writes alone.

use sea_orm::{DatabaseTransaction, DbBackend, DbErr};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, oneshot};

use super::Store;

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
            return alone(&self.store, &*write).await;
        }
        let queue = self.queue.get_or_init(|| {
            let (sender, receiver) = mpsc::channel(WAITING);
            tokio::spawn(work_off(self.store.clone(), receiver, self.at_once));
            sender
        });
        let (answer, answered) = oneshot::channel();
        let gone = |what: &str| DbErr::Custom(format!("the writer {what}"));
        queue.send(Work { write, answer }).await.map_err(|_| gone("has ended"))?;
        answered.await.unwrap_or_else(|_| Err(gone("has given up")))
    }
}

async fn work_off<T: Send + 'static>(store: Store, mut queue: mpsc::Receiver<Work<T>>, at_once: usize) {
    let mut group = Vec::with_capacity(at_once);
    while queue.recv_many(&mut group, at_once).await > 0 {
        let (writes, answers): (Vec<_>, Vec<_>) = group.drain(..).map(|work| (work.write, work.answer)).unzip();
        match together(&store, &writes).await {
            Ok(outcomes) => {
                for (answer, outcome) in answers.into_iter().zip(outcomes) {
                    let _ = answer.send(Ok(outcome));
                }
            }
            // One of them is to blame: each by itself, so that only that one fails.
            Err(_) => {
                for (answer, write) in answers.into_iter().zip(writes) {
                    let _ = answer.send(alone(&store, &*write).await);
                }
            }
        }
    }
}

async fn together<T: 'static>(store: &Store, writes: &[Arc<dyn Write<T>>]) -> Result<Vec<T>, DbErr> {
    let transaction = store.begin().await?;
    let mut outcomes = Vec::with_capacity(writes.len());
    for write in writes {
        outcomes.push(write.run(&transaction).await?);
    }
    transaction.commit().await?;
    Ok(outcomes)
}

async fn alone<T: 'static>(store: &Store, write: &dyn Write<T>) -> Result<T, DbErr> {
    let transaction = store.begin().await?;
    let outcome = write.run(&transaction).await?;
    transaction.commit().await?;
    Ok(outcome)
}
