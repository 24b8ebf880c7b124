using System.Net;
using CrmWeb.Core.Organization.Departments;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

public sealed class DepartmentPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task The_tree_can_be_built_moved_ordered_and_pruned()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var form = (await admin.GetAsync($"/admin/departments/new?parent={app.Company.DepartmentEast}")).FormWith("Form.Name");
        Assert.Equal($"{app.Company.DepartmentEast}", form["Form.Parent"]);
        Assert.Equal("/admin/departments", (await form.Set("Form.Name", "宁波组").SubmitAsync()).Location);
        var id = await app.DbAsync(db => db.Departments.Where(d => d.Name == "宁波组").Select(d => d.Id).SingleAsync());

        var rows = (await admin.GetAsync("/admin/departments")).Document.QuerySelectorAll("form[action='/admin/departments?handler=up']").Length;
        Assert.Equal(await app.DbAsync(db => db.Departments.CountAsync()), rows);
        Assert.Equal("/admin/departments", (await admin.PostAsync("/admin/departments?handler=up", ("department", $"{id}"))).Location);
        Assert.Equal("/admin/departments", (await admin.PostAsync("/admin/departments?handler=down", ("department", $"{id}"))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync("/admin/departments?handler=up", ("department", "9999"))).Status);

        var edit = (await admin.GetAsync($"/admin/departments/{id}")).FormWith("Form.Name");
        await edit.Set("Form.Name", "宁波小组").Set("Form.Parent", $"{app.Company.DepartmentSouth}").Set("Form.Head", $"{app.Company[Who.MgrSouth].Id}").SubmitAsync();
        var moved = await app.DbAsync(db => db.Departments.SingleAsync(d => d.Id == id));
        Assert.Equal(("宁波小组", app.Company.DepartmentSouth, app.Company[Who.MgrSouth].Id), (moved.Name, moved.ParentId, moved.HeadId));

        Assert.Equal("/admin/departments", (await (await admin.GetAsync($"/admin/departments/{id}")).Form($"form[action='/admin/departments/{id}?handler=delete']").SubmitAsync()).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/admin/departments/{id}")).Status);
    }

    [Fact]
    public async Task A_department_does_not_offer_its_own_branch_as_its_place()
    {
        var form = await (await app.ClientAsync(Who.Admin)).GetAsync($"/admin/departments/{app.Company.DepartmentEast}");
        var offered = form.Document.QuerySelectorAll("#Form_Parent option").Select(o => o.GetAttribute("value")).ToList();
        Assert.DoesNotContain($"{app.Company.DepartmentEast}", offered);
        Assert.DoesNotContain($"{app.Company.DepartmentShanghai}", offered);
        Assert.Contains($"{app.Company.DepartmentSouth}", offered);

        var answer = await form.FormWith("Form.Name").Set("Form.Parent", $"{app.Company.DepartmentShanghai}").Set("Form.Name", "东区").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Document.QuerySelector("#Form_Parent_error"));
        Assert.Equal("东区", answer.FormWith("Form.Name")["Form.Name"]);
    }

    [Fact]
    public async Task A_department_in_use_says_why_it_stays()
    {
        var answer = await (await app.ClientAsync(Who.Admin)).PostAsync($"/admin/departments/{app.Company.DepartmentShanghai}?handler=delete");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(2, answer.Document.QuerySelectorAll(".crm-errors li").Length);
        Assert.Equal("上海组", answer.FormWith("Form.Name")["Form.Name"]);
    }

    [Fact]
    public async Task A_conflict_shows_both_versions()
    {
        var id = app.Company.DepartmentHangzhou;
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync($"/admin/departments/{id}");
        var other = await app.WithAsync<DepartmentQueries, DepartmentForm>(q => q.OpenAsync(id, app.As(Who.Admin), CancellationToken.None));
        other.Name = "杭州一组";
        await app.WithAsync<DepartmentAdministration>(d => d.ChangeAsync(id, other, app.As(Who.Admin), CancellationToken.None));

        var conflict = await page.FormWith("Form.Name").Set("Form.Name", "杭州二组").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("杭州一组", Assert.Single(conflict.Texts("#Form_Name_warning")), StringComparison.Ordinal);
        Assert.Equal("/admin/departments", (await conflict.FormWith("Form.Name").SubmitAsync()).Location);
    }
}
