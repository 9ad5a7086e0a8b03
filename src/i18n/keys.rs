//! Words of the keyboard shortcuts: what each does, and why one does nothing now.

pub struct Keys {
    pub title: &'static str,
    pub moving: &'static str,
    pub acting: &'static str,
    /// Which records the keys of that group act on.
    pub acting_on: &'static str,
    pub anywhere: &'static str,
    /// Between two keys that do the same.
    pub or: &'static str,
    /// Between two keys, one after the other.
    pub then: &'static str,

    pub next: &'static str,
    pub previous: &'static str,
    pub below: &'static str,
    pub above: &'static str,
    pub open: &'static str,
    pub next_page: &'static str,
    pub previous_page: &'static str,
    pub go_to: fn(&str) -> String,

    pub select: &'static str,
    pub select_range: &'static str,
    pub mark: &'static str,
    pub mark_as: fn(&str) -> String,
    /// With how it is done: at once, or asked first.
    pub archive: &'static str,
    pub delete: &'static str,
    pub undo: &'static str,
    pub palette: &'static str,
    pub help: &'static str,
    pub export_page: &'static str,
    pub export_all: &'static str,

    /// {preferences}
    pub switch_off: &'static str,
    /// {preferences}
    pub switch_on: &'static str,

    pub no_record: &'static str,
    /// Of the open record: there is none before or after it.
    pub not_listed: &'static str,
    pub nothing_listed: &'static str,
    pub close_first: &'static str,
    pub in_inbox: &'static str,
    pub in_archived: &'static str,
    pub in_deleted: &'static str,
    /// Of anything but restoring what lies in Deleted.
    pub only_restore: &'static str,
    pub nothing_to_undo: &'static str,
    pub nothing_to_export: &'static str,
    pub no_next_page: &'static str,
    pub no_previous_page: &'static str,
    pub clear_first: &'static str,
    pub may_not_create: &'static str,
}

pub static EN: Keys = Keys {
    title: "Keyboard shortcuts",
    moving: "In the list",
    acting: "Act",
    acting_on: "On the open record; else on the selected ones; else on the one in focus.",
    anywhere: "Anywhere",
    or: "or",
    then: "then",

    next: "Next record",
    previous: "Previous record",
    below: "Record below",
    above: "Record above",
    open: "Open record",
    next_page: "Next page",
    previous_page: "Previous page",
    go_to: |folder| format!("Go to {folder}"),

    select: "Select",
    select_range: "Select up to here",
    mark: "Choose a status",
    mark_as: |status| format!("Mark as {status}"),
    archive: "Archive, at once",
    delete: "Delete, after asking",
    undo: "Undo the last change",
    palette: "Command palette",
    help: "This list",
    export_page: "Export this page as CSV",
    export_all: "Export all pages as CSV",

    switch_off: "Do single keys get in your way? Switch them off in {preferences}.",
    switch_on: "Single keys are switched off. Switch them on in {preferences}.",

    no_record: "Go to a record first: press j.",
    not_listed: "This record isn't in the list.",
    nothing_listed: "The list is empty.",
    close_first: "Close the open record first.",
    in_inbox: "Already in the Inbox.",
    in_archived: "Already archived. To restore, press u.",
    in_deleted: "Already deleted. To restore, press u.",
    only_restore: "What lies in Deleted can only be restored: press u.",
    nothing_to_undo: "There is nothing to undo.",
    nothing_to_export: "There is nothing to export here.",
    no_next_page: "This is the last page.",
    no_previous_page: "This is the first page.",
    clear_first: "A search would end your selection. Clear it first.",
    may_not_create: "Only owners and admins create records.",
};

pub static AR: Keys = Keys {
    title: "اختصارات لوحة المفاتيح",
    moving: "في القائمة",
    acting: "الإجراءات",
    acting_on: "تُطبَّق على السجل المفتوح، وإلا فعلى السجلات المحددة، وإلا فعلى السجل الذي عليه التركيز.",
    anywhere: "في أي مكان",
    or: "أو",
    then: "ثم",

    next: "السجل التالي",
    previous: "السجل السابق",
    below: "السجل في الصف الأسفل",
    above: "السجل في الصف الأعلى",
    open: "فتح السجل",
    next_page: "الصفحة التالية",
    previous_page: "الصفحة السابقة",
    go_to: |folder| format!("الانتقال إلى {folder}"),

    select: "تحديد",
    select_range: "تحديد حتى هنا",
    mark: "اختيار الحالة",
    mark_as: |status| format!("تغيير الحالة إلى «{status}»"),
    archive: "أرشفة فورية",
    delete: "حذف بعد التأكيد",
    undo: "التراجع عن آخر تغيير",
    palette: "لوحة الأوامر",
    help: "هذه القائمة",
    export_page: "تصدير هذه الصفحة بصيغة CSV",
    export_all: "تصدير كل الصفحات بصيغة CSV",

    switch_off: "هل تعيقك المفاتيح المفردة؟ يمكنك تعطيلها من {preferences}.",
    switch_on: "المفاتيح المفردة معطّلة. يمكنك تفعيلها من {preferences}.",

    no_record: "انتقل إلى سجل أولًا بالضغط على j.",
    not_listed: "هذا السجل ليس في القائمة.",
    nothing_listed: "القائمة فارغة.",
    close_first: "أغلق السجل المفتوح أولًا.",
    in_inbox: "موجود في الوارد أصلًا.",
    in_archived: "مؤرشف من قبل. للاستعادة اضغط u.",
    in_deleted: "محذوف من قبل. للاستعادة اضغط u.",
    only_restore: "ما في المحذوفات لا يمكن إلا استعادته بالضغط على u.",
    nothing_to_undo: "لا يوجد ما يمكن التراجع عنه.",
    nothing_to_export: "لا يوجد ما يمكن تصديره هنا.",
    no_next_page: "هذه هي الصفحة الأخيرة.",
    no_previous_page: "هذه هي الصفحة الأولى.",
    clear_first: "البحث يُنهي التحديد. ألغِ التحديد أولًا.",
    may_not_create: "إنشاء السجلات متاح للمالكين والمشرفين فقط.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Piece, pieces};

    #[test]
    fn both_languages_lead_to_the_preferences() {
        for text in [EN.switch_off, EN.switch_on, AR.switch_off, AR.switch_on] {
            let placeholders: Vec<_> =
                pieces(text).into_iter().filter(|piece| matches!(piece, Piece::Placeholder(_))).collect();
            assert_eq!(placeholders, [Piece::Placeholder("preferences")]);
        }
    }
}
