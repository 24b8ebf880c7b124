namespace CrmWeb.Core.Text;

/// <summary>
/// How long a pattern may try before it gives up. The limit is measured on the wall clock, so it has to be far above the
/// pause a busy machine makes between two instructions; what is matched is short, so only a pattern gone wild reaches it.
/// </summary>
internal static class PatternLimit
{
    public const int Milliseconds = 5000;
}
