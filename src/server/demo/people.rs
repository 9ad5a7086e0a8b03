//! Who works on the demo's team, and who its customers are.

use fake::Fake;
use fake::faker::company::en::CompanyName;
use fake::faker::name::raw::{FirstName, LastName};
use fake::locales::{AR_SA, EN};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use crate::domain::member::Role;
use crate::domain::prefs::Language;

/// Name, email address and role of everybody on the team.
pub const TEAM: [(&str, &str, Role); 8] = [
    ("Layla Haddad", "layla.haddad@example.com", Role::Owner),
    ("Omar Farouk", "omar.farouk@example.com", Role::Admin),
    ("سارة العتيبي", "sara.alotaibi@example.com", Role::Admin),
    ("Daniel Okafor", "daniel.okafor@example.com", Role::Member),
    ("خالد الشمري", "khalid.alshammari@example.com", Role::Member),
    ("Priya Nair", "priya.nair@example.com", Role::Member),
    ("Emma Lindqvist", "emma.lindqvist@example.com", Role::Member),
    ("يوسف المصري", "yousef.elmasry@example.com", Role::Viewer),
];

/// What an agent learned of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customer {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub company: Option<String>,
}

/// Somebody who writes in this language. One in eight stays nameless, and nobody says everything.
pub fn customer(random: &mut StdRng, language: Language, number: usize) -> Customer {
    let (name, mailbox) = match language {
        Language::En => english_name(random),
        Language::Ar => (arabic_name(random), format!("{}.{number}", pick(random, MAILBOXES))),
    };
    let domain = pick(random, &["example.com", "example.org", "mail.example.com"]);
    let company = company(random, language);
    let phone = phone(random);
    let mut often = |chance| random.random_bool(chance);
    Customer {
        name: often(0.88).then_some(name),
        phone: often(0.86).then_some(phone),
        email: often(0.58).then(|| format!("{mailbox}@{domain}")),
        company: often(0.34).then_some(company),
    }
}

/// Half of them have names of the Gulf in Latin letters, as its customers write them.
fn english_name(random: &mut StdRng) -> (String, String) {
    let (first, last): (&str, &str) = match random.random_bool(0.5) {
        true => (pick(random, GULF_FIRST), pick(random, GULF_LAST)),
        false => (FirstName(EN).fake_with_rng(random), LastName(EN).fake_with_rng(random)),
    };
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    (format!("{first} {last}"), format!("{}.{}", plain(first), plain(last)))
}

/// The crate's first names are of women only, and a few of its family names are too well known for a demo.
fn arabic_name(random: &mut StdRng) -> String {
    let drawn: &str = LastName(AR_SA).fake_with_rng(random);
    let family = if WELL_KNOWN.contains(&drawn) { "القحطاني" } else { drawn };
    let family = if random.random_bool(0.5) { family } else { pick(random, ARABIC_LAST) };
    let first: &str = match random.random_bool(0.5) {
        true => FirstName(AR_SA).fake_with_rng(random),
        false => pick(random, ARABIC_MEN),
    };
    format!("{first} {family}")
}

/// A company's name. The crate has none in Arabic.
pub fn company(random: &mut StdRng, language: Language) -> String {
    let (heads, names, trades) = (ARABIC_COMPANY_HEADS, ARABIC_COMPANY_NAMES, ARABIC_TRADES);
    match language {
        Language::En if random.random_bool(0.4) => CompanyName().fake_with_rng(random),
        Language::En => format!("{} {}", pick(random, COMPANY_HEADS), pick(random, COMPANY_TAILS)),
        Language::Ar => format!("{} {} {}", pick(random, heads), pick(random, names), pick(random, trades)),
    }
}

/// A number as people write theirs: with the country, without it, with 00, with and without spaces, in Arabic digits.
/// The ranges are those kept for fiction, or as good as.
fn phone(random: &mut StdRng) -> String {
    let n = random.random_range(1_000..10_000);
    let (short, mobile) = (n % 100, random.random_range(0..10));
    match random.random_range(0..20) {
        0..4 => format!("+966 5{mobile} 555 {n}"),
        4..7 => format!("05{mobile}555{n}"),
        7..9 => format!("009665{mobile}555{n}"),
        9..11 => format!("05{mobile} 555 {n}"),
        11 => format!("+966-5{mobile}-555-{n}"),
        12 => arabic_digits(&format!("05{mobile} 555 {n}")),
        13 => format!("+9665{mobile}555{n}"),
        14 => format!("+1 (415) 555-01{short:02}"),
        15 => format!("+1 212 555 01{short:02}"),
        16 => format!("+44 7700 900{:03}", n % 1_000),
        17 => format!("+20 100 555 {n}"),
        18 => format!("0100 555 {n}"),
        _ => format!("+971 50 555 {n}"),
    }
}

