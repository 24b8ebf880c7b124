namespace CrmWeb.Pages.Admin;

/// <summary>The choice of a palette colour in a form.</summary>
/// <param name="Value">The colour chosen now.</param>
/// <param name="Warning">What somebody else saved meanwhile.</param>
public sealed record ColourChoice(string? Value, string? Warning = null);
