using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Duplicates;

public sealed class DuplicateFinderTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Theory]
    [InlineData("上海恒锐精密机械股份有限公司")]
    [InlineData("  上海恒锐精密机械（集团）有限公司 ")]
    [InlineData("上海恒锐精密机械")]
    public async Task A_name_counts_as_the_same_whatever_its_legal_form(string name)
    {
        var match = Assert.Single(await FindAsync(name));
        Assert.Equal(DuplicateReason.Name, match.Reason);
        Assert.False(match.IsCertain);
    }

    [Theory]
    [InlineData("139 1111 2222")]
    [InlineData("+86-139-1111-2222")]
    public async Task A_phone_counts_as_the_same_however_it_is_typed(string phone)
    {
        var match = Assert.Single(await FindAsync(null, null, phone));
        Assert.Equal(DuplicateReason.Phone, match.Reason);
        Assert.False(match.IsCertain);
    }

    [Fact]
    public async Task Name_and_phone_together_are_certain() => Assert.True(Assert.Single(await FindAsync(TestCompany.EastName, null, TestCompany.EastMobile)).IsCertain);

    [Fact]
    public async Task A_credit_code_is_certain_by_itself()
    {
        var form = Forms.Customer("代码比对仪表有限公司");
        form.CreditCode = CreditCode.Generate(new Random(1), "310106");
        await app.RegisterAsync(Who.RepEast, form);

        var match = Assert.Single(await FindAsync("完全不同的名字有限公司", form.CreditCode.ToLowerInvariant()));
        Assert.Equal((DuplicateReason.CreditCode, true), (match.Reason, match.IsCertain));
    }

    [Fact]
    public async Task A_landline_counts_too()
    {
        var form = Forms.Customer("座机比对仪表有限公司");
        form.Contacts[0].Mobile = null;
        form.Contacts[0].Landline = "021-5888 7766 转 12";
        await app.RegisterAsync(Who.RepEast, form);
        Assert.Equal(DuplicateReason.Phone, Assert.Single(await FindAsync(null, null, "(021)58887766")).Reason);
    }

    [Fact]
    public async Task Outside_the_scope_only_the_owner_is_told()
    {
        var match = Assert.Single(await FindAsync(TestCompany.EastName, null, TestCompany.EastMobile, Who.RepSouth));
        Assert.Equal((app.As(Who.RepEast).Name, null, null), (match.OwnerName, match.VisibleId, match.VisibleName));
    }

    [Fact]
    public async Task Inside_the_scope_the_record_is_offered()
    {
        var match = Assert.Single(await FindAsync(TestCompany.EastName, by: Who.MgrEast));
        Assert.Equal((app.Company.EastCustomer, TestCompany.EastName), (match.VisibleId!.Value, match.VisibleName));
    }

    [Fact]
    public async Task The_recycle_bin_is_searched_and_said_to_be_it()
    {
        var match = Assert.Single(await FindAsync("苏州明曜包装"));
        Assert.Equal((true, null), (match.InRecycleBin, match.VisibleId));
    }

    [Theory]
    [InlineData("", null, "")]
    [InlineData("上", "91310106", "139")]
    [InlineData(null, "913101060000000000", "12345")]
    public async Task Too_little_is_compared_with_nothing(string? name, string? code, string phone) => Assert.Empty(await FindAsync(name, code, phone));

    [Fact]
    public async Task A_likely_duplicate_is_saved_after_a_confirmation_that_is_kept()
    {
        var form = Forms.Customer(TestCompany.SouthName);
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepEast, form));
        Assert.Equal(nameof(CustomerForm.ConfirmDuplicate), Assert.Single(refusal.Errors).PropertyName);
        Assert.Contains(app.As(Who.RepSouth).Name, refusal.Errors.Single().ErrorMessage, StringComparison.Ordinal);

        form.ConfirmDuplicate = true;
        var id = await app.RegisterAsync(Who.RepEast, form);
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootId == id && a.Action == AuditAction.DuplicateConfirmed)));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task A_certain_duplicate_is_refused_to_a_rep_even_when_confirmed_and_left_to_a_manager()
    {
        var form = Forms.Customer(TestCompany.EastName, TestCompany.EastMobile);
        form.ConfirmDuplicate = true;
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepSouth, form));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));

        var id = await app.RegisterAsync(Who.MgrEast, form);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task Of_two_who_enter_the_same_company_at_once_the_second_is_told()
    {
        var mobile = Forms.NewMobile();
        var tries = await Task.WhenAll(new[] { Who.RepEast, Who.RepSouth, Who.RepEast2, Who.RepEast3 }.Select(who => Task.Run(async () =>
        {
            try
            {
                return await app.RegisterAsync(who, Forms.Customer("抢先录入仪表有限公司", mobile));
            }
            catch (ValidationException)
            {
                return 0;
            }
        })));

        Assert.Single(tries, id => id != 0);
    }

    [Fact]
    public async Task An_edit_is_not_a_duplicate_of_itself_and_is_asked_only_about_what_it_changes()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("自我比对仪表有限公司"));
        var form = await app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), CancellationToken.None));
        form.ShortName = "自我比对";
        form.Name = "自我比对仪表股份有限公司";
        await app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), CancellationToken.None));

        form = await app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), CancellationToken.None));
        form.Contacts[0].Mobile = TestCompany.SouthMobile;
        var refusal = await Assert.ThrowsAsync<ValidationException>(
            () => app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), CancellationToken.None)));
        Assert.Equal(nameof(CustomerForm.ConfirmDuplicate), Assert.Single(refusal.Errors).PropertyName);

        form.ConfirmDuplicate = true;
        await app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), CancellationToken.None));
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootId == id && a.Action == AuditAction.DuplicateConfirmed)));
    }

    private Task<IReadOnlyList<DuplicateMatch>> FindAsync(string? name, string? code = null, string? phone = null, Who by = Who.RepEast) =>
        app.WithAsync<DuplicateFinder, IReadOnlyList<DuplicateMatch>>(f => f.FindAsync(
            new DuplicateQuestion(name, code, phone is null ? [] : [phone]), app.As(by), CancellationToken.None));
}
