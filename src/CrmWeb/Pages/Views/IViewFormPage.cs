using CrmWeb.Core.SavedViews;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Views;

/// <summary>A page with the form of a view.</summary>
public interface IViewFormPage
{
    SavedViewForm Form { get; }

    /// <summary>Departments it may be shared with.</summary>
    IReadOnlyList<SelectListItem> Departments { get; }

    /// <summary>What somebody else called it while the form was open.</summary>
    string? OtherName => null;

    /// <summary>With whom somebody else shared it while the form was open.</summary>
    string? OtherDepartments => null;
}
