//! Words of the command palette, and of the switch of the keyboard shortcuts.

use super::number;
use super::plural::Arabic;
use crate::domain::prefs::Shortcuts;

pub struct Palette {
    /// What the palette is called.
    pub title: &'static str,
    /// In its empty box, and on the button that opens it.
    pub hint: &'static str,
    pub nothing: &'static str,
    pub results: fn(u64) -> String,

    pub actions: &'static str,
    pub members: &'static str,
    pub go_to: &'static str,
    pub clear_filters: &'static str,
    pub assign_to: fn(&str) -> String,
    pub unassign: &'static str,
    pub agents_failed: &'static str,

    pub shortcuts_hint: &'static str,
    /// The shortcuts are on, or off.
    pub switch_name: fn(Shortcuts) -> &'static str,
}

pub static EN: Palette = Palette {
    title: "Command palette",
    hint: "Search or jump to…",
    nothing: "Nothing found",
    results: |n| if n == 1 { "1 result".to_owned() } else { format!("{} results", number(n)) },

    actions: "Actions",
    members: "Members",
    go_to: "Go to",
    clear_filters: "Clear all filters",
    assign_to: |name| format!("Assign to {name}"),
    unassign: "Remove the assignee",
    agents_failed: "The agents could not be loaded.",

    shortcuts_hint: "Single keys, such as j and e, act on the list of records. The command palette (Ctrl K) works either way.",
    switch_name: |switch| match switch {
        Shortcuts::On => "On",
        Shortcuts::Off => "Off",
    },
};

pub static AR: Palette = Palette {
    title: "لوحة الأوامر",
    hint: "ابحث أو انتقل إلى…",
    nothing: "لا توجد نتائج",
    results: |n| RESULTS.count(n),

    actions: "الإجراءات",
    members: "الأعضاء",
    go_to: "الانتقال إلى",
    clear_filters: "مسح كل عوامل التصفية",
    assign_to: |name| format!("إسناد إلى {name}"),
    unassign: "إلغاء الإسناد",
    agents_failed: "تعذّر تحميل الوكلاء.",

    shortcuts_hint: "مفاتيح مفردة تعمل على قائمة السجلات، مثل j وe. أما لوحة الأوامر (Ctrl K) فتعمل في كل الأحوال.",
    switch_name: |switch| match switch {
        Shortcuts::On => "مفعّلة",
        Shortcuts::Off => "معطّلة",
    },
};

const RESULTS: Arabic =
    Arabic {
        zero: "لا توجد نتائج", one: "نتيجة واحدة", two: "نتيجتان", few: "نتائج", many: "نتيجة", other: "نتيجة"
    };
