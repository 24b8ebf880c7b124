using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Requests;
using CrmWeb.Core.SavedViews;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

/// <summary>Views that somebody shares with people who do not find every field that the view is about.</summary>
public sealed class CustomFieldViewTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("cf.{0}.from=5", null)]
    [InlineData("stage=initial&CF.{0}.TO=5", null)]
    [InlineData("sort=-cf.{0}", null)]
    [InlineData("sort=name,cf.{0}&cols=stage", null)]
    [InlineData("stage=initial&cols=stage.140,cf.{0}.90,level", "stage=initial&cols=stage.140,level")]
    [InlineData("cols=cf.{0}&cf.{1}.from=5&sort=cf.{1}", "cols=&cf.{1}.from=5&sort=cf.{1}")]
    [InlineData("cols=cf.{1}.120,cf.{1}&cf.{0}.from=", "cols=cf.{1}.120,cf.{1}&cf.{0}.from=")]
    public async Task A_shared_view_is_for_whom_it_shows_the_same_and_names_no_hidden_column(string query, string? opened)
    {
        var (hidden, open) = (await HiddenAsync(), await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, $"公开{Guid.NewGuid():N}")));
        var asked = string.Format(null, query, hidden.Key, open.Key);
        var id = await ShareAsync(asked);

        var seen = (await ViewsAsync(Who.RepEast)).SingleOrDefault(v => v.Id == id);

        Assert.Equal(opened is null ? null : string.Format(null, opened, hidden.Key, open.Key), seen is null ? null : Uri.UnescapeDataString(seen.Query));
        Assert.Equal(asked, (await ViewsAsync(Who.MgrEast)).Single(v => v.Id == id).Query);
        Task Choosing() => app.WithAsync<SavedViewService>(s => s.SetDefaultAsync(id, true, app.As(Who.RepEast), None));
        if (opened is null)
            await Assert.ThrowsAsync<NotFoundException>(Choosing);
        else
            await Choosing();
    }

    [Fact]
    public async Task The_list_does_not_open_with_ones_own_view_of_a_field_that_is_gone()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, "会停用"));
        var id = await app.WithAsync<SavedViewService, int>(s => s.SaveAsync(
            "customers", new SavedViewForm { CreationKey = Guid.NewGuid(), Name = "默认", Query = $"{field.FieldKey}.from=5", IsDefault = true }, app.As(Who.RepSouth), None));
        Assert.True((await ViewsAsync(Who.RepSouth)).Single(v => v.Id == id).IsDefault);

        await app.SetActiveAsync(field.Id, false);

        Assert.False((await ViewsAsync(Who.RepSouth)).Single(v => v.Id == id).IsDefault);
    }

    private async Task<CustomFieldEntry> HiddenAsync()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Whole, $"主管看{Guid.NewGuid():N}");
        form.SeenBy = ["manager", "admin"];
        return await app.DefinedAsync(form);
    }

    private Task<int> ShareAsync(string query) => app.WithAsync<SavedViewService, int>(s => s.SaveAsync(
        "customers", new SavedViewForm { CreationKey = Guid.NewGuid(), Name = $"共享{Guid.NewGuid():N}"[..12], Query = query, Departments = [app.Company.DepartmentEast] }, app.As(Who.MgrEast), None));

    private async Task<IReadOnlyList<SavedViewRow>> ViewsAsync(Who who) => (await app.WithAsync<SavedViewQueries, ListHabits>(q => q.OfListAsync("customers", app.As(who), None))).Views;
}
