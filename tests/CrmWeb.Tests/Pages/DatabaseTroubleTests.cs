using System.Net;
using System.Net.Sockets;
using CrmWeb.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>A database that is away or full: the page says so in the user's language, nothing typed is lost, and all goes on afterwards.</summary>
public sealed class DatabaseTroubleTests(TroubledApp app) : IClassFixture<TroubledApp>, IDisposable
{
    private static readonly NpgsqlException Away = new("Failed to connect to 127.0.0.1:5432", new SocketException((int)SocketError.ConnectionRefused));
    private static readonly SqliteException Full = new("database or disk is full", 13);

    public void Dispose()
    {
        app.Trouble.OnOpen = null;
        app.Trouble.OnCommit = null;
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/customers")]
    [InlineData("/admin/lists")]
    public async Task Away_is_a_page_of_its_own_that_says_when_to_try_again(string address)
    {
        var browser = await app.ClientAsync(Who.Admin);
        TakeAway();
        var answer = await browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal(["服务暂不可用"], answer.Texts("h1"));
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta);
        Assert.NotEmpty(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("Npgsql", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Who.RepEast, "/nowhere", HttpStatusCode.NotFound)]
    [InlineData(Who.RepEast, "/admin/users", HttpStatusCode.Forbidden)]
    [InlineData(Who.MgrEast, "/nowhere", HttpStatusCode.NotFound)]
    public async Task What_is_refused_in_the_frame_asks_it_for_nothing(Who who, string address, HttpStatusCode status)
    {
        var browser = await app.SignInAsync(who);
        await browser.GetAsync("/");
        app.Trouble.OnOpen = new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", Away);
        var answer = await browser.GetAsync(address);
        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Texts(".side-nav .nav-entry"));
        Assert.NotEmpty(Assert.Single(answer.Texts("h1")));
    }

    [Fact]
    public async Task A_managers_scope_is_not_asked_for_again_by_the_page_that_says_so()
    {
        var browser = await app.SignInAsync(Who.MgrEast);
        TakeAway();
        Assert.Equal(["服务暂不可用"], (await browser.GetAsync("/customers")).Texts("h1"));
    }

    [Fact]
    public async Task Files_and_life_signs_are_served_without_it_and_ready_says_no()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).Status);
        TakeAway();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/lib/crm.min.css")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/health/ready")).Status);
        Dispose();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_it()
    {
        var browser = await app.SignInAsync(Who.RepEast);
        TakeAway();
        await browser.GetAsync("/customers");
        Dispose();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/customers")).Status);
    }

    [Fact]
    public async Task A_form_that_met_it_can_be_sent_again_as_it_was()
    {
        var form = await FilledAsync(await app.ClientAsync(Who.RepEast), "台州断线阀门有限公司");
        TakeAway();
        var kept = await form.Set("Form.Remarks", "断线时的\n备注 \"引号\"").SubmitAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, kept.Status);

        Dispose();
        Assert.True((await kept.FormWith("Form.Name").SubmitAsync()).IsRedirect);
        var customer = await app.DbAsync(db => db.Customers.SingleAsync(c => c.Name == "台州断线阀门有限公司"));
        Assert.Equal("断线时的\n备注 \"引号\"", customer.Notes.Remarks);
    }

    [Fact]
    public async Task A_password_is_on_no_page_that_offers_to_send_again()
    {
        var form = (await app.Stranger().GetAsync("/account/login")).FormWith("Form.Password");
        TakeAway();
        var answer = await form.Set("Form.UserName", "repeast").Set("Form.Password", TestCompany.Password).SubmitAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.DoesNotContain(TestCompany.Password, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_refuses_a_save_keeps_what_was_typed_and_goes_on_reading()
    {
        var browser = await app.ClientAsync(Who.RepEast);
        var form = await FilledAsync(browser, "嘉兴满盘机械有限公司");
        app.Trouble.OnCommit = Full;
        var answer = await form.Set("Form.Remarks", "磁盘满时的备注").SubmitAsync();

        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.Status);
        Assert.Contains("服务器存储空间不足，本次没有保存", answer.Text, StringComparison.Ordinal);
        Assert.Equal("嘉兴满盘机械有限公司", answer.FormWith("Form.Name")["Form.Name"]);
        Assert.Equal("磁盘满时的备注", answer.FormWith("Form.Name")["Form.Remarks"]);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/customers")).Status);
        Assert.False(await app.DbAsync(db => db.Customers.AnyAsync(c => c.Name == "嘉兴满盘机械有限公司")));

        Dispose();
        Assert.True((await answer.FormWith("Form.Name").SubmitAsync()).IsRedirect);
        Assert.True(await app.DbAsync(db => db.Customers.AnyAsync(c => c.Name == "嘉兴满盘机械有限公司")));
    }

    /// <summary>Half a minute later, so that the session has to be looked at again as well.</summary>
    private void TakeAway()
    {
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        app.Trouble.OnOpen = new InvalidOperationException("An exception has been raised that is likely due to a transient failure.", Away);
    }

    private static async Task<PageForm> FilledAsync(Browser browser, string name) =>
        (await browser.GetAsync("/customers/new")).FormWith("Form.Name")
            .Set("Form.Name", name).Set("Form.Industry", "C40").Set("Form.Source", "online")
            .Set("Form.Contacts[0].Name", "贺云").Set("Form.Contacts[0].Mobile", Forms.NewMobile());
}
