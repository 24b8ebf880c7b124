using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.SavedViews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>A template as its reader finds it.</summary>
/// <param name="OwnerName">Null for the company's.</param>
/// <param name="Departments">Names of the departments it is shared with.</param>
/// <param name="MayChange">Whether the reader may edit, share and retire it.</param>
public sealed record TemplateRow(int Id, string Name, TemplateSubject Subject, bool IsOwn, string? OwnerName, IReadOnlyList<string> Departments, bool IsRetired, bool MayChange)
{
    /// <summary>Comes with the product.</summary>
    public bool IsBuiltIn { get; init; }
}

/// <summary>A template to be run or edited.</summary>
/// <param name="Definition">Null where what is stored is none.</param>
public sealed record TemplateView(TemplateRow Row, TemplateDefinition? Definition, Guid Version, IReadOnlyList<int> DepartmentIds);

/// <summary>Reads templates: one's own, the company's, and those shared with a department one is in, however far below.</summary>
public sealed class TemplateQueries(CrmDbContext db, DepartmentTree departments, UserDirectory users, SavedViewQueries views, IStringLocalizer<TemplatesText> text)
{
    public async Task<IReadOnlyList<TemplateRow>> ListAsync(UserScope by, CancellationToken ct)
    {
        var found = await (await VisibleAsync(by, ct)).Include(t => t.Shares).AsSingleQuery().OrderBy(t => t.Id).ToListAsync(ct);
        var (tree, directory) = (await departments.GetAsync(ct), await users.GetAsync(ct));
        return [.. found.Select(t => Row(t, tree, directory, by)).OrderBy(r => r.IsRetired).ThenByDescending(r => r.IsBuiltIn).ThenByDescending(r => r.IsOwn).ThenBy(r => r.Id)];
    }

    /// <exception cref="NotFoundException">The reader finds no such template.</exception>
    public async Task<TemplateView> ReadAsync(int id, UserScope by, CancellationToken ct)
    {
        var found = await (await VisibleAsync(by, ct)).Include(t => t.Shares).AsSingleQuery().FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException();
        var row = Row(found, await departments.GetAsync(ct), await users.GetAsync(ct), by);
        return new TemplateView(row, TemplateDefinition.Read(found.Definition), found.Version, [.. found.Shares.Select(s => s.DepartmentId)]);
    }

    /// <summary>A template that the reader may change.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<TemplateView> ToChangeAsync(int id, UserScope by, CancellationToken ct) =>
        await ReadAsync(id, by, ct) is { Row.MayChange: true } view ? view : throw new NotFoundException();

    /// <summary>The departments somebody may share a template with: as of views of lists.</summary>
    public Task<IReadOnlyList<DepartmentEntry>> OpenToAsync(UserScope by, CancellationToken ct) => views.OpenToAsync(by, ct);

    /// <summary>What is offered no more is found by those alone who may offer it again.</summary>
    internal async Task<IQueryable<ReportTemplate>> VisibleAsync(UserScope by, CancellationToken ct)
    {
        if (!by.Has(Permissions.CustomersView))
            return db.ReportTemplates.AsNoTracking().Where(_ => false);
        var tree = await departments.GetAsync(ct);
        List<int> above = [];
        for (var d = tree.ById(by.DepartmentId); d is not null; d = tree.ById(d.ParentId))
            above.Add(d.Id);
        var (userId, keeps) = (by.UserId, by.Has(Permissions.ReportTemplates));
        return db.ReportTemplates.AsNoTracking().Where(t => t.OwnerId == userId
            || (keeps && (t.OwnerId == null || t.Shares.Any()))
            || (t.RetiredAt == null && (t.OwnerId == null || t.Shares.Any(s => above.Contains(s.DepartmentId)))));
    }

    /// <summary>One's own; for those who keep the company's templates, these and whatever is shared, too.</summary>
    internal IQueryable<ReportTemplate> Changeable(UserScope by)
    {
        var (userId, keeps) = (by.UserId, by.Has(Permissions.ReportTemplates));
        return db.ReportTemplates.Where(t => t.OwnerId == userId || (keeps && (t.OwnerId == null || t.Shares.Any())));
    }

    /// <summary>What a template is called for a reader: somebody else's words may name anybody.</summary>
    internal string NameOf(ReportTemplate template, UserSnapshot directory, UserScope by) =>
        template.Name is null ? text[$"Template.{template.Code}"]
        : template.OwnerId == by.UserId || by.Has(Permissions.PersonalDataView) ? template.Name
        : template.OwnerId is null ? text["Template.Company", template.Id]
        : text["Template.Of", directory.Name(template.OwnerId)];

    private TemplateRow Row(ReportTemplate t, DepartmentSnapshot tree, UserSnapshot directory, UserScope by)
    {
        var isOwn = t.OwnerId == by.UserId;
        var mayChange = isOwn || (by.Has(Permissions.ReportTemplates) && (t.OwnerId is null || t.Shares.Count > 0));
        return new TemplateRow(
            t.Id, NameOf(t, directory, by), t.Subject, isOwn, t.OwnerId is null ? null : directory.Name(t.OwnerId),
            [.. t.Shares.Select(s => tree.ById(s.DepartmentId)?.Name).OfType<string>()], t.RetiredAt is not null, mayChange)
        {
            IsBuiltIn = t.Code is not null,
        };
    }
}
