namespace CrmWeb.Core.Organization;

public sealed class FirstRun
{
    /// <summary>Whether the installation has no account yet.</summary>
    public bool IsOpen => false;

    /// <summary>The one-time token that opens the set-up page; null when it is not needed.</summary>
    public string? Token => null;

    /// <summary>Finds out whether an account exists, and makes the token if none does.</summary>
    public Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    public Task CreateAdminAsync(string userName, string displayName, string password, CancellationToken ct) => Task.CompletedTask;
}
