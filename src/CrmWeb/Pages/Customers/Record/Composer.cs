using CrmWeb.Core.FollowUps;
using CrmWeb.Pages.FollowUps;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>The form on top of the timeline: what happened, when to come back, the new stage.</summary>
public sealed record Composer
{
    public required int CustomerId { get; init; }

    public required FollowUpForm Form { get; init; }

    /// <summary>The organisation's wall clock when the page was made; the form counts on from there.</summary>
    public required DateTime Now { get; init; }

    public required FollowUpChoices Choices { get; init; }

    public required string StageName { get; init; }

    public required string StageCode { get; init; }
}
