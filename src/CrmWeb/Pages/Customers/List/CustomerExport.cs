using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Exports;
using CrmWeb.Pages.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers.List;

/// <summary>The customer list as a file: what its columns hold, as values.</summary>
internal sealed class CustomerExport(
    CustomerListQueries queries, CustomerConditions conditions, CustomFieldCatalog fields, OrganizationClock clock, UserScope by, IStringLocalizer<CustomersText> text,
    IStringLocalizer<ExportsText> words) : IListExport
{
    public string Code => ListPlaces.Customers;

    public string Address => CrmLinks.Customers();

    public string Title => text["Customers"];

    public async Task<ListParts> OfAsync(string query, CancellationToken ct)
    {
        var filter = CustomerFilter.Of(query) with { P = null, Size = "1" };
        List<CustomFieldEntry> own = [.. (await fields.GetAsync(ct)).Customers.ListedFor(by)];
        var columns = CustomerColumns.All(text, own);
        var source = new ExportSource<CustomerRow>(
            [.. Cells(columns.ToDictionary(c => c.Key, c => c.Label)), .. own.Select(f => OwnFieldParts.Export<CustomerRow>(f, r => r.Own))], (most, go) => queries.IdsAsync(filter, most, by, go),
            (ids, keys, go) => queries.OfIdsAsync(ids, keys, by, go));
        return new ListParts(columns, go => conditions.OfAsync(filter, go), source, async go => (await queries.ListAsync(filter, by, go)).Total);
    }

    private ExportColumn<CustomerRow>[] Cells(Dictionary<string, string> label)
    {
        ExportColumn<CustomerRow> Text(string key, Func<CustomerRow, string?> said) => new(key, label[key], said);
        ExportColumn<CustomerRow> Number(string key, Func<CustomerRow, decimal?> number, ExportKind kind = ExportKind.Number) =>
            new(key, new ExportHead(label[key], kind), row => ExportCell.Of(number(row)));
        ExportColumn<CustomerRow> Time(string key, Func<CustomerRow, DateTime?> utc) =>
            new(key, new ExportHead(label[key], ExportKind.Time), row => ExportCell.At(utc(row) is { } at ? clock.ToLocal(at) : null));
        ExportColumn<CustomerRow> Day(string key, Func<CustomerRow, DateOnly?> day) => new(key, new ExportHead(label[key], ExportKind.Day), row => ExportCell.Of(day(row)));

        return
        [
            new("", text["Number"], r => r.Number), new("", text["Name"], r => r.Name),
            Text("stage", r => r.Stage.Name), Text("level", r => r.Level?.ToString()),
            new("contact", text["Contact.Name"], r => r.Contact?.Name), new("contact", text["Contacts.Phone"], r => r.Contact?.Phone),
            Text("owner", r => r.OwnerName), Number("idle", r => r.Figures.IdleDays), Number("stuck", r => r.Figures.StuckDays),
            Time("followUp", r => r.LastFollowUpAt), Time("next", r => r.NextFollowUpAt), Number("amount", r => r.ExpectedAmount, ExportKind.Money),
            Time("updated", r => r.UpdatedAt), Text("tags", r => string.Join(words["Separator"], r.Tags.Select(t => t.Name))),
            Text("type", r => text[$"CustomerType.{r.Type}"]), Text("category", r => text[$"CustomerCategory.{r.Category}"]), Text("kind", r => text[$"CustomerKind.{r.Figures.Kind}"]),
            Text("industry", r => r.Industry?.Name), Text("region", r => r.Region?.Name), Text("source", r => r.Figures.Source?.Name), Text("department", r => r.Figures.Department),
            Text("developer", r => r.Figures.DeveloperName), Text("sizeClass", r => r.Figures.SizeClass?.Name), Text("headcount", r => r.Figures.Headcount?.Name),
            Text("revenue", r => r.Figures.Revenue?.Name), Text("budget", r => r.Figures.Budget?.Name), Day("expected", r => r.Figures.ExpectedOn),
            Day("signed", r => r.Figures.SignedOn), Time("firstContact", r => r.Figures.FirstContactAt), Time("created", r => r.Figures.CreatedAt),
            Number("health", r => r.Figures.Health),
            Number("completeness", r => r.Figures.Completeness / 100m, ExportKind.Share),
        ];
    }
}
