//! How a record comes into being: one place for every door it may come through.

use rand::RngExt;
use sea_orm::sea_query::{OnConflict, UnionType};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction,
    DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Statement, TryInsertResult,
};

use super::activity::{self, Entry};
use super::columns::Slug;
use super::entity::{assignments, record_fields, record_search, records, tombstones};
use super::records::{Record, with_fields};
use super::search::Searched;
use crate::domain::agent::AgentId;
use crate::domain::collection::snapshot::Kept;
use crate::domain::member::MemberId;
use crate::domain::record::{BuiltInField, Channel, Flag, Folder, Kind, Origin, Status};
use crate::domain::record_id::{ALPHABET, RecordId};
use crate::domain::slug;
use crate::domain::view::Proposal;

/// A record about to be filed. Its texts are within [`crate::domain::limits`]: whoever made it has checked.
#[derive(Clone, Debug)]
pub struct NewRecord {
    pub conversation: Option<i64>,
    pub kind: Kind,
    pub channel: Channel,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
    pub description: String,
    pub fields: Vec<Kept>,
    /// What is wrong with built-in fields.
    pub flags: Vec<(BuiltInField, Flag)>,
    pub origin: Origin,
    /// Whoever made it by hand.
    pub actor: Option<MemberId>,
    /// Microseconds.
    pub filed_at: i64,
}

/// What the team has already done with a record, for demo data.
#[derive(Clone, Debug, Default)]
pub struct Triage {
    pub status: Status,
    pub assignee: Option<MemberId>,
    pub assignment_note: String,
    pub notes: String,
    pub folder: Folder,
    /// Who did it and when, in microseconds.
    pub actor: Option<MemberId>,
    pub at: i64,
}

/// Characters of a new record id's random part. 32⁵ is 33 million.
const CODE_LENGTH: usize = 5;
/// Collisions at one length before the next one is tried: by then a thousandth of the space is likely filled up.
const TRIES_PER_LENGTH: usize = 8;

/// Files a record with its fields, its search text and its first activity, within the caller's transaction.
pub async fn file(
    db: &DatabaseTransaction,
    agent: &AgentId,
    new: NewRecord,
    country: phonenumber::country::Id,
) -> Result<(i64, RecordId), DbErr> {
    let id = free_id(db, new.kind).await?;
    file_as(db, agent, id, new, country).await
}

/// The same under an id that was free a moment ago, or under another one when it is no longer. Whoever has looked for it
/// before the transaction does not keep others waiting meanwhile.
pub async fn file_as(
    db: &DatabaseTransaction,
    agent: &AgentId,
    mut public_id: RecordId,
    new: NewRecord,
    country: phonenumber::country::Id,
) -> Result<(i64, RecordId), DbErr> {
    let row = records::ActiveModel {
        agent_id: Set(agent.to_string()),
        conversation_id: Set(new.conversation),
        kind: Set(Slug(new.kind)),
        channel: Set(Slug(new.channel)),
        name: Set(new.name.clone()),
        phone: Set(new.phone.clone()),
        email: Set(new.email.clone()),
        company: Set(new.company.clone()),
        description: Set(new.description.clone()),
        status: Set(Slug(Status::default())),
        status_version: Set(1),
        assignee_id: Set(None),
        assignee_version: Set(1),
        notes: Set(String::new()),
        notes_version: Set(1),
        folder: Set(Slug(Folder::Inbox)),
        folder_version: Set(1),
        deleted_from: Set(None),
        deleted_at: Set(None),
        origin: Set(Slug(new.origin)),
        flags: Set(print_flags(&new.flags)),
        ..Default::default()
    };
    let mut key = new.filed_at;
    loop {
        let row = records::ActiveModel {
            id: Set(key),
            updated_at: Set(key),
            public_id: Set(public_id.to_string()),
            ..row.clone()
        };
        // Whatever of it is taken: key or id.
        let insert = records::Entity::insert(row).on_conflict(OnConflict::new().do_nothing().to_owned());
        match insert.exec_without_returning(db).await {
            Ok(1) => break,
            Ok(_) | Err(DbErr::RecordNotInserted) if is_used(db, &public_id).await? => {
                public_id = free_id(db, new.kind).await?;
            }
            Ok(_) | Err(DbErr::RecordNotInserted) => key = free_key::<records::Entity>(db, key).await?,
            Err(error) => return Err(error),
        }
    }
    let fields = new.fields.iter().enumerate().map(|(position, field)| record_fields::ActiveModel {
        record_id: Set(key),
        position: Set(position as i64),
        label: Set(field.label.clone()),
        icon: Set(Slug(field.icon)),
        kind: Set(Slug(field.kind)),
        value: Set(field.value.clone()),
        flag: Set(field.flag.map(Slug)),
    });
    if !new.fields.is_empty() {
        record_fields::Entity::insert_many(fields).exec_without_returning(db).await?;
    }
    let searched = Searched {
        public_id: public_id.as_str(),
        name: new.name.as_deref(),
        phone: new.phone.as_deref(),
        email: new.email.as_deref(),
        company: new.company.as_deref(),
        description: &new.description,
        fields: new.fields.iter().map(|field| (field.label.as_str(), field.value.as_str())).collect(),
    };
    let search = record_search::ActiveModel { record_id: Set(key), folded: Set(searched.folded(country)) };
    record_search::Entity::insert(search).exec_without_returning(db).await?;
    activity::add(db, key, new.actor, &Entry::Filed, key).await?;
    Ok((key, public_id))
}

