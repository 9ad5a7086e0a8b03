//! Words of API keys.

use super::number;
use super::plural::Arabic;
use crate::domain::api_key::{Expiry, Overlap};
use crate::domain::view::settings::KeyState;

pub struct ApiKeys {
    pub api_keys: &'static str,
    pub lead: &'static str,
    /// The page that describes the API.
    pub reference: &'static str,
    pub none: &'static str,
    pub none_text: &'static str,
    /// A way down to the form.
    pub create: &'static str,
    pub create_text: &'static str,
    pub submit: &'static str,
    pub name_hint: &'static str,
    pub rate: &'static str,
    /// What it can be, up to this.
    pub rate_problem: fn(u64) -> String,
    pub may_read: &'static str,
    pub may_read_hint: &'static str,
    /// Above a key that has just been made: its name.
    pub made: fn(&str) -> String,
    pub key: &'static str,
    pub try_it: &'static str,
    pub copy_command: &'static str,
    pub see_it: &'static str,
    /// Of the record that the command files. They stand inside quotes of a shell.
    pub sample_name: &'static str,
    pub sample_description: &'static str,

    pub created: &'static str,
    pub used: &'static str,
    pub never_used: &'static str,
    pub expires: &'static str,
    pub expired: &'static str,
    pub access: &'static str,
    pub files: &'static str,
    pub files_and_reads: &'static str,
    pub limit: &'static str,
    pub requests: fn(u64) -> String,

    pub rotate: &'static str,
    pub rotate_text: &'static str,
    pub overlap: &'static str,
    pub revoke: &'static str,
    pub revoke_text: &'static str,
    pub revoke_for_good: &'static str,
    /// The agent has so many already.
    pub too_many: fn(u64) -> String,

    pub state_name: fn(KeyState) -> &'static str,
    pub expiry_name: fn(Expiry) -> &'static str,
    pub overlap_name: fn(Overlap) -> &'static str,
}

pub static EN: ApiKeys = ApiKeys {
    api_keys: "API keys",
    lead: "With a key, a program of yours files what this agent heard. It is good for this agent alone.",
    reference: "API reference",
    none: "No keys yet",
    none_text: "Point your agent at us in ten minutes: create a key, paste the command that comes with it into a \
                terminal, and the first record appears here.",
    create: "Create a key",
    create_text: "It is shown once, so have a safe place for it ready.",
    submit: "Create key",
    name_hint: "Where it is used, such as: Chat bot of the website",
    rate: "Requests a minute",
    rate_problem: |most| format!("A whole number from 1 to {}", number(most)),
    may_read: "May read, too",
    may_read_hint: "Lists this agent’s records and opens its conversations. Without it, the key files and sees nothing.",
    made: |name| format!("“\u{2068}{name}\u{2069}” is ready. Copy the key now: it is shown only this once."),
    key: "Key",
    try_it: "Try it: paste this into a terminal. It files a first lead.",
    copy_command: "Copy the command",
    see_it: "See it in Leads & Tickets",
    sample_name: "Sara Haddad",
    sample_description: "Asks for a call back about the yearly plan.",

    created: "Created",
    used: "Last used",
    never_used: "Never",
    expires: "Expires",
    expired: "Expired",
    access: "Access",
    files: "Files only",
    files_and_reads: "Files and reads",
    limit: "Limit",
    requests: |n| {
        if n == 1 { "1 request a minute".to_owned() } else { format!("{} requests a minute", number(n)) }
    },

    rotate: "Rotate",
    rotate_text: "Makes a new key with the same name and settings. Both work until the old one ends.",
    overlap: "The old key ends",
    revoke: "Revoke…",
    revoke_text: "Whatever uses this key is refused from now on. It cannot be taken back.",
    revoke_for_good: "Revoke for good",
    too_many: |most| format!("An agent has at most {} keys that work. Revoke one first.", number(most)),

    state_name: |state| match state {
        KeyState::Active => "Active",
        KeyState::Expiring => "Expires soon",
        KeyState::Expired => "Expired",
        KeyState::Revoked => "Revoked",
    },
    expiry_name: |expiry| match expiry {
        Expiry::Never => "Never",
        Expiry::Days30 => "In 30 days",
        Expiry::Days90 => "In 90 days",
        Expiry::Year => "In 1 year",
    },
    overlap_name: |overlap| match overlap {
        Overlap::AtOnce => "At once",
        Overlap::Hour => "In 1 hour",
        Overlap::Day => "In 24 hours",
        Overlap::Week => "In 7 days",
    },
};

