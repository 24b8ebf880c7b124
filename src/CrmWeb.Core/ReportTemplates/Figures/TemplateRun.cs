using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Reports;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>What a template says to one reader now.</summary>
/// <param name="Table">Null for a list, and where there is nothing to be said.</param>
/// <param name="List">Null for a table, and where there is nothing to be said.</param>
public sealed record TemplateResult(ReportTable? Table, TemplateListPage? List)
{
    /// <summary>Why there is nothing; null where there is something.</summary>
    public string? Hindrance { get; init; }

    /// <summary>Some of it is not for this reader and left out.</summary>
    public bool IsLess { get; init; }

    /// <summary>The days the rows are asked for, by field; in words.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>A table as reports are written into files.</summary>
    public ReportResult? Report => Table is null ? null : new ReportResult(null, [Table]);
}

/// <summary>Runs templates: always through the eyes of whoever reads, never of whoever made it.</summary>
public sealed class TemplateRun(CrmDbContext db, SubjectCatalog subjects, OrganizationClock clock, IStringLocalizer<TemplatesText> text)
{
    /// <param name="title">What the template is called for this reader.</param>
    /// <exception cref="FluentValidation.ValidationException">There are more groups than can be read.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    public async Task<TemplateResult> ReadAsync(string title, TemplateSubject subject, TemplateDefinition? said, PageWanted page, UserScope by, CancellationToken ct)
    {
        var sources = await subjects.SourcesAsync(by, ct);
        return subject switch
        {
            _ when said is null => Nothing("Broken"),
            TemplateSubject.Customers => await ReadAsync(title, SubjectCatalog.Customers(sources, [.. (await CustomerAccess.VisibleNowAsync(db, by, ct)).Parts]), said, page, by, ct),
            TemplateSubject.FollowUps => await ReadAsync(title, subjects.FollowUps(sources), said, page, by, ct),
            TemplateSubject.Orders => await ReadAsync(title, SubjectCatalog.Orders(sources), said, page, by, ct),
            TemplateSubject.Payments => await ReadAsync(title, SubjectCatalog.Payments(sources), said, page, by, ct),
            TemplateSubject.StageChanges => await ReadAsync(title, SubjectCatalog.Moves(sources), said, page, by, ct),
            _ => Nothing("Broken"),
        };
    }

    private TemplateResult Nothing(string why) => new(null, null) { Hindrance = text[$"Run.{why}"] };

    private async Task<TemplateResult> ReadAsync<T>(string title, SubjectRows<T> subject, TemplateDefinition said, PageWanted page, UserScope by, CancellationToken ct)
    {
        var reading = TemplateReading.Of(said, subject.Fields, by.Has(Permissions.TeamView), clock);
        if (reading.IsBroken)
            return Nothing("Broken");
        if (reading.IsUnavailable)
            return Nothing("Unavailable");
        var conditions = FilterWords.Of(reading, clock, text);
        if (said.IsList)
        {
            var list = await new SubjectList<T>(subject, reading, said, clock).ReadAsync(page, ct);
            return new TemplateResult(null, list) { IsLess = reading.IsLess, Conditions = conditions };
        }

        var sums = await new SubjectFigures<T>(subject, reading, clock, text).ReadAsync(ct);
        var links = new RowLinks(subject.List, subject.Conditions, reading, clock);
        return new TemplateResult(new TemplateTables(reading, said, links, text).Of(title, sums), null) { IsLess = reading.IsLess, Conditions = conditions };
    }
}

/// <summary>Conditions in words.</summary>
internal static class FilterWords
{
    public static IReadOnlyList<string> Of(TemplateReading reading, OrganizationClock clock, IStringLocalizer<TemplatesText> text) =>
        [.. reading.Filters.Select(f => text["Condition.Said", f.Field.Label, Said(f, clock, text)].Value)];

    private static string Said(ReadFilter filter, OrganizationClock clock, IStringLocalizer<TemplatesText> text)
    {
        if (filter.Field.Choices is { } choices)
            return string.Join(text["Separator"], filter.Codes.Select(code => code == FieldChoices.None ? text["Group.None"].Value : NameOf(choices, code)));
        var (from, to) = (filter.From, filter.To);
        if (filter.Field.IsDate)
        {
            var days = filter.Days(clock.Today);
            (from, to) = (ReportLinks.Day(days.From), ReportLinks.Day(days.To));
        }

        return from is null ? text["Condition.UpTo", to!] : to is null ? text["Condition.From", from] : from == to ? from : text["Condition.Between", from, to];
    }

    private static string NameOf(FieldChoices choices, string code) =>
        choices.Offered.FirstOrDefault(c => c.Code == code)?.Name ?? (choices.Ids(code) is [var first, ..] ? choices.Group(first).Label : code);
}
