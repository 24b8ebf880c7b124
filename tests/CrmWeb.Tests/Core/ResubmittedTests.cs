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

namespace CrmWeb.Tests.Core;

/// <summary>Every form that carries a key, sent again after the first one changed what its rules look at.</summary>
public sealed class ResubmittedTests(CoreFixture fixture) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime LocalNow = new(2026, 11, 18, 10, 0, 0);
    private static int count;

    /// <summary>What sends the form; each call sends the same one again.</summary>
    private static readonly Dictionary<string, Func<ResubmittedTests, Task<Func<Task<int>>>>> Forms = new()
    {
        ["customer"] = t => Task.FromResult(t.NewCustomer(Testing.Forms.Customer(Name()))),
        ["customer with a tag and a source"] = t => Task.FromResult(t.NewCustomer(Tagged())),
        ["record"] = async t => t.Record(await t.RegisteredAsync(), _ => { }),
        ["record that moves the stage"] = async t => t.Record(await t.RegisteredAsync(), f => (f.Stage, f.From) = ("needs", "initial")),
        ["record that loses the customer"] = async t => t.Record(await t.RegisteredAsync(), f => (f.Stage, f.From, f.LossReason) = ("lost", "initial", LossReason(t))),
        ["record that plans the next one"] = async t => t.Record(await t.RegisteredAsync(), f => f.NextAt = LocalNow.AddDays(2)),
        ["plan"] = async t => t.Plan(await t.RegisteredAsync()),
        ["completed task"] = async t => await t.CompleteAsync(_ => { }),
        ["completed task that moves the stage"] = async t => await t.CompleteAsync(f => (f.Stage, f.From) = ("quotation", "initial")),
        ["completed task that plans the next one"] = async t => await t.CompleteAsync(f => f.NextAt = LocalNow.AddDays(3)),
        ["stage"] = async t => t.Move(await t.RegisteredAsync(), new StageForm { Stage = "needs", From = "initial", StageReason = "客户确认了需求" }),
    };

    public static TheoryData<string> Kinds => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sent_twice_it_is_saved_once_and_answered_alike(string kind)
    {
        var send = await Forms[kind](this);
        var first = await send();
        var rows = await RowsAsync();
        Assert.Equal(first, await send());
        Assert.Equal(rows, await RowsAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sent_several_times_at_once_it_is_saved_once_and_answered_alike(string kind)
    {
        var send = await Forms[kind](this);
        var before = await RowsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(send)));
        Assert.Single(answers.Distinct());
        var after = await RowsAsync();
        Assert.InRange(after.Customers + after.FollowUps + after.Moves - before.Customers - before.FollowUps - before.Moves, 0, 3);
        Assert.Equal(answers[0], await send());
        Assert.Equal(after, await RowsAsync());
    }

    [Fact]
    public async Task What_was_retired_meanwhile_keeps_no_answer_from_a_form_that_was_saved()
    {
        var form = Tagged();
        var send = NewCustomer(form);
        var first = await send();
        await RetireAsync(form);
        Assert.Equal(first, await send());
        Assert.Equal(first, await send());

        form.CreationKey = Guid.NewGuid();
        form.Name = Name();
        var refused = await Assert.ThrowsAsync<ValidationException>(send);
        Assert.Equal(["Source", "Tags"], refused.Errors.Select(e => e.PropertyName).Order());
    }

    private static string Name() => $"重发第{Interlocked.Increment(ref count)}号阀门有限公司";

    private static CustomerForm Tagged()
    {
        var form = Testing.Forms.Customer(Name());
        (form.Source, form.Tags) = ("fair", ["high-value"]);
        return form;
    }

    private static string LossReason(ResubmittedTests t)
    {
        var lists = t.app.Services.GetRequiredService<ListCatalog>().GetAsync(None).AsTask().Result;
        return lists.Offered(ListKind.LossReason).First(r => r.ParentId == lists.Find(ListKind.LossReason, "never-won")!.Id).Code;
    }

    private readonly CoreFixture app = fixture;

    private Task<int> RegisteredAsync() => app.RegisterAsync(Who.RepEast, Testing.Forms.Customer(Name()));

    private Func<Task<int>> NewCustomer(CustomerForm form) => () => app.RegisterAsync(Who.RepEast, Copy(form));

    private Func<Task<int>> Record(int customer, Action<FollowUpForm> also)
    {
        var form = Testing.Forms.Record(LocalNow.AddMinutes(-30));
        also(form);
        return () => app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, Copy(form), app.As(Who.RepEast), None));
    }

    private Func<Task<int>> Plan(int customer)
    {
        var form = Testing.Forms.Plan(LocalNow.AddDays(1));
        return () => app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Copy(form), app.As(Who.RepEast), None));
    }

    private async Task<Func<Task<int>>> CompleteAsync(Action<FollowUpForm> also)
    {
        var task = await Plan(await RegisteredAsync())();
        var form = Testing.Forms.Record(LocalNow.AddMinutes(-5));
        form.Version = await app.DbAsync(db => db.FollowUps.Where(f => f.Id == task).Select(f => f.Version).SingleAsync());
        also(form);
        return async () =>
        {
            await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(task, Copy(form), app.As(Who.RepEast), None));
            return task;
        };
    }

    private Func<Task<int>> Move(int customer, StageForm form) => async () =>
    {
        await app.WithAsync<CustomerStageService>(m => m.MoveAsync(customer, form, app.As(Who.RepEast), None));
        return customer;
    };

    /// <summary>Each request binds a form of its own.</summary>
    private static T Copy<T>(T form) => System.Text.Json.JsonSerializer.Deserialize<T>(System.Text.Json.JsonSerializer.Serialize(form))!;

    private async Task RetireAsync(CustomerForm form)
    {
        await app.DbAsync(db => db.ListItems.Where(i => i.Code == form.Source).ExecuteUpdateAsync(s => s.SetProperty(i => i.IsActive, false)));
        await app.DbAsync(db => db.Tags.Where(t => t.Code == form.Tags[0]).ExecuteUpdateAsync(s => s.SetProperty(t => t.IsActive, false)));
        app.Services.GetRequiredService<ListCatalog>().Invalidate();
        app.Services.GetRequiredService<TagCatalog>().Invalidate();
    }

    private Task<(int Customers, int FollowUps, int Moves)> RowsAsync() => app.DbAsync(async db =>
        (await db.Customers.CountAsync(), await db.FollowUps.CountAsync(), await db.StageChanges.CountAsync()));
}
