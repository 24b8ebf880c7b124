using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Watching;

/// <summary>A rule as an administrator enters or changes it.</summary>
public sealed class WatchRuleForm
{
    /// <summary>Code of the kind; only for a new rule.</summary>
    public string? Kind { get; set; }

    public int? ThresholdDays { get; set; }

    public bool WorkingDaysOnly { get; set; }

    public WatchRecipient? Recipient { get; set; }

    public bool Mail { get; set; }

    public bool Sms { get; set; }

    public bool Robot { get; set; }

    /// <summary>Empty tells once.</summary>
    public int? RepeatDays { get; set; }

    /// <summary>Code of a stage; empty for any.</summary>
    public string? Stage { get; set; }

    public CustomerCategory? Category { get; set; }

    public CustomerLevel? Level { get; set; }

    /// <summary>Id of a department; its branch is meant.</summary>
    public int? Department { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>The version when the form was opened.</summary>
    public Guid Version { get; set; }

    /// <summary>The form, filled with a rule as it is.</summary>
    public static WatchRuleForm Of(WatchRule rule, PipelineSnapshot stages) => new()
    {
        Kind = rule.Kind,
        ThresholdDays = rule.ThresholdDays,
        WorkingDaysOnly = rule.WorkingDaysOnly,
        Recipient = rule.Recipient,
        Mail = rule.Channels.HasFlag(NotificationChannels.Mail),
        Sms = rule.Channels.HasFlag(NotificationChannels.Sms),
        Robot = rule.Channels.HasFlag(NotificationChannels.Robot),
        RepeatDays = rule.RepeatDays,
        Stage = rule.StageId is { } stage ? stages.ById(stage).Code : null,
        Category = rule.Category,
        Level = rule.Level,
        Department = rule.DepartmentId,
        IsActive = rule.IsActive,
        Version = rule.Version,
    };

    /// <summary>What a checked form says. The page always shows it; the rest is chosen.</summary>
    internal WatchRuleFacts Facts(PipelineSnapshot stages)
    {
        var channels = NotificationChannels.Page | (Mail ? NotificationChannels.Mail : 0) | (Sms ? NotificationChannels.Sms : 0) | (Robot ? NotificationChannels.Robot : 0);
        return new WatchRuleFacts(
            ThresholdDays!.Value, WorkingDaysOnly, Recipient!.Value, channels, RepeatDays, stages.Find(Stage)?.Id, Category, Level, Department, IsActive);
    }
}

/// <summary>The rules of a rule.</summary>
internal sealed class WatchRuleFormValidator : AbstractValidator<WatchRuleForm>
{
    private const int MostDays = 3650;

    /// <param name="kind">Null where the form names none that is known.</param>
    /// <param name="keptStageId">The stage of the rule as it is: it may stay, though it could not be chosen today.</param>
    public WatchRuleFormValidator(IWatchKind? kind, PipelineSnapshot stages, DepartmentSnapshot departments, int? keptStageId, IStringLocalizer<WatchingText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        var least = kind?.LeastDays ?? 0;
        RuleFor(f => f.Kind).Must(_ => kind is not null).WithMessage(_ => text["Error.KindRequired"]);
        RuleFor(f => f.ThresholdDays)
            .NotNull().WithMessage(_ => text["Error.ThresholdRequired"])
            .Must(d => d >= least && d <= MostDays).WithMessage(_ => text["Error.Threshold", least, MostDays]);
        RuleFor(f => f.RepeatDays).InclusiveBetween(1, MostDays).WithMessage(_ => text["Error.Repeat", MostDays]);
        RuleFor(f => f.Recipient)
            .NotNull().WithMessage(_ => text["Error.RecipientRequired"])
            .Must(r => kind is null || kind.Recipients.Contains(r!.Value)).WithMessage(_ => text["Error.Recipient"]);
        RuleFor(f => f.Stage)
            .Must(s => IsKept(s) || string.IsNullOrEmpty(s) || stages.Find(s) is { IsActive: true }).WithMessage(_ => text["Error.UnknownChoice"])
            .Must(s => IsKept(s) || kind is null or { IsAboutTasks: true } || stages.Find(s)?.Kind != StageKind.Lost).WithMessage(_ => text["Error.LostStage"]);
        RuleFor(f => f.Category).Must(c => c is null || Enum.IsDefined(c.Value)).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Level).Must(l => l is null || Enum.IsDefined(l.Value)).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Department).Must(d => d is null || departments.ById(d) is not null).WithMessage(_ => text["Error.UnknownChoice"]);

        bool IsKept(string? stage) => keptStageId is not null && stages.Find(stage)?.Id == keptStageId;
    }
}
