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

/// <summary>Lets lists and reports be taken along as files: who may, how much, and what for; each is noted before anything of it leaves.</summary>
public sealed class ExportService(CrmDbContext db, UserDirectory users, OrganizationClock clock, IOptions<ExportOptions> options, IStringLocalizer<ExportsText> text)
{
    /// <summary>What an entry of the change log is about.</summary>
    public const string AuditRoot = "Export";

    private const int LongestValue = 4000;

    /// <summary>Lists with more rows are not exported.</summary>
    public int MostRows => options.Value.MostRows;

    /// <summary>Lists with more rows are written in the background.</summary>
    public int DirectRows => options.Value.DirectRows;

    /// <summary>Looks at what is to be exported; nothing is written or noted yet.</summary>
    /// <exception cref="NotFoundException">The user may not export.</exception>
    /// <exception cref="ValidationException">There is no reason, no such format, or there are too many rows; or a condition of the list cannot be read.</exception>
    public async Task<ExportPlan> PlanAsync(ExportedList list, ExportForm form, UserScope by, CancellationToken ct)
    {
        var columns = form.Columns is ExportForm.Shown or ExportForm.All ? null : new ValidationFailure(nameof(ExportForm.Columns), text["Error.Choice"]);
        var reason = Allow(form.Format, ExportFormat.Codes, form.Reason, by, columns);
        var ids = await list.Source.IdsAsync(MostRows + 1, ct);
        if (ids.Count > MostRows)
            throw Refusal.Of(TooMany(Math.Max(await list.CountAsync(ct), ids.Count)));
        return new ExportPlan(list, form.Format!, form.Columns == ExportForm.All ? list.All : list.Shown, reason, ids, ids.Count > DirectRows);
    }

    /// <summary>Begins a download: from here on it stands in the change log, whether or not its reader waits for the end.</summary>
    public async Task<ExportFile> BeginAsync(ExportPlan plan, UserScope by, CancellationToken ct)
    {
        var file = await FileAsync(plan, by, ct);
        await NoteAsync(file.Note, by, ct);
        return file;
    }

    /// <summary>The file of a plan, with who takes it along now. It is for the caller to note it (<see cref="Add"/>).</summary>
    public async Task<ExportFile> FileAsync(ExportPlan plan, UserScope by, CancellationToken ct)
    {
        var (list, keys) = (plan.List, plan.Keys);
        var stamp = await StampAsync(plan.Ids.Count, plan.Reason, by, ct);
        return new ExportFile(plan.Format, list.Title, stamp.UserName, stamp.At, plan.Ids.Count, stamp.Mark, list.Source.Heads(keys))
        {
            Note = new ExportNote(list.List, list.Query, string.Join(',', keys), plan.Format, plan.Reason, plan.Ids.Count),
            RowsAsync = go => list.Source.RowsAsync(plan.Ids, keys, go),
        };
    }

    /// <summary>Whether a file may leave at all.</summary>
    /// <param name="formats">Codes of those there are.</param>
    /// <param name="also">What else is wrong; null for nothing.</param>
    /// <returns>The reason, as it is noted.</returns>
    /// <exception cref="NotFoundException">The user may not export.</exception>
    /// <exception cref="ValidationException">There is no reason, or no such format.</exception>
    public string Allow(string? format, IReadOnlyList<string> formats, string? reason, UserScope by, ValidationFailure? also = null)
    {
        by.Demand(Permissions.CustomersExport);
        var said = FormText.CleanLine(reason);
        Refusal.ThrowIfAny([.. formats.Contains(format) ? [] : new[] { new ValidationFailure(nameof(ExportForm.Format), text["Error.Choice"]) }, .. also is null ? [] : new[] { also }, .. Faults(said)]);
        return said!;
    }

    /// <summary>Who takes it along now, in the words of the last line.</summary>
    public async Task<ExportStamp> StampAsync(int rows, string reason, UserScope by, CancellationToken ct)
    {
        var name = (await users.GetAsync(ct)).Name(by.ActorId) is { Length: > 0 } known ? known : by.Name;
        var local = clock.ToLocal(clock.UtcNow);
        return new ExportStamp(name, local, text["Mark", name, local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), Whole(rows), reason]);
    }

    /// <summary>Notes a file that leaves now.</summary>
    public async Task NoteAsync(ExportNote note, UserScope by, CancellationToken ct)
    {
        Add(note, by);
        await db.SaveChangesAsync(by, ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Puts the note into the context, for a caller that saves it together with something else.</summary>
    public void Add(ExportNote note, UserScope by)
    {
        var (now, batch) = (clock.UtcNow, Guid.NewGuid());
        (string Field, string Value)[] facts =
        [
            ("Rows", note.Rows.ToString(CultureInfo.InvariantCulture)), ("Query", note.Query), ("Columns", note.Columns), ("Format", note.Format), ("Reason", note.Reason),
        ];
        db.AuditEntries.AddRange(facts.Where(f => f.Value.Length > 0 || f.Field != "Columns").Select(f => new AuditEntry(
            now, by.ActorId, batch, AuditAction.Exported, AuditRoot, 0, note.What, 0, f.Field, null, FormText.Shortened(f.Value, LongestValue))));
    }

    /// <summary>Says that there are more rows than may be exported.</summary>
    public string TooMany(int rows) => text["Error.TooMany", Whole(rows), Whole(MostRows)];

    private static string Whole(int number) => number.ToString("N0", CultureInfo.CurrentUICulture);

    private IEnumerable<ValidationFailure> Faults(string? reason)
    {
        if (reason is null)
            yield return new ValidationFailure(nameof(ExportForm.Reason), text["Error.ReasonRequired"]);
        else if (reason.Length > ExportForm.ReasonMax)
            yield return new ValidationFailure(nameof(ExportForm.Reason), text["Error.TooLong", ExportForm.ReasonMax]);
        else if (VagueText.IsVague(reason))
            yield return new ValidationFailure(nameof(ExportForm.Reason), text["Error.ReasonVague", reason]);
    }
}
