using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Pages.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.List;

/// <summary>The rows of customers and what is shown of them.</summary>
/// <param name="IsSortable">Whether the heads lead to the same rows in another order.</param>
public sealed record CustomerTable(IReadOnlyList<CustomerRow> Rows, IReadOnlyList<ShownColumn> Columns, bool CanPick = false, bool IsSortable = true);

/// <summary>What the customer list can show besides the customer.</summary>
internal static class CustomerColumns
{
    private static IReadOnlyList<ListColumn> All(IStringLocalizer<CustomersText> text) =>
    [
        new("stage", text["Stage"]) { IsDefault = true, About = ["stage"] },
        new("level", text["Column.Level"]) { IsDefault = true, Priority = 3, Sort = "level", About = ["level"] },
        new("contact", text["Contact"]) { IsDefault = true, Priority = 2 },
        new("owner", text["Owner"]) { IsDefault = true, Priority = 2, Class = "nowrap" },
        new("idle", text["Filter.Idle"]) { Class = "count", Sort = "idle", About = ["idleDays"] },
        new("stuck", text["Filter.Stuck"]) { Class = "count", Sort = "stuck", About = ["stuckDays"] },
        new("followUp", text["LastFollowUpAt"]) { IsDefault = true, Priority = 4, Sort = "follow-up", About = ["lastFollowUpFrom", "lastFollowUpTo"] },
        new("next", text["NextFollowUpAt"]) { IsDefault = true, Sort = "next", About = ["nextFrom", "nextTo"] },
        new("amount", text["Column.Amount"]) { IsDefault = true, Priority = 3, Class = "amount", Sort = "amount", IsLargestFirst = true, About = ["amountFrom", "amountTo"] },
        new("updated", text["UpdatedAt"]) { IsDefault = true, Priority = 4, Sort = "updated", IsLargestFirst = true },
        new("tags", text["Tags"]) { Priority = 3, About = ["tag"] },
        new("type", text["Type"]) { Priority = 3, About = ["type"] },
        new("category", text["Category"]) { Priority = 3, About = ["category"] },
        new("kind", text["Kind"]) { Priority = 4, About = ["kind"] },
        new("industry", text["Industry"]) { Priority = 3, About = ["industry"] },
        new("region", text["Region"]) { Priority = 3, About = ["region"] },
        new("source", text["Source"]) { Priority = 3, About = ["source"] },
        new("department", text["Department"]) { Priority = 3, About = ["department"] },
        new("developer", text["Developer"]) { Priority = 4, About = ["developer"] },
        new("sizeClass", text["SizeClass"]) { Priority = 4, About = ["sizeClass"] },
        new("headcount", text["Headcount"]) { Priority = 4, About = ["headcount"] },
        new("revenue", text["AnnualRevenue"]) { Priority = 4, About = ["revenue"] },
        new("budget", text["Budget"]) { Priority = 4, About = ["budget"] },
        new("expected", text["ExpectedOn"]) { Priority = 3, Class = "nowrap", Sort = "expected", About = ["expectedFrom", "expectedTo"] },
        new("signed", text["ContractSignedOn"]) { Priority = 4, Class = "nowrap", About = ["signedFrom", "signedTo"] },
        new("firstContact", text["FirstContactAt"]) { Priority = 4, About = ["firstContactFrom", "firstContactTo"] },
        new("created", text["CreatedAt"]) { Priority = 4, Sort = "created", IsLargestFirst = true, About = ["createdFrom", "createdTo"] },
        new("completeness", text["Filter.Complete"]) { Priority = 4, Class = "count", Sort = "completeness", About = ["completeness"] },
        new("health", text["Health"]) { Priority = 3, Class = "count", Sort = "health", About = ["healthFrom", "healthTo"] },
    ];

    /// <param name="own">Fields of the company's own that the reader finds in lists.</param>
    public static IReadOnlyList<ListColumn> All(IStringLocalizer<CustomersText> text, IEnumerable<CustomFieldEntry> own) => [.. All(text), .. own.Select(OwnFieldParts.Column)];

    /// <summary>Those of whoever has chosen nothing.</summary>
    public static IReadOnlyList<ShownColumn> Usual(IStringLocalizer<CustomersText> text) => [.. All(text).Where(c => c.IsDefault).Select(c => new ShownColumn(c))];
}
