use super::plural::Arabic;
use super::{Messages, number};
use crate::domain::agent::Variant;
use crate::domain::filter::Range;
use crate::domain::listing::Sort;
use crate::domain::member::Role;
use crate::domain::prefs::Theme;
use crate::domain::record::{Channel, Folder, Kind, Status};

const RECORDS: Arabic = Arabic {
    zero: "لا سجلات", one: "سجل واحد", two: "سجلان", few: "سجلات", many: "سجلًا", other: "سجل"
};

const DAYS: Arabic = Arabic {
    zero: "يُحذف نهائيًا اليوم",
    one: "يتبقى يوم واحد",
    two: "يتبقى يومان",
    few: "أيام متبقية",
    many: "يومًا متبقيًا",
    other: "يوم متبقٍ",
};

pub static MESSAGES: Messages = Messages {
    product: "العملاء والتذاكر",
    skip_to_records: "انتقل إلى السجلات",
    menu: "القائمة",
    main_navigation: "التنقل الرئيسي",
    breadcrumb: "مسار التنقل",
    folders: "المجلدات",
    language: "اللغة",
    theme: "المظهر",
    times_in: "الأوقات بتوقيت",

    agents: "الوكلاء",
    agent: "الوكيل",
    switch_agent: "تبديل الوكيل",
    all_agents: "كل الوكلاء",
    agents_lead: "اختر وكيلًا للعمل على ما سجّله.",
    no_agents: "لا يوجد وكلاء بعد",
    no_agents_text: "استورد محادثات أو حمّل البيانات التجريبية ليظهر وكيل هنا.",
    in_inbox: |n| format!("{} في الوارد", number(n)),

    records: "السجلات",
    leads: "العملاء المحتملون",
    tickets: "التذاكر",
    both: "كلاهما",
    leads_only: "العملاء المحتملون فقط",
    tickets_only: "التذاكر فقط",
    filters: "عوامل التصفية",
    kind: "النوع",
    status: "الحالة",
    channel: "القناة",
    assignee: "المسؤول",
    date: "التاريخ",
    from: "من",
    to: "إلى",
    apply: "تطبيق",
    me: "أنا",
    unassigned: "غير مُسند",
    unknown_member: "عضو غير معروف",
    search: "البحث",
    search_records: "ابحث في السجلات…",
    clear_search: "مسح البحث",
    sort: "الترتيب",
    active_filters: "عوامل التصفية المفعّلة",
    remove_filter: "إزالة {filter}",
    clear_all: "مسح الكل",

    total_records: |n| RECORDS.count(n),
    pages: "الصفحات",
    per_page: "لكل صفحة",
    previous: "السابق",
    next: "التالي",
    first_page: "الصفحة الأولى",
    loading: "جارٍ تحميل السجلات…",

    name: "الاسم",
    phone: "الهاتف",
    email: "البريد الإلكتروني",
    company: "الشركة",
    more_fields: |n| format!("+{n} أخرى"),
    details: "التفاصيل",
    copy: "نسخ",
    copied: "نُسخ",
    days_left: |n| DAYS.count(n),

    close: "إغلاق",
    contact: "بيانات الاتصال",
    additional_information: "معلومات إضافية",
    description: "الوصف",
    assignment: "الإسناد",
    notes: "الملاحظات",
    activity: "النشاط",
    no_contact: "لم تُذكر أي بيانات اتصال.",
    system: "النظام",
    record_not_found: "السجل غير موجود",
    record_not_found_text: "ربما حُذف نهائيًا، أو أنه يخص وكيلًا آخر.",
    filed: "سُجّل بواسطة {actor}",
    status_set: "تغيّرت الحالة من {from} إلى {to} بواسطة {actor}",
    assigned: "أُسند إلى {to} بواسطة {actor}",
    unassigned_by: "أُلغي الإسناد بواسطة {actor}",
    notes_set: "عُدّلت الملاحظات بواسطة {actor}",
    moved: "نُقل من {from} إلى {to} بواسطة {actor}",

    no_records: "لا توجد سجلات بعد",
    no_records_text: "اربط قناة واحدة على الأقل وفعّل جمع البيانات.",
    no_matches: "لا توجد سجلات تطابق عوامل التصفية",
    no_matches_text: "جرّب تغيير التصفية أو البحث.",
    clear: "مسح",
    folder_empty: |folder| match folder {
        Folder::Inbox => "الوارد فارغ",
        Folder::Archived => "الأرشيف فارغ",
        Folder::Deleted => "لا توجد محذوفات",
    },
    folder_empty_text: |folder| match folder {
        Folder::Inbox => "تصل السجلات الجديدة إلى هنا عندما يسجّلها الوكلاء.",
        Folder::Archived => "تُحفظ السجلات المؤرشفة هنا ويمكن البحث فيها.",
        Folder::Deleted => "تبقى السجلات المحذوفة هنا 30 يومًا.",
    },
    found_elsewhere: "لا شيء مطابق في {folder}",
    found_elsewhere_text: "عوامل التصفية نفسها تجد سجلات في مجلد آخر.",
    found_in: |n, folder| format!("{} في {}", number(n), folder_name(folder)),
    page_empty: "هذه الصفحة فارغة الآن",
    page_empty_text: "نُقلت سجلاتها منذ ذلك الحين.",

    failed: "تعذّر تحميل السجلات",
    failed_text: "لم يُجب الخادم كما هو متوقع. لم يُفقد شيء.",
    retry: "إعادة المحاولة",
    page_not_found: "الصفحة غير موجودة",
    page_not_found_text: "لا يوجد شيء في هذا العنوان. ربما كُتب خطأً أو نُقل.",

    kind_name: |kind| match kind {
        Kind::Lead => "عميل محتمل",
        Kind::Ticket => "تذكرة",
    },
    status_name: |status| match status {
        Status::Open => "مفتوح",
        Status::New => "جديد",
        Status::Closed => "مغلق",
        Status::Cancelled => "ملغى",
    },
    channel_name: |channel| match channel {
        Channel::Web => "الويب",
        Channel::WhatsApp => "واتساب",
        Channel::Messenger => "ماسنجر",
        Channel::Instagram => "إنستغرام",
        Channel::X => "إكس",
        Channel::Telegram => "تيليجرام",
        Channel::Voice => "صوت",
    },
    folder_name,
    role_name: |role| match role {
        Role::Owner => "المالك",
        Role::Admin => "مشرف",
        Role::Member => "عضو",
        Role::Viewer => "مُطّلع",
    },
    variant_name: |variant| match variant {
        Variant::Text => "نصي",
        Variant::Voice => "صوتي",
        Variant::Hybrid => "نصي وصوتي",
    },
    range_name: |range| match range {
        Range::Today => "اليوم",
        Range::Last7Days => "آخر 7 أيام",
        Range::Last30Days => "آخر 30 يومًا",
    },
    sort_name: |sort| match sort {
        Sort::Newest => "الأحدث",
        Sort::Oldest => "الأقدم",
        Sort::Updated => "آخر تحديث",
    },
    theme_name: |theme| match theme {
        Theme::Light => "فاتح",
        Theme::Dark => "داكن",
        Theme::System => "النظام",
    },
};

fn folder_name(folder: Folder) -> &'static str {
    match folder {
        Folder::Inbox => "الوارد",
        Folder::Archived => "الأرشيف",
        Folder::Deleted => "المحذوفات",
    }
}
