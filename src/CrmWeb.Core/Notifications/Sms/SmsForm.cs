using System.Text.RegularExpressions;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Sms;

/// <summary>The gateway for text messages as an administrator enters it; what the other gateway needs is ignored.</summary>
public sealed class SmsForm
{
    public bool IsEnabled { get; set; }

    public SmsGateway Gateway { get; set; } = SmsGateway.Aliyun;

    public string? AccessKeyId { get; set; }

    /// <summary>Aliyun's AccessKey Secret; empty keeps the one that is stored.</summary>
    public string? AccessKeySecret { get; set; }

    public string? SignName { get; set; }

    public string? TemplateCode { get; set; }

    public string? TextVariable { get; set; } = "text";

    public string? LinkVariable { get; set; }

    public string? Address { get; set; }

    public string? HeaderName { get; set; }

    /// <summary>The header's value; empty keeps the one that is stored.</summary>
    public string? HeaderSecret { get; set; }

    public string? BodyTemplate { get; set; } = """{"mobile":"{mobile}","text":"{text}"}""";

    /// <summary>The settings' version when the form was opened.</summary>
    public Guid Version { get; set; }

    internal bool IsEmpty => !IsEnabled && AccessKeyId is null && Address is null;

    internal string? Secret => Gateway == SmsGateway.Aliyun ? AccessKeySecret : HeaderSecret;

    internal void Clean()
    {
        AccessKeyId = FormText.CleanCode(AccessKeyId);
        AccessKeySecret = FormText.CleanCode(AccessKeySecret);
        SignName = FormText.CleanLine(SignName)?.Trim('【', '】', ' ');
        TemplateCode = FormText.CleanCode(TemplateCode);
        TextVariable = FormText.CleanCode(TextVariable);
        LinkVariable = FormText.CleanCode(LinkVariable);
        Address = FormText.CleanCode(Address);
        HeaderName = FormText.CleanCode(HeaderName);
        HeaderSecret = FormText.CleanCode(HeaderSecret);
        BodyTemplate = FormText.Clean(BodyTemplate);
    }
}

/// <summary>The rules of a gateway. Expects a cleaned form that is not empty.</summary>
internal sealed partial class SmsFormValidator : AbstractValidator<SmsForm>
{
    private const int Max = 100;
    private const int AddressMax = 500;
    private const int TemplateMax = 1000;

    public SmsFormValidator(SmsSettings? present, OutboundPolicy policy, IStringLocalizer<ChannelsText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Gateway).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
        When(f => f.Gateway == SmsGateway.Aliyun, () =>
        {
            Required(f => f.AccessKeyId, "Error.AccessKeyRequired");
            RuleFor(f => f.AccessKeySecret).MaximumLength(Max).WithMessage(_ => text["Error.TooLong", Max])
                .Must((f, s) => s is not null || (present is { Gateway: SmsGateway.Aliyun, Secret: not null } && present.AccessKeyId == f.AccessKeyId))
                .WithMessage(_ => text["Error.SecretRequired"]);
            Required(f => f.SignName, "Error.SignNameRequired");
            Required(f => f.TemplateCode, "Error.TemplateRequired");
            RuleFor(f => f.TextVariable).NotEmpty().WithMessage(_ => text["Error.Variable"])
                .Must(v => VariablePattern().IsMatch(v!)).WithMessage(_ => text["Error.Variable"]);
            RuleFor(f => f.LinkVariable).Must(v => v is null || VariablePattern().IsMatch(v)).WithMessage(_ => text["Error.Variable"]);
        });
        When(f => f.Gateway == SmsGateway.Http, () =>
        {
            RuleFor(f => f.Address).NotEmpty().WithMessage(_ => text["Error.AddressRequired"])
                .MaximumLength(AddressMax).WithMessage(_ => text["Error.TooLong", AddressMax])
                .Must(a => OutboundAddress.Parse(a, policy) is not null).WithMessage(_ => text["Error.Address"]);
            RuleFor(f => f.HeaderName).Must(h => h is null || HeaderPattern().IsMatch(h)).WithMessage(_ => text["Error.Header"]);
            RuleFor(f => f.HeaderSecret).MaximumLength(AddressMax).WithMessage(_ => text["Error.TooLong", AddressMax])
                .Must((f, s) => s is not null || f.HeaderName is null || (present is { Gateway: SmsGateway.Http, Secret: not null } && present.Address == f.Address))
                .WithMessage(_ => text["Error.SecretRequired"]);
            RuleFor(f => f.BodyTemplate).NotEmpty().WithMessage(_ => text["Error.Body"])
                .MaximumLength(TemplateMax).WithMessage(_ => text["Error.TooLong", TemplateMax])
                .Must(b => b!.Contains("{mobile}", StringComparison.Ordinal) && b.Contains("{text}", StringComparison.Ordinal) && HttpSms.Fill(b, "1", "t") is not null)
                .WithMessage(_ => text["Error.Body"]);
        });

        void Required(System.Linq.Expressions.Expression<Func<SmsForm, string?>> field, string error) =>
            RuleFor(field).NotEmpty().WithMessage(_ => text[error]).MaximumLength(Max).WithMessage(_ => text["Error.TooLong", Max]);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,39}$", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex VariablePattern();

    // Not those that the client itself writes.
    [GeneratedRegex("^(?!(?i:host|content-.*|transfer-encoding|connection)$)[A-Za-z0-9-]{1,60}$", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex HeaderPattern();
}
