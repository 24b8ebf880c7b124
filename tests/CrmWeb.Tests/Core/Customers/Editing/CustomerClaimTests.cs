using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Editing;

public sealed class CustomerClaimTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static int count;

    [Fact]
    public async Task Whoever_claims_a_customer_owns_it_from_now_on_and_the_log_says_so()
    {
        var id = await PooledAsync();
        app.Clock.Advance(TimeSpan.FromDays(3));
        await ClaimAsync(id, Who.RepSouth);
        var customer = await app.CustomerAsync(id);
        Assert.Equal((app.Company[Who.RepSouth].Id, app.Company.DepartmentSouth), (customer.OwnerId, customer.DepartmentId));
        Assert.Equal((app.Clock.Now, app.Clock.Now), (customer.ReceivedAt, customer.IdleSince));

        var entry = await app.DbAsync(db => db.AuditEntries.Where(a => a.RootId == id && a.Field == nameof(Customer.OwnerId)).SingleAsync());
        Assert.Equal((AuditAction.Changed, app.Company[Who.RepSouth].Id, null, $"{app.Company[Who.RepSouth].Id}"), (entry.Action, entry.ActorId, entry.OldValue, entry.NewValue));
    }

    [Fact]
    public async Task Of_many_at_once_exactly_one_wins_and_the_others_are_told()
    {
        var id = await PooledAsync();
        Who[] all = [Who.RepEast, Who.RepEast2, Who.RepEast3, Who.RepSouth, Who.MgrEast, Who.MgrSouth];
        var won = await Task.WhenAll(all.Select(who => Task.Run(async () =>
        {
            try
            {
                await ClaimAsync(id, who);
                return true;
            }
            catch (ValidationException)
            {
                return false;
            }
        })));
        Assert.Single(won, w => w);
        Assert.Equal(app.Company[all[Array.IndexOf(won, true)]].Id, (await app.CustomerAsync(id)).OwnerId);
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootId == id && a.Field == nameof(Customer.OwnerId))));
    }

    [Fact]
    public async Task Claiming_twice_is_winning_once()
    {
        var id = await PooledAsync();
        await ClaimAsync(id, Who.RepSouth);
        var before = await app.SnapshotAsync();
        await ClaimAsync(id, Who.RepSouth);
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task An_owned_a_deleted_and_an_absent_one_cannot_be_claimed()
    {
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<ValidationException>(() => ClaimAsync(app.Company.EastCustomer, Who.RepSouth));
        await Assert.ThrowsAsync<NotFoundException>(() => ClaimAsync(app.Company.BinnedCustomer, Who.RepSouth));
        await Assert.ThrowsAsync<NotFoundException>(() => ClaimAsync(int.MaxValue, Who.RepSouth));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Theory]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task Who_has_no_customers_claims_none(Who who)
    {
        var id = await PooledAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => ClaimAsync(id, who));
        Assert.Null((await app.CustomerAsync(id)).OwnerId);
    }

    private async Task<int> PooledAsync()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"公海测试第{Interlocked.Increment(ref count)}号锻造厂"));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, (int?)null)));
        return id;
    }

    private Task ClaimAsync(int id, Who who) => app.WithAsync<CustomerClaim>(c => c.ClaimAsync(id, app.As(who), CancellationToken.None));
}
