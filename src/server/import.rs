//! The `import` command: files the conversations and records of a file under an agent.

mod line;
mod lines;

use anyhow::Context;
use indicatif::ProgressBar;
use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use self::line::Line;
use self::lines::{LONGEST_LINE, Lines, Next};
use super::demo::triage;
use super::intake::{self, Filing};
use super::zone;
use crate::domain::agent::{Agent, AgentId, Variant};
use crate::domain::member::Member;
use crate::domain::prefs::Language;
use crate::store::{Store, agents, conversations, data_collection, filing, members};

/// Lines of one transaction.
const BATCH_LINES: usize = 200;
/// Bytes of lines after which a batch is full: a few lines of megabytes each must not add up.
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// What to import, and how.
#[derive(Clone, Debug)]
pub struct Job {
    pub file: PathBuf,
    /// Made when there is none of this id.
    pub agent: AgentId,
    /// Spread statuses, assignees and folders over the records.
    pub demo_triage: bool,
    /// Country of phone numbers that are written without one.
    pub country: phonenumber::country::Id,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub conversations: u64,
    pub messages: u64,
    pub records: u64,
    /// Conversations that the agent had before, or that came twice.
    pub already_there: u64,
    pub bad_lines: u64,
}

impl Totals {
    /// Failure when a line had to be skipped.
    pub fn exit_code(&self) -> ExitCode {
        if self.bad_lines == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: u64, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        let (records, messages) = (count(self.records, "record"), count(self.messages, "message"));
        let conversations = count(self.conversations, "conversation");
        writeln!(f, "Filed {records} and {messages} from {conversations}.")?;
        let skipped = count(self.bad_lines, "bad line");
        write!(f, "Already there: {}. Skipped: {skipped}.", count(self.already_there, "conversation"))
    }
}

/// Streams the file into the store, one transaction a batch. A bad line is told on standard error and skipped;
/// a conversation that the agent has already is left as it is, so that importing a file twice files nothing twice.
///
/// # Errors
/// A sentence for the command line; what was filed until then stays.
pub async fn run(store: &Store, job: Job) -> anyhow::Result<Totals> {
    let (mut lines, bar) = Lines::open(&job.file)?;
    let variant = make_agent(store, &job.agent).await?;
    let team = members::list(store.read()).await?;
    let mut totals = Totals::default();
    loop {
        let batch = next_batch(&mut lines, &bar);
        totals.bad_lines += batch.bad_lines;
        file_batch(store, &job, variant, &team, batch.lines, &mut totals).await.with_context(|| {
            format!("the lines up to {} could not be filed; those before them were", lines.number())
        })?;
        match batch.end {
            End::Full => {}
            End::File => break,
            End::Failure(error) => {
                bar.finish_and_clear();
                let (file, line) = (job.file.display(), lines.number() + 1);
                anyhow::bail!("the file {file} cannot be read from line {line} on: {error}\n{totals}");
            }
        }
    }
    bar.finish_and_clear();
    Ok(totals)
}

/// Some lines of the file that make sense, and why there are no more of them.
struct Batch {
    lines: Vec<Line>,
    bad_lines: u64,
    end: End,
}

enum End {
    Full,
    File,
    Failure(std::io::Error),
}

fn next_batch(lines: &mut Lines, bar: &ProgressBar) -> Batch {
    let mut batch = Batch { lines: Vec::new(), bad_lines: 0, end: End::Full };
    let mut bytes = 0;
    while batch.lines.len() < BATCH_LINES && bytes < BATCH_BYTES {
        let parsed = match lines.next_line() {
            Ok(Some(Next::Text(text))) if text.trim_ascii().is_empty() => continue,
            Ok(Some(Next::Text(text))) => {
                bytes += text.len();
                line::parse(text)
            }
            Ok(Some(Next::TooLong)) => Err(anyhow::anyhow!("longer than {} MiB", LONGEST_LINE >> 20)),
            Ok(None) => {
                batch.end = End::File;
                break;
            }
            Err(error) => {
                batch.end = End::Failure(error);
                break;
            }
        };
        match parsed {
            Ok(line) => batch.lines.push(line),
            Err(reason) => {
                batch.bad_lines += 1;
                // Through the bar, which would otherwise be drawn over it.
                bar.suspend(|| eprintln!("line {}: {reason}; skipped", lines.number()));
            }
        }
    }
    batch
}

