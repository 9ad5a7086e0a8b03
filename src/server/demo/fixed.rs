//! Records that are always there: a few to remember, and the untidy ones that every agent files sooner or later.

use super::story::{Field, Told};
use crate::domain::prefs::Language;
use crate::domain::record::{Channel, FieldIcon, FieldIcon::*, FieldKind, FieldKind::*, Kind};

/// A record that is written out. What stands in no built-in field was not said.
pub struct Fixed {
    pub kind: Kind,
    pub channel: Channel,
    pub language: Language,
    pub days_ago: u64,
    pub name: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub company: &'static str,
    pub description: &'static str,
    pub fields: &'static [Field],
    /// By turns, the customer's first.
    pub talk: &'static [&'static str],
    /// The name of the member who works on it.
    pub assignee: Option<&'static str>,
}

impl Fixed {
    pub fn told(&self) -> Told {
        Told {
            description: self.description.to_owned(),
            fields: self
                .fields
                .iter()
                .map(|(label, icon, kind, value)| (*label, *icon, *kind, (*value).to_owned()))
                .collect(),
            messages: self.talk.iter().map(|line| (*line).to_owned()).collect(),
        }
    }
}

const NOTHING: Fixed = Fixed {
    kind: Kind::Lead,
    channel: Channel::Web,
    language: Language::En,
    days_ago: 1,
    name: "",
    phone: "",
    email: "",
    company: "",
    description: "",
    fields: &[],
    talk: SHORT_TALK,
    assignee: None,
};

const SHORT_TALK: &[&str] =
    &["Hello?", "Hello! How can I help you?", "Can somebody call me back please", "Of course, I have told the team."];

