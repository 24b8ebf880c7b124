using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;

namespace CrmWeb.Core.Health;

/// <summary>The score of a customer as the record shows it.</summary>
/// <param name="Score">By the facts of this moment; the list shows what was stored at the last change or in the last night.</param>
/// <param name="Steps">What would raise it; at most three.</param>
/// <param name="Line">The scores of the last year by day, the present one last.</param>
public sealed record HealthOfCustomer(int Score, HealthFacts Facts, HealthParts Parts, HealthWeights Weights, IReadOnlyList<HealthStep> Steps, IReadOnlyList<HealthLinePoint> Line)
{
    public HealthBand Band => HealthBands.Of(Score);
}

/// <summary>A point of the history.</summary>
public sealed record HealthLinePoint(DateOnly Day, int Score);

/// <summary>Reads the score of one customer.</summary>
public sealed class HealthQueries(CrmDbContext db, HealthReader reader, HealthWeightCatalog weights, OrganizationClock clock)
{
    /// <summary>How many days the history goes back.</summary>
    internal const int DaysKept = 365;

    /// <returns>Null for a customer outside the scope, and for one in a lost stage.</returns>
    public async Task<HealthOfCustomer?> OfCustomerAsync(int customerId, UserScope by, CancellationToken ct)
    {
        var today = clock.Today;
        var readings = await reader.ReadAsync(db.Customers.VisibleTo(by).Where(c => c.Id == customerId), today.AddDays(-DaysKept), ct);
        if (readings is not [{ Facts: { } facts } reading])
            return null;
        var (inForce, parts) = (await weights.GetAsync(ct), HealthFormula.Parts(facts));
        var score = HealthFormula.Score(parts, inForce);
        return new HealthOfCustomer(
            score, facts, parts, inForce, HealthAdvice.Of(facts, reading.Stage, inForce),
            [.. reading.Points.Where(p => p.Day < today).Select(p => new HealthLinePoint(p.Day, p.Score)), new HealthLinePoint(today, score)]);
    }
}
