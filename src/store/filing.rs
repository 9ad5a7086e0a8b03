//! How a record comes into being: one place for every door it may come through.

use rand::RngExt;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, TryInsertResult,
};

use super::activity::{self, Entry};
use super::columns::Slug;
use super::entity::{assignments, record_fields, record_search, records, tombstones};
use super::search::Searched;
use crate::domain::agent::AgentId;
use crate::domain::member::MemberId;
use crate::domain::record::{Channel, FieldIcon, FieldKind, Folder, Kind, Status};
use crate::domain::record_id::{ALPHABET, RecordId};

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
    pub fields: Vec<NewField>,
    /// Microseconds.
    pub filed_at: i64,
}

#[derive(Clone, Debug)]
pub struct NewField {
    pub label: String,
    pub icon: FieldIcon,
    pub kind: FieldKind,
    pub value: String,
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
    let public_id = free_public_id(db, new.kind).await?;
    let row = records::ActiveModel {
        public_id: Set(public_id.to_string()),
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
        ..Default::default()
    };
    let key = insert_at_free_key(db, new.filed_at, |key| records::ActiveModel {
        id: Set(key),
        updated_at: Set(key),
        ..row.clone()
    })
    .await?;
    let fields = new.fields.iter().enumerate().map(|(position, field)| record_fields::ActiveModel {
        record_id: Set(key),
        position: Set(position as i64),
        label: Set(field.label.clone()),
        icon: Set(Slug(field.icon)),
        kind: Set(Slug(field.kind)),
        value: Set(field.value.clone()),
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
    activity::add(db, key, None, &Entry::Filed, key).await?;
    Ok((key, public_id))
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
            _ => key += 1,
        }
    }
}

async fn free_public_id(db: &DatabaseTransaction, kind: Kind) -> Result<RecordId, DbErr> {
    let mut length = CODE_LENGTH;
    loop {
        for _ in 0..TRIES_PER_LENGTH {
            let id = random_id(kind, length);
            let taken = records::Entity::find().filter(records::Column::PublicId.eq(id.as_str())).count(db).await?;
            // An old link must not lead to somebody else's record.
            let purged = tombstones::Entity::find_by_id(id.as_str()).count(db).await?;
            if taken + purged == 0 {
                return Ok(id);
            }
        }
        length += 1;
    }
}

fn random_id(kind: Kind, length: usize) -> RecordId {
    let mut random = rand::rng();
    let code: String = (0..length).map(|_| ALPHABET[random.random_range(0..ALPHABET.len())] as char).collect();
    RecordId::new(kind, &code).expect("the alphabet's own characters, 5 to 13 of them")
}
