using System.Globalization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Search;
using CrmWeb.Core.Text;
using Microsoft.AspNetCore.Identity;

namespace CrmWeb.Core.Organization;

/// <summary>
/// An account. Signing in accepts the user name, the employee number or the mobile number. Every change renews the
/// concurrency stamp, which forms carry to notice that somebody else was faster.
/// </summary>
public sealed class CrmUser : IdentityUser<int>, IAudited
{
    /// <summary>Kind of record under which what happens to an account is kept in the change log.</summary>
    public const string AuditRoot = "User";

    public const int DisplayNameLength = 60;

    public const int EmployeeNumberLength = 40;

    /// <summary>Longest folded name or number.</summary>
    public const int NameKeyMax = EmployeeNumberLength * FoldedText.MostGrowth;

    /// <summary>Display name, user name, employee number and mobile number at their longest, grown as far as folding lets them.</summary>
    public const int SearchKeyMax = 700;

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
        EndSessions();
        RenewKeys();
    }

    public string DisplayName { get; private set; } = "";

    public string? EmployeeNumber { get; private set; }

    /// <summary>The employee number folded, unique: Ｅ９０５ is E905.</summary>
    [NotAudited]
    public string? EmployeeNumberKey { get; private set; }

    /// <summary>What the list of accounts is searched by, folded.</summary>
    [NotAudited]
    public string SearchKey { get; private set; } = "";

    /// <summary>The display name by pinyin, the surname read as one.</summary>
    [NotAudited]
    public string SortKey { get; private set; } = "";

    /// <summary>The <see cref="FoldedText.Version"/> by which the keys were made.</summary>
    [NotAudited]
    public int KeyVersion { get; private set; }

    /// <summary>11 digits, unique; bound at the first sign-in.</summary>
    public string? Mobile { get; private set; }

    /// <summary>Where notifications by mail go; not for signing in. Ours and not Identity's, so that its changes are logged.</summary>
    public override string? Email { get; set; }

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
    [NotAudited]
    public DateTime CreatedAt { get; private set; }

    /// <summary>Whether the first-sign-in step (own password, mobile bound) is still open.</summary>
    public bool NeedsFirstSignIn => MustChangePassword || Mobile is null;

    string IAudited.RootType => AuditRoot;

    int IAudited.RootId => Id;

    public void Change(string displayName, string? employeeNumber, int? departmentId, int roleId)
    {
        DisplayName = displayName;
        if (employeeNumber != EmployeeNumber)
            NumberBy(employeeNumber);
        DepartmentId = departmentId;
        RoleId = roleId;
        RenewSearchKeys();
        Touch();
    }

    public void SetDisplayName(string displayName)
    {
        DisplayName = displayName;
        RenewSearchKeys();
        Touch();
    }

    public void BindMobile(string? digits)
    {
        Mobile = digits;
        RenewSearchKeys();
        Touch();
    }

    public void ReachByMail(string? address)
    {
        Email = address;
        Touch();
    }

    public void PasswordChanged() => MustChangePassword = false;

    /// <summary>Gives the account another password; whoever is signed in with the old one no longer is.</summary>
    /// <param name="mustChange">Somebody else knows it, so it must be replaced at the next sign-in.</param>
    public void SetPassword(string passwordHash, bool mustChange)
    {
        PasswordHash = passwordHash;
        MustChangePassword = mustChange;
        EndSessions();
    }

    public void SetActive(bool active)
    {
        IsActive = active;
        EndSessions();
    }

    public void ChooseCulture(string? culture)
    {
        Culture = culture;
        Touch();
    }

    /// <summary>Sessions carry the stamp they were opened with; those with an older one end.</summary>
    public void EndSessions()
    {
        SecurityStamp = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        Touch();
    }

    /// <summary>What a user name or employee number is told apart and found by when signing in.</summary>
    public static string NameKeyOf(string name) => FoldedText.NameKey(name).ToUpperInvariant();

    /// <summary>Folds what is compared, searched and sorted by anew; see <see cref="KeyRenewal"/>.</summary>
    internal void RenewKeys()
    {
        NormalizedUserName = UserName is null ? null : NameKeyOf(UserName);
        NumberBy(EmployeeNumber);
        RenewSearchKeys();
        KeyVersion = FoldedText.Version;
    }

    private void RenewSearchKeys()
    {
        SearchKey = FoldedText.Bounded(SearchText.Key(DisplayName, UserName, EmployeeNumber, Mobile), SearchKeyMax);
        SortKey = PinyinOrder.PersonKey(DisplayName);
    }

    private void NumberBy(string? employeeNumber)
    {
        EmployeeNumber = employeeNumber;
        EmployeeNumberKey = employeeNumber is null ? null : FoldedText.Bounded(NameKeyOf(employeeNumber), NameKeyMax);
    }

    /// <summary>
    /// Keys kept apart from those of an account that was there before, though folded they are the same: entered when names were
    /// still told apart by width or writing. Signing in goes on by what was typed exactly.
    /// </summary>
    internal void KeepKeysApart(bool userName, bool employeeNumber)
    {
        if (userName)
            NormalizedUserName = $"{NormalizedUserName}|{Id}";
        if (employeeNumber && EmployeeNumberKey is not null)
            EmployeeNumberKey = FoldedText.Bounded($"{Id}|{EmployeeNumberKey}", NameKeyMax);
    }

    private void Touch() => ConcurrencyStamp = Guid.NewGuid().ToString();
}
