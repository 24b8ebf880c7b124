using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.List;

/// <summary>Turns the list's conditions into a query; an unknown code is refused.</summary>
public sealed class CustomerFilterBuilder(
    ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments, OrganizationClock clock,
    IStringLocalizer<CustomersText> text)
{
    /// <exception cref="BadQueryException">A code means nothing.</exception>
    /// <exception cref="ValidationException">A number, day or amount cannot be read.</exception>
    internal async Task<IQueryable<Customer>> ApplyAsync(IQueryable<Customer> customers, CustomerFilter f, UserScope by, CancellationToken ct)
    {
        if (FilterValues.Faults(f, clock.Today, text) is { Count: > 0 } faults)
            throw new ValidationException(faults);
        customers = await ApplyListsAsync(customers, f, ct);
        customers = await ApplyPeopleAsync(customers, f, by, ct);
        if (f.Type is { Length: > 0 } && Choice<CustomerType>(f.Type, "type") is var type)
            customers = customers.Where(c => c.Type == type);
        if (f.Category is { Length: > 0 } && Choice<CustomerCategory>(f.Category, "category") is var category)
            customers = customers.Where(c => c.Category == category);
        if (f.Level is { Length: > 0 } && Choice<CustomerLevel>(f.Level, "level") is var level)
            customers = customers.Where(c => c.Level == level);
        if (f.Kind is { Length: > 0 } && Choice<CustomerKind>(f.Kind, "kind") is var kind)
            customers = customers.Where(c => c.Kind == kind);
        customers = DateFilters.Apply(ApplyIdle(customers, f), f, clock);
        customers = CompanyFilters.Apply(customers, f, await lists.GetAsync(ct), clock.Today);
        customers = await ApplyStuckAsync(customers, f, ct);
        return Search(customers, f.Q, by);
    }

    /// <inheritdoc cref="SearchFilters.Matching(IQueryable{Customer}, string?, UserScope)"/>
    internal static IQueryable<Customer> Search(IQueryable<Customer> customers, string? typed, UserScope by) => customers.Matching(typed, by);

    /// <param name="wanted">For each tag its id and those merged into it.</param>
    private static IQueryable<Customer> Tagged(IQueryable<Customer> customers, List<IReadOnlyList<int>> wanted, bool all)
    {
        foreach (var ids in all ? wanted : [[.. wanted.SelectMany(w => w)]])
            customers = customers.Where(c => c.Tags.Any(t => ids.Contains(t.TagId)));
        return customers;
    }

    /// <exception cref="BadQueryException">It is none of them.</exception>
    internal static T Choice<T>(string value, string parameter)
        where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(value[0])
            ? choice
            : throw new BadQueryException(parameter);

    private async Task<IQueryable<Customer>> ApplyListsAsync(IQueryable<Customer> customers, CustomerFilter f, CancellationToken ct)
    {
        var snapshot = await lists.GetAsync(ct);
        IReadOnlyList<int>? Branch(ListKind kind, string? code, string parameter) =>
            string.IsNullOrWhiteSpace(code) ? null : snapshot.Branch(snapshot.Find(kind, code) ?? throw new BadQueryException(parameter));

        if (Branch(ListKind.Industry, f.Industry, "industry") is { } industries)
            customers = customers.Where(c => industries.Contains(c.IndustryId!.Value));
        if (Branch(ListKind.Region, f.Region, "region") is { } regions)
            customers = customers.Where(c => regions.Contains(c.RegionId!.Value));
        if (Branch(ListKind.Source, f.Source, "source") is { } sources)
            customers = customers.Where(c => sources.Contains(c.SourceId!.Value));

        if (!string.IsNullOrWhiteSpace(f.Stage))
        {
            var stages = await pipeline.GetAsync(ct);
            var stageIds = stages.Ids(stages.Find(f.Stage) ?? throw new BadQueryException("stage"));
            customers = customers.Where(c => stageIds.Contains(c.StageId));
        }

        if (f.StageKind is { Length: > 0 } && Choice<StageKind>(f.StageKind, "stageKind") is var stageKind)
        {
            var stages = await pipeline.GetAsync(ct);
            var ofKind = stages.Active.Where(s => s.Kind == stageKind).SelectMany(stages.Ids).ToList();
            customers = customers.Where(c => ofKind.Contains(c.StageId));
        }

        if (f.TagMode is not (null or "" or "any" or "all"))
            throw new BadQueryException("tagMode");
        var wanted = f.Tag.Where(t => !string.IsNullOrWhiteSpace(t)).Distinct().ToList();
        if (wanted.Count == 0)
            return customers;

        var tagSnapshot = await tags.GetAsync(ct);
        var ids = wanted.Select(code => tagSnapshot.Ids(tagSnapshot.Find(code) ?? throw new BadQueryException("tag"))).ToList();
        return Tagged(customers, ids, f.TagMode == "all");
    }

    private async Task<IQueryable<Customer>> ApplyPeopleAsync(IQueryable<Customer> customers, CustomerFilter f, UserScope by, CancellationToken ct)
    {
        if (f.Owner == CustomerFilter.NoOwner)
            customers = customers.Where(c => c.OwnerId == null);
        else if (await PersonAsync(f.Owner, "owner", by, ct) is { } ownerId)
            customers = customers.Where(c => c.OwnerId == ownerId);
        if (await PersonAsync(f.Developer, "developer", by, ct) is { } developerId)
            customers = customers.Where(c => c.DeveloperId == developerId);

        if (!string.IsNullOrWhiteSpace(f.Department))
        {
            var branch = (await departments.GetAsync(ct)).Branch(CustomerFilter.Number(f.Department, "department", 0, 1, int.MaxValue));
            if (branch.Count == 0)
                throw new BadQueryException("department");
            customers = customers.Where(c => branch.Contains(c.DepartmentId!.Value));
        }

        return customers;
    }

    private async Task<int?> PersonAsync(string? value, string parameter, UserScope by, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var id = value == "me" ? by.UserId : CustomerFilter.Number(value, parameter, 0, 1, int.MaxValue);
        return ((await users.GetAsync(ct)).ById(id) ?? throw new BadQueryException(parameter)).Id;
    }

    private async Task<IQueryable<Customer>> ApplyStuckAsync(IQueryable<Customer> customers, CustomerFilter f, CancellationToken ct)
    {
        if (FilterValues.Number(f.StuckDays) is not { } days)
            return customers;
        var before = clock.UtcNow.AddDays(-days);
        var open = (await pipeline.GetAsync(ct)).All.Where(s => s.Kind == StageKind.Open).Select(s => s.Id).ToList();
        return customers.Where(c => open.Contains(c.StageId) && c.StageEnteredAt < before);
    }

    private IQueryable<Customer> ApplyIdle(IQueryable<Customer> customers, CustomerFilter f)
    {
        if (FilterValues.Number(f.IdleDays) is not { } days)
            return customers;
        var before = clock.UtcNow.AddDays(-days);
        return customers.Where(c => c.IdleSince < before);
    }
}
