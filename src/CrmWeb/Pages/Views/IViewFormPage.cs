using CrmWeb.Core.SavedViews;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Views;

/// <summary>A page with the form of a view.</summary>
public interface IViewFormPage
{
    SavedViewForm Form { get; }

    /// <summary>Departments it may be shared with.</summary>
    IReadOnlyList<SelectListItem> Departments { get; }
}
