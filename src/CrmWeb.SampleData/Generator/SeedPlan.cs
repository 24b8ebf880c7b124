using CrmWeb.Core.Organization;
using CrmWeb.SampleData.Company;

namespace CrmWeb.SampleData.Generator;

/// <summary>When each customer was entered and how many follow-ups it has, in the order of entering.</summary>
/// <param name="EnteredAt">UTC.</param>
internal sealed record SeedPlan(DateTime[] EnteredAt, int[] FollowUps)
{
    /// <summary>How far back everything goes.</summary>
    public const int Days = 730;

    /// <summary>More than one a week over two years nobody has, unless so many are asked for.</summary>
    private const int Busiest = 120;

    /// <summary>A customer with many follow-ups has been one for at least so many days for each.</summary>
    private const int DaysEach = 4;

    /// <summary>
    /// Shares the follow-ups out as life does: the tenth of the customers that is busiest has about half of them, a third has
    /// none or one. Together exactly as many as asked for.
    /// </summary>
    public static SeedPlan Draw(Random random, OrganizationClock clock, int customers, int followUps)
    {
        var now = clock.UtcNow;
        var most = customers == 0 ? 0 : Math.Max(Busiest, 3 * (followUps / customers + 1));
        var counts = new int[customers];
        for (var left = followUps; left > 0;)
        {
            var u = random.NextDouble();
            var rank = Math.Min(customers - 1, (int)(customers * u * u * u));
            if (counts[rank] < most)
            {
                counts[rank]++;
                left--;
            }
        }

        var work = new DemoHistories(random, clock);
        var entered = new DateTime[customers];
        for (var i = 0; i < customers; i++)
        {
            var youngest = Math.Min(2 + counts[i] * DaysEach, Days - 30);
            entered[i] = work.AtWork(now.AddDays(-youngest - (Days - youngest) * random.NextDouble()), DateTime.MinValue, now);
        }

        Array.Sort(entered, counts);
        return new SeedPlan(entered, counts);
    }
}
