using CrmWeb.Core.Access;
using CrmWeb.Core.Requests;
using CrmWeb.Core.SavedViews;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>Views of lists with fields of the company's own, which not every role finds and which may be retired by now.</summary>
internal sealed class CustomFieldViews(CustomFieldCatalog fields) : IViewReader
{
    private const string Sorted = "sort";
    private const string Columns = "cols";

    public string Sign => CustomFieldEntry.Prefix;

    /// <summary>The lists of the subjects, by their codes.</summary>
    private static readonly Dictionary<string, FieldSubject> Lists = new() { ["customers"] = FieldSubject.Customer, ["contacts"] = FieldSubject.Contact, ["follow-ups"] = FieldSubject.FollowUp };

    public async Task<ReadsView> OfAsync(UserScope by, CancellationToken ct)
    {
        var all = await fields.GetAsync(ct);
        var readers = Lists.ToDictionary(l => l.Key, l => Reader([.. all.Of(l.Value).ListedFor(by)]));
        var ofOthers = Reader([]);
        return (list, query) => readers.GetValueOrDefault(list, ofOthers)(query);
    }

    private static Func<string, ReadView> Reader(List<CustomFieldEntry> listed)
    {
        var found = listed.Select(f => f.FieldKey).ToHashSet(StringComparer.Ordinal);
        var conditions = listed.SelectMany(CustomFieldConditions.Names).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var orders = listed.Where(f => f.IsSortable).Select(f => f.FieldKey).ToHashSet(StringComparer.Ordinal);
        return query => Read(query);

        ReadView Read(string query)
        {
            var (opened, isWhole, isLess) = (new QueryBuilder(), true, false);
            foreach (var (name, values) in QueryHelpers.ParseQuery(query))
            {
                if (IsOwn(name))
                    isWhole &= conditions.Contains(name) || values.All(string.IsNullOrWhiteSpace);
                else if (name.Equals(Sorted, StringComparison.OrdinalIgnoreCase))
                    isWhole &= values.All(v => SortOrder.Parse(v).All(k => !IsOwn(k.Name) || orders.Contains(k.Name)));
                foreach (var value in values)
                {
                    var kept = name.Equals(Columns, StringComparison.OrdinalIgnoreCase) ? Kept(value ?? "") : value ?? "";
                    isLess |= kept != (value ?? "");
                    opened.Add(name, kept);
                }
            }

            return new ReadView(isLess ? $"{opened}".TrimStart('?') : query, isWhole);
        }

        string Kept(string columns) => string.Join(',', columns.Split(',').Where(c => !IsOwn(c.TrimStart()) || found.Contains(WithoutWidth(c.Trim()))));
    }

    private static bool IsOwn(string name) => name.StartsWith(CustomFieldEntry.Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The key has a point itself: what stands behind a second one is a width.</summary>
    private static string WithoutWidth(string column) => column.LastIndexOf('.') is var dot && dot >= CustomFieldEntry.Prefix.Length ? column[..dot] : column;
}
