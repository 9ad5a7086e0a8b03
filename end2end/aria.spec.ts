// What a screen reader finds: names, roles and order of the main screens.
import { expect, lead, test, type Desk } from "./desk";
import { talk } from "./words-conversations";

const ENGLISH = { tag: ["@script", "@desktop", "@en"] };
const ARABIC = { tag: ["@script", "@ar"] };

async function filed(desk: Desk) {
  const fields = [{ label: "Guests", value: "3" }];
  const known = { email: "one@example.com", phone: "0501234567", company: "Palm Gate", fields };
  await desk.server.file(desk.agent, [lead("Customer 1", 1, known), lead("Customer 2", 2)]);
}

test("the list of records, in English", ENGLISH, async ({ page, desk }) => {
  await filed(desk);
  await desk.go("?status=new");
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "Skip to content"
    - complementary:
      - link "Leads & Tickets"
      - group: /Agent/
      - navigation "Main":
        - link "Leads & Tickets"
        - group:
          - list:
            - listitem:
              - link "Inbox 2"
            - listitem:
              - link "Archived 0"
            - listitem:
              - link "Deleted 0"
        - link "Chat Conversations"
        - link "Voice Conversations"
        - link "Data collection"
        - link "API keys"
        - link "Activity"
      - form "Language":
        - button "English" [pressed]
        - button "العربية"
      - form "Theme":
        - button "Light"
        - button "Dark"
        - button "System" [pressed]
      - paragraph: /Times in/
      - group: /Layla Haddad Owner/
    - main:
      - navigation "Breadcrumb":
        - list:
          - listitem:
            - link "Agents"
          - listitem:
            - link
          - listitem:
            - heading "Leads & Tickets" [level=1]
      - navigation "Type":
        - link "Leads 2"
        - link "Tickets 0"
      - group "Filters":
        - group: Type
        - group: Status 1
        - group: Channel
        - group: Assignee
        - group: Date
      - search:
        - searchbox "Search records…"
      - group: Export
      - link "New Record"
      - group "Active filters":
        - text: Status New
        - link "Remove Status New"
        - link "Clear all"
      - status: 2 records
      - heading "Records" [level=2]
      - article /WIT-LED-\\w+/
      - article /WIT-LED-\\w+/
      - navigation "Pages":
        - paragraph: 2 records
        - group "Per page":
          - link "24"
          - link "48"
          - link "96"
        - link "Previous" [disabled]
        - link "Next" [disabled]
    - status
  `);
  await expect(desk.of("Customer 1")).toMatchAriaSnapshot(`
    - article /^WIT-LED-\\w+$/:
      - checkbox /^Select WIT-LED-\\w+$/
      - text: Lead
      - img "Web"
      - text: New
      - button /^Copy WIT-LED-\\w+$/
      - status
      - time: /^\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d$/
      - term: Name
      - definition: Customer 1
      - term: Phone
      - definition: "0501234567"
      - term: Email
      - definition: one@example.com
      - term: Company
      - definition: Palm Gate
      - term: Guests
      - definition: "3"
      - paragraph: About Customer 1
      - paragraph: "Assignee: Unassigned"
      - 'link /^Details: WIT-LED-\\w+$/'
      - 'link /^View Conversation: WIT-LED-\\w+$/'
      - 'button /^Mark: WIT-LED-\\w+$/'
      - 'button /^Assign: WIT-LED-\\w+$/'
  `);
});

test("what is selected, menus and dialogs, in English", ENGLISH, async ({ page, desk, words }) => {
  await filed(desk);
  await desk.go();
  const card = desk.of("Customer 1");
  await desk.tick(card).check();
  await expect(desk.bulk).toMatchAriaSnapshot(`
    - toolbar "Selected records":
      - checkbox "Select all on this page" [checked=mixed]
      - paragraph: 1 selected
      - button "Select all 2 that match"
      - button "Clear"
      - button "Mark"
      - button "Assign"
      - button "Export"
      - button "Archive"
      - button "Delete"
  `);
  await desk.bulk.getByRole("button", { name: words.assign }).click();
  await expect(desk.dialog).toMatchAriaSnapshot(`
    - dialog "Assign 1 record":
      - heading "Assign 1 record" [level=2]
      - combobox "Assign to…"
      - textbox "Note for the assignee (optional)"
      - button "Cancel"
      - button "Assign" [disabled]
  `);
  await page.keyboard.press("Escape");
  await desk.bulk.getByRole("button", { name: words.delete }).click();
  await expect(desk.dialog).toMatchAriaSnapshot(`
    - dialog "Delete records?":
      - heading "Delete records?" [level=2]
      - paragraph: Records move to Deleted.
      - button "Cancel"
      - button "Delete"
  `);
  await page.keyboard.press("Escape");
  await expect(desk.action(card, words.mark)).toHaveAttribute("aria-haspopup", "menu");
  await desk.action(card, words.mark).click();
  await expect(desk.action(card, words.mark)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("region", { name: words.mark, exact: true })).toMatchAriaSnapshot(`
    - menu "Mark":
      - menuitemradio "Open"
      - menuitemradio "New" [checked]
      - menuitemradio "Closed"
      - menuitemradio "Cancelled"
  `);
  await page.keyboard.press("Escape");
  await desk.action(card, words.assign).click();
  await expect(page.getByRole("dialog", { name: words.assign, exact: true })).toMatchAriaSnapshot(`
    - dialog "Assign":
      - combobox "Assign to…" [expanded]
      - listbox "Assign to…":
        - option "Assign to me Owner" [selected]
        - option /Member$/
        - option "Unassigned"
      - status
  `);
  // What the arrows point at is what a screen reader says.
  const box = page.getByRole("combobox", { name: words.assignTo });
  await box.press("ArrowDown");
  const pointed = await box.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${pointed}"]`)).toHaveAttribute("aria-selected", "true");
});

