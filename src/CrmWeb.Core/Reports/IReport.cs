using CrmWeb.Core.Access;

namespace CrmWeb.Core.Reports;

/// <summary>A report that comes with the product. Its name is <c>Report.CODE</c>, what it tells <c>Report.CODE.Help</c>.</summary>
public interface IReport
{
    /// <summary>Its name in addresses.</summary>
    string Code { get; }

    /// <summary>Whether the reader chooses what is counted and by what.</summary>
    bool IsFree => false;

    /// <summary>Whether it tells of this moment alone, so that it is not asked for days.</summary>
    bool IsOfNow => false;

    /// <exception cref="Requests.BadQueryException">A code in the address means nothing.</exception>
    /// <exception cref="FluentValidation.ValidationException">A day cannot be read, or the period is too long.</exception>
    Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct);
}

/// <summary>The reports there are, in the order in which they are offered.</summary>
public sealed class ReportCatalog(IEnumerable<IReport> reports)
{
    public IReadOnlyList<IReport> All { get; } = [.. reports];

    public IReport? Find(string? code) => All.FirstOrDefault(r => r.Code == code);
}
