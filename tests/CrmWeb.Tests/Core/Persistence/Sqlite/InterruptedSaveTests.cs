using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization.Departments;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Sqlite;

public sealed class InterruptedSaves : CoreFixture
{
    public Interruptions Interruptions { get; } = new();

    protected override IEnumerable<IInterceptor> Watching => [Interruptions];
}

/// <summary>
/// A save that is broken off at any step of its way to the database, from opening the connection to closing it, has saved all or
/// nothing, keeps no connection and no gate, and stands in nobody's way.
/// </summary>
public sealed class InterruptedSaveTests(InterruptedSaves crm) : IClassFixture<InterruptedSaves>
{
    /// <summary>Far more than any save takes; a loop that came here would never end.</summary>
    private const int MostSteps = 400;

    /// <summary>For a write that nothing stands in the way of; a gate that is held would keep it for a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly DateTime Morning = new(2026, 11, 18, 9, 0, 0);
    private static readonly List<string> Names = [.. Enumerable.Range(0, MostSteps * 4).Select(i => $"{(char)(0x4e00 + i * 11)}{(char)(0x5f00 + i * 7)}{(char)(0x6c00 + i * 5)}机械有限公司")];
    private static int names;

    public static TheoryData<string, bool> Saves()
    {
        TheoryData<string, bool> all = [];
        foreach (var save in new[] { "register", "record", "complete", "tag", "department", "list" })
        {
            all.Add(save, true);
            all.Add(save, false);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Saves))]
    public async Task A_save_broken_off_at_any_step_is_whole_or_nothing_and_the_next_one_passes(string save, bool cancelled)
    {
        var whole = await GrowthAsync(await PrepareAsync(save), () => { }, CancellationToken.None);
        Assert.NotEqual(default, whole);
        for (var step = 1; ; step++)
        {
            Assert.True(step < MostSteps, $"{save} did not end.");
            var act = await PrepareAsync(save);
            using var gone = new CancellationTokenSource();
            Action interrupt = cancelled ? gone.Cancel : () => throw new InvalidOperationException("Interrupted.");
            var grown = await GrowthAsync(act, () => crm.Interruptions.At(step, interrupt), gone.Token);
            var place = $"{save}, step {step}: {crm.Interruptions.Interrupted}";

            Assert.Equal(0, crm.Interruptions.Open);
            Assert.Null(crm.Services.GetService<SqliteWriteGate>()?.HeldFor);
            Assert.True(grown == whole || grown == default, $"{place}: {grown}");
            await SaveAsync().WaitAsync(Patience);
            if (crm.Interruptions.Interrupted is null)
                break;
        }

        await NobodyIsInATransactionAsync();
    }

    /// <summary>What a save adds, with everything that is interrupted in it.</summary>
    private async Task<(int Rows, int Entries)> GrowthAsync(Func<CancellationToken, Task> act, Action arm, CancellationToken ct)
    {
        var before = await CountAsync();
        arm();
        try
        {
            await act(ct);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or DbUpdateException || ct.IsCancellationRequested)
        {
            Assert.NotNull(crm.Interruptions.Interrupted);
        }
        finally
        {
            crm.Interruptions.Stop();
        }

        var after = await CountAsync();
        return (after.Rows - before.Rows, after.Entries - before.Entries);
    }

    private Task<(int Rows, int Entries)> CountAsync() => crm.DbAsync(async db => (
        await db.Customers.CountAsync() + await db.Contacts.CountAsync() + await db.FollowUps.CountAsync() + await db.StageChanges.CountAsync()
            + await db.Tags.CountAsync() + await db.Departments.CountAsync() + await db.ListItems.CountAsync() + await db.Commitments.CountAsync(),
        await db.AuditEntries.CountAsync()));

    private async Task<Func<CancellationToken, Task>> PrepareAsync(string save)
    {
        switch (save)
        {
            case "register":
                var form = Forms.Customer(Names[Interlocked.Increment(ref names)]);
                return ct => crm.WithAsync<CustomerService, int>(r => r.RegisterAsync(form, crm.As(Who.RepEast), ct));
            case "record":
                var record = Forms.Record(Morning, Morning.AddDays(3));
                return ct => crm.WithAsync<FollowUpService, int>(w => w.RecordAsync(crm.Company.EastCustomer, record, crm.As(Who.RepEast), ct));
            case "complete":
                var planned = await crm.WithAsync<FollowUpService, int>(w =>
                    w.PlanAsync(crm.Company.EastCustomer, Forms.Plan(Morning.AddDays(1)), crm.As(Who.RepEast), CancellationToken.None));
                return ct => crm.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(planned, Forms.Record(Morning, Morning.AddDays(3)), crm.As(Who.RepEast), ct));
            case "tag":
                var group = await crm.DbAsync(db => db.TagGroups.Select(g => g.Id).FirstAsync());
                var tag = new TagForm { Zh = $"标签{Interlocked.Increment(ref names)}", En = $"Tag {names}", Group = group, Colour = "blue" };
                return ct => crm.WithAsync<TagService, int>(e => e.CreateAsync(tag, crm.As(Who.Admin), ct));
            case "department":
                var department = new DepartmentForm { Name = $"部门{Interlocked.Increment(ref names)}", Parent = crm.Company.DepartmentEast };
                return ct => crm.WithAsync<DepartmentAdministration, int>(a => a.CreateAsync(department, crm.As(Who.Admin), ct));
            default:
                var item = new ListItemForm { Zh = $"来源{Interlocked.Increment(ref names)}", En = $"Source {names}" };
                return ct => crm.WithAsync<ListService, int>(e => e.CreateAsync(ListKind.Source, item, crm.As(Who.Admin), ct));
        }
    }

    /// <summary>A small write in a context of its own; it has to pass the gate like any other.</summary>
    private Task SaveAsync() => crm.DbAsync(db => db.NumberSequences.ExecuteUpdateAsync(s => s.SetProperty(x => x.Last, x => x.Last)));

    /// <summary>On PostgreSQL nothing in the pool has a transaction left open.</summary>
    private async Task NobodyIsInATransactionAsync()
    {
        if (crm.Settings.Provider != DatabaseProvider.PostgreSql)
            return;
        await using var own = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(crm.Settings.ConnectionString) { Pooling = false }.ToString());
        await own.OpenAsync();
        await using var command = own.CreateCommand();
        command.CommandText = "SELECT COUNT(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
        Assert.Equal(0, await command.ExecuteScalarAsync());
    }
}
