using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Targets;

namespace CrmWeb.Core.Morning;

/// <summary>What a manager looks at in the morning.</summary>
/// <param name="Tables">By person, then by stage.</param>
/// <param name="Worked">The working day before today, whose follow-ups are counted.</param>
/// <param name="Target">The running month of the department, or of the company; null for whoever belongs to no department.</param>
/// <param name="ToUrge">The colleagues of whom something is overdue or silent, those with most first.</param>
/// <param name="Departments">What may be asked for, in the order of the tree.</param>
public sealed record MorningView(
    IReadOnlyList<ReportTable> Tables, DateOnly Worked, MorningTarget? Target, IReadOnlyList<MorningPerson> ToUrge, IReadOnlyList<DepartmentEntry> Departments)
{
    /// <summary>Of all of them together: silent, overdue and so on, as the first table has them.</summary>
    public ReportRow Total => Tables[0].Rows[^1];

    /// <summary>How many of it, as the total of a column says.</summary>
    public decimal Count(MorningColumn column) => Total.Cells[(int)column].Value ?? 0;
}

/// <summary>How the amount won this month stands.</summary>
public sealed record MorningTarget(TargetSubject Subject, TargetMonth Month, TargetPace Pace, TargetProgress Won);

/// <summary>A colleague who may be urged.</summary>
public sealed record MorningPerson(int Id, string Name, int Overdue, int Silent);

/// <summary>The columns of the table by person.</summary>
public enum MorningColumn
{
    Silent,
    Overdue,
    Today,
    Worked,
    PaymentsLate,
    PaymentsDue,
    Won,
    Target,
    Rate,
}