pub const RECORDS: &[Fixed] = &[
    Fixed {
        channel: Channel::WhatsApp,
        days_ago: 0,
        name: "Maryam Al-Harbi",
        phone: "+966 50 123 4567",
        email: "maryam@example.com",
        company: "Al-Harbi Trading",
        description: "Wants a quote for 40 smart thermostats for the new showroom in Jeddah. Delivery within three weeks, \
                      invoice to the company. Prefers a call in the morning.",
        fields: &[
            ("Budget", Banknote, Text, "SAR 25,000"),
            ("City", MapPin, Text, "Jeddah"),
            ("Product", Tag, Choice, "Smart thermostat"),
            ("Quantity", Hash, Number, "40"),
        ],
        talk: &[
            "Hello, I need a price for 40 smart thermostats.",
            "Hello! Is it for a new building?",
            "For our new showroom in Jeddah, we open next month.",
            "Congratulations! Do you have a budget in mind, and who may we call?",
            "Up to 25,000. Maryam Al-Harbi, +966 50 123 4567, mornings please.",
            "Thank you, Maryam. A colleague will call you tomorrow morning.",
        ],
        ..NOTHING
    },
    Fixed {
        kind: Kind::Ticket,
        language: Language::Ar,
        channel: Channel::Instagram,
        days_ago: 0,
        name: "مُحَمَّد الأحمدي",
        phone: "٠٥٥ ٥٥٥ ٧٢١٩",
        description: "تأخّر التوصيــل أكثر من أسبوع، والعميل غاضب ويطلب إلغاء الطلب رقم ٢٢٤٨١ إن لم يصل قبل يوم الخميس.",
        fields: &[("رقم الطلب", Hash, Text, "٢٢٤٨١"), ("المدينة", MapPin, Text, "المدينة المنوّرة")],
        talk: &[
            "صار لي أسبوع أنتظر الطلب!",
            "نعتذر منك أستاذ محمد. ما رقم الطلب؟",
            "٢٢٤٨١، وإذا ما وصل قبل الخميس ألغوه.",
            "سجّلت ذلك، وسيتصل بك زميلي اليوم.",
        ],
        ..NOTHING
    },
    Fixed {
        kind: Kind::Ticket,
        channel: Channel::Telegram,
        days_ago: 5,
        name: "José Núñez",
        phone: "+44 7700 900461",
        email: "jose.nunez@example.org",
        description: "The app shows the wrong time zone: schedules run one hour late since the clocks changed.",
        fields: &[("App version", Hash, Text, "4.7.0"), ("Device", Tag, Text, "Pixel 9")],
        talk: &[
            "My schedules run one hour late.",
            "Since when does this happen?",
            "Since the clocks changed on Sunday.",
            "Thank you, José. I have filed this for our engineers.",
        ],
        assignee: Some("Priya Nair"),
        ..NOTHING
    },
    Fixed {
        days_ago: 9,
        name: "=HYPERLINK(\"x\")",
        email: "a\"b@example.com",
        description: "Customer pasted this into the chat: <script>alert(1)</script> and asked whether we do websites too.",
        fields: &[("<b>Label</b>", Info, Text, "<img src=x onerror=alert(2)> & \"quotes\"")],
        ..NOTHING
    },
    Fixed {
        channel: Channel::Instagram,
        days_ago: 1,
        name: "Zoë 🌵 Winters",
        phone: "(415) 555-0137",
        email: "zoe.winters@example.com",
        description: "Loves the terrace from our last reel 😍 and wants the same lights.",
        fields: &[("Link", Info, Url, "https://www.example.com/reels/terrace-lights?from=story&item=7")],
        ..NOTHING
    },
    Fixed {
        kind: Kind::Ticket,
        channel: Channel::Voice,
        days_ago: 4,
        name: "Sami",
        phone: "0501",
        email: "sami at example dot com",
        description: "Call dropped before the end. Something about the heater.",
        talk: &[
            "Yes hello, the heater, it is",
            "Could you repeat that, please?",
            "The heater! It is cold since",
            "Hello?",
        ],
        ..NOTHING
    },
    Fixed {
        channel: Channel::Web,
        days_ago: 6,
        name: "Procurement",
        email: "procurement@example.com",
        company: "The Greater Eastern Province Cooperative Society for Residential Construction, Facilities Management, \
                  Landscaping and General Maintenance (formerly Eastern Homes & Partners), Dammam",
        description: "Tender documents for 1,200 housing units, deadline in three weeks.",
        fields: &[
            ("Tender", Hash, Text, "GEPC/RC/2207-0098/REV.C"),
            (
                "What they want to know before they invite us to the pre-bid meeting",
                List,
                LongText,
                "References of the last three years\nCapacity per month\nOwn technicians or subcontractors\nInsurance",
            ),
        ],
        ..NOTHING
    },
    Fixed { kind: Kind::Ticket, channel: Channel::X, days_ago: 7, name: "@noura_home", description: "?", ..NOTHING },
    Fixed { channel: Channel::Messenger, days_ago: 8, description: "Call back", phone: "+1 212 555 0188", ..NOTHING },
    Fixed {
        kind: Kind::Ticket,
        channel: Channel::Messenger,
        days_ago: 11,
        name: "Robert \"Bob\" O'Brien",
        phone: "+20 100 555 0164",
        email: "bob.obrien@example",
        company: "O'Brien & Sons\tLtd.",
        description: "Says the label reads \"230V~ / 50Hz\", the manual \"110V\"; which one is true?\r\nAsked twice.",
        fields: &[("Model", Tag, Text, "-LH/7, 'Eco'"), ("Note", Info, Text, "+1 spare part")],
        ..NOTHING
    },
    Fixed {
        language: Language::Ar,
        channel: Channel::WhatsApp,
        days_ago: 6,
        name: "عبد الرحمٰن آل مُهنّا",
        phone: "٠٠٩٦٦ ٥٥ ٥٥٥ ٣٤٠٨",
        email: "a.almuhanna@example.com",
        company: "Al-Muhanna Group مجموعة المهنّا",
        description: "يريد عرضًا لمشروع «واحة الشمال» (North Oasis) في الدمّام: ٨٤ فيلا، لكل منها باقة Entry Plus.\n\
                      الاجتماع مع المهندسة Dana يوم الأحد 10:30 في المكتب، والتواصل على a.almuhanna@example.com فقط.",
        fields: &[
            ("اسم المشروع", Tag, Text, "واحة الشمال / North Oasis"),
            ("عدد الفلل", Hash, Number, "٨٤"),
            ("الميزانية التقديرية", Banknote, Text, "٢٬٤٥٠٬٠٠٠ ريال"),
        ],
        talk: &[
            "السلام عليكم، عندنا مشروع ٨٤ فيلا في الدمام",
            "وعليكم السلام، ما شاء الله. ما الباقة المطلوبة؟",
            "Entry Plus لكل فيلا، ونبي اجتماع يوم الأحد.",
            "تم، الأحد الساعة 10:30 صباحًا في مكتبكم مع المهندسة Dana.",
        ],
        assignee: Some("خالد الشمري"),
        ..NOTHING
    },
    Fixed {
        channel: Channel::Web,
        days_ago: 10,
        name: "Hind Bakr",
        phone: "00966555550193",
        email: "hind.bakr@example.com",
        company: "Palm Gate Interiors",
        description: LONG,
        fields: &[
            ("Project", Tag, Choice, "Whole house"),
            ("City", MapPin, Text, "Riyadh"),
            ("Floors", Hash, Number, "3"),
            ("Budget", Banknote, Text, "SAR 480,000"),
            ("Start", Calendar, Text, "after Eid"),
            ("Reachable", Clock, Text, "Sunday to Thursday, 9:00 to 17:00"),
            ("Second contact", FieldIcon::Phone, FieldKind::Phone, "+966 55 555 0174"),
            ("Drawings", List, YesNo, "Yes"),
        ],
        ..NOTHING
    },
    Fixed {
        kind: Kind::Ticket,
        channel: Channel::Web,
        days_ago: 12,
        name: "-Nadia-",
        email: "nadia@example.org",
        description: "Her dashboard link is cut off in our emails: \
                      https://app.example.com/homes/7f3a9c52e1b84d06a1c5d9e0f2b37486/devices?view=energy&range=2026-01-01..2026-12-31\
                      &token=eyJhbGciOiJub25lIn0.eyJkZW1vIjoidHJ1ZSJ9.c2lnbmF0dXJl",
        ..NOTHING
    },
];

