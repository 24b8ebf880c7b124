using System.Globalization;
using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>No page asks the database once per row.</summary>
public sealed class CommandCountTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const int Most = 12;

    /// <summary>More rows than commands are allowed.</summary>
    private const int Rows = 25;

    [Theory]
    [InlineData("/")]
    [InlineData("/customers")]
    [InlineData("/customers?size=100&tag=smart-manufacturing&stage=quotation")]
    [InlineData("/customers/new")]
    [InlineData("/customers/{0}")]
    [InlineData("/customers/{0}/edit")]
    [InlineData("/customers/recycle-bin")]
    [InlineData("/contacts")]
    [InlineData("/search?q=有限")]
    [InlineData("/search/suggest?q=有限")]
    [InlineData("/follow-ups?list=done&team=true&size=100")]
    [InlineData("/follow-ups?list=planned&team=true&size=100")]
    [InlineData("/follow-ups/calendar?team=true")]
    [InlineData("/follow-ups/several?do=reassign&id={1}")]
    [InlineData("/follow-ups/new?customer={0}")]
    [InlineData("/follow-ups/new?customer={0}&plan=true")]
    [InlineData("/account/calendar-feed")]
    [InlineData("/follow-ups/{1}")]
    [InlineData("/admin/users")]
    [InlineData("/admin/departments")]
    [InlineData("/admin/lists")]
    [InlineData("/admin/lists/industry")]
    [InlineData("/admin/lists/region")]
    [InlineData("/admin/tags")]
    [InlineData("/admin/stages")]
    [InlineData("/admin/jobs")]
    [InlineData("/admin/jobs/cleaning")]
    [InlineData("/account/profile")]
    [InlineData("/account/notifications")]
    [InlineData("/notifications?list=all")]
    public async Task No_page_issues_more_than_twelve_commands(string address)
    {
        await CrowdAsync();
        var admin = await app.ClientAsync(Who.Admin);
        var path = string.Format(CultureInfo.InvariantCulture, address, app.Company.EastCustomer, app.Company.PlannedFollowUp);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(path)).Status);
        app.Sql.Clear();
        await admin.GetAsync(path);
        Assert.InRange(app.Sql.Commands.Count, 0, Most);
    }

    private async Task CrowdAsync()
    {
        if (await app.DbAsync(db => db.Customers.CountAsync()) >= Rows)
            return;
        var at = app.Clock.GetUtcNow().UtcDateTime.AddHours(8);
        for (var i = 0; i < Rows; i++)
        {
            var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"苏州第{i}号样品有限公司"));
            await app.WithAsync<FollowUpService>(w => w.RecordAsync(id, Forms.Record(at, next: at.AddHours(2)), app.As(Who.RepEast), CancellationToken.None));
            await app.WithAsync<FollowUpService>(w => w.RecordAsync(app.Company.EastCustomer, Forms.Record(at.AddMinutes(-i)), app.As(Who.RepEast), CancellationToken.None));
        }
    }
}
