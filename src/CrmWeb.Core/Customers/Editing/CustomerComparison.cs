using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>One field in which two versions of a customer differ; values as people read them.</summary>
public sealed record FieldDifference(string Field, string Label, string Mine, string Theirs);

/// <summary>Puts a form beside the customer as somebody else has saved it meanwhile.</summary>
public sealed class CustomerComparison(CustomerEditor editing, ListCatalog lists, TagCatalog tags, IStringLocalizer<CustomersText> text)
{
    /// <returns>The stored form, whose version the next save must carry, and every field that differs.</returns>
    /// <exception cref="NotFoundException">The customer is gone, or no longer the user's to change.</exception>
    public async Task<(CustomerForm Stored, IReadOnlyList<FieldDifference> Differences)> CompareAsync(
        int id, CustomerForm mine, UserScope by, CancellationToken ct)
    {
        mine.Clean();
        var stored = await editing.OpenAsync(id, by, ct);
        var listSnapshot = await lists.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        // What was sent names those who have left by id alone.
        foreach (var link in mine.DecisionChain)
            link.DepartedName = stored.DecisionChain.Find(l => l.DepartedId is not null && l.DepartedId == link.DepartedId)?.DepartedName;
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
        yield return (nameof(f.Website), f.Website ?? "");
        yield return (nameof(f.Established), f.Established ?? "");
        yield return (nameof(f.Headcount), CompanyFigures.TryParseHeadcount(f.Headcount, out var persons) ? persons.ToString(CultureInfo.InvariantCulture) : f.Headcount ?? "");
        yield return (nameof(f.AnnualRevenue), CompanyFigures.TryParseRevenue(f.AnnualRevenue, out var yuan) ? CompanyFigures.RevenueToInput(yuan)! : f.AnnualRevenue ?? "");
        yield return (nameof(f.SizeClass), CustomerFormMapper.SizeClass(f, lists)?.Name ?? "");
        yield return (nameof(f.IndustryPosition), f.IndustryPosition ?? "");
        yield return (nameof(f.MainBusiness), f.MainBusiness ?? "");
        yield return (nameof(f.MainCustomerGroups), f.MainCustomerGroups ?? "");
        yield return (nameof(f.Type), Choice(f.Type));
        yield return (nameof(f.Category), Choice(f.Category));
        yield return (nameof(f.Level), Choice(f.Level));
        yield return (nameof(f.Source), List(ListKind.Source, f.Source));
        yield return (nameof(f.SourceDetail), f.SourceDetail ?? "");
        yield return (nameof(f.Tags), string.Join(", ", f.Tags.Order(StringComparer.Ordinal).Select(code => tags.Find(code)?.Name)));
        foreach (var value in Needs(f, lists))
            yield return value;
        yield return (nameof(f.FirstContactOn), Day(f.FirstContactOn));
        yield return (nameof(f.ContractSignedOn), Day(f.ContractSignedOn));
        yield return (nameof(f.Commitments), f.Commitments ?? "");
        yield return (nameof(f.AccountPlan), f.AccountPlan ?? "");
        yield return (nameof(f.Remarks), f.Remarks ?? "");
        yield return (nameof(f.Contacts), string.Join("\n", f.Contacts.Select(c => string.Join(" ",
            new[] { c.Name, List(ListKind.Salutation, c.Salutation), c.Mobile, c.Landline, c.Title, c.Mail, c.WeChat, List(ListKind.ContactRole, c.Role), c.Notes }.Where(p => !string.IsNullOrEmpty(p))))));
    }

    private IEnumerable<(string Field, string Value)> Needs(CustomerForm f, ListSnapshot lists)
    {
        yield return (nameof(f.NeedSummary), f.NeedSummary ?? "");
        yield return (nameof(f.NeedOrigin), f.NeedOrigin ?? "");
        yield return (nameof(f.Preferences), f.Preferences ?? "");
        yield return (nameof(f.PainPoints), f.PainPoints ?? "");
        yield return (nameof(f.ExpectedDirection), f.ExpectedDirection ?? "");
        yield return (nameof(f.ExpectedPeriod), f.ExpectedPeriod ?? "");
        yield return (nameof(f.Budget), lists.Find(ListKind.Budget, f.Budget)?.Name ?? "");
        yield return (nameof(f.ExpectedAmount), Money.TryParse(f.ExpectedAmount, out var amount) ? Money.ToInput(amount)! : f.ExpectedAmount ?? "");
        yield return (nameof(f.ExpectedOn), Day(f.ExpectedOn));
        yield return (nameof(f.Competitors), f.Competitors ?? "");
        yield return (nameof(f.CooperationHistory), f.CooperationHistory ?? "");
        yield return (nameof(f.CommunicationNotes), f.CommunicationNotes ?? "");
        yield return (nameof(f.DecisionChain), string.Join(" → ", f.DecisionChain.Select(l => Link(f, l))));
        yield return (nameof(f.DecisionNeedsSeveralDepartments), f.DecisionNeedsSeveralDepartments is { } several ? text[several ? "Yes" : "No"].Value : "");
    }

    private string Link(CustomerForm f, DecisionLinkForm link)
    {
        var contact = link.ContactIndex is { } at && at < f.Contacts.Count ? f.Contacts[at].Name
            : link.DepartedId is not null ? text["DepartedContact", link.DepartedName ?? ""].Value : null;
        return string.Join(" ", new[] { contact, link.Title, link.Attitude is null ? null : $"({text[$"Attitude.{link.Attitude}"].Value})" }.OfType<string>());
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
