using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Notes at a move to another stage which record's form made it, so that the timeline tells of both in one entry.</summary>
internal sealed class FollowUpMoves : ICustomerListener
{
    public Task AfterSaveAsync(IReadOnlyList<CustomerEvent> events, UserScope by, CancellationToken ct)
    {
        foreach (var move in events.OfType<StageMoved>())
        {
            if (events.OfType<FollowUpEvent>().FirstOrDefault(e => e.Customer == move.Customer && e.Action is FollowUpAction.Recorded or FollowUpAction.Completed) is { } told)
                move.Change.TellWith(told.FollowUp.Id);
        }

        return Task.CompletedTask;
    }
}
