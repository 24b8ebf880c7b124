using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>What a contact or a follow-up says in a field of the company's own, in words for one reader.</summary>
public sealed record OwnFact(CustomFieldEntry Field, string Words)
{
    /// <summary>Where a link leads.</summary>
    public string? Address { get; init; }
}

/// <summary>Reads what pages show of contacts and follow-ups in fields of the company's own.</summary>
public sealed class OwnFacts(CrmDbContext db, CustomFieldCatalog fields, UserDirectory users, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <summary>By record, in the order of the fields; one question, and none where the reader sees no field of the subject.</summary>
    /// <param name="owners">Records the reader sees.</param>
    internal async Task<ILookup<int, OwnFact>> ReadAsync(ValueTable table, List<int> owners, UserScope by, CancellationToken ct)
    {
        var seen = (await fields.GetAsync(ct)).Of(table.Subject).SeenBy(by).ToList();
        List<TypedValue> rows = seen.Count == 0 || owners.Count == 0 ? [] : await table.Rows(db).AsNoTracking().Where(v => EF.Parameter(owners).Contains(v.OwnerId)).ToListAsync(ct);
        var (format, view) = (new CustomFieldFormat(await users.GetAsync(ct), clock), PersonalView.Of(by));
        return rows.GroupBy(r => r.OwnerId).SelectMany(g => Facts(CustomValues.Of(g)).Select(fact => (Owner: g.Key, Fact: fact))).ToLookup(f => f.Owner, f => f.Fact);

        IEnumerable<OwnFact> Facts(CustomValues values)
        {
            foreach (var field in seen)
            {
                if (format.Words(field, values.Of(field.Id), (text["Yes"], text["No"])) is not { } words)
                    continue;
                yield return new OwnFact(field, field.IsPersonal ? view.Words(words)! : words) { Address = field.Type == CustomFieldType.Link && view.IsClear ? WebAddress.Href(words) : null };
            }
        }
    }
}
