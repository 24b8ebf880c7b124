using System.Net;
using System.Text;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>A file holds what its reader's list shows: all of it, in its order, nothing else, and nothing that a spreadsheet would change.</summary>
public sealed class ExportedRowsTests(ExportingApp app) : IClassFixture<ExportingApp>
{
    private const string All = $"?industry={ExportingApp.Industry}";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task All_rows_that_fit_are_exported_in_the_order_of_the_list_and_not_a_page_of_them()
    {
        var book = await app.BookAsync(Who.MgrEast, $"/customers/export{All}&sort=-name&p=2&size=20");
        Assert.Equal(ExportingApp.Many, book.Body.Count);
        Assert.Equal(await CustomersAsync(Who.MgrEast, new CustomerFilter { Industry = ExportingApp.Industry, Sort = "-name" }), book.Column("客户编号"));
        Assert.Equal("1", book.FrozenRows);
        Assert.Equal($"A1:{(char)('A' + book.Heads.Count - 1)}{ExportingApp.Many + 1}", book.FilterRange);
    }

    [Fact]
    public async Task Nobody_gets_a_row_that_their_list_does_not_show()
    {
        foreach (var who in Enum.GetValues<Who>())
        {
            Assert.Equal(await CustomersAsync(who, new CustomerFilter()), (await app.BookAsync(who, "/customers/export")).Column("客户编号"));
            Assert.Equal(await ContactsAsync(who), Keys(await app.BookAsync(who, "/contacts/export?departed=all"), "联系人姓名", "客户编号"));
            Assert.Equal(await FollowUpsAsync(who), Keys(await app.BookAsync(who, "/follow-ups/export?list=done&team=true"), "客户编号", "跟进内容"));
            Assert.Equal(await OrdersAsync(who), Keys(await app.BookAsync(who, "/orders/export"), "订单编号", "订单主题"));
        }
    }

