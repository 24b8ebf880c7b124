using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReportTemplates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.ReportTemplates;

/// <summary>Everything one reader sees, counted by loops.</summary>
internal sealed class Plain
{
    private static readonly CultureInfo Plainly = CultureInfo.InvariantCulture;

    private sealed record Row(Dictionary<string, string> Groups, Dictionary<string, decimal?> Numbers, DateOnly Day);

    private readonly Dictionary<TemplateSubject, List<Row>> rows = [];
    private readonly bool seesTeam;

    private Plain(bool seesTeam) => this.seesTeam = seesTeam;

    public static async Task<Plain> ReadAsync(CrmDbContext db, UserScope by, IServiceProvider services)
    {
        var plain = new Plain(by.Has(Permissions.TeamView));
        var lists = await services.GetRequiredService<ListCatalog>().GetAsync(default);
        var names = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName);
        var customers = (await db.Customers.IgnoreQueryFilters().Include(c => c.Collaborators).AsNoTracking().AsSplitQuery().ToListAsync()).ToDictionary(c => c.Id);
        bool IsSeen(Customer c) => c.DeletedAt is null && (by.Scope == DataScope.Everything || c.OwnerId == by.UserId
            || (by.Scope == DataScope.Department && c.DepartmentId is { } d && by.DepartmentIds.Contains(d))
            || c.Collaborators.Any(x => x.UserId == by.UserId && (x.Until is null || x.Until >= by.Today)));
        bool IsOrderSeen(Order o) => customers[o.CustomerId].DeletedAt is null && (by.Scope == DataScope.Everything || o.OwnerId == by.UserId
            || (by.Scope == DataScope.Department && o.DepartmentId is { } d && by.DepartmentIds.Contains(d)) || IsSeen(customers[o.CustomerId]));
        string Industry(Customer c) => lists.ById(c.IndustryId) is { } i ? lists.Path(i)[0].Name : "未填写";
        string Seen(int id, Func<Customer, string> of) => IsSeen(customers[id]) ? of(customers[id]) : "未填写";
        string Category(Customer c) => c.Category switch { CustomerCategory.New => "新客户", CustomerCategory.Existing => "老客户", _ => "重点客户" };

        var done = (await db.FollowUps.AsNoTracking().Where(f => f.State == FollowUpState.Done).ToListAsync()).Where(f => IsSeen(customers[f.CustomerId])).ToList();
        var payments = (await db.Payments.AsNoTracking().Where(p => p.VoidedAt == null).ToListAsync()).ToLookup(p => p.OrderId);
        var orders = (await db.Orders.AsNoTracking().ToListAsync()).Where(o => IsOrderSeen(o) && o.State is OrderState.Active or OrderState.Completed && IsOrderSeen(o)).ToList();
        static DateOnly Local(DateTime utc) => DateOnly.FromDateTime(utc.AddHours(8));
        plain.rows[TemplateSubject.Customers] = [.. customers.Values.Where(IsSeen).Select(c => new Row(
            new() { ["industry"] = Industry(c), ["category"] = Category(c), ["owner"] = c.OwnerId is { } o ? names[o] : "无" },
            new() { ["expectedAmount"] = c.Needs.ExpectedAmount, ["completeness"] = c.Completeness, ["followUps"] = done.Count(f => f.CustomerId == c.Id) }, Local(c.CreatedAt)))];
        plain.rows[TemplateSubject.Orders] = [.. orders.Select(o => new Row(
            new() { ["industry"] = Seen(o.CustomerId, Industry), ["category"] = Seen(o.CustomerId, Category), ["owner"] = names[o.OwnerId] },
            new() { ["amount"] = o.Amount, ["received"] = payments[o.Id].Sum(p => p.Amount) }, o.OrderedOn))];
        plain.rows[TemplateSubject.Payments] = [.. orders.SelectMany(o => payments[o.Id].Select(p => new Row(
            new() { ["industry"] = Seen(o.CustomerId, Industry), ["owner"] = names[o.OwnerId] }, new() { ["amount"] = p.Amount }, p.PaidOn)))];
        plain.rows[TemplateSubject.FollowUps] = [.. done.Where(f => plain.seesTeam || f.AssigneeId == by.UserId).Select(f => new Row(
            new() { ["industry"] = Industry(customers[f.CustomerId]), ["category"] = Category(customers[f.CustomerId]), ["assignee"] = names[f.AssigneeId] }, [], Local(f.At)))];
        return plain;
    }

    /// <summary>A template, and what it has to say: rows by label.</summary>
    public (TemplateSubject Subject, TemplateDefinition Said, string[] Expected) Draw(Random random)
    {
        var subject = rows.Keys.ElementAt(random.Next(rows.Count));
        var (date, groups) = subject switch
        {
            TemplateSubject.Customers => ("createdAt", new[] { "industry", "category", "owner" }),
            TemplateSubject.Orders => ("orderedOn", ["industry", "category", "owner"]),
            TemplateSubject.Payments => ("paidOn", ["industry", "owner"]),
            _ => ("at", ["industry", "category", "assignee"]),
        };
        string[] numbers = subject switch
        {
            TemplateSubject.Customers => ["expectedAmount", "completeness", "followUps"],
            TemplateSubject.Orders => ["amount", "received"],
            TemplateSubject.Payments => ["amount"],
            _ => [],
        };
        var group = groups[random.Next(groups.Length)];
        List<string> measures = ["count"];
        if (numbers.Length > 0)
        {
            var number = numbers[random.Next(numbers.Length)];
            measures.Add($"sum:{number}");
            if (number is not ("received" or "followUps"))
                measures.Add($"avg:{number}");
        }

        List<TemplateFilter> filters = [];
        var chosen = rows[subject];
        if (random.Next(2) == 0)
        {
            var from = new DateOnly(2026, 9, 1).AddDays(random.Next(100));
            filters.Add(Templated.Days(date, from.ToString("yyyy-MM-dd", Plainly), ""));
            chosen = [.. chosen.Where(r => r.Day >= from)];
        }

        if (random.Next(2) == 0)
        {
            filters.Add(Templated.In("industry", "C"));
            chosen = [.. chosen.Where(r => r.Groups["industry"] == "制造业")];
        }

        var said = new TemplateDefinition { Rows = [group], Measures = measures, Filters = filters };
        var isHidden = group is "owner" or "assignee" && !seesTeam;
        string[] expected = isHidden ? [Line("全部", chosen, measures)]
            : [.. chosen.GroupBy(r => r.Groups[group]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, [.. g], measures))];
        return (subject, said, expected.Length == 0 ? [Line("合计", [], measures)] : expected);
    }

    private static string Line(string label, List<Row> of, List<string> measures) => $"{label}: {string.Join(' ', measures.Select(m => Number(m, of)))}";

    private static string Number(string measure, List<Row> of)
    {
        if (measure == "count")
            return of.Count.ToString(Plainly);
        List<decimal> numbers = [.. of.Select(r => r.Numbers[measure[4..]]).OfType<decimal>()];
        if (measure.StartsWith("sum", StringComparison.Ordinal))
            return numbers.Sum().ToString("0.###", Plainly);
        return numbers.Count == 0 ? "–" : decimal.Round(numbers.Sum() / numbers.Count, 2, MidpointRounding.AwayFromZero).ToString("0.###", Plainly);
    }
}
