using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Watching;
using CrmWeb.Pages.Customers.List;
using CrmWeb.Pages.Customers.Sharing;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers;

/// <summary>The choices of the customer form and of the list's filters, in the reader's language.</summary>
public sealed class CustomerChoices(
    ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, OwnerChoices owners, UserDirectory users, DepartmentTree departments,
    WatchKinds kinds, IRuleKinds rules, StoredChoices stored, UserScope by, IStringLocalizer<CustomersText> text)
{
    private IReadOnlyList<SelectListItem> departed = [];

    public ChoiceList Industries { get; private set; } = ChoiceList.None;

    public ChoiceList Regions { get; private set; } = ChoiceList.None;

    /// <summary>With the 大区 above the provinces, for filters.</summary>
    public ChoiceList AreasAndRegions { get; private set; } = ChoiceList.None;

    public ChoiceList Sources { get; private set; } = ChoiceList.None;

    public ChoiceList Budgets { get; private set; } = ChoiceList.None;

    public ChoiceList SizeClasses { get; private set; } = ChoiceList.None;

    public ChoiceList HeadcountBands { get; private set; } = ChoiceList.None;

    public ChoiceList RevenueBands { get; private set; } = ChoiceList.None;

    public ChoiceList Salutations { get; private set; } = ChoiceList.None;

    public ChoiceList ContactRoles { get; private set; } = ChoiceList.None;

    public IReadOnlyList<SelectListItem> Tags { get; private set; } = [];

    /// <summary>Whether the reader may add to them where they are chosen.</summary>
    public bool MayMakeTags => by.Has(Permissions.AdminLists);

    public IReadOnlyList<SelectListItem> Stages { get; private set; } = [];

    public ChoiceList Owners { get; private set; } = ChoiceList.None;

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds => Of<CustomerKind>();

    public IReadOnlyList<SelectListItem> Categories => Of<CustomerCategory>();

    public IReadOnlyList<SelectListItem> Levels => Of<CustomerLevel>();

    /// <summary>What watch rules catch among customers.</summary>
    public IReadOnlyList<SelectListItem> Watches { get; } =
        [.. kinds.All.Where(k => !k.IsAboutTasks).Select(k =>
            new SelectListItem(text[$"Filter.Watch.{k.Code}"] is { ResourceNotFound: false } own ? own : rules.Name(k.Code), k.Code))];

    public IReadOnlyList<SelectListItem> AllTypes => Of<CustomerType>();

    /// <summary>Won and lost come with the stage and are not offered.</summary>
    public IReadOnlyList<SelectListItem> Types => Of<CustomerType>(t => t is CustomerType.Potential or CustomerType.Interested);

    public IReadOnlyList<SelectListItem> YesNo => [new(text["Yes"], "true"), new(text["No"], "false")];

    public IReadOnlyList<SelectListItem> Attitudes =>
    [
        .. new[] { DecisionLinkForm.Supporting, DecisionLinkForm.Neutral, DecisionLinkForm.Opposing }
            .Select(a => new SelectListItem(text[$"Attitude.{a}"], a)),
    ];

    /// <summary>The contacts of a form by their place in it, and those in the decision chain who have left.</summary>
    public IReadOnlyList<SelectListItem> People(CustomerForm form) =>
    [
        .. form.Contacts.Select((c, i) => new SelectListItem(c.Name ?? text["ContactNumber", i + 1].Value, i.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        .. departed,
    ];

    /// <param name="customer">As it is stored.</param>
    public void OfferDeparted(CustomerForm customer) => departed =
    [
        .. customer.DecisionChain.Where(l => l.DepartedId is not null).DistinctBy(l => l.DepartedId)
            .Select(l => new SelectListItem(text["DepartedContact", l.DepartedName ?? ""], l.Contact ?? "")),
    ];

    /// <param name="form">What it carries is offered too, where it is no longer offered otherwise.</param>
    public async Task LoadAsync(CancellationToken ct, CustomerForm? form = null)
    {
        var list = await lists.GetAsync(ct);
        var offered = ListChoices.Of(list);
        (Industries, Regions, AreasAndRegions) = (offered.Industries, offered.Regions, offered.AreasAndRegions);
        (Sources, Budgets, SizeClasses, HeadcountBands, RevenueBands) = (offered.Sources, offered.Budgets, offered.SizeClasses, offered.HeadcountBands, offered.RevenueBands);
        (Salutations, ContactRoles) = (offered.Salutations, offered.ContactRoles);
        Stages = [.. (await pipeline.GetAsync(ct)).Active.Select(s => new SelectListItem(s.Name, s.Code))];
        await LoadOwnersAsync(ct);
        if (form is not null)
            OfferAlso(list, form);

        Dictionary<int, SelectListGroup> groups = [];
        Tags =
        [
            .. (await tags.GetAsync(ct)).Offered(form?.Tags).Select(t => new ColouredChoice(t.IsActive ? t.Name : stored.NotOffered(t.Name), t.Code, t.Colour)
            {
                Group = groups.TryGetValue(t.GroupId, out var group) ? group : groups[t.GroupId] = new ChoiceGroup(t.GroupName, t.GroupId),
            }),
        ];
    }

    /// <summary>Only to whom the reader may give a customer.</summary>
    public async Task LoadOwnersAsync(CancellationToken ct)
    {
        var mayOwn = await owners.ForAsync(by, ct);
        Owners = SharedPeople.Of(await users.GetAsync(ct), "owners", by, () => mayOwn.Select(o => new SelectListItem(o.Name, $"{o.Id}")));
    }

    /// <summary>Only whose customers the reader sees.</summary>
    public async Task LoadSeenOwnersAsync(CancellationToken ct)
    {
        var people = await users.GetAsync(ct);
        if (by.Scope == DataScope.Own)
            await LoadOwnersAsync(ct);
        else
            Owners = SharedPeople.Of(people, "seen", by, () => people.All
                .Where(u => by.Scope == DataScope.Everything || u.Id == by.UserId || (u.DepartmentId is { } d && by.DepartmentIds.Contains(d)))
                .Select(u => new SelectListItem(stored.Name(u), $"{u.Id}")));
    }

    /// <summary>What only the filters offer: whose and which department's, as far as the reader sees.</summary>
    /// <param name="filter">What it names is offered too, where it is no longer offered otherwise.</param>
    public async Task LoadFiltersAsync(CancellationToken ct, CustomerFilter? filter = null)
    {
        // The filter's choices are those of a form that carries the same.
        await LoadAsync(ct, filter is null ? null : new CustomerForm
        {
            Industry = filter.Industry,
            Region = filter.Region,
            Source = filter.Source,
            Budget = filter.Budget,
            SizeClass = filter.SizeClass,
            Tags = filter.Tag,
        });
        if (filter is not null)
        {
            var list = await lists.GetAsync(ct);
            var stage = (await pipeline.GetAsync(ct)).Find(filter.Stage);
            Stages = stored.Keep(Stages, stage?.Code, stage?.Name);
            HeadcountBands = With(list, HeadcountBands, ListKind.HeadcountBand, [filter.Headcount]);
            RevenueBands = With(list, RevenueBands, ListKind.RevenueBand, [filter.Revenue]);
        }

        if (by.Scope == DataScope.Own)
            return;
        await LoadDepartmentsAsync(ct);
        await LoadSeenOwnersAsync(ct);
    }

    /// <summary>Only those whose customers the reader sees; none for whoever sees the own ones.</summary>
    public async Task LoadDepartmentsAsync(CancellationToken ct) => Departments =
    [
        .. (await departments.GetAsync(ct)).All.Where(d => by.Scope == DataScope.Everything || (by.Scope == DataScope.Department && by.DepartmentIds.Contains(d.Id)))
            .Select(d => new SelectListItem(new string('\u3000', d.Depth) + d.Name, $"{d.Id}")),
    ];

    /// <summary>A retired entry stays with the customer that carries it.</summary>
    private void OfferAlso(ListSnapshot list, CustomerForm form)
    {
        Industries = With(list, Industries, ListKind.Industry, [form.Industry]);
        Regions = With(list, Regions, ListKind.Region, [form.Region]);
        AreasAndRegions = With(list, AreasAndRegions, ListKind.Region, [form.Region]);
        Sources = With(list, Sources, ListKind.Source, [form.Source]);
        Budgets = With(list, Budgets, ListKind.Budget, [form.Budget]);
        SizeClasses = With(list, SizeClasses, ListKind.SizeClass, [form.SizeClass]);
        Salutations = With(list, Salutations, ListKind.Salutation, form.Contacts.Select(c => c.Salutation));
        ContactRoles = With(list, ContactRoles, ListKind.ContactRole, form.Contacts.Select(c => c.Role));
    }

    private ChoiceList With(ListSnapshot list, ChoiceList offered, ListKind kind, IEnumerable<string?> codes)
    {
        List<SelectListItem> more =
        [
            .. codes.Select(code => list.Find(kind, code)).OfType<ListEntry>().DistinctBy(e => e.Id)
                .Where(e => offered.All(o => o.Value != e.Code)).Select(e => new SelectListItem(stored.NotOffered(e.Name), e.Code)),
        ];
        return offered.With(more);
    }

    private List<SelectListItem> Of<T>(Func<T, bool>? offered = null)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(v => offered?.Invoke(v) ?? true).Select(v => new SelectListItem(text[$"{typeof(T).Name}.{v}"], v.ToString()))];
}
