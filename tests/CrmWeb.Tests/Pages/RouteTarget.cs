using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.SavedViews;
using CrmWeb.Core.Watching;
using CrmWeb.Security;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.DailyReports;
using CrmWeb.Tests.Pages.Exports;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Pages;

/// <summary>Records made for one asker, so that a form that succeeds leaves the others what it found.</summary>
internal sealed class RouteTarget(CrmApp app, Route route)
{
    private static int count;
    private int number;

    /// <summary>What the braces in addresses and fields stand for.</summary>
    public async Task<Func<string, string>> MakeAsync(Who? asker)
    {
        number = Interlocked.Increment(ref count);
        Dictionary<string, string> values = new()
        {
            // Somebody the asker may choose, so that it is the customer that is refused and not the heir.
            ["heir"] = Text(app.Company[asker == Who.MgrSouth ? Who.RepSouth : Who.RepEast3].Id),
            ["helper"] = Text(app.Company[asker == Who.RepEast3 ? Who.RepEast2 : Who.RepEast3].Id),
            ["key"] = Guid.NewGuid().ToString(),
            ["name"] = $"路由新增{number}号",
            ["month"] = new DateOnly(2030, 1, 1).AddMonths(number % 800).ToString("yyyy-MM", CultureInfo.InvariantCulture),
            ["mobile"] = Forms.NewMobile(),
            ["userName"] = $"newcomer{number}",
            ["firstDepartment"] = Text(app.Company.DepartmentEast),
        };
        if (asker is { } who && route.Needs("ownMobile"))
            values["ownMobile"] = (await app.DbAsync(db => db.Users.SingleAsync(u => u.Id == app.Company[who].Id))).Mobile!;
        if (new[] { "customer", "followUp", "contact", "departed", "target", "overdue", "file", "binnedFile", "picture" }.Any(route.Needs))
            await AddCustomerAsync(values);
        if (route.Needs("ownMove"))
        {
            // Whoever may not move it finds somebody else's move.
            var mover = asker is Who.RepEast3 or Who.MgrEast or Who.Admin ? asker.Value : Who.RepEast;
            values["ownMove"] = Text(await app.WithAsync<CustomerStageService, int>(s => s.MoveAsync(
                int.Parse(values["customer"], CultureInfo.InvariantCulture), new StageForm { Stage = "needs" }, app.As(mover), CancellationToken.None)));
        }

        if (new[] { "record", "commitment", "keptCommitment" }.Any(route.Needs))
            await AddRecordAsync(values);
        if (RouteOrders.AreNeeded(route))
            await RouteOrders.AddAsync(app, route, await ShareAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer($"路由测试第{number}号订货厂"))), values);
        if (route.Needs("daily"))
            values["daily"] = Text(await app.Services.SendDayAsync(app.As(Who.RepEast)));
        values["dailyVersion"] = asker is { } author && route.Needs("dailyVersion") ? $"{await app.Services.SentVersionAsync(app.As(author))}" : "";
        if (route.Needs("target"))
            values["target"] = Text(await ShareAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer($"路由测试第{number}号新东家"))));
        if (route.Needs("overdue"))
        {
            values["overdue"] = values["followUp"];
            var task = int.Parse(values["overdue"], CultureInfo.InvariantCulture);
            var yesterday = app.Clock.Now.AddDays(-1);
            await app.DbAsync(db => db.FollowUps.Where(f => f.Id == task).ExecuteUpdateAsync(s => s.SetProperty(f => f.At, yesterday).SetProperty(f => f.PlannedAt, yesterday)));
        }

        if (route.Needs("departed"))
        {
            values["departed"] = values["contact"];
            await app.WithAsync<ContactTransfer>(m => m.DepartAsync(
                int.Parse(values["contact"], CultureInfo.InvariantCulture), new ContactMoveForm(), app.As(Who.RepEast), CancellationToken.None));
        }

        // Every asker's own: unread, so that marking it changes a row.
        if (asker is { } reader && route.Key.StartsWith("POST /Notifications/", StringComparison.Ordinal))
            values["notification"] = Text(await TellAsync(app.Company[reader].Id));
        else
            values["notification"] = "1";

        if (route.Needs("binned"))
        {
            var binned = await ShareAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer($"路由测试第{number}号回收厂")));
            await app.WithAsync<RecycleBin>(b => b.DeleteAsync(binned, app.As(Who.MgrEast), CancellationToken.None));
            values["binned"] = Text(binned);
        }

        if (new[] { "file", "binnedFile", "picture" }.Any(route.Needs))
            await RouteFiles.AddAsync(app, values);

        if (route.Needs("template") || route.Needs("retiredTemplate"))
            await RouteTemplates.AddAsync(app, values);
        if (route.Needs("download"))
            values["download"] = $"{await app.WrittenExportAsync(asker is Who.MgrSouth or Who.MgrEast ? asker.Value : Who.Admin, values["name"])}";

        if (route.Needs("view"))
            await AddViewAsync(values);

        if (route.Needs("poolToken") || route.Needs("ownedToken") || route.Needs("wish"))
            await AddMatchAsync(values, asker);

        if (route.Needs("user") || route.Needs("disabledUser"))
        {
            var user = await HireAsync(active: route.Needs("user"));
            values["user"] = values["disabledUser"] = Text(user.Id);
            values["userVersion"] = user.ConcurrencyStamp!;
        }

        if (route.Needs("department"))
        {
            var department = await FoundAsync();
            values["department"] = Text(department.Id);
            values["departmentVersion"] = department.Version.ToString();
        }

        if (route.Needs("item") || route.Needs("retiredItem") || route.Needs("firstItem"))
            await AddListItemAsync(values);
        if (route.Needs("rule"))
            await AddRuleAsync(values);
        if (route.Key.Contains("/Admin/Notifications/", StringComparison.Ordinal))
            await app.DbAsync(db => RouteChannels.AddAsync(db, app, number, values));
        if (new[] { "/Admin/Tags/", "/Admin/Stages/", "/Admin/Fields/" }.Any(room => route.Key.Contains(room, StringComparison.Ordinal)))
            await app.DbAsync(db => RoutePipeline.AddAsync(db, route, number, values));

        return text => values.Aggregate(text, (result, value) => result.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));
    }

    private Task<int> TellAsync(int userId) => app.DbAsync(async db =>
    {
        var told = new Notification(userId, NotificationKinds.System, $"route:{number}", null, null, null, "{}", app.Clock.Now);
        db.Notifications.Add(told);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return told.Id;
    });

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The owner's, shared with the owner's department.</summary>
    private async Task AddViewAsync(Dictionary<string, string> values)
    {
        var form = new SavedViewForm { Name = $"路由视图{number}", Query = "stage=initial", Departments = [app.Company.DepartmentShanghai] };
        var id = await app.WithAsync<SavedViewService, int>(v => v.SaveAsync("customers", form, app.As(Who.RepEast), CancellationToken.None));
        values["view"] = Text(id);
        values["viewVersion"] = (await app.DbAsync(db => db.SavedViews.SingleAsync(v => v.Id == id))).Version.ToString();
    }

    private async Task AddCustomerAsync(Dictionary<string, string> values)
    {
        var customer = await ShareAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer($"路由测试第{number}号铸件厂")));
        var followUp = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(
            customer, Forms.Plan(new DateTime(2026, 11, 20, 9, 0, 0)), app.As(Who.RepEast), CancellationToken.None));
        await app.DbAsync(async db =>
        {
            values["customer"] = Text(customer);
            values["version"] = (await db.Customers.SingleAsync(c => c.Id == customer)).Version.ToString();
            values["contact"] = Text(await db.Contacts.Where(c => c.CustomerId == customer).Select(c => c.Id).SingleAsync());
            values["followUp"] = Text(followUp);
            values["followUpVersion"] = (await db.FollowUps.SingleAsync(f => f.Id == followUp)).Version.ToString();
            return true;
        });
    }

    private async Task AddRecordAsync(Dictionary<string, string> values)
    {
        var customer = await ShareAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer($"路由测试第{number}号记录厂")));
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Commitments = "周五前寄样品";
        var record = await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), CancellationToken.None));
        var promise = (await app.WithAsync<CommitmentService, IReadOnlyList<CommitmentRow>>(
            c => c.OfFollowUpAsync(record, app.As(Who.RepEast), CancellationToken.None))).Single().Id;
        if (route.Needs("keptCommitment"))
            await app.WithAsync<CommitmentService>(c => c.FulfilAsync(promise, app.As(Who.RepEast), CancellationToken.None));
        values["record"] = Text(record);
        values.TryAdd("recordCustomer", Text(customer));
        values["recordVersion"] = (await app.DbAsync(db => db.FollowUps.SingleAsync(f => f.Id == record))).Version.ToString();
        values["commitment"] = values["keptCommitment"] = Text(promise);
    }

    private async Task AddMatchAsync(Dictionary<string, string> values, Who? asker)
    {
        var customer = await ShareAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer($"路由测试第{number}号重复厂")));
        if (route.Needs("poolToken"))
            await app.DbAsync(db => db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, (int?)null)));
        if (route.Needs("wish"))
        {
            await app.WithAsync<CollaborationService>(a => a.AskAsync(customer, null, app.As(Who.RepSouth), CancellationToken.None));
            values["wish"] = Text(await app.DbAsync(db => db.CollaborationRequests.Where(r => r.CustomerId == customer).Select(r => r.Id).SingleAsync()));
        }

        var by = asker is { } who ? app.As(who) : UserScope.Nobody;
        await app.WithAsync<MatchTokens>(tokens =>
        {
            values["poolToken"] = values["ownedToken"] = Uri.EscapeDataString(tokens.Seal(customer, by));
            return Task.CompletedTask;
        });
    }

    private Task<int> ShareAsync(int customerId) => app.DbAsync(async db =>
    {
        var customer = await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == customerId);
        customer.AddCollaborator(new Collaborator(app.Company[Who.RepEast2].Id, canEdit: false, until: null));
        customer.AddCollaborator(new Collaborator(app.Company[Who.RepEast3].Id, canEdit: true, until: null));
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return customerId;
    });

    private Task<CrmUser> HireAsync(bool active) => app.DbAsync(async db =>
    {
        var name = $"target{number}";
        var role = await db.Roles.Where(r => r.Code == BuiltInRoles.Rep).Select(r => r.Id).SingleAsync();
        var user = new CrmUser(name, "目标", name, app.Company.DepartmentSouth, role, TestClock.Start)
        {
            NormalizedUserName = name.ToUpperInvariant(),
            PasswordHash = "x",
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        user.SetActive(active);
        db.Users.Add(user);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return user;
    });

    private Task<bool> AddListItemAsync(Dictionary<string, string> values) => app.DbAsync(async db =>
    {
        var item = new ListItem(ListKind.Source, $"route-{number}", $"路由来源{number}", $"Route {number}", 1000 + (10 * number));
        if (route.Needs("retiredItem"))
            item.Retire();
        db.ListItems.Add(item);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        values["item"] = values["retiredItem"] = Text(item.Id);
        values["itemVersion"] = item.Version.ToString();
        values["firstItem"] = Text(await db.ListItems.Where(i => i.Kind == ListKind.Source && i.IsActive).OrderBy(i => i.Order).Select(i => i.Id).FirstAsync());
        return true;
    });

    private Task<bool> AddRuleAsync(Dictionary<string, string> values) => app.DbAsync(async db =>
    {
        var rule = new WatchRule("silent", new WatchRuleFacts(30, false, WatchRecipient.Owner, NotificationChannels.Page, null));
        db.WatchRules.Add(rule);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        values["rule"] = Text(rule.Id);
        values["ruleVersion"] = rule.Version.ToString();
        return true;
    });

    private Task<Department> FoundAsync() => app.DbAsync(async db =>
    {
        var department = new Department($"目标部门{number}", null, 100 + number);
        db.Departments.Add(department);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return department;
    });
}
