using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Exports;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Exports;
using CrmWeb.Pages.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps.List;

/// <summary>The lists of follow-ups as a file: what their columns hold, as values.</summary>
internal sealed class FollowUpExport(
    FollowUpListQueries queries, FollowUpConditions conditions, CustomFieldCatalog fields, OrganizationClock clock, UserScope by, IStringLocalizer<FollowUpsText> text, IStringLocalizer<CustomersText> words)
    : IListExport
{
    public string Code => ListPlaces.FollowUps;

    public string Address => CrmLinks.FollowUps();

    public string Title => text["FollowUps"];

    public async Task<ListParts> OfAsync(string query, CancellationToken ct)
    {
        var selection = await conditions.SelectionAsync(query, ct);
        List<CustomFieldEntry> own = [.. (await fields.GetAsync(ct)).FollowUps.ListedFor(by)];
        var columns = FollowUpColumns.All(selection.List, selection.IsTeam, own, text);
        var source = new ExportSource<FollowUpRow>(
            [.. Cells(columns.ToDictionary(c => c.Key, c => c.Label)), .. own.Select(f => OwnFieldParts.Export<FollowUpRow>(f, r => r.Own))],
            (most, go) => queries.IdsAsync(selection, most, by, go), (ids, keys, go) => queries.OfIdsAsync(ids, keys, by, go));
        return new ListParts(
            columns, go => conditions.OfAsync(selection.List, selection.IsTeam, selection.Person, selection.Filter, go), source,
            async go => (await queries.ListAsync(selection, new PageWanted(1, 1), by, go)).Total)
        {
            Place = [text[$"FollowUpList.{selection.List}"], text[selection.IsTeam ? "Team" : "Mine"]],
        };
    }

    private ExportColumn<FollowUpRow>[] Cells(Dictionary<string, string> label)
    {
        ExportColumn<FollowUpRow> Time(string key, Func<FollowUpRow, DateTime?> utc) =>
            new(key, new ExportHead(label[key], ExportKind.Time), row => ExportCell.At(utc(row) is { } at ? clock.ToLocal(at) : null));
        ExportColumn<FollowUpRow> Long(string key, string name, Func<FollowUpRow, string?> said) => new(key, new ExportHead(name, ExportKind.LongText), row => ExportCell.Of(said(row)));

        return
        [
            new("", words["Number"], r => r.CustomerNumber), new("", words["Name"], r => r.CustomerName),
            Long("subject", text["Subject"], r => r.Subject), Long("subject", text["Content"], r => r.Content), Long("subject", text["Result"], r => r.Result),
            new("subject", text["State"], r => text[$"FollowUpState.{r.State}"]),
            Time("at", r => r.At), new("method", label["method"], r => r.Method?.Name), new("method", text["Contact"], r => r.ContactName),
            new("priority", label["priority"], r => text[$"FollowUpPriority.{r.Priority}"]), new("assignee", label["assignee"], r => r.AssigneeName),
            new("author", label["author"], r => r.AuthorName), Time("remind", r => r.RemindAt),
            new("recurrence", label["recurrence"], r => r.Recurrence == FollowUpRecurrence.None ? null : text[$"FollowUpRecurrence.{r.Recurrence}"].Value),
            Long("next", label["next"], r => r.NextStep),
        ];
    }
}
