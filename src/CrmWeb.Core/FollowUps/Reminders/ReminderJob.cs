using CrmWeb.Core.Access;
using CrmWeb.Core.Jobs;

namespace CrmWeb.Core.FollowUps.Reminders;

/// <summary>Reminds of planned follow-ups. Reminders fall on whole minutes, and so does the first run of each.</summary>
public sealed class ReminderJob(ReminderDispatcher reminding) : IWakefulJob
{
    public const string Code = "reminders";

    public const string Schedule = "*/15 * * * * *";

    public Task<bool> HasWorkAsync(CancellationToken ct) => reminding.IsAnythingDueAsync(ct);

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) =>
        await reminding.RemindDueAsync(UserScope.System, ct) is > 0 and var told ? FormattableString.Invariant($"told={told}") : null;
}