test("the sheet of a record, in English", ENGLISH, async ({ desk }) => {
  await filed(desk);
  await desk.go();
  await desk.openSheet(desk.of("Customer 1"));
  await expect(desk.sheet).toMatchAriaSnapshot(`
    - dialog /^WIT-LED-\\w+$/:
      - heading /^WIT-LED-\\w+$/ [level=2]
      - text: Lead
      - img "Web"
      - button /^Copy WIT-LED-\\w+$/
      - time
      - link "Previous record" [disabled]
      - link "Next record"
      - link "Close"
      - region /^WIT-LED-\\w+$/:
        - region "Contact":
          - heading "Contact" [level=3]
          - term: Phone
          - definition:
            - link "0501234567"
          - term: Email
          - definition:
            - link "one@example.com"
        - region "Additional information":
          - heading "Additional information" [level=3]
          - term: Guests
          - definition: "3"
        - region "Conversation":
          - link "View Linked Conversation"
        - region "Description":
          - heading "Description" [level=3]
          - paragraph: About Customer 1
        - region "Status":
          - form "Status":
            - button "Open"
            - button "New" [pressed]
            - button "Closed"
            - button "Cancelled"
        - region "Assignment":
          - paragraph: Unassigned
          - form "Assignment":
            - combobox "Assign to…"
        - region "Notes":
          - form "Notes":
            - textbox "Notes"
            - status
        - region "Activity":
          - list:
            - listitem:
              - paragraph: /filed this record$/
              - time
      - button "Archive"
      - button "Delete"
      - status
  `);
});

