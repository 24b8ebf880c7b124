using CrmWeb.Core.Data;
using CrmWeb.Core.FollowUps;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps;

/// <summary>Promises written down by the first version, which kept them as text only.</summary>
public sealed class CommitmentBackfillTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_database_of_the_first_version_gets_an_open_promise_for_every_line_and_no_second_one()
    {
        var by = app.As(Who.RepEast);
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Commitments = "- 周五前寄样品\n- 下周给报价";
        var record = await app.WithAsync<FollowUpWriting, int>(w => w.RecordAsync(app.Company.EastCustomer, form, by, None));
        var plan = Forms.Plan(new DateTime(2026, 11, 20, 9, 0, 0));
        plan.Commitments = "还不算数";
        await app.WithAsync<FollowUpWriting, int>(w => w.PlanAsync(app.Company.EastCustomer, plan, by, None));
        await app.DbAsync(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial");
            return 0;
        });

        for (var start = 0; start < 2; start++)
            await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(None));

        var rows = await app.DbAsync(db => db.Commitments.AsNoTracking().OrderBy(c => c.Id).ToListAsync());
        Assert.Equal(["周五前寄样品", "下周给报价"], rows.Select(c => c.Text));
        Assert.All(rows, c => Assert.Equal(
            (app.Company.EastCustomer, (int?)record, by.UserId, TestClock.Start, (DateTime?)null),
            (c.CustomerId, c.FollowUpId, c.MadeById, c.MadeAt, c.FulfilledAt)));
    }
}
