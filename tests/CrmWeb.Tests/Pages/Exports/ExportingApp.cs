using System.Net;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>A company of which every role may export, with more customers than a page of a list holds.</summary>
public class ExportingApp : CrmApp, IAsyncLifetime
{
    /// <summary>More than two pages of the longest kind.</summary>
    public const int Many = 230;

    /// <summary>In the industry of all of them, and of nobody else.</summary>
    public const string Industry = "C40";

    public const string Formula = "=HYPERLINK(\"http://example.com\",\"经理\")";
    public const string Abroad = "+852 5123 4567";
    public const string LongCode = "912345678901234567";

    /// <summary>The first of the customers, in which everything stands that a spreadsheet might misread.</summary>
    public const string Odd = "导出样本000号仪表有限公司";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await DbAsync(async db =>
        {
            foreach (var role in await db.Roles.ToListAsync())
                role.Grant([Permissions.CustomersExport]);
            return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });
        Services.GetRequiredService<RoleDirectory>().Invalidate();
        await DefineAsync("text", CustomFieldType.Text);
        await DefineAsync("money", CustomFieldType.Money);
        await DefineAsync("day", CustomFieldType.Day);
        await DefineAsync("whole", CustomFieldType.Whole);
        await DefineAsync("secret", CustomFieldType.Text, BuiltInRoles.Admin);
        foreach (var subject in new[] { FieldSubject.Contact, FieldSubject.FollowUp })
        {
            await WithAsync<CustomFieldService, int>(s => s.CreateAsync(
                new CustomFieldForm { Subject = subject, Key = "exp-money", Zh = "自定义金额", En = "Own amount", Type = CustomFieldType.Money }, As(Who.Admin), CancellationToken.None));
        }

        for (var i = 0; i < Many; i++)
            await RegisterAsync(i == 0 ? Who.Admin : Who.RepEast, Customer(i));
        await WithAsync<OrderService, int>(o => o.EnterAsync(Company.EastCustomer, Forms.Order("128000.5", ("2026-11-10", "100000")), As(Who.RepEast), CancellationToken.None));
    }

    /// <summary>What a form that was sent is answered with.</summary>
    public static async Task<(HttpResponseMessage Answer, byte[] File)> SendAsync(Browser browser, PageForm form)
    {
        using var content = new FormUrlEncodedContent(form.Content);
        var answer = await browser.Http.PostAsync(form.Action, content);
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Exports by the page, as somebody does.</summary>
    public async Task<byte[]> ExportAsync(Who who, string address, string format = "xlsx", string columns = "shown", string reason = "季度客户核对")
    {
        var browser = await ClientAsync(who);
        var page = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var (answer, file) = await SendAsync(browser, page.FormWith("Form.Reason").Set("Form.Format", format).Set("Form.Columns", columns).Set("Form.Reason", reason));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return file;
    }

    public async Task<Workbook> BookAsync(Who who, string address, string columns = "shown") => Workbook.Read(await ExportAsync(who, address, columns: columns));

    private static CustomerForm Customer(int i)
    {
        var form = Forms.Customer($"导出样本{i:D3}号仪表有限公司", industry: Industry);
        form.ConfirmDuplicate = true;
        form.Custom["exp-text"] = [i == 0 ? LongCode : $"{i:D5}"];
        form.Custom["exp-secret"] = ["机密"];
        if (i == 0)
        {
            (form.Contacts[0].Mobile, form.Contacts[0].Title) = (Abroad, Formula);
            (form.Custom["exp-money"], form.Custom["exp-day"], form.Custom["exp-whole"]) = (["1234567.89"], ["2026-03-05"], ["-12345"]);
        }

        return form;
    }

    private Task DefineAsync(string key, CustomFieldType type, params string[] seenBy) => WithAsync<CustomFieldService, int>(s => s.CreateAsync(
        new CustomFieldForm { Key = $"exp-{key}", Zh = $"自定义{key}", En = $"Own {key}", Type = type, SeenBy = [.. seenBy] }, As(Who.Admin), CancellationToken.None));
}

/// <summary>The program where no more than one row may be exported.</summary>
public sealed class CappedExportingApp : CrmApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Exports:MostRows", "1");
    }
}
