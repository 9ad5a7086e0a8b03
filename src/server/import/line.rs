//! One line of an import file: what it has to be, and what it says.

use anyhow::{Context, bail, ensure};
use chrono::DateTime;
use serde::Deserialize;

use crate::domain::collection::snapshot::Given;
use crate::domain::conversation::{ConversationStatus, Sender};
use crate::domain::limits;
use crate::domain::new_record::GivenRecord;
use crate::domain::record::{Channel, Kind, Origin};
use crate::server::intake::Filing;
use crate::store::conversations::{NewConversation, NewMessage};

/// What a conversation in no particular language is tagged with.
const UNDETERMINED: &str = "und";
/// The last microsecond of the year 9999.
const LATEST: i64 = 253_402_300_799_999_999;

/// A conversation, and the record that was filed from it, if any. The record does not know its conversation's key yet.
#[derive(Clone, Debug)]
pub struct Line {
    pub conversation: NewConversation,
    pub record: Option<Filing>,
}

/// Reads one line that is not blank.
///
/// # Errors
/// What is wrong with it, as it stands after "line 7: ".
pub fn parse(line: &[u8]) -> anyhow::Result<Line> {
    let text = std::str::from_utf8(line).context("not UTF-8 text")?;
    let raw: RawConversation = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(explained)?;
    ensure!(!raw.id.trim().is_empty(), "the id is empty");
    let channel = one_of(&raw.channel, "channel")?;
    let language = raw.language.unwrap_or_else(|| UNDETERMINED.to_owned());
    let conversation = NewConversation {
        external_id: checked(raw.id, "id", limits::EXTERNAL_ID)?,
        channel,
        language: checked(language, "language", limits::LANGUAGE)?,
        status: ConversationStatus::Open,
        closed_at: None,
        started_at: micros(&raw.started_at, "started_at")?,
        messages: raw.messages.into_iter().map(message).collect::<anyhow::Result<_>>()?,
    };
    let record = raw.record.map(|raw| record(raw, channel)).transpose()?;
    Ok(Line { conversation, record })
}

#[derive(Deserialize)]
struct RawConversation {
    id: String,
    channel: String,
    language: Option<String>,
    started_at: String,
    #[serde(default)]
    messages: Vec<RawMessage>,
    record: Option<RawRecord>,
}

#[derive(Deserialize)]
struct RawMessage {
    from: String,
    text: String,
    at: String,
}

#[derive(Deserialize)]
struct RawRecord {
    #[serde(rename = "type")]
    kind: String,
    filed_at: String,
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    company: Option<String>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    fields: Vec<RawField>,
}

#[derive(Deserialize)]
struct RawField {
    label: String,
    icon: Option<String>,
    kind: Option<String>,
    value: String,
}

fn message(raw: RawMessage) -> anyhow::Result<NewMessage> {
    let sender: Sender = one_of(&raw.from, "sender")?;
    let body = checked(raw.text, "message", limits::MESSAGE)?;
    Ok(NewMessage { sender, body, sent_at: micros(&raw.at, "at")? })
}

fn record(raw: RawRecord, channel: Channel) -> anyhow::Result<Filing> {
    let kind: Kind = one_of(&raw.kind, "record type")?;
    let fields = raw.fields.len();
    ensure!(fields <= limits::FIELDS, "the record has {fields} fields, more than {}", limits::FIELDS);
    let given = GivenRecord {
        kind,
        channel,
        name: contact(raw.name, "name", limits::NAME)?,
        phone: contact(raw.phone, "phone", limits::PHONE)?,
        email: contact(raw.email, "email", limits::EMAIL)?,
        company: contact(raw.company, "company", limits::NAME)?,
        description: checked(raw.description, "description", limits::DESCRIPTION)?,
        fields: raw.fields.into_iter().map(field).collect::<anyhow::Result<_>>()?,
    };
    let filed_at = micros(&raw.filed_at, "filed_at")?;
    Ok(Filing { given, filed_at, conversation: None, origin: Origin::Conversation, actor: None })
}

/// Icons and kinds that we do not know are none: they only decide how the value is shown.
fn field(raw: RawField) -> anyhow::Result<Given> {
    Ok(Given {
        label: checked(raw.label, "field label", limits::FIELD_LABEL)?,
        icon: raw.icon.and_then(|icon| icon.parse().ok()),
        kind: raw.kind.and_then(|kind| kind.parse().ok()),
        value: checked(raw.value, "field value", limits::FIELD_VALUE)?,
    })
}

/// A built-in field; an empty one is one that nobody asked for.
fn contact(value: Option<String>, what: &str, limit: usize) -> anyhow::Result<Option<String>> {
    value.filter(|value| !value.trim().is_empty()).map(|value| checked(value, what, limit)).transpose()
}

fn checked(value: String, what: &str, limit: usize) -> anyhow::Result<String> {
    ensure!(!value.contains('\0'), "the {what} contains a NUL character");
    let length = value.chars().count();
    ensure!(length <= limit, "the {what} has {length} characters, more than {limit}");
    Ok(value)
}

fn one_of<T: std::str::FromStr>(value: &str, what: &str) -> anyhow::Result<T> {
    value.parse().map_err(|_| anyhow::anyhow!("unknown {what} {value:?}"))
}

/// A time of the file in microseconds.
fn micros(value: &str, what: &str) -> anyhow::Result<i64> {
    let Ok(time) = DateTime::parse_from_rfc3339(value) else {
        bail!("{what} is not an RFC 3339 time: {value:?}");
    };
    let micros = time.timestamp_micros();
    ensure!((0..=LATEST).contains(&micros), "{what} is outside the years 1970 to 9999: {value:?}");
    Ok(micros)
}

/// The parser counts lines within the one line it is given: that number would only mislead.
fn explained(error: serde_json::Error) -> anyhow::Error {
    let text = error.to_string();
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    match error.classify() {
        serde_json::error::Category::Data => anyhow::anyhow!("{reason}"),
        _ => anyhow::anyhow!("not JSON: {reason} at column {}", error.column()),
    }
}

#[cfg(test)]
mod tests;
