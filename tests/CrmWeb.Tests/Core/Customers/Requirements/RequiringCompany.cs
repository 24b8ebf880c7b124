using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Testing;

namespace CrmWeb.Tests.Core.Customers.Requirements;

/// <summary>A company that says what it requires; what was said before holds no more.</summary>
public sealed class RequiringCompany : CoreFixture
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static RequiredRowForm Row(string field, string? stage = null, params string[] categories) =>
        new() { Field = field, Stage = stage, Categories = [.. categories.Length == 0 ? ["New", "Existing", "Key"] : categories] };

    public Task<int> RequireAsync(params RequiredRowForm[] rows) => RequireAsync(daysAhead: 0, rows);

    public async Task<int> RequireAsync(int daysAhead, params RequiredRowForm[] rows)
    {
        var form = await OpenAsync();
        (form.From, form.Rows, form.Fillers) = (As(Who.Admin).Today.AddDays(daysAhead), [.. rows], null);
        return await SaveAsync(form);
    }

    public Task<RequiredFieldForm> OpenAsync() => WithAsync<RequiredFieldService, RequiredFieldForm>(s => s.OpenAsync(As(Who.Admin), None));

    public Task<int> SaveAsync(RequiredFieldForm form, Who by = Who.Admin) => WithAsync<RequiredFieldService, int>(s => s.SaveAsync(form, As(by), None));

    public Task<int> MeasureAsync() => WithAsync<CompletenessMeter, int>(m => m.MeasureOutdatedAsync(None));
}
