using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static CrmWeb.Tests.Core.Customers.Requirements.RequiringCompany;

namespace CrmWeb.Tests.Core.Customers.Requirements;

/// <summary>How complete a customer is follows what is required of it, whoever saves and whenever that changes.</summary>
public sealed class CompletenessTests : IClassFixture<RequiringCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;
    private readonly RequiringCompany app;

    public CompletenessTests(RequiringCompany app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    /// <summary>A person counts ten facts: industry, region, address, level, source, need, pain points, budget, amount, date, direction, competitors and the chain make 13; of these a plain form has industry, region and source.</summary>
    [Fact]
    public async Task What_is_required_counts_twice()
    {
        await app.RequireAsync();
        var id = await PersonAsync();
        Assert.Equal(100 * 3 / 13, (await app.CustomerAsync(id)).Completeness);

        await app.RequireAsync(Row("Budget"), Row("Region"), Row("AccountPlan"));
        Assert.Equal(100 * 3 / 13, (await app.CustomerAsync(id)).Completeness);
        Assert.True(await app.MeasureAsync() > 0);
        Assert.Equal(100 * 4 / 17, (await app.CustomerAsync(id)).Completeness);
        Assert.Equal(0, await app.MeasureAsync());
    }

    [Fact]
    public async Task A_move_and_its_taking_back_are_measured_at_once()
    {
        await app.RequireAsync(Row("AccountPlan", "needs"));
        var id = await PersonAsync();
        var before = (await app.CustomerAsync(id)).Completeness;
        var move = await app.WithAsync<CustomerStageService, int>(s => s.MoveAsync(
            id, new StageForm { Stage = "needs", Form = new() { AccountPlan = "先做样板" } }, app.As(Who.RepEast), None));
        Assert.Equal(100 * 5 / 15, (await app.CustomerAsync(id)).Completeness);
        await app.WithAsync<StageUndo>(u => u.TakeBackAsync(id, move, app.As(Who.RepEast), None));
        Assert.Equal(before, (await app.CustomerAsync(id)).Completeness);
        Assert.False(await app.DbAsync(db => db.Customers.AnyAsync(c => c.Id == id && c.MeasuredBy == 0)));
    }

    [Fact]
    public async Task A_version_that_begins_to_hold_is_measured_on_its_day_and_leaves_no_trace_of_a_change()
    {
        await app.RequireAsync();
        var id = await PersonAsync();
        await app.RequireAsync(daysAhead: 1, Row("AccountPlan"));
        await app.MeasureAsync();
        var (before, entries) = (await app.CustomerAsync(id), await EntriesAsync());
        app.Clock.Now = TestClock.Start.AddHours(14);
        await app.MeasureAsync();
        var after = await app.CustomerAsync(id);
        Assert.Equal((100 * 3 / 13, 100 * 3 / 15), (before.Completeness, after.Completeness));
        Assert.Equal((before.UpdatedAt, before.Version, entries), (after.UpdatedAt, after.Version, await EntriesAsync()));
        await app.RequireAsync();
    }

    [Fact]
    public async Task The_record_names_what_is_missing_what_is_required_first()
    {
        await app.RequireAsync(Row("AccountPlan"), Row("Level"));
        var id = await PersonAsync(f => f.AccountPlan = "先做样板", level: true);
        await app.RequireAsync(Row("AccountPlan"), Row("Level"), Row("Remarks"));
        var missing = (await app.WithAsync<CustomerRecordQueries, CustomerRecord>(q => q.ReadAsync(id, app.As(Who.RepEast), None))).Missing;
        Assert.Equal(new MissingField(CrmWeb.Core.Customers.Fields.CustomerFields.Named("Remarks")!, IsRequired: true), missing[0]);
        Assert.All(missing.Skip(1), m => Assert.False(m.IsRequired));
        Assert.DoesNotContain(missing, m => m.Field.Key is "AccountPlan" or "Level" or "Industry");
        Assert.Contains(missing, m => m.Field.Key == "Budget");
    }

    [Fact]
    public async Task No_field_that_can_be_required_is_written_by_a_follow_up_past_the_measuring()
    {
        await app.RequireAsync();
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"完整度样本{Interlocked.Increment(ref count)}号装备有限公司"));
        await app.RequireAsync([.. (await app.OpenAsync()).Rows.Select(r => Row(r.Field!))]);
        await app.MeasureAsync();
        await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(id, Forms.Record(new DateTime(2026, 11, 18, 9, 30, 0)), app.As(Who.RepEast), None));
        var kept = await app.CustomerAsync(id);
        Assert.NotNull(kept.FirstContactAt);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.MeasuredBy, 0)));
        await app.MeasureAsync();
        Assert.Equal(kept.Completeness, (await app.CustomerAsync(id)).Completeness);
    }

    private Task<int> EntriesAsync() => app.DbAsync(db => db.AuditEntries.CountAsync());

    private Task<int> PersonAsync(Action<CrmWeb.Core.Customers.Forms.CustomerForm>? change = null, bool level = false)
    {
        var form = Forms.Customer($"周先生{Interlocked.Increment(ref count)}");
        (form.Kind, form.Level) = (CustomerKind.Individual, level ? CustomerLevel.B : null);
        change?.Invoke(form);
        return app.RegisterAsync(Who.RepEast, form);
    }
}