async fn file_batch(
    store: &Store,
    job: &Job,
    variant: Variant,
    team: &[Member],
    lines: Vec<Line>,
    totals: &mut Totals,
) -> anyhow::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let now = zone::now();
    let mut filed = *totals;
    let transaction = store.begin().await?;
    let collection = data_collection::find(&transaction, &job.agent).await?;
    let ids: Vec<_> = lines.iter().map(|line| line.conversation.external_id.clone()).collect();
    let mut known: HashSet<_> = conversations::known(&transaction, &job.agent, &ids).await?.into_iter().collect();
    for Line { conversation, record } in lines {
        let id = conversation.external_id.clone();
        if !known.insert(id.clone()) {
            filed.already_there += 1;
            continue;
        }
        filed.conversations += 1;
        filed.messages += conversation.messages.len() as u64;
        let key = conversations::create(&transaction, &job.agent, conversation).await?;
        let Some(record) = record else { continue };
        filed.records += 1;
        let (kind, filed_at) = (record.given.kind, record.filed_at);
        let asked = collection.asked(variant, record.given.channel);
        let record = intake::new_record(Filing { conversation: Some(key), ..record }, asked);
        let (record, _) = filing::file(&transaction, &job.agent, record, job.country).await?;
        if job.demo_triage {
            let mut random = triage::seeded(&id);
            let case = triage::Case { kind, language: Language::En, filed_at, now };
            if let Some(triage) = triage::spread(&mut random, team, &triage::EVEN, case) {
                filing::triage(&transaction, record, &triage).await?;
            }
        }
    }
    transaction.commit().await?;
    // Only now: what was rolled back was not filed.
    *totals = filed;
    Ok(())
}

/// Makes the agent when there is none of this id; says through what it talks.
pub async fn make_agent(store: &Store, id: &AgentId) -> anyhow::Result<Variant> {
    let transaction = store.begin().await?;
    let agent = Agent { id: id.clone(), name: readable(id), variant: Variant::Hybrid };
    agents::create(&transaction, &agent, zone::now()).await?;
    let variant = agents::variant(&transaction, id).await?.unwrap_or(agent.variant);
    transaction.commit().await?;
    Ok(variant)
}

/// `acme-support` as a person would write it: Acme Support.
fn readable(id: &AgentId) -> String {
    let words = id.as_str().split('-').filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect();
    if words.is_empty() { id.to_string() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_is_named_after_its_id() {
        for (id, expected) in
            [("acme-support", "Acme Support"), ("lumen", "Lumen"), ("7-eleven--shop-", "7 Eleven Shop"), ("-", "-")]
        {
            assert_eq!(readable(&AgentId::parse(id).unwrap()), expected);
        }
    }

    #[test]
    fn totals_are_two_sentences_and_bad_lines_a_failure() {
        let mut totals = Totals { conversations: 2, messages: 31, records: 1, already_there: 1, bad_lines: 0 };
        let expected = "Filed 1 record and 31 messages from 2 conversations.\n\
                        Already there: 1 conversation. Skipped: 0 bad lines.";
        assert_eq!(totals.to_string(), expected);
        assert_eq!(format!("{:?}", totals.exit_code()), format!("{:?}", ExitCode::SUCCESS));
        totals.bad_lines = 1;
        assert!(totals.to_string().ends_with("Skipped: 1 bad line."));
        assert_eq!(format!("{:?}", totals.exit_code()), format!("{:?}", ExitCode::FAILURE));
    }
}
