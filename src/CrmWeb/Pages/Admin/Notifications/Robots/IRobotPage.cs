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

    /// <summary>The robot as it is now; null for a new one.</summary>
    RobotForm? Present => null;

    /// <summary>What stands in the robot now, for a field in which the open form differs.</summary>
    string? Other(string? typed, string? saved, string? shown = null) => null;
}
