using System.Text;
using System.Text.RegularExpressions;

namespace CrmWeb.Tests.Pages.Fuzzing;

/// <summary>Invents requests, the same ones for the same seed.</summary>
internal sealed partial class Fuzzer(IReadOnlyList<FuzzTarget> surface, int seed)
{
    private const string Token = "__RequestVerificationToken";
    private readonly Random random = new(seed);

    /// <summary>Every address with every method, and each name it reads left empty, repeated and given something hostile.</summary>
    public IEnumerable<FuzzRequest> Sweep(string token)
    {
        foreach (var target in surface)
        {
            foreach (var method in FuzzTexts.Methods)
                yield return new FuzzRequest(method, Address(target, sane: true), null, null, []);
            foreach (var handler in target.Handlers.Append("").Append("nowhere"))
                yield return FuzzRequest.Form($"{Address(target, sane: true)}?handler={handler}", [(Token, token)]);
            foreach (var names in target.Names.Chunk(8))
            {
                yield return Get(target, names.Select(n => $"{FuzzRequest.Encode(n.Name)}="));
                yield return Get(target, names.Select(n => $"{FuzzRequest.Encode(n.Name)}=&{FuzzRequest.Encode(n.Name)}="));
            }

            // Values that are each sensible, together.
            foreach (var _ in target.Names.Where(n => n.Name.Length > 0).Take(6))
                yield return Get(target, target.Names.Where(n => n.Name.Length > 0 && random.Next(2) == 0).Take(6).Select(n => $"{FuzzRequest.Encode(n.Name)}={FuzzRequest.Encode(Sane(n.Type))}"));
            foreach (var name in target.Names.Where(n => n.Name.Length > 0 && !n.Name.Contains('[')))
                yield return Get(target, [$"{FuzzRequest.Encode(name.Name)}={FuzzRequest.Encode(Value(name.Type))}"]);
        }
    }

    /// <summary>Anything at all.</summary>
    public FuzzRequest Next(string token)
    {
        var target = Pick(surface);
        var address = Address(target, sane: random.Next(3) > 0);
        var query = Enumerable.Range(0, random.Next(4)).Select(_ => Pair(target)).ToList();
        if (target.Handlers.Count > 0 && random.Next(2) == 0)
            query.Add($"handler={(random.Next(5) > 0 ? Pick(target.Handlers) : FuzzRequest.Encode(Pick(FuzzTexts.Texts)))}");
        address += query.Count > 0 ? "?" + string.Join('&', query) : "";
        if (random.Next(3) == 0)
            return new FuzzRequest(random.Next(3) > 0 ? "GET" : Pick(FuzzTexts.Methods), address, null, null, Headers());

        var fields = Enumerable.Range(0, random.Next(12)).Select(_ => Field(target)).ToList();
        if (random.Next(6) > 0)
            fields.Add((Token, token));
        return Spoilt(FuzzRequest.Form(address, fields) with { Headers = Headers() });
    }

    /// <summary>A form that would be accepted, with one or two of its fields made hostile.</summary>
    public FuzzRequest Mutated(string address, IReadOnlyList<(string Name, string? Value)> fields, string token)
    {
        List<(string Name, string? Value)> changed = [.. fields];
        var target = surface.FirstOrDefault(t => Matches(t, address));
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            if (changed.Count > 0 && random.Next(2) == 0)
            {
                var at = random.Next(changed.Count);
                changed[at] = (changed[at].Name, Value(target?.Names.FirstOrDefault(n => n.Name == changed[at].Name).Type ?? typeof(string)));
            }
            else if (target is { Names.Count: > 0 })
            {
                changed.Add(Field(target));
            }
        }

