use super::{FieldIcon::*, FieldKind::*, Story};

pub const LEADS: &[Story] = &[
    Story {
        choices: &[("care", &["a check-up and cleaning", "braces for a teenager", "whitening", "two implants"])],
        fields: &[
            ("Treatment", Tag, Choice, "{care}"),
            ("Branch", MapPin, Text, "{city}"),
            ("Preferred date", Calendar, Date, "{iso}"),
            ("Preferred time", Clock, Text, "{time}"),
        ],
        descriptions: &[
            "Dental: {care}, {city} branch.",
            "Asks for {care} at the {city} branch, best on {date}, {time}. New patient, wants to know the price before booking and \
             whether instalments are possible.",
        ],
        talk: &[
            "Hello, do you have a dentist in {city}?",
            "Yes, six days a week. What is it about?",
            "I need {care}. How much is it?",
            "The dentist has to see it first; the first visit is free. Would {date} suit you?",
            "{time} would be best.",
        ],
    },
    Story {
        choices: &[("tests", &["blood tests and blood pressure", "the full executive check", "eye and hearing tests"])],
        fields: &[
            ("Company size", Hash, Number, "{dozens}"),
            ("Tests", List, LongText, "{tests}"),
            ("Budget", Banknote, Text, "{budget}"),
            ("City", MapPin, Text, "{city}"),
        ],
        descriptions: &[
            "Health checks for {dozens} employees.",
            "{company} wants yearly health checks for {dozens} employees in {city}: {tests}. Asks whether a team can come to their \
             office, and for an offer by {date}.",
        ],
        talk: &[
            "We would like to book health checks for our staff.",
            "With pleasure. How many people are there, and which tests?",
            "{dozens} people, {tests}. We are {company}.",
            "Shall they come to a branch, or we to you?",
            "To our office in {city}, if you can.",
        ],
    },
    Story {
        choices: &[("pain", &["a knee operation", "back pain", "a shoulder injury"])],
        fields: &[
            ("Sessions", Hash, Number, "{few}"),
            ("Reason", Info, Text, "{pain}"),
            ("Insurance", List, YesNo, "No"),
            ("Branch", MapPin, Text, "{city}"),
        ],
        descriptions: &[
            "Physiotherapy after {pain}, {few} sessions.",
            "Needs {few} sessions of physiotherapy because of {pain}. Pays without insurance and asks for the package price. Prefers \
             a female therapist.",
        ],
        talk: &[
            "What does a physiotherapy package cost?",
            "That depends on the sessions. What is the reason for it?",
            "{pain}. The doctor wrote {few} sessions.",
        ],
    },
];

pub const TICKETS: &[Story] = &[
    Story {
        choices: &[("test", &["the blood test", "the MRI", "the allergy test", "the X-ray"])],
        fields: &[
            ("File number", Hash, Text, "{serial}"),
            ("Test", Tag, Text, "{test}"),
            ("Taken on", Calendar, Date, "{past_iso}"),
        ],
        descriptions: &[
            "Results of {test} are missing.",
            "The patient had {test} on {past} and the result is still not in the app. The patient's doctor needs it before {date}. File \
             number {serial}.",
        ],
        talk: &[
            "When do I get the result of {test}?",
            "When was it done?",
            "On {past}. They told me two days.",
            "I am sorry for the delay. What is your file number?",
            "{serial}",
        ],
    },
    Story {
        choices: &[("wrong", &["charged twice", "charged although insured", "charged for a cancelled visit"])],
        fields: &[
            ("Invoice", Hash, Text, "{invoice}"),
            ("Amount", Banknote, Text, "{amount}"),
            ("Branch", MapPin, Text, "{city}"),
        ],
        descriptions: &[
            "Was {wrong}: {amount}.",
            "Was {wrong} at the {city} branch, invoice {invoice} over {amount}. Has the receipt and asks for the money back on the \
             same card.",
        ],
        talk: &[
            "I was {wrong} at your branch in {city}!",
            "I apologise. Do you have the invoice number?",
            "{invoice}. It was {amount}.",
        ],
    },
    Story {
        choices: &[("doctor", &["Dr. Salma", "Dr. Hani", "Dr. Grace"])],
        fields: &[
            ("Doctor", Info, Text, "{doctor}"),
            ("Appointment", Calendar, Date, "{iso}"),
            ("Time", Clock, Text, "{time}"),
        ],
        descriptions: &[
            "Move the appointment with {doctor}.",
            "The appointment with {doctor} was moved twice by the clinic. The patient wants {date}, {time}, or to be seen by \
             somebody else the same week.",
        ],
        talk: &[
            "You have moved my appointment for the second time.",
            "I am sorry. With whom is it?",
            "{doctor}. I want {date}, {time}, or another doctor.",
        ],
    },
];
