using CrmWeb.Core.Access;
using CrmWeb.Core.Targets;
using CrmWeb.Testing;

namespace CrmWeb.Tests.Core.Targets;

/// <summary>Targets for tests.</summary>
internal static class Targeted
{
    public const string November = "2026-11";

    public static CancellationToken None => CancellationToken.None;

    public static Task SetAsync(this CoreFixture app, string month, Who? person, int? department, TargetValues values) => app.DbAsync(async db =>
    {
        db.SalesTargets.Add(new SalesTarget(TargetMonth.Read(month, default).First, person is { } who ? app.Company[who].Id : null, department, values));
        return await db.SaveChangesAsync(UserScope.System, None);
    });

    public static Task<TargetsView> TargetsAsync(this CoreFixture app, Who who, string month = November, string? department = null) =>
        app.WithAsync<TargetQueries, TargetsView>(t => t.ReadAsync(month, department, app.As(who), None));

    /// <summary>What is done by somebody or a department, in the order of the measures.</summary>
    public static decimal[] Done(this TargetsView view, int? user, int? department = null) =>
        [.. view.Rows.Single(r => r.Subject.UserId == user && r.Subject.DepartmentId == department).Progress.Select(p => p.Done)];

    public static Task<TargetGrid> OpenAsync(this CoreFixture app, string month, Who who = Who.MgrEast) =>
        app.WithAsync<TargetService, TargetGrid>(t => t.OpenAsync(month, null, app.As(who), None));

    public static Task<IReadOnlyList<TargetClash>> SaveAsync(this CoreFixture app, string month, TargetForm form, Who who = Who.MgrEast) =>
        app.WithAsync<TargetService, IReadOnlyList<TargetClash>>(t => t.SaveAsync(month, form, app.As(who), None));

    public static TargetRowForm Row(this TargetGrid grid, string code) => grid.Form.Rows.Single(r => r.Subject == code);
}