/// The first record of this type that was filed out of a conversation.
pub async fn first(db: &DatabaseTransaction, conversation: i64, kind: Kind) -> Result<Option<Record>, DbErr> {
    let row = records::Entity::find()
        .filter(records::Column::ConversationId.eq(conversation))
        .filter(records::Column::Kind.eq(Slug(kind)))
        .order_by_asc(records::Column::Id)
        .one(db)
        .await?;
    Ok(with_fields(db, row.into_iter().collect()).await?.pop())
}

/// The ids of the records that were filed out of a conversation, oldest first.
pub async fn of_conversation(db: &impl ConnectionTrait, conversation: i64) -> Result<Vec<String>, DbErr> {
    records::Entity::find()
        .select_only()
        .column(records::Column::PublicId)
        .filter(records::Column::ConversationId.eq(conversation))
        .order_by_asc(records::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// Notes in a record's journal what an agent would file now in its place; says whether that differs from the record.
/// The record stays as it is, and the same proposal is noted once.
pub async fn propose(db: &DatabaseTransaction, first: &Record, new: &NewRecord, now: i64) -> Result<bool, DbErr> {
    let values = proposals(first, new);
    if values.is_empty() {
        return Ok(false);
    }
    let entry = Entry::Proposed { values };
    let noted = activity::has(db, first.row.id, &entry).await?;
    if !noted {
        activity::add(db, first.row.id, None, &entry, now).await?;
    }
    Ok(true)
}

/// What is given now and differs. What is not given any more takes nothing away.
fn proposals(first: &Record, new: &NewRecord) -> Vec<Proposal> {
    let row = &first.row;
    let built_in = [
        ("name", &row.name, &new.name),
        ("phone", &row.phone, &new.phone),
        ("email", &row.email, &new.email),
        ("company", &row.company, &new.company),
    ];
    let built_in = built_in.into_iter().filter_map(|(field, was, is)| {
        let value = is.clone().filter(|is| was.as_ref() != Some(is))?;
        Some(Proposal { field: field.to_owned(), custom: false, value })
    });
    let described = (!new.description.is_empty() && new.description != row.description).then(|| Proposal {
        field: "description".to_owned(),
        custom: false,
        value: new.description.clone(),
    });
    let custom = new.fields.iter().filter(|field| !field.value.is_empty()).filter_map(|field| {
        let same = first.fields.iter().any(|was| was.label == field.label && was.value == field.value);
        (!same).then(|| Proposal { field: field.label.clone(), custom: true, value: field.value.clone() })
    });
    built_in.chain(described).chain(custom).collect()
}

/// Brings a record that was just filed into the state that a team would have brought it into.
pub async fn triage(db: &DatabaseTransaction, key: i64, triage: &Triage) -> Result<(), DbErr> {
    let deleted = triage.folder == Folder::Deleted;
    let row = records::ActiveModel {
        id: Set(key),
        status: Set(Slug(triage.status)),
        assignee_id: Set(triage.assignee.map(|id| id.0)),
        notes: Set(triage.notes.clone()),
        folder: Set(Slug(triage.folder)),
        deleted_from: Set(deleted.then_some(Slug(Folder::Inbox))),
        deleted_at: Set(deleted.then_some(triage.at)),
        updated_at: Set(triage.at),
        ..Default::default()
    };
    row.update(db).await?;
    let actor = triage.actor;
    if let Some(member) = triage.assignee {
        let assignment = assignments::ActiveModel {
            record_id: Set(key),
            member_id: Set(Some(member.0)),
            actor_id: Set(actor.map(|id| id.0)),
            note: Set(triage.assignment_note.clone()),
            assigned_at: Set(triage.at),
            ..Default::default()
        };
        assignments::Entity::insert(assignment).exec_without_returning(db).await?;
        let entry = Entry::Assigned { from: None, to: Some(member), note: triage.assignment_note.clone() };
        activity::add(db, key, actor, &entry, triage.at).await?;
    }
    if triage.status != Status::default() {
        let entry = Entry::StatusSet { from: Status::default(), to: triage.status };
        activity::add(db, key, actor, &entry, triage.at).await?;
    }
    if !triage.notes.is_empty() {
        activity::add(db, key, actor, &Entry::NotesSet { from: String::new() }, triage.at).await?;
    }
    if triage.folder != Folder::Inbox {
        let entry = Entry::Moved { from: Folder::Inbox, to: triage.folder, deleted_from: None, deleted_at: None };
        activity::add(db, key, actor, &entry, triage.at).await?;
    }
    Ok(())
}

/// Inserts a row at the key `wanted`, or at the next one that is free; returns the key.
pub(super) async fn insert_at_free_key<A>(
    db: &DatabaseTransaction,
    wanted: i64,
    row_at: impl Fn(i64) -> A,
) -> Result<i64, DbErr>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
{
    let mut key = wanted;
    loop {
        let insert = <A::Entity as EntityTrait>::insert(row_at(key)).on_conflict_do_nothing();
        match insert.exec_without_returning(db).await? {
            TryInsertResult::Inserted(1) => return Ok(key),
            _ => key = free_key::<A::Entity>(db, key).await?,
        }
    }
}

/// The next key after a taken one that is free, found by the engine: a day's import may say the same second of
/// everything. Of a key that another transaction holds, nothing is seen: then it is the one after it.
async fn free_key<E: EntityTrait>(db: &DatabaseTransaction, taken: i64) -> Result<i64, DbErr> {
    let (table, mark) = (
        E::default().table_name().to_owned(),
        match db.get_database_backend() {
            DbBackend::Sqlite => "?",
            _ => "$1",
        },
    );
    let question = format!(
        "SELECT t.id + 1 FROM {table} t WHERE t.id >= {mark} \
         AND NOT EXISTS (SELECT 1 FROM {table} n WHERE n.id = t.id + 1) ORDER BY t.id LIMIT 1"
    );
    let question = Statement::from_sql_and_values(db.get_database_backend(), question, [taken.into()]);
    let found = db.query_one_raw(question).await?.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
    Ok(found.unwrap_or(taken + 1))
}

/// As it stands in the column `flags`.
fn print_flags(flags: &[(BuiltInField, Flag)]) -> String {
    let one = |(field, flag): &(BuiltInField, Flag)| format!("{}:{}", slug(*field), slug(*flag));
    flags.iter().map(one).collect::<Vec<_>>().join(",")
}

/// Reads the column `flags`; what nobody knows any more is left out.
pub fn parse_flags(text: &str) -> Vec<(BuiltInField, Flag)> {
    let one = |pair: &str| {
        let (field, flag) = pair.split_once(':')?;
        Some((field.parse().ok()?, flag.parse().ok()?))
    };
    text.split(',').filter_map(one).collect()
}

/// An id that no record has or had.
pub async fn free_id(db: &impl ConnectionTrait, kind: Kind) -> Result<RecordId, DbErr> {
    let mut length = CODE_LENGTH;
    loop {
        for _ in 0..TRIES_PER_LENGTH {
            let id = random_id(kind, length);
            if !is_used(db, &id).await? {
                return Ok(id);
            }
        }
        length += 1;
    }
}

/// Whether a record has this id, or had it: an old link must not lead to somebody else's record.
async fn is_used(db: &impl ConnectionTrait, id: &RecordId) -> Result<bool, DbErr> {
    let mut used = records::Entity::find()
        .select_only()
        .column(records::Column::PublicId)
        .filter(records::Column::PublicId.eq(id.as_str()))
        .into_query();
    let purged = tombstones::Entity::find()
        .select_only()
        .column(tombstones::Column::PublicId)
        .filter(tombstones::Column::PublicId.eq(id.as_str()))
        .into_query();
    Ok(db.query_one(used.union(UnionType::All, purged)).await?.is_some())
}

fn random_id(kind: Kind, length: usize) -> RecordId {
    let mut random = rand::rng();
    let code: String = (0..length).map(|_| ALPHABET[random.random_range(0..ALPHABET.len())] as char).collect();
    RecordId::new(kind, &code).expect("the alphabet's own characters, 5 to 13 of them")
}
