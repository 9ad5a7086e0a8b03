//! Words of exports, and of who made them.

use super::number;
use super::plural::Arabic;
use crate::domain::error::AppError;
use crate::domain::export::{ChoiceKind, ExportState, Format};

pub struct Exports {
    /// The menu, and the button of what is ticked.
    pub export: &'static str,
    /// An option of the menu.
    pub choice_name: fn(ChoiceKind) -> &'static str,
    /// Over the dialog.
    pub title: fn(ChoiceKind) -> &'static str,
    /// Why there is nothing to choose.
    pub nothing: &'static str,
    pub folder: &'static str,
    pub filter: &'static str,
    pub no_filter: &'static str,
    /// In the place of a filter: each record was ticked.
    pub by_hand: &'static str,
    /// Between the choices of one filter.
    pub comma: &'static str,
    /// What was searched for.
    pub quoted: fn(&str) -> String,
    pub format: &'static str,
    pub format_name: fn(Format) -> &'static str,
    /// Whom the format is for.
    pub format_text: fn(Format) -> &'static str,

    pub download: &'static str,
    pub downloading: &'static str,
    pub download_again: &'static str,
    pub try_again: &'static str,
    pub preparing: &'static str,
    /// The bar that fills.
    pub progress: &'static str,
    /// Rows sent, of so many.
    pub so_far: fn(u64, u64) -> String,
    pub goes_on: &'static str,
    pub done: fn(u64) -> String,
    pub stopped: fn(u64, u64) -> String,
    pub failed: fn(u64, u64) -> String,
    pub busy: &'static str,
    /// The server does not say any more how far it is.
    pub lost: &'static str,
    pub not_exported: fn(&AppError) -> &'static str,

    /// The page of who exported what.
    pub activity: &'static str,
    pub activity_text: &'static str,
    /// The list on it.
    pub exports: &'static str,
    pub none: &'static str,
    pub none_text: &'static str,
    /// {actor} {records} {format} {folder}
    pub exported: &'static str,
    /// The same of one that did not come to its end, or has not yet.
    pub began: &'static str,
    /// Records, in the middle of those sentences.
    pub count: fn(u64) -> String,
    /// What of the list was exported.
    pub choice_of: fn(ChoiceKind) -> &'static str,
    pub state: fn(ExportState, u64, u64) -> String,
    pub newer: &'static str,
    pub older: &'static str,
}

pub static EN: Exports = Exports {
    export: "Export",
    choice_name: |choice| match choice {
        ChoiceKind::Page => "Page CSV",
        ChoiceKind::All => "All CSV",
        ChoiceKind::Selection => "Selection CSV",
    },
    title: |choice| match choice {
        ChoiceKind::Page => "Export this page",
        ChoiceKind::All => "Export all pages",
        ChoiceKind::Selection => "Export the selection",
    },
    nothing: "Nothing is listed here, so there is nothing to export.",
    folder: "Folder",
    filter: "Filter",
    no_filter: "No filter",
    by_hand: "Chosen one by one",
    comma: ", ",
    quoted: |text| format!("“\u{2068}{text}\u{2069}”"),
    format: "Who is the file for?",
    format_name: |format| match format {
        Format::Spreadsheet => "Spreadsheet (CSV)",
        Format::Raw => "Data (UTF-8, raw)",
    },
    format_text: |format| match format {
        Format::Spreadsheet => {
            "For Excel, LibreOffice and Google Sheets. Arabic opens as it should, no cell runs as a formula, and times \
             are in your time zone."
        }
        Format::Raw => {
            "For programs. The text exactly as it is, without a byte order mark and without the guard against \
             formulas; times are in UTC. Not for opening in a spreadsheet."
        }
    },

    download: "Download",
    downloading: "Downloading…",
    download_again: "Download again",
    try_again: "Try again",
    preparing: "Preparing the file…",
    progress: "Rows sent",
    so_far: so_far_en,
    goes_on: "You can close this: the download goes on.",
    done: |total| match total {
        0 => "The file has no rows. You find it in your downloads.".to_owned(),
        total => format!("{}. The file is in your downloads.", so_far_en(total, total)),
    },
    stopped: |sent, total| format!("{}. The file is not complete.", after_en("Stopped", sent, total)),
    failed: |sent, total| format!("{}. The file is not complete.", after_en("Something broke", sent, total)),
    busy: "Two exports are running. Try again when one of them is done.",
    lost: "The server cannot be reached to say how far it is. Your browser’s downloads show whether the file arrived.",
    not_exported: |error| match error {
        AppError::Unauthenticated => "Nothing was exported: your session has ended.",
        AppError::Forbidden => "Nothing was exported: your role does not allow it.",
        AppError::NotFound => "Nothing was exported: this agent is not there any more.",
        AppError::Invalid | AppError::TooMany { .. } => "Nothing was exported: the server could not make sense of it.",
        AppError::JobRunning | AppError::Unavailable | AppError::Internal => {
            "Nothing was exported: the server could not be reached."
        }
    },

    activity: "Activity",
    activity_text: "Who took records of this agent out as a file, and when. Kept for a year.",
    exports: "Exports",
    none: "Nothing exported yet",
    none_text: "When somebody exports records of this agent, it is listed here: who, when, and what the file holds.",
    exported: "{actor} exported {records} as {format} from {folder}",
    began: "{actor} began to export {records} as {format} from {folder}",
    count: |n| if n == 1 { "1 record".to_owned() } else { format!("{} records", number(n)) },
    choice_of: |choice| match choice {
        ChoiceKind::Page => "One page:",
        ChoiceKind::All => "All pages:",
        ChoiceKind::Selection => "A selection:",
    },
    state: |state, sent, total| match state {
        ExportState::Waiting => "Waiting".to_owned(),
        ExportState::Running => so_far_en(sent, total),
        ExportState::Done => "Complete".to_owned(),
        ExportState::Failed => after_en("Broke off", sent, total),
        ExportState::Stopped => after_en("Stopped", sent, total),
    },
    newer: "Newest",
    older: "Older",
};

