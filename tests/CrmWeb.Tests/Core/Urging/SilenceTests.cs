using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Watching;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Urging;

/// <summary>Silent is what the watch rules call so, for whoever urges too.</summary>
public sealed class SilenceTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly WatchRuleFacts OneDay = new(1, false, WatchRecipient.Owner, NotificationChannels.Page, null);

    [Fact]
    public async Task Whatever_the_rules_list_shows_can_be_urged_about()
    {
        var customer = await app.CustomerAsync(silent: 2);
        await app.RuleAsync("silent", OneDay);
        Assert.Contains(customer, await UrgeableOfListAsync());
        Assert.True(await IsSilentAsync(customer));
    }

    [Fact]
    public async Task A_rule_that_names_a_won_stage_makes_those_who_stand_there_urgeable()
    {
        var customer = await app.CustomerAsync(silent: 40, stage: "renewal");
        await app.ChangeAsync(customer, s => s.SetProperty(c => c.Type, CustomerType.Won));
        await app.RuleAsync("silent", OneDay with { ThresholdDays = 30, StageId = (await app.StagesAsync()).Find("renewal")!.Id });
        Assert.Equal([customer], await UrgeableOfListAsync());
    }

    [Fact]
    public async Task Who_is_silent_for_fewer_days_than_the_rule_says_is_not_urged_about()
    {
        var customer = await app.CustomerAsync(silent: 5);
        await app.RuleAsync("silent", OneDay with { ThresholdDays = 10 });
        Assert.Equal(UrgeObstacle.NotSilent, await ObstacleAsync(customer));
        Assert.False(await IsSilentAsync(customer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_one_task_passed_and_one_ahead_nobody_is_silent(bool isWatched)
    {
        var (ahead, passed) = (await app.CustomerAsync(silent: 9), await app.CustomerAsync(silent: 9));
        await app.TaskAsync(ahead, 1);
        await app.TaskAsync(ahead, -1);
        await app.TaskAsync(passed, 1);
        await app.RuleAsync("silent", OneDay with { IsActive = isWatched });
        Assert.Equal(UrgeObstacle.NotSilent, await ObstacleAsync(ahead));
        Assert.Equal(UrgeObstacle.None, await ObstacleAsync(passed));
    }

    [Fact]
    public async Task Without_a_rule_the_days_of_the_settings_count()
    {
        var (three, two) = (await app.CustomerAsync(silent: 3.1), await app.CustomerAsync(silent: 2.9));
        await app.RuleAsync("stuck", OneDay);
        Assert.Equal(UrgeObstacle.None, await ObstacleAsync(three));
        Assert.Equal(UrgeObstacle.NotSilent, await ObstacleAsync(two));
    }

    /// <summary>What the list shows a manager, and all of it can be urged about.</summary>
    private async Task<List<int>> UrgeableOfListAsync()
    {
        var shown = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(new CustomerFilter { Watch = "silent" }, app.As(Who.MgrEast), None));
        List<int> ids = [.. shown.Rows.Select(r => r.Id)];
        var subjects = await app.WithAsync<UrgeSubjects, IReadOnlyList<UrgeSubject>>(s => s.ReadAsync(new UrgeForm { Customers = ids }, app.As(Who.MgrEast), None));
        Assert.NotEmpty(subjects);
        Assert.All(subjects, s => Assert.Equal(UrgeObstacle.None, s.Obstacle));
        return [.. subjects.Select(s => s.CustomerId)];
    }

    private async Task<UrgeObstacle> ObstacleAsync(int customer) =>
        Assert.Single(await app.WithAsync<UrgeSubjects, IReadOnlyList<UrgeSubject>>(s => s.ReadAsync(new UrgeForm { Customers = [customer] }, app.As(Who.MgrEast), None))).Obstacle;

    private async Task<bool> IsSilentAsync(int customer)
    {
        var record = await app.WithAsync<CustomerRecordQueries, CustomerRecord>(q => q.ReadAsync(customer, app.As(Who.MgrEast), None));
        return (await app.WithAsync<UrgeQueries, SilenceState>(q => q.OfCustomerAsync(record, None))).IsSilent;
    }
}
