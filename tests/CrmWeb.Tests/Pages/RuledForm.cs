using System.Globalization;
using AngleSharp.Dom;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>One rule that a page says of a field, with values that break it and values that just keep it.</summary>
internal sealed record FieldRule(string Field, string Id, string Kind, string Message, IReadOnlyList<string> Broken, IReadOnlyList<string> Kept);

/// <summary>A form and the rules its page says (data-val-*).</summary>
internal sealed class RuledForm(Browser browser, string address, string field)
{
    public IReadOnlyList<FieldRule> Rules { get; private set; } = [];

    public IReadOnlyList<string> Attributes { get; private set; } = [];

    public async Task<RuledForm> ReadAsync()
    {
        var form = (await browser.GetAsync(address)).Document.QuerySelector($"form [name='{field}']")!.Closest("form")!;
        var fields = form.QuerySelectorAll("[data-val=true]").ToList();
        Rules = [.. fields.SelectMany(Of)];
        Attributes = [.. fields.SelectMany(f => f.Attributes).Select(a => a.Name).Where(n => n.StartsWith("data-val", StringComparison.Ordinal)).Distinct()];
        return this;
    }

    /// <summary>Where the server says something else than the page. All fields are broken together, one kind of rule and one value at a time.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync()
    {
        List<string> differences = [];
        foreach (var kind in Rules.GroupBy(r => r.Kind))
        {
            for (var i = 0; i < kind.Max(r => r.Broken.Count); i++)
            {
                var answer = await SendAsync(kind.Where(r => i < r.Broken.Count).Select(r => (r.Field, r.Broken[i])));
                differences.AddRange(kind.Where(r => i < r.Broken.Count && Said(answer, r) != r.Message)
                    .Select(r => $"{r.Field}, {r.Kind} «{r.Broken[i]}»: the page says «{r.Message}», the server «{Said(answer, r)}» ({answer.Status})"));
            }
        }

        return differences;
    }

    /// <summary>What the page would let pass at the limit and the server refuses in the same words. One field that is missing keeps the form from being saved.</summary>
    public async Task<IReadOnlyList<string>> RefusedAtTheLimitAsync()
    {
        var missing = Rules.GroupBy(r => r.Field).FirstOrDefault(g => g.All(r => r.Kind == "required"))?.Key;
        List<string> refused = [];
        for (var i = 0; i < Rules.Max(r => r.Kept.Count); i++)
        {
            var limited = Rules.Where(r => i < r.Kept.Count).ToList();
            var answer = await SendAsync(limited.Select(r => (r.Field, r.Kept[i])).Concat(missing is null ? [] : [(missing, "")]));
            refused.AddRange(limited.Where(r => Said(answer, r) == r.Message).Select(r => $"{r.Field}, {r.Kind} «{r.Kept[i]}»"));
        }

        return refused;
    }

    private async Task<PageAnswer> SendAsync(IEnumerable<(string Field, string Value)> values)
    {
        var form = (await browser.GetAsync(address)).FormWith(field);
        foreach (var (name, value) in values)
            form.Set(name, value);
        var answer = await form.SubmitAsync();
        Assert.True(answer.IsRedirect || (int)answer.Status is 400 or 409, $"{address} answered {answer.Status}");
        return answer;
    }

    private static string? Said(PageAnswer answer, FieldRule rule) =>
        answer.IsRedirect ? null : answer.Document.QuerySelector($"[id='{rule.Id}_error']")?.TextContent;

    private static IEnumerable<FieldRule> Of(IElement control)
    {
        var (name, id) = (control.GetAttribute("name")!, control.Id!);
        if (control.GetAttribute("data-val-required") is { } required)
            yield return new(name, id, "required", required, ["", .. IsText(control) ? [" \u3000\u200B "] : Array.Empty<string>()], []);
        if (control.GetAttribute("data-val-maxlength") is { } tooLong)
        {
            var max = Number(control, "data-val-maxlength-max");
            yield return new(name, id, "maxlength", tooLong, [new string('a', max + 1)], [new string('a', max), .. IsPassword(name) ? Array.Empty<string>() : [$" \u200B{new string('a', max)}\u3000"]]);
        }

        if (control.GetAttribute("data-val-minlength") is { } tooShort)
        {
            var min = Number(control, "data-val-minlength-min");
            yield return new(name, id, "minlength", tooShort, ["x", new string('a', min - 1)], [new string('a', min)]);
        }

        if (control.GetAttribute("data-val-range") is { } outside)
        {
            var (min, max) = (Number(control, "data-val-range-min"), Number(control, "data-val-range-max"));
            yield return new(name, id, "range", outside, [Text(min - 1), Text(max + 1)], [Text(min), Text(max)]);
        }

        if (control.GetAttribute("data-val-regex") is { } pattern)
            yield return new(name, id, "regex", pattern, ["1st", "two words", "a"], ["ab", "张三丰", "a.b_c-9", " \u200Bname "]);
    }

    /// <summary>A select, a date or a number would call such a value none of its own.</summary>
    private static bool IsText(IElement control) =>
        control.LocalName == "textarea" || (control.LocalName == "input" && control.GetAttribute("type") is "text" && !control.HasAttribute("inputmode"));

    /// <summary>Nothing is taken out of a password.</summary>
    private static bool IsPassword(string name) => name.EndsWith("Password", StringComparison.Ordinal);

    private static int Number(IElement control, string attribute) => int.Parse(control.GetAttribute(attribute)!, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
