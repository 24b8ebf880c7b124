using System.Globalization;
using System.Net;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>The program with very much of everything.</summary>
public sealed class CrowdedApp : CrmApp, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await Crowd.FillAsync(this);
    }
}

/// <summary>No page asks the database once per row: every page of the table of routes, for every role that may open it.</summary>
public sealed class CommandCountTests(CrowdedApp app) : IClassFixture<CrowdedApp>
{
    private const int Most = 12;

    /// <summary>One of each role.</summary>
    private static readonly Who[] Roles = [Who.RepEast, Who.MgrEast, Who.Admin, Who.Service, Who.Marketer];

    /// <summary>Pages that need more, and what for.</summary>
    private static readonly Dictionary<string, (int Most, string Why)> More = new()
    {
        ["GET /Index"] = (13, "One question each for what the desk is put together from; how the month's targets stand is the thirteenth, and counts nothing where there is none."),
        ["GET /Customers/Record/Details"] = (21, "One question each for what the record is put together from, none for a row of it: the record, the company's own fields, contacts, open tasks, "
            + "promises, wishes to collaborate, the seven sources of the timeline (changes and urges by two), files, orders, the health score, who may be urged, and the bell."),
    };

    /// <summary>Other ways through a page than the table's address takes.</summary>
    private static readonly Dictionary<string, string[]> Further = new()
    {
        ["GET /Index"] = ["/?team=true"],
        ["GET /Customers/List/Index"] = ["/customers?size=100&tag=smart-manufacturing&stage=quotation", "/customers?size=100", "/customers?healthFrom=0&sort=health", "/customers?watch=silent", "/customers?cols=stage,cf.crowd-text,cf.crowd-user&sort=cf.crowd-text&cf.crowd-user=me", "/customers?stageKind=open&orderedFrom=2026-01-01&orderOwner=me", "/customers?reached=needs&outcome=open&missing=phone&lossReason=none"],
        ["GET /Customers/Record/Details"] = ["/customers/{customer}?timeline=changes", "/customers/{customer}?timeline=stages"],
        ["GET /Orders/Index"] = ["/orders?size=100&paid=overdue&sort=owner,customer", "/orders?size=100&paid=due&category=new&industry=C&region=none&tag=smart-manufacturing", "/orders?customer={customer}&cols=customer,on,amount,received,rate,overdue,state,owner,open,added"],
        ["GET /Orders/Received/Index"] = ["/orders/payments?size=100&owner=me&onFrom=2026-01-01", "/orders/payments?orderedFrom=2026-01-01&category=new&industry=none"],
        ["GET /Orders/Form/New"] = ["/orders/new", "/orders/new?customer={customer}"],
        ["GET /Search/Index"] = ["/search?q=有限"],
        ["GET /Search/Suggest"] = ["/search/suggest?q=有限"],
        ["GET /Contacts/Index"] = ["/contacts?departed=all&size=100&cols=owner,role,left&sort=owner,customer", "/contacts?cols=owner,cf.crowd-text,cf.crowd-user&sort=cf.crowd-text&cf.crowd-user=me"],
        ["GET /FollowUps/List/Index"] = ["/follow-ups?list=overdue&team=true&size=100&sort=assignee,customer", "/follow-ups?list=done&team=true&size=100", "/follow-ups?list=planned&team=true&size=100", "/follow-ups?list=today&size=100",
            "/follow-ups?list=done&team=true&customer={customer}&category=new&industry=C", "/follow-ups?list=done&cols=subject,at,cf.crowd-text,cf.crowd-user&sort=cf.crowd-text&cf.crowd-user=me"],
        ["GET /FollowUps/Calendar/Calendar"] = ["/follow-ups/calendar?team=true", "/follow-ups/calendar?view=day&team=true&done=true"],
        ["GET /FollowUps/New"] = ["/follow-ups/new", "/follow-ups/new?customer={customer}&plan=true"],
        ["GET /FollowUps/List/Several"] = ["/follow-ups/several?do=reassign{tasks}"],
        ["GET /Reports/Report"] =
        [
            "/reports/follow-up-frequency?category=new", "/reports/analysis?by=industry&then=stage", "/reports/growth", "/reports/stages", "/reports/losses", "/reports/sources", "/reports/health", "/reports/quality",
            "/reports/team", "/reports/forecast", "/reports/order-share", "/reports/team?category=new&industry=C&tag=smart-manufacturing",
        ],
        ["GET /Exports/Index"] = ["/contacts/export?departed=all&sort=owner", "/follow-ups/export?list=done&team=true", "/orders/export?paid=overdue&sort=customer"],
        ["GET /Reports/Daily/Index"] = ["/reports/daily?day=2026-11-17"],
        ["GET /Reports/Daily/Team"] = ["/reports/daily/team?day=2026-10-17"],
        ["GET /Reports/Templates/Details"] = ["/reports/templates/1", "/reports/templates/2", "/reports/templates/3"],
        ["GET /Urging/Index"] = ["/urging?id={customer}"],
        ["GET /Notifications/Index"] = ["/notifications?list=all"],
        ["GET /notifications/stream"] = ["/notifications/stream?wait=0&after=0"],
        ["GET /Admin/Lists/Kind"] = ["/admin/lists/region"],
        ["GET /Admin/Rules/Edit"] = ["/admin/rules/{rule}"],
    };

