//! Conversations: what was said, as the agent tells it.

use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::Answer;
use super::checks::Checks;
use super::idempotent::{self, Outcome};
use super::key::Bearer;
use super::model::{
    Appended, ConversationChange, ConversationIn, ConversationOut, MessageIn, MessageOut, MessagesIn, TranscriptOut,
    rfc3339,
};
use super::posted::Posted;
use super::problem::{Kind, Problem};
use super::query;
use crate::domain::agent::AgentId;
use crate::domain::conversation::ConversationStatus;
use crate::domain::limits;
use crate::server::router::AppState;
use crate::server::{secret, zone};
use crate::store::conversations::{self, ConversationRow, NewConversation, NewMessage, Reference};
use crate::store::group_commit::{Write, Writing};
use crate::store::{DbErr, Transaction, filing};

/// What a conversation in no particular language is tagged with.
const UNDETERMINED: &str = "und";
/// What stands before an agent's own id.
const EXTERNAL: &str = "external:";

/// Make a conversation
///
/// With as many messages as fit; the rest can be appended. An `external_id` that is there already makes no second
/// conversation: without messages the answer is the first one, with messages it is 409.
///
/// ```sh
/// curl "$LT_URL/api/v1/conversations" -H "Authorization: Bearer $LT_KEY" -H 'Content-Type: application/json' \
///   -d '{"external_id": "wa-2041", "channel": "whatsapp", "messages": [{"from": "customer", "text": "Hello"}]}'
/// ```
#[utoipa::path(
    post, path = "/conversations", tag = "Conversations", request_body = ConversationIn,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of this request answer the same.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, description = "Made", body = ConversationOut),
        (status = 200, description = "There already", body = ConversationOut),
        super::docs::Refusals,
        super::docs::Conflict,
    )
)]
pub async fn create_conversation(
    bearer: Bearer,
    State(state): State<AppState>,
    posted: Posted<ConversationIn>,
) -> Outcome {
    let create = Create::new(bearer.agent().clone(), posted.body)?;
    idempotent::write(&state, bearer.agent(), posted.once, async { Ok(create) }).await
}

/// Append messages
///
/// One message, or several in their order.
///
/// ```sh
/// curl "$LT_URL/api/v1/conversations/external:wa-2041/messages" -H "Authorization: Bearer $LT_KEY" \
///   -H 'Content-Type: application/json' -d '{"from": "agent", "text": "How can I help?"}'
/// ```
#[utoipa::path(
    post, path = "/conversations/{id}/messages", tag = "Conversations", request_body = AppendIn,
    params(
        ("id" = String, Path, description = "Our id of the conversation, or `external:` and yours."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of this request answer the same.", min_length = 1, max_length = 255),
    ),
    responses(
        (status = 201, description = "Appended", body = Appended),
        super::docs::Refusals,
        super::docs::Conflict,
    )
)]
pub async fn append_messages(
    bearer: Bearer,
    State(state): State<AppState>,
    Path(id): Path<String>,
    posted: Posted<serde_json::Value>,
) -> Outcome {
    let append = Append::new(bearer.agent().clone(), &id, posted.body)?;
    idempotent::write(&state, bearer.agent(), posted.once, async { Ok(append) }).await
}

/// Change a conversation
///
/// Says that it was closed, or that it goes on.
#[utoipa::path(
    patch, path = "/conversations/{id}", tag = "Conversations", request_body = ConversationChange,
    params(("id" = String, Path, description = "Our id of the conversation, or `external:` and yours.")),
    responses((status = 200, description = "Changed", body = ConversationOut), super::docs::Refusals)
)]
pub async fn update_conversation(
    bearer: Bearer,
    State(state): State<AppState>,
    Path(id): Path<String>,
    posted: Posted<ConversationChange>,
) -> Outcome {
    let update = Update::new(bearer.agent().clone(), &id, &posted.body)?;
    idempotent::write(&state, bearer.agent(), None, async { Ok(update) }).await
}

