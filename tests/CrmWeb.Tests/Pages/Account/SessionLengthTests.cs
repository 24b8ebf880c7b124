using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Account;

/// <summary>How long a session lasts at most: twelve hours, however busy; eight, where nobody asks anything.</summary>
public sealed class SessionLengthTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_busy_session_lasts_twelve_hours_and_no_longer()
    {
        var browser = await app.SignInAsync(Who.RepEast);
        for (var hour = 1; hour < 12; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await browser.GetAsync("/account/profile")).LeadsToSignIn);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync("/account/notifications", [])).Status);
    }

    /// <summary>What makes a new cookie begins no new session.</summary>
    [Theory]
    [InlineData("/account/language", "culture", "zh-CN")]
    [InlineData("/account/profile", "Form.DisplayName", "李思敏")]
    [InlineData("/account/profile?handler=password", "Password.CurrentPassword", TestCompany.Password)]
    public async Task Neither_another_language_nor_a_change_of_the_account_makes_it_longer(string address, string field, string value)
    {
        var browser = await app.SignInAsync(Who.RepEast2);
        app.Clock.Advance(TimeSpan.FromHours(7));
        var sent = await browser.PostAsync(address, (field, value), ("Form.Mobile", "13800000001"), ("Form.Culture", "zh-CN"),
            ("Password.NewPassword", TestCompany.Password + "!"), ("Password.RepeatedPassword", TestCompany.Password + "!"));
        Assert.True(sent.IsRedirect && !sent.LeadsToSignIn, $"{sent.Status}: {string.Join(' ', sent.Texts(".invalid-feedback"))}");

        app.Clock.Advance(TimeSpan.FromHours(4.9));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);
        app.Clock.Advance(TimeSpan.FromHours(0.2));
        Assert.True((await browser.GetAsync("/account/profile")).LeadsToSignIn);
    }

    [Fact]
    public async Task A_session_in_which_nothing_is_asked_ends_after_eight_hours()
    {
        var browser = await app.SignInAsync(Who.RepEast);
        app.Clock.Advance(TimeSpan.FromHours(7.9));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/profile")).Status);
        var idle = await app.SignInAsync(Who.RepEast);
        app.Clock.Advance(TimeSpan.FromHours(8.1));
        Assert.True((await idle.GetAsync("/account/profile")).LeadsToSignIn);
    }
}
