use super::{FieldIcon, FieldIcon::*, FieldKind, FieldKind::*, Story};

pub const STORIES: &[Story] = &[
    Story {
        choices: &[("house", &["a villa", "a two-storey house", "a duplex", "a farm house"])],
        fields: &[
            ("City", MapPin, Text, "{city}"),
            ("Roof area", Info, Number, "{area} m²"),
            ("Budget", Banknote, Text, "{budget}"),
            ("Preferred date", Calendar, Date, "{iso}"),
        ],
        descriptions: &[
            "Wants a quote for rooftop solar.",
            "Wants a quote for rooftop solar on {house} in {city}. Free roof area is about {area} m². Asked for a site \
             visit on {date}.",
            "Customer owns {house} in {city} and pays around {amount} for electricity every month.\n\
             Wants to know:\n- how many panels fit on {area} m²\n- whether a battery is worth it\n- how long the \
             installation takes\n\nBudget is {budget}. A site visit on {date}, {time}, suits them.",
        ],
        talk: &[
            "Hi, how much would solar panels cost for {house}?",
            "Happy to help! How large is the free roof area, and in which city is it?",
            "About {area} square metres, in {city}. The electricity bill is around {amount} a month.",
            "For that size a site visit gives the most exact quote. Would {date} suit you?",
            "Yes, {time} please. We would like to stay within {budget}.",
        ],
    },
    Story {
        choices: &[
            ("style", &["modern white", "walnut and stone", "matt grey", "classic wood"]),
            ("extra", &["an island", "a breakfast bar", "a larger window", "built-in appliances"]),
        ],
        fields: &[
            ("Project", Tag, Choice, "Kitchen"),
            ("City", MapPin, Text, "{city}"),
            ("Budget", Banknote, Text, "{budget}"),
            ("Visit", Calendar, Date, "{iso}"),
            ("Own measurements", List, YesNo, "Yes"),
        ],
        descriptions: &[
            "Kitchen renovation in {city}, {style}, with {extra}. Budget {budget}.",
            "Planning to renovate the kitchen and asks for a designer to come on {date}. They want {style} with {extra} \
             and have measured the room themselves. Two other companies are making offers too.",
        ],
        talk: &[
            "Good morning, do you do kitchens as well?",
            "Good morning! Yes, from design to installation. What do you have in mind?",
            "Something {style}, with {extra}. I have seen your showroom photos.",
            "That is a popular choice. Is there a budget we should keep in mind?",
            "Around {budget}. Can somebody come to {city} and measure?",
            "Of course. Our designer is in {city} on {date}.",
            "Then {date} it is, {time}.",
        ],
    },
    Story {
        choices: &[
            ("product", &["smart thermostats", "smart switches", "door sensors", "video doorbells", "leak detectors"]),
            ("place", &["a compound", "a hotel", "serviced apartments", "a student residence"]),
        ],
        fields: &[
            ("Product", Tag, Choice, "{product}"),
            ("Quantity", Hash, Number, "{dozens}"),
            ("Delivery to", MapPin, Text, "{city}"),
            ("Needed by", Calendar, Date, "{iso}"),
        ],
        descriptions: &[
            "Bulk order: {dozens} × {product}, delivery to {city} before {date}.",
            "{company} is equipping {place} in {city} and needs {dozens} {product}. Asks for a volume discount, payment \
             within 30 days, and a sample unit before they sign.",
            "Bulk enquiry",
        ],
        talk: &[
            "Do you offer discounts for large quantities?",
            "We do, from 20 units on. Which product is it about?",
            "{dozens} {product} for {place} in {city}. We are {company}.",
            "Thank you. When do you need them?",
            "No later than {date}. And a sample first, if possible.",
        ],
    },
    Story {
        choices: &[
            ("pack", &["Entry", "Entry Plus", "Whole Home"]),
            (
                "worry",
                &[
                    "we travel a lot",
                    "there was a break-in next door",
                    "my parents live alone",
                    "the keys keep getting lost",
                ],
            ),
        ],
        fields: &[
            ("Package", Tag, Choice, "{pack}"),
            ("Doors", Hash, Number, "{few}"),
            ("City", MapPin, Text, "{city}"),
        ],
        descriptions: &[
            "Interested in the {pack} package: smart lock and cameras for {few} doors.",
            "Wants smart locks and outdoor cameras for an apartment in {city}: \"{worry}\". Asked whether recordings stay \
             in the country and what the {pack} package costs with installation.",
        ],
        talk: &[
            "Which lock do you recommend? I am asking because {worry}.",
            "I understand. The {pack} package has a lock and cameras that work together. How many doors are there?",
            "{few}. It is an apartment in {city}. Where are the recordings kept?",
            "In the Kingdom, encrypted, for 30 days.",
            "Good. Please send me a price with installation.",
        ],
    },
    Story {
        choices: &[("size", &["5 kWh", "10 kWh", "13.5 kWh"]), ("brand", &["another company", "the previous owner"])],
        fields: &[
            ("Battery", Tag, Choice, "{size}"),
            ("Inverter serial", Hash, Text, "{serial}"),
            ("City", MapPin, Text, "{city}"),
            ("Budget", Banknote, Text, "{budget}"),
        ],
        descriptions: &[
            "Wants to add a {size} battery to an existing system, inverter {serial}.",
            "Has solar panels (from {brand}) and wants to add a battery of {size} for power cuts in the evening. We need to check \
             that inverter {serial} supports it. Ready to decide this month.",
        ],
        talk: &[
            "I have solar already. Can I add a battery later?",
            "Usually yes. Who installed it, and do you have the inverter's serial number?",
            "It is from {brand}. The label says {serial}.",
            "Thank you. Our engineers will check it. Which size did you have in mind?",
            "{size} I think. The power cuts are mostly in the evening.",
        ],
    },
    Story {
        choices: &[
            ("rooms", &["meeting rooms", "classrooms", "floors", "branches"]),
            ("goal", &["lower the bill", "switch everything off at night", "pass the energy audit"]),
        ],
        fields: &[
            ("Building", MapPin, Text, "{city}"),
            ("Rooms", Hash, Number, "{some}"),
            ("Deadline", Calendar, Date, "{iso}"),
            ("Goal", Info, LongText, "They want to {goal}."),
        ],
        descriptions: &[
            "Lighting automation for {some} {rooms} in {city}, goal: {goal}.",
            "{company} asks for a proposal to automate lighting and air conditioning in {some} {rooms}. The goal is to \
             {goal}. Their facility manager wants a reference from a similar project and a visit on {date}.",
        ],
        talk: &[
            "Hello, I am writing for {company}. We want to automate the lights in {some} {rooms}.",
            "Welcome! What would you like to achieve with it?",
            "Mainly {goal}. The building is in {city}.",
            "We have done similar ones. Shall our engineer come and have a look?",
            "Yes, on {date}. Please bring references.",
        ],
    },
    Story {
        choices: &[
            ("car", &["a Lucid Air", "a BYD Seal", "a Tesla Model Y", "a Hyundai Ioniq 5"]),
            ("kw", &["7 kW", "11 kW", "22 kW"]),
        ],
        fields: &[
            ("Car", Tag, Text, "{car}"),
            ("Charger", Tag, Choice, "{kw}"),
            ("City", MapPin, Text, "{city}"),
            ("Preferred time", Clock, Text, "{time}"),
        ],
        descriptions: &[
            "EV charger {kw} for {car}.",
            "Bought {car} and wants a {kw} charger in the garage. The distribution board is about {few} metres from the \
             parking space. Asks for a fixed price including the permit.",
        ],
        talk: &[
            "Do you install chargers for electric cars?",
            "Yes, with the permit. Which car is it?",
            "{car}. I would like {kw}.",
            "How far is the parking space from the distribution board?",
            "{few} metres or so. I am at home {time}.",
        ],
    },
    Story {
        choices: &[
            ("since", &["for ten years", "since 2019", "with four showrooms"]),
            ("line", &["locks", "solar sets", "sensors", "thermostats"]),
        ],
        fields: &[
            ("Interest", List, Choice, "Reseller"),
            ("Region", MapPin, Text, "{city}"),
            ("Website", Info, Url, "https://www.example.com/partners"),
            ("Contact email", Info, Email, "partners@example.com"),
        ],
        descriptions: &[
            "Wants to become a reseller in {city}.",
            "{company} has been selling home electronics in {city} {since} and wants to carry our {line}. Asks for the \
             price list, the minimum order and whether the region is still free. Would like to meet on {date}.",
        ],
        talk: &[
            "Who should I talk to about becoming a dealer?",
            "You are right here. Where is your business?",
            "{company}, in {city}, {since}. We are interested in your {line}.",
        ],
    },
    Story {
        choices: &[("months", &["12 months", "24 months", "36 months"])],
        fields: &[
            ("Contract", List, Choice, "{months}"),
            ("Units", Hash, Number, "{few}"),
            ("City", MapPin, Text, "{city}"),
            ("Callback number", FieldIcon::Phone, FieldKind::Phone, "+966 11 555 0142"),
        ],
        descriptions: &[
            "Maintenance contract for {few} AC units, {months}.",
            "Asks for a yearly maintenance contract ({months}) for {few} air conditioners and the solar system. Wants two \
             visits a year and repairs within 24 hours in summer.",
        ],
        talk: &[
            "Hi! How much is a maintenance contract?",
            "It depends on the number of units. What should it cover?",
            "{few} ACs and the panels on the roof. {city}.",
            "Thank you. For how long?",
            "{months}, with two visits a year.",
        ],
    },
    Story {
        choices: &[(
            "room",
            &["two bathrooms", "the majlis", "the entrance and the stairs", "a maid's room", "the roof terrace"],
        )],
        fields: &[
            ("Rooms", List, LongText, "{room}"),
            ("Budget", Banknote, Text, "{budget}"),
            ("Start", Calendar, Date, "{iso}"),
            ("Area", Info, Number, "{some} m²"),
            ("City", MapPin, Text, "{city}"),
        ],
        descriptions: &[
            "Renovating {room}. Call back {time}.",
            "Wants an offer for renovating {room} in {city}, {some} m² in all, including waterproofing and new lighting. Work \
             should start around {date} and be finished before the family returns. Budget {budget}, photos were sent in the \
             conversation.",
        ],
        talk: &[
            "We want to renovate {room}. Can you give me a rough price?",
            "Gladly. How large is it, and when should the work begin?",
            "{some} m², from {date}. I can send photos.",
            "Photos help a lot, please send them here.",
            "Sent. We have {budget} for it.",
            "Thank you, that is realistic for this size.",
            "Good to hear.",
        ],
    },
];
