use super::Collection;
use crate::domain::collection::SetKind;
use crate::domain::collection::draft::Ask;
use crate::domain::record::{FieldIcon, FieldKind};
use crate::i18n::number;

pub static EN: Collection = Collection {
    data_collection: "Data collection",
    title: "Lead & Ticket Configuration",
    lead: "What the agent asks customers before it files a Lead or a Ticket. A change counts for what is filed from then \
           on: records that are there already stay as they are.",
    how_to_send: "How an agent sends values",

    sets: "Sets",
    set_name: |set| match set {
        SetKind::Text => "Text",
        SetKind::Voice => "Voice",
    },
    voice_is_new: "Voice asks a set of its own: what is asked in a call can differ from what is asked in a chat.",
    nothing_to_copy: "Once the Text set is saved, it can be copied here.",
    copy_from_text: "Copy from Text Agent",

    collect: "Collect data",
    collect_text: "While this is off the agent files nothing: the API answers 409. Records can still be made by hand with \
                   + New Record.",
    collect_both: "It counts for text and voice.",

    contact_details: "Contact details",
    contact_details_text: "Fields that every record has room for.",
    ask_name: |ask| match ask {
        Ask::Off => "Not asked",
        Ask::Optional => "Optional",
        Ask::Required => "Required",
    },

    custom_fields: "Custom fields",
    custom_fields_text: "Asked in this order. A record keeps label, icon and kind as they were when it was filed.",
    no_custom_fields: "No custom fields yet. Add what your team needs to know besides the contact details.",
    of_most: |n, most| format!("{} of {}", number(n), number(most)),
    add_field: "Add field",
    full: "That is as many as there can be.",
    nameless: "New field",
    label: "Label",
    icon: "Icon",
    kind: "Kind",
    required: "Required",
    choices: "Choices",
    choices_hint: "One on each line.",
    drag: "Drag to reorder",
    move_up: "Move up",
    move_down: "Move down",
    remove: "Remove",
    moved: |label, place, of| format!("{label} is now {} of {}", number(place), number(of)),
    removed: |label| format!("{label} is removed"),
    added: "A field is added",
    copied: "The Text set is copied. Nothing is saved yet.",
    discarded: "The changes are discarded",

    saved: "Saved. What is filed from now on is asked like this.",
    unsaved: "Unsaved changes",
    nothing_unsaved: "Everything is saved",
    discard: "Discard",
    leave_title: "Leave without saving?",
    leave_text: "Your changes are not saved. If you leave they stay on this device, and you can restore them when you come \
                 back.",
    stay: "Stay",
    leave: "Leave without saving",
    save_and_stay: "Save and stay",
    kept: "You left changes here that were not saved.",
    restore: "Restore",

    kind_name: |kind| match kind {
        FieldKind::Text => "Text",
        FieldKind::LongText => "Long text",
        FieldKind::Number => "Number",
        FieldKind::Date => "Date",
        FieldKind::Choice => "Choice",
        FieldKind::YesNo => "Yes/No",
        FieldKind::Email => "Email",
        FieldKind::Phone => "Phone",
        FieldKind::Url => "URL",
    },
    icon_name: |icon| match icon {
        FieldIcon::MapPin => "Map pin",
        FieldIcon::Calendar => "Calendar",
        FieldIcon::Clock => "Clock",
        FieldIcon::Phone => "Phone",
        FieldIcon::Hash => "Number sign",
        FieldIcon::Banknote => "Banknote",
        FieldIcon::Tag => "Tag",
        FieldIcon::List => "List",
        FieldIcon::Info => "Information",
        FieldIcon::User => "Person",
        FieldIcon::Users => "People",
        FieldIcon::Mail => "Envelope",
        FieldIcon::Building => "Building",
        FieldIcon::Globe => "Globe",
        FieldIcon::Car => "Car",
        FieldIcon::House => "House",
        FieldIcon::Briefcase => "Briefcase",
        FieldIcon::Star => "Star",
        FieldIcon::Package => "Package",
    },
};
