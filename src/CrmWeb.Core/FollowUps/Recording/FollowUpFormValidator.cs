using System.Linq.Expressions;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Whether the form tells what happened or what is to happen.</summary>
internal enum FollowUpKind
{
    Record,
    Plan,
}

/// <summary>The rules of the follow-up form. Expects a cleaned form.</summary>
internal sealed class FollowUpFormValidator : AbstractValidator<FollowUpForm>
{
    /// <summary>Clocks of phones run ahead a little; what happened "in five minutes" has happened.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int MaxLeadMinutes = 7 * 24 * 60;

    /// <summary>Plain properties: for anything else the library compiles an accessor at every save, which was a quarter of its time.</summary>
    private static readonly Expression<Func<FollowUpForm, string?>>[] LongTexts =
    [
        f => f.Content,
        f => f.Feedback,
        f => f.NeedChange,
        f => f.Objections,
        f => f.Result,
        f => f.NextStep,
        f => f.Commitments,
    ];

    public FollowUpFormValidator(FollowUpKind kind, IStringLocalizer<FollowUpsText> text, ListSnapshot lists, DateTime localNow, IReadOnlyCollection<int> contactIds, IReadOnlyCollection<int> assigneeIds,
        DateTime? kept = null, int? held = null)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(f => f.Method)
            .NotEmpty().WithMessage(_ => text["Error.MethodRequired"])
            .Must(c => lists.Find(ListKind.FollowUpMethod, c) is { } method && (lists.IsOffered(method) || method.Id == lists.ById(held)?.Id)).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.At)
            .NotNull().WithMessage(_ => text["Error.TimeRequired"])
            .Must(t => t!.Value.Year is >= 2000 and < 2100).WithMessage(_ => text["Error.TimeRange"])
            .Must(t => kind == FollowUpKind.Plan || t <= localNow + Tolerance).WithMessage(_ => text["Error.TimeInFuture"])
            .Must(t => kind == FollowUpKind.Record || t > localNow - Tolerance || (kept is not null && t >= kept && t < kept.Value.AddMinutes(1))).WithMessage(_ => text["Error.TimeInPast"]);

        if (kind == FollowUpKind.Record)
        {
            RuleFor(f => f.Content)
                .NotEmpty().WithMessage(_ => text["Error.ContentRequired"])
                .Must(c => !VagueText.IsVague(c)).WithMessage(f => text["Error.ContentVague", f.Content!]);
        }
        else
        {
            RuleFor(f => f.Subject).Must((f, s) => s is not null || f.Content is not null).WithMessage(_ => text["Error.SubjectOrContentRequired"]);
        }

        RuleFor(f => f.Subject).MaximumLength(FollowUpForm.SubjectMax).WithMessage(_ => text["Error.TooLong", FollowUpForm.SubjectMax]);
        foreach (var property in LongTexts)
            RuleFor(property).MaximumLength(FollowUpForm.LongText).WithMessage(_ => text["Error.TooLong", FollowUpForm.LongText]);

        RuleFor(f => f.Commitments)
            .Must(c => CommitmentLines.Of(c).Count <= CommitmentLines.Most).WithMessage(_ => text["Error.TooManyCommitments", CommitmentLines.Most])
            .Must(c => CommitmentLines.Of(c).All(line => line.Length <= Commitment.TextMax)).WithMessage(_ => text["Error.CommitmentTooLong", Commitment.TextMax]);
        RuleFor(f => f.Contact).Must(c => c is null || contactIds.Contains(c.Value)).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.NextAt)
            .Must(t => t is null || t > localNow).WithMessage(_ => text["Error.NextInPast"])
            .Must(t => t is null || t.Value.Year < 2100).WithMessage(_ => text["Error.TimeRange"]);
        RuleFor(f => f.Assignee).Must(a => a is null || assigneeIds.Contains(a.Value)).WithMessage(_ => text["Error.AssigneeNotAllowed"]);
        RuleFor(f => f.Priority).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Recurrence).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Scope).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.ReminderLead).InclusiveBetween(0, MaxLeadMinutes).WithMessage(_ => text["Error.Lead"]);
        RuleForEach(f => f.Channels).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
    }
}
