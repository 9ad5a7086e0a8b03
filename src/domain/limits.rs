//! Every limit on what comes in, stated once (in characters unless said otherwise) and checked by the server.

/// Characters of a name or a company.
pub const NAME: usize = 200;
/// Characters of a phone number as written.
pub const PHONE: usize = 50;
/// Characters of an email address (RFC 5321: 254 octets).
pub const EMAIL: usize = 254;
/// Characters of a custom field's label.
pub const FIELD_LABEL: usize = 80;
/// Characters of a custom field's value.
pub const FIELD_VALUE: usize = 4_000;
/// Custom fields of one record.
pub const FIELDS: usize = 64;
/// Choices of one custom field.
pub const CHOICES: usize = 100;
/// Characters of a choice.
pub const CHOICE: usize = 200;
/// Characters of an agent's own id for a conversation.
pub const EXTERNAL_ID: usize = 200;
/// Characters of a language tag (RFC 5646 asks for room for 35).
pub const LANGUAGE: usize = 35;
/// Messages of one request.
pub const MESSAGES_AT_ONCE: usize = 500;
/// Characters of a conversation's last message that its list shows.
pub const PREVIEW: usize = 160;
/// Messages of a transcript that are loaded at once.
pub const TRANSCRIPT: u64 = 100;
/// Bytes of a body of the REST API, and of a form.
pub const BODY: usize = 256 * 1024;
/// Characters of an idempotency key, all of them printable ASCII.
pub const IDEMPOTENCY_KEY: usize = 255;
/// Days for which an answer is given again.
pub const IDEMPOTENCY_DAYS: i64 = 7;
/// Seconds by which an agent's clock may be ahead of ours: such a moment is taken for now, a later one refused.
pub const CLOCK_SECONDS: i64 = 30;
/// Characters of an API key's name.
pub const KEY_NAME: usize = 80;
/// Requests a minute of a new key, and of any.
pub const REQUESTS_PER_MINUTE: u32 = 6_000;
pub const REQUESTS_PER_MINUTE_MAX: u32 = 1_000_000;
/// API keys of one agent that can be used.
pub const KEYS: usize = 50;
/// Characters of a description.
pub const DESCRIPTION: usize = 20_000;
/// Characters of one message of a conversation.
pub const MESSAGE: usize = 20_000;
/// Characters of a record's notes.
pub const NOTES: usize = 20_000;
/// Characters of the note given with an assignment.
pub const ASSIGNMENT_NOTE: usize = 2_000;
/// Records of one change; more is refused with the number.
pub const RECORDS_AT_ONCE: usize = 50_000;
/// Records of a change that is answered at once; with more it becomes a job.
pub const RECORDS_DIRECTLY: usize = 1_000;
/// Exports that run at once, of all members and replicas.
pub const EXPORTS: u64 = 2;
/// Seconds after which an export ends whose file nobody asks for, or whose reader does not read on.
pub const EXPORT_SECONDS: u64 = 60;
/// Minutes that an export may take, however steadily it is read: a snapshot is not held open for hours.
pub const EXPORT_MINUTES: u64 = 30;
/// Entries of an agent's activity that are loaded at once.
pub const ACTIVITY: u64 = 50;
/// Days for which they are kept.
pub const ACTIVITY_DAYS: i64 = 365;
/// Records that a page asks news of: one page of cards, and the sheet.
pub const RECORDS_SHOWN: usize = 100;
/// Minutes within which saving the same notes again adds to the last change instead of making another.
pub const SAME_EDIT_MINUTES: i64 = 10;
/// Days that a record stays in Deleted.
pub const DAYS_IN_DELETED: i64 = 30;
/// Days for which a change can be taken back.
pub const UNDO_DAYS: i64 = 30;
/// Characters of a search.
pub const SEARCH: usize = 120;
/// Characters of an agent id, each of `[a-z0-9-]`.
pub const AGENT_ID: usize = 64;
/// Characters of a password, at least. NIST SP 800-63B asks for 8 and no rules on their kind; a little more is better.
pub const PASSWORD_MIN: usize = 10;
/// Characters of a password, at most: hashing a novel costs the server, not the guesser.
pub const PASSWORD_MAX: usize = 200;
/// Wrong passwords for one account within [`WRONG_PASSWORDS_MINUTES`].
pub const WRONG_PASSWORDS: u64 = 10;
pub const WRONG_PASSWORDS_MINUTES: i64 = 15;
/// Hours for which an invitation or a link to a new password can be used.
pub const LINK_HOURS: i64 = 48;
/// Conversations of one page of their list.
pub const CONVERSATIONS: u64 = 24;
