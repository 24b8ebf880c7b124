namespace CrmWeb.Core.Persistence.Signals;

/// <summary>What was just saved and somebody waits for.</summary>
[Flags]
public enum Wake
{
    None = 0,

    /// <summary>A reminder that is due already.</summary>
    Reminders = 1,

    /// <summary>A message that may go out.</summary>
    Outbox = 2,

    /// <summary>A line of somebody's inbox.</summary>
    News = 4,

    /// <summary>A job that somebody wants to run now.</summary>
    Jobs = 8,

    /// <summary>An export that is to be written in the background.</summary>
    Exports = 16,

    All = Reminders | Outbox | News | Jobs | Exports,
}
