using System.Globalization;
using System.Net;
using CrmWeb.Core.Organization;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>
/// Every form of the product sent several times at the same moment, as a key that is held or a phone that tries again does it: one is
/// carried out and the others are answered like it or told why not; none meets a fault of ours.
/// </summary>
public sealed class AtOnceTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const int Several = 4;

    public static TheoryData<string> Keys =>
        [.. RouteTable.Routes.Where(r => r.IsPost && r.Answers.TrimStart().StartsWith("401", StringComparison.Ordinal)).Select(r => r.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_form_sent_several_times_at_once_is_carried_out_and_never_answered_500(string key)
    {
        var route = RouteTable.Routes.Single(r => r.Key == key);
        var asker = KeptForms.EntitledTo(route);
        var fill = await new RouteTarget(app, route).MakeAsync(asker);
        app.Services.GetRequiredService<DepartmentTree>().Invalidate();
        app.Services.GetRequiredService<UserDirectory>().Invalidate();
        var browser = await app.SignInAsync(asker);
        await browser.PrepareAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, Several).Select(_ => Task.Run(() => RouteAccess.AskAsync(route, browser, fill))));
        var said = string.Join(' ', answers.Select(a => ((int)a.Status).ToString(CultureInfo.InvariantCulture)));
        Assert.True(answers.All(a => (int)a.Status < 500), said);

        // Otherwise it was never carried out, and nothing met.
        if (route.AnswersTo(asker) is 200 or 302)
            Assert.True(answers.Any(a => a.Status == HttpStatusCode.OK || (a.IsRedirect && (!a.LeadsToSignIn || route.EndsSession))), said);
    }
}
