//! A scene is one thing that happened: somebody wrote, the agent filed it, the team did something about it.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::calendar::{Calendar, day};
use super::fixed::{self, Fixed};
use super::people::{self, Customer};
use super::stories::{self, Business};
use super::story::{self, Told};
use super::triage::{self, Case};
use crate::domain::conversation::{ConversationStatus, Sender};
use crate::domain::member::{Member, MemberId};
use crate::domain::prefs::Language;
use crate::domain::record::{Channel, Kind, Origin, Status};
use crate::store::conversations::{NewConversation, NewMessage};
use crate::store::filing::{NewRecord, Triage};

/// Any number; another one makes another demo.
const SEED: u64 = 20_261_123;
/// How far back the demo goes.
const DAYS: u64 = 75;
/// Every so many-th record is of today.
const TODAY: usize = 29;
/// Every so many-th record was made by hand and has no conversation.
const BY_HAND: usize = 41;

/// A record, where it came from and what became of it.
#[derive(Clone, Debug)]
pub struct Scene {
    pub conversation: Option<NewConversation>,
    pub record: NewRecord,
    pub triage: Option<Triage>,
}

/// Everything that happened in a business, oldest first: `drawn` records by chance, and in the first business the
/// written ones.
pub fn all(business: Business, drawn: usize, team: &[Member], calendar: Calendar) -> Vec<Scene> {
    let mut scenes: Vec<_> = (0..drawn).map(|number| by_chance(business, number, team, calendar)).collect();
    if business == Business::Home {
        let written = fixed::RECORDS.iter().enumerate();
        scenes.extend(written.map(|(number, fixed)| as_written(fixed, number, team, calendar)));
    }
    scenes.sort_by_key(|scene| scene.record.filed_at);
    scenes
}

fn by_chance(business: Business, number: usize, team: &[Member], calendar: Calendar) -> Scene {
    // A seed for each: a word more in one story leaves the others as they are.
    let random = &mut StdRng::seed_from_u64(SEED + number as u64 + 10_000 * business as u64);
    let kind = if random.random_bool(0.55) { Kind::Lead } else { Kind::Ticket };
    let language = if random.random_bool(0.34) { Language::Ar } else { Language::En };
    let channel = triage::weighted(random, channels(business));
    // More of late than long ago.
    let age = 1 + (random.random::<f64>().powf(1.5) * (DAYS - 1) as f64) as u64;
    let days_ago = if number.is_multiple_of(TODAY) { 0 } else { age };
    let filed_at = calendar.moment(days_ago, random.random());
    let all = stories::of(business, kind, language);
    let story = &all[number % all.len()];
    let mut customer = people::customer(random, language, number);
    if story.is_of_company() && customer.company.is_none() {
        customer.company = Some(people::company(random, language));
    }
    let told = story::tell(random, story, language, &customer, day(filed_at));
    let settled = match days_ago {
        0..3 => &triage::RECENT,
        3..21 => &triage::SETTLING,
        _ => &triage::SETTLED,
    };
    let mut record = record(kind, channel, customer, &told, filed_at);
    let conversation = (number % BY_HAND != BY_HAND / 2).then(|| {
        let id = format!("{}-{number:04}", slug(business));
        conversation(random, id, channel, language, told, filed_at)
    });
    if conversation.is_none() {
        (record.origin, record.actor) = (Origin::Member, maker(team, number));
    }
    let case = Case { kind, language, filed_at, now: calendar.now };
    let triage = triage::spread(random, team, settled, case);
    Scene { conversation, record, triage }
}

fn as_written(fixed: &Fixed, number: usize, team: &[Member], calendar: Calendar) -> Scene {
    let random = &mut StdRng::seed_from_u64(SEED - 1 - number as u64);
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let customer = Customer {
        name: said(fixed.name),
        phone: said(fixed.phone),
        email: said(fixed.email),
        company: said(fixed.company),
    };
    let filed_at = calendar.moment(fixed.days_ago, random.random());
    let told = fixed.told();
    let assignee = team.iter().find(|member| Some(member.name.as_str()) == fixed.assignee).map(|member| member.id);
    let triage = assignee.map(|id| Triage {
        status: Status::Open,
        assignee: Some(id),
        actor: Some(id),
        at: filed_at + (calendar.now - filed_at) / 4,
        ..Triage::default()
    });
    Scene {
        record: record(fixed.kind, fixed.channel, customer, &told, filed_at),
        conversation: Some(conversation(
            random,
            format!("written-{number:02}"),
            fixed.channel,
            fixed.language,
            told,
            filed_at,
        )),
        triage,
    }
}

fn record(kind: Kind, channel: Channel, customer: Customer, told: &Told, filed_at: i64) -> NewRecord {
    NewRecord {
        conversation: None,
        kind,
        channel,
        name: customer.name,
        phone: customer.phone,
        email: customer.email,
        company: customer.company,
        description: told.description.clone(),
        fields: told.kept(),
        flags: Vec::new(),
        origin: Origin::Conversation,
        actor: None,
        filed_at,
    }
}

/// Whoever made a record by hand.
fn maker(team: &[Member], number: usize) -> Option<MemberId> {
    let makers: Vec<&Member> = team.iter().filter(|member| member.viewer().can_create_records()).collect();
    makers.get(number % makers.len().max(1)).map(|member| member.id)
}

fn conversation(
    random: &mut StdRng,
    external_id: String,
    channel: Channel,
    language: Language,
    told: Told,
    filed_at: i64,
) -> NewConversation {
    let pauses: Vec<u8> = told.messages.iter().map(|_| random.random_range(6..95)).collect();
    let times = Calendar::before(filed_at, &pauses);
    let senders = [Sender::Customer, Sender::Agent].into_iter().cycle();
    let messages = told.messages.into_iter().zip(senders).zip(&times);
    let tag: &'static str = language.into();
    NewConversation {
        external_id,
        channel,
        language: tag.to_owned(),
        status: ConversationStatus::Open,
        closed_at: None,
        started_at: times.first().copied().unwrap_or(filed_at),
        messages: messages.map(|((body, sender), at)| NewMessage { sender, body, sent_at: *at }).collect(),
    }
}

/// Where customers of a business write; an agent of the variant text has no voice.
fn channels(business: Business) -> &'static [(Channel, u32)] {
    match business {
        Business::Home => &[
            (Channel::WhatsApp, 34),
            (Channel::Web, 22),
            (Channel::Instagram, 12),
            (Channel::Voice, 11),
            (Channel::Messenger, 9),
            (Channel::Telegram, 7),
            (Channel::X, 5),
        ],
        Business::Clinics => &[(Channel::WhatsApp, 50), (Channel::Web, 30), (Channel::Instagram, 15), (Channel::X, 5)],
    }
}

fn slug(business: Business) -> &'static str {
    match business {
        Business::Home => "home",
        Business::Clinics => "clinics",
    }
}

#[cfg(test)]
mod tests;
