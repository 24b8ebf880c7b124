using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Customers.List;

/// <summary>A filter in force, as a chip that takes it off.</summary>
public sealed record FilterChip(string Text, string Query, string? Value = null);

/// <summary>One select of the filter bar.</summary>
/// <param name="First">A choice above the others.</param>
public sealed record FilterChoice(string Name, string Label, IEnumerable<SelectListItem> Items, string? Value, SelectListItem? First = null)
{
    /// <summary>What the value is called where it is not among the choices.</summary>
    public string? Shown { get; init; }

    public bool IsChosen(SelectListItem item) => string.Equals(item.Value, Value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One typed condition of the filter bar.</summary>
public sealed record FilterText(string Name, string Label, string? Value, string? Example = null, string Type = "text");