/// The same text with its digits in Arabic-Indic.
pub fn arabic_digits(text: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|value| char::from_u32('٠' as u32 + value)).unwrap_or(c);
    text.chars().map(digit).collect()
}

fn pick(random: &mut StdRng, words: &[&'static str]) -> &'static str {
    words.choose(random).copied().unwrap_or_default()
}

const GULF_FIRST: &[&str] = &[
    "Abdullah", "Aisha", "Bandar", "Dana", "Fahad", "Faisal", "Hessa", "Hind", "Ibrahim", "Khalid", "Lama", "Latifa",
    "Majed", "Mona", "Nasser", "Noura", "Rakan", "Reem", "Saad", "Salma", "Sultan", "Tariq", "Turki", "Waleed", "Yara",
];
const GULF_LAST: &[&str] = &[
    "Al-Qahtani",
    "Al-Ghamdi",
    "Al-Shehri",
    "Al-Dosari",
    "Al-Mutairi",
    "Al-Anazi",
    "Al-Zahrani",
    "Al-Subaie",
    "Khan",
    "Haddad",
    "Mansour",
    "Nasser",
    "Saleh",
    "Al-Balawi",
    "Al-Juhani",
    "Al-Amri",
    "Bakr",
    "Hamdan",
    "Siddiqui",
    "Aziz",
];
const ARABIC_MEN: &[&str] = &[
    "عبدالله",
    "فهد",
    "سلطان",
    "تركي",
    "ماجد",
    "ناصر",
    "راكان",
    "بندر",
    "فيصل",
    "إبراهيم",
    "سعد",
    "طارق",
    "وليد",
    "عبدالرحمن",
    "أحمد",
    "حسن",
    "ياسر",
    "هاني",
    "مصطفى",
    "زياد",
    "أنس",
    "عبدالعزيز",
];
const ARABIC_LAST: &[&str] = &[
    "القحطاني",
    "الغامدي",
    "الشهري",
    "الدوسري",
    "المطيري",
    "العنزي",
    "الزهراني",
    "السبيعي",
    "البلوي",
    "الجهني",
    "العمري",
    "الحمدان",
    "المنصور",
    "الصالح",
    "عبدالفتاح",
    "الخطيب",
    "النجار",
    "الشامي",
];
const WELL_KNOWN: &[&str] = &[
    "آل سعود",
    "آل سلطان",
    "بن لادن",
    "بقشان",
    "الجفالي",
    "الحكير",
    "الخرافي",
    "الشايع",
    "العجلان",
    "العليان",
    "المهيدب",
    "شربتلي",
    "كانو",
];
const MAILBOXES: &[&str] =
    &["noor", "amal", "home", "info", "abu.fahad", "um.sara", "office", "sales", "contact", "villa"];
const COMPANY_HEADS: &[&str] = &[
    "Palm Gate",
    "Blue Dune",
    "Northern Pearl",
    "Al Waha",
    "Red Sea",
    "Golden Falcon",
    "Green Valley",
    "Horizon",
    "Desert Rose",
    "Harbour View",
    "Silver Crescent",
    "Oak & Stone",
];
const COMPANY_TAILS: &[&str] = &[
    "Contracting",
    "Trading",
    "Properties",
    "Hospitality",
    "Interiors",
    "Facilities Management",
    "Logistics",
    "Real Estate",
    "Schools",
    "Restaurants",
];
const ARABIC_COMPANY_HEADS: &[&str] = &["شركة", "مؤسسة", "مجموعة"];
const ARABIC_COMPANY_NAMES: &[&str] = &[
    "الواحة",
    "نخيل الشمال",
    "البحر الأحمر",
    "ركن الديار",
    "أفق الخليج",
    "الصقر الذهبي",
    "دار الإعمار",
    "سنابل",
    "المروج",
    "لؤلؤة الشرق",
];
const ARABIC_TRADES: &[&str] =
    &["للمقاولات", "للتجارة", "العقارية", "للضيافة", "للديكور", "للتشغيل والصيانة", "التعليمية"];
