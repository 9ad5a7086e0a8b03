//! What is wrong with a form.

use crate::domain::form::Problem;
use crate::i18n::number;

pub fn problem(problem: Problem) -> String {
    let text = match problem {
        Problem::TooLong(limit) => return format!("الحد الأقصى {} حرفًا", number(limit as u64)),
        Problem::TooShort(limit) => return format!("الحد الأدنى {} أحرف", number(limit as u64)),
        Problem::TooMany(limit) => return format!("الحد الأقصى {}", number(limit as u64)),
        Problem::Missing => "هذا الحقل مطلوب",
        Problem::NotText => "يحتوي على رمز لا يمكن حفظه",
        Problem::NotAnEmail => "هذا ليس بريدًا إلكترونيًا",
        Problem::NotAPhone => "هذا ليس رقم هاتف",
        Problem::NotANumber => "هذا ليس رقمًا",
        Problem::NotADate => "اكتب اليوم على هذا النحو: 2026-12-31",
        Problem::NotAUrl => "ابدأ العنوان بـ https://",
        Problem::Twice => "يوجد واحد بهذا الاسم",
        Problem::EmailTaken => "هذا العنوان لأحد أعضاء الفريق",
        Problem::NotAnAgentId => "a–z و0–9 والشرطة فقط",
        Problem::AgentIdTaken => "يوجد وكيل بهذا المعرّف",
        Problem::UnknownZone => "هذه ليست منطقة زمنية. اختر واحدة من القائمة.",
        Problem::NotAChoice => "اختر واحدًا",
        Problem::WrongSignIn => "البريد وكلمة المرور غير متطابقين",
        Problem::TooManyAttempts => "محاولات خاطئة كثيرة. حاول مجددًا بعد 15 دقيقة.",
        Problem::WrongPassword => "هذه ليست كلمة مرورك",
        Problem::NotConfirmed => "اكتب DELETE بأحرف كبيرة",
        Problem::LastOwner => "لا بد من مالك. اجعل غيره مالكًا أولًا.",
        Problem::NotAllowed => "دورك لا يسمح بهذا",
        Problem::LinkExpired => "استُخدم هذا الرابط أو سُحب، أو مضى عليه أكثر من 48 ساعة",
        Problem::ChangedMeanwhile => "غيّر شخص آخر هذا في هذه الأثناء ولم يُستبدل شيء؛ أرسله مجددًا إن أردت ما اخترت.",
        Problem::Gone => "لم يعد موضوع هذا النموذج موجودًا",
        Problem::Busy => "الخادم مشغول. لم يتغير شيء؛ حاول مجددًا.",
    };
    text.to_owned()
}
