using CrmWeb.Core.Customers;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Pipeline;
using CrmWeb.Core.Tags;
using CrmWeb.Core.Watching;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers;

/// <summary>The choices of the customer form and of the list's filters, in the reader's language.</summary>
public sealed class CustomerChoices(
    ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, OwnerChoices owners, UserDirectory users, DepartmentTree departments,
    WatchKinds kinds, UserScope by, IStringLocalizer<CustomersText> text)
{
    private IReadOnlyList<SelectListItem> departed = [];

    public IReadOnlyList<SelectListItem> Industries { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Regions { get; private set; } = [];

    /// <summary>大区, above the provinces; only for filters.</summary>
    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Sources { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Budgets { get; private set; } = [];

    public IReadOnlyList<SelectListItem> SizeClasses { get; private set; } = [];

    public IReadOnlyList<SelectListItem> HeadcountBands { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RevenueBands { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Salutations { get; private set; } = [];

    public IReadOnlyList<SelectListItem> ContactRoles { get; private set; } = [];

    public IReadOnlyList<SelectListItem> LossReasons { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Tags { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Stages { get; private set; } = [];

    /// <summary>Codes of the stages that ask for a loss reason, separated by commas.</summary>
    public string LostStages { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Kinds => Of<CustomerKind>();

    public IReadOnlyList<SelectListItem> Categories => Of<CustomerCategory>();

    public IReadOnlyList<SelectListItem> Levels => Of<CustomerLevel>();

    /// <summary>What watch rules catch among customers.</summary>
    public IReadOnlyList<SelectListItem> Watches { get; } =
        [.. kinds.All.Where(k => !k.IsAboutTasks).Select(k => new SelectListItem(text[$"Filter.Watch.{k.Code}"], k.Code))];

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

    /// <param name="stored">The customer as it is stored.</param>
    public void OfferDeparted(CustomerForm stored) => departed =
    [
        .. stored.DecisionChain.Where(l => l.DepartedId is not null).DistinctBy(l => l.DepartedId)
            .Select(l => new SelectListItem(text["DepartedContact", l.DepartedName ?? ""], l.Contact ?? "")),
    ];

    /// <param name="form">What it carries is offered too, where it is no longer offered otherwise.</param>
    public async Task LoadAsync(CancellationToken ct, CustomerForm? form = null)
    {
        var list = await lists.GetAsync(ct);
        Industries = Tree(list, ListKind.Industry);
        Regions = RegionTree(list);
        Areas = [.. list.Offered(ListKind.Region).Where(e => e.ParentId is null).Select(e => new SelectListItem(e.Name, e.Code))];
        Sources = Flat(list, ListKind.Source);
        Budgets = Flat(list, ListKind.Budget);
        SizeClasses = Flat(list, ListKind.SizeClass);
        HeadcountBands = Flat(list, ListKind.HeadcountBand);
        RevenueBands = Flat(list, ListKind.RevenueBand);
        Salutations = Flat(list, ListKind.Salutation);
        ContactRoles = Flat(list, ListKind.ContactRole);
        LossReasons = Leaves(list, ListKind.LossReason);
        var stages = (await pipeline.GetAsync(ct)).Active.ToList();
        Stages = [.. stages.Select(s => new SelectListItem(s.Name, s.Code))];
        LostStages = string.Join(',', stages.Where(s => s.Kind == StageKind.Lost).Select(s => s.Code));
        Owners = [.. (await owners.ForAsync(by, ct)).Select(o => new SelectListItem(o.Name, $"{o.Id}"))];

        if (form is not null)
            OfferAlso(list, form);

        Dictionary<int, SelectListGroup> groups = [];
        Tags =
        [
            .. (await tags.GetAsync(ct)).Offered(form?.Tags).Select(t => new SelectListItem(t.Name, t.Code)
            {
                Group = groups.TryGetValue(t.GroupId, out var group) ? group : groups[t.GroupId] = new SelectListGroup { Name = t.GroupName },
            }),
        ];
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
            HeadcountBands = With(list, HeadcountBands, ListKind.HeadcountBand, [filter.Headcount]);
            RevenueBands = With(list, RevenueBands, ListKind.RevenueBand, [filter.Revenue]);
        }

        if (by.Scope == DataScope.Own)
            return;

        var tree = await departments.GetAsync(ct);
        Departments =
        [
            .. tree.All.Where(d => by.Scope == DataScope.Everything || by.DepartmentIds.Contains(d.Id))
                .Select(d => new SelectListItem(new string('\u3000', d.Depth) + d.Name, $"{d.Id}")),
        ];
        Owners =
        [
            .. (await users.GetAsync(ct)).All
                .Where(u => by.Scope == DataScope.Everything || u.Id == by.UserId || (u.DepartmentId is { } d && by.DepartmentIds.Contains(d)))
                .Select(u => new SelectListItem(u.IsActive ? u.Name : text["InactiveUser", u.Name].Value, $"{u.Id}")),
        ];
    }

    /// <summary>A retired entry stays with the customer that carries it.</summary>
    private void OfferAlso(ListSnapshot list, CustomerForm form)
    {
        Industries = With(list, Industries, ListKind.Industry, [form.Industry]);
        Regions = With(list, Regions, ListKind.Region, [form.Region]);
        Sources = With(list, Sources, ListKind.Source, [form.Source]);
        Budgets = With(list, Budgets, ListKind.Budget, [form.Budget]);
        SizeClasses = With(list, SizeClasses, ListKind.SizeClass, [form.SizeClass]);
        Salutations = With(list, Salutations, ListKind.Salutation, form.Contacts.Select(c => c.Salutation));
        ContactRoles = With(list, ContactRoles, ListKind.ContactRole, form.Contacts.Select(c => c.Role));
    }

    private static List<SelectListItem> With(ListSnapshot list, IReadOnlyList<SelectListItem> offered, ListKind kind, IEnumerable<string?> codes) =>
    [
        .. offered, .. codes.Select(code => list.Find(kind, code)).OfType<ListEntry>().DistinctBy(e => e.Id)
            .Where(e => offered.All(o => o.Value != e.Code)).Select(e => new SelectListItem(e.Name, e.Code)),
    ];

    private static List<SelectListItem> Flat(ListSnapshot list, ListKind kind) =>
        [.. list.Offered(kind).Select(e => new SelectListItem(e.Name, e.Code))];

    /// <summary>Top entries as groups that can be chosen themselves, followed by what is below them.</summary>
    private static List<SelectListItem> Tree(ListSnapshot list, ListKind kind) =>
        [.. list.Offered(kind).Where(e => e.ParentId is null).SelectMany(top => Grouped(list, top, new SelectListGroup { Name = top.Name }))];

    private static List<SelectListItem> RegionTree(ListSnapshot list) =>
    [
        .. list.Offered(ListKind.Region).Where(e => e.ParentId is null)
            .SelectMany(area => list.Children(area.Id).Where(e => e.IsActive))
            .SelectMany(province => Grouped(list, province, new SelectListGroup { Name = province.Name })),
    ];

    private static IEnumerable<SelectListItem> Grouped(ListSnapshot list, ListEntry top, SelectListGroup group) =>
        list.Children(top.Id).Where(e => e.IsActive).Prepend(top).Select(e => new SelectListItem(e.Name, e.Code) { Group = group });

    private static List<SelectListItem> Leaves(ListSnapshot list, ListKind kind) =>
    [
        .. list.Offered(kind).Where(e => e.ParentId is null).SelectMany(top =>
        {
            var group = new SelectListGroup { Name = top.Name };
            return list.Children(top.Id).Where(e => e.IsActive).Select(e => new SelectListItem(e.Name, e.Code) { Group = group });
        }),
    ];

    private List<SelectListItem> Of<T>(Func<T, bool>? offered = null)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(v => offered?.Invoke(v) ?? true).Select(v => new SelectListItem(text[$"{typeof(T).Name}.{v}"], v.ToString()))];
}
