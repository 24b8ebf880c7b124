using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

/// <summary>The longest texts the forms take, of the characters that grow most when folded, on the database at hand: servers refuse what is too long.</summary>
public sealed class KeyLimitsTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    /// <summary>Each is one code unit; folded they are four, eighteen (and stay one), four, three.</summary>
    [Theory]
    [InlineData('\u337F')]
    [InlineData('\uFDFA')]
    [InlineData('\uFDF2')]
    [InlineData('\u33E9')]
    public async Task The_longest_names_of_customer_and_contact_are_saved_and_found(char worst)
    {
        var form = Forms.Customer(new string(worst, CustomerForm.NameMax));
        form.ShortName = new string(worst, CustomerForm.ShortNameMax);
        form.ConfirmDuplicate = true;
        form.Contacts[0].Name = new string(worst, ContactForm.NameMax);
        form.Contacts[0].Mail = $"{new string(worst, 150)}@example.com";
        form.Contacts[0].WeChat = new string(worst, CustomerForm.LineMax);
        form.Contacts[0].Landline = "0 2 1 - 6 8 8 8 - 9 9 0 1 (转 8 0 1)";
        if (!ContactFormValidator.IsMail(form.Contacts[0].Mail!))
            form.Contacts[0].Mail = null;

        var id = await app.RegisterAsync(Who.RepEast, form);

        var stored = await app.CustomerAsync(id);
        Assert.Equal(form.Name, stored.Name);
        Assert.True(stored.NameKey.Length <= CompanyName.KeyMax && stored.SearchKey.Length < Customer.SearchKeyMax);
        Assert.True(await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == id).AllAsync(c => c.SearchKey.Length < Contact.SearchKeyMax)));
        foreach (var typed in new[] { form.Name, form.ShortName, form.Contacts[0].Landline })
        {
            var list = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(new CustomerFilter { Q = typed }, app.As(Who.RepEast), CancellationToken.None));
            Assert.Contains(list.Rows, r => r.Id == id);
        }
    }

    [Fact]
    public async Task The_longest_names_and_numbers_of_an_account_are_saved_and_sign_in()
    {
        var form = new UserForm
        {
            UserName = new string('\uFDF2', 40),
            DisplayName = new string('\u337F', CrmUser.DisplayNameLength),
            EmployeeNumber = new string('\u337F', CrmUser.EmployeeNumberLength),
            Department = app.Company.DepartmentSouth,
            Role = BuiltInRoles.Rep,
        };
        var made = await app.WithAsync<UserAdministration, HandedOverPassword>(a => a.CreateAsync(form, app.As(Who.Admin), CancellationToken.None));

        var user = await app.DbAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == made.UserId));
        Assert.Equal(CrmUser.NameKeyMax, user.EmployeeNumberKey!.Length);
        Assert.True(user.SearchKey.Length < CrmUser.SearchKeyMax);
        foreach (var name in new[] { form.UserName, form.EmployeeNumber })
            Assert.Equal(made.UserId, (await app.WithAsync<AccountSignIn, CrmUser?>(s => s.CheckAsync(name, made.Password, CancellationToken.None)))?.Id);
    }
}
