// The words of the pages of conversations, as `src/i18n/conversations.rs` has them.

const en = {
  chat: "Chat Conversations",
  voice: "Voice Conversations",
  list: "Conversations",
  search: "Search conversations…",
  all: "All",
  customer: "Customer",
  transcript: "Transcript",
  back: "Back to the list",
  messages: (n: number) => `${n} messages`,
  earlier: "Earlier messages",
  later: "Later messages",
  choose: "Choose a conversation",
  notFound: "Conversation not found",
  none: "No conversations yet",
  noMatches: "No conversations match",
  deleteTitle: "Delete this conversation?",
  movedTo: (folder: string) => `Moved to ${folder}`,
  movedMeanwhile: (folder: string) => `Somebody else has moved it meanwhile: now it is in ${folder}`,
  view: "View Conversation",
  viewLinked: "View Linked Conversation",
  reasons: ["Made by hand, no conversation", "Filed without a conversation"],
};

export type Talk = typeof en;

const ar: Talk = {
  chat: "المحادثات النصية",
  voice: "المحادثات الصوتية",
  list: "المحادثات",
  search: "ابحث في المحادثات…",
  all: "الكل",
  customer: "العميل",
  transcript: "نص المحادثة",
  back: "العودة إلى القائمة",
  messages: (n) => `${n} رسالة`,
  earlier: "رسائل أقدم",
  later: "رسائل أحدث",
  choose: "اختر محادثة",
  notFound: "المحادثة غير موجودة",
  none: "لا توجد محادثات بعد",
  noMatches: "لا توجد محادثات مطابقة",
  deleteTitle: "حذف هذه المحادثة؟",
  movedTo: (folder) => `نُقلت إلى ${folder}`,
  movedMeanwhile: (folder) => `نقلها شخص آخر في هذه الأثناء، وهي الآن في ${folder}`,
  view: "عرض المحادثة",
  viewLinked: "عرض المحادثة المرتبطة",
  reasons: ["أُنشئ يدويًا بلا محادثة", "سُجّل بلا محادثة"],
};

export const talk: Record<"en" | "ar", Talk> = { en, ar };
