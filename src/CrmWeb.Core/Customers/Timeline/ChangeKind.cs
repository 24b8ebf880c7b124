using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Timeline;

/// <summary>What of a table's entries in the change log the timeline tells as changes.</summary>
public enum ChangesTold
{
    All,

    /// <summary>Only changed fields: rows come and go with something that has an entry of its own.</summary>
    OfFields,

    /// <summary>None: it has entries of its own.</summary>
    None,
}

/// <summary>How the timeline tells of the changes of a table that another feature keeps; registered by the feature.</summary>
/// <param name="EntityType">As the change log names it.</param>
/// <param name="Words">One entry in words for a reader, with the texts of the customer.</param>
public sealed record ChangeKind(string EntityType, ChangesTold Told, Func<AuditEntry, PersonalView, IStringLocalizer<CustomersText>, FieldChange?> Words);
