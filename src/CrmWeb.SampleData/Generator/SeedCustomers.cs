using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.SampleData.Company;

namespace CrmWeb.SampleData.Generator;

/// <summary>Invents customer after customer with all that happened to it.</summary>
internal sealed class SeedCustomers(Random random, DemoCodes codes, OrganizationClock clock, IReadOnlyList<SeedTeam> teams, DemoSupply supply, SeedIds ids)
{
    /// <summary>Of a hundred customers so many come exactly as far as each stage of <see cref="DemoHistories.Path"/>.</summary>
    private static readonly int[] Reach = [34, 22, 16, 12, 10, 6];

    private readonly DemoProfiles profiles = new(random, codes, clock, supply);
    private readonly DemoHistories histories = new(random, clock, SeedPlan.Days);
    private readonly DemoFollowUps writing = new(random, codes, clock);

    /// <param name="count">How many follow-ups it has.</param>
    public void Invent(SeedBatch batch, string number, Stage initial, DateTime enteredAt, int count)
    {
        var lost = random.Next(100) < 12;
        var planned = !lost && count >= 2 && random.Next(5) == 0;
        var calledOff = count >= 5 && random.Next(10) == 0;
        var visits = count - (planned ? 1 : 0) - (calledOff ? 1 : 0);
        lost &= visits >= 2;
        var history = new DemoHistory
        {
            Owner = Owner(),
            Depth = Math.Min(Depth(), Math.Max(0, visits - (lost ? 2 : 1))),
            IsLost = lost,
            CreatedAt = enteredAt,
        };
        history.Visits = histories.Visits(history, visits, clock.UtcNow);
        history.Customer = profiles.Create(history, number, initial);
        ids.Give(history.Customer);
        writing.Replay(history);

        List<FollowUp> followUps = [.. history.Visits.Select((visit, i) => writing.Done(history, visit, i == 0 ? null : history.Visits[i - 1]))];
        if (calledOff)
            followUps.Add(writing.CalledOff(history));
        if (planned)
            followUps.Add(Plan(history));
        history.Customer.NextFollowUp(followUps.Where(f => f.IsOpen).Min(f => f.PlannedAt));
        batch.Add(history.Customer);
        foreach (var followUp in followUps)
            batch.Add(followUp);
    }

    /// <summary>A quarter of what is planned is overdue.</summary>
    private FollowUp Plan(DemoHistory history)
    {
        var now = clock.UtcNow;
        var last = history.Visits[^1].WrittenAt;
        var at = random.Next(4) == 0 && last < now.AddHours(-1)
            ? histories.AtWork(last + (now - last) * (0.3 + 0.6 * random.NextDouble()), last, now.AddMinutes(-20))
            : histories.AtWork(now.AddDays(random.Next(2, 40)), now.AddHours(1), DateTime.MaxValue);
        return writing.Plan(history, at, last);
    }

    private int Depth()
    {
        var left = random.Next(Reach.Sum());
        var depth = 0;
        for (; left >= Reach[depth]; depth++)
            left -= Reach[depth];
        return depth;
    }

    private CrmUser Owner()
    {
        var left = random.NextDouble() * teams.Sum(t => t.Branch.Share);
        var team = teams.FirstOrDefault(t => (left -= t.Branch.Share) < 0) ?? teams[0];
        return team.Reps[random.Next(team.Reps.Count)];
    }
}
