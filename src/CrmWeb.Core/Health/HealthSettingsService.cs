using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Health;

/// <summary>A customer's score by the weights in force, and by those that are tried.</summary>
public sealed record HealthPreviewRow(int Id, string Number, string Name, HealthParts Parts, int Before, int After);

/// <summary>Reads, tries and changes what each part of the score counts.</summary>
public sealed class HealthSettingsService(CrmDbContext db, HealthWeightCatalog catalog, IStringLocalizer<HealthText> text)
{
    /// <summary>How many customers weights are tried on.</summary>
    private const int Tried = 10;

    /// <exception cref="NotFoundException">The user may not set it.</exception>
    public async Task<HealthSettingsForm> OpenAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        var settings = await db.Set<HealthSettings>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == HealthSettings.OnlyId, ct);
        return HealthSettingsForm.Of(settings?.Weights ?? HealthWeights.Usual, settings?.Version ?? Guid.Empty);
    }

    /// <summary>What the weights of a form would make of customers the user sees: those with the newest activity that have a score.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not set it.</exception>
    public async Task<IReadOnlyList<HealthPreviewRow>> PreviewAsync(HealthSettingsForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        await new HealthSettingsFormValidator(text).ValidateAndThrowAsync(form, ct);
        var rows = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.Health != null)
            .OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id).Take(Tried)
            .Join(db.CustomerHealth, c => c.Id, h => h.CustomerId, (c, h) => new { c.Id, c.Number, c.Name, c.Kind, c.UpdatedAt, Stored = h })
            .OrderByDescending(r => r.UpdatedAt).ThenByDescending(r => r.Id).ToListAsync(ct);
        var (view, inForce) = (PersonalView.Of(by), await catalog.GetAsync(ct));
        return
        [
            .. rows.Select(r => new HealthPreviewRow(
                r.Id, r.Number, view.Customer(r.Name, r.Kind), r.Stored.Parts, HealthFormula.Score(r.Stored.Parts, inForce), HealthFormula.Score(r.Stored.Parts, form.Weights))),
        ];
    }

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not set it.</exception>
    /// <exception cref="EditConflictException">Somebody else saved meanwhile.</exception>
    public async Task SaveAsync(HealthSettingsForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        await new HealthSettingsFormValidator(text).ValidateAndThrowAsync(form, ct);
        var settings = await db.Set<HealthSettings>().FirstOrDefaultAsync(s => s.Id == HealthSettings.OnlyId, ct);
        if ((settings?.Version ?? Guid.Empty) != form.Version)
            throw new EditConflictException();
        if (settings is null)
            db.Set<HealthSettings>().Add(new HealthSettings(form.Weights));
        else
            settings.Change(form.Weights);
        try
        {
            await db.SaveChangesAsync(by, ct);
        }
        catch (DbUpdateException e) when (settings is null && DatabaseFaults.Of(e) == DatabaseFault.None)
        {
            // Two set it for the first time at once; one row there is, and the other one shows it.
            db.ChangeTracker.Clear();
            throw new EditConflictException();
        }

        catalog.Invalidate();
    }
}
