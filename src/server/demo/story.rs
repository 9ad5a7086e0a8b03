//! A story is what a customer wants, with gaps; told, it is a conversation and the record filed from it.

use chrono::{Datelike, Days, NaiveDate};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::people::{Customer, arabic_digits};
use crate::domain::collection::snapshot::Kept;
use crate::domain::prefs::Language;
use crate::domain::record::{FieldIcon, FieldKind};

/// Label, icon, kind and value of a custom field. The value may have gaps.
pub type Field = (&'static str, FieldIcon, FieldKind, &'static str);

/// One thing that customers come with. Gaps are written `{city}`.
#[derive(Debug)]
pub struct Story {
    /// Gaps of this story alone, and what may fill them.
    pub choices: &'static [(&'static str, &'static [&'static str])],
    pub fields: &'static [Field],
    /// What the agent may have filed, from terse to long.
    pub descriptions: &'static [&'static str],
    /// What was said, by turns. The customer begins and has the last word: an odd number of lines.
    pub talk: &'static [&'static str],
}

impl Story {
    /// Whether only somebody of a company can come with it.
    pub fn is_of_company(&self) -> bool {
        self.descriptions.iter().chain(self.talk).any(|text| text.contains("{company}"))
    }
}

/// A story told once. Messages are by turns, the customer's first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub description: String,
    pub fields: Vec<(&'static str, FieldIcon, FieldKind, String)>,
    pub messages: Vec<String>,
}

impl Told {
    /// As the record keeps them: the agent asked for each of them, so nothing is wrong with any.
    pub fn kept(&self) -> Vec<Kept> {
        let kept = |(label, icon, kind, value): &(&str, FieldIcon, FieldKind, String)| Kept {
            label: (*label).to_owned(),
            icon: *icon,
            kind: *kind,
            value: value.clone(),
            flag: None,
        };
        self.fields.iter().map(kept).collect()
    }
}

/// Tells a story of a customer on a day.
pub fn tell(random: &mut StdRng, story: &Story, language: Language, customer: &Customer, day: NaiveDate) -> Told {
    let gaps = Gaps::draw(random, story, language, customer, day);
    let description = story.descriptions.choose(random).copied().unwrap_or_default();
    let left_out = random.random_bool(0.2).then(|| random.random_range(0..story.fields.len().max(1)));
    let kept = story.fields.iter().enumerate().filter(|(position, _)| Some(*position) != left_out);
    let mut messages: Vec<_> = story.talk.iter().map(|line| gaps.fill(line)).collect();
    messages.extend(farewell(random, language, customer));
    Told {
        description: gaps.fill(description),
        fields: kept.map(|(_, (label, icon, kind, value))| (*label, *icon, *kind, gaps.fill(value))).collect(),
        messages,
    }
}

