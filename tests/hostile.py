# ruff: noqa: E501 - lists of texts, several a line
"""More than three hundred texts that somebody could type, paste or write into a file to make Kompas do what it says.

Made for Kompas; each group is an interpreter that a text passes on its way: the terminal, Textual, HTML,
JavaScript, a spreadsheet, Word, a database, a template, a shell, a file system, YAML, and people's eyes.
"""

TERMINAL = [
    "\x1b[2J\x1b[H", "\x1b[31mrood\x1b[0m", "\x1b[?1049l", "\x1b[?25l", "\x1bc", "\x1b[3J", "\x1b[6n", "\x1b[c", "\x1b[>c",
    "\x1b]0;GEHACKT\x07", "\x1b]2;titel\x1b\\", "\x1b]52;c;aGFjaw==\x07", "\x1b]52;p;?\x1b\\", "\x1b]8;;http://x.nl\x1b\\klik\x1b]8;;\x1b\\",
    "\x1b]1337;File=inline=1:AAAA\x07", "\x1b]9;melding\x07", "\x1b]777;notify;a;b\x1b\\", "\x1b]4;1;rgb:ff/00/00\x07", "\x1b]10;?\x07",
    "\x1bP+q544e\x1b\\", "\x1bP0;1|17/ab\x1b\\", "\x1b_Gf=100;AAAA\x1b\\", "\x1b^prive\x1b\\", "\x1bXtekst\x1b\\", "\x1b[201~rm -rf ~\n",
    "\x1b[5i", "\x1b[4i", "\x1b[1;1r", "\x1b(0lqqk", "\x1b#8", "\x1b[8m verborgen \x1b[28m", "\x1b[21t", "\x1b[?1000h", "\x1b[s\x1b[u",
    "\x9b31mC1", "\x9b2J", "\x9d0;titel\x9c", "\x90q\x9c", "\x84\x85\x88", "\x8eX\x8fY", "\x9eprive\x9c", "\x9f_\x9c", "\x07" * 20, "a\x08b\x08c",
    "\x0eSO\x0fSI", "a\x0bb\x0cc", "\x7f\x7f", "\x00nul", "a\x00b", "\x1a", "\x04", "\x03", "\x11\x13", "\x18\x1a\x1b", "\x05",
    "ongeldig\r\x1b[Kgeldig", "Akkoord\rNiet  ", "\x1b", "\x1b[", "\x1b]", "\x1b\x1b\x1b", "tekst\x1b[9999999999C", "\x1b[38;2;255;255;255m",
]  # fmt: skip
TEXTUAL = [
    "[/", "[b", "[/]", "[/b]", "[b]vet[/b]", "[red]rood[/red]", "[@click=app.quit]weg[/]", "[@click=\"app.bell\"]x[/]", "[link=http://x]y[/link]",
    "[on red] ", "[#ff0000]x", "[$primary]x[/]", "[not a tag]", "[[]]", "[]", "\\[b]", "\\\\[b]", "[bold italic underline]", "[TODO]", "[1/3]",
    "[x](y)", ":smile:", ":warning: let op", "[blink]x[/blink]", "[reverse]x", "[/red][/blue]", "[b]" * 40, "[/]" * 40, "{b}x{/b}", "[auto]",
    "[b][i][u]", "[=]", "[ b ]", "[b /]", "[\x1b]", "[@mouse.down=x]", "[link='javascript:alert(1)']x[/link]", "$text-muted", "[u]onder", "[s]door[/s]",
]  # fmt: skip
WEB = [
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "<svg onload=alert(4)>", "<svg/onload=alert`5`>",
    "\"><script>alert(6)</script>", "'><img src=x onerror=alert(7)>", "' onmouseover='alert(8)", "\" autofocus onfocus=\"alert(9)", "`-alert(10)-`",
    "javascript:alert(11)", "JaVaScRiPt:alert(12)", "data:text/html,<script>alert(13)</script>", "vbscript:msgbox(14)", "<a href=\"javascript:alert(15)\">x</a>",
    "<iframe srcdoc=\"<script>alert(16)</script>\">", "<math><mtext><table><mglyph><style><img src=x onerror=alert(17)>", "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//x.nl>", "<base href=//x.nl/>", "<meta http-equiv=refresh content=0;url=//x.nl>", "<form action=//x.nl><button>Ga", "</form>",
    "</textarea><script>alert(18)</script>", "</option></select><b>x", "</title><script>alert(19)</script>", "<!--", "-->", "<![CDATA[x]]>", "<?php echo 1 ?>",
    "<details open ontoggle=alert(20)>", "<video><source onerror=alert(21)>", "<body onload=alert(22)>", "<input onfocus=alert(23) autofocus>", "<x y=\"", "<x y='",
    "&lt;script&gt;", "&amp;lt;b&amp;gt;", "&#x3c;script&#x3e;alert(24)&#x3c;/script&#x3e;", "&NewLine;", "&#0;", "&#x202e;", "&nbsp;", "&copy", "%3Cscript%3E",
    "\\u003cscript\\u003e", "\\x3cscript\\x3e", "+ADw-script+AD4-", "\ufe64script\ufe65", "\uff1cscript\uff1ealert(25)\uff1c/script\uff1e", "<scr\x00ipt>alert(26)</scr\x00ipt>",
    "<scr<script>ipt>", "';alert(27)//", "\";alert(28)//", "${alert(29)}", "</script", "<", ">", "<>", "< b >", "<b", "a<b>c", "onerror=", "<p style=\"position:fixed\">",
    "http://x.nl", "//x.nl", "https://x.nl/?a=1&b=2#c", "\r\nSet-Cookie: a=b", "a\r\nLocation: //x.nl", "%0d%0aSet-Cookie:%20a=b", "a; Path=/; HttpOnly",
    "__proto__", "constructor", "toString", "hasOwnProperty", "data: x\n\nevent: y", "id: 1\ndata: valse stand", "ronde=keuze-1&keuze=2", "a=b&c=d", "a+b%20c",
]  # fmt: skip
SHEETS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.nl\";\"klik\")", "=IMPORTXML(\"http://x.nl\";\"//a\")", "=WEBSERVICE(\"http://x\")",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "'=1+1", "\"=1+1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM", "=\t1", "\u200b=1+1", "\ufeff=1+1", "=-1",
    "a;b;c", "a,b,c", "a\"b", "\"\"\"", "a\nb;c", "1-2", "3/4", "00123", "1e9", "1,5", "1.000", "TRUE", "WAAR", "#REF!", "sep=;", "=A1\x00", "{=SOM(A1:A9)}", "=DDE(\"a\")", "-", "+", "=", "@",
]  # fmt: skip
DOCUMENTS = [
    "</w:t></w:r></w:p>", "<w:p/>", "]]>", "]]><![CDATA[", "&", "&amp;", "&#x1b;", "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&xxe;",
    "<?xml version=\"1.0\"?>", "{ INCLUDETEXT \"c:\\\\x\" }", "{ DDEAUTO c:\\\\x }", "\\fldinst", "\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\x0cpagina", "{MERGEFIELD x}", "^p^m^12",
]  # fmt: skip
QUERIES = [
    "' OR '1'='1", "'; DROP TABLE stemmen;--", "1; DELETE FROM rondes", "\" OR \"\"=\"", "') UNION SELECT * FROM x--", "admin'--", "1' AND SLEEP(5)#", "%' LIKE '%", "{\"$gt\": \"\"}",
    "{\"$where\": \"sleep(1)\"}", "[$ne]=1", "*)(uid=*))(|(uid=*", "' or count(/*)=1 or 'a'='b", "x'||'y", "\\'; --", "NULL", "null", "None", "undefined", "NaN", "true", "0", "-0", "1e999", "-1",
]  # fmt: skip
TEMPLATES = [
    "{{ 7 * 7 }}", "{{7*'7'}}", "{% for x in y %}", "{% raw %}", "{# weg #}", "{{ config }}", "{{ self.__init__.__globals__ }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "*{7*7}", "@{7*7}", "{{", "}}",
    "%s", "%n", "%d%d%d%d", "%(x)s", "%", "%%", "{0}", "{}", "{0.__class__}", "{x!r}", "$x", "$(id)", "`id`", "\\1", "\\g<0>", "(?:a+)+$", "a" * 40 + "!", "[[:alpha:]]", "(", ")", "*", "?", "\\",
]  # fmt: skip
SYSTEMS = [
    "; rm -rf ~", "| cat /etc/passwd", "&& shutdown", "$(touch x)", "`touch x`", "> /dev/sda", "--help", "-rf", "-", "--", "../../etc/passwd", "..\\..\\windows", "/etc/passwd", "C:\\Windows\\x", "\\\\server\\deel",
    "file:///etc/passwd", "~/.ssh/id_rsa", "CON", "con.txt", "PRN", "AUX", "NUL", "COM1", "LPT1.csv", "CONIN$", "a.", "a ", " a", ".", "..", "...", "a:b", "a::$DATA", "a<b>c|d?e*f", "%TEMP%", "%00", "a%00.docx",
    "a/b", "a\\b", "-o x", "\u2215etc\u2215passwd", "x" * 255, "/" * 50,
]  # fmt: skip
YAML = [
    "a: b", "- a", "# kop", "a #b", "'s Morgens", "\"", "'", "|", ">", "&anker", "*anker", "!!python/object/apply:os.system ['id']", "!tag", "%YAML 1.2", "---", "...", "? a", "a:", ": a", "@a", "`a", "{a: b}", "[a, b]",
    "yes", "no", "on", "off", "~", "=", "<<: *a", "0x1f", "0o17", "1_000", "12:30:45", "2026-11-25", "```", "```keuze", "~~~", "# {#id}", "{#id}", "# ", "## x", "* * *", "| a | b |", "![x](y)", "<div>", "    code", "> aanhaling",
]  # fmt: skip
EYES = [
    "\u202eomgekeerd", "a\u202db\u202c", "\u2066links\u2069", "\u2067rechts\u2069", "\u2068x\u2069", "\u200e\u200f", "\u061c", "\u202a\u202b\u202c", "goed\u202etuof", "\u202e" * 30, "nl.\u202efdp.exe",
    "\u200b\u200b\u200b", "a\u200bb", "a\u200cb", "a\u200db", "\u2060\u2061\u2062\u2063", "\ufeffBOM", "a\u00adb", "\u180e", "\u034f", "\u115f\u1160", "\u3164", "\uffa0", "\u2800" * 20, "\u00a0\u00a0", "\u2003\u2009\u200a",
    "\u3000", "\u2028regel\u2029", "\x85regel", "a\rb", "a\r\nb", "\n" * 40, "\t" * 40, " " * 400, "\ufff9a\ufffab\ufffb", "\ufffc", "\ufffd", "\U000e0041\U000e0042", "\U000e0001", "\ufe0f", "\ufe0e", "\U000e0100",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324a\u0315l\u0321g\u0322o", "e" + "\u0301" * 500, "\u0301", "\u0488\u0489", "a\u20dd\u20e0", "\u0e47" * 30, "\u0f71\u0f71\u0f71", "a\u0335b\u0336c\u0338",
    "раураl", "аdmin", "Ⓐⓓⓜⓘⓝ", "ａｄｍｉｎ", "𝕬𝖉𝖒𝖎𝖓", "ᴀᴅᴍɪɴ", "ﬁ ﬂ ﬃ", "№ ™ ℡", "½ ⅓", "I\u0307 i\u0307 ı", "ß ẞ", "ǅ", "\u1e9b\u0323", "\ufb01", "\u2126 \u212b", "가각\u1100\u1161",
    "\ue000\uf8ff", "\U000f0000", "\U0010fffd", "\u0378", "\U0001fad8", "\U0001fae8",
]  # fmt: skip
SCRIPTS = [
    "مرحبا بالعالم", "שלום עולם", "العدد ١٢٣ و abc", "می\u200cخواهم", "नमस्ते दुनिया", "မြန်မာ", "བོད་ཡིག", "ไทยไทยที่สุด", "日本語の長い長い名前", "한국어", "中文，标点。", "Ελληνικά", "Ўзбек", "ᠮᠣᠩᠭᠣᠯ", "ﷺ", "ﷲ", "𓀀𓂀", "Việt Nam ế ộ",
    "👩\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🇳🇱🇧🇪", "🇳", "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "🐻\u200d❄\ufe0f", "🧑\u200d🦽\u200d➡\ufe0f", "😀" * 60, "\u200d🐻\u200d",
    "Łódź Çeşme Ångström", "Ĳsselmeer ĳs", "’s-Hertogenbosch", "naïef, coöperatie, reünie", "€ 1.000,—", "½ uur ± 5 °C", "—–-‐", "“‘’”„‚", "…", "٣٫١٤", "१२३", "Ⅷ", "㉈ ㊙", "⠓⠁⠇⠇⠕", "☠⚠☢", "\u2605" * 30,
]  # fmt: skip
LONG = [
    "a" * 281, "a" * 2_001, "woord " * 400, "€" * 700, "日本" * 400, "👩\u200d👧" * 100, "a\n" * 300, "<b>" * 400, "[b]" * 400, "=" * 300, "é" * 999, "a" * 20_000, "e\u0301" * 2_000, "\u202e" * 2_000 + "x", "\x1b[31m" * 500,
]  # fmt: skip
BROKEN = ["\ud800", "\udc80rauw", "a\udfffb", "\ud83d los", "\udc9b31m", "\ud800" * 30]
"""Halves of characters, as a file name of other bytes or a broken program gives them; no JSON can hold them."""

GROUPS = {
    "terminal": TERMINAL, "textual": TEXTUAL, "web": WEB, "sheets": SHEETS, "documents": DOCUMENTS, "queries": QUERIES,
    "templates": TEMPLATES, "systems": SYSTEMS, "yaml": YAML, "eyes": EYES, "scripts": SCRIPTS, "long": LONG, "broken": BROKEN,
}  # fmt: skip
CORPUS = list(dict.fromkeys(text for group in GROUPS.values() for text in group))
WHOLE = [text for text in CORPUS if text not in BROKEN]
"""Those that can be sent and written down."""
