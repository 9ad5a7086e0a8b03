use super::Collection;
use crate::domain::collection::SetKind;
use crate::domain::collection::draft::Ask;
use crate::domain::record::{FieldIcon, FieldKind};
use crate::i18n::number;

pub static AR: Collection = Collection {
    data_collection: "جمع البيانات",
    title: "إعداد العملاء والتذاكر",
    lead: "ما يسأل الوكيل العملاء عنه قبل أن يسجّل عميلًا محتملًا أو تذكرة. يسري التغيير على ما يُسجَّل بعده، أما السجلات \
           الموجودة فتبقى كما هي.",
    how_to_send: "كيف يرسل الوكيل القيم",

    sets: "المجموعات",
    set_name: |set| match set {
        SetKind::Text => "النص",
        SetKind::Voice => "الصوت",
    },
    voice_is_new: "للصوت مجموعته الخاصة: قد يختلف ما يُسأل عنه في المكالمة عما يُسأل عنه في المحادثة.",
    nothing_to_copy: "بعد حفظ مجموعة النص يمكن نسخها إلى هنا.",
    copy_from_text: "نسخ من وكيل النص",

    collect: "جمع البيانات",
    collect_text: "عند إيقافه لا يسجّل الوكيل شيئًا، وتجيب واجهة API بالرمز 409. ويبقى إنشاء السجلات يدويًا ممكنًا \
                   بزر «+ سجل جديد».",
    collect_both: "يسري على النص والصوت معًا.",

    contact_details: "بيانات الاتصال",
    contact_details_text: "حقول متاحة في كل سجل.",
    ask_name: |ask| match ask {
        Ask::Off => "لا يُسأل عنه",
        Ask::Optional => "اختياري",
        Ask::Required => "مطلوب",
    },

    custom_fields: "الحقول المخصصة",
    custom_fields_text: "يُسأل عنها بهذا الترتيب. يحتفظ كل سجل بالتسمية والأيقونة والنوع كما كانت عند تسجيله.",
    no_custom_fields: "لا توجد حقول مخصصة بعد. أضف ما يحتاج فريقك إلى معرفته إلى جانب بيانات الاتصال.",
    of_most: |n, most| format!("{} من {}", number(n), number(most)),
    add_field: "إضافة حقل",
    full: "هذا أقصى عدد ممكن.",
    nameless: "حقل جديد",
    label: "التسمية",
    icon: "الأيقونة",
    kind: "النوع",
    required: "مطلوب",
    choices: "الخيارات",
    choices_hint: "خيار واحد في كل سطر.",
    drag: "اسحب لتغيير الترتيب",
    move_up: "نقل إلى أعلى",
    move_down: "نقل إلى أسفل",
    remove: "إزالة",
    moved: |label, place, of| format!("أصبح «{label}» في الموضع {} من {}", number(place), number(of)),
    removed: |label| format!("أُزيل «{label}»"),
    added: "أُضيف حقل",
    copied: "نُسخت مجموعة النص. لم يُحفظ شيء بعد.",
    discarded: "تم تجاهل التغييرات",

    saved: "تم الحفظ. يسري ذلك على ما يُسجَّل من الآن.",
    unsaved: "تغييرات غير محفوظة",
    nothing_unsaved: "كل شيء محفوظ",
    discard: "تجاهل التغييرات",
    leave_title: "المغادرة دون حفظ؟",
    leave_text: "لم تُحفظ تغييراتك. إن غادرت فستبقى على هذا الجهاز، ويمكنك استعادتها عند عودتك.",
    stay: "البقاء",
    leave: "المغادرة دون حفظ",
    save_and_stay: "الحفظ والبقاء",
    kept: "تركت هنا تغييرات لم تُحفظ.",
    restore: "استعادة",

    kind_name: |kind| match kind {
        FieldKind::Text => "نص",
        FieldKind::LongText => "نص طويل",
        FieldKind::Number => "رقم",
        FieldKind::Date => "تاريخ",
        FieldKind::Choice => "اختيار",
        FieldKind::YesNo => "نعم/لا",
        FieldKind::Email => "بريد إلكتروني",
        FieldKind::Phone => "هاتف",
        FieldKind::Url => "رابط",
    },
    icon_name: |icon| match icon {
        FieldIcon::MapPin => "موقع",
        FieldIcon::Calendar => "تقويم",
        FieldIcon::Clock => "ساعة",
        FieldIcon::Phone => "هاتف",
        FieldIcon::Hash => "علامة رقم",
        FieldIcon::Banknote => "ورقة نقدية",
        FieldIcon::Tag => "بطاقة تسعير",
        FieldIcon::List => "قائمة",
        FieldIcon::Info => "معلومة",
        FieldIcon::User => "شخص",
        FieldIcon::Users => "أشخاص",
        FieldIcon::Mail => "ظرف",
        FieldIcon::Building => "مبنى",
        FieldIcon::Globe => "كرة أرضية",
        FieldIcon::Car => "سيارة",
        FieldIcon::House => "منزل",
        FieldIcon::Briefcase => "حقيبة عمل",
        FieldIcon::Star => "نجمة",
        FieldIcon::Package => "طرد",
    },
};
