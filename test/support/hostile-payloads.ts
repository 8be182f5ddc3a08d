/** Texts that somebody may send to break into a page, break its layout, or lie with it: for names, messages, topics, addresses and whatever else is shown. */

const markup = [
  '<script>globalThis.broken=1</script>',
  '<img src="/stolen" onerror="globalThis.broken=1">',
  '<svg onload="globalThis.broken=1"></svg>',
  '<svg><animate onbegin=globalThis.broken=1 attributeName=x dur=1s>',
  '<iframe src="/stolen"></iframe>',
  '<iframe srcdoc="<script>parent.broken=1</script>"></iframe>',
  '<object data="/stolen"></object>',
  '<embed src="/stolen">',
  '<video src="/stolen" autoplay></video>',
  '<audio src="/stolen" autoplay></audio>',
  '<link rel="stylesheet" href="/stolen">',
  '<meta http-equiv="refresh" content="0;url=/stolen">',
  '<base href="https://evil.invalid/">',
  '<style>*{display:none!important}</style>',
  '<form action="/stolen"><button>Join</button></form>',
  '<input autofocus onfocus="globalThis.broken=1">',
  '<a href="javascript:globalThis.broken=1">a link</a>',
  '<details open ontoggle="globalThis.broken=1">',
  '<marquee onstart="globalThis.broken=1">',
  '<template><script>globalThis.broken=1</script></template>',
  '<slot name="panel"></slot>',
  '<rtc-call room="stolen" autojoin></rtc-call>',
  '<math><mtext><table><mglyph><style><img src=x onerror=globalThis.broken=1>',
  '<!--<img src="--><img src=/stolen onerror=globalThis.broken=1>',
  '<![CDATA[<img src=/stolen>]]>',
  '<?xml version="1.0"?><x/>',
  '</div></main></body></html>',
  '</title></textarea></style></script><b>out</b>',
  '&lt;img src=/stolen&gt;',
  '&#x3c;img src=/stolen&#x3e;',
  '&#60script&#62',
] as const;

const breakouts = ['', '"', "'", '">', "'>", '`', '</p>', '-->', ']]>', '\u0000'] as const;

const addresses = [
  'javascript:globalThis.broken=1',
  'JaVaScRiPt:globalThis.broken=1',
  'java\tscript:globalThis.broken=1',
  ' javascript:globalThis.broken=1',
  '\u0001javascript:globalThis.broken=1',
  'data:text/html,<script>parent.broken=1</script>',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.broken=1"/>',
  'vbscript:msgbox(1)',
  'blob:https://evil.invalid/1',
  'file:///etc/passwd',
  'view-source:https://evil.invalid/',
  'about:blank',
  'ws://evil.invalid/',
  '//evil.invalid/x',
  '\\\\evil.invalid\\x',
  'https:evil.invalid',
  'http://[::1',
  'http://a:b@:c',
  'mailto:a@b?subject=x',
  'tel:+1',
] as const;

const templates = [
  '{{constructor.constructor("globalThis.broken=1")()}}',
  '${globalThis.broken=1}',
  '#{globalThis.broken=1}',
  '<%= globalThis.broken=1 %>',
  '{%raw%}{{x}}{%endraw%}',
  '[[${x}]]',
  '{{{x}}}',
  '@{x}',
  '$&$1$`',
  '%s%n%x%d',
  '?lit$123456789$',
  '{{lit-123456789}}',
  '<!--?lit$0$-->',
  'Hello {0}',
] as const;

const styles = [
  'color:red;background:url(/stolen)',
  '}*{display:none}',
  'expression(globalThis.broken=1)',
  '@import url(/stolen);',
  '\\3c script\\3e',
  '--rtc-accent:red',
  '*/*{}/*',
  'var(--x)',
  'url("javascript:globalThis.broken=1")',
  ':host{display:none}',
] as const;

const queries = ["' OR 1=1 --", '"; DROP TABLE people; --', '../../../etc/passwd', '%2e%2e%2f', '%00', '\r\nSet-Cookie: x=1', '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '[object Object]', '-1', '1e309', '{"__proto__":{"broken":1}}', '\\u003cscript\\u003e', 'on', 'true', '0'] as const;

/** Marks that change the direction of what comes after them, or are not seen. */
const invisible = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f', '\u061c', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u180e', '\u034f', '\u115f', '\u3164', '\uffa0', '\u2800', '\ufff9', '\ufffa', '\ufffb', '\ufffc', '\ufffe', '\uffff', '\u{e0001}', '\u{e0041}', '\u{e007f}', '\ufe0f'] as const;

const controls = Array.from({ length: 0x20 + 0x21 }, (_, index) => String.fromCharCode(index < 0x20 ? index : 0x7f + index - 0x20));
const lines = ['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\v', '\f'];
const surrogates = ['\ud800', '\udbff', '\udc00', '\udfff', 'a\ud83d', '\ude00a', '\ud800\ud800', '\udc00\ud800', '\ud83d\u200d\ude00'];
const emoji = ['👩‍👩‍👧‍👦', '👨🏿‍🦰', '🏴‍☠️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇩🇪🇩', '1️⃣', '❤️‍🔥', '🧑🏻‍🤝‍🧑🏿', '👩‍'.repeat(200), '🏿'.repeat(50)];
const marks = ['\u0300', '\u0489', '\u20dd', '\u0e49', '\u0f71', '\u1dc0', '\ufe20', '\u0338'];
const scripts = ['ﷺ'.repeat(60), 'เ็็็็็็็็', 'మ్మ', '𒐫'.repeat(60), '꧅'.repeat(60), 'ﷲ', 'ᬻ᭄', 'مرحبا <b> שלום', 'ا'.repeat(300), '漢'.repeat(300), 'W'.repeat(300), 'i'.repeat(2000), 'a b '.repeat(500), '-'.repeat(1000), '\u00a0'.repeat(500)];

const around = (texts: readonly string[]) => texts.flatMap((text) => [`Ada${text}Lovelace`, text.repeat(40)]);

/** At least five hundred, each another one. */
export const hostilePayloads: readonly string[] = [
  ...new Set([
    ...markup.flatMap((each) => breakouts.map((before) => before + each)),
    ...addresses,
    ...templates,
    ...styles.flatMap((each) => [each, `"style="${each}`, `</style><style>${each}`]),
    ...queries,
    ...around(invisible),
    ...around(controls),
    ...around(lines),
    ...around(surrogates),
    ...emoji,
    ...marks.flatMap((mark) => [`Z${mark.repeat(200)}`, `Z${mark}a`.repeat(100)]),
    ...scripts,
    '',
    ' ',
    'x'.repeat(4000),
    '<'.repeat(4000),
    '&'.repeat(4000),
    '𝕏'.repeat(2000),
  ]),
];
