using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CrmWeb.Core.Exports;

/// <summary>Lets lists be taken along as files: who may, how much, and what for; each is noted before the first row leaves.</summary>
public sealed class ExportService(CrmDbContext db, UserDirectory users, OrganizationClock clock, IOptions<ExportOptions> options, IStringLocalizer<ExportsText> text)
{
    /// <summary>What an entry of the change log is about.</summary>
    public const string AuditRoot = "Export";

    private const int LongestValue = 4000;

    /// <summary>Lists with more rows are not exported.</summary>
    public int MostRows => options.Value.MostRows;

    /// <summary>Begins an export: from here on it stands in the change log, whether or not its reader waits for the end.</summary>
    /// <returns>What is to be written.</returns>
    /// <exception cref="NotFoundException">The user may not export.</exception>
    /// <exception cref="ValidationException">There is no reason, no such format, or there are too many rows.</exception>
    public async Task<ExportFile> BeginAsync(ExportedList list, ExportForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersExport);
        var reason = FormText.CleanLine(form.Reason);
        Refusal.ThrowIfAny([.. Faults(form, reason)]);
        var ids = await list.Source.IdsAsync(MostRows + 1, ct);
        if (ids.Count > MostRows)
            throw Refusal.Of(TooMany(Math.Max(list.Total, ids.Count)));

        var keys = form.Columns == ExportForm.All ? list.All : list.Shown;
        var (now, name) = (clock.UtcNow, (await users.GetAsync(ct)).Name(by.ActorId) is { Length: > 0 } known ? known : by.Name);
        await NoteAsync(new ExportNote(list.List, list.Query, keys, form.Format!, reason!, ids.Count), by, ct);
        var local = clock.ToLocal(now);
        var mark = text["Mark", name, local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), Whole(ids.Count), reason!];
        return new ExportFile(form.Format!, list.Title, name, local, ids.Count, mark, list.Source.Heads(keys))
        {
            RowsAsync = go => list.Source.RowsAsync(ids, keys, go),
        };
    }

    /// <summary>Says that a list has more rows than may be exported.</summary>
    public string TooMany(int rows) => text["Error.TooMany", Whole(rows), Whole(MostRows)];

    private static string Whole(int number) => number.ToString("N0", CultureInfo.CurrentUICulture);

    private IEnumerable<ValidationFailure> Faults(ExportForm form, string? reason)
    {
        if (!ExportFormat.Codes.Contains(form.Format))
            yield return new ValidationFailure(nameof(ExportForm.Format), text["Error.Choice"]);
        if (form.Columns is not (ExportForm.Shown or ExportForm.All))
            yield return new ValidationFailure(nameof(ExportForm.Columns), text["Error.Choice"]);
        if (reason is null)
            yield return new ValidationFailure(nameof(ExportForm.Reason), text["Error.ReasonRequired"]);
        else if (reason.Length > ExportForm.ReasonMax)
            yield return new ValidationFailure(nameof(ExportForm.Reason), text["Error.TooLong", ExportForm.ReasonMax]);
        else if (VagueText.IsVague(reason))
            yield return new ValidationFailure(nameof(ExportForm.Reason), text["Error.ReasonVague", reason]);
    }

    /// <summary>Notes that rows leave, before the first one does.</summary>
    internal async Task NoteAsync(ExportNote note, UserScope by, CancellationToken ct)
    {
        var (now, batch) = (clock.UtcNow, Guid.NewGuid());
        (string Field, string Value)[] facts =
        [
            ("Rows", note.Rows.ToString(CultureInfo.InvariantCulture)), ("Query", note.Query), ("Columns", string.Join(',', note.Columns)), ("Format", note.Format), ("Reason", note.Reason),
        ];
        db.AuditEntries.AddRange(facts.Select(f => new AuditEntry(
            now, by.ActorId, batch, AuditAction.Exported, AuditRoot, 0, note.List, 0, f.Field, null, FormText.Shortened(f.Value, LongestValue))));
        await db.SaveChangesAsync(by, ct);
        db.ChangeTracker.Clear();
    }
}

/// <summary>What is noted of rows that leave.</summary>
/// <param name="List">Code of the list.</param>
/// <param name="Query">What was asked of it.</param>
internal sealed record ExportNote(string List, string Query, IReadOnlyList<string> Columns, string Format, string Reason, int Rows);
