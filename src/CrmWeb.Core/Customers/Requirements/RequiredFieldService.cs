using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>A field of the grid.</summary>
/// <param name="IsAlways">Required whatever the company decides.</param>
public sealed record RequirableField(Fields.CustomerField Field, bool IsAlways);

/// <summary>Two versions beside each other: a field that is the same in both is left out.</summary>
/// <param name="FillersAdded">Words that only the later one refuses.</param>
/// <param name="FillersGone">Words that only the earlier one refuses.</param>
public sealed record RequirementDifference(
    IReadOnlyList<(string Key, RequirementRule? Before, RequirementRule? After)> Fields, IReadOnlyList<string> FillersAdded, IReadOnlyList<string> FillersGone)
{
    public bool IsNothing => Fields.Count == 0 && FillersAdded.Count == 0 && FillersGone.Count == 0;
}

/// <summary>Keeps the versions of the grid of required fields. None is changed: who changes the grid saves a further one.</summary>
public sealed class RequiredFieldService(
    CrmDbContext db, RequirementCatalog versions, CustomFieldCatalog custom, PipelineCatalog pipeline, OrganizationClock clock, IStringLocalizer<RequirementsText> text)
{
    /// <summary>The fields of the grid in the order of the form.</summary>
    public async Task<IReadOnlyList<RequirableField>> FieldsAsync(CancellationToken ct) =>
    [
        .. RequirableFields.Always.Select(f => new RequirableField(f, IsAlways: true)),
        .. RequirableFields.All((await custom.GetAsync(ct)).Customers).Select(f => new RequirableField(f, IsAlways: false)),
    ];

    /// <exception cref="NotFoundException">The user may not keep fields.</exception>
    public async Task<RequirementSnapshot> ReadAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        return await RequirementCatalog.ReadAsync(db, ct);
    }

    /// <summary>The form that would save again what holds in the end.</summary>
    /// <exception cref="NotFoundException">The user may not keep fields.</exception>
    public async Task<RequiredFieldForm> OpenAsync(UserScope by, CancellationToken ct)
    {
        var snapshot = await ReadAsync(by, ct);
        var from = snapshot.Last.From > clock.Today ? snapshot.Last.From : clock.Today;
        var form = RequiredFieldForm.Of(snapshot.Last, snapshot.Newest, from, (await FieldsAsync(ct)).Where(f => !f.IsAlways).Select(f => f.Field.Key));

        // A stage that was removed asks through the one that took over; being lost asks for nothing.
        var stages = await pipeline.GetAsync(ct);
        foreach (var row in form.Rows.Where(r => r.Stage is not null))
            (row.Stage, row.Categories) = stages.Find(row.Stage) is { IsActive: true, Kind: not StageKind.Lost } stage ? (stage.Code, row.Categories) : (null, []);
        return form;
    }

    /// <summary>Saves a further version.</summary>
    /// <returns>Its id; that of the one before where the same form was sent twice.</returns>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not keep fields.</exception>
    /// <exception cref="EditConflictException">Somebody else saved a version since the form was opened.</exception>
    public async Task<int> SaveAsync(RequiredFieldForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        form.Clean();
        await new RequiredFieldFormValidator(text, (await custom.GetAsync(ct)).Customers, await pipeline.GetAsync(ct), clock).ValidateAndThrowAsync(form, ct);
        var fillers = string.IsNullOrEmpty(form.Fillers) || form.Fillers == string.Join('\n', VagueText.Usual) ? null : form.Fillers;
        List<RequiredFieldRule> rules = [.. form.Rows.Where(r => r.Categories.Count > 0).Select(r => new RequiredFieldRule(r.Field!, Joined(r.Categories), r.Stage))];
        var made = new RequiredFieldVersion(form.Seen, form.From!.Value, fillers, rules, by.ActorId, clock.UtcNow);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var newest = await db.Set<RequiredFieldVersion>().AsNoTracking().Include(v => v.Rules).AsSingleQuery().OrderByDescending(v => v.Id).FirstOrDefaultAsync(ct);
            if (newest is not null && newest.PreviousId == form.Seen && newest.CreatedById == by.ActorId && SayTheSame(newest, made))
                return newest.Id;
            if ((newest?.Id ?? 0) != form.Seen)
                throw new EditConflictException();
            db.Add(made);
            await db.SaveChangesAsync(by, ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (DatabaseFaults.Of(e) == DatabaseFault.None)
        {
            // The other one was saved between looking and saving.
            db.ChangeTracker.Clear();
            throw new EditConflictException();
        }
        finally
        {
            versions.Invalidate();
        }

        return made.Id;
    }

    /// <summary>What changes from one version to another.</summary>
    public static RequirementDifference Compare(RequirementVersion before, RequirementVersion after)
    {
        var keys = before.Rules.Concat(after.Rules).Select(r => r.Key).Distinct();
        var (had, has) = (Words(before), Words(after));
        return new RequirementDifference(
            [.. keys.Select(key => (key, before.Of(key), after.Of(key))).Where(x => x.Item2?.Said != x.Item3?.Said)], [.. has.Except(had)], [.. had.Except(has)]);
    }

    private static IReadOnlyList<string> Words(RequirementVersion version) => version.Fillers?.Split('\n') ?? VagueText.Usual;

    private static bool SayTheSame(RequiredFieldVersion one, RequiredFieldVersion other) =>
        one.ValidFrom == other.ValidFrom && one.Fillers == other.Fillers
        && RequirementCatalog.Entry(one).Rules.Select(r => r.Said).ToHashSet().SetEquals(RequirementCatalog.Entry(other).Rules.Select(r => r.Said));

    /// <summary>In the order in which categories are shown, whatever the order of the form.</summary>
    private static string Joined(List<string> categories) => string.Join(',', Enum.GetNames<CustomerCategory>().Where(categories.Contains));
}