    /// <summary>Whatever anybody of them is answered with a page.</summary>
    public static TheoryData<string> Keys => [.. RouteTable.Routes.Where(r => !r.IsPost && Roles.Any(who => MayOpen(r, who))).Select(r => r.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task No_page_issues_more_than_twelve_commands_whoever_opens_it(string key)
    {
        var route = RouteTable.Routes.Single(r => r.Key == key);
        var addresses = await AddressesAsync(route, Who.Admin);
        var most = More.TryGetValue(key, out var named) ? named.Most : Most;
        List<string> faults = [];
        foreach (var who in Roles.Where(r => MayOpen(route, r)))
        {
            var browser = await app.ClientAsync(who);

            // A file in the background is its asker's alone.
            if (route.Needs("download"))
                addresses = await AddressesAsync(route, who);
            foreach (var address in addresses)
            {
                var first = await browser.GetAsync(address);
                Assert.True(first.Status == HttpStatusCode.OK || address != addresses[0], $"{who} {address}: {first.Status}");
                app.Sql.Clear();
                await browser.GetAsync(address);
                if (app.Sql.Commands.Count > most)
                    faults.Add($"{who} {address}: {app.Sql.Commands.Count} commands\n{string.Join('\n', app.Sql.Commands.Select(c => c.Split('\n')[^1]))}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Every_further_way_leads_through_a_page_of_the_table() =>
        Assert.Empty(Further.Keys.Concat(More.Keys).Except(RouteTable.Routes.Select(r => r.Key)));

    private static bool MayOpen(Route route, Who who) =>
        route.Answers.Split(' ', StringSplitOptions.RemoveEmptyEntries)[Array.IndexOf(RouteTable.Askers, who)] == "200";

    /// <summary>The table's own first; with the customer, contact and tasks around which there is a crowd.</summary>
    private async Task<List<string>> AddressesAsync(Route route, Who asker)
    {
        var contact = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == app.Company.EastCustomer).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
        var tasks = await app.DbAsync(db => db.FollowUps.Where(f => f.PlannedAt != null && f.CustomerId != app.Company.EastCustomer).OrderBy(f => f.Id).Take(Crowd.Rows).Select(f => f.Id).ToListAsync());
        var file = await app.DbAsync(db => db.Attachments.Where(f => f.CustomerId == app.Company.EastCustomer).OrderBy(f => f.Id).Select(f => f.Key).FirstAsync());
        List<string> addresses =
        [
            .. new[] { route.Address }.Concat(Further.GetValueOrDefault(route.Key) ?? []).Select(a => a
                .Replace("{customer}", Text(app.Company.EastCustomer), StringComparison.Ordinal)
                .Replace("{file}", $"{file}", StringComparison.Ordinal)
                .Replace("{contact}", Text(contact), StringComparison.Ordinal)
                .Replace("{followUp}", Text(app.Company.PlannedFollowUp), StringComparison.Ordinal)
                .Replace("{record}", Text(app.Company.DoneFollowUp), StringComparison.Ordinal)
                .Replace("{tasks}", string.Concat(tasks.Select(t => $"&id={t}")), StringComparison.Ordinal)),
        ];
        var fill = await new RouteTarget(app, route with { Address = addresses[0] }).MakeAsync(asker);
        return addresses.ConvertAll(a => fill(a));
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
