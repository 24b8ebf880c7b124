using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Customers.List;

/// <summary>What the lists offer in one language: the same for everybody until a list changes, and then gone with the old lists.</summary>
internal sealed class ListChoices
{
    private static readonly ConditionalWeakTable<ListSnapshot, ConcurrentDictionary<bool, ListChoices>> Made = [];

    private readonly ListSnapshot list;
    private readonly Dictionary<string, LongList> fetched = [];

    private ListChoices(ListSnapshot list)
    {
        this.list = list;
        Industries = Fetched("industry", ListKind.Industry, Tree(ListKind.Industry));
        Regions = Fetched("region", ListKind.Region, RegionTree());
        AreasAndRegions = Fetched("area-and-region", ListKind.Region, new ChoiceList([.. list.Offered(ListKind.Region).Where(e => e.ParentId is null).Select(Item), .. Regions]));
        Sources = Flat(ListKind.Source);
        Budgets = Flat(ListKind.Budget);
        SizeClasses = Flat(ListKind.SizeClass);
        HeadcountBands = Flat(ListKind.HeadcountBand);
        RevenueBands = Flat(ListKind.RevenueBand);
        Salutations = Flat(ListKind.Salutation);
        ContactRoles = Flat(ListKind.ContactRole);
    }

    public ChoiceList Industries { get; }

    public ChoiceList Regions { get; }

    /// <summary>With the 大区 above the provinces.</summary>
    public ChoiceList AreasAndRegions { get; }

    public ChoiceList Sources { get; }

    public ChoiceList Budgets { get; }

    public ChoiceList SizeClasses { get; }

    public ChoiceList HeadcountBands { get; }

    public ChoiceList RevenueBands { get; }

    public ChoiceList Salutations { get; }

    public ChoiceList ContactRoles { get; }

    /// <summary>In the reader's language.</summary>
    public static ListChoices Of(ListSnapshot list) => Made.GetOrCreateValue(list).GetOrAdd(Localized.IsChinese, static (_, l) => new ListChoices(l), list);

    /// <summary>The list of this name that pages fetch; null where there is none.</summary>
    public LongList? Long(string name) => fetched.GetValueOrDefault(name);

    private ChoiceList Fetched(string name, ListKind kind, ChoiceList choices)
    {
        if (choices.Count < LongList.Shortest)
            return choices;
        var made = fetched[name] = LongList.Of(kind, choices, list);
        return new ChoiceList([.. choices]) { Source = CrmLinks.Choices(name, made.Version) };
    }

    private static SelectListItem Item(ListEntry entry) => new(entry.Name, entry.Code);

    private ChoiceList Flat(ListKind kind) => new([.. list.Offered(kind).Select(Item)]);

    /// <summary>Top entries as groups that can be chosen themselves, followed by what is below them.</summary>
    private ChoiceList Tree(ListKind kind) =>
        new([.. list.Offered(kind).Where(e => e.ParentId is null).SelectMany(top => Grouped(top, new SelectListGroup { Name = top.Name }))]);

    private ChoiceList RegionTree() => new(
    [
        .. list.Offered(ListKind.Region).Where(e => e.ParentId is null)
            .SelectMany(area => list.Children(area.Id).Where(e => e.IsActive))
            .SelectMany(province => Grouped(province, new SelectListGroup { Name = province.Name })),
    ]);

    private IEnumerable<SelectListItem> Grouped(ListEntry top, SelectListGroup group) =>
        list.Children(top.Id).Where(e => e.IsActive).Prepend(top).Select(e => new SelectListItem(e.Name, e.Code) { Group = group });
}
