//! Words that say why something is not there or cannot be done, and of the sheet of filters.

use super::number;
use super::plural::Arabic;

pub struct Explain {
    /// On the button that opens the sheet of filters, where there is little room.
    pub filters: &'static str,
    /// After that word: how many are in force.
    pub active: fn(u64) -> String,
    /// What closes the sheet of filters.
    pub show_records: fn(u64) -> String,

    /// Before the reasons why the open record is not listed.
    pub hidden: &'static str,
    /// {has}: what the record is; {shown}: what the filter lists. The same holds for those that follow.
    pub status: &'static str,
    pub kind: &'static str,
    pub channel: &'static str,
    pub assigned: &'static str,
    /// {shown}
    pub unassigned: &'static str,
    pub period: &'static str,
    /// {shown}
    pub search: &'static str,
    /// {has}
    pub folder: &'static str,
    /// Several names in one sentence.
    pub and: fn(&[String]) -> String,
    /// Links that widen the filter.
    pub also_show: fn(&str) -> String,
    pub both_kinds: &'static str,
    pub any_date: &'static str,
    pub without_search: &'static str,
    pub show_in_folder: fn(&str) -> String,
    pub show_in_list: &'static str,

    /// How many a search would find alone.
    pub without_filters: fn(u64) -> String,

    pub first_page: &'static str,
    pub last_page: &'static str,
    pub first_record: &'static str,
    pub last_record: &'static str,
    pub first_field: &'static str,
    pub last_field: &'static str,
    pub choose_who: &'static str,
    pub not_copied: &'static str,
}

pub static EN: Explain = Explain {
    filters: "Filters",
    active: |n| format!("({} active)", number(n)),
    show_records: |n| match n {
        0 => "No records match".to_owned(),
        1 => "Show 1 record".to_owned(),
        n => format!("Show {} records", number(n)),
    },

    hidden: "This record isn't in the list behind:",
    status: "its status is {has}; the filter shows {shown}",
    kind: "its type is {has}; the filter shows {shown}",
    channel: "its channel is {has}; the filter shows {shown}",
    assigned: "it is assigned to {has}; the filter shows {shown}",
    unassigned: "it is unassigned; the filter shows {shown}",
    period: "it was created on {has}; the filter shows {shown}",
    search: "the search for {shown} does not find it",
    folder: "it is in {has}",
    and: |names| match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    },
    also_show: |name| format!("Also show {name}"),
    both_kinds: "Show both types",
    any_date: "Show any date",
    without_search: "Remove the search",
    show_in_folder: |folder| format!("Show it in {folder}"),
    show_in_list: "Show it in the list",

    without_filters: |n| {
        if n == 1 {
            "1 matches without the other filters".to_owned()
        } else {
            format!("{} match without the other filters", number(n))
        }
    },

    first_page: "This is the first page",
    last_page: "This is the last page",
    first_record: "This is the first record on the page",
    last_record: "This is the last record on the page",
    first_field: "It is the first already",
    last_field: "It is the last already",
    choose_who: "Choose who first",
    not_copied: "Not copied: the browser does not allow it here. Select the text and copy it.",
};

pub static AR: Explain = Explain {
    filters: "التصفية",
    active: |n| format!("({})", ACTIVE.count(n)),
    show_records: |n| {
        if n == 0 { "لا سجلات مطابقة".to_owned() } else { format!("عرض {}", OF_RECORDS.count(n)) }
    },

    hidden: "هذا السجل غير ظاهر في القائمة:",
    status: "حالته {has}، والتصفية تعرض {shown}",
    kind: "نوعه {has}، والتصفية تعرض {shown}",
    channel: "قناته {has}، والتصفية تعرض {shown}",
    assigned: "أُسند إلى {has}، والتصفية تعرض {shown}",
    unassigned: "لم يُسند إلى أحد، والتصفية تعرض {shown}",
    period: "سُجّل في {has}، والتصفية تعرض {shown}",
    search: "لا يجده البحث عن {shown}",
    folder: "مكانه {has}",
    and: |names| names.join(" و"),
    also_show: |name| format!("عرض {name} أيضًا"),
    both_kinds: "عرض النوعين",
    any_date: "عرض كل التواريخ",
    without_search: "إزالة البحث",
    show_in_folder: |folder| format!("عرضه في {folder}"),
    show_in_list: "عرضه في القائمة",

    without_filters: |n| format!("{} دون عوامل التصفية الأخرى", MATCHES.count(n)),

    first_page: "هذه هي الصفحة الأولى",
    last_page: "هذه هي الصفحة الأخيرة",
    first_record: "هذا أول سجل في الصفحة",
    last_record: "هذا آخر سجل في الصفحة",
    first_field: "هو الأول بالفعل",
    last_field: "هو الأخير بالفعل",
    choose_who: "اختر المسؤول أولًا",
    not_copied: "لم يُنسخ: المتصفح لا يسمح بذلك هنا. حدّد النص وانسخه.",
};

/// Filters in force.
const ACTIVE: Arabic =
    Arabic {
        zero: "لا شيء مفعّل", one: "واحد مفعّل", two: "اثنان مفعّلان", few: "مفعّلة", many: "مفعّلًا", other: "مفعّل"
    };

/// After a word that governs them.
const OF_RECORDS: Arabic =
    Arabic {
        zero: "لا سجلات", one: "سجل واحد", two: "سجلين", few: "سجلات", many: "سجلًا", other: "سجل"
    };

const MATCHES: Arabic =
    Arabic {
        zero: "لا نتائج", one: "نتيجة واحدة", two: "نتيجتان", few: "نتائج", many: "نتيجة", other: "نتيجة"
    };

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Piece, pieces};

    #[test]
    fn both_languages_fill_the_same_placeholders() {
        let reasons =
            |t: &Explain| [t.status, t.kind, t.channel, t.assigned, t.unassigned, t.period, t.search, t.folder];
        for (english, arabic) in reasons(&EN).into_iter().zip(reasons(&AR)) {
            let names = |message| {
                let found = pieces(message).into_iter();
                let found =
                    found.filter_map(|piece| if let Piece::Placeholder(name) = piece { Some(name) } else { None });
                found.collect::<Vec<_>>()
            };
            assert!(!names(english).is_empty(), "{english}");
            assert_eq!(names(english), names(arabic), "{english}");
        }
    }

    #[test]
    fn several_names_are_one_sentence() {
        let names = ["Open", "New", "Closed"].map(str::to_owned);
        for (count, english, arabic) in [
            (0, "", ""),
            (1, "Open", "Open"),
            (2, "Open and New", "Open وNew"),
            (3, "Open, New and Closed", "Open وNew وClosed"),
        ] {
            assert_eq!(((EN.and)(&names[..count]), (AR.and)(&names[..count])), (english.to_owned(), arabic.to_owned()));
        }
    }
}