/// Read a conversation
///
/// Its messages from the first one on, or after a position.
#[utoipa::path(
    get, path = "/conversations/{id}", tag = "Conversations",
    params(("id" = String, Path, description = "Our id of the conversation, or `external:` and yours."), TranscriptQuery),
    responses((status = 200, description = "The conversation", body = TranscriptOut), super::docs::Refusals, super::docs::Unreadable)
)]
pub async fn find_conversation(
    bearer: Bearer,
    State(state): State<AppState>,
    Path(id): Path<String>,
    query: TranscriptQuery,
) -> Result<Json<TranscriptOut>, Problem> {
    bearer.reading()?;
    let limit = query.limit.unwrap_or(limits::TRANSCRIPT);
    let mut checks = Checks::at(zone::now());
    if limit == 0 || limit > limits::MESSAGES_AT_ONCE as u64 {
        checks.refuse("limit", format!("Between 1 and {}.", limits::MESSAGES_AT_ONCE));
    }
    if query.after.is_some_and(|after| after < 0) {
        checks.refuse("after", "Positions begin with 0.");
    }
    let reference = reference(&mut checks, "id", &id);
    if !checks.wrongs.is_empty() {
        return Err(Problem::invalid(checks.wrongs));
    }
    let db = state.store.read();
    let found = conversations::find_row(db, bearer.agent(), &reference).await.map_err(Problem::of_database)?;
    let row = found.ok_or_else(not_found)?;
    let messages = conversations::messages_of(db, row.id, query.after, limit).await.map_err(Problem::of_database)?;
    let records = filing::of_conversation(db, row.id).await.map_err(Problem::of_database)?;
    let last = messages.last().map(|message| message.position);
    Ok(Json(TranscriptOut {
        id: row.id.to_string(),
        external_id: row.external_id,
        channel: row.channel.0,
        language: row.language,
        status: row.status.0,
        folder: row.folder.0,
        started_at: rfc3339(row.id),
        closed_at: row.closed_at.map(rfc3339),
        total: row.messages as u64,
        next: last.filter(|last| last + 1 < row.messages),
        messages: messages
            .into_iter()
            .map(|message| MessageOut {
                position: message.position,
                from: message.sender.0,
                text: message.body,
                at: rfc3339(message.sent_at),
            })
            .collect(),
        records,
    }))
}

/// Which messages.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct TranscriptQuery {
    /// `next` of the part before.
    #[param(minimum = 0)]
    pub after: Option<i64>,
    /// At most so many messages; 100 unless said.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u64>,
}

impl<S: Send + Sync> FromRequestParts<S> for TranscriptQuery {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        query::read(parts)
    }
}

/// One message, or several.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum AppendIn {
    One(MessageIn),
    Several(MessagesIn),
}

/// The conversation that a text names.
pub fn reference(checks: &mut Checks, pointer: &str, text: &str) -> Reference {
    if let Some(external) = text.strip_prefix(EXTERNAL) {
        return Reference::External(checks.text(pointer, external.to_owned(), limits::EXTERNAL_ID));
    }
    // What is no number is the id of nothing.
    Reference::Key(text.parse().unwrap_or(0))
}

fn not_found() -> Problem {
    Problem::new(Kind::NotFound, "The agent has no such conversation.")
}

/// A conversation about to be made.
struct Create {
    agent: AgentId,
    new: NewConversation,
}

impl Create {
    fn new(agent: AgentId, body: ConversationIn) -> Result<Self, Problem> {
        let now = zone::now();
        let mut checks = Checks::at(now);
        let external_id = match body.external_id {
            Some(id) if id.trim().is_empty() => {
                checks.refuse("/external_id", "Give it at least one character, or leave it out.");
                id
            }
            Some(id) => checks.text("/external_id", id, limits::EXTERNAL_ID),
            None => secret::fresh(),
        };
        let language = body.language.unwrap_or_else(|| UNDETERMINED.to_owned());
        let language = checks.text("/language", language, limits::LANGUAGE);
        let messages = checks.messages("/messages", body.messages);
        let started_at = match &body.started_at {
            Some(text) => checks.moment("/started_at", Some(text)),
            None => messages.iter().map(|message| message.sent_at).min().unwrap_or(now),
        };
        if !checks.wrongs.is_empty() {
            return Err(Problem::invalid(checks.wrongs));
        }
        let status = body.status.unwrap_or_default();
        let last = messages.iter().map(|message| message.sent_at).max();
        let closed_at = (status == ConversationStatus::Closed).then(|| last.unwrap_or(now));
        let (channel, status) = (body.channel, status);
        let new = NewConversation { external_id, channel, language, started_at, status, closed_at, messages };
        Ok(Self { agent, new })
    }

    async fn create(&self, db: &Transaction) -> Result<Outcome, DbErr> {
        let reference = Reference::External(self.new.external_id.clone());
        if let Some(row) = conversations::find_locked(db, &self.agent, &reference).await? {
            if self.new.messages.is_empty() {
                return Ok(Ok(Answer::new(StatusCode::OK, &out(row, false))));
            }
            let detail = "There is a conversation of this external id. Append the messages to it.";
            let problem = Problem::new(Kind::ConversationExists, detail);
            return Ok(Err(Problem { conversation: Some(row.id.to_string()), ..problem }));
        }
        let key = conversations::create(db, &self.agent, self.new.clone()).await?;
        let made = conversations::find_row(db, &self.agent, &Reference::Key(key)).await?;
        let made = made.ok_or_else(|| DbErr::RecordNotFound(key.to_string()))?;
        Ok(Ok(Answer::new(StatusCode::CREATED, &out(made, true))))
    }
}