const REQUESTS: Arabic =
    Arabic {
        zero: "لا طلبات", one: "طلب واحد", two: "طلبان", few: "طلبات", many: "طلبًا", other: "طلب"
    };

/// After a word that governs them.
const OF_GOOD_KEYS: Arabic = Arabic {
    zero: "لا مفاتيح صالحة",
    one: "مفتاح صالح واحد",
    two: "مفتاحين صالحين",
    few: "مفاتيح صالحة",
    many: "مفتاحًا صالحًا",
    other: "مفتاح صالح",
};

pub static AR: ApiKeys = ApiKeys {
    api_keys: "مفاتيح API",
    lead: "يتيح المفتاح لبرنامجك أن يسجّل ما سمعه هذا الوكيل، ولا يصلح لوكيل سواه.",
    reference: "مرجع API",
    none: "لا توجد مفاتيح بعد",
    none_text: "اربط وكيلك بنا خلال عشر دقائق: أنشئ مفتاحًا، ثم الصق الأمر المرفق به في الطرفية، فيظهر أول سجل هنا.",
    create: "مفتاح جديد",
    create_text: "يظهر مرة واحدة فقط، فجهّز له مكانًا آمنًا.",
    submit: "إنشاء المفتاح",
    name_hint: "أين يُستخدم، مثل: دردشة الموقع",
    rate: "الطلبات في الدقيقة",
    rate_problem: |most| format!("عدد صحيح من 1 إلى {}", number(most)),
    may_read: "السماح بالقراءة أيضًا",
    may_read_hint: "يعرض سجلات هذا الوكيل ويفتح محادثاته. من دون ذلك يسجّل المفتاح ولا يطّلع على شيء.",
    made: |name| format!("المفتاح «\u{2068}{name}\u{2069}» جاهز. انسخه الآن، فلن يظهر مرة أخرى."),
    key: "المفتاح",
    try_it: "جرّبه: الصق هذا الأمر في الطرفية، فيسجّل أول عميل محتمل.",
    copy_command: "نسخ الأمر",
    see_it: "شاهده في العملاء والتذاكر",
    sample_name: "سارة حداد",
    sample_description: "تطلب معاودة الاتصال بشأن الاشتراك السنوي.",

    created: "أُنشئ",
    used: "آخر استخدام",
    never_used: "لم يُستخدم بعد",
    expires: "ينتهي",
    expired: "انتهى",
    access: "الصلاحية",
    files: "التسجيل فقط",
    files_and_reads: "التسجيل والقراءة",
    limit: "الحد",
    requests: |n| format!("{} في الدقيقة", REQUESTS.count(n)),

    rotate: "تبديل المفتاح",
    rotate_text: "يُنشأ مفتاح جديد بالاسم والإعدادات نفسها، ويعمل الاثنان معًا حتى ينتهي القديم.",
    overlap: "ينتهي المفتاح القديم",
    revoke: "إبطال المفتاح…",
    revoke_text: "يُرفض كل ما يستخدم هذا المفتاح من الآن فصاعدًا. لا يمكن التراجع عن ذلك.",
    revoke_for_good: "إبطال نهائي",
    too_many: |most| format!("لا يمكن أن يكون للوكيل أكثر من {}. أبطِل واحدًا أولًا.", OF_GOOD_KEYS.count(most)),

    state_name: |state| match state {
        KeyState::Active => "فعّال",
        KeyState::Expiring => "ينتهي قريبًا",
        KeyState::Expired => "منتهي الصلاحية",
        KeyState::Revoked => "مُبطَل",
    },
    expiry_name: |expiry| match expiry {
        Expiry::Never => "لا ينتهي",
        Expiry::Days30 => "بعد 30 يومًا",
        Expiry::Days90 => "بعد 90 يومًا",
        Expiry::Year => "بعد سنة",
    },
    overlap_name: |overlap| match overlap {
        Overlap::AtOnce => "فورًا",
        Overlap::Hour => "بعد ساعة",
        Overlap::Day => "بعد 24 ساعة",
        Overlap::Week => "بعد 7 أيام",
    },
};
