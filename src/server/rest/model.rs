//! What travels over the API. Times are RFC 3339; ids and enums are spelled as everywhere else.

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::schema;
use crate::domain::conversation::{ConversationStatus, Sender};
use crate::domain::record::{BuiltInField, Channel, FieldIcon, FieldKind, Flag, Folder, Kind, Origin, Status};

/// A record to file. Values that are missing, not of their kind or not asked for are kept as text and flagged; they never
/// refuse the record. Properties that are not of this list are kept as custom fields.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(example = json!({
    "type": "lead", "channel": "web", "name": "Omar Farouk", "phone": "+966 50 123 4567",
    "email": "omar@example.com", "description": "Wants a quote for twelve desks.",
    "fields": [{"label": "City", "value": "Jeddah"}]
}))]
pub struct RecordIn {
    #[serde(rename = "type")]
    #[schema(schema_with = schema::kind)]
    pub kind: Kind,
    /// The conversation it came from: our id, or `external:` and yours.
    pub conversation: Option<String>,
    /// Needed without a conversation; with one, the conversation's counts and this is not looked at.
    #[schema(schema_with = schema::channel_or_any, required = false)]
    pub channel: Option<Value>,
    /// At most 200 characters.
    #[schema(schema_with = schema::loose, required = false)]
    pub name: Option<Value>,
    /// At most 50 characters.
    #[schema(schema_with = schema::loose, required = false)]
    pub phone: Option<Value>,
    /// At most 254 characters.
    #[schema(schema_with = schema::loose, required = false)]
    pub email: Option<Value>,
    /// At most 200 characters.
    #[schema(schema_with = schema::loose, required = false)]
    pub company: Option<Value>,
    /// At most 20,000 characters.
    #[schema(schema_with = schema::loose, required = false)]
    pub description: Option<Value>,
    /// Custom fields, at most 64: a list of label and value, or an object of values by label.
    #[serde(default)]
    #[schema(schema_with = schema::fields, required = false)]
    pub fields: Value,
    /// When it was filed; now, unless said. Never in the future.
    #[schema(schema_with = schema::maybe_moment, required = false)]
    pub filed_at: Option<String>,
    /// Whatever else there is.
    #[serde(flatten)]
    #[schema(ignore)]
    pub others: BTreeMap<String, Value>,
}

/// A custom field of a record.
#[derive(Clone, Debug, ToSchema)]
#[schema(example = json!({"label": "City", "value": "Jeddah"}))]
pub struct FieldIn {
    /// As in data collection, however it is spelled; at most 80 characters.
    pub label: String,
    /// At most 4,000 characters.
    #[schema(schema_with = schema::loose, required = false)]
    pub value: Value,
    /// One of the icons of data collection; counts only while the agent has no fields there.
    #[schema(schema_with = schema::field_icon, required = false)]
    pub icon: Option<FieldIcon>,
    /// One of the kinds of data collection; counts only while the agent has no fields there.
    #[schema(schema_with = schema::field_kind, required = false)]
    pub kind: Option<FieldKind>,
}

impl RecordIn {
    /// The custom fields in whatever form they were given; nothing of it is lost.
    pub fn custom_fields(&mut self) -> Vec<FieldIn> {
        let mut fields = match std::mem::take(&mut self.fields) {
            Value::Null => Vec::new(),
            Value::Array(items) => items.into_iter().enumerate().map(|(n, item)| FieldIn::of(n, item)).collect(),
            Value::Object(values) => values.into_iter().map(|(label, value)| FieldIn::plain(label, value)).collect(),
            other => vec![FieldIn::plain("fields".to_owned(), other)],
        };
        fields.extend(std::mem::take(&mut self.others).into_iter().map(|(label, value)| FieldIn::plain(label, value)));
        fields
    }
}

impl FieldIn {
    fn plain(label: String, value: Value) -> Self {
        let label = if label.trim().is_empty() { "Field".to_owned() } else { label };
        Self { label, value, icon: None, kind: None }
    }