impl Write<Outcome> for Create {
    fn run<'a>(&'a self, db: &'a Transaction) -> Writing<'a, Outcome> {
        Box::pin(self.create(db))
    }
}

/// Messages about to be appended.
struct Append {
    agent: AgentId,
    conversation: Reference,
    messages: Vec<NewMessage>,
}

impl Append {
    fn new(agent: AgentId, id: &str, body: serde_json::Value) -> Result<Self, Problem> {
        let mut checks = Checks::at(zone::now());
        let several = body.get("messages").is_some();
        let body = body.to_string();
        let messages: Vec<MessageIn> = if several {
            super::posted::read::<MessagesIn>(body.as_bytes())?.messages
        } else {
            vec![super::posted::read(body.as_bytes())?]
        };
        if messages.is_empty() {
            checks.refuse("/messages", "Send at least one message.");
        }
        let messages = checks.messages("/messages", messages);
        if !several {
            for wrong in &mut checks.wrongs {
                wrong.pointer = wrong.pointer.trim_start_matches("/messages/0").to_owned();
            }
        }
        let conversation = reference(&mut checks, "id", id);
        if checks.wrongs.is_empty() {
            Ok(Self { agent, conversation, messages })
        } else {
            Err(Problem::invalid(checks.wrongs))
        }
    }

    async fn append(&self, db: &Transaction) -> Result<Outcome, DbErr> {
        let Some(row) = conversations::find_locked(db, &self.agent, &self.conversation).await? else {
            return Ok(Err(not_found()));
        };
        let first_position = conversations::append(db, row.id, self.messages.clone()).await?;
        let messages = first_position as u64 + self.messages.len() as u64;
        Ok(Ok(Answer::new(StatusCode::CREATED, &Appended { messages, first_position })))
    }
}

impl Write<Outcome> for Append {
    fn run<'a>(&'a self, db: &'a Transaction) -> Writing<'a, Outcome> {
        Box::pin(self.append(db))
    }
}

/// A change of a conversation.
struct Update {
    agent: AgentId,
    conversation: Reference,
    status: ConversationStatus,
    closed_at: Option<i64>,
    /// Whether the time was given.
    says_when: bool,
}

impl Update {
    fn new(agent: AgentId, id: &str, body: &ConversationChange) -> Result<Self, Problem> {
        let mut checks = Checks::at(zone::now());
        let closed = body.status == ConversationStatus::Closed;
        if !closed && body.closed_at.is_some() {
            checks.refuse("/closed_at", "Only a closed conversation has been closed.");
        }
        let closed_at = closed.then(|| checks.moment("/closed_at", body.closed_at.as_deref()));
        let conversation = reference(&mut checks, "id", id);
        if !checks.wrongs.is_empty() {
            return Err(Problem::invalid(checks.wrongs));
        }
        Ok(Self { agent, conversation, status: body.status, closed_at, says_when: body.closed_at.is_some() })
    }

    async fn update(&self, db: &Transaction) -> Result<Outcome, DbErr> {
        let Some(mut row) = conversations::find_locked(db, &self.agent, &self.conversation).await? else {
            return Ok(Err(not_found()));
        };
        // Said twice without a time, it was closed the first time.
        let closed_at =
            self.closed_at.and_then(|at| if self.says_when { Some(at) } else { row.closed_at.or(Some(at)) });
        conversations::set_status(db, row.id, self.status, closed_at).await?;
        row.status.0 = self.status;
        row.closed_at = closed_at;
        Ok(Ok(Answer::new(StatusCode::OK, &out(row, false))))
    }
}

impl Write<Outcome> for Update {
    fn run<'a>(&'a self, db: &'a Transaction) -> Writing<'a, Outcome> {
        Box::pin(self.update(db))
    }
}

fn out(row: ConversationRow, created: bool) -> ConversationOut {
    ConversationOut {
        id: row.id.to_string(),
        external_id: row.external_id,
        channel: row.channel.0,
        language: row.language,
        status: row.status.0,
        started_at: rfc3339(row.id),
        closed_at: row.closed_at.map(rfc3339),
        messages: row.messages as u64,
        created,
    }
}
