using CrmWeb.Core.Health;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Health;

public sealed class HealthSettingsTests(MeanwhileFixture app) : IClassFixture<MeanwhileFixture>
{
    [Fact]
    public async Task Of_two_who_set_the_weights_for_the_first_time_at_once_the_second_is_told()
    {
        app.Meanwhile.Answered(sql => sql.Contains("SELECT", StringComparison.Ordinal) && sql.Contains("\"HealthSettings\"", StringComparison.Ordinal), () => SaveAsync(50));

        await Assert.ThrowsAsync<EditConflictException>(() => SaveAsync(60));

        Assert.True(app.Meanwhile.Happened);
        Assert.Equal(50, (await app.WithAsync<HealthSettingsService, HealthSettingsForm>(s => s.OpenAsync(app.As(Who.Admin), default))).Timeliness);
    }

    /// <summary>With a form that was opened before anybody had saved.</summary>
    private Task SaveAsync(int timeliness) => app.WithAsync<HealthSettingsService>(s => s.SaveAsync(
        HealthSettingsForm.Of(new HealthWeights(timeliness, 100 - timeliness, 0, 0), Guid.Empty), app.As(Who.Admin), default));
}