    /// The `n`-th of a list, which should be an object of label and value.
    fn of(n: usize, item: Value) -> Self {
        let Value::Object(mut parts) = item else { return Self::plain(format!("Field {}", n + 1), item) };
        let label = parts.remove("label").map(text).filter(|label| !label.trim().is_empty());
        let slug = |part: Option<Value>| part.map(text).unwrap_or_default();
        Self {
            label: label.unwrap_or_else(|| format!("Field {}", n + 1)),
            value: parts.remove("value").unwrap_or_default(),
            icon: slug(parts.remove("icon")).parse().ok(),
            kind: slug(parts.remove("kind")).parse().ok(),
        }
    }
}

/// A value as text: an agent may give a number or a truth, and what is neither is kept as it stood.
pub fn text(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Bool(value) => if value { "yes" } else { "no" }.to_owned(),
        other => other.to_string(),
    }
}

/// What was filed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "WIT-LED-A4B2X", "created": true, "proposed": false, "flags": [], "url": "/…?id=WIT-LED-A4B2X"}))]
pub struct Filed {
    pub id: String,
    /// `false`: the conversation had a record of this type already, and this is its id.
    pub created: bool,
    /// The repeat has other values; they stand in the record's activity and overwrite nothing.
    pub proposed: bool,
    /// What is wrong with the values of this request.
    pub flags: Vec<FlagOut>,
    /// Where the team sees it, on this server.
    pub url: String,
}

/// A value that is not as data collection wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FlagOut {
    /// A built-in field by its name, or the label of a custom field.
    pub field: String,
    #[schema(schema_with = schema::flag)]
    pub flag: Flag,
}

/// A record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordOut {
    pub id: String,
    #[serde(rename = "type")]
    #[schema(schema_with = schema::kind)]
    pub kind: Kind,
    #[schema(schema_with = schema::status)]
    pub status: Status,
    #[schema(schema_with = schema::channel)]
    pub channel: Channel,
    #[schema(schema_with = schema::folder)]
    pub folder: Folder,
    #[schema(schema_with = schema::moment)]
    pub filed_at: String,
    #[schema(schema_with = schema::moment)]
    pub updated_at: String,
    #[schema(required = true)]
    pub name: Option<String>,
    #[schema(required = true)]
    pub phone: Option<String>,
    #[schema(required = true)]
    pub email: Option<String>,
    #[schema(required = true)]
    pub company: Option<String>,
    pub description: String,
    pub fields: Vec<FieldOut>,
    /// What is wrong with built-in fields.
    pub flags: Vec<BuiltInFlag>,
    #[schema(required = true)]
    pub assignee: Option<MemberOut>,
    pub notes: String,
    #[schema(schema_with = schema::origin)]
    pub origin: Origin,
    /// The id of the conversation it came from, while there is one.
    #[schema(required = true)]
    pub conversation: Option<String>,
    pub url: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldOut {
    pub label: String,
    #[schema(schema_with = schema::field_icon)]
    pub icon: FieldIcon,
    #[schema(schema_with = schema::field_kind)]
    pub kind: FieldKind,
    pub value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = schema::flag, required = false)]
    pub flag: Option<Flag>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BuiltInFlag {
    #[schema(schema_with = schema::built_in)]
    pub field: BuiltInField,
    #[schema(schema_with = schema::flag)]
    pub flag: Flag,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MemberOut {
    pub id: i64,
    pub name: String,
}

/// One page of records.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RecordsOut {
    pub records: Vec<RecordOut>,
    /// How many there are on all pages.
    pub total: u64,
    /// The value of `after` for the next page; null on the last one.
    #[schema(required = true)]
    pub next: Option<String>,
    /// The value of `before` for the previous page; null on the first one.
    #[schema(required = true)]
    pub previous: Option<String>,
}

