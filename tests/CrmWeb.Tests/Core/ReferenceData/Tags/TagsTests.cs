using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.ReferenceData.Tags;

public sealed class TagsTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static int count;

    [Fact]
    public async Task A_merge_gives_every_customer_the_winner_once_and_says_so_in_the_log()
    {
        var (loser, winner) = (await AddAsync(), await AddAsync());
        var (onlyLoser, both, onlyWinner) = (await CustomerAsync(loser), await CustomerAsync(loser, winner), await CustomerAsync(winner));
        var binned = await CustomerAsync(loser);
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(binned, app.As(Who.MgrEast), CancellationToken.None));
        var since = await app.DbAsync(db => db.AuditEntries.MaxAsync(a => a.Id));

        Assert.Equal(3, await MergeAsync(loser, winner));

        foreach (var customer in new[] { onlyLoser, both, onlyWinner, binned })
            Assert.Equal([winner], await CarriedAsync(customer));
        var notes = await app.DbAsync(db => db.AuditEntries.Where(a => a.Id > since && a.EntityType == nameof(CustomerTag)).ToListAsync());
        Assert.Equal(
            new[] { (onlyLoser, AuditAction.Removed, loser), (onlyLoser, AuditAction.Created, winner), (both, AuditAction.Removed, loser), (binned, AuditAction.Removed, loser), (binned, AuditAction.Created, winner) }.Order(),
            notes.Select(n => (n.RootId, n.Action, n.EntityId)).Order());
        Assert.All(notes, n => Assert.Equal((nameof(Customer), app.Company[Who.Admin].Id), (n.RootType, n.ActorId)));
    }

    [Fact]
    public async Task Tags_named_at_once_that_sound_alike_get_codes_of_their_own()
    {
        var group = await app.DbAsync(db => db.TagGroups.OrderBy(g => g.Id).Select(g => g.Id).FirstAsync());
        var ids = await Task.WhenAll(new[] { "时机", "实绩", "世纪", "事迹" }.Select(
            name => Task.Run(() => app.WithAsync<TagService, int>(t => t.CreateNamedAsync(name, group, app.As(Who.Admin), CancellationToken.None)))));
        var tags = await TagsAsync();
        Assert.Equal(["shi-ji", "shi-ji-2", "shi-ji-3", "shi-ji-4"], ids.Select(id => tags.Own(id)!.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_code_of_the_loser_leads_to_the_winner_in_filters_and_forms()
    {
        var (first, second, last) = (await AddAsync(), await AddAsync(), await AddAsync());
        var code = (await TagsAsync()).Own(first)!.Code;
        var customer = await CustomerAsync(first);
        await MergeAsync(first, second);
        await MergeAsync(second, last);

        Assert.Equal(last, (await TagsAsync()).Find(code)!.Id);
        Assert.DoesNotContain((await TagsAsync()).Offered([code]), t => t.Id == first || t.Id == second);
        var rows = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(new CustomerFilter { Tag = [code] }, app.As(Who.Admin), CancellationToken.None));
        Assert.Equal([customer], rows.Rows.Select(r => r.Id));

        var form = Forms.Customer("标签晚到的厂");
        form.Tags = [code];
        Assert.Equal([last], await CarriedAsync(await app.RegisterAsync(Who.RepEast, form)));
        Assert.Single((await Newcomers.RefusedAsync(() => app.WithAsync<TagOrder>(u => u.ReviveAsync(first, app.As(Who.Admin), CancellationToken.None))))[""]);
    }

    [Fact]
    public async Task Only_two_tags_of_which_one_is_in_use_can_be_merged()
    {
        var (loser, retired) = (await AddAsync(), await AddAsync());
        await app.WithAsync<TagOrder>(u => u.RetireAsync(retired, app.As(Who.Admin), CancellationToken.None));
        foreach (var into in new int?[] { null, loser, retired, 999999 })
            Assert.NotEmpty((await Newcomers.RefusedAsync(() => MergeAsync(loser, into)))["Into"]);
    }

    [Fact]
    public void Nothing_else_refers_to_tags()
    {
        using var db = CrmWeb.Tests.Core.Persistence.SqlServer.Offline.Context(DatabaseProvider.Sqlite);
        Assert.Equal([(nameof(CustomerTag), nameof(CustomerTag.TagId))], References.To<Tag>(db.Model).Select(r => (r.Entity.ClrType.Name, r.Column.Name)));
    }

    [Fact]
    public async Task A_retired_tag_or_group_is_not_offered_but_stays_on_its_customers()
    {
        var group = await app.WithAsync<TagService, int>(e => e.CreateGroupAsync(new TagGroupForm { Zh = "阶段性", En = "Temporary" }, app.As(Who.Admin), CancellationToken.None));
        var (one, other) = (await AddAsync(group), await AddAsync(group));
        var customer = await CustomerAsync(one);
        await app.WithAsync<TagOrder>(u => u.RetireAsync(one, app.As(Who.Admin), CancellationToken.None));
        Assert.Equal([other], (await TagsAsync()).Offered().Where(t => t.GroupId == group).Select(t => t.Id));
        Assert.Equal([one, other], (await TagsAsync()).Offered([(await TagsAsync()).Own(one)!.Code]).Where(t => t.GroupId == group).Select(t => t.Id));

        await app.WithAsync<TagOrder>(u => u.SetGroupActiveAsync(group, false, app.As(Who.Admin), CancellationToken.None));
        Assert.DoesNotContain((await TagsAsync()).Offered(), t => t.GroupId == group);
        Assert.Equal([one], await CarriedAsync(customer));
    }

    [Fact]
    public async Task Each_broken_rule_stands_at_its_field()
    {
        var group = await app.WithAsync<TagService, int>(e => e.CreateGroupAsync(new TagGroupForm { Zh = "规则组", En = "Rules" }, app.As(Who.Admin), CancellationToken.None));
        await CreateAsync(new TagForm { Zh = "甲", En = "One", Group = group, Colour = "red" });
        Assert.Equal(["Code", "Colour", "En", "Group", "Zh"], await FieldsAsync(new TagForm { Zh = "", En = new string('x', 41), Colour = "#ff0000", Code = "A b" }));
        Assert.Equal(["Zh"], await FieldsAsync(new TagForm { Zh = "甲", En = "Another", Group = group, Colour = "red" }));
        Assert.Equal(["Zh"], (await Newcomers.RefusedAsync(() =>
            app.WithAsync<TagService>(e => e.CreateGroupAsync(new TagGroupForm { Zh = "规则组", En = "Rules again" }, app.As(Who.Admin), CancellationToken.None)))).Select(e => e.Key));
    }

    [Fact]
    public async Task Who_was_faster_is_not_overwritten()
    {
        var id = await AddAsync();
        var tag = await app.DbAsync(db => db.Tags.AsNoTracking().SingleAsync(t => t.Id == id));
        TagForm Form(string name) => new() { Zh = name, En = tag.En, Colour = "lime", Group = tag.GroupId, Version = tag.Version };
        await app.WithAsync<TagService>(e => e.ChangeAsync(id, Form("他们改的"), app.As(Who.Admin), CancellationToken.None));
        await Assert.ThrowsAsync<EditConflictException>(() => app.WithAsync<TagService>(e => e.ChangeAsync(id, Form("我改的"), app.As(Who.Admin), CancellationToken.None)));
        Assert.Equal(("他们改的", "lime"), ((await TagsAsync()).Own(id)!.Zh, (await TagsAsync()).Own(id)!.Colour));
    }

    [Fact]
    public async Task Only_who_may_keep_tags_does()
    {
        var id = await AddAsync();
        var before = await app.SnapshotAsync();
        foreach (var act in new Func<UserScope, Task>[]
        {
            by => app.WithAsync<TagService>(e => e.CreateAsync(new TagForm { Zh = "影子", En = "Shadow", Colour = "red" }, by, CancellationToken.None)),
            by => app.WithAsync<TagService>(e => e.CreateGroupAsync(new TagGroupForm { Zh = "影子", En = "Shadow" }, by, CancellationToken.None)),
            by => app.WithAsync<TagOrder>(u => u.RetireAsync(id, by, CancellationToken.None)),
            by => app.WithAsync<TagMerge>(m => m.MergeAsync(id, 1, by, CancellationToken.None)),
            by => app.WithAsync<TagAdminQueries>(q => q.ReadAsync(by, CancellationToken.None)),
        })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => act(app.As(Who.MgrEast)));
        }

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private async Task<int> AddAsync(int? group = null)
    {
        var number = Interlocked.Increment(ref count);
        return await CreateAsync(new TagForm { Zh = $"标签{number}", En = $"Tag {number}", Group = group ?? (await TagsAsync()).All[0].GroupId, Colour = "blue" });
    }

    private Task<int> CreateAsync(TagForm form) => app.WithAsync<TagService, int>(e => e.CreateAsync(form, app.As(Who.Admin), CancellationToken.None));

    private Task<int> MergeAsync(int loser, int? winner) => app.WithAsync<TagMerge, int>(m => m.MergeAsync(loser, winner, app.As(Who.Admin), CancellationToken.None));

    private async Task<int> CustomerAsync(params int[] tags)
    {
        var form = Forms.Customer($"带标签的厂{Interlocked.Increment(ref count)}号");
        var snapshot = await TagsAsync();
        form.Tags = [.. tags.Select(t => snapshot.Own(t)!.Code)];
        return await app.RegisterAsync(Who.RepEast, form);
    }

    private Task<List<int>> CarriedAsync(int customer) =>
        app.DbAsync(db => db.Set<CustomerTag>().IgnoreQueryFilters().Where(t => t.CustomerId == customer).Select(t => t.TagId).ToListAsync());

    private async Task<IEnumerable<string>> FieldsAsync(TagForm form) => (await Newcomers.RefusedAsync(() => CreateAsync(form))).Select(e => e.Key).Order();

    private Task<TagSnapshot> TagsAsync() => app.Services.GetRequiredService<TagCatalog>().GetAsync(CancellationToken.None).AsTask();
}
