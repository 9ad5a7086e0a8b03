//! The `demo` command: fills an empty database with a team, its agents and a few hundred records, in two languages.
//!
//! Everything is drawn from a fixed seed and counted back from today: on one day, every run writes the same texts.

mod calendar;
mod collection;
mod fixed;
mod people;
mod scene;
mod stories;
mod story;
pub mod triage;

use self::calendar::Calendar;
use self::stories::Business;
use super::zone;
use crate::domain::agent::{Agent, AgentId, Variant};
use crate::domain::collection::SetKind;
use crate::domain::member::{Member, MemberId, Role};
use crate::domain::viewer::Viewer;
use crate::store::data_collection::{self, Edit};
use crate::store::members::{NewMember, Profile};
use crate::store::{Store, Transaction, agents, conversations, filing, members};

/// An agent of the demo: id, name, variant, what it works for and how many records it has drawn.
type Cast = (&'static str, &'static str, Variant, Option<(Business, usize)>);

const CAST: [Cast; 3] = [
    ("lumen-home", "Lumen Home", Variant::Hybrid, Some((Business::Home, 247))),
    ("lumen-clinics", "Lumen Clinics", Variant::Text, Some((Business::Clinics, 40))),
    // Nothing yet: this is what a new agent looks like.
    ("lumen-travel", "Lumen Travel", Variant::Voice, None),
];

/// Whoever runs the command line may do everything.
const OPERATOR: Viewer = Viewer { id: MemberId(0), role: Role::Owner };

/// Fills the database, all of it or nothing, and says what was done; `None` when it has an agent already.
///
/// # Errors
/// The database's.
pub async fn fill(store: &Store, country: phonenumber::country::Id) -> anyhow::Result<Option<String>> {
    let calendar = Calendar { now: zone::now() };
    let transaction = store.begin().await?;
    if !agents::list(&transaction, OPERATOR).await?.is_empty() {
        transaction.rollback().await?;
        return Ok(None);
    }
    let already = members::list(&transaction).await?;
    for member in people::TEAM.into_iter().filter(|member| is_missing(member, &already)) {
        let (name, email, role) = member;
        let (password_hash, profile) = (None, Profile::default());
        let member = NewMember { name, email, role, password_hash, profile };
        members::create(&transaction, member, calendar.now).await?;
    }
    let team = members::list(&transaction).await?;
    let (mut records, mut talks) = (0, 0);
    for (id, name, variant, work) in CAST {
        let id = AgentId::parse(id).ok_or_else(|| anyhow::anyhow!("{id:?} is not an agent id"))?;
        let agent = Agent { id, name: name.to_owned(), variant };
        agents::create(&transaction, &agent, calendar.now).await?;
        if let Some((business, _)) = work {
            ask(&transaction, &agent.id, business, calendar.now).await?;
        }
        for scene in work.map(|(business, drawn)| scene::all(business, drawn, &team, calendar)).unwrap_or_default() {
            let conversation = match scene.conversation {
                Some(conversation) => Some(conversations::create(&transaction, &agent.id, conversation).await?),
                None => None,
            };
            let record = filing::NewRecord { conversation, ..scene.record };
            let (key, _) = filing::file(&transaction, &agent.id, record, country).await?;
            if let Some(triage) = scene.triage {
                filing::triage(&transaction, key, &triage).await?;
            }
            records += 1;
            talks += usize::from(conversation.is_some());
        }
    }
    transaction.commit().await?;
    let (agents, members) = (CAST.len(), team.len());
    Ok(Some(format!("Made {agents} agents, {records} records from {talks} conversations, and a team of {members}.")))
}

/// Says what the agent asks.
async fn ask(db: &Transaction, agent: &AgentId, business: Business, now: i64) -> anyhow::Result<()> {
    let (text, voice) = collection::of(business);
    let sets = [(SetKind::Text, Some(text)), (SetKind::Voice, voice)];
    let sets = sets.into_iter().filter_map(|(kind, set)| Some((kind, set?)));
    for (seen_version, (kind, set)) in (0..).zip(sets) {
        let edit = Edit { enabled: true, kind, set: &set, seen_version };
        let saved = data_collection::save(db, agent, edit, None, now).await?;
        anyhow::ensure!(saved, "somebody else says what {agent} asks");
    }
    Ok(())
}

/// An installation that was served before has its built-in Owner, and one is enough.
fn is_missing((name, _, role): &(&str, &str, Role), already: &[Member]) -> bool {
    let is_there = |member: &Member| member.name == *name || (*role == Role::Owner && member.role == Role::Owner);
    !already.iter().any(is_there)
}