const LONG: &str = "Interior designer who plans a complete smart home for one of her clients and wants a single offer for everything.\n\
    \n\
    Ground floor\n\
    - Entrance: smart lock with fingerprint, video doorbell, two cameras towards the street\n\
    - Majlis: six dimmable lighting circuits, motorised curtains, its own air conditioning zone\n\
    - Kitchen: leak detectors under both sinks, gas sensor, sockets that can be switched off at night\n\
    - Garage: 22 kW charger, door opener that knows both cars\n\
    \n\
    First floor\n\
    - Four bedrooms, each with a thermostat, a curtain motor and a night light\n\
    - The children's rooms must not have cameras of any kind\n\
    - Bathrooms: underfloor heating in two of them, humidity sensor and fan\n\
    \n\
    Roof\n\
    - Solar panels on about 180 m², battery of 13.5 kWh, weather station\n\
    - Terrace lighting on a timer, waterproof speakers\n\
    \n\
    She asks for three things in the offer: separate prices for each floor, the running cost per year, and which parts keep \
    working without internet. The electrician is already on site, so we would only deliver, program and hand over. Her client has \
    had bad experience with another company that disappeared after the installation; a maintenance contract for two years and a \
    named contact person are a condition.\n\
    \n\
    Drawings (PDF, 14 pages) were sent in the conversation. She would like a first meeting on site next week and a decision can be \
    made within ten days after that.";
