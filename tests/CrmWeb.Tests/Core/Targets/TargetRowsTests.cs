using CrmWeb.Core.Access;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Targets;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Reports;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Targets;

/// <summary>Over customers, follow-ups and orders drawn at random: what is done is what the list behind it shows, and what plain code counts.</summary>
public sealed class TargetRowsTests(RandomReports fixture) : IClassFixture<RandomReports>
{
    private static readonly string[] Months = ["2026-09", "2026-10", "2026-11", "2026-12"];

    [Fact]
    public async Task What_is_done_is_the_rows_behind_it_for_every_reader()
    {
        await OrderAsync();
        List<string> wrong = [];
        HashSet<(TargetMeasure, bool)> opened = [];
        var followed = 0;
        foreach (var who in new[] { Who.RepEast, Who.RepSouth, Who.MgrEast, Who.MgrSouth, Who.Admin, Who.Marketer })
        {
            var by = fixture.As(who);
            foreach (var month in Months)
            {
                var view = await fixture.TargetsAsync(who, month);
                Assert.NotEmpty(view.Rows);
                foreach (var (subject, progress) in view.Rows.SelectMany(r => r.Progress.Where(p => p.Rows is not null).Select(p => (r.Subject, p))))
                {
                    followed++;
                    opened.Add((progress.Measure, subject.UserId is null));
                    var rows = progress.Rows!.List is ReportRows.Orders or ReportRows.Payments ? await AmountAsync(progress.Rows, by) : await fixture.RowsAsync(progress.Rows, by);
                    if (rows != progress.Done)
                        wrong.Add($"{who} {month} {subject.Name} {progress.Measure}: {progress.Done}, but the list has {rows}");
                }

                if (who == Who.Admin)
                    await CheckAsync(view);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(followed > 60, $"{followed}");
        Assert.Equal(2 * TargetMeasures.All.Count, opened.Count);
    }

    /// <summary>Of whoever sees everything: departments add up to what lies in them.</summary>
    private async Task CheckAsync(TargetsView view)
    {
        var orders = await fixture.DbAsync(db => db.Orders.AsNoTracking().Where(o => o.Customer!.DeletedAt == null).ToListAsync());
        foreach (var row in view.Rows)
        {
            var counted = orders.Where(o => o.State is OrderState.Active or OrderState.Completed && o.OrderedOn >= view.Month.First && o.OrderedOn <= view.Month.Last
                && (row.Subject.IsCompany || (row.Subject.UserId is { } user ? o.OwnerId == user : row.Subject.Branch.Contains(o.DepartmentId ?? 0))));
            Assert.Equal(counted.Sum(o => o.Amount), row.Progress[0].Done);
        }
    }

    private async Task<decimal> AmountAsync(ReportLink link, UserScope by)
    {
        string? Of(string name) => link.Query.Where(p => p.Key == name).Select(p => p.Value).FirstOrDefault();
        if (link.List == ReportRows.Payments)
        {
            var asked = new PaymentFilter { Owner = Of("owner"), Department = Of("department"), OnFrom = Of("onFrom"), OnTo = Of("onTo"), Size = "100" };
            var list = await fixture.WithAsync<PaymentListQueries, PaymentList>(p => p.ListAsync(asked, by, Targeted.None));
            Assert.Equal((list.Page.Total, list.Sum), (list.Page.Rows.Count, list.Page.Rows.Sum(r => r.Amount)));
            return list.Sum;
        }

        var filter = new OrderFilter { Owner = Of("owner"), Department = Of("department"), State = Of("state"), OnFrom = Of("onFrom"), OnTo = Of("onTo"), Size = "100" };
        var page = await fixture.WithAsync<OrderListQueries, PageOf<OrderRow>>(o => o.ListAsync(filter, by, Targeted.None));
        Assert.Equal(page.Total, page.Rows.Count);
        return page.Rows.Sum(r => r.Amount);
    }

    private Task<int> OrderAsync() => fixture.DbAsync(async db =>
    {
        var random = new Random(20261118);
        Who[] owners = [Who.RepEast, Who.RepEast2, Who.RepEast3, Who.RepSouth, Who.MgrEast];
        foreach (var customer in await db.Customers.IgnoreQueryFilters().OrderBy(c => c.Id).Select(c => c.Id).ToListAsync())
        {
            var owner = fixture.Company[owners[random.Next(owners.Length)]];
            var facts = new OrderFacts(new DateOnly(2026, 8, 31).AddDays(random.Next(102)), "随机", random.Next(1, 10_000_000) / 100m, owner.Id, owner.DepartmentId, null, [], []);
            db.Orders.Add(new Order(customer, $"T{customer:D6}", Guid.NewGuid(), facts, (OrderState)random.Next(1, 5), null, fixture.Clock.Now));
        }

        await db.SaveChangesAsync(UserScope.System, Targeted.None);
        var method = await db.ListItems.Where(i => i.Kind == ListKind.PaymentMethod).Select(i => i.Id).FirstAsync();
        foreach (var order in await db.Orders.OrderBy(o => o.Id).Select(o => o.Id).ToListAsync())
        {
            var facts = new PaymentFacts(new DateOnly(2026, 8, 31).AddDays(random.Next(102)), random.Next(1, 1_000_000) / 100m, method, null, null);
            var payment = new Payment(order, Guid.NewGuid(), facts, null, fixture.Clock.Now);
            if (random.Next(5) == 0)
                payment.MakeVoid("重复登记", null, fixture.Clock.Now);
            db.Payments.Add(payment);
        }

        return await db.SaveChangesAsync(UserScope.System, Targeted.None);
    });
}
