using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Contacts;

/// <summary>What the edit form does with those who have left, who are not among its contacts.</summary>
public sealed class DepartedContactTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_save_keeps_who_has_left_in_the_decision_chain_and_notes_no_change_of_it()
    {
        var id = await NewAsync("离职决策链一号有限公司", ["高一鸣", "高二娟"], new DecisionLinkForm { Contact = "0", Attitude = DecisionLinkForm.Supporting });
        var left = (await ContactIdsAsync(id))[0];
        await DepartAsync(left);
        var before = await LinkLogAsync(id);

        var form = await OpenAsync(id);
        var link = Assert.Single(form.DecisionChain);
        Assert.Equal((DecisionLinkForm.Departed(left), null, "高一鸣"), (link.Contact, link.Title, link.DepartedName));
        form.Remarks = "只改备注";
        await SaveAsync(id, form);

        var stored = await app.DbAsync(db => db.Set<DecisionLink>().AsNoTracking().SingleAsync(l => l.CustomerId == id));
        Assert.Equal((left, null), (stored.ContactId, stored.Title));
        Assert.Equal(before, await LinkLogAsync(id));
        Assert.Equal("只改备注", (await app.CustomerAsync(id)).Notes.Remarks);
    }

    [Fact]
    public async Task The_chain_takes_nobody_of_another_customer()
    {
        var other = await NewAsync("离职决策链二号有限公司", ["高三"]);
        var id = await NewAsync("离职决策链三号有限公司", ["高四"]);
        var form = await OpenAsync(id);
        form.DecisionChain = [new DecisionLinkForm { Contact = DecisionLinkForm.Departed((await ContactIdsAsync(other))[0]) }];
        var refused = await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(id, form));
        Assert.Equal("DecisionChain[0].Contact", Assert.Single(refused.Errors).PropertyName);
    }

    [Fact]
    public async Task The_comparison_of_two_versions_names_who_has_left_and_how_people_are_addressed()
    {
        var id = await NewAsync("离职决策链四号有限公司", ["高五", "高六"], new DecisionLinkForm { Contact = "0" });
        await DepartAsync((await ContactIdsAsync(id))[0]);
        var form = await OpenAsync(id);
        var mine = new DecisionLinkForm { Contact = form.DecisionChain[0].Contact, Attitude = DecisionLinkForm.Opposing };
        form.DecisionChain = [mine];
        form.Contacts[0].Salutation = await app.DbAsync(db => db.ListItems.Where(i => i.Kind == CrmWeb.Core.ReferenceData.Lists.ListKind.Salutation).Select(i => i.Code).FirstAsync());
        (form.Version, form.Seen) = (null, null);
        var differences = (await app.WithAsync<CustomerEditor, CustomerMerge>(e => e.SaveAsync(id, form, app.As(Who.RepEast), None))).Clashes;
        Assert.Equal([nameof(CustomerForm.Contacts), nameof(CustomerForm.DecisionChain)], differences.Select(d => d.Field).Order(StringComparer.Ordinal));
        Assert.All(differences.Where(d => d.Field == nameof(CustomerForm.DecisionChain)), d => Assert.Contains("高五", d.Mine, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_everybody_has_left_the_rest_may_be_changed_without_naming_anybody()
    {
        var id = await NewAsync("离职无人一号有限公司", ["高七"]);
        await DepartAsync((await ContactIdsAsync(id))[0]);
        var form = await OpenAsync(id);
        Assert.Empty(form.Contacts);
        form.Remarks = "暂无联系人";
        form.Contacts.Add(new ContactForm());
        await SaveAsync(id, form);
        Assert.Equal("暂无联系人", (await app.CustomerAsync(id)).Notes.Remarks);
        Assert.Single(await ContactIdsAsync(id));

        form = await OpenAsync(id);
        form.Contacts = [new ContactForm { Name = "高八", Mobile = Forms.NewMobile() }];
        await SaveAsync(id, form);
        Assert.Equal("高八", Assert.Single((await OpenAsync(id)).Contacts).Name);
    }

    [Fact]
    public async Task A_new_customer_and_one_with_somebody_there_need_a_contact()
    {
        var form = Forms.Customer("离职无人二号有限公司");
        form.Contacts = [];
        await NeedsContactAsync(() => app.RegisterAsync(Who.RepEast, form));

        var id = await NewAsync("离职无人三号有限公司", ["高九"]);
        var opened = await OpenAsync(id);
        opened.Contacts = [];
        await NeedsContactAsync(() => SaveAsync(id, opened));
    }

    [Fact]
    public async Task Nobody_comes_or_comes_back_to_a_customer_with_as_many_contacts_as_the_form_takes()
    {
        string[] names = [.. Enumerable.Range(1, CustomerForm.MaxContacts).Select(i => $"满员{i}号人")];
        var full = await NewAsync("离职满员一号有限公司", names);
        var from = await NewAsync("离职满员二号有限公司", ["高十"]);
        var leaver = (await ContactIdsAsync(from))[0];
        var move = new ContactMoveForm { Customer = full };
        await RefusedAsync(nameof(ContactMoveForm.Customer), () => app.WithAsync<ContactTransfer, int>(m => m.MoveAsync(leaver, move, app.As(Who.RepEast), None)));

        var first = (await ContactIdsAsync(full))[0];
        await DepartAsync(first);
        await app.WithAsync<ContactTransfer, int>(m => m.MoveAsync(leaver, move, app.As(Who.RepEast), None));
        await RefusedAsync(nameof(ContactMoveForm.On), () => app.WithAsync<ContactTransfer, int>(m => m.ReinstateAsync(first, app.As(Who.RepEast), None)));
    }

    private static async Task NeedsContactAsync(Func<Task> run) => Assert.Contains(
        (await Assert.ThrowsAsync<ValidationException>(run)).Errors, e => e.PropertyName == "Contacts[0].Name");

    private static async Task RefusedAsync(string property, Func<Task> run)
    {
        var error = Assert.Single((await Assert.ThrowsAsync<ValidationException>(run)).Errors);
        Assert.Equal(property, error.PropertyName);
        Assert.Contains("30", error.ErrorMessage, StringComparison.Ordinal);
    }

    private async Task<int> NewAsync(string name, IReadOnlyList<string> contacts, params DecisionLinkForm[] chain)
    {
        var form = Forms.Customer(name, contact: contacts[0]);
        form.Contacts.AddRange(contacts.Skip(1).Select(n => new ContactForm { Name = n, Mobile = Forms.NewMobile() }));
        form.DecisionChain = [.. chain];
        return await app.RegisterAsync(Who.RepEast, form);
    }

    private Task<List<int>> ContactIdsAsync(int id) =>
        app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == id).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());

    private Task<int> DepartAsync(int contact) =>
        app.WithAsync<ContactTransfer, int>(m => m.DepartAsync(contact, new ContactMoveForm(), app.As(Who.RepEast), None));

    private Task<CustomerForm> OpenAsync(int id) => app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), None));

    private Task SaveAsync(int id, CustomerForm form) => app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), None));

    private Task<int> LinkLogAsync(int id) =>
        app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootId == id && a.RootType == nameof(Customer) && a.EntityType == nameof(DecisionLink)));
}
