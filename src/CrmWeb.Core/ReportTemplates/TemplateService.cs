using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.Requests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>
/// Makes, changes, shares and retires templates. What somebody finds with a template is what they would find without it. What one person
/// saves comes one after the other: their row is locked, so that names and their number hold.
/// </summary>
public sealed class TemplateService(CrmDbContext db, TemplateQueries queries, SubjectCatalog subjects, OrganizationClock clock, IStringLocalizer<TemplatesText> text)
{
    /// <summary>Templates of one owner; more are found by nobody.</summary>
    public const int Most = 100;

    /// <returns>The template's id; of the one that the same form made before, if it was sent twice.</returns>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    public async Task<int> MakeAsync(TemplateSubject subject, TemplateForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersView);
        form.Clean();
        var key = form.CreationKey == Guid.Empty ? Guid.NewGuid() : form.CreationKey;
        var (definition, faults) = await ReadAsync(subject, form, by, ct);
        var open = await OpenAsync([], by, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync([by.UserId], ct);
        if (await db.ReportTemplates.Where(t => t.OwnerId == by.UserId && t.CreationKey == key).Select(t => (int?)t.Id).FirstOrDefaultAsync(ct) is { } before)
            return before;

        var taken = await db.ReportTemplates.Where(t => t.OwnerId == by.UserId).Select(t => t.Name!).ToListAsync(ct);
        await CheckAsync(form, faults, taken, open, ct);
        if (taken.Count >= Most)
            throw Refusal.Of(text["Error.TooMany", Most]);
        var template = new ReportTemplate(null, form.Name, subject, definition, by.UserId, key, clock.UtcNow);
        template.ShareWith(form.Departments);
        db.ReportTemplates.Add(template);
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        return template.Id;
    }

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such template, or the user may not change it.</exception>
    /// <exception cref="EditConflictException">It was changed since the form was opened.</exception>
    public async Task ChangeAsync(int id, TemplateForm form, UserScope by, CancellationToken ct)
    {
        form.Clean();
        var known = await queries.Changeable(by).Where(t => t.Id == id).Select(t => new { t.Subject, t.OwnerId, t.Code }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        var (definition, faults) = await ReadAsync(known.Subject, form, by, ct);
        var shared = await db.ReportTemplates.Where(t => t.Id == id).SelectMany(t => t.Shares).Select(s => s.DepartmentId).ToListAsync(ct);
        var open = await OpenAsync(shared, by, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync([.. new[] { known.OwnerId ?? by.UserId, by.UserId }.Distinct()], ct);
        var template = await queries.Changeable(by).Include(t => t.Shares).FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException();
        var taken = await db.ReportTemplates.Where(t => t.OwnerId == known.OwnerId && t.Id != id && t.Name != null).Select(t => t.Name!).ToListAsync(ct);
        await CheckAsync(form, faults, taken, open, ct);
        if (form.Version != template.Version)
            throw new EditConflictException();
        template.Say(known.Code is { } code && IsOwnName(code, form.Name!) ? null : form.Name, definition, clock.UtcNow);
        template.ShareWith(form.Departments);
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Offers a template no more, or again.</summary>
    /// <exception cref="NotFoundException">No such template, or the user may not change it.</exception>
    public Task RetireAsync(int id, bool isRetired, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var template = await queries.Changeable(by).FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException();
        template.Retire(isRetired, clock.UtcNow);
        return await db.SaveChangesAsync(by, ct);
    });

    /// <summary>Takes a retired template away for good. What comes with the product stays, retired.</summary>
    /// <exception cref="NotFoundException">No such template, or the user may not change it.</exception>
    /// <exception cref="ValidationException">It is still offered, or comes with the product.</exception>
    public Task DeleteAsync(int id, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var template = await queries.Changeable(by).FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException();
        if (template.Code is not null || template.RetiredAt is null)
            throw Refusal.Of(text["Error.NotRetired"]);
        db.ReportTemplates.Remove(template);
        return await db.SaveChangesAsync(by, ct);
    });

    /// <summary>What a form comes to, for a look at it before it is saved.</summary>
    /// <exception cref="ValidationException">Something in it means nothing.</exception>
    public async Task<TemplateDefinition> PreviewAsync(TemplateSubject subject, TemplateForm form, UserScope by, CancellationToken ct)
    {
        form.Clean();
        var (definition, faults) = await ReadAsync(subject, form, by, ct);
        Refusal.ThrowIfAny(faults);
        return definition;
    }

    private bool IsOwnName(string code, string name)
    {
        string Named(string culture)
        {
            var before = CultureInfo.CurrentUICulture;
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                return text[$"Template.{code}"];
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
            }
        }

        return name == Named("zh-CN") || name == Named("en");
    }

    private async Task<(TemplateDefinition Definition, IReadOnlyCollection<ValidationFailure> Faults)> ReadAsync(TemplateSubject subject, TemplateForm form, UserScope by, CancellationToken ct)
    {
        var reader = new TemplateFormReader(await subjects.FieldsAsync(subject, by, ct), by.Has(Permissions.TeamView), clock, text);
        var definition = reader.Read(form);
        return definition.Write().Length <= TemplateDefinition.JsonMax ? (definition, reader.Faults) : (definition, [.. reader.Faults, new ValidationFailure("", text["Error.TooLong"])]);
    }

    private async Task<IReadOnlyCollection<int>> OpenAsync(IEnumerable<int> present, UserScope by, CancellationToken ct) => [.. (await queries.OpenToAsync(by, ct)).Select(d => d.Id).Concat(present)];

    private async Task CheckAsync(TemplateForm form, IReadOnlyCollection<ValidationFailure> faults, List<string> taken, IReadOnlyCollection<int> open, CancellationToken ct) =>
        Refusal.ThrowIfAny([.. (await new TemplateFormValidator(taken, open, text).ValidateAsync(form, ct)).Errors, .. faults]);

    private Task LockAsync(int[] users, CancellationToken ct) => RowLock.LockInOrderAsync(db, db.Users.Where(u => users.Contains(u.Id)), users, u => u.DisplayName, ct);
}
