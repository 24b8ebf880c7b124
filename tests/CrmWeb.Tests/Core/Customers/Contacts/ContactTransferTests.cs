using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Contacts;

public sealed class ContactTransferTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 18);
    private static int count;

    [Fact]
    public async Task Where_the_primary_one_leaves_another_current_one_takes_the_place()
    {
        var (id, contacts) = await NewAsync("冯一", "冯二");
        await DepartAsync(contacts[0]);
        var rows = await ContactsAsync(id);
        Assert.Equal((Today, false), (rows[0].DepartedOn, rows[0].IsPrimary));
        Assert.Equal((null, true), (rows[1].DepartedOn, rows[1].IsPrimary));

        await app.WithAsync<ContactTransfer>(m => m.ReinstateAsync(contacts[0], app.As(Who.RepEast), None));
        rows = await ContactsAsync(id);
        Assert.Null(rows[0].DepartedOn);
        Assert.Equal([false, true], rows.Select(r => r.IsPrimary));
    }

    [Fact]
    public async Task Where_everybody_has_left_there_is_no_primary_one_until_somebody_comes_back()
    {
        var (id, contacts) = await NewAsync("冯三");
        await DepartAsync(contacts[0]);
        Assert.Null((await RecordAsync(id)).Primary);
        Assert.Equal("冯三", Assert.Single((await RecordAsync(id)).Contacts).Name);

        await app.WithAsync<ContactTransfer>(m => m.ReinstateAsync(contacts[0], app.As(Who.RepEast), None));
        Assert.Equal("冯三", (await RecordAsync(id)).Primary?.Name);
    }

    [Fact]
    public async Task Moving_keeps_the_old_row_and_both_records_tell_of_it()
    {
        var (from, contacts) = await NewAsync("冯四", "冯五");
        var (to, _) = await NewAsync("冯六");
        var moved = await MoveAsync(contacts[0], to, new DateOnly(2026, 11, 10));

        var old = (await ContactsAsync(from))[0];
        var now = (await ContactsAsync(to))[^1];
        Assert.Equal((new DateOnly(2026, 11, 10), false), (old.DepartedOn, old.IsPrimary));
        Assert.Equal((moved, old.Id, old.Mobile, null, false), (now.Id, now.PreviousId, now.Mobile, now.DepartedOn, now.IsPrimary));
        Assert.Equal(from, (await RecordAsync(to)).Contacts.Single(c => c.Id == moved).From?.CustomerId);
        Assert.Equal(new DateOnly(2026, 11, 10), (await RecordAsync(to)).Contacts.Single(c => c.Id == moved).From?.Until);
        Assert.Equal(to, (await RecordAsync(from)).Contacts.Single(c => c.Id == old.Id).To?.CustomerId);

        var log = await app.DbAsync(db => db.AuditEntries.Where(a => a.EntityType == nameof(Contact) && (a.RootId == from || a.RootId == to)).ToListAsync());
        Assert.Contains(log, a => a.RootId == from && a.Field == nameof(Contact.DepartedOn) && a.NewValue == "2026-11-10");
        Assert.Contains(log, a => a.RootId == to && a.Action == AuditAction.Created && a.NewValue == "冯四");
    }

    [Fact]
    public async Task The_other_customer_is_named_only_to_those_who_see_it()
    {
        var contact = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == app.Company.EastCustomer).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
        await MoveAsync(contact, app.Company.SouthCustomer, by: Who.Admin);

        var seenByRep = (await RecordAsync(app.Company.EastCustomer)).Contacts.Single(c => c.Id == contact).To!;
        Assert.Equal((null, null), (seenByRep.CustomerId, seenByRep.CustomerName));
        Assert.Equal(TestCompany.SouthName, (await RecordAsync(app.Company.EastCustomer, Who.Admin)).Contacts.Single(c => c.Id == contact).To?.CustomerName);
        var south = (await RecordAsync(app.Company.SouthCustomer, Who.RepSouth)).Contacts.Single(c => c.From is not null);
        Assert.Null(south.From!.CustomerName);
    }

    [Fact]
    public async Task A_departed_contacts_phone_says_nothing_of_the_old_customer_any_more()
    {
        var (from, contacts) = await NewAsync("冯七", "冯八");
        var (to, _) = await NewAsync("冯九");
        var mobile = (await ContactsAsync(from))[0].Mobile!;
        await MoveAsync(contacts[0], to);
        var match = Assert.Single(await app.WithAsync<DuplicateFinder, IReadOnlyList<DuplicateMatch>>(
            f => f.FindAsync(new DuplicateQuestion(null, null, [mobile]), app.As(Who.RepEast), None)));
        Assert.Equal(to, match.VisibleId);
    }

    [Fact]
    public async Task The_same_move_sent_twice_makes_one_contact_and_another_one_is_refused()
    {
        var (_, contacts) = await NewAsync("冯十");
        var (to, _) = await NewAsync("冯甲");
        var (other, _) = await NewAsync("冯乙");
        var both = await Task.WhenAll(Task.Run(() => MoveAsync(contacts[0], to)), Task.Run(() => MoveAsync(contacts[0], to)));
        Assert.Equal(both[0], both[1]);
        Assert.Equal(2, (await ContactsAsync(to)).Count);

        await RefusedAsync(nameof(ContactMoveForm.Customer), () => MoveAsync(contacts[0], other));
        await RefusedAsync(nameof(ContactMoveForm.On), () => app.WithAsync<ContactTransfer>(m => m.ReinstateAsync(contacts[0], app.As(Who.RepEast), None)));
    }

    [Fact]
    public async Task Rules_of_a_move_are_told_at_their_fields()
    {
        var (id, contacts) = await NewAsync("冯丙");
        await RefusedAsync(nameof(ContactMoveForm.Customer), () => MoveAsync(contacts[0], null));
        await RefusedAsync(nameof(ContactMoveForm.Customer), () => MoveAsync(contacts[0], id));
        await RefusedAsync(nameof(ContactMoveForm.Customer), () => MoveAsync(contacts[0], app.Company.SouthCustomer));
        var (to, _) = await NewAsync("冯丁");
        await RefusedAsync(nameof(ContactMoveForm.On), () => MoveAsync(contacts[0], to, Today.AddDays(1)));
        await RefusedAsync(nameof(ContactMoveForm.On), () => DepartAsync(contacts[0], on: new DateOnly(1999, 1, 1)));
    }

    [Theory]
    [InlineData(Who.RepEast2)]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task Who_may_not_change_the_customer_lets_nobody_go(Who who)
    {
        var (_, contacts) = await NewAsync("冯戊");
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => DepartAsync(contacts[0], who));
        await Assert.ThrowsAsync<NotFoundException>(() => MoveAsync(contacts[0], app.Company.EastCustomer, by: who));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<ContactTransfer>(m => m.ReinstateAsync(contacts[0], app.As(who), None)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task An_edit_of_the_customer_keeps_who_has_left_and_lets_go_who_was_spoken_to()
    {
        var (id, contacts) = await NewAsync("冯己", "冯庚", "冯辛");
        await DepartAsync(contacts[0]);
        var record = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        record.Contact = contacts[1];
        await app.WithAsync<FollowUpService>(w => w.RecordAsync(id, record, app.As(Who.RepEast), None));

        var form = await app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), None));
        Assert.Equal(["冯庚", "冯辛"], form.Contacts.Select(c => c.Name));
        form.Contacts.RemoveAt(0);
        await app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), None));

        var rows = await ContactsAsync(id);
        Assert.Equal([Today, Today, null], rows.Select(r => r.DepartedOn));
        Assert.Equal([false, false, true], rows.Select(r => r.IsPrimary));
    }

    private async Task<(int Id, IReadOnlyList<int> Contacts)> NewAsync(params string[] names)
    {
        var form = Forms.Customer($"联系人测试第{Interlocked.Increment(ref count)}号铸造厂", contact: names[0]);
        form.Contacts.AddRange(names.Skip(1).Select(n => new ContactForm { Name = n, Mobile = Forms.NewMobile() }));
        var id = await app.RegisterAsync(Who.RepEast, form);
        return (id, [.. (await ContactsAsync(id)).Select(c => c.Id)]);
    }

    private Task<List<Contact>> ContactsAsync(int id) =>
        app.DbAsync(db => db.Contacts.AsNoTracking().Where(c => c.CustomerId == id).OrderBy(c => c.Id).ToListAsync());

    private Task<CustomerRecord> RecordAsync(int id, Who who = Who.RepEast) =>
        app.WithAsync<CustomerRecordQueries, CustomerRecord>(q => q.ReadAsync(id, app.As(who), None));

    private Task DepartAsync(int contact, Who by = Who.RepEast, DateOnly? on = null) =>
        app.WithAsync<ContactTransfer>(m => m.DepartAsync(contact, new ContactMoveForm { On = on }, app.As(by), None));

    private Task<int> MoveAsync(int contact, int? to, DateOnly? on = null, Who by = Who.RepEast) =>
        app.WithAsync<ContactTransfer, int>(m => m.MoveAsync(contact, new ContactMoveForm { On = on, Customer = to }, app.As(by), None));

    private static async Task RefusedAsync(string property, Func<Task> run) =>
        Assert.Equal(property, Assert.Single((await Assert.ThrowsAsync<ValidationException>(run)).Errors).PropertyName);
}
