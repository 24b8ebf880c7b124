namespace CrmWeb.Core.Persistence.Signals;

/// <summary>A row that somebody waits for: saving it wakes them.</summary>
internal interface IAwaited
{
    /// <param name="isNew">Whether it is added, as opposed to changed.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Whom it wakes; <see cref="Wake.None"/> where nobody waits for it as it is.</returns>
    Wake Wakes(bool isNew, DateTime now);
}
