using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.ChangeLog;

public sealed class ChangeLogTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_new_customer_is_one_entry_that_carries_its_id()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("日志一号仪表有限公司"));
        var entry = Assert.Single(await EntriesAsync(id));

        Assert.Equal((AuditAction.Created, nameof(Customer), id), (entry.Action, entry.EntityType, entry.EntityId));
        Assert.Equal((app.Company[Who.RepEast].Id, app.Clock.Now, "日志一号仪表有限公司"), (entry.ActorId, entry.At, entry.NewValue));
    }

    [Fact]
    public async Task An_edit_is_kept_field_by_field_with_the_raw_values()
    {
        var form = Forms.Customer("日志二号仪表有限公司");
        form.ExpectedAmount = "50万";
        var id = await app.RegisterAsync(Who.RepEast, form);
        var lists = await app.DbAsync(db => db.ListItems.ToDictionaryAsync(i => $"{i.Kind}:{i.Code}", i => i.Id));

        await EditAsync(id, f =>
        {
            f.Industry = "C35";
            f.Level = CustomerLevel.B;
            f.ExpectedAmount = "62.5万";
            f.ExpectedOn = new DateOnly(2027, 1, 15);
        });

        var entries = (await EntriesAsync(id)).Where(e => e.Action == AuditAction.Changed).ToDictionary(e => e.Field);
        Assert.Equal(
            [nameof(CustomerNeeds.ExpectedAmount), nameof(CustomerNeeds.ExpectedOn), nameof(Customer.IndustryId), nameof(Customer.Level)], entries.Keys.Order());
        Assert.Equal(($"{lists["Industry:C34"]}", $"{lists["Industry:C35"]}"), (entries["IndustryId"].OldValue, entries["IndustryId"].NewValue));
        Assert.Equal((null, "B"), (entries["Level"].OldValue, entries["Level"].NewValue));
        Assert.Equal((null, "2027-01-15"), (entries["ExpectedOn"].OldValue, entries["ExpectedOn"].NewValue));
        Assert.Equal(500_000m, decimal.Parse(entries["ExpectedAmount"].OldValue!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(625_000m, decimal.Parse(entries["ExpectedAmount"].NewValue!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Single(entries.Values.Select(e => e.BatchId).Distinct());
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_no_entry()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("日志三号仪表有限公司"));
        await EditAsync(id, _ => { });
        Assert.Single(await EntriesAsync(id));
    }

    [Fact]
    public async Task Contacts_that_come_change_and_go_are_kept_with_their_own_ids()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("日志四号仪表有限公司", contact: "王建国"));
        await EditAsync(id, f => f.Contacts.Add(new ContactForm { Name = "周明", Landline = "021-58880001" }));
        var second = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == id && c.Name == "周明").Select(c => c.Id).SingleAsync());
        await EditAsync(id, f => f.Contacts[1].Title = "采购经理");
        await EditAsync(id, f => f.Contacts.RemoveAt(1));

        var entries = (await EntriesAsync(id)).Where(e => e.EntityType == nameof(Contact)).ToList();
        Assert.Equal([AuditAction.Created, AuditAction.Changed, AuditAction.Removed], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal((second, id), (e.EntityId, e.RootId)));
        Assert.Equal(("Title", null, "采购经理"), (entries[1].Field, entries[1].OldValue, entries[1].NewValue));
        Assert.Equal("周明", entries[2].OldValue);
    }

    [Fact]
    public async Task Tags_deletion_and_restoring_are_kept()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("日志五号仪表有限公司"));
        await EditAsync(id, f => f.Tags = ["high-value"]);
        await EditAsync(id, f => f.Tags = []);
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(id, app.As(Who.MgrEast), None));
        await app.WithAsync<RecycleBin>(b => b.RestoreAsync(id, app.As(Who.Admin), None));

        var tag = await app.DbAsync(db => db.TagGroups.SelectMany(g => g.Tags).Where(t => t.Code == "high-value").Select(t => t.Id).SingleAsync());
        var entries = (await EntriesAsync(id)).Skip(1).ToList();
        Assert.Equal(
            [(AuditAction.Created, nameof(CustomerTag)), (AuditAction.Removed, nameof(CustomerTag)), (AuditAction.Deleted, nameof(Customer)), (AuditAction.Restored, nameof(Customer))],
            entries.Select(e => (e.Action, e.EntityType)));
        Assert.Equal([tag, tag, id, id], entries.Select(e => e.EntityId));
        Assert.Equal((app.Company[Who.MgrEast].Id, app.Company[Who.Admin].Id), (entries[2].ActorId, entries[3].ActorId));
    }

    [Fact]
    public async Task A_follow_up_is_kept_under_its_customer()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("日志六号仪表有限公司"));
        var followUp = await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(
            id, Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0)), app.As(Who.RepEast), None));

        var entry = Assert.Single(await EntriesAsync(id), e => e.EntityType == nameof(FollowUp));
        Assert.Equal((AuditAction.Created, followUp), (entry.Action, entry.EntityId));
    }

    [Fact]
    public async Task A_department_and_its_first_account_may_be_new_in_one_save()
    {
        var role = await app.DbAsync(db => db.Roles.Where(r => r.Code == BuiltInRoles.Rep).Select(r => r.Id).SingleAsync());
        var (department, user) = await app.DbAsync(async db =>
        {
            var made = (Department: new Department("日志新部门", null, 99), User: new CrmUser("log.newcomer", "日志新人", "L001", null, role, app.Clock.Now));
            db.AddRange(made.Department, made.User);
            await db.SaveChangesAsync(app.As(Who.Admin), None);
            return (made.Department.Id, made.User.Id);
        });

        var entries = await app.DbAsync(db => db.AuditEntries
            .Where(a => (a.RootType == nameof(Department) && a.RootId == department) || (a.RootType == CrmUser.AuditRoot && a.RootId == user))
            .OrderBy(a => a.RootType).ToListAsync());
        Assert.Equal([(AuditAction.Created, department), (AuditAction.Created, user)], entries.Select(e => (e.Action, e.EntityId)));
    }

    [Fact]
    public async Task A_refused_save_leaves_no_entry()
    {
        var before = await app.DbAsync(db => db.AuditEntries.CountAsync());
        var form = Forms.Customer("测试");
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => app.RegisterAsync(Who.RepEast, form));
        Assert.Equal(before, await app.DbAsync(db => db.AuditEntries.CountAsync()));
    }

    [Theory]
    [InlineData(Who.MgrEast, "王建国", "15288887777")]
    [InlineData(Who.Marketer, "王**", "152****7777")]
    public async Task The_timeline_shows_old_phones_to_those_alone_who_may_read_them(Who reader, string name, string phone)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"日志七号仪表有限公司{reader}", "15288887777", "王建国"));
        await EditAsync(id, f =>
        {
            f.Contacts[0].Mobile = Forms.NewMobile();
            f.Contacts[0].Name = "李建军";
        });

        var page = await app.TimelineAsync(id, TimelineFilter.Changes, null, reader);
        var old = page.Items.OfType<ChangeItem>().SelectMany(i => i.Changes).Select(c => c.Old).ToList();
        Assert.Contains(name, old);
        Assert.Contains(phone, old);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteDeleteAsync());
    }

    private Task EditAsync(int id, Action<CustomerForm> change) => app.WithAsync<CustomerEditor>(async editing =>
    {
        var form = await editing.OpenAsync(id, app.As(Who.RepEast), None);
        change(form);
        await app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), None));
    });

    private Task<List<AuditEntry>> EntriesAsync(int id) =>
        app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == nameof(Customer) && a.RootId == id).OrderBy(a => a.Id).ToListAsync());
}