        return FuzzRequest.Form(address, [.. changed, (Token, token)]);
    }

    private static bool Matches(FuzzTarget target, string address) =>
        Regex.IsMatch(address.Split('?')[0], "^" + Parameter().Replace(target.Pattern.Text.TrimEnd('/'), "[^/]+") + "$", RegexOptions.IgnoreCase);

    private FuzzRequest Get(FuzzTarget target, IEnumerable<string> query) => new("GET", $"{Address(target, sane: true)}?{string.Join('&', query)}", null, null, []);

    private string Address(FuzzTarget target, bool sane) => Parameter().Replace(target.Pattern.Text, match => sane
        ? match.Value.Contains("kind", StringComparison.Ordinal) ? "source" : match.Value.Contains("code", StringComparison.Ordinal) ? "cleaning" : $"{random.Next(1, 4)}"
        : random.Next(3) switch
        {
            0 => FuzzRequest.Encode(Pick(FuzzTexts.Numbers)),
            1 => FuzzRequest.Encode(Pick(FuzzTexts.Texts) is { Length: < 3000 } text ? text : "x"),
            _ => Pick(FuzzTexts.Encodings),
        });

    private string Pair(FuzzTarget target) => random.Next(8) switch
    {
        0 => Pick(FuzzTexts.Encodings),
        1 => $"{FuzzRequest.Encode(Cut(Pick(FuzzTexts.Texts)))}={FuzzRequest.Encode(Cut(Pick(FuzzTexts.Texts)))}",
        2 when target.Names.Count > 0 => $"{FuzzRequest.Encode(Pick(target.Names).Name)}={Pick(FuzzTexts.Encodings)}",
        _ when target.Names.Count > 0 && Pick(target.Names) is var (name, type) => $"{FuzzRequest.Encode(name)}={FuzzRequest.Encode(Cut(Value(type)))}",
        _ => "x=1",
    };

    private (string Name, string? Value) Field(FuzzTarget target)
    {
        if (target.Names.Count == 0 || random.Next(10) == 0)
            return (Pick(FuzzTexts.Texts), Pick(FuzzTexts.Texts));
        var (name, type) = Pick(target.Names);
        if (random.Next(4) == 0)
            name = Index().Replace(name, _ => Pick(["[999999]", "[-1]", "[a]", "[]", "[1]", "[0][0]", "[2147483648]", "[%]"]));
        return (random.Next(25) == 0 ? name + Pick([".", "..", "[", "]", ".x.y", "[0].Id"]) : name, Value(type));
    }

    /// <summary>Half of the time something of the type's own kind, so that it gets past the reading of it.</summary>
    private string Value(Type type)
    {
        if (random.Next(4) == 0)
            return Pick(random.Next(3) switch { 0 => FuzzTexts.Numbers, 1 => FuzzTexts.Dates, _ => FuzzTexts.Texts });
        if (type.IsEnum)
            return random.Next(2) == 0 ? Pick(Enum.GetNames(type)) : Pick(FuzzTexts.Numbers);
        if (type == typeof(string))
            return random.Next(6) == 0 ? Pick(FuzzTexts.Dates) : Pick(FuzzTexts.Texts);
        if (type == typeof(bool))
            return Pick(["true", "false", "on", "1", "true,false"]);
        if (type == typeof(Guid))
            return Pick([Guid.Empty.ToString(), "ffffffff-ffff-ffff-ffff-ffffffffffff", "{00000000-0000-0000-0000-000000000001}", "x"]);
        return Pick(type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeOnly) || type == typeof(TimeSpan) || type == typeof(DateTimeOffset) ? FuzzTexts.Dates : FuzzTexts.Numbers);
    }

    private string Sane(Type type) => type.IsEnum ? Pick(Enum.GetNames(type))
        : type == typeof(bool) ? "true"
        : type == typeof(DateOnly) || type == typeof(DateTime) ? Pick(["2024-02-29", "2026-11-30", "2025-12-31", "2027-01-01", "2099-12-31", "2000-01-01"])
        : type == typeof(string) ? Pick(["all", "me", "week", "month", "done", "failed", "1", "name", "2026-11-30", "甲"])
        : Pick(["1", "2", "2023", "2026", "2027"]);

    private FuzzRequest Spoilt(FuzzRequest request) => random.Next(8) switch
    {
        0 => request with { ContentType = Pick(FuzzTexts.ContentTypes) },
        1 => request with { ContentType = Pick(FuzzTexts.ContentTypes), Body = Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"Form.Name\"\r\n\r\n\ufffe\r\n--x--") },
        2 => request with { ContentType = "application/json", Body = "{\"Form\":{\"Name\":[[[{}]]]}}"u8.ToArray() },
        3 => request with { Body = Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 4).Select(_ => Pick(FuzzTexts.Encodings) + "=" + Pick(FuzzTexts.Encodings)))) },
        4 => request with { Method = Pick(FuzzTexts.Methods) },
        5 when random.Next(4) == 0 => request with { Body = null },
        _ => request,
    };

    private List<(string Name, string Value)> Headers()
    {
        List<(string, string)> headers = [];
        if (random.Next(5) == 0)
            headers.Add(("Accept-Language", Pick(FuzzTexts.Languages)));
        for (var i = random.Next(3); i > 0; i--)
        {
            var header = Pick(FuzzTexts.Headers).Split(": ", 2);
            headers.Add((header[0], header[1]));
        }

        return headers;
    }

    /// <summary>An address has to fit into what servers take.</summary>
    private static string Cut(string text) => text.Length > 900 ? text[..900] : text;

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\[0\]")]
    private static partial Regex Index();
}
