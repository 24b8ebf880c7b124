using CrmWeb.Core.Data;

namespace CrmWeb.Core.Organization;

/// <summary>A department as an admin enters or changes it.</summary>
public sealed class DepartmentForm
{
    public string? Name { get; set; }

    /// <summary>The department above; null for one at the top.</summary>
    public int? Parent { get; set; }

    public int? Head { get; set; }

    /// <summary>The department's version when the form was opened.</summary>
    public Guid Version { get; set; }

    internal void Clean() => Name = FormText.CleanLine(Name);
}
