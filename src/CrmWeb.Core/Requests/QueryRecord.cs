using System.Reflection;
using CrmWeb.Core.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmWeb.Core.Requests;

/// <summary>Reads the query of an address into a list's conditions, as a page that is asked for with it does.</summary>
public static class QueryRecord
{
    /// <summary>Texts by their names whatever their case: the first of several, or all of them where the record holds a list; parts that the record has not count for nothing.</summary>
    public static T Of<T>(string query)
        where T : class, new()
    {
        var said = QueryHelpers.ParseQuery(query);
        var record = new T();
        foreach (var part in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var typed = said.FirstOrDefault(q => string.Equals(q.Key, part.Name, StringComparison.OrdinalIgnoreCase)).Value.OfType<string>().ToList();
            if (part.PropertyType == typeof(string) && typed.FirstOrDefault() is { Length: > 0 } first)
                part.SetValue(record, StorableText.Of(first));
            else if (part.PropertyType.IsAssignableTo(typeof(IReadOnlyList<string>)) && part.PropertyType.IsAssignableFrom(typeof(List<string>)))
                part.SetValue(record, typed.ConvertAll(t => StorableText.Of(t)));
        }

        return record;
    }
}
