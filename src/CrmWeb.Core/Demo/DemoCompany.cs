namespace CrmWeb.Core.Demo;

public sealed class DemoCompany
{
    public const string Password = "Demo#2026";

    public static readonly IReadOnlyList<string> UserNames = ["admin"];

    public Task<bool> FillAsync(CancellationToken ct) => Task.FromResult(false);
}