    [Fact]
    public async Task Whoever_may_not_read_personal_data_gets_it_masked_as_in_the_list()
    {
        var contacts = await app.BookAsync(Who.Marketer, "/contacts/export?departed=all", "all");
        Assert.DoesNotContain(contacts.Body, row => row.Any(c => c.Value is TestCompany.EastContact or TestCompany.EastMobile or ExportingApp.Formula));
        var row = contacts.Column("客户名称").ToList().IndexOf(TestCompany.EastName);
        Assert.Equal(("张**", "139****2222"), (contacts.Cell(row, "联系人姓名").Value, contacts.Cell(row, "手机号").Value));

        var customers = Encoding.UTF8.GetString(await app.ExportAsync(Who.Marketer, "/customers/export", "csv", "all"));
        Assert.DoesNotContain(TestCompany.EastMobile, customers, StringComparison.Ordinal);
        Assert.DoesNotContain(ExportingApp.LongCode, customers, StringComparison.Ordinal);
        Assert.Contains("139****2222", customers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_looks_like_a_formula_or_a_number_and_is_a_text_stays_one()
    {
        var customers = await app.BookAsync(Who.Admin, $"/customers/export{All}&sort=name&cols=contact,cf.exp-text,cf.exp-money,cf.exp-day,cf.exp-whole,completeness,updated");
        Assert.Equal(ExportingApp.Odd, customers.Cell(0, "客户名称").Value);
        foreach (var (head, value) in new[] { ("自定义text", ExportingApp.LongCode), ("电话", ExportingApp.Abroad) })
            Assert.Equal(new WorkbookCell(value, true, "@"), customers.Cell(0, head));
        Assert.Equal(new WorkbookCell("00001", true, "@"), customers.Cell(1, "自定义text"));

        var contacts = await app.BookAsync(Who.Admin, "/contacts/export?q=导出样本000&cols=phone,title");
        Assert.Equal(new WorkbookCell(ExportingApp.Formula, true, "@"), contacts.Cell(0, "职务"));
        Assert.False(contacts.HasFormula);

        var csv = Encoding.UTF8.GetString(await app.ExportAsync(Who.Admin, "/contacts/export?q=导出样本000&cols=phone,title", "csv"));
        Assert.Equal('\uFEFF', csv[0]);
        Assert.Contains($",{ExportingApp.Abroad},", csv, StringComparison.Ordinal);
        Assert.Contains($",\"'{ExportingApp.Formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_money_days_and_times_are_values_with_a_format()
    {
        var book = await app.BookAsync(Who.Admin, $"/customers/export{All}&sort=name&cols=cf.exp-money,cf.exp-day,cf.exp-whole,completeness,updated");
        Assert.Equal(new WorkbookCell("1234567.89", false, "\"¥\"#,##0.00"), book.Cell(0, "自定义money"));
        Assert.Equal(new WorkbookCell("-12345", false, "#,##0"), book.Cell(0, "自定义whole"));
        Assert.Equal((new DateTime(2026, 3, 5), "yyyy\"年\"m\"月\"d\"日\""), (book.Cell(0, "自定义day").Time, book.Cell(0, "自定义day").Format));
        Assert.Equal("0.0%", book.Cell(0, "完整度").Format);
        Assert.InRange(book.Cell(0, "完整度").Number, 0.01m, 1m);
        Assert.Equal("yyyy\"年\"m\"月\"d\"日\" hh:mm", book.Cell(0, "更新时间").Format);
        Assert.Equal(DateOnly.FromDateTime(TestClock.Start.AddHours(8)), DateOnly.FromDateTime(book.Cell(0, "更新时间").Time));

        var orders = await app.BookAsync(Who.Admin, "/orders/export");
        Assert.Equal(new WorkbookCell("128000.5", false, "\"¥\"#,##0.00"), orders.Cell(0, "订单金额"));
    }

    [Theory]
    [InlineData("/customers/export")]
    [InlineData("/contacts/export")]
    [InlineData("/follow-ups/export?list=done&team=true")]
    [InlineData("/follow-ups/export?list=planned&team=true")]
    [InlineData("/orders/export")]
    public async Task Every_column_a_list_can_show_is_in_its_file(string address)
    {
        var list = await (await app.ClientAsync(Who.Admin)).GetAsync(address.Replace("/export", "", StringComparison.Ordinal));
        var keys = list.Document.QuerySelectorAll("[data-column-up]").Select(button => button.GetAttribute("value")!).Distinct().ToList();
        Assert.True(keys.Count > 3, address);
        foreach (var key in keys)
        {
            var mark = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            Assert.Equal(HttpStatusCode.OK, (await (await app.ClientAsync(Who.Admin)).GetAsync($"{address}{mark}cols={key}")).Status);
            Assert.True((await app.BookAsync(Who.Admin, $"{address}{mark}cols={key}")).Heads.Count > 1, key);
        }
    }

    [Fact]
    public async Task Of_a_condition_that_is_said_twice_the_first_holds_as_in_the_list()
    {
        var browser = await app.ClientAsync(Who.Admin);
        var once = (await browser.GetAsync("/follow-ups/export?list=done&team=true&method=phone")).Texts("dl.facts dd");
        Assert.Equal(once, (await browser.GetAsync("/follow-ups/export?list=done&list=planned&team=true&method=phone&method=visit")).Texts("dl.facts dd"));
        Assert.NotEqual(once, (await browser.GetAsync("/follow-ups/export?list=planned&list=done&team=true&method=phone")).Texts("dl.facts dd"));
    }

    [Fact]
    public async Task Fields_of_the_companys_own_go_along_for_whoever_may_see_them_and_all_columns_means_those()
    {
        var admins = await app.BookAsync(Who.Admin, $"/customers/export{All}", "all");
        Assert.Contains("机密", admins.Column("自定义secret"));

        var managers = await app.BookAsync(Who.MgrEast, $"/customers/export{All}", "all");
        Assert.Contains("自定义text", managers.Heads);
        Assert.DoesNotContain("自定义secret", managers.Heads);
        Assert.Equal(400, (int)(await (await app.ClientAsync(Who.MgrEast)).GetAsync("/customers/export?cols=cf.exp-secret")).Status);
        Assert.DoesNotContain("自定义text", (await app.BookAsync(Who.Marketer, $"/customers/export{All}", "all")).Heads);
    }

    [Theory]
    [InlineData("/customers", "cols=stage,cf.exp-text")]
    [InlineData("/contacts", "departed=all")]
    [InlineData("/follow-ups", "list=done&team=true")]
    [InlineData("/orders", "state=Active")]
    public async Task However_many_rows_there_are_they_are_asked_for_by_as_many_questions(string list, string query)
    {
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync($"{list}/export?{query}");
        async Task<int> CommandsAsync(string more)
        {
            var form = page.FormWith("Form.Reason").Set("Form.Reason", "季度客户核对").To($"{list}/export?{query}{more}");
            await ExportingApp.SendAsync(await app.ClientAsync(Who.Admin), form);
            app.Sql.Clear();
            await ExportingApp.SendAsync(await app.ClientAsync(Who.Admin), form);
            return app.Sql.Commands.Count;
        }

        var few = await CommandsAsync("&q=恒锐");
        Assert.InRange(few, 1, 20);
        Assert.InRange(await CommandsAsync(""), 1, few);
    }

    private static IReadOnlyList<string> Keys(Workbook book, string one, string other) => [.. book.Column(one).Zip(book.Column(other), (a, b) => $"{a} {b}")];

    private Task<IReadOnlyList<string>> CustomersAsync(Who who, CustomerFilter filter) => PagesAsync(page => app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(
        q => q.ListAsync(filter with { P = page, Size = "100" }, app.As(who), None)), r => r.Number);

    private Task<IReadOnlyList<string>> ContactsAsync(Who who) => PagesAsync(page => app.WithAsync<ContactQueries, PageOf<ContactRow>>(
        q => q.ListAsync(new ContactFilter { Departed = "all", P = page, Size = "100" }, app.As(who), None)), r => $"{r.Card.Name} {r.CustomerNumber}");

    private Task<IReadOnlyList<string>> FollowUpsAsync(Who who) => PagesAsync(page => app.WithAsync<FollowUpListQueries, PageOf<FollowUpRow>>(
        q => q.ListAsync(new FollowUpSelection(FollowUpList.Done, true, null, new FollowUpFilter()), PageWanted.Of(page, "100"), app.As(who), None)), r => $"{r.CustomerNumber} {r.Content}");

    private Task<IReadOnlyList<string>> OrdersAsync(Who who) => PagesAsync(page => app.WithAsync<OrderListQueries, PageOf<OrderRow>>(
        q => q.ListAsync(new OrderFilter { P = page, Size = "100" }, app.As(who), None)), r => $"{r.Number} {r.Subject}");

    private static async Task<IReadOnlyList<string>> PagesAsync<T>(Func<string, Task<PageOf<T>>> read, Func<T, string> key)
    {
        List<string> keys = [];
        for (var page = 1; ; page++)
        {
            var rows = await read($"{page}");
            keys.AddRange(rows.Rows.Select(key));
            if (page * rows.PageSize >= rows.Total)
                return keys;
        }
    }
}
