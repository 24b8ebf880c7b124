using CrmWeb.Core.Requests;
using CrmWeb.Core.SavedViews;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.SavedViews;

/// <summary>One person's views and layouts in several tabs at once: a form sent twice, and requests that cross.</summary>
public sealed class ContestedViewTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private const int Several = 6;

    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Fact]
    public async Task A_form_sent_several_times_makes_one_view_and_is_answered_alike()
    {
        var form = Form();
        form.IsDefault = true;
        var ids = await Task.WhenAll(Enumerable.Range(0, Several).Select(_ => Task.Run(() => SaveAsync(Copy(form)))));
        Assert.Single(ids.Distinct());
        Assert.Equal(ids[0], await SaveAsync(Copy(form)));
        Assert.Equal(1, await NamedAsync(form.Name!));
        Assert.True((await OwnAsync()).Single(v => v.Id == ids[0]).IsDefault);
    }

    public static TheoryData<string> Changes => ["query", "departments", "default", "name"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_form_that_comes_again_with_something_else_is_not_taken_for_the_first(string changed)
    {
        var form = Form();
        var id = await SaveAsync(Copy(form));
        switch (changed)
        {
            case "query":
                form.Query = "stage=won";
                break;
            case "departments":
                form.Departments = [app.Company.DepartmentShanghai];
                break;
            case "default":
                form.IsDefault = true;
                break;
            default:
                form.Name += "改";
                break;
        }

        var refusal = await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(Copy(form)));
        Assert.Equal("", Assert.Single(refusal.Errors).PropertyName);
        var stored = (await OwnAsync()).Single(v => v.Id == id);
        Assert.Equal(("stage=initial", 0, false), (stored.Query, stored.Departments.Count, stored.IsDefault));
    }

    [Fact]
    public async Task Another_form_with_what_a_view_already_shows_makes_no_second_one_of_its_name()
    {
        var form = Form();
        await SaveAsync(Copy(form));
        form.CreationKey = Guid.NewGuid();
        Assert.Equal(nameof(form.Name), Assert.Single((await Assert.ThrowsAsync<ValidationException>(() => SaveAsync(Copy(form)))).Errors).PropertyName);
    }

    [Fact]
    public async Task Somebody_elses_key_is_no_answer()
    {
        var form = Form();
        var id = await SaveAsync(Copy(form));
        Assert.NotEqual(id, await SaveAsync(Copy(form), Who.RepSouth));
    }

    [Fact]
    public async Task Of_several_forms_with_one_name_one_is_saved_and_the_others_are_told()
    {
        var name = Form().Name!;
        var outcomes = await AtOnceAsync(_ => SaveAsync(Form(name)));
        Assert.Equal(1, outcomes.Count(o => o is null));
        Assert.All(outcomes.OfType<Exception>(), e => Assert.IsType<ValidationException>(e));
        Assert.Equal(1, await NamedAsync(name));
    }

    [Fact]
    public async Task Views_renamed_at_once_do_not_end_with_one_name()
    {
        List<(int Id, SavedViewForm Form)> views = [];
        for (var i = 0; i < Several; i++)
        {
            var id = await SaveAsync(Form());
            views.Add((id, (await app.WithAsync<SavedViewQueries, (string, SavedViewForm Form)>(q => q.FormAsync(id, app.As(Who.RepEast), None))).Form));
        }

        var name = Form().Name!;
        var outcomes = await AtOnceAsync(i =>
        {
            views[i].Form.Name = name;
            return app.WithAsync<SavedViewService>(v => v.ChangeAsync(views[i].Id, views[i].Form, app.As(Who.RepEast), None));
        });
        Assert.Equal(1, outcomes.Count(o => o is null));
        Assert.All(outcomes.OfType<Exception>(), e => Assert.IsType<ValidationException>(e));
        Assert.Equal(1, await NamedAsync(name));
    }

    [Fact]
    public async Task No_more_views_are_saved_at_once_than_there_may_be()
    {
        await app.DbAsync(async db =>
        {
            var owner = app.Company[Who.MgrSouth].Id;
            db.SavedViews.AddRange(Enumerable.Range(1, SavedViewService.Most - 1).Select(i => new SavedView("contacts", $"第{i}个", "", owner, Guid.NewGuid())));
            return await db.SaveChangesAsync();
        });
        var outcomes = await AtOnceAsync(_ => SaveAsync(Form(), Who.MgrSouth));
        Assert.Equal(1, outcomes.Count(o => o is null));
        Assert.All(outcomes.OfType<Exception>(), e => Assert.IsType<ValidationException>(e));
    }

    [Fact]
    public async Task Whatever_is_chosen_at_once_the_list_opens_with_one_view()
    {
        List<int> ids = [];
        for (var i = 0; i < Several; i++)
            ids.Add(await SaveAsync(Form()));
        for (var round = 0; round < Several; round++)
        {
            Assert.All(await AtOnceAsync(i => app.WithAsync<SavedViewService>(v => v.SetDefaultAsync(ids[i], true, app.As(Who.RepEast), None))), Assert.Null);
            Assert.Single(await OwnAsync(), v => v.IsDefault);
        }
    }

    [Fact]
    public async Task One_view_pinned_and_unpinned_at_once_is_one_choice()
    {
        var id = await SaveAsync(Form());
        Assert.All(await AtOnceAsync(i => app.WithAsync<SavedViewService>(v => v.PinAsync(id, i % 2 == 0, app.As(Who.RepEast), None))), Assert.Null);
        Assert.Equal(1, await app.DbAsync(db => db.SavedViewChoices.CountAsync(c => c.ViewId == id)));
    }

    [Fact]
    public async Task A_view_that_is_deleted_while_others_choose_it_is_gone_for_them()
    {
        for (var round = 0; round < Several; round++)
        {
            var form = Form();
            form.Departments = [app.Company.DepartmentShanghai];
            var id = await SaveAsync(form);
            var outcomes = await AtOnceAsync(i => i == 0
                ? app.WithAsync<SavedViewService>(v => v.DeleteAsync(id, app.As(Who.RepEast), None))
                : app.WithAsync<SavedViewService>(v => v.PinAsync(id, false, app.As(Who.RepEast2), None)));
            Assert.All(outcomes.OfType<Exception>(), e => Assert.IsType<NotFoundException>(e));
            Assert.Null(outcomes[0]);
            Assert.DoesNotContain(await OwnAsync(), v => v.Id == id);
        }
    }

    [Fact]
    public async Task Columns_kept_at_once_are_one_layout()
    {
        Assert.All(await AtOnceAsync(i => app.WithAsync<ListLayouts>(l => l.KeepAsync("tasks", $"c{i}", false, app.As(Who.MgrEast), None))), Assert.Null);
        Assert.Equal(1, await app.DbAsync(db => db.ListLayouts.CountAsync(l => l.List == "tasks")));
    }

    private static SavedViewForm Form(string? name = null) =>
        new() { CreationKey = Guid.NewGuid(), Name = name ?? $"争用{Interlocked.Increment(ref count)}", Query = "stage=initial" };

    /// <summary>Each request binds a form of its own.</summary>
    private static SavedViewForm Copy(SavedViewForm form) => System.Text.Json.JsonSerializer.Deserialize<SavedViewForm>(System.Text.Json.JsonSerializer.Serialize(form))!;

    /// <returns>What each ended with; null where it was done.</returns>
    private static Task<Exception?[]> AtOnceAsync(Func<int, Task> write) => Task.WhenAll(Enumerable.Range(0, Several).Select(i => Task.Run(() => Record.ExceptionAsync(() => write(i)))));

    private Task<int> SaveAsync(SavedViewForm form, Who who = Who.RepEast) => app.WithAsync<SavedViewService, int>(v => v.SaveAsync("customers", form, app.As(who), None));

    private Task<int> NamedAsync(string name) => app.DbAsync(db => db.SavedViews.CountAsync(v => v.Name == name));

    private async Task<IReadOnlyList<SavedViewRow>> OwnAsync() =>
        (await app.WithAsync<SavedViewQueries, ListHabits>(q => q.OfListAsync("customers", app.As(Who.RepEast), None))).Views;
}
