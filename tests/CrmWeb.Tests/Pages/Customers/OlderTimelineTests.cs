using System.Globalization;
using AngleSharp.Dom;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Urging;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>From stretch to stretch by the link at the end of the timeline, as a person goes.</summary>
public sealed class OlderTimelineTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const int Moves = 65;

    /// <summary>More stretches than what happened could fill.</summary>
    private const int MostPages = 12;

    /// <summary>Moves between other things, and moves alone; the last of all is a move, so that the end of each source is reached at another place.</summary>
    [Theory]
    [InlineData("stages", 0)]
    [InlineData("all", 0)]
    [InlineData("all", 1)]
    [InlineData("all", 2)]
    public async Task Older_stretches_repeat_no_stage_move_and_leave_none_out(string timeline, int othersBetween)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"阶段变更{timeline}{othersBetween}阀门有限公司"));
        await HappenAsync(id, othersBetween);

        var browser = await app.ClientAsync(Who.RepEast);
        List<int> seen = [];
        string? address = $"/customers/{id}?timeline={timeline}";
        for (var pages = 0; address is not null && pages < MostPages; pages++)
        {
            var page = await browser.GetAsync(address);
            seen.AddRange(page.Texts("#timeline li").Select(t => t.Split("步骤").ElementAtOrDefault(1)).OfType<string>()
                .Select(t => int.Parse(t[..3], CultureInfo.InvariantCulture)));
            address = page.Document.QuerySelector("#timeline a[href*='before=']")?.GetAttribute("href")?.Split('#')[0];
        }

        Assert.Null(address);
        Assert.Equal(Enumerable.Range(0, Moves).Reverse(), seen);
    }

    private Task<bool> HappenAsync(int customer, int othersBetween) => app.DbAsync(async db =>
    {
        var me = app.Company[Who.RepEast].Id;
        var stages = await db.Stages.OrderBy(s => s.Order).Select(s => s.Id).ToListAsync();
        var method = await db.FollowUps.Select(f => f.MethodId).FirstAsync();
        for (var i = 0; i < Moves; i++)
        {
            var at = TestClock.Start.AddDays(-30).AddMinutes(10 * i);
            db.Add(new StageChange(stages[i % 2], stages[(i + 1) % 2], at, me, null, $"步骤{i:D3}", null)).Property(s => s.CustomerId).CurrentValue = customer;
            if (othersBetween > 0)
                db.FollowUps.Add(FollowUp.Recorded(customer, Guid.NewGuid(), new FollowUpFacts(method, null, null, "联系过"), at, me, at));
            if (othersBetween > 1)
                db.Urges.Add(new Urge(customer, null, me, me, "请联系", null, at));
        }

        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return true;
    });
}
