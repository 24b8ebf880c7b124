using System.Globalization;
using System.Net;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using CrmWeb.Tests.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Threading.CancellationToken;

namespace CrmWeb.Tests.Pages;

/// <summary>
/// A form that carries what can no longer be chosen says so and keeps it: sent back with one field changed, it changes that field
/// and nothing else.
/// </summary>
public sealed class StoredChoiceTests(CrmApp app) : IClassFixture<CrmApp>
{
    private readonly CrmApp app = app;

    private sealed record Case(string Address, Func<CrmDbContext, Task<object>> Row, string Field, string Typed, string[] Changes, string Marked, string Select);

    private static readonly Dictionary<string, Func<StoredChoiceTests, Task<Case>>> Cases = new()
    {
        ["Admin/Departments/Edit.cshtml"] = async t =>
        {
            var head = await t.NewcomerAsync("旧主管", active: false);
            await t.app.DbAsync(db => db.Departments.Where(d => d.Id == t.app.Company.DepartmentHangzhou).ExecuteUpdateAsync(s => s.SetProperty(d => d.HeadId, head)));
            return new($"/admin/departments/{t.app.Company.DepartmentHangzhou}", async db => await db.Departments.SingleAsync(d => d.Id == t.app.Company.DepartmentHangzhou),
                "Form.Name", "杭州一组", ["Name"], "旧主管（已停用）", "Form.Head");
        },
        ["FollowUps/_ReplanFields.cshtml"] = async t =>
        {
            var (id, _) = await t.TaskOfAsync("旧同事甲", active: false);
            return new($"/follow-ups/{id}?replan=true", async db => await db.FollowUps.SingleAsync(f => f.Id == id), "Form.Priority", "High", ["Priority"], "旧同事甲（已停用）", "Form.Assignee");
        },
        ["FollowUps/_ReplanFields.cshtml of somebody who sees the customer no more"] = async t =>
        {
            var (id, _) = await t.TaskOfAsync("旧同事乙", active: true);
            return new($"/follow-ups/{id}?replan=true", async db => await db.FollowUps.SingleAsync(f => f.Id == id), "Form.Priority", "High", ["Priority"], "旧同事乙（不再可选）", "Form.Assignee");
        },
        ["FollowUps/_RecordFields.cshtml"] = async t =>
        {
            var id = t.app.Company.DoneFollowUp;
            var method = await t.RetireAsync(ListKind.FollowUpMethod, "传真");
            await t.app.DbAsync(db => db.FollowUps.Where(f => f.Id == id).ExecuteUpdateAsync(s => s.SetProperty(f => f.MethodId, method).SetProperty(f => f.UpdatedAt, t.app.Clock.GetUtcNow().UtcDateTime)));
            return new($"/follow-ups/{id}/edit", async db => await db.FollowUps.SingleAsync(f => f.Id == id), "Form.Content", "改正了一个字", ["Content", "EditedAt", "EditedById"], "传真（不再可选）", "Form.Method");
        },
        ["Admin/Rules/_RuleFields.cshtml"] = async t =>
        {
            var rule = await t.app.WithAsync<WatchRuleService, int>(e => e.CreateAsync(
                new WatchRuleForm { Kind = "silent", ThresholdDays = 9, Recipient = WatchRecipient.Owner, Stage = "negotiation" }, t.app.As(Who.Admin), None));
            await t.app.DbAsync(async db => await db.WatchRules.Where(r => r.Id == rule)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.StageId, db.Stages.Where(x => x.Code == "lost").Select(x => (int?)x.Id).First())));
            return new($"/admin/rules/{rule}", async db => await db.WatchRules.SingleAsync(r => r.Id == rule), "Form.ThresholdDays", "12", ["ThresholdDays"], "流失（不再可选）", "Form.Stage");
        },
        ["Admin/Lists/_ItemFields.cshtml"] = async t =>
        {
            var parent = await t.RetireAsync(ListKind.Industry, "旧门类", "Z");
            var child = await t.AddAsync(ListKind.Industry, "旧大类", "Z99", parent);
            return new($"/admin/lists/industry/{child}", async db => await db.ListItems.SingleAsync(i => i.Id == child), "Form.Zh", "旧大类改名", ["Zh"], "旧门类（不再可选）", "Form.Parent");
        },
        ["Admin/Tags/Edit.cshtml"] = async t =>
        {
            var tag = await t.app.DbAsync(async db =>
            {
                var group = new TagGroup("old-group", "旧分组", "Old group", 900);
                group.Add(new Tag("old-tag", "旧标签", "Old tag", "blue", 10));
                db.TagGroups.Add(group);
                await db.SaveChangesAsync(UserScope.System, None);
                await db.TagGroups.Where(g => g.Id == group.Id).ExecuteUpdateAsync(s => s.SetProperty(g => g.IsActive, false));
                return group.Tags.Single().Id;
            });
            return new($"/admin/tags/{tag}", async db => await db.TagGroups.SelectMany(g => g.Tags).SingleAsync(x => x.Id == tag), "Form.Zh", "旧标签改名", ["Zh"], "旧分组（不再可选）", "Form.Group");
        },
        ["Customers/Form/_CustomerFields.cshtml"] = t => t.CustomerAsync("Form.Source", ListKind.Source, "黄页", (s, id) => s.SetProperty(c => c.SourceId, id)),
        ["Customers/Form/_CustomerFields.cshtml Industry"] = t => t.CustomerAsync("Form.Industry", ListKind.Industry, "旧行业", (s, id) => s.SetProperty(c => c.IndustryId, id)),
        ["Customers/Form/_CompanyFields.cshtml"] = t => t.CustomerAsync("Form.Region", ListKind.Region, "旧省", (s, id) => s.SetProperty(c => c.RegionId, id)),
        ["Customers/Form/_CompanyFields.cshtml SizeClass"] = t => t.CustomerAsync("Form.SizeClass", ListKind.SizeClass, "旧规模", (s, id) => s.SetProperty(c => c.SizeClassId, id)),
        ["Admin/Fields/_DefinitionFields.cshtml"] = async t =>
        {
            var industry = await t.RetireAsync(ListKind.Industry, "旧门类二", "Y");
            var code = await t.app.DbAsync(db => db.ListItems.Where(i => i.Id == industry).Select(i => i.Code).SingleAsync());
            var id = await t.app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
                new CustomFieldForm { Type = CustomFieldType.Whole, Zh = "台数", En = "Number", Key = "pieces", Industries = [code] }, t.app.As(Who.Admin), None));
            return new($"/admin/fields/{id}", async db => await db.CustomFields.SingleAsync(f => f.Id == id), "Form.Zh", "台数改名", ["Zh"], "旧门类二（不再可选）", "Form.Industries");
        },
        ["Orders/Form/_OrderFields.cshtml"] = async t =>
        {
            var owner = await t.NewcomerAsync("旧销售", active: false);
            var customer = await t.app.RegisterAsync(Who.RepEast, Forms.Customer("旧选项订单仪表有限公司"));
            var id = await t.app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, Forms.Order(), t.app.As(Who.RepEast), None));
            await t.app.DbAsync(db => db.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.OwnerId, owner)));
            return new($"/orders/{id}/edit", async db => await db.Orders.SingleAsync(o => o.Id == id), "Form.Subject", "主题改了", ["Subject"], "旧销售（已停用）", "Form.Owner");
        },
        ["Shared/_CustomControl.cshtml"] = async t =>
        {
            var id = await t.CustomAsync("招标方式", "公开招标", "邀请招标");
            return new($"/customers/{id}/edit", async db => await db.CustomerValues.SingleAsync(v => v.OwnerId == id), "Form.Remarks", "只改备注", [], "公开招标（不再可选）", "Form.Custom[tender-way]");
        },
        ["Customers/Form/_PlainFields.cshtml"] = t => t.CustomerAsync("Form.Budget", ListKind.Budget, "旧预算", (s, id) => s.SetProperty(c => c.BudgetId, id)),
    };

    /// <summary>Selects whose choices never retire, or that begin empty: nothing stored can be missing there.</summary>
    private static readonly HashSet<string> NothingRetires =
    [
        "Account/Profile.cshtml", // languages
        "Admin/Calendar/Index.cshtml", "Admin/Notifications/Mail.cshtml", "Admin/Notifications/Sms.cshtml", "Admin/Stages/_StageFields.cshtml", "Exports/Index.cshtml", "Reports/Export.cshtml", "Reports/Templates/Export.cshtml", "Reports/Templates/Mail.cshtml", // fixed values
        "Reports/Templates/_Fields.cshtml", // fields; what is no longer there is left out in words, TemplatePagesTests
        "Admin/Departments/New.cshtml", "Admin/Tags/New.cshtml", "Admin/Users/New.cshtml", "FollowUps/_PlanFields.cshtml", "Orders/Payment.cshtml", // new rows
        "Admin/Notifications/Robots/_RobotFields.cshtml", "Admin/Users/Edit.cshtml", // departments and roles that are in use cannot be removed
        "Admin/Lists/Merge.cshtml", "Admin/Tags/Merge.cshtml", "Admin/Fields/Merge.cshtml", "Admin/Stages/Remove.cshtml", "Customers/Record/_StagePanel.cshtml", "FollowUps/List/Several.cshtml", // begin empty
        "Customers/Form/_DecisionFields.cshtml", "Customers/Form/_DecisionLinkFields.cshtml", // yes and no; who has left is offered, DepartedContactTests
        "FollowUps/_ReminderFields.cshtml", // minutes
        "Customers/Record/_Composer.cshtml", "Customers/Record/Stages/_StageForm.cshtml", // begin empty
        "FollowUps/Tasks/_CompleteFields.cshtml", // as FollowUps/_RecordFields.cshtml, of the same setting
        "FollowUps/Tasks/_FurtherFields.cshtml", // a part of both
        "Shared/_FieldControl.cshtml", // as Customers/Form/_CustomerFields.cshtml, of the same choices
        "Views/_ViewFields.cshtml", // a department that is gone takes its share along
        "Customers/Form/_ContactFields.cshtml", "Customers/Form/_ManagementFields.cshtml", // as Customers/Form/_CustomerFields; only for new customers
    ];

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Only_the_field_that_was_changed_changes(string name)
    {
        var one = await Cases[name](this);
        var before = await ReadAsync(one.Row);
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync(one.Address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal([one.Marked], page.Document.QuerySelectorAll($"select[name='{one.Select}'] option[selected]").Select(o => o.TextContent.Trim()));

        var answer = await page.FormWith(one.Field).Set(one.Field, one.Typed).SubmitAsync();
        Assert.True(answer.IsRedirect, $"{answer.Status}: {string.Join(' ', answer.Texts(".invalid-feedback, .error-summary"))}");
        var after = await ReadAsync(one.Row);
        Assert.Equal(one.Changes.Order(), before.Keys.Where(k => !Equals(before[k], after[k]) && k is not ("Version" or "UpdatedAt" or "UpdatedById" or "Completeness" or "Health")).Order());
    }

    [Fact]
    public void Every_form_with_choices_is_looked_at()
    {
        var folder = Path.Combine(Repository.Root, "src", "CrmWeb", "Pages");
        var views = Directory.EnumerateFiles(folder, "*.cshtml", SearchOption.AllDirectories).Where(f => File.ReadLines(f).Any(l => l.Contains("<crm-field", StringComparison.Ordinal) && l.Contains(" items=", StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'));
        Assert.DoesNotContain(views, v => !NothingRetires.Contains(v) && !Cases.Keys.Any(c => c.StartsWith(v, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_not_stored_cannot_be_given_to_somebody_who_may_not_have_it()
    {
        var (id, _) = await TaskOfAsync("旧同事丙", active: false);
        var other = await NewcomerAsync("另一同事", active: false);
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync($"/follow-ups/{id}?replan=true");
        var answer = await page.FormWith("Form.Assignee").Set("Form.Assignee", $"{other}").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Single(answer.Texts("#Form_Assignee_error"));
    }

    [Fact]
    public async Task The_next_one_of_a_series_is_proposed_to_somebody_else_in_words()
    {
        var (id, _) = await TaskOfAsync("旧同事丁", active: false, FollowUpRecurrence.Weekly);
        var page = await (await app.ClientAsync(Who.Admin)).GetAsync($"/follow-ups/{id}");
        Assert.Contains("旧同事丁已不能承接该客户的任务，下一次建议由周文博执行。", page.Texts("#Form_Assignee_warning"));
        Assert.Equal("周文博", page.Document.QuerySelector("select[name='Form.Assignee'] option[selected]")!.TextContent.Trim());
    }

    private async Task<Dictionary<string, object?>> ReadAsync(Func<CrmDbContext, Task<object>> row) => await app.DbAsync(async db =>
    {
        var entity = await row(db);
        var entry = db.Entry(entity);
        return entry.Properties.Concat(entry.ComplexProperties.SelectMany(p => p.Properties)).ToDictionary(p => p.Metadata.Name, p => p.CurrentValue);
    });

    private async Task<Case> CustomerAsync(
        string select, ListKind kind, string name, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Customer>, int?> put)
    {
        var item = await RetireAsync(kind, name, kind == ListKind.Industry ? "Y77" : null);
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"旧选项{name}仪表有限公司"));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => put(s, item)));
        return new($"/customers/{id}/edit", async db => await db.Customers.SingleAsync(c => c.Id == id), "Form.Remarks", "只改备注", ["Remarks"], $"{name}（不再可选）", select);
    }

    /// <summary>A customer with a choice in a field of the company's own that is no longer on offer.</summary>
    private async Task<int> CustomAsync(string field, string retired, string offered)
    {
        await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
            new CustomFieldForm { Type = CustomFieldType.Choice, Zh = field, En = "Tender way", Key = "tender-way", Choices = [.. new[] { retired, offered }.Select(c => new CustomChoiceForm { Zh = c, En = c })] },
            app.As(Who.Admin), None));
        var form = Forms.Customer("旧选项招标仪表有限公司");
        form.Custom["tender-way"] = [retired];
        var id = await app.RegisterAsync(Who.RepEast, form);
        await app.DbAsync(db => db.Set<CustomFieldChoice>().Where(c => c.Zh == retired).ExecuteUpdateAsync(s => s.SetProperty(c => c.IsActive, false)));
        app.Services.GetRequiredService<CustomFieldCatalog>().Invalidate();
        return id;
    }

    private async Task<(int Id, int Assignee)> TaskOfAsync(string name, bool active, FollowUpRecurrence recurrence = FollowUpRecurrence.None)
    {
        var assignee = await NewcomerAsync(name, active);
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"易主{Guid.NewGuid():N}仪表有限公司"));
        var form = Forms.Plan(app.Clock.GetUtcNow().UtcDateTime.AddHours(8).AddDays(2));
        form.Recurrence = recurrence;
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(id, form, app.As(Who.RepEast), None));
        await app.DbAsync(db => db.FollowUps.Where(f => f.Id == task).ExecuteUpdateAsync(s => s.SetProperty(f => f.AssigneeId, assignee)));
        return (task, assignee);
    }

    private async Task<int> NewcomerAsync(string name, bool active)
    {
        var id = await app.DbAsync(async db =>
        {
            var role = await db.Roles.SingleAsync(r => r.Code == BuiltInRoles.Rep);
            var userName = $"old{Guid.NewGuid():N}"[..20];
            var user = new CrmUser(userName, name, null, app.Company.DepartmentSouth, role.Id, TestClock.Start) { NormalizedUserName = userName.ToUpperInvariant(), SecurityStamp = "x" };
            db.Users.Add(user);
            await db.SaveChangesAsync(UserScope.System, None);
            await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, active));
            return user.Id;
        });
        app.Services.GetRequiredService<UserDirectory>().Invalidate();
        return id;
    }

    private Task<int> RetireAsync(ListKind kind, string name, string? code = null) => AddAsync(kind, name, code ?? $"old-{Guid.NewGuid():N}"[..20], null, retired: true);

    private async Task<int> AddAsync(ListKind kind, string name, string code, int? parent, bool retired = false)
    {
        var id = await app.DbAsync(async db =>
        {
            var item = new ListItem(kind, code, name, name, 9000, parent, null);
            db.ListItems.Add(item);
            await db.SaveChangesAsync(UserScope.System, None);
            if (retired)
                await db.ListItems.Where(i => i.Id == item.Id).ExecuteUpdateAsync(s => s.SetProperty(i => i.IsActive, false));
            return item.Id;
        });
        app.Services.GetRequiredService<ListCatalog>().Invalidate();
        app.Services.GetRequiredService<TagCatalog>().Invalidate();
        return id;
    }
}
