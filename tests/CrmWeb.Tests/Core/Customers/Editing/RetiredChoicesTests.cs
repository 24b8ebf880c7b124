using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Editing;

/// <summary>What an administrator has retired is refused like a value there never was, except where the record holds it.</summary>
public sealed class RetiredChoicesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    /// <summary>Every field of the customer form that holds an entry of a list.</summary>
    private static readonly Dictionary<string, (ListKind Kind, Action<CustomerForm, string> Choose)> Fields = new()
    {
        ["Industry"] = (ListKind.Industry, (f, code) => f.Industry = code),
        ["Region"] = (ListKind.Region, (f, code) => f.Region = code),
        ["Source"] = (ListKind.Source, (f, code) => f.Source = code),
        ["SizeClass"] = (ListKind.SizeClass, (f, code) => f.SizeClass = code),
        ["Budget"] = (ListKind.Budget, (f, code) => f.Budget = code),
        ["Contacts[0].Salutation"] = (ListKind.Salutation, (f, code) => f.Contacts[0].Salutation = code),
        ["Contacts[0].Role"] = (ListKind.ContactRole, (f, code) => f.Contacts[0].Role = code),
    };

    public static TheoryData<string> Names => [.. Fields.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_retired_entry_is_refused_where_it_is_new_and_kept_where_it_is_held(string field)
    {
        var (kind, choose) = Fields[field];
        var code = await AddAsync(kind);
        var form = Forms.Customer(Name());
        choose(form, code);
        var holder = await app.RegisterAsync(Who.RepEast, form);
        var other = await app.RegisterAsync(Who.RepEast, Forms.Customer(Name()));
        await RetireAsync(code);

        var fresh = Forms.Customer(Name());
        choose(fresh, code);
        Assert.Equal([field], await RefusedAsync(() => app.RegisterAsync(Who.RepEast, fresh)));
        Assert.Equal([field], await RefusedAsync(() => EditAsync(other, f => choose(f, code))));
        await EditAsync(holder, f => f.Remarks = "只改备注");
        Assert.Equal("只改备注", (await app.CustomerAsync(holder)).Notes.Remarks);
        await EditAsync(holder, f => choose(f, code));
    }

    [Fact]
    public async Task A_retired_tag_is_refused_where_it_is_new_and_kept_where_it_is_held()
    {
        var code = $"retired-{Interlocked.Increment(ref count)}";
        await app.DbAsync(async db =>
        {
            (await db.TagGroups.Include(g => g.Tags).FirstAsync()).Add(new Tag(code, $"标签{code}", code, "blue", 900));
            return await db.SaveChangesAsync();
        });
        app.Services.GetRequiredService<TagCatalog>().Invalidate();
        var form = Forms.Customer(Name());
        form.Tags = [code];
        var holder = await app.RegisterAsync(Who.RepEast, form);
        var other = await app.RegisterAsync(Who.RepEast, Forms.Customer(Name()));
        await app.DbAsync(db => db.Tags.Where(t => t.Code == code).ExecuteUpdateAsync(s => s.SetProperty(t => t.IsActive, false)));
        app.Services.GetRequiredService<TagCatalog>().Invalidate();

        var fresh = Forms.Customer(Name());
        fresh.Tags = [code];
        Assert.Equal(["Tags"], await RefusedAsync(() => app.RegisterAsync(Who.RepEast, fresh)));
        Assert.Equal(["Tags"], await RefusedAsync(() => EditAsync(other, f => f.Tags = [code])));
        await EditAsync(holder, f => f.Remarks = "只改备注");
        Assert.Equal([code], (await OpenAsync(holder)).Tags);
    }

    [Fact]
    public async Task A_retired_way_of_following_up_is_kept_by_the_task_and_the_record_alone()
    {
        var code = await AddAsync(ListKind.FollowUpMethod);
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer(Name()));
        var plan = Forms.Plan(new DateTime(2026, 11, 19, 9, 0, 0));
        plan.Method = code;
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, plan, app.As(Who.RepEast), None));
        var record = Record(code);
        var recorded = await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, record, app.As(Who.RepEast), None));
        await RetireAsync(code);

        Assert.Equal(["Method"], await RefusedAsync(() => app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, Record(code), app.As(Who.RepEast), None))));
        var correction = Record(code);
        correction.Content = "更正了内容的文字";
        correction.Version = await app.DbAsync(db => db.FollowUps.Where(f => f.Id == recorded).Select(f => f.Version).SingleAsync());
        await app.WithAsync<FollowUpEditor>(e => e.SaveAsync(recorded, correction, app.As(Who.RepEast), None));
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(task, Record(code), app.As(Who.RepEast), None));
        Assert.Equal(2, await app.DbAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer && f.State == FollowUpState.Done)));
    }

    [Fact]
    public async Task A_retired_loss_reason_loses_nobody()
    {
        var lists = await app.Services.GetRequiredService<ListCatalog>().GetAsync(None);
        var code = await AddAsync(ListKind.LossReason, lists.Find(ListKind.LossReason, "never-won")!.Id);
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer(Name()));
        await RetireAsync(code);
        Assert.Equal(["LossReason"], await RefusedAsync(() => app.WithAsync<CustomerStageService>(m => m.MoveAsync(
            customer, new StageForm { Stage = "lost", From = "initial", LossReason = code }, app.As(Who.RepEast), None))));
    }

    private static string Name() => $"停用选项第{Interlocked.Increment(ref count)}号泵业有限公司";

    private static FollowUpForm Record(string method)
    {
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Method = method;
        return form;
    }

    private async Task<string> AddAsync(ListKind kind, int? parent = null)
    {
        var code = $"retire{Interlocked.Increment(ref count)}";
        await app.DbAsync(async db =>
        {
            db.ListItems.Add(new ListItem(kind, code, $"停用{code}", code, 5000 + count, parent));
            return await db.SaveChangesAsync();
        });
        app.Services.GetRequiredService<ListCatalog>().Invalidate();
        return code;
    }

    private async Task RetireAsync(string code)
    {
        await app.DbAsync(db => db.ListItems.Where(i => i.Code == code).ExecuteUpdateAsync(s => s.SetProperty(i => i.IsActive, false)));
        app.Services.GetRequiredService<ListCatalog>().Invalidate();
    }

    private Task<CustomerForm> OpenAsync(int id) => app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), None));

    private async Task EditAsync(int id, Action<CustomerForm> change)
    {
        var form = await OpenAsync(id);
        change(form);
        await app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), None));
    }

    private static async Task<IEnumerable<string>> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<ValidationException>(act)).Errors.Select(e => e.PropertyName).Distinct();
}
