using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>The customer list as one would say it: every customer is looked at by itself, in memory, with no database and none of the program's queries.</summary>
internal sealed class PlainList(DrawnCompany app, UserScope by)
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private readonly ListSnapshot lists = app.Services.GetRequiredService<ListCatalog>().GetAsync(default).AsTask().GetAwaiter().GetResult();
    private readonly PipelineSnapshot stages = app.Services.GetRequiredService<PipelineCatalog>().GetAsync(default).AsTask().GetAwaiter().GetResult();
    private readonly TagSnapshot tags = app.Services.GetRequiredService<TagCatalog>().GetAsync(default).AsTask().GetAwaiter().GetResult();
    private readonly DepartmentSnapshot departments = app.Services.GetRequiredService<DepartmentTree>().GetAsync(default).AsTask().GetAwaiter().GetResult();

    private DateTime Now => app.Clock.Now;

    private DateOnly Today => DateOnly.FromDateTime(Now + Zone);

    public IReadOnlyList<int> Of(CustomerFilter f) => [.. Sorted(app.All.Where(c => Sees(c) && Meets(c, f)).ToList(), f.Sort ?? "-updated").Select(c => c.Id)];

    private bool Sees(Customer c) => by.Scope == DataScope.Everything || c.OwnerId == by.UserId || c.Collaborators.Any(x => x.UserId == by.UserId)
        || (by.Scope == DataScope.Department && c.DepartmentId is { } d && by.DepartmentIds.Contains(d));

    private bool Meets(Customer c, CustomerFilter f) =>
        (f.Q is null || c.Name.Contains(f.Q, StringComparison.Ordinal))
        && InList(ListKind.Industry, f.Industry, c.IndustryId) && InList(ListKind.Region, f.Region, c.RegionId) && InList(ListKind.Source, f.Source, c.SourceId)
        && InList(ListKind.Budget, f.Budget, c.BudgetId) && InList(ListKind.SizeClass, f.SizeClass, c.SizeClassId)
        && (f.Stage is null || stages.ById(c.StageId).Code == f.Stage)
        && Says(f.Type, c.Type) && Says(f.Category, c.Category) && Says(f.Kind, c.Kind) && Says(f.Level, c.Level)
        && (f.Owner is null || (f.Owner == "none" ? c.OwnerId is null : c.OwnerId == Person(f.Owner)))
        && (f.Developer is null || c.DeveloperId == Person(f.Developer))
        && (f.Department is null || (c.DepartmentId is { } d && departments.Branch(int.Parse(f.Department, CultureInfo.InvariantCulture)).Contains(d)))
        && Tagged(c, f)
        && (f.IdleDays is null || c.IdleSince < Now.AddDays(-int.Parse(f.IdleDays, CultureInfo.InvariantCulture)))
        && (f.StuckDays is null || (stages.ById(c.StageId).Kind == StageKind.Open && c.StageEnteredAt < Now.AddDays(-int.Parse(f.StuckDays, CultureInfo.InvariantCulture))))
        && (f.Completeness is null || c.Completeness >= int.Parse(f.Completeness, CultureInfo.InvariantCulture))
        && (f.HealthFrom is null || c.Health >= int.Parse(f.HealthFrom, CultureInfo.InvariantCulture)) && (f.HealthTo is null || c.Health <= int.Parse(f.HealthTo, CultureInfo.InvariantCulture))
        && Between(Day(c.CreatedAt), f.CreatedFrom, f.CreatedTo) && Between(Day(c.LastFollowUpAt), f.LastFollowUpFrom, f.LastFollowUpTo)
        && Between(Day(c.NextFollowUpAt), f.NextFrom, f.NextTo) && Between(Day(c.FirstContactAt), f.FirstContactFrom, f.FirstContactTo)
        && Between(c.Notes.ContractSignedOn, f.SignedFrom, f.SignedTo) && Between(c.Needs.ExpectedOn, f.ExpectedFrom, f.ExpectedTo)
        && (f.AmountFrom is null || c.Needs.ExpectedAmount >= Yuan(f.AmountFrom)) && (f.AmountTo is null || c.Needs.ExpectedAmount <= Yuan(f.AmountTo))
        && InBand(ListKind.HeadcountBand, f.Headcount, c.Company.Headcount) && InBand(ListKind.RevenueBand, f.Revenue, c.Company.AnnualRevenue);

    private static bool Says<T>(string? asked, T? value)
        where T : struct, Enum => asked is null || string.Equals(value?.ToString(), asked, StringComparison.OrdinalIgnoreCase);

    private static bool Says<T>(string? asked, T value)
        where T : struct, Enum => Says<T>(asked, (T?)value);

    private static decimal Yuan(string tenThousands) => decimal.Parse(tenThousands, CultureInfo.InvariantCulture) * 10_000;

    private static DateOnly? Day(DateTime? at) => at is { } time ? DateOnly.FromDateTime(time + Zone) : null;

    private int Person(string asked) => asked == "me" ? by.UserId : int.Parse(asked, CultureInfo.InvariantCulture);

    private bool InList(ListKind kind, string? code, int? id)
    {
        if (code is null)
            return true;
        for (var entry = lists.ById(id); entry is not null; entry = lists.ById(entry.ParentId))
        {
            if (entry.Kind == kind && entry.Code == code)
                return true;
        }

        return false;
    }

    private bool InBand(ListKind kind, string? code, decimal? figure)
    {
        if (code is null)
            return true;
        var bands = lists.Offered(kind).Where(b => b.From is not null).OrderBy(b => b.From).ToList();
        return figure is not null && bands.LastOrDefault(b => b.From <= figure)?.Code == code;
    }

    private bool Tagged(Customer c, CustomerFilter f)
    {
        var wanted = f.Tag.Select(code => tags.Find(code)!.Id).ToList();
        bool Has(int id) => c.Tags.Any(t => t.TagId == id);
        return wanted.Count == 0 || (f.TagMode == "all" ? wanted.TrueForAll(Has) : wanted.Exists(Has));
    }

    /// <summary>Relative days are said here once more, by themselves.</summary>
    private bool Between(DateOnly? day, string? from, string? to)
    {
        DateOnly Of(string said, bool ends) => said switch
        {
            "today" => Today,
            "-7d" => Today.AddDays(-7),
            "-30d" => Today.AddDays(-30),
            "7d" => Today.AddDays(7),
            "month" => ends ? new DateOnly(Today.Year, Today.Month, DateTime.DaysInMonth(Today.Year, Today.Month)) : new DateOnly(Today.Year, Today.Month, 1),
            "last-month" => ends ? new DateOnly(Today.Year, Today.Month, 1).AddDays(-1) : new DateOnly(Today.Year, Today.Month, 1).AddMonths(-1),
            _ => DateOnly.Parse(said, CultureInfo.InvariantCulture),
        };
        return (from is null || (day is { } d && d >= Of(from, false))) && (to is null || (day is { } e && e <= Of(to, true)));
    }

    private static IEnumerable<Customer> Sorted(List<Customer> customers, string sort)
    {
        var parts = sort.Split(',');
        customers.Sort((x, y) =>
        {
            foreach (var part in parts)
            {
                var (descending, name) = (part[0] == '-', part.TrimStart('-'));
                var (one, other) = (Key(x, name), Key(y, name));
                var order = (one, other) switch
                {
                    (null, null) => 0,
                    (null, _) => name == "follow-up" && !descending ? -1 : 1,
                    (_, null) => name == "follow-up" && !descending ? 1 : -1,
                    (string a, string b) => string.CompareOrdinal(a, b) * (descending ? -1 : 1),
                    _ => one.CompareTo(other) * (descending ? -1 : 1),
                };
                if (order != 0)
                    return order;
            }

            return y.Id.CompareTo(x.Id);
        });
        return customers;
    }

    private static IComparable? Key(Customer c, string name) => name switch
    {
        "updated" => c.UpdatedAt,
        "created" => c.CreatedAt,
        "name" => c.SortKey,
        "follow-up" => c.LastFollowUpAt,
        "idle" => c.IdleSince,
        "stuck" => c.StageEnteredAt,
        "next" => c.NextFollowUpAt,
        "level" => c.Level,
        "amount" => c.Needs.ExpectedAmount,
        "expected" => c.Needs.ExpectedOn,
        "health" => c.Health,
        _ => c.Completeness,
    };
}
