//! Records: filed by an agent, read by whoever has a reading key.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use std::collections::HashMap;

use super::answer::Answer;
use super::checks::Checks;
use super::conversations::reference;
use super::idempotent::{self, Outcome};
use super::key::Bearer;
use super::model::{BuiltInFlag, FieldOut, Filed, FlagOut, MemberOut, RecordIn, RecordOut, RecordsOut, rfc3339, text};
use super::posted::Posted;
use super::problem::{Kind as ProblemKind, Problem};
use super::query::RecordsQuery;
use crate::domain::agent::{AgentId, Variant};
use crate::domain::collection::DataCollection;
use crate::domain::collection::snapshot::Given;
use crate::domain::limits;
use crate::domain::listing::Listing;
use crate::domain::member::{Member, MemberId};
use crate::domain::new_record::GivenRecord;
use crate::domain::record::{Channel, Folder, Origin};
use crate::domain::record_id::RecordId;
use crate::domain::slug;
use crate::paths;
use crate::server::intake::{self, Filing};
use crate::server::router::AppState;
use crate::server::zone;
use crate::store::conversations::{self, Reference};
use crate::store::filing::{self, NewRecord};
use crate::store::group_commit::{Write, Writing};
use crate::store::records::{self, Record, Window};
use crate::store::resolved::ResolvedFilter;
use crate::store::{DbErr, Store, Transaction, counts, data_collection, members};

/// File a record
///
/// With or without a conversation. Values are kept as they are: one that is missing, not of its kind or not asked for is
/// flagged, and the record is filed all the same. While data collection is off, the answer is 409.
///
/// The same conversation and type again, without an idempotency key, makes no second record: the answer is the first one,
/// and values that differ stand in its activity.
///
/// ```sh
/// curl "$LT_URL/api/v1/records" -H "Authorization: Bearer $LT_KEY" -H 'Content-Type: application/json' \
///   -d '{"type": "lead", "channel": "web", "name": "Omar Farouk", "phone": "+966 50 123 4567"}'
/// ```
#[utoipa::path(
    post, path = "/records", tag = "Records", request_body = RecordIn,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat of this request answer the same.", min_length = 1, max_length = 255)),
    responses(
        (status = 201, description = "Filed", body = Filed),
        (status = 200, description = "Filed before", body = Filed),
        super::docs::Refusals,
        super::docs::Conflict,
    )
)]
pub async fn create_record(bearer: Bearer, State(state): State<AppState>, posted: Posted<RecordIn>) -> Outcome {
    let keyed = posted.once.is_some();
    let agent = bearer.agent().clone();
    let (store, country) = (state.store.clone(), state.country);
    let prepare = async move { File::new(&bearer, &store, country, posted.body, keyed).await };
    idempotent::write(&state, &agent, posted.once, prepare).await
}

/// List records
///
/// The records that the page of the same parameters shows, in the same order.
#[utoipa::path(
    get, path = "/records", tag = "Records", params(RecordsQuery),
    responses((status = 200, description = "One page", body = RecordsOut), super::docs::Refusals, super::docs::Unreadable)
)]
pub async fn list_records(
    bearer: Bearer,
    State(state): State<AppState>,
    query: RecordsQuery,
) -> Result<Json<RecordsOut>, Problem> {
    let scope = bearer.reading()?;
    let listing = query.listing()?;
    let db = state.store.read();
    let span = zone::span(listing.filter.period, zone::zone(None), zone::now());
    let filter = ResolvedFilter { filter: listing.filter.clone(), span };
    let per = listing.per.unwrap_or_default().cards();
    let window = Window { sort: listing.sort, position: listing.position, per };
    let page = records::list(db, &scope, listing.folder, &filter, window).await.map_err(Problem::of_database)?;
    let total = counts::total(db, &scope, listing.folder, &filter).await.map_err(Problem::of_database)?;
    let names = names(&state).await?;
    Ok(Json(RecordsOut {
        records: page.records.into_iter().map(|record| out(&scope.agent, &names, record)).collect(),
        total,
        next: page.after.map(|cursor| cursor.to_string()),
        previous: page.before.map(|cursor| cursor.to_string()),
    }))
}

