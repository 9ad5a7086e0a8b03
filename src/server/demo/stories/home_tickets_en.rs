use super::{FieldIcon::*, FieldKind::*, Story};

pub const STORIES: &[Story] = &[
    Story {
        choices: &[(
            "product",
            &["two smart locks", "a thermostat set", "the solar inverter", "six camera kits", "a water heater"],
        )],
        fields: &[
            ("Order number", Hash, Text, "{order}"),
            ("Product", Tag, Text, "{product}"),
            ("Promised for", Calendar, Date, "{past_iso}"),
            ("City", MapPin, Text, "{city}"),
        ],
        descriptions: &[
            "Order {order} has not arrived.",
            "Order {order} ({product}) was promised for {past} and has not arrived in {city}. The tracking page has not changed \
             for {few} days. The customer wants a date or the money back.",
        ],
        talk: &[
            "Where is my order? It should have been here on {past}.",
            "I am sorry about that. What is the order number?",
            "{order}, {product}.",
            "It left our warehouse, but the carrier has not scanned it since.",
            "That is what the page says for {few} days now. I need a date or a refund.",
        ],
    },
    Story {
        choices: &[
            ("fault", &["error E07", "a red light", "no output at all", "a loud hum"]),
            ("age", &["14 months", "two years", "less than a year"]),
        ],
        fields: &[
            ("Serial number", Hash, Text, "{serial}"),
            ("Error", Info, Text, "{fault}"),
            ("Invoice", Hash, Text, "{invoice}"),
            ("Under warranty", List, YesNo, "Yes"),
        ],
        descriptions: &[
            "Warranty claim: inverter {serial} shows {fault}.",
            "The inverter ({serial}), {age} old, shows {fault} since {past}. The customer restarted it twice as the manual says. \
             Bought with invoice {invoice}, which they can send. Asks for a replacement under warranty.",
        ],
        talk: &[
            "My inverter shows {fault}.",
            "Have you tried to switch it off for five minutes?",
            "Twice. It is {age} old, so it should be under warranty.",
            "Most likely. Could you give me the serial number?",
            "{serial}. The invoice is {invoice}.",
        ],
    },
    Story {
        choices: &[("wrong", &["twice", "without the discount", "to the old address", "for 3 units instead of 2"])],
        fields: &[
            ("Invoice", Hash, Text, "{invoice}"),
            ("Amount", Banknote, Text, "{amount}"),
            ("Order number", Hash, Text, "{order}"),
        ],
        descriptions: &[
            "Invoice {invoice} is wrong: it was issued {wrong}.",
            "Invoice {invoice} over {amount} is wrong: it was issued {wrong}. Their accounting needs a corrected one before \
             {date}, with the VAT number of {company} on it.",
        ],
        talk: &[
            "The invoice you sent me is wrong.",
            "Let me look into it. Which invoice is it?",
            "{invoice}, over {amount}. It was issued {wrong}.",
            "I see. I will ask accounting for a corrected one.",
            "Before {date} please, we have to close the month.",
        ],
    },
    Story {
        choices: &[
            (
                "trouble",
                &[
                    "water drips from the ceiling below the panels",
                    "one panel rattles in the wind",
                    "a cable hangs loose",
                    "the breaker trips every noon",
                ],
            ),
            ("danger", &["Nobody is hurt.", "They switched the system off.", "They are worried about the children."]),
        ],
        fields: &[
            ("Installed on", Calendar, Date, "{past_iso}"),
            ("City", MapPin, Text, "{city}"),
            ("Order number", Hash, Text, "{order}"),
            ("At home", Clock, Text, "{time}"),
        ],
        descriptions: &[
            "Installation fault: {trouble}. Urgent.",
            "Since the installation on {past}, {trouble}. {danger} Wants the same team back as soon as possible, they are at home \
             {time}.",
            "Customer in {city} reports a fault after the installation of order {order}.\n\nWhat happens: {trouble}.\n\
             Since when: {past}.\nWhat they did: {danger}\n\nThey sent two videos. They ask who pays if something else gets \
             damaged, and want a written report after the repair.",
        ],
        talk: &[
            "Since your people were here, {trouble}!",
            "I am sorry to hear that. Is everybody safe?",
            "{danger} But somebody has to come.",
            "I will make it urgent. When was the installation?",
            "On {past}, order {order}, in {city}. We are at home {time}.",
        ],
    },
    Story {
        choices: &[
            ("phone", &["iPhone 15", "Galaxy S24", "Pixel 9", "an old Huawei"]),
            ("since", &["since the update", "since I changed my number", "since yesterday"]),
        ],
        fields: &[
            ("Device", Tag, Text, "{phone}"),
            ("App version", Hash, Text, "4.{few}.1"),
            ("Problem", List, Choice, "Login"),
        ],
        descriptions: &[
            "App login fails on {phone}.",
            "Cannot log in to the app on {phone}: the code by SMS never arrives, {since}. Reinstalling did not help. The locks \
             still work with the key card.",
        ],
        talk: &[
            "The app does not let me in {since}.",
            "Which message do you see?",
            "It says a code was sent, but there is no SMS. I have {phone}.",
            "Did you try to reinstall it?",
            "Yes, same thing. How do I open my door now?",
            "The key card works without the app.",
            "OK, that works. Please fix it anyway.",
        ],
    },
    Story {
        choices: &[(
            "excuse",
            &["Nobody called.", "The phone was switched off.", "They said another day, but not which."],
        )],
        fields: &[
            ("Appointment", Calendar, Date, "{past_iso}"),
            ("New date", Calendar, Date, "{iso}"),
            ("Time", Clock, Text, "{time}"),
        ],
        descriptions: &[
            "Technician did not come on {past}.",
            "The technician did not come on {past}. {excuse} The customer took a day off for it and wants a firm appointment on \
             {date}, {time}, and a call one hour before.",
        ],
        talk: &[
            "I waited the whole day for your technician on {past}.",
            "I apologise. Did anybody contact you?",
            "{excuse}",
            "Could we offer you {date} instead?",
            "{time}, and call me an hour before. I will not take another day off.",
        ],
    },
    Story {
        choices: &[
            ("damage", &["a cracked glass", "a dented corner", "a missing bracket", "a broken seal"]),
            ("item", &["the panel", "the doorbell", "the control screen", "the heater"]),
        ],
        fields: &[
            ("Order number", Hash, Text, "{order}"),
            ("Damage", Info, LongText, "{item}: {damage}"),
            ("Photos", List, YesNo, "Yes"),
        ],
        descriptions: &[
            "Damaged on delivery: {item}, {damage}.",
            "The parcel of order {order} arrived on {past} with {damage} on {item}. Photos are in the conversation. Wants a \
             replacement, not a refund.",
        ],
        talk: &[
            "The parcel arrived damaged.",
            "I am sorry. Could you send a photo of it?",
            "Done. Look at {item}: {damage}.",
            "Thank you, I can see it. Would you like a replacement or a refund?",
            "A replacement. Order {order}.",
        ],
    },
    Story {
        choices: &[
            ("weeks", &["three weeks", "ten days", "four weeks"]),
            ("door", &["front door", "garage", "office door"]),
        ],
        fields: &[
            ("Serial number", Hash, Text, "{serial}"),
            ("Door", MapPin, Text, "{door}"),
            ("Battery life", Clock, Text, "{weeks}"),
        ],
        descriptions: &[
            "Lock {serial} empties its batteries in {weeks}.",
            "The smart lock at the {door} needs new batteries every {weeks}, the manual says a year. They changed the brand of the \
             batteries already. Serial number {serial}.",
        ],
        talk: &[
            "How long should the batteries of the lock last?",
            "About a year in normal use.",
            "Mine are empty after {weeks}. It is the one at the {door}.",
            "That is too short. The number on the inner side, please?",
            "{serial}",
        ],
    },
    Story {
        choices: &[
            ("bank", &["card", "bank transfer", "instalments"]),
            ("reason", &["returned", "cancelled", "never delivered"]),
        ],
        fields: &[
            ("Order number", Hash, Text, "{order}"),
            ("Amount", Banknote, Text, "{amount}"),
            ("Paid by", List, Choice, "{bank}"),
            ("Since", Calendar, Date, "{past_iso}"),
        ],
        descriptions: &[
            "Refund of {amount} not received.",
            "Order {order} was {reason} and {amount} should have come back by {bank} on {past}. Nothing has arrived. This is the \
             second time they write; they mention the consumer protection office.",
        ],
        talk: &[
            "I am still waiting for my money.",
            "Let me check. Which order is it about?",
            "{order}. It was {reason}, and I was promised {amount} by {past}.",
            "How did you pay?",
            "By {bank}. I have asked before, next time I go to consumer protection.",
        ],
    },
    Story {
        choices: &[("device", &["three cameras", "the doorbell", "all sensors", "the thermostat"])],
        fields: &[
            ("Device", Tag, Text, "{device}"),
            ("City", MapPin, Text, "{city}"),
            ("Remote help", List, YesNo, "Yes"),
            ("Call", Clock, Text, "{time}"),
        ],
        descriptions: &[
            "Offline after a router change: {device}.",
            "Changed the router on {past}; since then {device} cannot connect. The 2.4 GHz network has a new name. Needs somebody to \
             guide them on the phone, {time}.",
        ],
        talk: &[
            "I have a new router and now nothing works.",
            "Which devices are offline?",
            "{device}. Everything else is fine.",
        ],
    },
];
