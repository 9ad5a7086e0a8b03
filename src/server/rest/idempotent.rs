//! One effect for one key: the answer is kept in the transaction of what it answers, so that whoever lost it may ask
//! again.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::answer::Answer;
use super::problem::{Kind, Problem};
use crate::domain::agent::AgentId;
use crate::server::router::AppState;
use crate::server::zone;
use crate::store::group_commit::{Write, Writing};
use crate::store::idempotency::{self, Kept, Turn};
use crate::store::{DbErr, Transaction};

/// What a write comes to: an answer, or a problem, in which case nothing was written.
pub type Outcome = Result<Answer, Problem>;

/// Under which key a request was sent, and what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    pub key: String,
    /// SHA-256 of method, path and body.
    pub request_hash: String,
}

/// The keys whose requests are being answered by this instance.
#[derive(Clone, Default)]
pub struct InFlight(Arc<Mutex<HashSet<(AgentId, String)>>>);

/// Ends with the answer.
struct Taken {
    all: InFlight,
    key: (AgentId, String),
}

impl InFlight {
    fn take(&self, agent: &AgentId, key: &str) -> Option<Taken> {
        let key = (agent.clone(), key.to_owned());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(key.clone()).then(|| Taken { all: self.clone(), key })
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

/// Writes, once for each key; without a key, as often as it is asked. `prepare` finds out what is to be written, as far as
/// that needs no transaction: whatever is read there keeps nobody waiting who writes.
///
/// # Errors
/// Whatever `prepare` or the write refuses; 409 while the same key is being answered; 422 when it stands for another
/// request.
pub async fn write<W: Write<Outcome>>(
    state: &AppState,
    agent: &AgentId,
    once: Option<Once>,
    prepare: impl Future<Output = Result<W, Problem>> + Send + 'static,
) -> Outcome {
    let Some(once) = once else {
        let write = Arc::new(prepare.await?);
        return state.writer.write(write).await.map_err(Problem::of_database)?;
    };
    let taken = state.in_flight.take(agent, &once.key).ok_or_else(in_flight)?;
    let kept = idempotency::find(state.store.read(), agent, &once.key).await.map_err(Problem::of_database)?;
    if let Some(kept) = kept {
        return again(&once, kept);
    }
    // It goes on when whoever asked has gone: what has begun is answered, and the answer kept.
    let (state, agent) = (state.clone(), agent.clone());
    let tracker = state.jobs.clone();
    let answered = tracker.spawn(async move {
        let _taken = taken;
        let write = OnceOnly { agent, once, write: prepare.await? };
        state.writer.write(Arc::new(write)).await.map_err(Problem::of_database)?
    });
    answered.await.unwrap_or_else(|_| Err(Problem::new(Kind::Internal, "This is our fault. It has been logged.")))
}

/// A write with its key.
struct OnceOnly<W> {
    agent: AgentId,
    once: Once,
    write: W,
}

impl<W: Write<Outcome>> Write<Outcome> for OnceOnly<W> {
    fn run<'a>(&'a self, db: &'a Transaction) -> Writing<'a, Outcome> {
        Box::pin(self.answer(db))
    }
}

impl<W: Write<Outcome>> OnceOnly<W> {
    async fn answer(&self, db: &Transaction) -> Result<Outcome, DbErr> {
        let Self { agent, once, write } = self;
        match idempotency::take(db, agent, &once.key).await? {
            Turn::Ours => {}
            Turn::Theirs => return Ok(Err(in_flight())),
            Turn::Answered(kept) => return Ok(again(once, kept)),
        }
        let outcome = write.run(db).await?;
        if let Ok(answer) = &outcome {
            let (status, body) = (answer.status, answer.body.clone());
            let kept = Kept { request_hash: once.request_hash.clone(), status, body };
            idempotency::keep(db, agent, &once.key, kept, zone::now()).await?;
        }
        Ok(outcome)
    }
}

fn again(once: &Once, kept: Kept) -> Outcome {
    if kept.request_hash == once.request_hash {
        Ok(Answer { status: kept.status, body: kept.body, replayed: true })
    } else {
        Err(Problem::new(Kind::KeyReused, "This idempotency key was used for another request. Take a new one."))
    }
}

fn in_flight() -> Problem {
    Problem::new(Kind::InFlight, "The first request of this key has no answer yet. Ask again for it.").after(1)
}
