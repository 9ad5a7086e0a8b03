mod nouns;
mod problems;

use self::nouns::{DAYS, MORE_FIELDS, MORE_RECORDS, NEW_RECORDS, OF_RECORDS, OPEN_RECORDS, RECORDS, SELECTED};
use self::problems::problem;
use super::{Messages, number};
use crate::domain::agent::Variant;
use crate::domain::change::{Destination, Part};
use crate::domain::error::AppError;
use crate::domain::filter::Range;
use crate::domain::listing::Sort;
use crate::domain::member::Role;
use crate::domain::prefs::Theme;
use crate::domain::record::{Channel, Folder, Kind, Status};

pub static MESSAGES: Messages = Messages {
    api_keys: &super::api_keys::AR,
    collection: &super::collection::AR,
    conversations: &super::conversations::AR,
    exports: &super::exports::AR,
    explain: &super::explain::AR,
    keys: &super::keys::AR,
    new_record: &super::new_record::AR,
    palette: &super::palette::AR,

    product: "العملاء والتذاكر",
    skip_to_content: "انتقل إلى المحتوى",
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
    more_fields: |n| MORE_FIELDS.count(n),
    details: "التفاصيل",
    copy: "نسخ",
    copied: "تم النسخ",
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
    assignee_deactivated: "أُلغي الإسناد بعد تعطيل حساب {to} بواسطة {actor}",
    notes_set: "عُدّلت الملاحظات بواسطة {actor}",
    moved: "نُقل من {from} إلى {to} بواسطة {actor}",

    mark: "تغيير الحالة",
    assign: "إسناد",
    assign_to: "إسناد إلى…",
    assign_to_me: "إسناد إليّ",
    assign_records: |n| format!("إسناد {}", OF_RECORDS.count(n)),
    assignment_note: "ملاحظة للمسؤول (اختيارية)",
    nobody_found: "لا أحد بهذا الاسم",
    older: "عرض الأقدم",
    revert: |n| if n > 1 { format!("تراجع عن الكل ({})", number(n)) } else { "تراجع".to_owned() },
    revert_title: "التراجع عن التغيير كله؟",
    revert_text: |n| format!("شمل هذا التغيير {} دفعة واحدة. ما عُدّل بعده يبقى كما هو.", OF_RECORDS.count(n)),
    bulk: "السجلات المحددة",
    select: "تحديد",
    select_page: "تحديد كل ما في الصفحة",
    selected: |n| SELECTED.count(n),
    select_all: |n| format!("تحديد كل النتائج ({})", number(n)),
    clear_selection: "إلغاء التحديد",
    confirm: |to| match to {
        Destination::Archived => ("أرشفة السجلات؟", "تنتقل السجلات إلى الأرشيف."),
        Destination::Deleted => ("حذف السجلات؟", "تنتقل السجلات إلى المحذوفات."),
        Destination::Inbox => ("استعادة السجلات؟", "تنتقل السجلات إلى الوارد."),
        Destination::Restored => ("استعادة السجلات؟", "تعود السجلات إلى حيث كانت."),
    },
    move_to: |to| match to {
        Destination::Archived => "أرشفة",
        Destination::Deleted => "حذف",
        Destination::Inbox => "استعادة إلى الوارد",
        Destination::Restored => "استعادة",
    },
    undo: "تراجع",
    undo_all: |n| format!("تراجع عن الكل ({})", number(n)),
    show: "عرض",
    marked_as: |n, status| {
        if n == 1 {
            format!("أصبحت الحالة: {status}")
        } else {
            format!("أصبحت حالة {}: {status}", OF_RECORDS.count(n))
        }
    },
    assigned_to: |n, name| {
        if n == 1 {
            format!("أُسند إلى {name}")
        } else {
            format!("أُسند {} إلى {name}", RECORDS.count(n))
        }
    },
    made_unassigned: |n| {
        if n == 1 {
            "أُلغي الإسناد".to_owned()
        } else {
            format!("أُلغي إسناد {}", OF_RECORDS.count(n))
        }
    },
    moved_to: |n, folder| {
        if n == 1 {
            format!("نُقل إلى {folder}")
        } else {
            format!("نُقل {} إلى {folder}", RECORDS.count(n))
        }
    },
    records_restored: |n| {
        if n == 1 {
            "تمت الاستعادة".to_owned()
        } else {
            format!("تمت استعادة {}", OF_RECORDS.count(n))
        }
    },
    undone: |n| {
        if n == 1 {
            "تم التراجع".to_owned()
        } else {
            format!("تم التراجع عن تغيير {}", OF_RECORDS.count(n))
        }
    },
    nothing_changed: "لم يتغير شيء",
    left_as_they_were: |n| format!("بقي دون تغيير: {}", RECORDS.count(n)),
    and_more: |n| format!("و{}", MORE_RECORDS.count(n)),
    changed_meanwhile: "تغيّر في هذه الأثناء",
    already_so: "كان كذلك أصلًا",
    gone_for_good: "غير موجود",
    not_here: "غير متاح في مجلده",
    assignee_left: "المسؤول السابق لم يعد في الفريق",
    conflict: "تغيّر هذا السجل في هذه الأثناء",
    now_it_is: "قيمته الآن",
    you_chose: "اختيارك",
    keep_theirs: "الإبقاء على الحالي",
    use_mine: "اعتماد ما اخترته",
    keep_mine: "الإبقاء على ما كتبته",
    keep_both: "الإبقاء على الاثنين",
    notes_conflict: "غيّر شخص آخر هذه الملاحظات في هذه الأثناء. ما كتبه:",
    saving: "جارٍ الحفظ…",
    could_not_save: "تعذّر الحفظ. نصّك محفوظ على هذا الجهاز.",
    part_saved: |part| match part {
        Part::Status => "تم تغيير الحالة.",
        Part::Assignee => "تم تغيير الإسناد.",
        Part::Notes => "تم حفظ الملاحظات.",
        Part::Folder => "تم نقل السجل.",
    },
    not_changed: |error| match error {
        AppError::TooMany { count, limit } => {
            format!("العدد {} أكبر مما يمكن تغييره دفعة واحدة: الحد الأقصى {}.", number(*count), number(*limit))
        }
        AppError::JobRunning => "ما زال تغيير آخر لسجلات كثيرة جاريًا. حاول مجددًا عند انتهائه.".to_owned(),
        AppError::Unauthenticated => "لم يتغير شيء: انتهت جلستك. سجّل الدخول مجددًا.".to_owned(),
        AppError::Forbidden => "لم يتغير شيء: دورك لا يسمح بذلك.".to_owned(),
        AppError::NotFound => "لم يتغير شيء: لم يعد موجودًا.".to_owned(),
        AppError::Invalid => "لم يتغير شيء: لم يفهم الخادم الطلب.".to_owned(),
        AppError::Unavailable | AppError::Internal => "لم يتغير شيء: تعذّر الوصول إلى الخادم.".to_owned(),
    },
    changing: |n| format!("جارٍ تغيير {}…", OF_RECORDS.count(n)),
    taking_back: |n| format!("جارٍ التراجع عن تغيير {}…", OF_RECORDS.count(n)),
    job_failed: "انقطع التغيير. لم يتغير شيء.",
    new_records: |n| NEW_RECORDS.count(n),
    previous_record: "السجل السابق",
    next_record: "السجل التالي",
    record_purged: "حُذف نهائيًا",
    record_purged_text: "تُحذف السجلات نهائيًا بعد 30 يومًا من نقلها إلى المحذوفات.",
    purged_on: "حُذف هذا السجل نهائيًا في",

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

    failed: "تعذّر التحميل",
    failed_text: "لم يُجب الخادم كما هو متوقع. لم يُفقد شيء.",
    retry: "إعادة المحاولة",
    page_not_found: "الصفحة غير موجودة",
    page_not_found_text: "لا يوجد شيء في هذا العنوان. ربما كُتب خطأً أو نُقل.",

    demo: "نسخة تجريبية",
    demo_text: "هذه نسخة تجريبية: أشخاصها وسجلاتها من نسج الخيال.",
    demo_sign_in: "هذه نسخة تجريبية. بيانات الدخول مطبوعة في المكان الذي شُغّلت منه.",
    account: "الحساب",
    sign_in: "تسجيل الدخول",
    sign_out: "تسجيل الخروج",
    sign_out_everywhere: "تسجيل الخروج من كل الأجهزة",
    sign_out_everywhere_text: "ينهي كل جلساتك، بما فيها هذه.",
    sessions: "الجلسات",
    password: "كلمة المرور",
    new_password: "كلمة المرور الجديدة",
    current_password: "كلمة المرور الحالية",
    password_hint: "10 أحرف على الأقل. بضع كلمات أفضل من كلمة واحدة فيها رموز.",
    forgot_password: "هل نسيت كلمة المرور؟ يستطيع المشرف أو المالك أن ينشئ لك رابطًا لاختيار كلمة جديدة.",
    set_up: "الإعداد الأول",
    set_up_text: "لا أحد هنا بعد. من يملأ هذا النموذج يصبح المالك، وتُغلق هذه الصفحة نهائيًا.",
    set_up_submit: "اجعلني المالك",
    your_name: "اسمك",
    time_zone: "المنطقة الزمنية",
    time_zone_hint: "اكتب اسم مدينة بالإنجليزية، مثل Riyadh",
    join_title: "الانضمام إلى الفريق",
    join_text: "دعوة من {actor} إلى {email} للانضمام بصفة {role}.",
    join: "انضمام",
    reset_title: "اختيار كلمة مرور جديدة",
    reset_text: "لحساب {name}، {email}. تنتهي كل الجلسات المفتوحة بكلمة المرور القديمة.",
    link_over: "لا يمكن استخدام هذا الرابط",
    link_over_text: "استُخدم أو سُحب، أو مضى عليه أكثر من 48 ساعة. اطلب رابطًا جديدًا ممن أرسله.",
    preferences: "التفضيلات",
    profile: "الملف الشخصي",
    cards_per_page: "البطاقات في الصفحة",
    save: "حفظ",
    saved: "تم الحفظ",
    change_password: "تغيير كلمة المرور",
    change_password_text: "تنتهي كل جلساتك الأخرى.",
    password_changed: "تغيّرت كلمة المرور. انتهت كل جلساتك الأخرى.",
    signed_out: "تم تسجيل خروجك",
    signed_out_text: "انتهت جلستك. سجّل الدخول لتتابع من حيث كنت.",
    not_allowed: "هذا غير متاح لدورك",
    not_allowed_text: "يستطيع المشرف أو المالك فعل ذلك، أو تغيير دورك.",

    team: "الفريق",
    you: "أنت",
    role: "الدور",
    last_seen: "آخر دخول",
    never_seen: "لم يسجّل الدخول قط",
    open_records: |n| OPEN_RECORDS.count(n),
    invite: "دعوة شخص",
    invite_text: "تحصل على رابط ترسله إليه. يعمل مرة واحدة خلال 48 ساعة.",
    make_link: "إنشاء الرابط",
    link: "الرابط",
    link_made: "انسخ هذا الرابط وأرسله. يعمل مرة واحدة خلال 48 ساعة، ولا يظهر إلا الآن.",
    invited: "مدعوون",
    expires: "ينتهي",
    expired: "انتهت صلاحيته",
    withdraw: "سحب الدعوة",
    manage: "إدارة",
    change_role: "تغيير الدور",
    change_role_text: "يُسجَّل خروجه من كل الأجهزة، ثم يدخل مجددًا بدوره الجديد.",
    reset_link: "رابط كلمة مرور جديدة",
    reset_link_text: "لمن نسي كلمة مروره. يعمل مرة واحدة خلال 48 ساعة.",
    deactivate: "تعطيل",
    deactivate_text: "لا يستطيع الدخول بعد ذلك، وتصبح سجلاته غير مسندة.",
    deactivated: "معطّل",
    reactivate: "إعادة التفعيل",
    reactivate_text: "يستطيع الدخول مجددًا. تبقى سجلاته السابقة حيث هي.",

    new_agent: "وكيل جديد",
    agent_id: "المعرّف",
    agent_id_hint: "أحرف إنجليزية صغيرة وأرقام وشرطات. يظهر في كل رابط ولا يمكن تغييره.",
    variant: "أسلوب المحادثة",
    create_agent: "إنشاء الوكيل",
    delete_agent: "حذف الوكيل",
    delete_agent_text: "تُحذف معه محادثاته وسجلاته للجميع ونهائيًا. لا سبيل إلى استعادتها.",
    delete_confirmation: "اكتب DELETE للتأكيد",
    delete_for_good: "حذف نهائي",
    cancel: "إلغاء",

    problem,

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
        Channel::Telegram => "تيليغرام",
        Channel::Voice => "الصوت",
    },
    folder_name,
    role_name: |role| match role {
        Role::Owner => "مالك",
        Role::Admin => "مشرف",
        Role::Member => "عضو",
        Role::Viewer => "مشاهد",
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
        Sort::Updated => "الأحدث تحديثًا",
    },
    theme_name: |theme| match theme {
        Theme::Light => "فاتح",
        Theme::Dark => "داكن",
        Theme::System => "حسب النظام",
    },
};

fn folder_name(folder: Folder) -> &'static str {
    match folder {
        Folder::Inbox => "الوارد",
        Folder::Archived => "الأرشيف",
        Folder::Deleted => "المحذوفات",
    }
}
