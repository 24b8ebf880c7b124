using CrmWeb.Core.FollowUps;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Customers.Record;

/// <summary>The form on top of the timeline: what happened, when to come back, the new stage.</summary>
public sealed record Composer
{
    public required int CustomerId { get; init; }

    public required FollowUpForm Form { get; init; }

    /// <summary>The organisation's wall clock when the page was made; the form counts on from there.</summary>
    public required DateTime Now { get; init; }

    /// <summary>Name and code.</summary>
    public required IReadOnlyList<SelectListItem> Methods { get; init; }

    public required IReadOnlyList<SelectListItem> Contacts { get; init; }

    public required string StageName { get; init; }

    public required string StageCode { get; init; }

    /// <summary>The stages the customer may move to.</summary>
    public required IReadOnlyList<SelectListItem> Stages { get; init; }

    public required IEnumerable<SelectListItem> LossReasons { get; init; }

    /// <summary>Codes of the stages that ask for a loss reason, separated by commas.</summary>
    public required string LostStages { get; init; }

    public required IReadOnlyList<SelectListItem> Leads { get; init; }
}
