using CrmWeb.Core.Access;

namespace CrmWeb.Core.Organization.Roles;

/// <summary>The roles every installation starts with.</summary>
public static class BuiltInRoles
{
    public const string Rep = "rep";
    public const string Manager = "manager";
    public const string Admin = "admin";
    public const string Service = "service";
    public const string Marketer = "marketer";

    private static readonly string[] RepPermissions =
    [
        Permissions.CustomersView, Permissions.CustomersCreate, Permissions.CustomersEdit,
        Permissions.PersonalDataView, Permissions.FollowUpsWrite, Permissions.OrdersWrite, Permissions.DailyReportsSend,
    ];

    /// <summary>New entities of the built-in roles, for an empty database.</summary>
    public static IReadOnlyList<Role> Create() =>
    [
        new(Rep, "销售代表", "Sales rep", DataScope.Own, 1, true, RepPermissions),
        new(Manager, "销售经理", "Sales manager", DataScope.Department, 2, true,
            [.. RepPermissions, Permissions.CustomersDelete, Permissions.CustomersReassign, Permissions.CustomersExport, Permissions.DuplicatesOverride,
                Permissions.FollowUpsReview, Permissions.FollowUpsUrge, Permissions.TeamView, Permissions.TargetsWrite]),
        new(Admin, "系统管理员", "Administrator", DataScope.Everything, 3, true, Permissions.All),
        new(Service, "客服专员", "Service agent", DataScope.Everything, 4, true,
            [Permissions.CustomersView, Permissions.PersonalDataView]),
        new(Marketer, "市场专员", "Marketer", DataScope.Everything, 5, true, [Permissions.CustomersView]),
    ];
}
