using CrmWeb.Core.Auditing;
using CrmWeb.Core.Customers;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Customers;

/// <summary>However many fields each save has: going on to older stretches, nothing is left out and nothing comes twice.</summary>
public sealed class TimelinePagesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private const int Saves = 40;

    [Theory]
    [InlineData(TimelineFilter.Changes)]
    [InlineData(TimelineFilter.All)]
    public async Task Every_save_is_found_with_all_its_fields(TimelineFilter filter)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"时间线{filter}仪表有限公司"));
        for (var i = 0; i < Saves; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            var text = $"第{i}次";
            await app.WithAsync<CustomerEditing>(async editing =>
            {
                var form = await editing.OpenAsync(id, app.As(Who.RepEast), CancellationToken.None);
                (form.ShortName, form.Address, form.SourceDetail, form.NeedSummary, form.PainPoints, form.Remarks) = (text, text, text, text, text, text);
                (form.MainBusiness, form.Competitors, form.Preferences, form.AccountPlan) = (text, text, text, text);
                await editing.SaveAsync(id, form, app.As(Who.RepEast), CancellationToken.None);
            });
        }

        List<ChangeItem> changes = [];
        DateTime? before = null;
        do
        {
            var page = await app.WithAsync<CustomerTimeline, TimelinePage>(t => t.ReadAsync(id, filter, before, app.As(Who.RepEast), CancellationToken.None));
            changes.AddRange(page.Items.OfType<ChangeItem>());
            before = page.Older;
        }
        while (before is not null);

        Assert.Equal(Saves + 1, changes.Count);
        Assert.Equal(changes.Count, changes.Select(c => c.At).Distinct().Count());
        Assert.All(changes.Where(c => c.Action == AuditAction.Changed), c => Assert.Equal(10, c.Changes.Count));
    }
}
