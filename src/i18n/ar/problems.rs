//! What is wrong with a form.

use super::nouns::CHARACTERS;
use crate::domain::form::Problem;
use crate::i18n::{exports, number};

pub fn problem(problem: Problem) -> String {
    let text = match problem {
        Problem::TooLong(limit) => return format!("الحد الأقصى {}", CHARACTERS.count(limit as u64)),
        Problem::TooShort(limit) => return format!("الحد الأدنى {}", CHARACTERS.count(limit as u64)),
        Problem::TooMany(limit) => return format!("الحد الأقصى {}", number(limit as u64)),
        Problem::Missing => "هذا الحقل مطلوب",
        Problem::NotText => "يحتوي على رمز لا يمكن حفظه",
        Problem::NotAnEmail => "هذا ليس عنوان بريد إلكتروني",
        Problem::NotAPhone => "هذا ليس رقم هاتف",
        Problem::NotANumber => "هذا ليس رقمًا",
        Problem::NotADate => "اكتب اليوم على هذا النحو: 2026-12-31",
        Problem::NotAUrl => "ابدأ العنوان بـ \u{2066}https://\u{2069}",
        Problem::Twice => "هذا الاسم مستخدم من قبل",
        Problem::EmailTaken => "هذا البريد مستخدم لدى أحد أعضاء الفريق",
        Problem::NotAnAgentId => "أحرف إنجليزية صغيرة وأرقام وشرطات فقط",
        Problem::AgentIdTaken => "يوجد وكيل بهذا المعرّف",
        Problem::UnknownZone => "هذه ليست منطقة زمنية. اختر واحدة من القائمة.",
        Problem::NotAChoice => "اختر واحدًا",
        Problem::WrongSignIn => "البريد الإلكتروني أو كلمة المرور غير صحيحة",
        Problem::TooManyAttempts => "محاولات خاطئة كثيرة. حاول مجددًا بعد 15 دقيقة.",
        Problem::WrongPassword => "هذه ليست كلمة مرورك",
        Problem::NotConfirmed => "اكتب DELETE بأحرف كبيرة",
        Problem::LastOwner => "لا بد من وجود مالك. اجعل شخصًا آخر مالكًا أولًا.",
        Problem::NotAllowed => "دورك لا يسمح بهذا",
        Problem::LinkExpired => "استُخدم هذا الرابط أو سُحب، أو مضى عليه أكثر من 48 ساعة",
        Problem::ChangedMeanwhile => {
            "غيّر شخص آخر هذا في هذه الأثناء ولم يُستبدل شيء؛ أرسل النموذج مجددًا إن أردت اعتماد ما اخترته."
        }
        Problem::Gone => "لم يعد موضوع هذا النموذج موجودًا",
        Problem::Busy => "الخادم مشغول. لم يتغير شيء؛ حاول مجددًا.",
        Problem::ExportsRunning => exports::AR.busy,
    };
    text.to_owned()
}