fn so_far_en(sent: u64, total: u64) -> String {
    if total == 0 {
        return "No rows".to_owned();
    }
    let rows = if total == 1 { "row" } else { "rows" };
    format!("{} of {} {rows}", number(sent), number(total))
}

fn after_en(what: &str, sent: u64, total: u64) -> String {
    if total == 0 { what.to_owned() } else { format!("{what} after {}", so_far_en(sent, total)) }
}

/// After a word that governs them.
const OF_RECORDS: Arabic =
    Arabic {
        zero: "صفر من السجلات", one: "سجل واحد", two: "سجلين", few: "سجلات", many: "سجلًا", other: "سجل"
    };

const OF_ROWS: Arabic =
    Arabic {
        zero: "صفر من الصفوف", one: "صف واحد", two: "صفين", few: "صفوف", many: "صفًا", other: "صف"
    };

pub static AR: Exports = Exports {
    export: "تصدير",
    choice_name: |choice| match choice {
        ChoiceKind::Page => "ملف CSV للصفحة",
        ChoiceKind::All => "ملف CSV للكل",
        ChoiceKind::Selection => "ملف CSV للمحدد",
    },
    title: |choice| match choice {
        ChoiceKind::Page => "تصدير هذه الصفحة",
        ChoiceKind::All => "تصدير كل الصفحات",
        ChoiceKind::Selection => "تصدير السجلات المحددة",
    },
    nothing: "لا توجد سجلات معروضة هنا، فلا شيء للتصدير.",
    folder: "المجلد",
    filter: "التصفية",
    no_filter: "بلا تصفية",
    by_hand: "اختيرت واحدًا واحدًا",
    comma: "، ",
    quoted: |text| format!("«\u{2068}{text}\u{2069}»"),
    format: "لمن هذا الملف؟",
    format_name: |format| match format {
        Format::Spreadsheet => "جدول بيانات (CSV)",
        Format::Raw => "بيانات خام (UTF-8)",
    },
    format_text: |format| match format {
        Format::Spreadsheet => {
            "لبرامج Excel وLibreOffice وGoogle Sheets: تظهر العربية سليمة، ولا تُنفَّذ أي خلية على أنها معادلة، \
             والأوقات بتوقيت منطقتك."
        }
        Format::Raw => {
            "للبرامج: النص كما هو، من دون علامة ترتيب البايتات (BOM) ومن دون الحماية من المعادلات، والأوقات بتوقيت UTC. \
             لا يصلح لفتحه في جدول بيانات."
        }
    },

    download: "تنزيل",
    downloading: "جارٍ التنزيل…",
    download_again: "تنزيل مرة أخرى",
    try_again: "إعادة المحاولة",
    preparing: "جارٍ تحضير الملف…",
    progress: "الصفوف المرسلة",
    so_far: so_far_ar,
    goes_on: "يمكنك إغلاق هذه النافذة، فالتنزيل مستمر.",
    done: |total| match total {
        0 => "الملف بلا صفوف، وتجده في التنزيلات.".to_owned(),
        total => format!("{}. تجد الملف في التنزيلات.", so_far_ar(total, total)),
    },
    stopped: |sent, total| format!("{}. الملف غير مكتمل.", after_ar("توقف التصدير", sent, total)),
    failed: |sent, total| format!("{}. الملف غير مكتمل.", after_ar("حدث خلل", sent, total)),
    busy: "هناك عمليتا تصدير جاريتان. حاول مجددًا عند انتهاء إحداهما.",
    lost: "تعذّر الوصول إلى الخادم لمعرفة مدى التقدم. تُظهر تنزيلات المتصفح ما إذا كان الملف قد وصل.",
    not_exported: |error| match error {
        AppError::Unauthenticated => "لم يُصدَّر شيء لأن جلستك انتهت.",
        AppError::Forbidden => "لم يُصدَّر شيء لأن دورك لا يسمح بذلك.",
        AppError::NotFound => "لم يُصدَّر شيء لأن هذا الوكيل لم يعد موجودًا.",
        AppError::Invalid | AppError::TooMany { .. } => "لم يُصدَّر شيء لأن الخادم لم يفهم الطلب.",
        AppError::JobRunning | AppError::Unavailable | AppError::Internal => "لم يُصدَّر شيء لأن الخادم لا يستجيب.",
    },

    activity: "النشاط",
    activity_text: "من أخرج سجلات هذا الوكيل في ملف، ومتى. تُحفظ هذه القائمة لمدة سنة.",
    exports: "عمليات التصدير",
    none: "لم يُصدَّر شيء بعد",
    none_text: "عندما يصدّر أحد سجلات هذا الوكيل يظهر ذلك هنا: من، ومتى، وما الذي يحتويه الملف.",
    exported: "تصدير {records} من {folder} بصيغة {format} بواسطة {actor}",
    began: "بدء تصدير {records} من {folder} بصيغة {format} بواسطة {actor}",
    count: |n| OF_RECORDS.count(n),
    choice_of: |choice| match choice {
        ChoiceKind::Page => "صفحة واحدة:",
        ChoiceKind::All => "كل الصفحات:",
        ChoiceKind::Selection => "سجلات محددة:",
    },
    state: |state, sent, total| match state {
        ExportState::Waiting => "في الانتظار".to_owned(),
        ExportState::Running => so_far_ar(sent, total),
        ExportState::Done => "مكتمل".to_owned(),
        ExportState::Failed => after_ar("انقطع", sent, total),
        ExportState::Stopped => after_ar("توقف", sent, total),
    },
    newer: "الأحدث",
    older: "الأقدم",
};

