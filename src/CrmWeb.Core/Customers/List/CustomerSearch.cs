using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.List;

/// <summary>A suggestion under the search box.</summary>
public sealed record SearchSuggestion(int Id, string Number, string Name, string? ContactName);

/// <summary>Finds customers by what is typed into the search box.</summary>
public sealed class CustomerSearch(CrmDbContext db)
{
    /// <summary>Shortest text that is searched for.</summary>
    public const int MinLength = 2;

    private const int MaxSuggestions = 8;

    /// <summary>The customers that fit best for a drop-down, last changed first; none for a text that is too short.</summary>
    public async Task<IReadOnlyList<SearchSuggestion>> SuggestAsync(string? typed, UserScope by, CancellationToken ct)
    {
        if (SearchText.Query(typed ?? "").Length < MinLength)
            return [];

        var rows = await CustomerFilterBuilder.Search(db.Customers.AsNoTracking().VisibleTo(by), typed, by)
            .OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id).Take(MaxSuggestions)
            .Select(c => new { c.Id, c.Number, c.Name, c.Kind, Contact = c.Contacts.Where(x => x.IsPrimary).Select(x => x.Name).FirstOrDefault() })
            .ToListAsync(ct);
        var view = PersonalView.Of(by);
        return [.. rows.Select(r => new SearchSuggestion(r.Id, r.Number, view.Customer(r.Name, r.Kind), view.Person(r.Contact)))];
    }
}
