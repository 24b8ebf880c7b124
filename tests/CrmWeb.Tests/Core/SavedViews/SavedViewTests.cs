using CrmWeb.Core.Requests;
using CrmWeb.Core.SavedViews;
using CrmWeb.Testing;
using FluentValidation;
using Xunit;

namespace CrmWeb.Tests.Core.SavedViews;

/// <summary>Who sees a view, who changes it, and that it is everybody's own what is pinned and the default.</summary>
public sealed class SavedViewTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_private_view_is_seen_by_its_owner_alone()
    {
        var id = await SaveAsync("只给自己", []);
        Assert.Equal([Who.RepEast], await SeenByAsync(id));
    }

    [Fact]
    public async Task A_shared_view_is_seen_by_the_departments_branch()
    {
        // 上海组 is below 华东区; whoever sits above a department is no member of it.
        Assert.Equal([Who.RepEast, Who.RepEast2], await SeenByAsync(await SaveAsync("给上海组", [app.Company.DepartmentShanghai])));
        var wide = await app.WithAsync<SavedViewService, int>(v => v.SaveAsync("customers", Form("给华东区", [app.Company.DepartmentEast]), app.As(Who.MgrEast), None));
        Assert.Equal([Who.RepEast, Who.RepEast2, Who.RepEast3, Who.MgrEast, Who.Admin], await SeenByAsync(wide));
    }

    [Fact]
    public async Task Only_its_owner_and_an_administrator_change_a_shared_view()
    {
        var id = await SaveAsync("改与不改", [app.Company.DepartmentShanghai]);
        foreach (var who in new[] { Who.RepEast2, Who.MgrEast, Who.RepSouth })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => RenameAsync(id, "别人改的", who));
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<SavedViewService>(v => v.DeleteAsync(id, app.As(who), None)));
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<SavedViewService>(v => v.ShowAsync(id, "stage=won", app.As(who), None)));
        }

        await RenameAsync(id, "管理员改的", Who.Admin);
        Assert.Equal("管理员改的", (await RowAsync(id, Who.RepEast2))!.Name);
        await RenameAsync(id, "自己改的", Who.RepEast);
        Assert.Equal("自己改的", (await RowAsync(id, Who.RepEast))!.Name);
    }

    [Fact]
    public async Task An_administrator_does_not_reach_a_private_view()
    {
        var id = await SaveAsync("私下的", []);
        await Assert.ThrowsAsync<NotFoundException>(() => RenameAsync(id, "看看", Who.Admin));
    }

    [Fact]
    public async Task A_view_is_shared_only_with_departments_within_reach()
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => SaveAsync("给华南", [app.Company.DepartmentSouth]));
        Assert.StartsWith(nameof(SavedViewForm.Departments), Assert.Single(refusal.Errors).PropertyName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_pinned_and_the_default_is_everybodys_own()
    {
        var (first, second) = (await SaveAsync("头一个", [app.Company.DepartmentShanghai]), await SaveAsync("第二个", []));
        await app.WithAsync<SavedViewService>(v => v.SetDefaultAsync(first, true, app.As(Who.RepEast), None));
        await app.WithAsync<SavedViewService>(v => v.SetDefaultAsync(second, true, app.As(Who.RepEast), None));
        await app.WithAsync<SavedViewService>(v => v.PinAsync(first, false, app.As(Who.RepEast2), None));
        Assert.Equal((true, false), ((await RowAsync(first, Who.RepEast))!.IsPinned, (await RowAsync(first, Who.RepEast))!.IsDefault));
        Assert.True((await RowAsync(second, Who.RepEast))!.IsDefault);
        Assert.Equal((false, false), ((await RowAsync(first, Who.RepEast2))!.IsPinned, (await RowAsync(first, Who.RepEast2))!.IsDefault));
    }

    [Theory]
    [InlineData("q=%E5%BC%A0%E4%BC%9F", false)]
    [InlineData("stage=won&Q=13800138000", false)]
    [InlineData("?%71=x", false)]
    [InlineData("q=&stage=won", true)]
    [InlineData("sort=name", true)]
    public async Task Whoever_sees_no_personal_data_reads_neither_words_nor_names_of_others_views(string query, bool isSeen)
    {
        var department = app.As(Who.Marketer).DepartmentId!.Value;
        var form = new SavedViewForm { CreationKey = Guid.NewGuid(), Name = $"张伟{query}", Query = query, Departments = [department] };
        var id = await app.WithAsync<SavedViewService, int>(v => v.SaveAsync("customers", form, app.As(Who.Admin), None));
        var row = await RowAsync(id, Who.Marketer);
        Assert.Equal(isSeen, row is not null);
        Assert.DoesNotContain("张伟", row?.Name ?? "", StringComparison.Ordinal);
        if (!isSeen)
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<SavedViewService>(v => v.PinAsync(id, false, app.As(Who.Marketer), None)));
        Assert.Equal(form.Name, (await RowAsync(id, Who.Admin))!.Name);

        // What they typed themselves they know.
        (form.CreationKey, form.Departments) = (Guid.NewGuid(), []);
        var own = await app.WithAsync<SavedViewService, int>(v => v.SaveAsync("customers", form, app.As(Who.Marketer), None));
        Assert.Equal(form.Name, (await RowAsync(own, Who.Marketer))!.Name);
    }

    [Fact]
    public async Task Two_who_change_a_view_at_once_do_not_overwrite_each_other()
    {
        var id = await SaveAsync("同时改", [app.Company.DepartmentShanghai]);
        var (_, form) = await app.WithAsync<SavedViewQueries, (string, SavedViewForm)>(q => q.FormAsync(id, app.As(Who.RepEast), None));
        await RenameAsync(id, "管理员先改", Who.Admin);
        await Assert.ThrowsAsync<EditConflictException>(() => app.WithAsync<SavedViewService>(v => v.ChangeAsync(id, form, app.As(Who.RepEast), None)));
    }

    [Fact]
    public async Task The_same_name_twice_is_refused()
    {
        await SaveAsync("重名", []);
        var other = Form("重名", []);
        other.Query = "stage=won";
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => app.WithAsync<SavedViewService, int>(v => v.SaveAsync("customers", other, app.As(Who.RepEast), None)));
        Assert.Equal(nameof(SavedViewForm.Name), Assert.Single(refusal.Errors).PropertyName);
    }

    private static SavedViewForm Form(string name, List<int> departments) => new() { Name = name, Query = "stage=initial", Departments = departments };

    private Task<int> SaveAsync(string name, List<int> departments) =>
        app.WithAsync<SavedViewService, int>(v => v.SaveAsync("customers", Form(name, departments), app.As(Who.RepEast), None));

    private async Task RenameAsync(int id, string name, Who who)
    {
        var (_, form) = await app.WithAsync<SavedViewQueries, (string, SavedViewForm)>(q => q.FormAsync(id, app.As(who), None));
        form.Name = name;
        await app.WithAsync<SavedViewService>(v => v.ChangeAsync(id, form, app.As(who), None));
    }

    private async Task<SavedViewRow?> RowAsync(int id, Who who) =>
        (await app.WithAsync<SavedViewQueries, ListHabits>(q => q.OfListAsync("customers", app.As(who), None))).Views.SingleOrDefault(v => v.Id == id);

    private async Task<List<Who>> SeenByAsync(int id)
    {
        List<Who> seen = [];
        foreach (var who in Enum.GetValues<Who>())
        {
            if (await RowAsync(id, who) is not null)
                seen.Add(who);
        }

        return seen;
    }
}
