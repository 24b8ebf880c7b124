using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Infrastructure.Guards;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin.Lists;

/// <summary>A page on which an entry of a list is filled in.</summary>
public interface IListItemPage : IFormPage
{
    ListItemForm Form { get; }

    ListTable Table { get; }

    /// <summary>The entry as it is now; null for a new one.</summary>
    ListItemForm? Saved { get; }

    IReadOnlyList<SelectListItem> Parents { get; }

    /// <summary>What stands in the entry now, for a field in which the open form differs.</summary>
    string? Other(string? typed, string? saved, IReadOnlyList<SelectListItem>? items = null);
}
