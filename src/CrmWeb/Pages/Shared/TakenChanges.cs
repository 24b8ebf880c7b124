using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Shared;

/// <summary>Says what others changed meanwhile, which now stands beside one's own changes.</summary>
public static class TakenChanges
{
    public static string Merged(this IStringLocalizer<CustomersText> text, IReadOnlyList<TakenChange> taken) => string.Join(" ", taken.GroupBy(t => t.By).Select(
        by => text["Conflict.Merged", by.Key.Length > 0 ? by.Key : text["Conflict.Somebody"].Value, string.Join(text["List.Separator"], by.Select(t => t.Label))].Value));
}
