using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.SavedViews;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps.List;

/// <summary>What is overdue, due today, planned, and done: one's own or the team's.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(
    FollowUpQueries followUps, FollowUpListQueries lists, FollowUpConditions conditions, CustomFieldCatalog fields, SavedViewQueries views, UserScope by, IStringLocalizer<FollowUpsText> text)
    : PageModel, IFormPage
{
    private ListHabits? habits;

    /// <summary>overdue, today, planned or done; by default what is overdue, if anything is, else today.</summary>
    [BindProperty(SupportsGet = true, Name = "list")]
    public string? ListCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "team")]
    public bool WantsTeam { get; set; }

    /// <summary>Of the team, only this colleague's.</summary>
    [BindProperty(SupportsGet = true, Name = "person")]
    public int? Person { get; set; }

    [BindProperty(SupportsGet = true, Name = "")]
    public FollowUpFilter Filter { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "size")]
    public string? Size { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    public FollowUpList List { get; private set; }

    public FollowUpCounts Counts { get; private set; } = new(0, 0, 0);

    public PageOf<FollowUpRow> Rows { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public ListFrame Frame { get; private set; } = null!;

    public bool MaySeeTeam => by.Has(Permissions.TeamView);

    public bool IsTeam => WantsTeam && MaySeeTeam;

    /// <summary>Whether the list shown holds others' overdue tasks, to urge about.</summary>
    public bool MayUrge => IsTeam && List == FollowUpList.Overdue && by.Has(Permissions.FollowUpsUrge);

    public bool MayWrite => by.Has(Permissions.FollowUpsWrite);

    string IFormPage.FormPrefix => "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var wanted = PageWanted.Of(PageNumber, Size);
        await PlaceAsync(ct);
        habits = await views.OfListAsync(ListPlaces.FollowUps, by, ct);
        if (ListFrame.Default(Request, habits) is { } view)
            return LocalRedirect(view);
        Filter = Filter with { Custom = CustomFieldConditions.AskedIn(Request.Query) };
        string[] shown = [.. ColumnLayout.Of(await ColumnsAsync(ct), Request, habits).Select(c => c.Column.Key)];
        Rows = await lists.ListAsync(new FollowUpSelection(List, IsTeam, Person, Filter) { Sort = Sort }, wanted, shown, by, ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>The conditions alone where some of them cannot be read.</summary>
    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        habits ??= await views.OfListAsync(ListPlaces.FollowUps, by, ct);
        var columns = await ColumnsAsync(ct);
        Frame = new ListFrame(Request, ListPlaces.FollowUps, CrmLinks.FollowUps())
        {
            Search = conditions.Search,
            Conditions = await conditions.OfAsync(List, IsTeam, Person, Filter, ct),
            Place = ["list", "team"],
            Columns = columns,
            Shown = ColumnLayout.Of(columns, Request, habits),
            Habits = habits,
            Total = Rows.Total,
            MayExport = by.Has(Permissions.CustomersExport),
            Standing = ("list", FollowUpLists.Code(List)),
        };
        return Page();
    }

    private async Task<IReadOnlyList<ListColumn>> ColumnsAsync(CancellationToken ct) => FollowUpColumns.All(List, IsTeam, (await fields.GetAsync(ct)).FollowUps.ListedFor(by), text);

    private async Task PlaceAsync(CancellationToken ct)
    {
        Person = IsTeam ? Person : null;
        Counts = await followUps.CountAsync(IsTeam, Person, by, ct);
        List = FollowUpLists.Of(ListCode, Counts);
    }
}