/// The gaps of one telling, each filled with the same wherever it stands.
struct Gaps(Vec<(&'static str, String)>);

impl Gaps {
    fn draw(random: &mut StdRng, story: &Story, language: Language, customer: &Customer, day: NaiveDate) -> Self {
        let mut gaps = Vec::new();
        for (name, words) in story.choices {
            gaps.push((*name, words.choose(random).copied().unwrap_or_default().to_owned()));
        }
        let digits = match language {
            Language::Ar if random.random_bool(0.6) => arabic_digits,
            Language::En | Language::Ar => |text: &str| text.to_owned(),
        };
        let coming = day + Days::new(random.random_range(2..15));
        let past = day - Days::new(random.random_range(2..13));
        gaps.push(("city", cities(language).choose(random).copied().unwrap_or_default().to_owned()));
        gaps.push(("company", customer.company.clone().unwrap_or_default()));
        gaps.push(("date", digits(&spoken(coming, language))));
        gaps.push(("iso", coming.to_string()));
        gaps.push(("past", digits(&spoken(past, language))));
        gaps.push(("past_iso", past.to_string()));
        gaps.push(("time", digits(times(language).choose(random).copied().unwrap_or_default())));
        gaps.push(("some", digits(&random.random_range(12..60).to_string())));
        gaps.push(("few", digits(&random.random_range(3..9).to_string())));
        gaps.push(("dozens", digits(&(random.random_range(3..40) * 10).to_string())));
        gaps.push(("area", digits(&(random.random_range(9..60) * 10).to_string())));
        gaps.push(("budget", money(random.random_range(12..180) * 500, language, digits)));
        gaps.push(("amount", money(random.random_range(29..480) * 5, language, digits)));
        gaps.push(("order", format!("LH-{}", random.random_range(20_400..38_900))));
        gaps.push(("invoice", format!("INV-{:05}", random.random_range(4_100..9_800))));
        gaps.push(("serial", format!("SN{}K{:04}", random.random_range(21..27), random.random_range(0..10_000))));
        Self(gaps)
    }

    fn fill(&self, text: &str) -> String {
        let fill = |text: String, (name, value): &(&str, String)| text.replace(&format!("{{{name}}}"), value);
        self.0.iter().fold(text.to_owned(), fill)
    }
}

/// How a conversation ends: the agent asks how to reach the customer.
fn farewell(random: &mut StdRng, language: Language, customer: &Customer) -> Vec<String> {
    let known = [&customer.name, &customer.phone, &customer.email];
    let known: Vec<_> = known.into_iter().flatten().map(String::as_str).collect();
    let (ask, refuse, close, thanks, comma): (&[&str], &[&str], &[&str], &[&str], &str) = match language {
        Language::En => (ASK_EN, REFUSE_EN, CLOSE_EN, THANKS_EN, ", "),
        Language::Ar => (ASK_AR, REFUSE_AR, CLOSE_AR, THANKS_AR, "، "),
    };
    let mut pick = |lines: &[&str]| lines.choose(random).copied().unwrap_or_default().to_owned();
    let mut lines = vec![pick(ask)];
    lines.push(if known.is_empty() { pick(refuse) } else { known.join(comma) });
    lines.push(pick(close));
    let thanks = pick(thanks);
    lines.extend(random.random_bool(0.6).then_some(thanks));
    lines
}

fn money(amount: u32, language: Language, digits: impl Fn(&str) -> String) -> String {
    let grouped = match amount {
        1_000.. => format!("{},{:03}", amount / 1_000, amount % 1_000),
        _ => amount.to_string(),
    };
    match language {
        Language::En => format!("SAR {grouped}"),
        Language::Ar => format!("{} ريال", digits(&grouped)),
    }
}

/// A day as people say it.
fn spoken(day: NaiveDate, language: Language) -> String {
    let (weekday, month) = (day.weekday().num_days_from_sunday() as usize, day.month0() as usize);
    match language {
        Language::En => format!("{} {} {}", WEEKDAYS_EN[weekday], day.day(), MONTHS_EN[month]),
        Language::Ar => format!("{} {} {}", WEEKDAYS_AR[weekday], day.day(), MONTHS_AR[month]),
    }
}

fn cities(language: Language) -> &'static [&'static str] {
    match language {
        Language::En => &["Riyadh", "Jeddah", "Dammam", "Khobar", "Medina", "Abha", "Tabuk", "Taif", "Mecca", "Jubail"],
        Language::Ar => {
            &["الرياض", "جدة", "الدمام", "الخبر", "المدينة المنورة", "أبها", "تبوك", "مكة المكرمة", "الطائف", "الجبيل"]
        }
    }
}

fn times(language: Language) -> &'static [&'static str] {
    match language {
        Language::En => &["10:00", "09:30", "4 pm", "after 5 pm", "16:30", "in the morning"],
        Language::Ar => &["10:00 صباحًا", "4 مساءً", "بعد العصر", "بعد المغرب", "9:30 صباحًا"],
    }
}

const WEEKDAYS_EN: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WEEKDAYS_AR: [&str; 7] = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_AR: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
const ASK_EN: &[&str] = &[
    "I will pass this to a colleague. How can they reach you?",
    "Thank you. May I have your name and the best number to call?",
    "Noted. Who should we ask for, and on which number?",
    "Someone from the team will follow up. What are your contact details, please?",
];
const REFUSE_EN: &[&str] = &["Just answer here please.", "I'd rather not share that yet, write me here."];
const CLOSE_EN: &[&str] = &[
    "Thank you, a colleague will get back to you within one working day.",
    "All noted. You will hear from us shortly.",
    "Done, I have filed this for the team. Is there anything else?",
    "Thanks! They will contact you today or tomorrow.",
];
const THANKS_EN: &[&str] = &["Thanks!", "No, that's all. Thank you.", "Great, thank you", "ok thanks", "Perfect."];
const ASK_AR: &[&str] = &[
    "سأحوّل طلبك إلى أحد الزملاء. كيف يمكنه التواصل معك؟",
    "شكرًا لك. هل تزوّدنا بالاسم ورقم الجوال؟",
    "تم. ما الاسم والرقم المناسب للاتصال؟",
];
const REFUSE_AR: &[&str] = &["يكفي الرد هنا لو سمحت.", "أفضّل أن يكون التواصل هنا."];
const CLOSE_AR: &[&str] = &[
    "شكرًا لك، سيتواصل معك أحد الزملاء خلال يوم عمل.",
    "تم تسجيل كل شيء، وسيصلك الرد قريبًا.",
    "سجّلت طلبك لدى الفريق. هل من شيء آخر؟",
];
const THANKS_AR: &[&str] = &["شكرًا جزيلًا", "لا، هذا كل شيء. شكرًا لك.", "مشكور", "الله يعطيك العافية", "تمام"];
