using System.Collections.Immutable;
using CrmWeb.Core.Access;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;

namespace CrmWeb.Core.Customers.List;

/// <summary>A row of the customer list. Phone and contact are masked for those who may not read personal data.</summary>
public sealed record CustomerRow(
    int Id, string Number, string Name, string? ShortName, StageEntry Stage, CustomerType Type, CustomerCategory Category, CustomerLevel? Level,
    ListEntry? Industry, ListEntry? Region, string OwnerName, bool AwaitsHandover, ContactLine? Contact,
    DateTime? LastFollowUpAt, DateTime? NextFollowUpAt, decimal? ExpectedAmount, DateTime UpdatedAt, IReadOnlyList<TagEntry> Tags)
{
    /// <summary>What else a list can show of it.</summary>
    public required CustomerFigures Figures { get; init; }

    /// <summary>In words what it says in the fields of the company's own that the list shows, by their keys among all fields.</summary>
    public IReadOnlyDictionary<string, string> Own { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>What a list shows of a customer where it is asked for.</summary>
/// <param name="IdleDays">Whole days since the last follow-up, or since its owner received it.</param>
/// <param name="StuckDays">Whole days in the present stage; null where a stage is no step on the way.</param>
/// <param name="Completeness">In percent.</param>
public sealed record CustomerFigures(
    CustomerKind Kind, int IdleDays, int? StuckDays, int Completeness, DateTime CreatedAt, DateTime? FirstContactAt, DateOnly? SignedOn, DateOnly? ExpectedOn,
    ListEntry? Source, ListEntry? Budget, ListEntry? SizeClass, ListEntry? Headcount, ListEntry? Revenue, string? Department, string DeveloperName)
{
    /// <summary>Health score, 0–100; null in a lost stage, and until it was worked out for the first time.</summary>
    public int? Health { get; init; }
}

/// <summary>A contact in one line; <see cref="Dial"/> is null where the phone is masked.</summary>
public sealed record ContactLine(string Name, string? Phone, string? Dial)
{
    /// <summary>They work there no longer.</summary>
    public bool HasLeft { get; init; }

    internal static ContactLine For(string name, string? mobile, string? landline, UserScope by)
    {
        var phone = mobile ?? landline;
        return by.Has(Permissions.PersonalDataView)
            ? new ContactLine(name, PhoneNumber.Shown(phone), PhoneNumber.Dial(phone))
            : new ContactLine(PersonalData.MaskName(name), phone is null ? null : PersonalData.MaskPhone(phone), null);
    }
}
