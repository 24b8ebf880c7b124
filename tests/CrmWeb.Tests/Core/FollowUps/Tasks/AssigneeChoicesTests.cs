using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Tasks;

/// <summary>To whom a task may be given: whoever can open it, and nobody else.</summary>
public sealed class AssigneeChoicesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    /// <summary>The day of the test clock.</summary>
    private static readonly DateOnly Today = new(2026, 11, 18);

    private int South => app.Company[Who.RepSouth].Id;

    public static TheoryData<int?, bool> Ends => new() { { null, true }, { 1, true }, { 0, true }, { -1, false }, { -400, false } };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_collaborator_is_offered_until_the_last_day_of_the_right(int? days, bool expected)
    {
        var customer = await SharedAsync(days);
        Assert.Equal(expected, (await OfferedAsync(customer)).Contains(South));
        var reads = await app.DbAsync(db => db.Customers.VisibleTo(app.As(Who.RepSouth)).AnyAsync(c => c.Id == customer));
        Assert.Equal(expected, reads);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task What_is_not_offered_is_not_taken_either(int? days, bool expected)
    {
        var customer = await SharedAsync(days);
        var plan = Forms.Plan(new DateTime(2026, 11, 19, 9, 0, 0));
        plan.Assignee = South;
        Task<int> PlanAsync() => app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, plan, app.As(Who.RepEast), None));
        if (expected)
            Assert.Equal(South, (await AssigneesAsync(await PlanAsync())).Single());
        else
            Assert.Equal(nameof(FollowUpForm.Assignee), Assert.Single((await Assert.ThrowsAsync<ValidationException>(PlanAsync)).Errors).PropertyName);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Several_tasks_at_once_are_given_by_the_same_rule(int? days, bool expected)
    {
        var customer = await SharedAsync(days);
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(new DateTime(2026, 11, 19, 9, 0, 0)), app.As(Who.RepEast), None));
        var form = new SeveralTasksForm { Ids = [task], Assignee = South };
        await app.WithAsync<TaskBatch>(async batch =>
        {
            try
            {
                await batch.ReassignAsync(form, app.As(Who.RepEast), None);
            }
            catch (ValidationException) when (!expected)
            {
                // Said in words; whose the task is now is asked below.
            }
        });
        Assert.Equal(expected ? South : app.Company[Who.RepEast].Id, (await AssigneesAsync(task)).Single());
    }

    [Fact]
    public async Task Everybody_who_reads_the_customer_is_offered_and_nobody_else()
    {
        var offered = await OfferedAsync(app.Company.EastCustomer);
        foreach (var who in Enum.GetValues<Who>())
            Assert.Equal(who is not (Who.RepSouth or Who.MgrSouth), offered.Contains(app.Company[who].Id));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<AssigneeChoices, IReadOnlyList<UserEntry>>(
            a => a.ForAsync(app.Company.EastCustomer, app.As(Who.RepSouth), None)));
    }

    private Task<List<int>> AssigneesAsync(int task) => app.DbAsync(db => db.FollowUps.Where(f => f.Id == task).Select(f => f.AssigneeId).ToListAsync());

    private async Task<List<int>> OfferedAsync(int customer) =>
        [.. (await app.WithAsync<AssigneeChoices, IReadOnlyList<UserEntry>>(a => a.ForAsync(customer, app.As(Who.RepEast), None))).Select(u => u.Id)];

    /// <summary>A customer of the east, shared with a rep of the south until so many days from today; without end for null.</summary>
    private async Task<int> SharedAsync(int? days)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"上海协作第{Interlocked.Increment(ref count)}号泵业有限公司"));
        return await app.DbAsync(async db =>
        {
            var customer = await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == id);
            customer.AddCollaborator(new Collaborator(South, canEdit: true, days is { } offset ? Today.AddDays(offset) : null));
            await db.SaveChangesAsync(UserScope.System, None);
            return id;
        });
    }
}
