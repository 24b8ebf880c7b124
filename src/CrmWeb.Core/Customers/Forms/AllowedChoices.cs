using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Tags;

namespace CrmWeb.Core.Customers.Forms;

/// <summary>
/// Which entries of lists and which tags may be saved: those on offer, and those the record holds already. What an administrator
/// has retired is refused like a value there never was, also where it is sent past the form.
/// </summary>
internal sealed class AllowedChoices(ListSnapshot lists, TagSnapshot tags, IReadOnlySet<int> held, IReadOnlySet<int> heldTags)
{
    /// <param name="stored">With contacts and tags; null for a new record.</param>
    public static AllowedChoices Of(Customer? stored, ListSnapshot lists, TagSnapshot tags)
    {
        var profile = stored?.ToProfile();
        var held = stored is null
            ? []
            : CustomerFields.All.Where(f => f.List is not null).Select(f => (int?)f.Stored!(profile!))
                .Concat(stored.Contacts.SelectMany(c => new[] { c.SalutationId, c.RoleId }));
        return new AllowedChoices(
            lists, tags, held.Select(id => lists.ById(id)?.Id).OfType<int>().ToHashSet(),
            stored?.Tags.Select(t => tags.ById(t.TagId)?.Id).OfType<int>().ToHashSet() ?? []);
    }

    /// <summary>Nothing chosen is for other rules to judge.</summary>
    public bool Allows(ListKind kind, string? code) => code is null || (lists.Find(kind, code) is { } entry && (held.Contains(entry.Id) || lists.IsOffered(entry)));

    public bool AllowsTag(string code) => tags.Find(code) is { } tag && (tag.IsActive || heldTags.Contains(tag.Id));
}