/// A conversation to make.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "external_id": "wa-2041", "channel": "whatsapp", "language": "en",
    "messages": [{"from": "customer", "text": "Do you deliver to Jeddah?"}, {"from": "agent", "text": "We do."}]
}))]
pub struct ConversationIn {
    /// Your own id for it, unique for the agent; made up, unless given.
    #[schema(min_length = 1, max_length = 200)]
    pub external_id: Option<String>,
    #[schema(schema_with = schema::channel)]
    pub channel: Channel,
    /// A language tag such as `en` or `ar`.
    #[schema(max_length = 35)]
    pub language: Option<String>,
    /// When it began; unless said, with its first message, else now. Never in the future.
    #[schema(schema_with = schema::maybe_moment, required = false)]
    pub started_at: Option<String>,
    #[schema(schema_with = schema::maybe_conversation_status, required = false)]
    pub status: Option<ConversationStatus>,
    /// At most 500; the rest can be appended.
    #[serde(default)]
    #[schema(required = false, max_items = 500)]
    pub messages: Vec<MessageIn>,
}

/// A message to append.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"from": "customer", "text": "Do you deliver to Jeddah?"}))]
pub struct MessageIn {
    #[schema(schema_with = schema::sender)]
    pub from: Sender,
    #[schema(max_length = 20_000)]
    pub text: String,
    /// When it was sent; now, unless said. Never in the future.
    #[schema(schema_with = schema::maybe_moment, required = false)]
    pub at: Option<String>,
}

/// Several messages to append, in their order.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessagesIn {
    #[schema(min_items = 1, max_items = 500)]
    pub messages: Vec<MessageIn>,
}

/// What of a conversation changes.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "closed"}))]
pub struct ConversationChange {
    #[schema(schema_with = schema::conversation_status)]
    pub status: ConversationStatus,
    /// When it was closed; now, unless said. Only with the status `closed`, and never in the future.
    #[schema(schema_with = schema::maybe_moment, required = false)]
    pub closed_at: Option<String>,
}

/// A conversation without its messages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConversationOut {
    pub id: String,
    pub external_id: String,
    #[schema(schema_with = schema::channel)]
    pub channel: Channel,
    pub language: String,
    #[schema(schema_with = schema::conversation_status)]
    pub status: ConversationStatus,
    #[schema(schema_with = schema::moment)]
    pub started_at: String,
    #[schema(schema_with = schema::maybe_moment, required = false)]
    pub closed_at: Option<String>,
    /// How many messages it has.
    pub messages: u64,
    /// `false`: it was there already.
    pub created: bool,
}

/// What was appended.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Appended {
    /// How many messages the conversation has now.
    pub messages: u64,
    /// The place of the first of those that were appended, from 0.
    pub first_position: i64,
}

/// A conversation with a part of its messages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TranscriptOut {
    pub id: String,
    pub external_id: String,
    #[schema(schema_with = schema::channel)]
    pub channel: Channel,
    pub language: String,
    #[schema(schema_with = schema::conversation_status)]
    pub status: ConversationStatus,
    #[schema(schema_with = schema::folder)]
    pub folder: Folder,
    #[schema(schema_with = schema::moment)]
    pub started_at: String,
    #[schema(schema_with = schema::maybe_moment, required = false)]
    pub closed_at: Option<String>,
    /// How many messages it has.
    pub total: u64,
    pub messages: Vec<MessageOut>,
    /// The value of `after` for the next messages; null when there are none.
    #[schema(required = true)]
    pub next: Option<i64>,
    /// Ids of the records filed from it.
    pub records: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MessageOut {
    pub position: i64,
    #[schema(schema_with = schema::sender)]
    pub from: Sender,
    pub text: String,
    #[schema(schema_with = schema::moment)]
    pub at: String,
}

/// A moment in microseconds, as it is answered.
pub fn rfc3339(micros: i64) -> String {
    let moment = DateTime::from_timestamp_micros(micros).unwrap_or_default();
    moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}
