using System.Globalization;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Durability;

/// <summary>Ids of what <see cref="FurtherResetPages"/> write to, for each page a record of its own.</summary>
public sealed record ResetPlaces
{
    /// <summary>Whose mobile a rep of another branch meets as a duplicate.</summary>
    public const string SharedMobile = "15977778888";

    public int Assigned { get; private init; }

    public int Binned { get; private init; }

    public int Shared { get; private init; }

    public int Contact { get; private init; }

    public int Promise { get; private init; }

    /// <summary>A record that its author's manager corrects.</summary>
    public int Record { get; private init; }

    public int Task { get; private init; }

    /// <summary>Never changed, so that it can be urged about again and again.</summary>
    public int Overdue { get; private init; }

    public int View { get; private init; }

    public int Rep { get; private init; }

    public int OtherRep { get; private init; }

    /// <summary>An account that is edited.</summary>
    public int Edited { get; private init; }

    /// <summary>An account that is disabled and enabled.</summary>
    public int Barred { get; private init; }

    public int Department { get; private init; }

    public int Rule { get; private init; }

    /// <summary>A won customer, for which orders are entered.</summary>
    public int Ordered { get; private init; }

    /// <summary>An order that is edited.</summary>
    public int Order { get; private init; }

    /// <summary>An order of much, which is paid bit by bit.</summary>
    public int Paid { get; private init; }

    /// <summary>A customer of the rep with a task.</summary>
    internal static async Task<(int Customer, int Task)> FirstAsync(CrmDbContext db)
    {
        var task = await db.FollowUps.FirstAsync(f => f.State == FollowUpState.Pending);
        return (task.CustomerId, task.Id);
    }

    /// <summary>Adds them by the product's own forms.</summary>
    internal static async Task<ResetPlaces> PrepareAsync(Browser rep, Browser admin, Func<Func<CrmDbContext, Task<ResetPlaces>>, Task<ResetPlaces>> read)
    {
        var (assigned, binned, shared, left) =
            (await CustomerAsync(rep, "15977778881"), await CustomerAsync(rep, "15977778882"), await CustomerAsync(rep, SharedMobile), await CustomerAsync(rep, "15977778883"));
        var promising = await CustomerAsync(rep, "15977778884");
        await SaveAsync(ResetPages.Record((await rep.GetAsync($"/follow-ups/new?customer={promising}")).FormWith("Form.Content"))
            .Set("Form.Content", "a promise").Set("Form.NextAt", "").Set("Form.Commitments", "周五前寄样品"));
        var (moved, late) = (await CustomerAsync(rep, "15977778885"), await CustomerAsync(rep, "15977778886"));
        foreach (var customer in new[] { moved, late })
            await SaveAsync((await rep.GetAsync($"/follow-ups/new?customer={customer}&plan=true")).FormWith("Form.Subject").Set("Form.Method", "visit").Set("Form.Subject", "demonstration"));
        await SaveAsync((await rep.GetAsync("/views/new?list=customers&query=stage%3Dinitial")).FormWith("Form.Query").Set("Form.Name", "reset"));
        var ordered = await CustomerAsync(rep, "15977778887");
        var (order, paid) = (await OrderAsync(rep, ordered), await OrderAsync(rep, await CustomerAsync(rep, "15977778889")));
        var (edited, barred) = (await UserAsync(admin, "edited"), await UserAsync(admin, "barred"));
        return await read(async db =>
        {
            var yesterday = DateTime.UtcNow.AddDays(-1);
            await db.FollowUps.Where(f => f.CustomerId == late).ExecuteUpdateAsync(s => s.SetProperty(f => f.At, yesterday).SetProperty(f => f.PlannedAt, yesterday));
            return new ResetPlaces
            {
                Assigned = assigned,
                Binned = binned,
                Shared = shared,
                Contact = await db.Contacts.Where(c => c.CustomerId == left).Select(c => c.Id).SingleAsync(),
                Promise = await db.Commitments.Select(c => c.Id).FirstAsync(),
                Record = await db.FollowUps.Where(f => f.CustomerId == promising && f.State == FollowUpState.Done).Select(f => f.Id).SingleAsync(),
                Task = await db.FollowUps.Where(f => f.CustomerId == moved).Select(f => f.Id).SingleAsync(),
                Overdue = await db.FollowUps.Where(f => f.CustomerId == late).Select(f => f.Id).SingleAsync(),
                View = await db.SavedViews.Select(v => v.Id).FirstAsync(),
                Rep = await db.Users.Where(u => u.UserName == "repeast").Select(u => u.Id).SingleAsync(),
                OtherRep = await db.Users.Where(u => u.UserName == "repeast3").Select(u => u.Id).SingleAsync(),
                Edited = edited,
                Barred = barred,
                Ordered = ordered,
                Order = order,
                Paid = paid,
                Department = await db.Departments.Where(d => d.Name == "杭州组").Select(d => d.Id).SingleAsync(),
                Rule = await db.WatchRules.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync(),
            };
        });
    }

    private static async Task<int> CustomerAsync(Browser rep, string mobile) => IdIn(await SaveAsync(
        ResetPages.NewCustomer(await ResetPages.OpenNewCustomer(rep)).Set("Form.Contacts[0].Mobile", mobile)));

    /// <summary>The first one wins the customer, as its form proposes.</summary>
    private static async Task<int> OrderAsync(Browser rep, int customer) => IdIn(await SaveAsync(
        (await rep.GetAsync($"/orders/new?customer={customer}")).FormWith("Form.Subject").Set("Form.Subject", "order").Set("Form.Amount", "90000000")));

    private static async Task<int> UserAsync(Browser admin, string name) => IdIn(await SaveAsync(
        (await admin.GetAsync("/admin/users/new")).FormWith("Form.UserName")
            .Set("Form.UserName", name).Set("Form.DisplayName", name).Set("Form.EmployeeNumber", name).Set("Form.Department", "1").Set("Form.Password", "Correct-horse-9")));

    private static int IdIn(string location) => int.Parse(location.Split('/', '?')[^1], CultureInfo.InvariantCulture);

    /// <returns>Where it leads.</returns>
    private static async Task<string> SaveAsync(PageForm form)
    {
        var answer = await form.SubmitAsync();
        return answer.IsRedirect && !answer.LeadsToSignIn
            ? answer.Location!
            : throw new InvalidOperationException($"{form.Action}: {(int)answer.Status} {string.Join(' ', answer.Texts(".field-error, [id$=_error], .alert"))}");
    }
}