test("conversations and preferences, in English", ENGLISH, async ({ page, desk, lang }) => {
  const chats = `${desk.server.url}/agents/lumen-home/chat-conversations?q=mornings+please`;
  await desk.open(chats);
  const list = page.getByRole("region", { name: talk[lang].list, exact: true });
  await list.getByRole("listitem").getByRole("link").first().click();
  await expect(page.locator(".message").first()).toBeAttached();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - navigation "Breadcrumb":
        - list:
          - listitem:
            - heading "Chat Conversations" [level=1]
      - region "Conversations":
        - search:
          - searchbox "Search conversations…": mornings please
          - link "Clear search"
        - navigation "Folders":
          - link /^Inbox/
          - link /^Archived/
          - link /^Deleted/
        - navigation "Channel":
          - link "All 1"
        - heading "Conversations" [level=2]
        - status: 1 conversation
        - list:
          - listitem:
            - link /^WhatsApp Maryam Al-Harbi .* Lead$/
        - navigation "Pages":
          - paragraph: 1 conversation
          - link "Previous" [disabled]
          - link "Next" [disabled]
      - region "Transcript":
        - heading "WhatsApp Maryam Al-Harbi" [level=2]
        - list:
          - listitem: Open
          - listitem: 6 messages
          - listitem: English
        - group "Move this conversation":
          - button "Archive"
          - button "Delete"
        - region "WhatsApp Maryam Al-Harbi":
          - list:
            - listitem:
              - time
            - listitem:
              - paragraph: Customer
              - paragraph: Hello, I need a price for 40 smart thermostats.
              - time
            - listitem:
              - paragraph: Agent
              - paragraph: Hello! Is it for a new building?
            - listitem:
              - link /^Open record. Lead New WIT-LED-\\w+ Maryam Al-Harbi/
        - status
  `);
  await desk.open(`${desk.server.url}/preferences`);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - navigation "Breadcrumb":
        - list:
          - listitem:
            - heading "Preferences" [level=1]
      - region "Profile":
        - heading "Profile" [level=2]
        - textbox "Your name": Layla Haddad
        - combobox "Language"
        - combobox "Time zone"
        - combobox "Theme"
        - combobox "Cards per page"
        - combobox "Keyboard shortcuts"
        - button "Save"
      - region "Change password":
        - heading "Change password" [level=2]
        - textbox "Current password"
        - textbox "New password"
        - button "Change password"
      - region "Sessions":
        - heading "Sessions" [level=2]
        - button "Sign out everywhere"
  `);
});

test("list, card, dialog and sheet, in Arabic", ARABIC, async ({ page, desk, words }) => {
  await filed(desk);
  await desk.go("?status=new");
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - link "انتقل إلى المحتوى"
    - main:
      - navigation "مسار التنقل":
        - list:
          - listitem:
            - heading "العملاء والتذاكر" [level=1]
      - navigation "النوع":
        - link "العملاء المحتملون 2"
        - link "التذاكر 0"
      - group "عوامل التصفية المفعّلة":
        - link "إزالة الحالة جديد"
        - link "مسح الكل"
      - status: سجلان
      - heading "السجلات" [level=2]
      - navigation "الصفحات":
        - paragraph: سجلان
        - link "السابق" [disabled]
        - link "التالي" [disabled]
    - status
  `);
  const card = desk.of("Customer 1");
  await expect(card).toMatchAriaSnapshot(`
    - article /^WIT-LED-\\w+$/:
      - checkbox /^تحديد WIT-LED-\\w+$/
      - text: عميل محتمل
      - img "الويب"
      - text: جديد
      - term: الاسم
      - definition: Customer 1
      - paragraph: /غير مُسند$/
      - link /^التفاصيل. WIT-LED-\\w+$/
      - button /^تغيير الحالة. WIT-LED-\\w+$/
      - button /^إسناد. WIT-LED-\\w+$/
  `);
  await desk.press(desk.tick(card));
  await desk.press(desk.bulk.getByRole("button", { name: words.delete }));
  await expect(desk.dialog).toMatchAriaSnapshot(`
    - dialog "حذف السجلات؟":
      - heading "حذف السجلات؟" [level=2]
      - paragraph: تنتقل السجلات إلى المحذوفات.
      - button "إلغاء"
      - button "حذف"
  `);
  await page.keyboard.press("Escape");
  await desk.press(desk.bulk.getByRole("button", { name: words.clearSelection }));
  await desk.openSheet(card);
  await expect(desk.sheet).toMatchAriaSnapshot(`
    - dialog /^WIT-LED-\\w+$/:
      - link "السجل التالي"
      - link "إغلاق"
      - region /^WIT-LED-\\w+$/:
        - region "بيانات الاتصال"
        - region "الحالة":
          - form "الحالة":
            - button "مفتوح"
            - button "جديد" [pressed]
        - region "الملاحظات":
          - form "الملاحظات":
            - textbox "الملاحظات"
            - status
        - region "النشاط"
  `);
});
