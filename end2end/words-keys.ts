// The words of the keyboard shortcuts and of the command palette, as `src/i18n/{keys,palette}.rs` have them.

const en = {
  keys: "Keyboard shortcuts",
  on: "On",
  off: "Off",
  markAs: (status: string) => `Mark as ${status}`,
  goTo: (folder: string) => `Go to ${folder}`,
  noRecord: "Go to a record first: press j.",
  notListed: "This record isn't in the list.",
  nothingListed: "The list is empty.",
  nothingToUndo: "There is nothing to undo.",
  noPreviousPage: "This is the first page.",

  palette: "Command palette",
  hint: "Search or jump to…",
  nothing: "Nothing found",
  results: (n: number) => `${n} result`,
  actions: "Actions",
  members: "Members",
  clearFilters: "Clear all filters",
  assignTo: (name: string) => `Assign to ${name}`,
  agentsFailed: "The agents could not be loaded.",
};

export type KeyWords = typeof en;

const ar: KeyWords = {
  keys: "اختصارات لوحة المفاتيح",
  on: "مفعّلة",
  off: "معطّلة",
  markAs: (status) => `تغيير الحالة إلى «${status}»`,
  goTo: (folder) => `الانتقال إلى ${folder}`,
  noRecord: "انتقل إلى سجل أولًا بالضغط على j.",
  notListed: "هذا السجل ليس في القائمة.",
  nothingListed: "القائمة فارغة.",
  nothingToUndo: "لا يوجد ما يمكن التراجع عنه.",
  noPreviousPage: "هذه هي الصفحة الأولى.",

  palette: "لوحة الأوامر",
  hint: "ابحث أو انتقل إلى…",
  nothing: "لا توجد نتائج",
  results: (n) => (n === 1 ? "نتيجة واحدة" : `${n} `),
  actions: "الإجراءات",
  members: "الأعضاء",
  clearFilters: "مسح كل عوامل التصفية",
  assignTo: (name) => `إسناد إلى ${name}`,
  agentsFailed: "تعذّر تحميل الوكلاء.",
};

export const keyWords: Record<"en" | "ar", KeyWords> = { en, ar };
