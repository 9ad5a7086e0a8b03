//! Words of the pages of conversations.

use super::number;
use super::plural::Arabic;
use crate::domain::conversation::ConversationStatus;
use crate::domain::record::Folder;

pub struct Conversations {
    pub chat: &'static str,
    pub voice: &'static str,

    pub list: &'static str,
    pub search: &'static str,
    /// The tab of all channels.
    pub all: &'static str,
    pub total: fn(u64) -> String,
    pub loading: &'static str,
    /// Also who a conversation without a name is with.
    pub customer: &'static str,

    pub transcript: &'static str,
    pub back: &'static str,
    /// What the buttons over a transcript do.
    pub moves: &'static str,
    pub started: &'static str,
    pub closed_at: &'static str,
    pub messages: fn(u64) -> String,
    /// Of a language tag.
    pub language: fn(&str) -> String,
    pub status: fn(ConversationStatus) -> &'static str,
    pub loading_transcript: &'static str,
    pub no_messages: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub loading_messages: &'static str,
    pub messages_loaded: fn(u64) -> String,
    pub messages_failed: &'static str,
    /// Before a record in a transcript, for the ear.
    pub open_record: &'static str,

    pub choose: &'static str,
    pub choose_text: &'static str,
    pub not_found: &'static str,
    pub not_found_text: &'static str,
    pub none: &'static str,
    pub none_text: &'static str,
    pub no_matches: &'static str,
    pub no_matches_text: &'static str,
    pub folder_empty_text: fn(Folder) -> &'static str,
    pub found_elsewhere_text: &'static str,
    pub page_empty_text: &'static str,

    pub delete_tip: &'static str,
    pub delete_title: &'static str,
    pub delete_text: &'static str,
    /// Into a folder of this name.
    pub moved_to: fn(&str) -> String,
    /// By somebody else, into a folder of this name.
    pub moved_meanwhile: fn(&str) -> String,

    /// The heading in the sheet of a record.
    pub conversation: &'static str,
    pub view: &'static str,
    pub view_linked: &'static str,
    pub made_by_hand: &'static str,
    pub filed_alone: &'static str,
    pub gone: &'static str,
}

pub static EN: Conversations = Conversations {
    chat: "Chat Conversations",
    voice: "Voice Conversations",

    list: "Conversations",
    search: "Search conversations…",
    all: "All",
    total: |n| if n == 1 { "1 conversation".to_owned() } else { format!("{} conversations", number(n)) },
    loading: "Loading conversations…",
    customer: "Customer",

    transcript: "Transcript",
    back: "Back to the list",
    moves: "Move this conversation",
    started: "Started",
    closed_at: "Closed",
    messages: |n| if n == 1 { "1 message".to_owned() } else { format!("{} messages", number(n)) },
    language: |tag| match tag.split('-').next() {
        Some("en") => "English".to_owned(),
        Some("ar") => "Arabic".to_owned(),
        Some("und") => "Language unknown".to_owned(),
        _ => tag.to_owned(),
    },
    status: |status| match status {
        ConversationStatus::Open => "Open",
        ConversationStatus::Closed => "Closed",
    },
    loading_transcript: "Loading the conversation…",
    no_messages: "No messages",
    earlier: "Earlier messages",
    later: "Later messages",
    loading_messages: "Loading messages…",
    messages_loaded: |n| if n == 1 { "1 message loaded".to_owned() } else { format!("{} messages loaded", number(n)) },
    messages_failed: "These messages could not be loaded. Try again.",
    open_record: "Open record:",

    choose: "Choose a conversation",
    choose_text: "What was said in it stands here.",
    not_found: "Conversation not found",
    not_found_text: "It may have been deleted for good, or belong to another agent.",
    none: "No conversations yet",
    none_text: "They appear here as the agent sends them through the API, or once a file of them is imported.",
    no_matches: "No conversations match",
    no_matches_text: "Try another channel or search.",
    folder_empty_text: |folder| match folder {
        Folder::Inbox => "New conversations arrive here.",
        Folder::Archived => "Archived conversations are kept here and can be searched.",
        Folder::Deleted => "Deleted conversations stay here for 30 days.",
    },
    found_elsewhere_text: "The same search finds conversations in another folder.",
    page_empty_text: "Its conversations have moved since.",

    delete_tip: "Delete (kept for 30 days)",
    delete_title: "Delete this conversation?",
    delete_text: "It moves to Deleted, can be restored for 30 days, and is then deleted for good. Records filed from it stay.",
    moved_to: |folder| format!("Moved to {folder}"),
    moved_meanwhile: |folder| format!("Somebody else has moved it meanwhile: now it is in {folder}"),

    conversation: "Conversation",
    view: "View Conversation",
    view_linked: "View Linked Conversation",
    made_by_hand: "Made by hand, no conversation",
    filed_alone: "Filed without a conversation",
    gone: "Conversation deleted for good",
};

