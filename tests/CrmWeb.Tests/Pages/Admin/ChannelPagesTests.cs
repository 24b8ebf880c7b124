using System.Net;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

/// <summary>Setting up the ways out: tried, sealed, never shown again.</summary>
public sealed class ChannelPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const string Secret = "hunter2-mail-code";

    [Fact]
    public async Task Mail_is_set_up_tried_and_switched_on_and_the_password_is_never_shown()
    {
        await using var server = new FakeMailServer();
        var admin = await app.ClientAsync(Who.Admin);
        var saved = await Mail(await admin.GetAsync("/admin/notifications/mail"), server.Port).Set("Form.UserName", "crm").Set("Form.Password", Secret).SubmitAsync();
        Assert.Equal("/admin/notifications/mail", saved.Location);

        var tested = await (await saved.FollowAsync()).FormWith("to").Set("to", "boss@example.com").SubmitAsync();
        Assert.Contains("测试消息已发出。", tested.Text, StringComparison.Ordinal);
        Assert.Contains("To: boss@example.com", server.Messages.Single(), StringComparison.Ordinal);
        Assert.Contains("已停用", (await admin.GetAsync("/admin/notifications")).Texts(".panel-body p"));

        // Once more without the password: the stored one stays.
        await (await admin.GetAsync("/admin/notifications/mail")).FormWith("Form.Host").Set("Form.IsEnabled", "true").SubmitAsync();
        var settings = await SettingsAsync();
        Assert.Equal(Secret, app.Services.GetRequiredService<SecretProtector>().OpenJson<MailSettings>(settings.Sealed)!.Password);
        Assert.True(settings.IsEnabled);
        Assert.DoesNotContain(Secret, settings.Sealed, StringComparison.Ordinal);
        foreach (var address in new[] { "/admin/notifications", "/admin/notifications/mail" })
            Assert.DoesNotContain(Secret, (await admin.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == nameof(ChannelSettings)).ToListAsync()),
            a => $"{a.OldValue}{a.NewValue}".Contains(Secret, StringComparison.Ordinal) || a.Field == nameof(ChannelSettings.Sealed));
    }

    [Fact]
    public async Task A_stored_password_does_not_go_to_another_server()
    {
        var admin = await app.ClientAsync(Who.Admin);
        await Mail(await admin.GetAsync("/admin/notifications/mail"), 2525).Set("Form.UserName", "crm").Set("Form.Password", Secret).SubmitAsync();
        var refused = await Mail(await admin.GetAsync("/admin/notifications/mail"), 2526).Set("Form.UserName", "crm").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("服务器或用户名有变化，请重新填写密码。", refused.Texts("#Form_Password_error"));
    }

    [Theory]
    [InlineData("Form.Host", "10.0.0.5", "#Form_Host_error")]
    [InlineData("Form.Host", "169.254.169.254", "#Form_Host_error")]
    [InlineData("Form.Host", "smtp.example.com", "#Form_Security_error")]
    [InlineData("Form.Port", "0", "#Form_Port_error")]
    [InlineData("Form.From", "a@example.com, b@example.com", "#Form_From_error")]
    public async Task What_is_wrong_with_a_mail_server_is_said_beside_the_field(string field, string value, string error)
    {
        var admin = await app.ClientAsync(Who.Admin);
        var refused = await Mail(await admin.GetAsync("/admin/notifications/mail"), 25).Set(field, value).SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotEmpty(refused.Texts(error));
    }

    [Fact]
    public async Task A_robot_is_added_tried_and_switched_off_and_its_address_is_never_shown()
    {
        await using var gateway = await FakeGateway.StartAsync();
        var admin = await app.ClientAsync(Who.Admin);
        var address = gateway.Address + "/hook?key=693a91f6-secret-key";
        var refused = await Robot(await admin.GetAsync("/admin/notifications/robots/new"), "华东群", "https://evil.example.com/cgi-bin/webhook/send?key=1").SubmitAsync();
        Assert.Contains("请填写产品中显示的完整地址，域名应为 qyapi.weixin.qq.com。", refused.Texts("#Form_AddressSecret_error"));

        var saved = await Robot(await admin.GetAsync("/admin/notifications/robots/new"), "华东群", address).SubmitAsync();
        var page = await saved.FollowAsync();
        Assert.DoesNotContain("693a91f6", page.Text, StringComparison.Ordinal);
        var tested = await page.Form("form[action$='handler=test']").SubmitAsync();
        Assert.Contains("测试消息已发出。", tested.Text, StringComparison.Ordinal);
        Assert.Single(gateway.Requests);

        gateway.Answer = FakeGateway.Json("""{"errcode":93000,"errmsg":"invalid key 693a91f6-secret-key"}""");
        tested = await page.Form("form[action$='handler=test']").SubmitAsync();
        Assert.Contains("账号、密码、密钥或签名未被接受。（93000 invalid key ***）", tested.Text, StringComparison.Ordinal);
        await (await saved.FollowAsync()).FormWith("Form.AddressSecret").Set("Form.IsActive", "false").SubmitAsync();
        Assert.False(await app.DbAsync(db => db.DepartmentRobots.Where(r => r.Name == "华东群").Select(r => r.IsActive).SingleAsync()));
    }

    [Fact]
    public async Task A_conflict_shows_both_versions_of_the_settings_and_saving_again_means_it()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var page = await admin.GetAsync("/admin/notifications/mail");
        await Mail(await admin.GetAsync("/admin/notifications/mail"), 2527).Set("Form.UserName", "").Set("Form.FromName", "同事的名称").SubmitAsync();
        await SaysBothAsync(await Mail(page, 2527).Set("Form.UserName", "").Set("Form.FromName", "我的名称").SubmitAsync(), "Form.FromName", "同事的名称", "我的名称");

        await using var gateway = await FakeGateway.StartAsync();
        var made = await Robot(await admin.GetAsync("/admin/notifications/robots/new"), "两人的群", gateway.Address + "/hook?key=1").SubmitAsync();
        var robot = await made.FollowAsync();
        await (await made.FollowAsync()).FormWith("Form.Name").Set("Form.Name", "同事的群").SubmitAsync();
        await SaysBothAsync(await robot.FormWith("Form.Name").Set("Form.Name", "我的群").SubmitAsync(), "Form.Name", "同事的群", "我的群");

        static async Task SaysBothAsync(PageAnswer conflict, string field, string theirs, string mine)
        {
            Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
            Assert.Contains(theirs, Assert.Single(conflict.Texts($"#{field.Replace('.', '_')}_warning")), StringComparison.Ordinal);
            Assert.Equal(mine, conflict.FormWith(field)[field]);
            Assert.True((await conflict.FormWith(field).SubmitAsync()).IsRedirect);
        }
    }

    [Fact]
    public async Task What_nobody_may_switch_off_is_ticked()
    {
        var admin = await app.ClientAsync(Who.Admin);
        await (await admin.GetAsync("/admin/notifications")).FormWith("Form.Ticked").Set("Form.Ticked", "urged:Mail", "urged:Robot").SubmitAsync();
        Assert.Equal(NotificationChannels.Mail | NotificationChannels.Robot,
            await app.DbAsync(db => db.NotificationPolicies.Where(p => p.Kind == NotificationKinds.Urged).Select(p => p.Compulsory).SingleAsync()));
        Assert.Equal(2, (await admin.GetAsync("/admin/notifications")).Document.QuerySelectorAll("[name='Form.Ticked'][checked]").Length);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsync("/admin/notifications?handler=compulsory", ("Form.Ticked", "nothing:Mail"))).Status);
    }

    [Fact]
    public async Task Failed_messages_are_listed_with_their_reason_and_sent_again()
    {
        var id = await app.DbAsync(async db =>
        {
            var message = new OutboxMessage(
                "pages:1", OutboxChannel.Mail, NotificationKinds.Overdue, app.Company[Who.RepEast].Id, null,
                new OutboxText("wanghaitao@example.com", "任务已逾期：某客户", "任务已逾期：某客户", null, null, null), TestClock.Start, TestClock.Start);
            db.OutboxMessages.Add(message);
            await db.SaveChangesAsync();
            await db.OutboxMessages.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.State, OutboxState.Failed).SetProperty(m => m.Error, "bad-address: 550 no such user"));
            return message.Id;
        });
        var admin = await app.ClientAsync(Who.Admin);
        var page = await admin.GetAsync("/admin/notifications/outbox");
        Assert.Contains("接收地址无效。（550 no such user）", page.Text, StringComparison.Ordinal);
        Assert.Contains("w***@example.com", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("某客户", page.Text, StringComparison.Ordinal);

        var again = await page.Form("form#again").Set("message", $"{id}").SubmitAsync();
        Assert.Equal("/admin/notifications/outbox?state=waiting", again.Location);
        Assert.Equal(OutboxState.Waiting, await app.DbAsync(db => db.OutboxMessages.Where(m => m.Id == id).Select(m => m.State).SingleAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.GetAsync("/admin/notifications/outbox?state=unknown")).Status);
    }

    [Fact]
    public async Task A_users_mail_address_is_kept_on_the_account_and_the_profile()
    {
        var rep = await app.SignInAsync(Who.RepEast2);
        var page = await rep.GetAsync("/account/profile");
        Assert.Equal(HttpStatusCode.BadRequest, (await page.FormWith("Form.Mail").Set("Form.Mail", "lisimin@example.com").SubmitAsync()).Status);
        await page.FormWith("Form.Mail").Set("Form.Mail", "lisimin@example.com").Set("Form.CurrentPassword", TestCompany.Password).SubmitAsync();
        Assert.Equal("lisimin@example.com", (await rep.GetAsync("/account/profile")).FormWith("Form.Mail")["Form.Mail"]);
        var admin = await app.ClientAsync(Who.Admin);
        Assert.Equal("lisimin@example.com", (await admin.GetAsync($"/admin/users/{app.Company[Who.RepEast2].Id}")).FormWith("Form.Mail")["Form.Mail"]);
    }

    private static PageForm Mail(PageAnswer page, int port) => page.FormWith("Form.Host")
        .Set("Form.Host", "127.0.0.1").Set("Form.Port", $"{port}").Set("Form.Security", nameof(MailSecurity.None))
        .Set("Form.From", "crm@example.com").Set("Form.FromName", "客户管理").Set("Form.IsEnabled", "false");

    private PageForm Robot(PageAnswer page, string name, string address) => page.FormWith("Form.AddressSecret")
        .Set("Form.Name", name).Set("Form.Department", $"{app.Company.DepartmentEast}").Set("Form.Product", nameof(RobotProduct.WeCom)).Set("Form.AddressSecret", address);

    private Task<ChannelSettings> SettingsAsync() => app.DbAsync(db => db.ChannelSettings.SingleAsync(s => s.Channel == OutboxChannel.Mail));
}
