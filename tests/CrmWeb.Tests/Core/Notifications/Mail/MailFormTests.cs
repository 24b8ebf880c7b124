using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Mail;

/// <summary>What an administrator enters about a mail server that wants OAuth2.</summary>
public sealed class MailFormTests(CoreFixture app) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public Task InitializeAsync() => Ways.ClearAsync(app);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_was_entered_is_kept_sealed_and_shown_without_its_secrets()
    {
        await SaveAsync(OAuth);
        var form = await OpenAsync();
        Assert.Equal(
            (MailSignIn.RefreshToken, "https://login.example.com/token", "client-1", "a b", null, null),
            (form.SignIn, form.TokenAddress, form.ClientId, form.Scope, form.ClientSecret, form.RefreshToken));
        await SaveAsync(f => f.FromName = "Other");
        var stored = await StoredAsync();
        Assert.Equal(("secret-1", "refresh-1", null), (stored.OAuth!.ClientSecret, stored.OAuth.RefreshToken, stored.Password));
    }

    [Theory]
    [InlineData(nameof(MailForm.UserName), null)]
    [InlineData(nameof(MailForm.UserName), "two words")]
    [InlineData(nameof(MailForm.TokenAddress), null)]
    [InlineData(nameof(MailForm.TokenAddress), "http://login.example.com/token")]
    [InlineData(nameof(MailForm.TokenAddress), "https://10.0.0.1/token")]
    [InlineData(nameof(MailForm.TokenAddress), "https://user:pass@login.example.com/token")]
    [InlineData(nameof(MailForm.TokenAddress), "login.example.com")]
    [InlineData(nameof(MailForm.ClientId), null)]
    [InlineData(nameof(MailForm.ClientId), "two words")]
    [InlineData(nameof(MailForm.ClientSecret), "密钥")]
    [InlineData(nameof(MailForm.RefreshToken), null)]
    [InlineData(nameof(MailForm.RefreshToken), "a b")]
    [InlineData(nameof(MailForm.Scope), "a 邮件")]
    [InlineData(nameof(MailForm.SignIn), "9")]
    public async Task What_is_wrong_is_said_beside_its_field(string field, string? value)
    {
        var property = typeof(MailForm).GetProperty(field)!;
        var refused = await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(f =>
        {
            OAuth(f);
            property.SetValue(f, property.PropertyType == typeof(MailSignIn) ? Enum.Parse<MailSignIn>(value!) : value);
        }));
        Assert.Equal([field], refused.Errors.Select(e => e.PropertyName));
    }

    [Theory]
    [InlineData(nameof(MailForm.TokenAddress), "https://evil.example.com/token")]
    [InlineData(nameof(MailForm.ClientId), "client-2")]
    [InlineData(nameof(MailForm.Host), "evil.example.com")]
    [InlineData(nameof(MailForm.UserName), "other@example.com")]
    public async Task Stored_secrets_go_to_no_other_provider_client_server_or_mailbox(string field, string value)
    {
        await SaveAsync(OAuth);
        var refused = await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(f => typeof(MailForm).GetProperty(field)!.SetValue(f, value)));
        Assert.Equal([nameof(MailForm.ClientSecret), nameof(MailForm.RefreshToken)], refused.Errors.Select(e => e.PropertyName));
    }

    [Fact]
    public async Task Another_way_to_sign_in_takes_no_secret_of_the_one_before()
    {
        await SaveAsync(OAuth);
        var credentials = await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(f => f.SignIn = MailSignIn.ClientCredentials));
        Assert.Equal([nameof(MailForm.ClientSecret)], credentials.Errors.Select(e => e.PropertyName));
        var password = await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(f => f.SignIn = MailSignIn.Password));
        Assert.Equal([nameof(MailForm.Password)], password.Errors.Select(e => e.PropertyName));
        await SaveAsync(f => (f.SignIn, f.Password) = (MailSignIn.Password, "hunter2"));
        Assert.Null((await StoredAsync()).OAuth);
    }

    [Fact]
    public async Task The_longest_settings_there_can_be_fit_where_they_are_kept()
    {
        await SaveAsync(f =>
        {
            OAuth(f);
            (f.UserName, f.ClientId, f.ClientSecret, f.Scope) = (new('u', 200), new('c', 200), new('s', 200), new('o', 200));
            (f.TokenAddress, f.RefreshToken, f.FromName) = ("https://login.example.com/" + new string('t', 274), new('r', 2048), new('名', 60));
            (f.Host, f.From) = (string.Join('.', Enumerable.Repeat(new string('h', 49), 4)), new string('f', 60) + "@" + string.Join('.', Enumerable.Repeat(new string('d', 60), 3)));
        });
        Assert.InRange((await app.DbAsync(db => db.ChannelSettings.AsNoTracking().SingleAsync())).Sealed!.Length, 5000, ChannelSettings.SealedMax);
    }

    private static void OAuth(MailForm form)
    {
        (form.SignIn, form.Host, form.Port, form.UserName) = (MailSignIn.RefreshToken, "smtp.example.com", 587, "crm@example.com");
        (form.Security, form.From, form.FromName, form.IsEnabled) = (MailSecurity.StartTls, "crm@example.com", "CRM", true);
        (form.TokenAddress, form.ClientId, form.ClientSecret, form.RefreshToken, form.Scope) = ("https://login.example.com/token", "client-1", "secret-1", "refresh-1", "a b");
    }

    private Task SaveAsync(Action<MailForm> change) => app.Services.RunAsync<ChannelAdministration>(async channels =>
    {
        var form = await channels.OpenMailAsync(app.As(Who.Admin), None);
        change(form);
        await channels.SaveMailAsync(form, app.As(Who.Admin), None);
    });

    private async Task<MailForm> OpenAsync()
    {
        MailForm form = new();
        await app.Services.RunAsync<ChannelAdministration>(async channels => form = await channels.OpenMailAsync(app.As(Who.Admin), None));
        return form;
    }

    private async Task<MailSettings> StoredAsync() => app.Services.GetRequiredService<SecretProtector>().OpenJson<MailSettings>(
        (await app.DbAsync(db => db.ChannelSettings.AsNoTracking().SingleAsync())).Sealed)!;
}
