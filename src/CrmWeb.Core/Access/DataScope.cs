namespace CrmWeb.Core.Access;

/// <summary>How far a role's eyes reach over customers and everything that hangs on them.</summary>
public enum DataScope
{
    /// <summary>Customers one owns or collaborates on.</summary>
    Own = 0,

    /// <summary>Customers of one's own department and of all departments below it.</summary>
    Department = 1,

    /// <summary>Every customer of the company.</summary>
    Everything = 2,
}