/// Find a record
#[utoipa::path(
    get, path = "/records/{id}", tag = "Records",
    params(("id" = String, Path, description = "Such as `WIT-LED-A4B2X`; case does not matter.")),
    responses((status = 200, description = "The record", body = RecordOut), super::docs::Refusals, super::docs::Unreadable)
)]
pub async fn find_record(
    bearer: Bearer,
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<RecordOut>, Problem> {
    let scope = bearer.reading()?;
    let found = match RecordId::parse(&id) {
        Some(id) => records::find(state.store.read(), &scope, &id).await.map_err(Problem::of_database)?,
        None => None,
    };
    let record = found.ok_or_else(|| Problem::new(ProblemKind::NotFound, "The agent has no record of this id."))?;
    Ok(Json(out(&scope.agent, &names(&state).await?, record)))
}

/// A record about to be filed.
struct File {
    agent: AgentId,
    variant: Variant,
    country: phonenumber::country::Id,
    collection: DataCollection,
    /// Free a moment ago.
    id: RecordId,
    conversation: Option<Reference>,
    /// Without the conversation, and on a channel that the conversation's replaces.
    filing: Filing,
    /// Whoever sends a key says by it that this is another record.
    keyed: bool,
    now: i64,
}

impl File {
    async fn new(
        bearer: &Bearer,
        store: &Store,
        country: phonenumber::country::Id,
        mut body: RecordIn,
        keyed: bool,
    ) -> Result<Self, Problem> {
        let now = zone::now();
        let mut checks = Checks::at(now);
        let custom = body.custom_fields();
        let conversation = body.conversation.map(|text| reference(&mut checks, "/conversation", &text));
        let channel = body.channel.map(text).filter(|channel| !channel.trim().is_empty());
        let channel = match (channel, &conversation) {
            // The conversation's counts.
            (_, Some(_)) => None,
            (None, None) => {
                checks.refuse("/channel", "Without a conversation, say on which channel it came.");
                None
            }
            (Some(channel), None) => {
                let known: Option<Channel> = channel.trim().to_ascii_lowercase().parse().ok();
                if known.is_none() {
                    checks.refuse("/channel", format!("{channel:?} is not a channel."));
                }
                known
            }
        };
        if custom.len() > limits::FIELDS {
            checks.refuse("/fields", format!("At most {} fields.", limits::FIELDS));
        }
        let fields = custom.into_iter().enumerate().map(|(n, field)| Given {
            label: checks.text(&format!("/fields/{n}/label"), field.label, limits::FIELD_LABEL),
            icon: field.icon,
            kind: field.kind,
            value: checks.value(&format!("/fields/{n}/value"), field.value, limits::FIELD_VALUE),
        });
        let fields = fields.collect();
        let given = GivenRecord {
            kind: body.kind,
            channel: channel.unwrap_or(Channel::Web),
            name: checks.loose("/name", body.name, limits::NAME),
            phone: checks.loose("/phone", body.phone, limits::PHONE),
            email: checks.loose("/email", body.email, limits::EMAIL),
            company: checks.loose("/company", body.company, limits::NAME),
            description: checks.value("/description", body.description.unwrap_or_default(), limits::DESCRIPTION),
            fields,
        };
        let filed_at = checks.moment("/filed_at", body.filed_at.as_deref());
        let filing = Filing { given, filed_at, conversation: None, origin: Origin::Agent, actor: None };
        if !checks.wrongs.is_empty() {
            return Err(Problem::invalid(checks.wrongs));
        }
        let (agent, variant) = (bearer.agent().clone(), bearer.0.variant);
        let db = store.read();
        let collection = data_collection::find(db, &agent).await.map_err(Problem::of_database)?;
        if !collection.enabled {
            let detail =
                "Data collection of this agent is switched off, so nothing is filed. An Admin can switch it on.";
            return Err(Problem::new(ProblemKind::CollectionOff, detail));
        }
        let id = filing::free_id(db, filing.given.kind).await.map_err(Problem::of_database)?;
        Ok(Self { agent, variant, country, collection, id, conversation, filing, keyed, now })
    }

    async fn file(&self, db: &Transaction) -> Result<Outcome, DbErr> {
        let mut filing = self.filing.clone();
        if let Some(reference) = &self.conversation {
            let Some(conversation) = conversations::find_locked(db, &self.agent, reference).await? else {
                return Ok(Err(Problem::new(ProblemKind::NotFound, "The agent has no such conversation.")));
            };
            filing.conversation = Some(conversation.id);
            filing.origin = Origin::Conversation;
            filing.given.channel = conversation.channel.0;
        }
        let asked = self.collection.asked(self.variant, filing.given.channel);
        let new = intake::new_record(filing, asked);
        if let Some(conversation) = new.conversation.filter(|_| !self.keyed)
            && let Some(first) = filing::first(db, conversation, new.kind).await?
        {
            let proposed = filing::propose(db, &first, &new, self.now).await?;
            return Ok(Ok(self.answer(StatusCode::OK, &first.row.public_id, &new, proposed)));
        }
        let (_, id) = filing::file_as(db, &self.agent, self.id.clone(), new.clone(), self.country).await?;
        Ok(Ok(self.answer(StatusCode::CREATED, id.as_str(), &new, false)))
    }

    fn answer(&self, status: StatusCode, id: &str, new: &NewRecord, proposed: bool) -> Answer {
        let built_in = new.flags.iter().map(|(field, flag)| FlagOut { field: slug(*field).to_owned(), flag: *flag });
        let custom =
            new.fields.iter().filter_map(|field| Some(FlagOut { field: field.label.clone(), flag: field.flag? }));
        let filed = Filed {
            id: id.to_owned(),
            created: status == StatusCode::CREATED,
            proposed,
            flags: built_in.chain(custom).collect(),
            url: url(&self.agent, Folder::Inbox, id),
        };
        Answer::new(status, &filed)
    }
}

impl Write<Outcome> for File {
    fn run<'a>(&'a self, db: &'a Transaction) -> Writing<'a, Outcome> {
        Box::pin(self.file(db))
    }
}

fn url(agent: &AgentId, folder: Folder, id: &str) -> String {
    paths::records(agent, &Listing { folder, ..Listing::default() }, Some(id))
}

async fn names(state: &AppState) -> Result<HashMap<MemberId, Member>, Problem> {
    let members = members::list(state.store.read()).await.map_err(Problem::of_database)?;
    Ok(members.into_iter().map(|member| (member.id, member)).collect())
}

fn out(agent: &AgentId, names: &HashMap<MemberId, Member>, record: Record) -> RecordOut {
    let Record { row, fields } = record;
    let assignee = row.assignee_id.and_then(|id| names.get(&MemberId(id)));
    RecordOut {
        url: url(agent, row.folder.0, &row.public_id),
        id: row.public_id,
        kind: row.kind.0,
        status: row.status.0,
        channel: row.channel.0,
        folder: row.folder.0,
        filed_at: rfc3339(row.id),
        updated_at: rfc3339(row.updated_at),
        name: row.name,
        phone: row.phone,
        email: row.email,
        company: row.company,
        description: row.description,
        fields: fields
            .into_iter()
            .map(|field| FieldOut {
                label: field.label,
                icon: field.icon.0,
                kind: field.kind.0,
                value: field.value,
                flag: field.flag.map(|flag| flag.0),
            })
            .collect(),
        flags: filing::parse_flags(&row.flags).into_iter().map(|(field, flag)| BuiltInFlag { field, flag }).collect(),
        assignee: assignee.map(|member| MemberOut { id: member.id.0, name: member.name.clone() }),
        notes: row.notes,
        origin: row.origin.0,
        conversation: row.conversation_id.map(|id| id.to_string()),
    }
}
