using System.Globalization;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Tags;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers;

/// <summary>One field in which two versions of a customer differ; values as people read them.</summary>
public sealed record FieldDifference(string Field, string Label, string Mine, string Theirs);

/// <summary>Puts a form beside the customer as somebody else has saved it meanwhile.</summary>
public sealed class CustomerComparison(CustomerEditing editing, ListCatalog lists, TagCatalog tags, IStringLocalizer<CustomersText> text)
{
    /// <returns>The stored form, whose version the next save must carry, and every field that differs.</returns>
    /// <exception cref="Data.NotFoundException">The customer is gone, or no longer the user's to change.</exception>
    public async Task<(CustomerForm Stored, IReadOnlyList<FieldDifference> Differences)> CompareAsync(
        int id, CustomerForm mine, UserScope by, CancellationToken ct)
    {
        mine.Clean();
        var stored = await editing.OpenAsync(id, by, ct);
        var listSnapshot = await lists.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        var before = Values(stored, listSnapshot, tagSnapshot).ToDictionary(v => v.Field, v => v.Value);
        return (stored,
        [
            .. Values(mine, listSnapshot, tagSnapshot)
                .Where(v => v.Field != nameof(CustomerForm.Type) || stored.Type is CustomerType.Potential or CustomerType.Interested)
                .Where(v => v.Value != before[v.Field])
                .Select(v => new FieldDifference(v.Field, text[v.Field], v.Value, before[v.Field])),
        ]);
    }

    private IEnumerable<(string Field, string Value)> Values(CustomerForm f, ListSnapshot lists, TagSnapshot tags)
    {
        string List(ListKind kind, string? code) => lists.Find(kind, code)?.Name ?? "";
        string Choice<T>(T? value) where T : struct, Enum => value is { } v ? text[$"{typeof(T).Name}.{v}"].Value : "";

        yield return (nameof(f.Name), f.Name ?? "");
        yield return (nameof(f.ShortName), f.ShortName ?? "");
        yield return (nameof(f.Kind), Choice(f.Kind));
        yield return (nameof(f.CreditCode), f.CreditCode ?? "");
        yield return (nameof(f.Industry), List(ListKind.Industry, f.Industry));
        yield return (nameof(f.Region), List(ListKind.Region, f.Region));
        yield return (nameof(f.Address), f.Address ?? "");
        yield return (nameof(f.Type), Choice(f.Type));
        yield return (nameof(f.Category), Choice(f.Category));
        yield return (nameof(f.Level), Choice(f.Level));
        yield return (nameof(f.Source), List(ListKind.Source, f.Source));
        yield return (nameof(f.SourceDetail), f.SourceDetail ?? "");
        yield return (nameof(f.Tags), string.Join(", ", f.Tags.Order(StringComparer.Ordinal).Select(code => tags.Find(code)?.Name)));
        yield return (nameof(f.NeedSummary), f.NeedSummary ?? "");
        yield return (nameof(f.PainPoints), f.PainPoints ?? "");
        yield return (nameof(f.Budget), List(ListKind.Budget, f.Budget));
        yield return (nameof(f.ExpectedAmount), f.ExpectedAmount ?? "");
        yield return (nameof(f.ExpectedOn), f.ExpectedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
        yield return (nameof(f.Remarks), f.Remarks ?? "");
        yield return (nameof(f.Contacts), string.Join("\n", f.Contacts.Select(c => string.Join(" ",
            new[] { c.Name, c.Mobile, c.Landline, c.Title, c.Mail, c.WeChat, List(ListKind.ContactRole, c.Role) }.Where(p => !string.IsNullOrEmpty(p))))));
    }
}
