using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Infrastructure.Guards;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin.Notifications.Robots;

/// <summary>What the pages that add and change a robot share.</summary>
public interface IRobotPage : IFormPage
{
    RobotForm Form { get; }

    /// <summary>An address is stored, so an empty field keeps it.</summary>
    bool IsStored { get; }

    IReadOnlyList<SelectListItem> Departments { get; }
}
