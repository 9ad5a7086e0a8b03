//! What is counted, in all its forms.

use crate::i18n::plural::Arabic;

pub const RECORDS: Arabic =
    Arabic {
        zero: "لا سجلات", one: "سجل واحد", two: "سجلان", few: "سجلات", many: "سجلًا", other: "سجل"
    };

/// After a word that governs them.
pub const OF_RECORDS: Arabic =
    Arabic {
        zero: "لا سجلات", one: "سجل واحد", two: "سجلين", few: "سجلات", many: "سجلًا", other: "سجل"
    };

pub const SELECTED: Arabic = Arabic {
    zero: "لم يُحدد شيء",
    one: "سجل محدد",
    two: "سجلان محددان",
    few: "سجلات محددة",
    many: "سجلًا محددًا",
    other: "سجل محدد",
};

pub const NEW_RECORDS: Arabic = Arabic {
    zero: "لا سجلات جديدة",
    one: "سجل جديد",
    two: "سجلان جديدان",
    few: "سجلات جديدة",
    many: "سجلًا جديدًا",
    other: "سجل جديد",
};

pub const OPEN_RECORDS: Arabic = Arabic {
    zero: "لا سجلات مفتوحة",
    one: "سجل مفتوح واحد",
    two: "سجلان مفتوحان",
    few: "سجلات مفتوحة",
    many: "سجلًا مفتوحًا",
    other: "سجل مفتوح",
};

pub const DAYS: Arabic = Arabic {
    zero: "يُحذف نهائيًا اليوم",
    one: "يتبقى يوم واحد",
    two: "يتبقى يومان",
    few: "أيام متبقية",
    many: "يومًا متبقيًا",
    other: "يوم متبقٍ",
};

/// Beside those that are shown.
pub const MORE_FIELDS: Arabic = Arabic {
    zero: "لا حقول أخرى",
    one: "حقل آخر",
    two: "حقلان آخران",
    few: "حقول أخرى",
    many: "حقلًا آخر",
    other: "حقل آخر",
};

/// Beside those that are listed.
pub const MORE_RECORDS: Arabic = Arabic {
    zero: "لا سجلات أخرى",
    one: "سجل آخر",
    two: "سجلان آخران",
    few: "سجلات أخرى",
    many: "سجلًا آخر",
    other: "سجل آخر",
};

pub const CHARACTERS: Arabic =
    Arabic {
        zero: "لا أحرف", one: "حرف واحد", two: "حرفان", few: "أحرف", many: "حرفًا", other: "حرف"
    };
