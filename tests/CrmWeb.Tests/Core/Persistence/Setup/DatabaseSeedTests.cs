using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace CrmWeb.Tests.Core.Persistence.Setup;

/// <summary>A first start that is killed leaves nothing out: what a database begins with comes whole or not at all.</summary>
public sealed class DatabaseSeedTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>
    /// SQLite takes a statement for every row, more than a thousand: the first and the last steps one by one, between them in strides
    /// that share no divisor with the two steps of a statement. The variable CRM_SEED_EVERY_STEP=1 makes it every single one.
    /// </summary>
    private const int Single = 30;

    private static readonly int Stride = Environment.GetEnvironmentVariable("CRM_SEED_EVERY_STEP") == "1" ? 1 : 61;

    private readonly TestDatabase database = TestDatabase.Absent();
    private readonly Interruptions interruptions = new();
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        services = CoreServices.Build(database.Settings, new TestClock(), interruptions);
        await services.RunAsync<CrmDbContext>(db => db.Database.MigrateAsync());
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Broken_off_at_any_statement_it_leaves_an_empty_database_which_the_next_start_fills()
    {
        var steps = await StepsAsync();
        var (killed, broken) = (0, 0);
        for (var step = 1; step <= steps; step += step <= Single || step > steps - Single ? 1 : Math.Min(Stride, steps - Single - step + 1))
        {
            var at = step;
            interruptions.At(at, () => throw new InvalidOperationException("Killed."));
            var failure = await Record.ExceptionAsync(SeedAsync);
            Assert.NotNull(interruptions.Interrupted);
            interruptions.Stop();

            // Entity Framework gets over a savepoint that is not released; and once it is committed, all of it is there.
            var rows = await RowsAsync();
            Assert.True(failure is not null || rows > 0, $"Nothing was said at step {at}.");
            if (rows > 0)
            {
                await AssertCompleteAsync();
                await EmptyAsync();
            }

            killed++;
            broken += rows == 0 ? 1 : 0;
        }

        Assert.True(broken >= Math.Min(steps, Single * 2) - 10, $"{broken} of {steps}");
        await SeedAsync();
        await AssertCompleteAsync();
        output.WriteLine($"{killed} of {steps} steps killed: {broken} times nothing was there, {killed - broken} times everything.");
    }

    [Fact]
    public async Task What_an_earlier_version_left_out_is_made_up_for_as_long_as_nobody_has_an_account()
    {
        await SeedAsync();
        await services.RunAsync<CrmDbContext>(db => db.ListItems.Where(i => i.Kind == ListKind.Region && i.ParentId != null
            && db.ListItems.Any(p => p.Id == i.ParentId && p.ParentId != null)).ExecuteDeleteAsync());
        await services.RunAsync<CrmDbContext>(db => db.ListItems.Where(i => i.Kind == ListKind.Source && i.ParentId == null).OrderBy(i => i.Id).Take(1).ExecuteDeleteAsync());
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(AssertCompleteAsync);
        await SeedAsync();
        await AssertCompleteAsync();
    }

    [Fact]
    public async Task Levels_that_were_never_there_come_also_where_people_work_already_but_not_what_they_took_away()
    {
        await SeedAsync();
        await OpenAccountAsync();
        await services.RunAsync<CrmDbContext>(db => db.ListItems.Where(i => i.Kind == ListKind.Source).OrderBy(i => i.Id).Take(1).ExecuteDeleteAsync());
        var industry = await services.RunAsync<CrmDbContext, int>(db => db.ListItems.Where(i => i.ParentId == null && db.ListItems.Any(c => c.ParentId == i.Id)).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync());
        await services.RunAsync<CrmDbContext>(db => db.ListItems.Where(i => i.ParentId != null
            && db.ListItems.Any(p => p.Id == i.ParentId && p.ParentId != null)).ExecuteDeleteAsync());
        await services.RunAsync<CrmDbContext>(db => db.ListItems.Where(i => i.ParentId == industry).ExecuteDeleteAsync());
        var (top, second) = (await CountAsync(db => db.ListItems.Where(i => i.ParentId == null)), await CountAsync(Second));
        await SeedAsync();
        Assert.Equal((top, second), (await CountAsync(db => db.ListItems.Where(i => i.ParentId == null)), await CountAsync(Second)));
        Assert.True(await CountAsync(db => db.ListItems) > top + second);

        // What is taken away from a whole record stays away.
        await services.RunAsync<CrmDbContext>(db => db.ListItems.Where(i => !db.ListItems.Any(c => c.ParentId == i.Id)).OrderByDescending(i => i.Id).Take(5).ExecuteDeleteAsync());
        var left = await CountAsync(db => db.ListItems);
        await SeedAsync();
        Assert.Equal(left, await CountAsync(db => db.ListItems));

        static IQueryable<ListItem> Second(CrmDbContext db) => db.ListItems.Where(i => i.ParentId != null && db.ListItems.Any(p => p.Id == i.ParentId && p.ParentId == null));
    }

    private Task<int> CountAsync(Func<CrmDbContext, IQueryable<ListItem>> of) => services.RunAsync<CrmDbContext, int>(db => of(db).CountAsync());

    private Task OpenAccountAsync() => services.RunAsync<FirstAccount>(a =>
        a.CreateAdminAsync("keeper", "值班管理员", "Quiet-river-42", CancellationToken.None));

    private Task SeedAsync() => services.RunAsync<IServiceProvider>(p =>
        p.GetRequiredService<DatabaseSeed>().FillAsync(p.GetRequiredService<CrmDbContext>(), CancellationToken.None));

    /// <summary>How many steps it takes when nothing comes in between.</summary>
    private async Task<int> StepsAsync()
    {
        interruptions.At(int.MaxValue, () => { });
        await SeedAsync();
        var steps = interruptions.Count;
        interruptions.Stop();
        await AssertCompleteAsync();
        await EmptyAsync();
        return steps;
    }

    private Task<int> RowsAsync() => services.RunAsync<CrmDbContext, int>(async db =>
        await db.Roles.CountAsync() + await db.ListItems.CountAsync() + await db.TagGroups.CountAsync() + await db.Stages.CountAsync()
        + await db.CalendarDays.CountAsync() + await db.WatchRules.CountAsync() + await db.ReportTemplates.CountAsync());

    private Task EmptyAsync() => services.RunAsync<CrmDbContext>(async db =>
    {
        await db.ReportTemplates.ExecuteDeleteAsync();
        await db.WatchRules.ExecuteDeleteAsync();
        await db.CalendarDays.ExecuteDeleteAsync();
        await db.Stages.ExecuteDeleteAsync();
        await db.TagGroups.ExecuteDeleteAsync();
        while (await db.ListItems.Where(i => !db.ListItems.Any(c => c.ParentId == i.Id)).ExecuteDeleteAsync() > 0)
        {
            // From the leaves upwards.
        }

        await db.Roles.ExecuteDeleteAsync();
    });

    private Task AssertCompleteAsync() => services.RunAsync<CrmDbContext>(async db =>
    {
        var slugs = ListKinds.All.ToDictionary(k => k.Kind, k => k.Slug);
        var items = await db.ListItems.AsNoTracking().ToListAsync();
        var codes = items.ToDictionary(i => i.Id, i => i.Code);
        Assert.Equal(
            ListSeed.Items.Select(i => $"{i.Kind} {i.Code} in {i.Parent}").Order(StringComparer.Ordinal),
            items.Select(i => $"{slugs[i.Kind]} {i.Code} in {(i.ParentId is { } parent ? codes[parent] : null)}").Order(StringComparer.Ordinal));
        Assert.Equal(ListSeed.OfKind("region").Count(), items.Count(i => i.Kind == ListKind.Region));
        Assert.Equal(ListSeed.TagGroups.Sum(g => g.Tags.Count), await db.Tags.CountAsync());
        Assert.Equal(ListSeed.Stages.Count, await db.Stages.CountAsync());
        Assert.Equal(5, await db.WatchRules.CountAsync());
        Assert.Equal(3, await db.ReportTemplates.CountAsync());
        Assert.NotEmpty(await db.Roles.AsNoTracking().ToListAsync());
        Assert.NotEmpty(await db.CalendarDays.AsNoTracking().Take(1).ToListAsync());
    });
}
