using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Sharing;

public sealed class CollaborationTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;
    private readonly CoreFixture app;

    public CollaborationTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_granted_request_makes_a_collaborator_and_both_sides_see_it()
    {
        var id = await NewAsync();
        await AskAsync(id, "与对方总监相熟");
        var wish = Assert.Single(await WaitingAsync(Who.RepEast, id));
        Assert.Equal(("林志强", "华南区", "与对方总监相熟"), (wish.RequesterName, wish.RequesterDepartment, wish.Note));
        var mine = await MineAsync();
        Assert.Equal((CollaborationState.Waiting, "王海涛", null, null), (mine[0].State, mine[0].OwnerName, mine[0].CustomerId, mine[0].CustomerName));

        await GrantAsync(wish.Id, new CollaborationForm { CanEdit = true, Until = new DateOnly(2026, 12, 31) });
        Assert.Empty(await WaitingAsync(Who.RepEast, id));
        mine = await MineAsync();
        Assert.Equal((CollaborationState.Granted, "王海涛", id), (mine[0].State, mine[0].DecidedBy, mine[0].CustomerId));
        Assert.Equal(1, await app.DbAsync(db => db.Customers.EditableBy(app.As(Who.RepSouth)).CountAsync(c => c.Id == id)));
        var log = await app.DbAsync(db => db.AuditEntries.Where(a => a.RootId == id && a.EntityType == nameof(CollaborationRequest)).OrderBy(a => a.Id).ToListAsync());
        Assert.Equal([AuditAction.Created, AuditAction.Changed], log.Select(a => a.Action));
    }

    [Fact]
    public async Task A_right_to_view_does_not_let_edit_and_ends_on_its_day()
    {
        var id = await NewAsync();
        await AskAsync(id);
        await GrantAsync((await WaitingAsync(Who.RepEast, id))[0].Id, new CollaborationForm { Until = new DateOnly(2026, 11, 19) });
        Assert.Equal((1, 0), (await VisibleAsync(id), await app.DbAsync(db => db.Customers.EditableBy(app.As(Who.RepSouth)).CountAsync(c => c.Id == id))));
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await VisibleAsync(id));

        // An ended right may be asked for and granted anew.
        await AskAsync(id);
        await GrantAsync((await WaitingAsync(Who.RepEast, id))[0].Id, new CollaborationForm());
        Assert.Equal(1, await VisibleAsync(id));
    }

    [Fact]
    public async Task A_declined_request_is_shown_for_two_weeks_and_tells_no_name()
    {
        var id = await NewAsync();
        await AskAsync(id);
        var wish = Assert.Single(await WaitingAsync(Who.RepEast, id)).Id;
        await app.WithAsync<CollaborationDecision>(d => d.DeclineAsync(wish, app.As(Who.RepEast), None));
        Assert.Contains(await MineAsync(), r => r.State == CollaborationState.Declined && r.CustomerName is null);
        Assert.Equal(0, await VisibleAsync(id));
        app.Clock.Advance(TimeSpan.FromDays(15));
        Assert.DoesNotContain(await MineAsync(), r => r.State == CollaborationState.Declined);
    }

    [Fact]
    public async Task However_often_one_asks_one_request_waits()
    {
        var id = await NewAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AskAsync(id, "一次就够"))));
        Assert.Single(await WaitingAsync(Who.RepEast, id));
        Assert.True((await app.WithAsync<CollaborationService, ExistingCustomer>(a => a.LookAsync(id, app.As(Who.RepSouth), None))).RequestWaits);
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_holds()
    {
        var id = await NewAsync();
        await AskAsync(id);
        var wish = (await WaitingAsync(Who.RepEast, id))[0].Id;
        var held = await Task.WhenAll(
            TryAsync(() => GrantAsync(wish, new CollaborationForm())),
            TryAsync(() => app.WithAsync<CollaborationDecision>(d => d.DeclineAsync(wish, app.As(Who.MgrEast), None))));
        Assert.Single(held, h => h);
        var state = await app.DbAsync(db => db.CollaborationRequests.Where(r => r.Id == wish).Select(r => r.State).SingleAsync());
        Assert.Equal(held[0] ? CollaborationState.Granted : CollaborationState.Declined, state);
        Assert.Equal(held[0] ? 1 : 0, await VisibleAsync(id));
    }

    [Fact]
    public async Task What_one_sees_what_nobody_owns_and_what_is_deleted_is_not_asked_for()
    {
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<ValidationException>(() => AskAsync(app.Company.SouthCustomer));
        await Assert.ThrowsAsync<NotFoundException>(() => AskAsync(app.Company.BinnedCustomer));
        await Assert.ThrowsAsync<NotFoundException>(() => AskAsync(app.Company.EastCustomer, who: Who.Marketer));
        await Assert.ThrowsAsync<ValidationException>(() => AskAsync(app.Company.EastCustomer, new string('长', CollaborationRequest.NoteMax + 1)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Theory]
    [InlineData(Who.MgrEast, true)]
    [InlineData(Who.Admin, true)]
    [InlineData(Who.RepEast2, false)]
    [InlineData(Who.RepSouth, false)]
    [InlineData(Who.MgrSouth, false)]
    [InlineData(Who.Service, false)]
    [InlineData(Who.Marketer, false)]
    public async Task Only_the_owner_and_the_owners_managers_decide(Who who, bool decides)
    {
        var id = await NewAsync();
        await AskAsync(id);
        var wish = (await WaitingAsync(Who.RepEast, id))[0].Id;
        Assert.Equal(decides, (await WaitingAsync(who, null)).Any(r => r.Id == wish));
        if (decides)
        {
            await GrantAsync(wish, new CollaborationForm(), who);
            return;
        }

        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => GrantAsync(wish, new CollaborationForm(), who));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<CollaborationDecision>(d => d.DeclineAsync(wish, app.As(who), None)));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<CollaborationQueries>(q => q.ReadAsync(wish, app.As(who), None)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task A_day_that_has_passed_is_refused_at_its_field()
    {
        var id = await NewAsync();
        await AskAsync(id);
        var refusal = await Assert.ThrowsAsync<ValidationException>(
            async () => await GrantAsync((await WaitingAsync(Who.RepEast, id))[0].Id, new CollaborationForm { Until = new DateOnly(2026, 11, 17) }));
        Assert.Equal(nameof(CollaborationForm.Until), Assert.Single(refusal.Errors).PropertyName);
    }

    private static Task<bool> TryAsync(Func<Task> run) => Task.Run(async () =>
    {
        try
        {
            await run();
            return true;
        }
        catch (ValidationException)
        {
            return false;
        }
    });

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"协作测试第{Interlocked.Increment(ref count)}号锻造厂"));

    [Fact]
    public async Task Taking_the_customer_out_of_the_pool_answers_the_own_request_and_leaves_the_others_to_the_new_owner()
    {
        var id = await NewAsync();
        await AskAsync(id);
        await AskAsync(id, who: Who.RepEast2);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, (int?)null)));
        await app.WithAsync<CustomerClaim>(c => c.ClaimAsync(id, app.As(Who.RepSouth), None));

        Assert.Equal([CollaborationState.Granted, CollaborationState.Waiting], await StatesAsync(id));
        Assert.Single(await WaitingAsync(Who.RepSouth, id));
        Assert.Equal(["RepSouth: asked"], await UnreadAsync(id));
    }

    [Fact]
    public async Task Giving_the_customer_to_whoever_asked_answers_the_request_and_says_so()
    {
        var id = await NewAsync();
        await AskAsync(id);
        await AskAsync(id, who: Who.RepEast2);
        Assert.Equal(["RepEast: asked", "RepEast: asked"], await UnreadAsync(id));
        await app.WithAsync<CustomerAssignment>(c => c.AssignAsync(id, app.Company[Who.RepSouth].Id, app.As(Who.Admin), None));

        Assert.Equal([CollaborationState.Granted, CollaborationState.Waiting], await StatesAsync(id));
        Assert.Equal(["RepSouth: asked", "RepSouth: granted"], await UnreadAsync(id));
    }

    /// <summary>How else than by an answer the customer may come to whoever asked, or be gone.</summary>
    public static TheoryData<string> Ways => ["claimed", "assigned", "handed by a manager", "collaborator", "owner changed elsewhere", "deleted"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_request_waits_on_no_desk_once_it_is_answered_by_what_happened(string way)
    {
        var id = await NewAsync();
        await AskAsync(id, who: Who.RepEast2);
        Assert.Single(await MineAsync(Who.RepEast2));
        Assert.Single(await WaitingAsync(Who.MgrEast, id));
        var me = app.Company[Who.RepEast2].Id;
        switch (way)
        {
            case "claimed":
                await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, (int?)null)));
                await app.WithAsync<CustomerClaim>(c => c.ClaimAsync(id, app.As(Who.RepEast2), None));
                break;
            case "assigned":
                await app.WithAsync<CustomerAssignment>(c => c.AssignAsync(id, me, app.As(Who.Admin), None));
                break;
            case "handed by a manager":
                await app.WithAsync<CustomerAssignment>(c => c.AssignAsync(id, me, app.As(Who.MgrEast), None));
                break;
            case "collaborator":
                await app.DbAsync(async db =>
                {
                    (await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == id)).AddCollaborator(new Collaborator(me, canEdit: true, until: null));
                    return await db.SaveChangesAsync(app.As(Who.RepEast), None);
                });
                break;
            case "owner changed elsewhere":
                await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, (int?)me)));
                break;
            default:
                await app.WithAsync<RecycleBin>(b => b.DeleteAsync(id, app.As(Who.MgrEast), None));
                break;
        }

        Assert.Empty(await MineAsync(Who.RepEast2));
        Assert.Empty(await WaitingAsync(Who.MgrEast, id));
        Assert.Empty(await WaitingAsync(Who.RepEast2, id));
    }

    [Fact]
    public async Task Deciding_a_request_leaves_nobody_reminded_of_it()
    {
        var id = await NewAsync();
        await AskAsync(id);
        await app.WithAsync<CollaborationDecision, int>(async d => await d.DeclineAsync((await WaitingAsync(Who.RepEast, id))[0].Id, app.As(Who.RepEast), None));
        Assert.Empty(await UnreadAsync(id));
    }

    private Task<List<CollaborationState>> StatesAsync(int id) =>
        app.DbAsync(db => db.CollaborationRequests.Where(r => r.CustomerId == id).OrderBy(r => r.Id).Select(r => r.State).ToListAsync());

    /// <summary>Who is told what of requests about a customer and has not read it.</summary>
    private async Task<string[]> UnreadAsync(int id)
    {
        var lines = await app.DbAsync(db => db.Notifications.AsNoTracking().Where(n => n.CustomerId == id && n.ReadAt == null && n.Kind == "collaboration").ToListAsync());
        return [.. lines.Select(n => $"{Enum.GetValues<Who>().Single(w => app.Company[w].Id == n.UserId)}: {n.Key.Split(':')[3]}").Order()];
    }

    private Task AskAsync(int id, string? note = null, Who who = Who.RepSouth) =>
        app.WithAsync<CollaborationService>(a => a.AskAsync(id, note, app.As(who), None));

    private Task GrantAsync(int wish, CollaborationForm form, Who who = Who.RepEast) =>
        app.WithAsync<CollaborationDecision>(d => d.GrantAsync(wish, form, app.As(who), None));

    private Task<IReadOnlyList<RequestToDecide>> WaitingAsync(Who who, int? customer) =>
        app.WithAsync<CollaborationQueries, IReadOnlyList<RequestToDecide>>(q => q.WaitingAsync(customer, app.As(who), None));

    private Task<IReadOnlyList<OwnRequest>> MineAsync(Who who = Who.RepSouth) =>
        app.WithAsync<CollaborationQueries, IReadOnlyList<OwnRequest>>(q => q.MineAsync(app.As(who), None));

    private Task<int> VisibleAsync(int id) => app.DbAsync(db => db.Customers.VisibleTo(app.As(Who.RepSouth)).CountAsync(c => c.Id == id));
}
