namespace CrmWeb.Core.Access;

/// <summary>For whom the program does something that no request asks for now; one for each scope of services.</summary>
public sealed class StandIn
{
    /// <summary>Null where a request says who acts.</summary>
    public UserScope? For { get; set; }
}
