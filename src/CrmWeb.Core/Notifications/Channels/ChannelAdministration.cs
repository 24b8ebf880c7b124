using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>Sets up mail and text messages. What was stored as secret is never shown again, only replaced.</summary>
public sealed class ChannelAdministration(
    CrmDbContext db, SecretProtector sealing, ChannelSetup setup, OutboundPolicy policy, OrganizationClock clock, IStringLocalizer<ChannelsText> text)
{
    /// <summary>The form, filled with what is set up; without the password.</summary>
    /// <exception cref="NotFoundException">The user may not set up channels.</exception>
    public async Task<MailForm> OpenMailAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        var row = await RowAsync(OutboxChannel.Mail, ct);
        return sealing.OpenJson<MailSettings>(row?.Sealed) is { } present
            ? new MailForm
            {
                IsEnabled = row!.IsEnabled,
                Host = present.Host,
                Port = present.Port,
                Security = present.Security,
                UserName = present.UserName,
                SignIn = present.SignIn,
                TokenAddress = present.OAuth?.TokenAddress,
                ClientId = present.OAuth?.ClientId,
                Scope = present.OAuth?.Scope,
                From = present.From,
                FromName = present.FromName,
                Version = row.Version,
            }
            : new MailForm { Port = 465, Version = row?.Version ?? Guid.Empty };
    }

    /// <summary>The form, filled with what is set up; without secrets.</summary>
    /// <exception cref="NotFoundException">The user may not set up channels.</exception>
    public async Task<SmsForm> OpenSmsAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        var row = await RowAsync(OutboxChannel.Sms, ct);
        var form = new SmsForm { Version = row?.Version ?? Guid.Empty };
        if (sealing.OpenJson<SmsSettings>(row?.Sealed) is not { } present)
            return form;
        form.IsEnabled = row!.IsEnabled;
        form.Gateway = present.Gateway;
        form.AccessKeyId = present.AccessKeyId;
        form.SignName = present.SignName;
        form.TemplateCode = present.TemplateCode;
        form.TextVariable = present.TextVariable ?? form.TextVariable;
        form.LinkVariable = present.LinkVariable;
        form.Address = present.Address;
        form.HeaderName = present.HeaderName;
        form.BodyTemplate = present.BodyTemplate ?? form.BodyTemplate;
        return form;
    }

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not set up channels.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the settings since the form was opened.</exception>
    public async Task SaveMailAsync(MailForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        form.Clean();
        var row = await RowAsync(OutboxChannel.Mail, ct);
        if (form.IsEmpty)
        {
            await SaveAsync(OutboxChannel.Mail, row, form.Version, false, null, by, ct);
            return;
        }

        var present = sealing.OpenJson<MailSettings>(row?.Sealed);
        await new MailFormValidator(present, policy, text).ValidateAndThrowAsync(form, ct);
        await SaveAsync(OutboxChannel.Mail, row, form.Version, form.IsEnabled, sealing.SealJson(form.ToSettings(present)), by, ct);
    }

    /// <inheritdoc cref="SaveMailAsync" path="/exception"/>
    public async Task SaveSmsAsync(SmsForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminNotifications);
        form.Clean();
        var row = await RowAsync(OutboxChannel.Sms, ct);
        if (form.IsEmpty)
        {
            await SaveAsync(OutboxChannel.Sms, row, form.Version, false, null, by, ct);
            return;
        }

        var present = sealing.OpenJson<SmsSettings>(row?.Sealed);
        await new SmsFormValidator(present, policy, text).ValidateAndThrowAsync(form, ct);
        var secret = form.Gateway == SmsGateway.Http && form.HeaderName is null ? null : form.Secret ?? present?.Secret;
        var settings = form.Gateway == SmsGateway.Aliyun
            ? new SmsSettings(form.Gateway, secret)
            {
                AccessKeyId = form.AccessKeyId,
                SignName = form.SignName,
                TemplateCode = form.TemplateCode,
                TextVariable = form.TextVariable,
                LinkVariable = form.LinkVariable,
            }
            : new SmsSettings(form.Gateway, secret) { Address = form.Address, HeaderName = form.HeaderName, BodyTemplate = form.BodyTemplate };
        await SaveAsync(OutboxChannel.Sms, row, form.Version, form.IsEnabled, sealing.SealJson(settings), by, ct);
    }

    private Task<ChannelSettings?> RowAsync(OutboxChannel channel, CancellationToken ct) => db.ChannelSettings.FirstOrDefaultAsync(s => s.Channel == channel, ct);

    private async Task SaveAsync(
        OutboxChannel channel, ChannelSettings? row, Guid version, bool isEnabled, string? sealedSettings, UserScope by, CancellationToken ct)
    {
        if (version != (row?.Version ?? Guid.Empty))
            throw new EditConflictException();
        if (row is null)
            db.ChannelSettings.Add(row = new ChannelSettings(channel));
        row.Change(isEnabled, sealedSettings, clock.UtcNow);
        try
        {
            await db.SaveChangesAsync(by, ct);
        }
        catch (DbUpdateException e) when (version == Guid.Empty && DatabaseFaults.Of(e) == DatabaseFault.None)
        {
            // Two set it up for the first time at once; one row there is, and the other one shows it.
            db.ChangeTracker.Clear();
            throw new EditConflictException();
        }

        setup.Invalidate();
    }
}
