using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Targets;

/// <summary>A month's form, and whose each of its rows is.</summary>
/// <param name="Others">How many more there are than go into one form.</param>
public sealed record TargetGrid(TargetMonth Month, IReadOnlyList<TargetSubject> Subjects, TargetForm Form, int Others)
{
    /// <summary>The month it was filled from, and how many cells; null where nothing was copied.</summary>
    public (TargetMonth From, int Cells)? Copied { get; init; }
}

/// <summary>A cell that somebody else saved while the form was open.</summary>
/// <param name="Row">Place of its row in the form.</param>
/// <param name="Saved">What is saved now; null for no target.</param>
public sealed record TargetClash(int Row, TargetMeasure Measure, decimal? Saved);

/// <summary>Sets the targets of a month, for the people and departments inside one's reach.</summary>
public sealed class TargetService(CrmDbContext db, TargetSubjects subjects, OrganizationClock clock, IStringLocalizer<TargetsText> text)
{
    /// <summary>The form with the month's targets as they are.</summary>
    /// <exception cref="BadQueryException">The month or the department is none.</exception>
    /// <exception cref="NotFoundException">The department is outside the user's reach, or the user may not set targets.</exception>
    public async Task<TargetGrid> OpenAsync(string? month, string? department, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.TargetsWrite);
        var asked = TargetMonth.Read(month, clock.Today);
        var present = await OfMonth(asked).AsNoTracking().ToListAsync(ct);
        var all = await subjects.OfAsync(department, Targeted(present), by, ct);
        IReadOnlyList<TargetSubject> shown = [.. all.Take(TargetSubjects.Most)];
        List<TargetRowForm> rows = [.. shown.Select(s => TargetRowForm.Of(s, Saved(present, s)))];
        return new TargetGrid(asked, shown, new TargetForm { Rows = rows }, all.Count - shown.Count);
    }

    /// <summary>The form as it was sent.</summary>
    /// <exception cref="NotFoundException">A row is of nobody inside the user's reach, or the user may not set targets.</exception>
    /// <inheritdoc cref="OpenAsync"/>
    public async Task<TargetGrid> ReadAsync(string? month, TargetForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.TargetsWrite);
        var asked = TargetMonth.Read(month, clock.Today);
        return new TargetGrid(asked, await SubjectsAsync(asked, form, by, ct), form, 0);
    }

    /// <summary>Fills the empty cells of the form with what was to be reached in another month. Nothing is saved.</summary>
    /// <param name="from">The other month; the one before where it is empty.</param>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<TargetGrid> CopyAsync(string? month, string? from, TargetForm form, UserScope by, CancellationToken ct)
    {
        var grid = await ReadAsync(month, form, by, ct);
        var source = string.IsNullOrWhiteSpace(from) ? grid.Month.Plus(-1) : TargetMonth.Read(from, clock.Today);
        var present = await OfMonth(source).AsNoTracking().ToListAsync(ct);
        var cells = 0;
        foreach (var (subject, row) in grid.Subjects.Zip(form.Rows))
        {
            var values = Saved(present, subject);
            foreach (var measure in TargetMeasures.All.Where(m => string.IsNullOrWhiteSpace(row.Typed(m)) && values[m] is not null))
            {
                row.Type(measure, values[measure]);
                cells++;
            }
        }

        return grid with { Copied = (source, cells) };
    }

    /// <summary>
    /// Saves what was typed, cell by cell: what only others changed since the form was opened stays as it is. Where both changed the same
    /// cell nothing is saved, and the form carries what is saved now, so that sending it again means it.
    /// </summary>
    /// <returns>The cells that both changed; empty where all is saved.</returns>
    /// <exception cref="ValidationException">Something typed is no number, or none a target can be.</exception>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<IReadOnlyList<TargetClash>> SaveAsync(string? month, TargetForm form, UserScope by, CancellationToken ct)
    {
        var grid = await ReadAsync(month, form, by, ct);
        var read = form.Read(text);
        return await ConflictRetry.RunOrAddAsync(db, () => WriteAsync(grid, read, by, ct));
    }

    private async Task<IReadOnlyList<TargetClash>> WriteAsync(TargetGrid grid, IReadOnlyList<TargetValues> read, UserScope by, CancellationToken ct)
    {
        var present = await OfMonth(grid.Month).ToListAsync(ct);
        var merged = grid.Form.Rows.Select((row, i) => new TargetMerge(TargetValues.Unpacked(row.Seen), read[i], Saved(present, grid.Subjects[i]))).ToList();
        List<TargetClash> clashes =
            [.. merged.SelectMany((merge, i) => TargetMeasures.All.Where(merge.Clashes).Select(m => new TargetClash(i, m, merge.Saved[m])))];
        if (clashes.Count > 0)
        {
            for (var i = 0; i < merged.Count; i++)
                merged[i].Show(grid.Form.Rows[i]);
            return clashes;
        }

        for (var i = 0; i < merged.Count; i++)
            Keep(present.Find(grid.Subjects[i].IsOf), grid, grid.Subjects[i], TargetValues.Of(merged[i].Result), merged[i].Saved);
        await db.SaveChangesAsync(by, ct);
        return [];
    }

    private void Keep(SalesTarget? target, TargetGrid grid, TargetSubject subject, TargetValues values, TargetValues saved)
    {
        if (values == saved)
            return;
        if (values == TargetValues.None)
            db.SalesTargets.Remove(target!);
        else if (target is not null)
            target.Set(values);
        else
            db.SalesTargets.Add(new SalesTarget(grid.Month.First, subject.UserId, subject.DepartmentId, values));
    }

    private IQueryable<SalesTarget> OfMonth(TargetMonth month)
    {
        var first = month.First;
        return db.SalesTargets.Where(t => t.Month == first);
    }

    /// <summary>Whose the rows of the form are, in their order.</summary>
    private async Task<IReadOnlyList<TargetSubject>> SubjectsAsync(TargetMonth month, TargetForm form, UserScope by, CancellationToken ct)
    {
        var targeted = Targeted(await OfMonth(month).AsNoTracking().Where(t => t.UserId != null).ToListAsync(ct));

        // Whoever left, or has another role, since the form was opened stays in it: what was typed for all others would be lost.
        targeted.UnionWith(form.Rows.Select(r => r?.Person).OfType<int>());
        var known = (await subjects.OfAsync(null, targeted, by, ct)).ToDictionary(s => s.Code);
        List<TargetSubject> named = [.. form.Rows.Select(r => known.GetValueOrDefault(r?.Subject ?? "") ?? throw new NotFoundException())];
        return named.Distinct().Count() == named.Count ? named : throw new BadQueryException("Rows");
    }

    private static TargetValues Saved(List<SalesTarget> targets, TargetSubject subject) => targets.Find(subject.IsOf)?.Values ?? TargetValues.None;

    private static HashSet<int> Targeted(IEnumerable<SalesTarget> targets) => [.. targets.Select(t => t.UserId).OfType<int>()];
}

/// <summary>What a row was opened with, what was typed, and what is saved now.</summary>
internal sealed record TargetMerge(TargetValues Seen, TargetValues Typed, TargetValues Saved)
{
    /// <summary>Both changed the cell, each to something else.</summary>
    public bool Clashes(TargetMeasure measure) => IsTyped(measure) && Saved[measure] != Seen[measure] && Saved[measure] != Typed[measure];

    /// <summary>What is to be saved where nothing clashes.</summary>
    public decimal? Result(TargetMeasure measure) => IsTyped(measure) ? Typed[measure] : Saved[measure];

    /// <summary>Shows what others saved in the cells nobody typed in; all that was typed stays.</summary>
    public void Show(TargetRowForm row)
    {
        row.Seen = Saved.Packed;
        foreach (var measure in TargetMeasures.All.Where(m => !IsTyped(m)))
            row.Type(measure, Saved[measure]);
    }

    private bool IsTyped(TargetMeasure measure) => Typed[measure] != Seen[measure];
}
