using System.Globalization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Targets;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Targets;

/// <summary>Targets are set in one form: who may, what is read as a number, and two who save at once. Each test has a month of its own.</summary>
public sealed class TargetFormTests : IClassFixture<CoreFixture>
{
    private readonly CoreFixture app;

    public TargetFormTests(CoreFixture app)
    {
        this.app = app;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    private string East => $"u{app.Company[Who.RepEast].Id}";

    private string Shanghai => $"d{app.Company.DepartmentShanghai}";

    [Fact]
    public async Task What_is_typed_is_read_as_everywhere_saved_logged_and_taken_away_when_emptied()
    {
        var grid = await app.OpenAsync("2027-01");
        (grid.Row(East).Amount, grid.Row(East).Payments, grid.Row(East).Customers, grid.Row(East).FollowUps) = ("１００万", "￥1,234.50", "1,200", " ６０ ");
        grid.Row(Shanghai).FollowUps = "300";
        Assert.Empty(await app.SaveAsync("2027-01", grid.Form));
        var saved = await OfMonthAsync("2027-01");
        Assert.Equal(2, saved.Count);
        var own = saved.Single(t => t.UserId is not null);
        Assert.Equal(new TargetValues(1_000_000m, 1234.5m, 1200, 60), own.Values);
        Assert.Equal(new TargetValues(null, null, null, 300), saved.Single(t => t.DepartmentId == app.Company.DepartmentShanghai).Values);
        Assert.Contains(await LogAsync(own.Id), e => e.Action == AuditAction.Created && e.ActorId == app.Company[Who.MgrEast].Id);

        grid = await app.OpenAsync("2027-01");
        Assert.Equal(("1000000", "1234.5"), (grid.Row(East).Amount, grid.Row(East).Payments));
        grid.Row(East).Amount = "90万";
        Assert.Empty(await app.SaveAsync("2027-01", grid.Form));
        var change = Assert.Single(await LogAsync(own.Id), e => e.Action == AuditAction.Changed);
        Assert.Equal((nameof(SalesTarget.Amount), "1000000", "900000"), (change.Field, Plain(change.OldValue), Plain(change.NewValue)));

        grid = await app.OpenAsync("2027-01");
        (grid.Row(East).Amount, grid.Row(East).Payments, grid.Row(East).Customers, grid.Row(East).FollowUps) = (null, "", " ", null);
        Assert.Empty(await app.SaveAsync("2027-01", grid.Form));
        Assert.Null(Assert.Single(await OfMonthAsync("2027-01")).UserId);
        Assert.Contains(await LogAsync(own.Id), e => e.Action == AuditAction.Removed);
    }

    [Theory]
    [InlineData("Amount", "abc", "请输入金额")]
    [InlineData("Amount", "-5", "必须大于 0")]
    [InlineData("Amount", "－５", "必须大于 0")]
    [InlineData("Payments", "0", "必须大于 0")]
    [InlineData("Payments", "1.005", "最多两位小数")]
    [InlineData("Amount", "99999999999999", "请输入金额")]
    [InlineData("Customers", "1.5", "整数")]
    [InlineData("Customers", "￥3", "整数")]
    [InlineData("FollowUps", "1000001", "整数")]
    [InlineData("FollowUps", "-1", "必须大于 0")]
    public async Task What_is_no_target_is_refused_beside_its_cell_and_nothing_is_saved(string field, string typed, string sentence)
    {
        var grid = await app.OpenAsync("2027-02");
        var row = grid.Form.Rows.FindIndex(r => r.Subject == East);
        grid.Row(Shanghai).Amount = "5";
        typeof(TargetRowForm).GetProperty(field)!.SetValue(grid.Row(East), typed);
        var error = Assert.Single((await Assert.ThrowsAsync<ValidationException>(() => app.SaveAsync("2027-02", grid.Form))).Errors);
        Assert.Equal($"Rows[{row}].{field}", error.PropertyName);
        Assert.Contains(sentence, error.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(typed, typeof(TargetRowForm).GetProperty(field)!.GetValue(grid.Row(East)));
        Assert.Empty(await OfMonthAsync("2027-02"));
    }

    [Fact]
    public async Task The_second_of_two_is_told_which_cells_differ_and_everything_typed_stays()
    {
        var (one, other) = (await app.OpenAsync("2027-03"), await app.OpenAsync("2027-03", Who.Admin));
        (one.Row(East).Amount, one.Row(East).Customers) = ("100", "3");
        (other.Row(East).Amount, other.Row(East).Payments, other.Row(Shanghai).Amount) = ("200", "70", "9");
        Assert.Empty(await app.SaveAsync("2027-03", one.Form));
        var clash = Assert.Single(await app.SaveAsync("2027-03", other.Form, Who.Admin));
        Assert.Equal((East, TargetMeasure.Amount, 100m), (other.Form.Rows[clash.Row].Subject, clash.Measure, clash.Saved));
        Assert.Equal(("200", "70", "3"), (other.Row(East).Amount, other.Row(East).Payments, other.Row(East).Customers));
        Assert.Equal(new TargetValues(100, null, 3, null), Assert.Single(await OfMonthAsync("2027-03")).Values);

        // Sent again it is meant.
        Assert.Empty(await app.SaveAsync("2027-03", other.Form, Who.Admin));
        Assert.Equal([new TargetValues(200, 70, 3, null), new TargetValues(9, null, null, null)], (await OfMonthAsync("2027-03")).Select(t => t.Values));
    }

    [Fact]
    public async Task What_only_others_changed_stays_theirs()
    {
        var (one, other) = (await app.OpenAsync("2027-04"), await app.OpenAsync("2027-04"));
        one.Row(East).Amount = "100";
        other.Row(East).FollowUps = "40";
        Assert.Empty(await app.SaveAsync("2027-04", one.Form));
        Assert.Empty(await app.SaveAsync("2027-04", other.Form));
        Assert.Equal(new TargetValues(100, null, null, 40), Assert.Single(await OfMonthAsync("2027-04")).Values);
    }

    [Fact]
    public async Task Several_who_save_at_the_same_moment_leave_one_row_and_lose_no_cell()
    {
        var forms = new List<TargetGrid>();
        for (var i = 0; i < 4; i++)
            forms.Add(await app.OpenAsync("2027-05"));
        foreach (var (grid, measure) in forms.Zip(TargetMeasures.All))
            typeof(TargetRowForm).GetProperty($"{measure}")!.SetValue(grid.Row(East), "7");
        var clashes = await Task.WhenAll(forms.Select(f => Task.Run(() => app.SaveAsync("2027-05", f.Form))));
        Assert.All(clashes, Assert.Empty);
        Assert.Equal(new TargetValues(7, 7, 7, 7), Assert.Single(await OfMonthAsync("2027-05")).Values);
    }

    [Fact]
    public async Task Last_months_targets_fill_the_empty_cells_and_are_saved_only_when_sent()
    {
        await app.SetAsync("2027-06", Who.RepEast, null, new TargetValues(500, null, 5, 50));
        await app.SetAsync("2027-06", Who.RepSouth, null, new TargetValues(900, null, null, null));
        var grid = await app.OpenAsync("2027-07");
        grid.Row(East).Customers = "8";
        var copied = await app.WithAsync<TargetService, TargetGrid>(t => t.CopyAsync("2027-07", null, grid.Form, app.As(Who.MgrEast), Targeted.None));
        Assert.Equal(("2027-06", 2), (copied.Copied!.Value.From.Code, copied.Copied.Value.Cells));
        Assert.Equal(("500", null, "8", "50"), (copied.Row(East).Amount, copied.Row(East).Payments, copied.Row(East).Customers, copied.Row(East).FollowUps));
        Assert.Empty(await OfMonthAsync("2027-07"));
        Assert.Empty(await app.SaveAsync("2027-07", copied.Form));
        Assert.Equal(new TargetValues(500, null, 8, 50), Assert.Single(await OfMonthAsync("2027-07")).Values);
    }

    [Fact]
    public async Task Targets_are_copied_from_any_month_that_is_named()
    {
        await app.SetAsync("2027-09", Who.RepEast, null, new TargetValues(300, null, null, null));
        await app.SetAsync("2027-09", null, null, new TargetValues(null, 900, null, null));
        async Task<TargetGrid> CopyAsync(string? from, Who who) =>
            await app.WithAsync<TargetService, TargetGrid>(async t => await t.CopyAsync("2027-12", from, (await t.OpenAsync("2027-12", null, app.As(who), Targeted.None)).Form, app.As(who), Targeted.None));
        var copied = await CopyAsync("2027-09", Who.Admin);
        Assert.Equal(("300", "900"), (copied.Row(East).Amount, copied.Row("c").Payments));
        Assert.Equal(("2027-09", 2), (copied.Copied!.Value.From.Code, copied.Copied.Value.Cells));
        Assert.Equal(1, (await CopyAsync("2027-09", Who.MgrEast)).Copied!.Value.Cells);
        Assert.Equal(0, (await CopyAsync(null, Who.Admin)).Copied!.Value.Cells);
        Assert.Equal("month", (await Assert.ThrowsAsync<BadQueryException>(() => CopyAsync("last", Who.Admin))).Parameter);
    }

    [Fact]
    public async Task The_company_has_a_target_of_its_own_which_only_those_who_see_all_of_it_set()
    {
        var grid = await app.OpenAsync("2028-01", Who.Admin);
        grid.Row("c").Amount = "1000万";
        Assert.Empty(await app.SaveAsync("2028-01", grid.Form, Who.Admin));
        var saved = Assert.Single(await OfMonthAsync("2028-01"));
        Assert.Equal((null, null, 10_000_000m), (saved.UserId, saved.DepartmentId, saved.Amount));
        Assert.Equal(10_000_000m, (await app.TargetsAsync(Who.Admin, "2028-01")).Rows[0].Progress[0].Target);
        Assert.DoesNotContain((await app.TargetsAsync(Who.MgrEast, "2028-01")).Rows, r => r.Subject.IsCompany);
        Assert.DoesNotContain((await app.OpenAsync("2028-01")).Subjects, s => s.IsCompany);
    }

    [Fact]
    public async Task Whoever_leaves_while_the_form_is_open_does_not_take_it_along()
    {
        var leaver = await app.Services.HireAsync(app.Company.DepartmentShanghai, app.As(Who.Admin));
        var grid = await app.OpenAsync("2028-02");
        grid.Row(East).Amount = "100";
        Assert.Null(grid.Row($"u{leaver.Id}").Amount);
        await app.WithAsync<UserAdministration>(u => u.DisableAsync(leaver.Id, app.As(Who.Admin), Targeted.None));

        Assert.Empty(await app.SaveAsync("2028-02", grid.Form));

        Assert.Equal(new TargetValues(100, null, null, null), Assert.Single(await OfMonthAsync("2028-02")).Values);
        Assert.DoesNotContain((await app.OpenAsync("2028-02")).Subjects, s => s.UserId == leaver.Id);
        await Assert.ThrowsAsync<NotFoundException>(() => app.SaveAsync("2028-02", new TargetForm { Rows = [new() { Subject = $"u{leaver.Id}" }] }, Who.MgrSouth));
    }

    [Fact]
    public async Task Everybody_sees_and_sets_exactly_the_targets_in_reach()
    {
        await app.SetAsync("2027-08", Who.RepEast, null, new TargetValues(11, null, null, null));
        await app.SetAsync("2027-08", Who.RepSouth, null, new TargetValues(22, null, null, null));
        await app.SetAsync("2027-08", null, app.Company.DepartmentEast, new TargetValues(33, null, null, null));
        await app.SetAsync("2027-08", null, app.Company.DepartmentSouth, new TargetValues(44, null, null, null));
        async Task<decimal[]> SeenAsync(Who who) => [.. (await app.TargetsAsync(who, "2027-08")).Rows.Select(r => r.Progress[0].Target).OfType<decimal>().Order()];
        Assert.Equal([11], await SeenAsync(Who.RepEast));
        Assert.Equal([22], await SeenAsync(Who.RepSouth));
        Assert.Equal([11, 33], await SeenAsync(Who.MgrEast));
        Assert.Equal([22, 44], await SeenAsync(Who.MgrSouth));
        Assert.Equal([11, 22, 33, 44], await SeenAsync(Who.Admin));
        foreach (var who in new[] { Who.RepEast2, Who.RepEast3, Who.Service, Who.Marketer })
        {
            Assert.Empty(await SeenAsync(who));
            Assert.Equal(app.Company[who].Id, Assert.Single((await app.TargetsAsync(who, "2027-08")).Rows).Subject.UserId);
        }

        await Assert.ThrowsAsync<NotFoundException>(() => app.TargetsAsync(Who.RepEast, "2027-08", $"{app.Company.DepartmentShanghai}"));
        await Assert.ThrowsAsync<NotFoundException>(() => app.TargetsAsync(Who.MgrEast, "2027-08", $"{app.Company.DepartmentSouth}"));
        Assert.Equal("department", (await Assert.ThrowsAsync<BadQueryException>(() => app.TargetsAsync(Who.MgrEast, "2027-08", "east"))).Parameter);
        foreach (var who in new[] { Who.RepEast, Who.Service, Who.Marketer })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => app.OpenAsync("2027-08", who));
            await Assert.ThrowsAsync<NotFoundException>(() => app.SaveAsync("2027-08", new TargetForm { Rows = [new() { Subject = East, Seen = "11|||", Amount = "1" }] }, who));
        }

        foreach (var subject in new[] { $"u{app.Company[Who.RepSouth].Id}", $"d{app.Company.DepartmentSouth}", "u0", "c", "", "x" })
            await Assert.ThrowsAsync<NotFoundException>(() => app.SaveAsync("2027-08", new TargetForm { Rows = [new() { Subject = subject, Amount = "1" }] }));
        await Assert.ThrowsAsync<BadQueryException>(() => app.SaveAsync("2027-08", new TargetForm { Rows = [new() { Subject = East, Seen = "11|||" }, new() { Subject = East, Seen = "11|||" }] }));
        Assert.Equal([11, 22, 33, 44], await SeenAsync(Who.Admin));
    }

    private Task<List<SalesTarget>> OfMonthAsync(string month)
    {
        var first = TargetMonth.Read(month, default).First;
        return app.DbAsync(db => db.SalesTargets.AsNoTracking().Where(t => t.Month == first).OrderBy(t => t.Id).ToListAsync());
    }

    private Task<List<AuditEntry>> LogAsync(int target) =>
        app.DbAsync(db => db.Set<AuditEntry>().AsNoTracking().Where(e => e.RootType == nameof(SalesTarget) && e.RootId == target).OrderBy(e => e.Id).ToListAsync());

    private static string? Plain(string? number) => number is null ? null : decimal.Parse(number, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture);
}
