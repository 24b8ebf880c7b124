namespace CrmWeb.Tests.Pages.Fuzzing;

/// <summary>What is written where something sensible was expected.</summary>
internal static class FuzzTexts
{
    /// <summary>Texts a database, an XML or JSON writer, a folding or a pattern may stumble over.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "　", "\0", "a\0b", "\u0001\u001b[31m\u0007", "\r\n\r\nSet-Cookie: x=1", "\u0085\u2028\u2029", "\ufffe", "\uffff", "\ufdd0\ufdef", "文\ufffe字",
        "\U0001FFFE\U0010FFFF", "\ud800", "\udc00甲", "甲\ud83d", "\udc00\ud800", "😀👨‍👩‍👧‍👦🇨🇳", "é́́́́" + new string('\u0301', 300), "‮abc‭", "\u202e\u2066x\u2069",
        "مرحبا שלום", "\u200b\u200d\ufeff\u00ad", "𠮷野家", "㍿ﬀﷺ", new string('ﷺ', 40), new string('x', 5000), new string('汉', 5000), string.Concat(Enumerable.Repeat("𠮷", 2500)), "%", "%ZZ", "%25%00",
        "'; DROP TABLE x;--", "\"><svg onload=alert(1)>", "{{7*7}}{0}{9999}", "{", "}", "\\", "../../etc/passwd", "[", "(((((((((((a+)+)+)+", "%_%_[^a]", "*", "true", "null",
        "on", "me", "1,2", "1;2", "１２３", "ı İ ß ſ", "🏴\U000E0067\U000E007F", "\U000E0001", "中文，。、；", "=1+1", "@SUM(A1)", "-", "+", ",", ";", ":", "/", "//evil.example", "\\\\evil",
        "http://[::1", "javascript:alert(1)", "a@b", "@", "a@b@c", "a@[1.1.1.1", "<a@b.cn>", "\u007f\u0080\u009f",
    ];

    public static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "3", "2023", "2026", "2027", "-0", "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999999999999999999999",
        "79228162514264337593543950335", "-79228162514264337593543950335", "0.0000000000000000000000000001", "1e308", "1e999", "-1e999", "NaN", "Infinity", "-Infinity", "∞", "1.5", "1,000",
        "0x10", "٣", "½", "1_000", " 1 ", "+1", "1.", ".5", "١٢",
    ];

    public static readonly string[] Dates =
    [
        "0000-00-00", "0000-01-01", "0001-01-01", "0001-01-01T00:00", "0001-01-01T07:59:59", "0001-01-01T00:00:00Z", "9999-12-31", "9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "10000-01-01", "-0001-01-01",
        "2024-02-29", "2025-12-31", "2027-01-01", "2026-13-01", "2026-00-10", "2026-02-30", "2026-11-31", "2026-11-30T24:00", "2026-11-30T25:61", "1899-12-31", "1970-01-01", "1752-09-03", "2100-01-01", "1999-12-31", "30.11.2026", "11/30/2026",
        "2026-11", "2026", "13", "2026-W49", "2026-11-30T09:30+08:00", "2026-11-30T09:30Z", "99:99", "24:00", "23:59:60", "-01:00", "10675199.02:48:05.4775807", "2026年11月30日", "tomorrow", "now",
    ];

    /// <summary>As they stand in an address or a form, past all encoding.</summary>
    public static readonly string[] Encodings =
    [
        "%", "%Z", "%ZZ", "%C0%AF", "%E0%80%80", "%F0%80%80%80", "%FF%FE", "%ED%A0%80", "%ED%BF%BF", "%00", "%2500", "%EF%BF%BE", "%EF%BF%BF", "%u0041", "+", "%0d%0a", "%0A%1B[31m", "%E2%80%A8", "%F4%90%80%80", "%8F", "&&==&=", "=%", ";;",
    ];

    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "post", "FOO"];

    public static readonly string[] ContentTypes =
    [
        "", "application/json", "application/json; charset=x-none", "text/plain", "text/xml", "application/x-www-form-urlencoded; charset=x-none", "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=gb2312", "application/x-www-form-urlencoded; charset=\"", "application/x-www-form-urlencoded; charset=utf-8; charset=x", "application/x-www-form-urlencoded; charset=",
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\"x\"; charset=x-none", "multipart/form-data; boundary=" + LongBoundary, "multipart/mixed; boundary=x", "a/b/c", "///", "*/*",
    ];

    public static readonly string[] Languages = ["", "x", "zh-CN;q=abc", "*;q=99", ",,,,", "zh\u0000", "en;q=-1,zh;q=2", new string('z', 4000), "i-default, x-y-z-very-long-tag-indeed"];

    public static readonly string[] Headers =
    [
        "HX-Request: true", "HX-Request: ", "HX-Target: \u00e9", "X-CSRF-TOKEN: x", "Range: bytes=9-1", "If-Modified-Since: x", "If-None-Match: \"", "Accept: x", "Accept: text/html;q=x,*/*;q=1e9", "Accept-Encoding: x;q=9, br;q=-1",
        "Sec-Fetch-Site: same-origin", "Referer: %zz", "Origin: null", "Expect: 200-ok", "Last-Event-ID: -1", "Last-Event-ID: x", "X-Requested-With: XMLHttpRequest", "X-HTTP-Method-Override: PUT", "X-Forwarded-Proto: gopher", "X-Forwarded-For: ::::,x", "traceparent: 00-x-y-z", "Content-Encoding: gzip",
        "Cookie: crm-language=c%3Dxx%7Cuic%3Dyy", "Cookie: crm-language=" + Garbage, "Cookie: __Host-crm-note=" + Garbage, "Cookie: __Host-crm-form=" + Garbage, "Cookie: __Host-crm=" + Garbage, "Cookie: __Host-crm-note=chunks-99", "Cookie: __Host-crm=chunks-3", "Cookie: ;;;==;,", "Cookie: a=\u0001",
    ];

    private const string LongBoundary = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    private const string Garbage = "CfDJ8AAAA%ff%00-_=garbage";
}
