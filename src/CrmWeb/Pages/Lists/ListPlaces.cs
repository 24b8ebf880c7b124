using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmWeb.Pages.Lists;

/// <summary>The lists by the code under which something is kept for them, and where those are whose conditions can be saved as views.</summary>
public static class ListPlaces
{
    public const string Customers = "customers";
    public const string Contacts = "contacts";
    public const string FollowUps = "follow-ups";
    public const string Orders = "orders";
    public const string Notifications = "notifications";
    public const string Users = "users";
    public const string Outbox = "outbox";
    public const string Jobs = "jobs";

    private static readonly Dictionary<string, string> Addresses = new()
    {
        [Customers] = CrmLinks.Customers(),
        [Contacts] = CrmLinks.Contacts(),
        [FollowUps] = CrmLinks.FollowUps(),
        [Orders] = CrmLinks.Orders(),
        [Users] = CrmLinks.Users(),
    };

    /// <exception cref="BadQueryException">There is no such list.</exception>
    public static string AddressOf(string? list) => Addresses.GetValueOrDefault(list ?? "") ?? throw new BadQueryException("list");

    /// <summary>The list as a view shows it.</summary>
    public static string AddressOf(string list, int view, string query)
    {
        var said = QueryHelpers.ParseQuery(query).Where(p => p.Key != ListFrame.Viewed).SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value ?? ""));
        return AddressOf(list) + new QueryBuilder([KeyValuePair.Create(ListFrame.Viewed, $"{view}"), .. said]);
    }
}
