using CrmWeb.Core.Access;

namespace CrmWeb.Core.Organization.Roles;

/// <summary>What a group of users may see (data scope) and do (permissions). A user has exactly one.</summary>
public sealed class Role
{
    private readonly List<RolePermission> permissions = [];

    private Role()
    {
    }

    public Role(string code, string zh, string en, DataScope scope, int order, bool builtIn, IEnumerable<string> permissions)
    {
        Code = code;
        Zh = zh;
        En = en;
        Scope = scope;
        Order = order;
        IsBuiltIn = builtIn;
        this.permissions.AddRange(permissions.Select(p => new RolePermission(p)));
    }

    public int Id { get; private set; }

    public string Code { get; private set; } = "";

    public string Zh { get; private set; } = "";

    public string En { get; private set; } = "";

    public DataScope Scope { get; private set; }

    public int Order { get; private set; }

    /// <summary>Built-in roles cannot be deleted.</summary>
    public bool IsBuiltIn { get; private set; }

    public IReadOnlyCollection<RolePermission> Permissions => permissions;

    /// <summary>Adds those of the permissions that the role does not hold yet.</summary>
    public void Grant(IEnumerable<string> wanted) =>
        permissions.AddRange(wanted.Except(permissions.Select(p => p.Permission)).Select(p => new RolePermission(p)).ToList());
}

/// <summary>One permission of a role.</summary>
public sealed class RolePermission
{
    private RolePermission()
    {
    }

    public RolePermission(string permission) => Permission = permission;

    public int RoleId { get; private set; }

    public string Permission { get; private set; } = "";
}
