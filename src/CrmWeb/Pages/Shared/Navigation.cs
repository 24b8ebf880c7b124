using System.Security.Claims;
using CrmWeb.Security;

namespace CrmWeb.Pages.Shared;

/// <summary>One entry of the navigation; it is shown to those who hold the permission.</summary>
/// <param name="TextKey">Key in InterfaceText.</param>
public sealed record NavigationEntry(string Path, string Icon, string TextKey, string? Permission = null);

/// <summary>What the navigation offers, and which entry the current page belongs to.</summary>
public static class Navigation
{
    private static readonly NavigationEntry[] Work =
    [
        new(CrmLinks.Desk(), "layout-dashboard", "Nav.Desk"),
        new(CrmLinks.Customers(), "building", "Nav.Customers"),
        new(CrmLinks.Contacts(), "address-book", "Nav.Contacts"),
        new(CrmLinks.FollowUps(), "messages", "Nav.FollowUps"),
        new(CrmLinks.FollowUpCalendar(), "calendar-due", "Nav.FollowUpCalendar"),
        new(CrmLinks.Orders(), "receipt", "Nav.Orders"),
        new(CrmLinks.DailyReport(), "send", "Nav.DailyReport", Permissions.DailyReportsSend),
        new(CrmLinks.Morning(), "sun", "Nav.Morning", Permissions.TeamView),
        new(CrmLinks.Reports(), "chart-bar", "Nav.Reports", Permissions.CustomersView),
        new(CrmLinks.RecycleBin(), "trash", "Nav.RecycleBin", Permissions.CustomersDelete),
    ];

    private static readonly NavigationEntry[] Administration =
    [
        new(CrmLinks.Departments(), "sitemap", "Nav.Departments", Permissions.AdminDepartments),
        new(CrmLinks.Users(), "users", "Nav.Users", Permissions.AdminUsers),
        new(CrmLinks.Lists(), "list", "Nav.Lists", Permissions.AdminLists),
        new(CrmLinks.CustomFields(), "columns-3", "Nav.CustomFields", Permissions.AdminLists),
        new(CrmLinks.FileSettings(), "paperclip", "Nav.Files", Permissions.AdminLists),
        new(CrmLinks.Tags(), "tags", "Nav.Tags", Permissions.AdminLists),
        new(CrmLinks.Stages(), "stairs-up", "Nav.Stages", Permissions.AdminLists),
        new(CrmLinks.Rules(), "eye", "Nav.Rules", Permissions.AdminRules),
        new(CrmLinks.HealthSettings(), "activity-heartbeat", "Nav.Health", Permissions.AdminRules),
        new(CrmLinks.Calendar(), "calendar", "Nav.Calendar", Permissions.AdminRules),
        new(CrmLinks.Jobs(), "refresh", "Nav.Jobs", Permissions.AdminJobs),
        new(CrmLinks.Channels(), "send", "Nav.Channels", Permissions.AdminNotifications),
    ];

    /// <summary>The bar at the bottom of a phone.</summary>
    public static IReadOnlyList<NavigationEntry> Bottom { get; } =
    [
        new(CrmLinks.Desk(), "layout-dashboard", "Nav.Desk"),
        new(CrmLinks.Customers(), "building", "Nav.Customers"),
        new(CrmLinks.NewCustomer(), "plus", "Nav.NewCustomer", Permissions.CustomersCreate),
        new(CrmLinks.FollowUps(), "messages", "Nav.FollowUps"),
        new(CrmLinks.Profile(), "user", "Nav.Me"),
    ];

    public static IEnumerable<NavigationEntry> WorkFor(ClaimsPrincipal user) => Work.Where(entry => Allowed(entry, user));

    public static IEnumerable<NavigationEntry> AdministrationFor(ClaimsPrincipal user) => Administration.Where(entry => Allowed(entry, user));

    public static bool Allowed(NavigationEntry entry, ClaimsPrincipal user) =>
        entry.Permission is null || user.HasClaim(CrmClaims.Permission, entry.Permission);

    /// <summary>The entry with the longest path that leads to this address; the desk only for itself.</summary>
    public static string? Current(IEnumerable<NavigationEntry> entries, PathString address) =>
        entries.Select(entry => entry.Path)
            .Where(path => path == "/" ? address == "/" || !address.HasValue : address.StartsWithSegments(path))
            .MaxBy(path => path.Length);
}
