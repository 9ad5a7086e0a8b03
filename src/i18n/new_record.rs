//! Words of a new record, and of what is wrong with one that an agent filed.

use crate::domain::error::AppError;
use crate::domain::record::Flag;

pub struct NewRecord {
    pub new_record: &'static str,
    /// The button of a form without script, after another channel was chosen.
    pub show_fields: &'static str,
    /// The first option of a list of choices.
    pub choose: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub create: &'static str,
    pub creating: &'static str,
    /// A draft of this form was kept on the device.
    pub restored: &'static str,
    pub discard: &'static str,
    pub nothing_given: &'static str,
    pub not_created: fn(&AppError) -> &'static str,
    /// The form was closed before the server answered.
    pub created_meanwhile: &'static str,

    /// {actor}
    pub created_by: &'static str,
    /// {actor}
    pub proposed: &'static str,
    /// Read out in the place of a value that is not there.
    pub no_value: &'static str,
    pub flag_name: fn(Flag) -> &'static str,
    pub flag_text: fn(Flag) -> &'static str,
}

pub static EN: NewRecord = NewRecord {
    new_record: "New Record",
    show_fields: "Show the fields of this channel",
    choose: "Choose…",
    yes: "Yes",
    no: "No",
    create: "Create record",
    creating: "Creating…",
    restored: "You left this form unfinished. Here is what you had written.",
    discard: "Discard",
    nothing_given: "Fill in at least one field: a record that says nothing helps nobody.",
    not_created: |error| match error {
        AppError::Unauthenticated => {
            "Couldn't create the record: your session has ended. What you typed is kept on this device."
        }
        AppError::Forbidden => "Couldn't create the record: your role does not allow it.",
        AppError::NotFound => "Couldn't create the record: this agent is not there any more.",
        AppError::Invalid | AppError::TooMany { .. } => {
            "Couldn't create the record: the server could not make sense of it. What you typed is kept on this device."
        }
        AppError::JobRunning | AppError::Unavailable | AppError::Internal => {
            "Couldn't create the record: the server could not be reached. What you typed is kept on this device."
        }
    },
    created_meanwhile: "The record is created.",

    created_by: "{actor} created this record",
    proposed: "{actor} filed it again with other values. Nothing was overwritten.",
    no_value: "No value",
    flag_name: |flag| match flag {
        Flag::Missing => "Missing",
        Flag::Invalid => "Doesn't fit",
        Flag::Unknown => "Not asked for",
    },
    flag_text: |flag| match flag {
        Flag::Missing => "Required, but it was not given.",
        Flag::Invalid => "Not of the kind that is asked for. It is kept as it was given.",
        Flag::Unknown => "Data collection does not ask for this. It is kept as it was given.",
    },
};

pub static AR: NewRecord = NewRecord {
    new_record: "سجل جديد",
    show_fields: "عرض حقول هذه القناة",
    choose: "اختر…",
    yes: "نعم",
    no: "لا",
    create: "إنشاء السجل",
    creating: "جارٍ الإنشاء…",
    restored: "تركت هذا النموذج قبل إتمامه. هذا ما كتبته فيه.",
    discard: "تجاهل المسودة",
    nothing_given: "املأ حقلًا واحدًا على الأقل: سجل بلا محتوى لا يفيد أحدًا.",
    not_created: |error| match error {
        AppError::Unauthenticated => "تعذّر إنشاء السجل لأن جلستك انتهت. ما كتبته محفوظ على هذا الجهاز.",
        AppError::Forbidden => "تعذّر إنشاء السجل لأن دورك لا يسمح بذلك.",
        AppError::NotFound => "تعذّر إنشاء السجل لأن هذا الوكيل لم يعد موجودًا.",
        AppError::Invalid | AppError::TooMany { .. } => {
            "تعذّر إنشاء السجل لأن الخادم لم يفهم ما أُرسل. ما كتبته محفوظ على هذا الجهاز."
        }
        AppError::JobRunning | AppError::Unavailable | AppError::Internal => {
            "تعذّر إنشاء السجل لأن الخادم لا يستجيب. ما كتبته محفوظ على هذا الجهاز."
        }
    },
    created_meanwhile: "أُنشئ السجل.",

    created_by: "أُنشئ السجل بواسطة {actor}",
    proposed: "سُجّل مجددًا بقيم أخرى بواسطة {actor}. لم يُستبدل شيء.",
    no_value: "بلا قيمة",
    flag_name: |flag| match flag {
        Flag::Missing => "ناقص",
        Flag::Invalid => "غير مطابق",
        Flag::Unknown => "لم يُطلب",
    },
    flag_text: |flag| match flag {
        Flag::Missing => "حقل مطلوب لم تُذكر قيمته.",
        Flag::Invalid => "القيمة ليست من النوع المطلوب. حُفظت كما وردت.",
        Flag::Unknown => "هذا الحقل ليس ضمن جمع البيانات. حُفظ كما ورد.",
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Piece, pieces};

    #[test]
    fn both_languages_name_the_actor() {
        for pick in [|t: &NewRecord| t.created_by, |t: &NewRecord| t.proposed] {
            for words in [&EN, &AR] {
                let placeholders =
                    pieces(pick(words)).into_iter().filter(|piece| matches!(piece, Piece::Placeholder(_)));
                assert_eq!(placeholders.collect::<Vec<_>>(), [Piece::Placeholder("actor")]);
            }
        }
    }
}
