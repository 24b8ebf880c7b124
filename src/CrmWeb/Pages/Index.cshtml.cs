using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Dashboard;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Targets;
using CrmWeb.Core.Urging;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CrmWeb.Pages;

/// <summary>The desk: what is due, who has waited longest, where the customers stand. A manager's shows the team.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(DeskQueries desk, DeskTargets targets, CollaborationQueries collaboration, OrganizationClock clock, IOptions<UrgingOptions> urging, UserScope by) : PageModel
{
    /// <summary>Whose desk; those who may see the team's begin with it.</summary>
    [BindProperty(SupportsGet = true, Name = "team")]
    public bool? WantsTeam { get; set; }

    public DeskView Desk { get; private set; } = null!;

    public DeskCollaboration Collaboration { get; private set; } = new([], []);

    /// <summary>This month's targets; null where there is none.</summary>
    public DeskTargetsView? Targets { get; private set; }

    public bool MaySeeTeam => by.Has(Permissions.TeamView);

    public bool IsTeam => MaySeeTeam && (WantsTeam ?? true);

    public bool MayWrite => by.Has(Permissions.FollowUpsWrite);

    public bool MayCreate => by.Has(Permissions.CustomersCreate);

    public bool MayUrgeTeam => IsTeam && by.Has(Permissions.FollowUpsUrge);

    /// <summary>Whether there is anything on the team's desk to urge about.</summary>
    public bool MayUrgeAny => Desk.Due.Any(MayUrge) || Desk.Idle.Any(MayUrge);

    public string UserName => by.Name;

    public DateOnly Today => clock.Today;

    public int Me => by.UserId;

    public int CustomerCount => Desk.Stages.Sum(s => s.Count);

    /// <summary>Nothing to do and nobody to do it for.</summary>
    public bool IsEmpty => CustomerCount == 0 && Desk.Counts is { Overdue: 0, Today: 0, Planned: 0 } && Desk.Team is null or { Members.Count: 0 };

    /// <summary>Key of the greeting for this time of day.</summary>
    public string Greeting => clock.ToLocal(clock.UtcNow).Hour switch
    {
        < 5 => "Greeting.Evening",
        < 12 => "Greeting.Morning",
        < 18 => "Greeting.Afternoon",
        _ => "Greeting.Evening",
    };

    public bool IsMine(DueTask task) => task.FollowUp.AssigneeId == by.UserId;

    public bool MayUrge(DueTask task) =>
        MayUrgeTeam && task.FollowUp.AssigneeId != by.UserId && task.FollowUp.IsOverdueAt(clock.UtcNow);

    public bool MayUrge(IdleCustomer customer) =>
        MayUrgeTeam && customer.OwnerId is { } owner && owner != by.UserId && customer.IdleDays >= urging.Value.SilentDays;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Desk = await desk.ReadAsync(IsTeam, by, ct);
        Targets = await targets.ReadAsync(IsTeam, by, ct);
        Collaboration = new DeskCollaboration(await collaboration.WaitingAsync(null, by, ct), await collaboration.MineAsync(by, ct));
    }
}

/// <summary>Requests to collaborate: those to decide, and one's own.</summary>
public sealed record DeskCollaboration(IReadOnlyList<RequestToDecide> Waiting, IReadOnlyList<OwnRequest> Mine);
