using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.ReferenceData.Lists;

public sealed class ListServiceTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_new_entry_is_offered_at_once_under_a_code_made_of_its_English_name()
    {
        var id = await app.CreateAsync(ListKind.Source, new ListItemForm { Zh = " 行业　协会 ", En = "Trade association (local)" });
        var entry = (await app.ListsAsync()).Find(ListKind.Source, "trade-association-local");
        Assert.Equal((id, "Trade association (local)", true), (entry!.Id, entry.En, (await app.ListsAsync()).Offered(ListKind.Source).Any(e => e.Id == id)));

        // The same English name elsewhere gets a code of its own.
        var area = await app.AddAsync(ListKind.Region);
        var first = await app.CreateAsync(ListKind.Region, new ListItemForm { Zh = "新区", En = "New town", Parent = area });
        var second = await app.CreateAsync(ListKind.Region, new ListItemForm { Zh = "新区", En = "New town", Parent = await app.AddAsync(ListKind.Region) });
        Assert.Equal(("new-town", "new-town-2"), ((await app.ItemAsync(first)).Code, (await app.ItemAsync(second)).Code));
    }

    [Fact]
    public async Task The_same_form_sent_twice_at_once_makes_one_entry()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await app.CreateAsync(ListKind.ContactRole, new ListItemForm { Zh = "法务", En = "Legal" });
            }
            catch (ValidationException)
            {
                return 0;
            }
        })));
        Assert.Single(results, id => id > 0);
        Assert.Equal(1, await app.DbAsync(db => db.ListItems.CountAsync(i => i.Kind == ListKind.ContactRole && i.En == "Legal")));
    }

    [Fact]
    public async Task Each_broken_rule_stands_at_its_field()
    {
        await app.CreateAsync(ListKind.Salutation, new ListItemForm { Zh = "站长", En = "Station master", Code = "master" });
        Assert.Equal(["Code", "En", "Zh"], await FieldsAsync(ListKind.Salutation, new ListItemForm { Zh = " ", En = new string('x', 101), Code = "Nicht Gut" }));
        Assert.Equal(["Code", "En", "Zh"], await FieldsAsync(ListKind.Salutation, new ListItemForm { Zh = "站长", En = "STATION MASTER", Code = "master" }));
        Assert.Equal(["Code"], await FieldsAsync(ListKind.Salutation, new ListItemForm { Zh = "另一位", En = "另一位" }));
        Assert.Equal(["Parent"], await FieldsAsync(ListKind.Salutation, new ListItemForm { Zh = "下级", En = "Below", Parent = await app.IdAsync(ListKind.Salutation, "mr") }));
        Assert.Equal(["Code"], await FieldsAsync(ListKind.Industry, new ListItemForm { Zh = "新行业", En = "New industry" }));
        Assert.Equal(["Code"], await FieldsAsync(ListKind.Industry, new ListItemForm { Zh = "新行业", En = "New industry", Code = "C34" }));
        Assert.Equal(["Parent"], await FieldsAsync(ListKind.LossReason, new ListItemForm { Zh = "第三组", En = "Third group" }));
        Assert.Equal(["From"], await FieldsAsync(ListKind.HeadcountBand, new ListItemForm { Zh = "很多人", En = "Many", From = "许多" }));
    }

    [Fact]
    public async Task A_band_begins_where_no_other_does()
    {
        var id = await app.CreateAsync(ListKind.RevenueBand, new ListItemForm { Zh = "70亿以上", En = "Over 7 billion", From = "70亿" });
        Assert.Equal(7_000_000_000m, (await app.ItemAsync(id)).From);
        Assert.Equal(["From"], await FieldsAsync(ListKind.RevenueBand, new ListItemForm { Zh = "七十亿起", En = "From 7 billion", From = "7000000000" }));
        Assert.Equal(7_000_000_000m, (await app.ListsAsync()).ById(id)!.From);
    }

    [Fact]
    public async Task A_province_moves_to_another_area_and_filters_follow()
    {
        var (one, other) = (await app.AddAsync(ListKind.Region), await app.AddAsync(ListKind.Region));
        var province = await app.AddAsync(ListKind.Region, parent: one);
        var city = await app.AddAsync(ListKind.Region, parent: province);
        await app.ChangeAsync(ListKind.Region, province, f => f.Parent = other);

        var lists = await app.ListsAsync();
        Assert.Equal([other, province, city], lists.Path(lists.ById(city)).Select(e => e.Id));
        Assert.Contains(city, lists.Branch(lists.ById(other)!));
        Assert.DoesNotContain(city, lists.Branch(lists.ById(one)!));
        foreach (var parent in new int?[] { null, city, province })
            Assert.Contains("Parent", (await Newcomers.RefusedAsync(() => app.ChangeAsync(ListKind.Region, province, f => f.Parent = parent))).Select(e => e.Key));
    }

    [Fact]
    public async Task A_rename_is_seen_at_once_and_noted()
    {
        var id = await app.AddAsync(ListKind.FollowUpMethod, "短信");
        await app.ChangeAsync(ListKind.FollowUpMethod, id, f => (f.Zh, f.En) = ("短信沟通", "Text message"));
        Assert.Equal("短信沟通", (await app.ListsAsync()).ById(id)!.Zh);
        var notes = await app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == nameof(ListItem) && a.RootId == id).OrderBy(a => a.Id).ToListAsync());
        Assert.Equal([(AuditAction.Created, "", null, "短信"), (AuditAction.Changed, "En", $"短信 {notes[1].OldValue!.Split(' ')[1]}", "Text message"), (AuditAction.Changed, "Zh", "短信", "短信沟通")],
            notes.Select(n => (n.Action, n.Field, n.OldValue, n.NewValue)).OrderBy(n => n.Field, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_was_faster_is_not_overwritten()
    {
        var id = await app.AddAsync(ListKind.Budget);
        var mine = await app.OpenAsync(id);
        await app.ChangeAsync(ListKind.Budget, id, f => f.Zh = "他们的名字");
        mine.Zh = "我的名字";
        await Assert.ThrowsAsync<EditConflictException>(() => app.WithAsync<ListService>(e => e.ChangeAsync(ListKind.Budget, id, mine, app.As(Who.Admin), CancellationToken.None)));
        Assert.Equal("他们的名字", (await app.ItemAsync(id)).Zh);
    }

    [Fact]
    public async Task A_retired_entry_stays_on_its_rows_and_in_filters_but_is_not_offered()
    {
        var id = await app.AddAsync(ListKind.Source, "老渠道");
        var code = (await app.ItemAsync(id)).Code;
        var form = Forms.Customer("老渠道来的厂");
        form.Source = code;
        var customer = await app.RegisterAsync(Who.RepEast, form);
        await app.RetireAsync(ListKind.Source, id);

        var lists = await app.ListsAsync();
        Assert.DoesNotContain(lists.Offered(ListKind.Source), e => e.Id == id);
        Assert.Contains(lists.Offered(ListKind.Source, id), e => e.Id == id);
        var rows = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(new CustomerFilter { Source = code }, app.As(Who.Admin), CancellationToken.None));
        Assert.Equal([customer], rows.Rows.Select(r => r.Id));

        var edit = await app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(customer, app.As(Who.RepEast), CancellationToken.None));
        Assert.Equal(code, edit.Source);
        edit.Remarks = "来源已停用，照样能保存。";
        await app.WithAsync<CustomerEditor>(e => e.SaveAsync(customer, edit, app.As(Who.RepEast), CancellationToken.None));
        Assert.Equal(id, (await app.CustomerAsync(customer)).SourceId);

        await app.ReviveAsync(ListKind.Source, id);
        Assert.Contains((await app.ListsAsync()).Offered(ListKind.Source), e => e.Id == id);
    }

    [Fact]
    public async Task What_is_below_a_retired_entry_is_not_offered_either()
    {
        var area = await app.AddAsync(ListKind.Region);
        var province = await app.AddAsync(ListKind.Region, parent: area);
        await app.RetireAsync(ListKind.Region, area);
        Assert.DoesNotContain((await app.ListsAsync()).Offered(ListKind.Region), e => e.Id == province);
    }

    [Fact]
    public async Task The_groups_of_loss_reasons_and_the_last_entry_stay()
    {
        Assert.Single((await Newcomers.RefusedAsync(async () => await app.RetireAsync(ListKind.LossReason, await app.IdAsync(ListKind.LossReason, "never-won"))))[""]);
        var sizes = (await app.ListsAsync()).Offered(ListKind.SizeClass).ToList();
        foreach (var size in sizes.Skip(1))
            await app.RetireAsync(ListKind.SizeClass, size.Id);
        Assert.Single((await Newcomers.RefusedAsync(() => app.RetireAsync(ListKind.SizeClass, sizes[0].Id)))[""]);

        var (loser, winner) = (await app.AddAsync(ListKind.Budget), await app.AddAsync(ListKind.Budget));
        await app.MergeAsync(ListKind.Budget, loser, winner);
        Assert.Single((await Newcomers.RefusedAsync(() => app.ReviveAsync(ListKind.Budget, loser)))[""]);
    }

    [Fact]
    public async Task Entries_of_one_level_change_places()
    {
        var area = await app.AddAsync(ListKind.Region);
        var (a, b, c) = (await app.AddAsync(ListKind.Region, parent: area), await app.AddAsync(ListKind.Region, parent: area), await app.AddAsync(ListKind.Region, parent: area));
        await ReorderAsync(c, RowMove.Up);
        await ReorderAsync(a, RowMove.Up);
        Assert.Equal([a, c, b], (await app.ListsAsync()).Children(area).Select(e => e.Id));
        await ReorderAsync(a, RowMove.Down);
        Assert.Equal([c, a, b], (await app.ListsAsync()).Children(area).Select(e => e.Id));
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.Marketer)]
    public async Task Only_who_may_keep_lists_does(Who who)
    {
        var by = app.As(who);
        var (id, other) = (await app.IdAsync(ListKind.Source, "online"), await app.IdAsync(ListKind.Source, "fair"));
        var before = await app.SnapshotAsync();
        foreach (var act in new Func<Task>[]
        {
            () => app.WithAsync<ListService>(e => e.CreateAsync(ListKind.Source, new ListItemForm { Zh = "影子", En = "Shadow" }, by, CancellationToken.None)),
            () => app.WithAsync<ListService>(e => e.ChangeAsync(ListKind.Source, id, new ListItemForm { Zh = "影子", En = "Shadow" }, by, CancellationToken.None)),
            () => app.WithAsync<ListOrder>(u => u.RetireAsync(ListKind.Source, id, by, CancellationToken.None)),
            () => app.WithAsync<ListMerge>(m => m.MergeAsync(ListKind.Source, id, other, by, CancellationToken.None)),
            () => app.WithAsync<ListAdminQueries>(q => q.ReadAsync("source", by, CancellationToken.None)),
        })
        {
            await Assert.ThrowsAsync<NotFoundException>(act);
        }

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private Task ReorderAsync(int id, RowMove move) =>
        app.WithAsync<ListOrder>(u => u.ReorderAsync(ListKind.Region, id, move, app.As(Who.Admin), CancellationToken.None));

    private async Task<IEnumerable<string>> FieldsAsync(ListKind kind, ListItemForm form) =>
        (await Newcomers.RefusedAsync(() => app.CreateAsync(kind, form))).Select(e => e.Key).Order();
}
