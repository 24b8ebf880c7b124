using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Files;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.ReferenceData.Lists;

public sealed class ListMergeTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    /// <summary>Every column that refers to list entries, whichever table it is in; the model says.</summary>
    public static TheoryData<string, string> Columns
    {
        get
        {
            using var db = CrmWeb.Tests.Core.Persistence.SqlServer.Offline.Context(DatabaseProvider.Sqlite);
            TheoryData<string, string> columns = [];
            foreach (var key in db.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()).Where(k => k.PrincipalEntityType.ClrType == typeof(ListItem)))
            {
                if (key.Properties[0].Name != nameof(ListItem.MergedIntoId))
                    columns.Add(key.DeclaringEntityType.ClrType.Name, key.Properties[0].Name);
            }

            return columns;
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task A_merge_moves_every_row_that_refers_to_the_loser(string entity, string column)
    {
        // The merge asks only the model, so any kind will do; the parent column is that of the list itself.
        var (loser, winner) = (await app.AddAsync(ListKind.Region), await app.AddAsync(ListKind.Region));
        if (entity == nameof(ListItem))
        {
            var child = await app.AddAsync(ListKind.Region, parent: loser);
            await app.MergeAsync(ListKind.Region, loser, winner);
            Assert.Equal(winner, (await app.ItemAsync(child)).ParentId);
            return;
        }

        await LossAsync();
        if (entity == nameof(Payment))
            await app.PayAsync(await app.OrderAsync(), Forms.Payment("100"));
        if (entity == nameof(Attachment))
        {
            var form = new UploadForm { Customer = app.Company.EastCustomer, CreationKey = Guid.NewGuid() };
            await app.WithAsync<AttachmentService, Guid>(s => s.AddAsync(form, "合同.pdf", new MemoryStream(Uploads.Pdf), app.As(Who.RepEast), CancellationToken.None));
        }

        Assert.True(await SetAsync(entity, column, loser) > 0, $"The test company has no {entity}: give it one, so that {column} is tried.");
        var audited = Type.GetType($"{typeof(Customer).Assembly.GetTypes().Single(t => t.Name == entity && t.Namespace!.StartsWith("CrmWeb.Core", StringComparison.Ordinal)).FullName}, CrmWeb.Core")!
            .IsAssignableTo(typeof(IAudited));
        var rows = await CountAsync(entity, column, loser);

        Assert.Equal(rows, await app.MergeAsync(ListKind.Region, loser, winner));

        Assert.Equal((0, rows), (await CountAsync(entity, column, loser), await CountAsync(entity, column, winner)));
        var notes = await app.DbAsync(db => db.AuditEntries.Where(a => a.EntityType == entity && a.Field == column && a.NewValue == $"{winner}").ToListAsync());
        Assert.Equal(audited ? rows : 0, notes.Count);
        Assert.All(notes, n => Assert.Equal(
            (AuditAction.Changed, $"{loser}", entity == nameof(Payment) ? nameof(Order) : nameof(Customer), app.Company[Who.Admin].Id), (n.Action, n.OldValue, n.RootType, n.ActorId)));
    }

    [Fact]
    public async Task The_code_of_the_loser_leads_to_the_winner_also_through_several_merges()
    {
        var (first, second, last) = (await app.AddAsync(ListKind.Source), await app.AddAsync(ListKind.Source), await app.AddAsync(ListKind.Source));
        var code = (await app.ItemAsync(first)).Code;
        var form = Forms.Customer("跟着合并走的厂");
        form.Source = code;
        var customer = await app.RegisterAsync(Who.RepEast, form);

        await app.MergeAsync(ListKind.Source, first, second);
        await app.MergeAsync(ListKind.Source, second, last);

        var lists = await app.ListsAsync();
        Assert.Equal(last, lists.Find(ListKind.Source, code)!.Id);
        Assert.Equal((last, first), (lists.ById(first)!.Id, lists.Own(first)!.Id));
        Assert.DoesNotContain(lists.Offered(ListKind.Source, alsoId: first), e => e.Id == first || e.Id == second);
        Assert.Equal(last, (await app.CustomerAsync(customer)).SourceId);
        Assert.Contains(customer, await FoundAsync(new CustomerFilter { Source = code }));

        // A form opened before the merge is saved after it.
        var late = Forms.Customer("晚到的表单厂");
        late.Source = code;
        Assert.Equal(last, (await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, late))).SourceId);
    }

    [Fact]
    public async Task Rows_that_reach_the_loser_after_the_merge_are_found_and_can_be_taken_along()
    {
        var (loser, winner) = (await app.AddAsync(ListKind.Source), await app.AddAsync(ListKind.Source));
        await app.MergeAsync(ListKind.Source, loser, winner);
        var straggler = await app.RegisterAsync(Who.RepEast, Forms.Customer("落在旧来源的厂"));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == straggler).ExecuteUpdateAsync(s => s.SetProperty(c => c.SourceId, loser)));

        Assert.Contains(straggler, await FoundAsync(new CustomerFilter { Source = (await app.ItemAsync(winner)).Code }));
        Assert.Equal(1, await app.MergeAsync(ListKind.Source, loser, winner));
        Assert.Equal(winner, (await app.CustomerAsync(straggler)).SourceId);
    }

    [Fact]
    public async Task A_merged_industry_is_still_found_by_its_words()
    {
        var winner = await app.IdAsync(ListKind.Industry, "C34");
        var loser = await app.AddAsync(ListKind.Industry, "泵阀制造", await app.IdAsync(ListKind.Industry, "C"), "C3499");
        await app.MergeAsync(ListKind.Industry, loser, winner);
        Assert.Contains("泵阀制造", (await app.ItemAsync(winner)).Aliases, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_band_takes_over_the_figures_of_the_one_merged_into_it()
    {
        var low = await app.CreateAsync(ListKind.HeadcountBand, new ListItemForm { Zh = "7千起", En = "From 7,000", From = "7000" });
        var high = await app.CreateAsync(ListKind.HeadcountBand, new ListItemForm { Zh = "9千起", En = "From 9,000", From = "9000" });
        await app.MergeAsync(ListKind.HeadcountBand, low, high);
        Assert.Equal(high, CompanyFigures.Band(await app.ListsAsync(), ListKind.HeadcountBand, 7500)!.Id);
    }

    [Fact]
    public async Task Bands_with_another_between_them_are_not_merged_and_the_lowest_is_not_retired()
    {
        Task<int> Band(int from) => app.CreateAsync(ListKind.HeadcountBand, new ListItemForm { Zh = $"{from}人起", En = $"From {from}", From = $"{from}" });
        var (low, middle, high) = (await Band(20001), await Band(30001), await Band(40001));

        Assert.NotEmpty((await Newcomers.RefusedAsync(() => app.MergeAsync(ListKind.HeadcountBand, low, high)))["Into"]);
        Assert.NotEmpty((await Newcomers.RefusedAsync(() => app.MergeAsync(ListKind.HeadcountBand, high, low)))["Into"]);
        await app.MergeAsync(ListKind.HeadcountBand, middle, low);
        await app.MergeAsync(ListKind.HeadcountBand, high, low);
        var lowest = await app.IdAsync(ListKind.HeadcountBand, "under-50");
        await Newcomers.RefusedAsync(() => app.RetireAsync(ListKind.HeadcountBand, lowest));
        Assert.True((await app.ItemAsync(lowest)).IsActive);
    }

    [Fact]
    public async Task Only_two_active_entries_of_the_same_level_of_one_list_can_be_merged()
    {
        var (area, other) = (await app.AddAsync(ListKind.Region), await app.AddAsync(ListKind.Region));
        var province = await app.AddAsync(ListKind.Region, parent: area);
        var source = await app.IdAsync(ListKind.Source, "online");
        await app.RetireAsync(ListKind.Region, other);
        var before = await app.SnapshotAsync();

        foreach (var into in new int?[] { area, province, other, source, 999999, null })
            Assert.NotEmpty((await Newcomers.RefusedAsync(() => app.MergeAsync(ListKind.Region, area, into)))["Into"]);
        var groups = (await app.IdAsync(ListKind.LossReason, "never-won"), await app.IdAsync(ListKind.LossReason, "lost-customer"));
        Assert.NotEmpty((await Newcomers.RefusedAsync(() => app.MergeAsync(ListKind.LossReason, groups.Item1, groups.Item2)))["Into"]);
        await Assert.ThrowsAsync<NotFoundException>(() => app.MergeAsync(ListKind.Source, area, source));

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task The_record_says_that_the_field_was_changed()
    {
        var (loser, winner) = (await app.AddAsync(ListKind.Source, "行业论坛"), await app.AddAsync(ListKind.Source, "线下活动"));
        var form = Forms.Customer("看变更日志的厂");
        form.Source = (await app.ItemAsync(loser)).Code;
        var customer = await app.RegisterAsync(Who.RepEast, form);
        await app.MergeAsync(ListKind.Source, loser, winner);

        var timeline = (await app.TimelineAsync(customer, TimelineFilter.Changes, null, Who.RepEast)).Items.OfType<ChangeItem>().SelectMany(c => c.Changes);
        Assert.Contains(timeline, c => c.Old!.StartsWith("行业论坛", StringComparison.Ordinal) && c.New!.StartsWith("线下活动", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<int>> FoundAsync(CustomerFilter filter) => await app.WithAsync<CustomerListQueries, IReadOnlyList<int>>(async q =>
        [.. (await q.ListAsync(filter with { Size = "100" }, app.As(Who.Admin), CancellationToken.None)).Rows.Select(r => r.Id)]);

    /// <summary>Somebody is lost, so that there is a stage change with a reason.</summary>
    private async Task LossAsync()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"丢单{Guid.NewGuid():N}厂"));
        await app.WithAsync<CustomerStageService>(m => m.MoveAsync(customer, new StageForm { Stage = "lost", LossReason = "price" }, app.As(Who.RepEast), CancellationToken.None));
    }

    /// <summary>Makes one row refer to the entry.</summary>
    private Task<int> SetAsync(string entity, string column, int id) => app.DbAsync(db =>
    {
        var reference = References.To<ListItem>(db.Model).Single(r => r.Entity.ClrType.Name == entity && r.Column.Name == column);
        var key = reference.Entity.FindPrimaryKey()!.Properties[^1];
        return new SetBasedSql(db).Say("UPDATE ").Table(reference.Entity).Say(" SET ").Column(reference.Column).Say(" = ").Value(id)
            .Say(" WHERE ").Column(key).Say(" = (SELECT MIN(").Column(key).Say(") FROM ").Table(reference.Entity).Say(")").ExecuteAsync(CancellationToken.None);
    });

    private Task<int> CountAsync(string entity, string column, int id) => app.DbAsync(async db =>
    {
        var reference = References.To<ListItem>(db.Model).Single(r => r.Entity.ClrType.Name == entity && r.Column.Name == column);
        return (await References.CountAsync(db, [reference], sql => sql.Value(id), CancellationToken.None)).Sum(u => u.Count);
    });
}
