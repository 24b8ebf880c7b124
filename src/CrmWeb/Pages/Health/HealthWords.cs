using System.Globalization;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Health;

namespace CrmWeb.Pages.Health;

/// <summary>How scores are shown.</summary>
internal static class HealthWords
{
    /// <summary>Width of the drawing of a history; its height is the highest score.</summary>
    public const int LineWidth = 300;

    /// <summary>The palette's name for a band; the number or its word stands beside it.</summary>
    public static string Colour(int score) => HealthBands.Of(score) switch
    {
        HealthBand.Good => "green",
        HealthBand.Fair => "orange",
        _ => "red",
    };

    /// <summary>The points of a history as SVG wants them: by day to the right, the better the higher.</summary>
    public static string Points(IReadOnlyList<HealthLinePoint> line)
    {
        var (first, days) = (line[0].Day.DayNumber, Math.Max(1, line[^1].Day.DayNumber - line[0].Day.DayNumber));
        return string.Join(' ', line.Select(p => string.Create(CultureInfo.InvariantCulture, $"{LineWidth * (p.Day.DayNumber - first) / days},{100 - p.Score}")));
    }

    /// <summary>Where one does what would raise the score; null for those who may not.</summary>
    /// <param name="edits">The reader changes the customer.</param>
    /// <param name="followsUp">The reader writes follow-ups of it.</param>
    /// <param name="orders">The reader writes orders.</param>
    public static string? Link(HealthStep step, int customerId, bool edits, bool followsUp, bool orders) => step switch
    {
        HealthStep.FollowUp or HealthStep.Engagement => followsUp ? CrmLinks.NewFollowUp(customerId) : null,
        HealthStep.Overdue => CrmLinks.OrdersOf(customerId),
        HealthStep.Order => edits && orders ? CrmLinks.NewOrder(customerId) : null,
        _ when !edits => null,
        HealthStep.Budget => CrmLinks.EditCustomerAt(customerId, "Budget"),
        HealthStep.Needs => CrmLinks.EditCustomerAt(customerId, "NeedSummary"),
        _ => CrmLinks.EditCustomer(customerId),
    };
}
