using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.ReportTemplates;

/// <summary>Who finds and who changes a template; two at once, and the same form twice.</summary>
public sealed class TemplateSharingTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private Task<bool> FindsAsync(Who who, int id) => app.WithAsync<TemplateQueries, bool>(async q => (await q.ListAsync(app.As(who), Templated.None)).Any(r => r.Id == id));

    [Fact]
    public async Task A_private_template_is_its_authors_alone_and_a_shared_one_the_branchs()
    {
        var id = await app.MakeAsync(Who.RepEast, Templated.Form());
        Assert.True(await FindsAsync(Who.RepEast, id));
        foreach (var who in new[] { Who.RepEast2, Who.MgrEast, Who.Admin })
            Assert.False(await FindsAsync(who, id));
        await Assert.ThrowsAsync<NotFoundException>(() => app.TemplateAsync(Who.Admin, id));

        var form = await OpenAsync(Who.RepEast, id);
        form.Departments = [app.Company.DepartmentShanghai];
        await ChangeAsync(Who.RepEast, id, form);
        Assert.Equal((true, false, false, true), (await FindsAsync(Who.RepEast2, id), await FindsAsync(Who.RepEast3, id), await FindsAsync(Who.RepSouth, id), await FindsAsync(Who.Admin, id)));

        // Whoever keeps the company's templates changes what is shared; those it is shared with do not.
        Assert.True((await app.TemplateAsync(Who.Admin, id)).Row.MayChange);
        Assert.False((await app.TemplateAsync(Who.RepEast2, id)).Row.MayChange);
        await Assert.ThrowsAsync<NotFoundException>(async () => await ChangeAsync(Who.RepEast2, id, await OpenAsync(Who.RepEast, id)));
    }

    [Fact]
    public async Task The_templates_of_the_product_are_everybodys_and_their_keepers_to_change()
    {
        var id = await app.DbAsync(db => db.ReportTemplates.Where(t => t.Code == "industries").Select(t => t.Id).SingleAsync());
        foreach (var who in Enum.GetValues<Who>())
        {
            var row = (await app.TemplateAsync(who, id)).Row;
            Assert.Equal(("客户行业分布", who == Who.Admin), (row.Name, row.MayChange));
        }

        await Assert.ThrowsAsync<ValidationException>(() => app.WithAsync<TemplateService>(s => s.DeleteAsync(id, app.As(Who.Admin), Templated.None)));
    }

    [Fact]
    public async Task A_retired_template_is_found_by_those_alone_who_may_offer_it_again()
    {
        var form = Templated.Form();
        form.Departments = [app.Company.DepartmentShanghai];
        var id = await app.MakeAsync(Who.RepEast, form);
        await Assert.ThrowsAsync<ValidationException>(() => app.WithAsync<TemplateService>(s => s.DeleteAsync(id, app.As(Who.RepEast), Templated.None)));
        await app.WithAsync<TemplateService>(s => s.RetireAsync(id, true, app.As(Who.RepEast), Templated.None));
        Assert.Equal((true, false, true), (await FindsAsync(Who.RepEast, id), await FindsAsync(Who.RepEast2, id), await FindsAsync(Who.Admin, id)));
        await app.WithAsync<TemplateService>(s => s.DeleteAsync(id, app.As(Who.Admin), Templated.None));
        Assert.False(await FindsAsync(Who.RepEast, id));
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_the_second_sees_a_conflict()
    {
        var id = await app.MakeAsync(Who.RepEast, Templated.Form());
        var (one, other) = (await OpenAsync(Who.RepEast, id), await OpenAsync(Who.RepEast, id));
        one.Measures = ["count", "avg:health"];
        await ChangeAsync(Who.RepEast, id, one);
        other.Row = "stage";
        await Assert.ThrowsAsync<EditConflictException>(() => ChangeAsync(Who.RepEast, id, other));
        Assert.Equal(["count", "avg:health"], (await app.TemplateAsync(Who.RepEast, id)).Definition!.Measures);
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one_template_and_a_name_is_taken_once()
    {
        var form = Templated.Form("两次提交");
        Assert.Equal(await app.MakeAsync(Who.RepEast2, form), await app.MakeAsync(Who.RepEast2, form));
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.MakeAsync(Who.RepEast2, Templated.Form("两次提交")));
        Assert.Equal("您已有名为“两次提交”的模板。", Assert.Single(refused.Errors).ErrorMessage);
        await app.MakeAsync(Who.RepEast3, Templated.Form("两次提交"));
    }

    [Fact]
    public async Task Nobody_shares_with_a_department_out_of_reach()
    {
        var form = Templated.Form();
        form.Departments = [app.Company.DepartmentSouth];
        Assert.StartsWith("Departments", Assert.Single((await Assert.ThrowsAsync<ValidationException>(() => app.MakeAsync(Who.RepEast, form))).Errors).PropertyName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_called_a_template_is_not_told_to_readers_of_masked_data()
    {
        var form = Templated.Form("张伟明的客户");
        form.Departments = [.. await app.DbAsync(db => db.Departments.Where(d => d.ParentId == null).Select(d => d.Id).ToListAsync()), app.Company[Who.Marketer].DepartmentId];
        var id = await app.MakeAsync(Who.Admin, form);
        Assert.Equal("张伟明的客户", (await app.TemplateAsync(Who.Admin, id)).Row.Name);
        Assert.Equal("周文博 的模板", (await app.TemplateAsync(Who.Marketer, id)).Row.Name);
    }

    private async Task<TemplateForm> OpenAsync(Who who, int id)
    {
        var view = await app.TemplateAsync(who, id);
        return (await app.WithAsync<TemplateForms, (TemplateForm Form, bool)>(f => f.OpenAsync(view, app.As(who), Templated.None))).Form;
    }

    private Task ChangeAsync(Who who, int id, TemplateForm form) => app.WithAsync<TemplateService>(s => s.ChangeAsync(id, form, app.As(who), Templated.None));
}
