using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.FollowUps.List;

/// <summary>What is overdue, due today, planned, and done: one's own or the team's.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(FollowUpQueries followUps, OrganizationClock clock, UserScope by) : PageModel
{
    /// <summary>overdue, today, planned or done; by default what is overdue, if anything is, else today.</summary>
    [BindProperty(SupportsGet = true, Name = "list")]
    public string? ListCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "team")]
    public bool WantsTeam { get; set; }

    /// <summary>Of the team, only this colleague's.</summary>
    [BindProperty(SupportsGet = true, Name = "person")]
    public int? Person { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "size")]
    public int Size { get; set; } = CustomerFilter.DefaultSize;

    public FollowUpList List { get; private set; }

    public FollowUpCounts Counts { get; private set; } = new(0, 0, 0);

    public PageOf<FollowUpRow> Rows { get; private set; } = new([], 0, 1, CustomerFilter.DefaultSize);

    /// <summary>Who of the team has how many in the list shown.</summary>
    public IReadOnlyList<PersonCount> People { get; private set; } = [];

    /// <summary>The list as it is shown, to come back to.</summary>
    public string Address => Request.Path + Request.QueryString;

    public bool MaySeeTeam => by.Has(Permissions.TeamView);

    public bool IsTeam => WantsTeam && MaySeeTeam;

    /// <summary>Whether the list shown holds others' overdue tasks, to urge about.</summary>
    public bool MayUrge => IsTeam && List == FollowUpList.Overdue && by.Has(Permissions.FollowUpsUrge);

    public bool MayWrite => by.Has(Permissions.FollowUpsWrite);

    public DateTime UtcNow => clock.UtcNow;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (Size is < 1 or > CustomerFilter.MaxSize)
            throw new BadQueryException("size");

        Person = IsTeam ? Person : null;
        Counts = await followUps.CountAsync(IsTeam, Person, by, ct);
        List = ListCode switch
        {
            null or "" => Counts.Overdue > 0 ? FollowUpList.Overdue : FollowUpList.Today,
            "overdue" => FollowUpList.Overdue,
            "today" => FollowUpList.Today,
            "planned" => FollowUpList.Planned,
            "done" => FollowUpList.Done,
            _ => throw new BadQueryException("list"),
        };
        Rows = await followUps.ListAsync(List, IsTeam, Person, PageWanted.NumberOf(PageNumber), Size, by, ct);
        if (IsTeam)
            People = await followUps.CountByPersonAsync(List, Person is { } one ? [one] : [], by, ct);
    }
}
