using Microsoft.AspNetCore.Identity;

namespace CrmWeb.Core.Organization;

/// <summary>An account. Signing in accepts the user name, the employee number or the mobile number.</summary>
public sealed class CrmUser : IdentityUser<int>
{
    public CrmUser()
    {
    }

    public CrmUser(string userName, string displayName, string? employeeNumber, int? departmentId, int roleId, DateTime createdAt)
        : base(userName)
    {
        DisplayName = displayName;
        EmployeeNumber = employeeNumber;
        DepartmentId = departmentId;
        RoleId = roleId;
        CreatedAt = createdAt;
        LockoutEnabled = true;
    }

    public string DisplayName { get; private set; } = "";

    public string? EmployeeNumber { get; private set; }

    /// <summary>11 digits, unique; bound at the first sign-in.</summary>
    public string? Mobile { get; private set; }

    public int? DepartmentId { get; private set; }

    public int RoleId { get; private set; }

    public Role? Role { get; private set; }

    /// <summary>A deactivated account cannot sign in and its sessions end.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>The password was given by somebody else and must be replaced at the next sign-in.</summary>
    public bool MustChangePassword { get; private set; } = true;

    /// <summary>The language chosen by the user, or null to follow the browser.</summary>
    public string? Culture { get; private set; }

    /// <summary>When the account was created (UTC).</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Whether the first-sign-in step (own password, mobile bound) is still open.</summary>
    public bool NeedsFirstSignIn => MustChangePassword || Mobile is null;

    public void Change(string displayName, string? employeeNumber, int? departmentId, int roleId)
    {
        DisplayName = displayName;
        EmployeeNumber = employeeNumber;
        DepartmentId = departmentId;
        RoleId = roleId;
    }

    public void SetDisplayName(string displayName) => DisplayName = displayName;

    public void BindMobile(string? digits) => Mobile = digits;

    public void RequirePasswordChange() => MustChangePassword = true;

    public void PasswordChanged() => MustChangePassword = false;

    public void SetActive(bool active) => IsActive = active;

    public void ChooseCulture(string? culture) => Culture = culture;
}
