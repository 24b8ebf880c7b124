using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

/// <summary>The conditions that the customer list offers.</summary>
public sealed class OfferedConditionTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task Every_choice_that_is_offered_can_be_chosen()
    {
        var browser = await app.ClientAsync(Who.Admin);
        var fields = (await browser.GetAsync("/customers")).Document.QuerySelectorAll("#condition-add .condition-fields a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains(fields, f => f.EndsWith("add=reached", StringComparison.Ordinal));
        HashSet<string> choices = [];
        foreach (var field in fields)
        {
            var key = field[(field.LastIndexOf('=') + 1)..];
            choices.UnionWith((await browser.GetAsync(field)).Document.QuerySelectorAll($"[id='condition-{key}'] .condition-editor a").Select(a => a.GetAttribute("href")!));
        }

        Assert.True(choices.Count > 30, $"only {choices.Count} choices");
        foreach (var choice in choices)
        {
            var answer = (await browser.GetAsync(choice)).Status;
            Assert.True(answer == HttpStatusCode.OK, $"{choice} answers {(int)answer}");
        }
    }
}