pub static AR: Conversations = Conversations {
    chat: "المحادثات النصية",
    voice: "المحادثات الصوتية",

    list: "المحادثات",
    search: "ابحث في المحادثات…",
    all: "الكل",
    total: |n| CONVERSATIONS.count(n),
    loading: "جارٍ تحميل المحادثات…",
    customer: "العميل",

    transcript: "نص المحادثة",
    back: "العودة إلى القائمة",
    moves: "نقل هذه المحادثة",
    started: "بدأت",
    closed_at: "أُغلقت",
    messages: |n| MESSAGES.count(n),
    language: |tag| match tag.split('-').next() {
        Some("en") => "الإنجليزية".to_owned(),
        Some("ar") => "العربية".to_owned(),
        Some("und") => "لغة غير معروفة".to_owned(),
        _ => tag.to_owned(),
    },
    status: |status| match status {
        ConversationStatus::Open => "مفتوحة",
        ConversationStatus::Closed => "مغلقة",
    },
    loading_transcript: "جارٍ تحميل المحادثة…",
    no_messages: "لا توجد رسائل",
    earlier: "رسائل أقدم",
    later: "رسائل أحدث",
    loading_messages: "جارٍ تحميل الرسائل…",
    messages_loaded: |n| format!("الرسائل المحمّلة: {}", number(n)),
    messages_failed: "تعذّر تحميل هذه الرسائل. حاول مجددًا.",
    open_record: "فتح السجل:",

    choose: "اختر محادثة",
    choose_text: "يظهر هنا ما قيل فيها.",
    not_found: "المحادثة غير موجودة",
    not_found_text: "ربما حُذفت نهائيًا، أو أنها تخص وكيلًا آخر.",
    none: "لا توجد محادثات بعد",
    none_text: "تظهر هنا عندما يرسلها الوكيل عبر واجهة API، أو بعد استيراد ملف يحتوي عليها.",
    no_matches: "لا توجد محادثات مطابقة",
    no_matches_text: "جرّب قناة أخرى أو بحثًا آخر.",
    folder_empty_text: |folder| match folder {
        Folder::Inbox => "تصل المحادثات الجديدة إلى هنا.",
        Folder::Archived => "تُحفظ المحادثات المؤرشفة هنا ويمكن البحث فيها.",
        Folder::Deleted => "تبقى المحادثات المحذوفة هنا 30 يومًا.",
    },
    found_elsewhere_text: "البحث نفسه يجد محادثات في مجلد آخر.",
    page_empty_text: "نُقلت محادثاتها منذ ذلك الحين.",

    delete_tip: "حذف (تبقى 30 يومًا)",
    delete_title: "حذف هذه المحادثة؟",
    delete_text: "تنتقل إلى المحذوفات، ويمكن استعادتها خلال 30 يومًا، ثم تُحذف نهائيًا. تبقى السجلات المسجّلة منها.",
    moved_to: |folder| format!("نُقلت إلى {folder}"),
    moved_meanwhile: |folder| format!("نقلها شخص آخر في هذه الأثناء، وهي الآن في {folder}"),

    conversation: "المحادثة",
    view: "عرض المحادثة",
    view_linked: "عرض المحادثة المرتبطة",
    made_by_hand: "أُنشئ يدويًا بلا محادثة",
    filed_alone: "سُجّل بلا محادثة",
    gone: "حُذفت محادثته نهائيًا",
};

const CONVERSATIONS: Arabic =
    Arabic {
        zero: "لا محادثات", one: "محادثة واحدة", two: "محادثتان", few: "محادثات", many: "محادثة", other: "محادثة"
    };

const MESSAGES: Arabic =
    Arabic {
        zero: "لا رسائل", one: "رسالة واحدة", two: "رسالتان", few: "رسائل", many: "رسالة", other: "رسالة"
    };
