using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>The mail server as an administrator enters it.</summary>
public sealed class MailForm
{
    public bool IsEnabled { get; set; }

    public string? Host { get; set; }

    public int? Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    public string? UserName { get; set; }

    public MailSignIn SignIn { get; set; } = MailSignIn.Password;

    /// <summary>Empty keeps the one that is stored, as long as it goes to the same server.</summary>
    public string? Password { get; set; }

    /// <summary>The provider's token endpoint.</summary>
    public string? TokenAddress { get; set; }

    public string? ClientId { get; set; }

    /// <inheritdoc cref="Password"/>
    public string? ClientSecret { get; set; }

    /// <inheritdoc cref="Password"/>
    public string? RefreshToken { get; set; }

    /// <summary>What the token is to allow, separated by spaces.</summary>
    public string? Scope { get; set; }

    public string? From { get; set; }

    public string? FromName { get; set; }

    /// <summary>The settings' version when the form was opened.</summary>
    public Guid Version { get; set; }

    /// <summary>Switched off and without a server: the settings are to be forgotten.</summary>
    internal bool IsEmpty => !IsEnabled && Host is null;

    internal void Clean()
    {
        Host = FormText.CleanCode(Host);
        UserName = FormText.CleanCode(UserName);
        From = FormText.CleanCode(From);
        FromName = FormText.CleanLine(FromName);
        TokenAddress = FormText.CleanLine(TokenAddress);
        ClientId = FormText.CleanLine(ClientId);
        Scope = FormText.CleanLine(Scope);
        ClientSecret = FormText.CleanLine(ClientSecret);
        RefreshToken = FormText.CleanLine(RefreshToken);
        Password = string.IsNullOrEmpty(Password) ? null : Password;
    }

    /// <summary>The settings this form means; what it leaves out of secrets is taken from the stored ones.</summary>
    internal MailSettings ToSettings(MailSettings? present)
    {
        var settings = new MailSettings(Host!, Port!.Value, Security, UserName, null, From!, FromName!) { SignIn = SignIn };
        if (SignIn == MailSignIn.Password)
            return settings with { Password = UserName is null ? null : Password ?? present?.Password };

        var stored = present?.SignIn == SignIn ? present.OAuth : null;
        var refresh = SignIn == MailSignIn.RefreshToken ? RefreshToken ?? stored?.RefreshToken : null;
        return settings with { OAuth = new OAuthClient(TokenAddress!, ClientId!, ClientSecret ?? stored?.ClientSecret, refresh, Scope) };
    }
}
