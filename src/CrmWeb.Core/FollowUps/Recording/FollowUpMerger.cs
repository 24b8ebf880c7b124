using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>What came of correcting a record: it was saved unless both sides changed a field to different values.</summary>
/// <param name="Form">The form with what others changed in it, as it is saved or to be shown again.</param>
public sealed record FollowUpMerge(FollowUpForm Form, IReadOnlyList<FieldDifference> Clashes, IReadOnlyList<TakenChange> Taken)
{
    public bool IsSaved => Clashes.Count == 0;
}

/// <summary>
/// Brings the form of a correction together with what others corrected since it was opened. What it was opened with is told from the
/// change log, backwards from the record as it is now.
/// </summary>
public sealed class FollowUpMerger(
    CrmDbContext db, ListCatalog lists, FollowUpOwnFields ownFields, UserDirectory users, OrganizationClock clock, IStringLocalizer<FollowUpsText> text,
    IStringLocalizer<CustomersText> shared)
{
    /// <summary>The form that would change nothing.</summary>
    internal async Task<FollowUpForm> FillAsync(FollowUp followUp, UserScope by, CancellationToken ct) =>
        await FilledAsync(followUp, await ownFields.ForAsync(by, ct), await ownFields.CarriedAsync(followUp.Id, ct), ct);

    private async Task<FollowUpForm> FilledAsync(FollowUp followUp, OwnFields own, CustomValues carried, CancellationToken ct)
    {
        var form = new FollowUpForm { Version = followUp.Version };
        var list = await lists.GetAsync(ct);
        foreach (var field in FollowUpFields.All)
            field.Type(form, field.Shown(field.Stored(followUp), list, clock));
        own.Fill(form, carried);
        return form;
    }

    /// <summary>Takes over what only others changed, and tells where both sides did.</summary>
    internal async Task<FollowUpMerge> MergeAsync(FollowUpForm typed, FollowUp followUp, UserScope by, CancellationToken ct)
    {
        var changes = await ChangesSince.ReadAsync(db, nameof(Customer), followUp.CustomerId, typed.Seen, ct);
        var (own, carried) = (await ownFields.ForAsync(by, ct), await ownFields.CarriedAsync(followUp.Id, ct));
        var (list, directory, mine, theirs) = (await lists.GetAsync(ct), await users.GetAsync(ct), typed.Cleaned(), await FilledAsync(followUp, own, carried, ct));
        own.Complete(mine, carried);
        List<(FollowUpField Field, AuditEntry? Entry)> clashes = [];
        List<TakenChange> taken = [];
        foreach (var field in FollowUpFields.All.Concat(own.Editable.Select(FollowUpFields.Of)))
        {
            if (typed.TakeTheirs.Contains(field.Key))
                field.Type(mine, field.Typed(theirs));
            var (said, other) = (field.Custom is { } custom ? own.Spelled(custom, mine, carried) : field.Typed(mine), field.Typed(theirs));
            if (Equals(said, other))
                continue;
            var before = changes.First(nameof(FollowUp), followUp.Id, field.StoredAs) is { } first ? Before(field, first.OldValue) : other;
            var entry = changes.Last(nameof(FollowUp), followUp.Id, field.StoredAs);
            if (changes.IsKnown && Equals(said, before))
            {
                field.Type(mine, other);
                taken.Add(new TakenChange(field.Label(text), directory.Name(entry?.ActorId)));
            }
            else if (!changes.IsKnown || !Equals(other, before))
            {
                clashes.Add((field, entry));
            }
        }

        (mine.Version, mine.TakeTheirs) = (followUp.Version, []);
        mine.Seen = changes.IsKnown ? changes.Newest ?? typed.Seen : await ChangesSince.MarkAsync(db, nameof(Customer), followUp.CustomerId, ct);
        if (clashes.Count == 0)
            return new FollowUpMerge(mine, [], taken);
        var words = await WordsAsync(followUp.CustomerId, own, carried, by, ct);
        return new FollowUpMerge(
            mine,
            [
                .. clashes.Select(c => new FieldDifference(c.Field.InForm, c.Field.Label(text), words(c.Field, mine), words(c.Field, theirs))
                {
                    By = directory.Name(c.Entry?.ActorId),
                    At = c.Entry?.At,
                    Choice = c.Field.Key,
                }),
            ],
            taken);

        object? Before(FollowUpField field, string? raw) => field.Custom is { } custom ? own.Format.ToInput(custom, raw) : field.Shown(field.Logged(raw), list, clock);
    }

    /// <summary>What stands in a form, as its reader may see it.</summary>
    private async Task<Func<FollowUpField, FollowUpForm, string>> WordsAsync(int customerId, OwnFields own, CustomValues carried, UserScope by, CancellationToken ct)
    {
        var (list, view) = (await lists.GetAsync(ct), PersonalView.Of(by));
        var names = await db.Contacts.Where(c => c.CustomerId == customerId).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        return (field, form) => (field.Kind, field.Typed(form)) switch
        {
            (FollowUpFieldKind.Custom, not null) => own.Words(field.Custom!, form, carried, (shared["Yes"], shared["No"])),
            (FollowUpFieldKind.Method, string code) => list.Find(ListKind.FollowUpMethod, code)?.Name ?? "",
            (FollowUpFieldKind.Contact, int id) => names.TryGetValue(id, out var name) ? view.Person(name)! : "",
            (FollowUpFieldKind.Time, DateTime at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            (_, string words) => view.Words(words) ?? "",
            _ => "",
        };
    }
}
