using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CrmWeb.Pages.Shared;

/// <summary>Which rows of the form come back as the server keeps them.</summary>
internal static class FormRows
{
    private static readonly string[] Lists = ["Contacts", "DecisionChain", "Items", "Plan", "Choices"];

    /// <summary>Empty rows are left out on the way, so what was typed at a place no longer belongs there; errors stay.</summary>
    public static void Renumber(this ModelStateDictionary state)
    {
        foreach (var key in state.Keys.Where(k => Lists.Any(list => k.StartsWith($"Form.{list}[", StringComparison.Ordinal))))
        {
            state[key]!.RawValue = null;
            state[key]!.AttemptedValue = null;
        }
    }
}