/// The first number stands bare: its noun would be said twice.
fn so_far_ar(sent: u64, total: u64) -> String {
    if total == 0 {
        return "بلا صفوف".to_owned();
    }
    format!("{} من أصل {}", number(sent), OF_ROWS.count(total))
}

fn after_ar(what: &str, sent: u64, total: u64) -> String {
    if total == 0 { what.to_owned() } else { format!("{what} بعد {}", so_far_ar(sent, total)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Piece, pieces};

    #[test]
    fn both_languages_say_who_took_what() {
        let names = |message| {
            let names = pieces(message).into_iter().filter_map(|piece| match piece {
                Piece::Placeholder(name) => Some(name),
                Piece::Words(_) => None,
            });
            let mut names: Vec<_> = names.collect();
            names.sort_unstable();
            names
        };
        for message in [EN.exported, EN.began, AR.exported, AR.began] {
            assert_eq!(names(message), ["actor", "folder", "format", "records"], "{message}");
        }
    }

    #[test]
    fn a_file_without_rows_is_said_without_counting() {
        for (e, done, stopped, running) in [
            (
                &EN,
                "The file has no rows. You find it in your downloads.",
                "Stopped. The file is not complete.",
                "No rows",
            ),
            (&AR, "الملف بلا صفوف، وتجده في التنزيلات.", "توقف التصدير. الملف غير مكتمل.", "بلا صفوف"),
        ] {
            assert_eq!(((e.done)(0), (e.stopped)(0, 0)), (done.to_owned(), stopped.to_owned()));
            assert_eq!(
                ((e.so_far)(0, 0), (e.state)(ExportState::Running, 0, 0)),
                (running.to_owned(), running.to_owned())
            );
        }
    }

    #[test]
    fn rows_are_counted() {
        for (sent, total, en, ar) in [
            (1, 1, "1 of 1 row", "1 من أصل صف واحد"),
            (3, 3, "3 of 3 rows", "3 من أصل 3 صفوف"),
            (1_204, 12_000, "1,204 of 12,000 rows", "1,204 من أصل 12,000 صف"),
            (12, 24, "12 of 24 rows", "12 من أصل 24 صفًا"),
        ] {
            assert_eq!(((EN.so_far)(sent, total), (AR.so_far)(sent, total)), (en.to_owned(), ar.to_owned()));
        }
    }
}
