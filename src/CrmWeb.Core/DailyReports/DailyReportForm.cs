using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.DailyReports;

/// <summary>What the author adds to a daily report.</summary>
public sealed class DailyReportForm
{
    /// <summary>Key of this form: the same form sent twice sends one report.</summary>
    public Guid CreationKey { get; set; }

    /// <summary>Version of the report that was sent before, as the page knew it; null where none was.</summary>
    public Guid? Version { get; set; }

    public string? Note { get; set; }

    internal void Clean() => Note = FormText.Clean(Note);
}

internal sealed class DailyReportFormValidator : AbstractValidator<DailyReportForm>
{
    public DailyReportFormValidator(IStringLocalizer<DailyText> text) =>
        RuleFor(f => f.Note).MaximumLength(DailyReport.NoteMax).WithMessage(_ => text["Error.NoteTooLong", DailyReport.NoteMax]);
}
