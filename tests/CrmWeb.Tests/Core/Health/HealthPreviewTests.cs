using CrmWeb.Core.Health;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Health;

/// <summary>Weights that are tried are compared with those in force.</summary>
public sealed class HealthPreviewTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task Before_any_night_has_passed_the_saved_weights_are_those_in_force()
    {
        await app.NewAsync();
        await app.NightAsync();
        var form = HealthSettingsForm.Of(new HealthWeights(100, 0, 0, 0), Guid.Empty);
        Assert.Contains((40, 100), (await TryAsync(form)).Select(r => (r.Before, r.After)));

        await app.WithAsync<HealthSettingsService>(s => s.SaveAsync(form, app.As(Who.Admin), default));

        var rows = await TryAsync(form);
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal(r.After, r.Before));
    }

    private Task<IReadOnlyList<HealthPreviewRow>> TryAsync(HealthSettingsForm form) =>
        app.WithAsync<HealthSettingsService, IReadOnlyList<HealthPreviewRow>>(s => s.PreviewAsync(form, app.As(Who.Admin), default));
}
