using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Puts a form beside the record as somebody else has saved it meanwhile.</summary>
public sealed class FollowUpComparison(CrmDbContext db, ListCatalog lists, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
{
    /// <returns>Every field that differs, in the order of the form.</returns>
    public async Task<IReadOnlyList<FieldDifference>> CompareAsync(FollowUpRow stored, FollowUpForm form, UserScope by, CancellationToken ct)
    {
        var mine = form.Cleaned();
        var method = (await lists.GetAsync(ct)).Find(ListKind.FollowUpMethod, mine.Method);
        var contact = await ContactAsync(stored.CustomerId, mine.Contact, by, ct);
        (string Field, string? Mine, string? Theirs)[] texts =
        [
            ("Method", method?.Name, stored.Method?.Name),
            ("At", Minute(mine.At), Minute(clock.ToLocal(stored.At))),
            ("Content", mine.Content, stored.Content),
            ("Contact", contact, stored.ContactName),
            ("Result", mine.Result, stored.Result),
            ("NextStep", mine.NextStep, stored.NextStep),
            ("Commitments", mine.Commitments, stored.Commitments),
            ("Feedback", mine.Feedback, stored.Feedback),
            ("NeedChange", mine.NeedChange, stored.NeedChange),
            ("Objections", mine.Objections, stored.Objections),
            ("Subject", mine.Subject, stored.Subject),
        ];

        // Two contacts may have the same name.
        return
        [
            .. texts.Where(f => f.Field == "Contact" ? mine.Contact != stored.ContactId : (f.Mine ?? "") != (f.Theirs ?? ""))
                .Select(f => new FieldDifference(f.Field, text[f.Field], f.Mine ?? "", f.Theirs ?? "")),
        ];
    }

    private async Task<string?> ContactAsync(int customerId, int? contactId, UserScope by, CancellationToken ct)
    {
        if (contactId is not { } id)
            return null;
        var name = await db.Contacts.Where(c => c.Id == id && c.CustomerId == customerId).Select(c => c.Name).FirstOrDefaultAsync(ct);
        return name is null || by.Has(Permissions.PersonalDataView) ? name : PersonalData.MaskName(name);
    }

    private static string? Minute(DateTime? at) => at?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
