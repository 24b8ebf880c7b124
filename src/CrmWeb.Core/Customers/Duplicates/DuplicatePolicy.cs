using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Duplicates;

/// <summary>Decides whether a customer may be saved although another one may be the same.</summary>
public sealed class DuplicatePolicy(CrmDbContext db, DuplicateFinder finder, IStringLocalizer<CustomersText> text)
{
    /// <summary>Looks before a new customer is saved.</summary>
    /// <returns>The match that was confirmed, to be noted by <see cref="Note"/>; null where there is none.</returns>
    /// <exception cref="ValidationException">The customer certainly exists already, or likely does and nobody has confirmed it; the errors are at the fields that are equal.</exception>
    internal async Task<DuplicateMatch?> CheckNewAsync(DuplicateQuestion question, bool confirmed, UserScope by, CancellationToken ct) =>
        Confirmed(await finder.FindForNewAsync(question, by, ct), confirmed, by);

    /// <summary>Looks before a change is saved.</summary>
    /// <inheritdoc cref="CheckNewAsync" path="/returns"/>
    /// <inheritdoc cref="CheckNewAsync" path="/exception"/>
    internal async Task<DuplicateMatch?> CheckChangeAsync(DuplicateQuestion question, bool confirmed, UserScope by, CancellationToken ct) =>
        Confirmed(await finder.FindForChangeAsync(question, by, ct), confirmed, by);

    /// <summary>Notes that a customer is saved in spite of a match; with the caller's next save.</summary>
    internal void Note(DuplicateMatch? match, int customerId, UserScope by, DateTime now)
    {
        if (match is not null)
            db.AuditEntries.Add(match.ConfirmedFor(customerId, by, now));
    }

    private DuplicateMatch? Confirmed(IReadOnlyList<DuplicateMatch> matches, bool confirmed, UserScope by)
    {
        if (matches.Count == 0)
            return null;

        if (!by.Has(Permissions.DuplicatesOverride) && matches.FirstOrDefault(m => m.IsCertain) is { } certain)
        {
            throw certain.Reason.HasFlag(DuplicateReason.CreditCode)
                ? Refusal.Of(nameof(Forms.CustomerForm.CreditCode), text["Error.DuplicateCreditCode", OwnerLabel(certain)])
                : Refusal.Of(nameof(Forms.CustomerForm.Name), text["Error.DuplicateNamePhone", OwnerLabel(certain)]);
        }

        return confirmed
            ? matches[0]
            : throw Refusal.Of(nameof(Forms.CustomerForm.ConfirmDuplicate), text["Error.DuplicateLikely", OwnerLabel(matches[0])]);
    }

    private string OwnerLabel(DuplicateMatch match) => match.InPool ? text["Duplicate.InPool"].Value : match.OwnerName;
}
