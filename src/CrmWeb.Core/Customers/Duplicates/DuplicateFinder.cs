using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Text;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Duplicates;

/// <summary>What about an existing customer is the same.</summary>
[Flags]
public enum DuplicateReason
{
    None = 0,
    Name = 1,
    CreditCode = 2,
    Phone = 4,
}

/// <summary>
/// An existing customer that may be the same one. The owner's name is all that is told of it; the id only where the
/// asking user may see the customer anyway.
/// </summary>
public sealed record DuplicateMatch(DuplicateReason Reason, string OwnerName, bool InPool, bool InRecycleBin, int? VisibleId, string? VisibleName)
{
    /// <summary>Which one it is: for a sealed token, never for the page.</summary>
    public int CustomerId { get; init; }

    /// <summary>The credit code, or name and phone together: the same customer beyond doubt.</summary>
    public bool IsCertain =>
        Reason.HasFlag(DuplicateReason.CreditCode) || Reason.HasFlag(DuplicateReason.Name | DuplicateReason.Phone);

    /// <summary>What is noted where a customer is saved in spite of it.</summary>
    internal AuditEntry ConfirmedFor(int customerId, UserScope by, DateTime now) => new(
        now, by.ActorId, Guid.NewGuid(), AuditAction.DuplicateConfirmed, nameof(Customer), customerId, nameof(Customer), customerId, "", null, Reason.ToString());
}

/// <summary>What is compared; phones as typed.</summary>
public sealed record DuplicateQuestion(string? Name, string? CreditCode, IReadOnlyList<string> Phones, int? ExceptId = null)
{
    public static DuplicateQuestion Of(CustomerForm form, int? exceptId) =>
        new(form.Name, form.CreditCode, [.. form.Contacts.SelectMany(c => new[] { c.Mobile, c.Landline }).OfType<string>()], exceptId);
}

/// <summary>Looks for existing customers across the whole company, the recycle bin included.</summary>
public sealed class DuplicateFinder(CrmDbContext db, UserDirectory users, DuplicateQuota allowance, IStringLocalizer<CustomersText> text)
{
    private const int MaxMatches = 5;

    /// <summary>Answers a question that somebody may ask as often as their allowance lasts.</summary>
    /// <returns>Null where it does not: then nothing was looked up.</returns>
    public async Task<IReadOnlyList<DuplicateMatch>?> AskAsync(DuplicateQuestion question, UserScope by, CancellationToken ct) =>
        allowance.TryTake(by.UserId, question) ? await FindAsync(question, by, ct) : null;

    /// <summary>Looks before a new customer is saved. Finding nothing costs nothing: the customer that is made tells who looked.</summary>
    /// <exception cref="ValidationException">The user's allowance is used up: the save neither tells nor passes by what it would find.</exception>
    internal async Task<IReadOnlyList<DuplicateMatch>> FindForNewAsync(DuplicateQuestion question, UserScope by, CancellationToken ct)
    {
        if (by.ActorId is { } user && !allowance.IsLeft(user, question))
            throw Paused();
        var matches = await FindAsync(question, by, ct);
        if (matches.Count > 0 && by.ActorId is { } asking && !allowance.TryTake(asking, question))
            throw Paused();
        return matches;
    }

    /// <summary>Looks before a change is saved; each look counts, because a change can be taken back without a trace.</summary>
    /// <inheritdoc cref="FindForNewAsync" path="/exception"/>
    internal async Task<IReadOnlyList<DuplicateMatch>> FindForChangeAsync(DuplicateQuestion question, UserScope by, CancellationToken ct) =>
        by.ActorId is { } user && !allowance.TryTake(user, question) ? throw Paused() : await FindAsync(question, by, ct);

    private ValidationException Paused() => new([new ValidationFailure("", text["Error.DuplicatePaused"])]);

    /// <summary>What is the same, whoever asks however often; not for pages.</summary>
    public async Task<IReadOnlyList<DuplicateMatch>> FindAsync(DuplicateQuestion question, UserScope by, CancellationToken ct)
    {
        var nameKey = FormText.CleanLine(question.Name) is { } name ? CompanyName.Key(name) : "";
        var code = FormText.CleanCode(question.CreditCode) is { } typed ? CreditCode.Normalize(typed) : null;
        if (code is not null && CreditCode.Check(code) != CreditCodeResult.Valid)
            code = null;
        var phones = question.Phones.Select(PhoneNumber.Key).OfType<string>().Distinct().ToList();
        if (nameKey.Length < 2 && code is null && phones.Count == 0)
            return [];

        // Ids by each index first: one OR over three columns would scan.
        var all = db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).AsNoTracking();
        var candidates = all.Where(c => c.NameKey == nameKey && nameKey.Length >= 2).Select(c => new { c.Id, Reason = (int)DuplicateReason.Name });
        if (code is not null)
            candidates = candidates.Concat(all.Where(c => c.CreditCode == code).Select(c => new { c.Id, Reason = (int)DuplicateReason.CreditCode }));
        if (phones.Count > 0)
        {
            // Who has left takes the phone along: it says nothing of the old customer.
            var current = db.Contacts.Where(c => c.DepartedOn == null);
            candidates = candidates.Concat(current
                .Where(c => phones.Contains(c.MobileDigits!)).Select(c => new { Id = c.CustomerId, Reason = (int)DuplicateReason.Phone }));
            candidates = candidates.Concat(current
                .Where(c => phones.Contains(c.LandlineDigits!)).Select(c => new { Id = c.CustomerId, Reason = (int)DuplicateReason.Phone }));
        }

        var reasons = (await candidates.OrderByDescending(c => c.Reason).ThenBy(c => c.Id).Take(200).ToListAsync(ct))
            .Where(c => c.Id != question.ExceptId)
            .GroupBy(c => c.Id)
            .ToDictionary(g => g.Key, g => (DuplicateReason)g.Aggregate(0, (sum, c) => sum | c.Reason));
        if (reasons.Count == 0)
            return [];

        var ids = reasons.Keys.ToList();
        var visible = db.Customers.VisibleTo(by);
        var found = await all.Where(c => EF.Parameter(ids).Contains(c.Id))
            .Select(c => new { c.Id, c.Name, c.Kind, c.OwnerId, Binned = c.DeletedAt != null, Visible = c.DeletedAt == null && visible.Any(v => v.Id == c.Id) })
            .ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(by);
        return
        [
            .. found
                .Select(f => new DuplicateMatch(reasons[f.Id], directory.Name(f.OwnerId), f.OwnerId is null, f.Binned,
                    f.Visible ? f.Id : null, f.Visible ? view.Customer(f.Name, f.Kind) : null) { CustomerId = f.Id })
                .OrderByDescending(m => m.IsCertain).ThenBy(m => m.CustomerId)
                .Take(MaxMatches),
        ];
    }
}
