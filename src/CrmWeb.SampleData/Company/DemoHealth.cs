using CrmWeb.Core.Health;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.SampleData.Company;

/// <summary>The scores of the demo company's customers, and how they came to where they are.</summary>
internal sealed class DemoHealth(CrmDbContext db, HealthScores scores, OrganizationClock clock)
{
    private const int Weeks = 12;

    /// <summary>Its own, so that everything else stays as it was.</summary>
    private readonly Random random = new(20261201);

    public async Task FillAsync(CancellationToken ct)
    {
        await scores.RenewAllAsync(ct);
        var customers = await db.Customers.AsNoTracking().Where(c => c.Health != null).OrderBy(c => c.Id).Select(c => new { c.Id, c.Health, c.CreatedAt }).ToListAsync(ct);
        List<HealthPoint> points = [];
        foreach (var customer in customers)
        {
            var score = customer.Health!.Value;
            for (var week = 1; week <= Weeks; week++)
            {
                var day = clock.Today.AddDays(-7 * week);
                if (clock.StartOfDay(day) < customer.CreatedAt)
                    break;
                score = Math.Clamp(score + random.Next(-9, 12), 5, 98);
                points.Add(new HealthPoint(customer.Id, day, score));
            }
        }

        points.Reverse();
        await db.SaveNewAsync(points, ct);
    }
}
