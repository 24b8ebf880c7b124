using System.Globalization;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Turns what a form says into what the customer keeps, field by field, and back.</summary>
/// <param name="fields">Those of the product, and of the company's own those that the form sets.</param>
/// <param name="carried">What the customer carries in custom fields; stays where no field sets it.</param>
internal sealed class FieldConversion(ListSnapshot lists, OrganizationClock clock, IReadOnlyList<CustomerField> fields, CustomFieldFormat format, CustomValues carried)
{
    /// <summary>What the company added to contacts.</summary>
    public required ContactConversion Contacts { get; init; }

    public IReadOnlyList<CustomerField> Fields => fields;

    public CustomValues Carried => carried;

    public CustomFieldFormat Format => format;

    /// <summary>What of the custom fields cannot be read.</summary>
    public IEnumerable<(CustomFieldEntry Field, string Fault)> Faults(CustomerForm form)
    {
        foreach (var field in fields.Select(f => f.Custom).OfType<CustomFieldEntry>())
        {
            if (format.Read(field, form.Said(field.Key), carried.Of(field.Id)).Fault is { } fault)
                yield return (field, fault);
        }
    }

    /// <summary>What the form says of the customer itself; a text that cannot be read is nothing.</summary>
    /// <param name="form">With name, kind, type and category.</param>
    /// <param name="own">All the company's own fields of the customer.</param>
    public CustomerProfile ToProfile(CustomerForm form, CustomFieldSnapshot own)
    {
        var said = fields.Where(f => f.With is not null).Aggregate(new CustomerProfile { Name = form.Name!, Custom = carried }, (profile, field) => field.With!(profile, Stored(field, form)));
        return said with { Custom = said.Custom.WithComputed(own) };
    }

    /// <summary>Fills the form so that saving it would change nothing.</summary>
    public void Fill(CustomerForm form, CustomerProfile profile)
    {
        foreach (var field in fields.Where(f => f.Type is not null))
            field.Type!(form, Typed(field, field.Stored!(profile), form));
    }

    /// <summary>What stands in the form, spelled as <see cref="Fill"/> does, so that the same value is the same text; what cannot be read stays as it was typed.</summary>
    internal object? Spelled(CustomerField field, CustomerForm form) => field.Typed(form) is { } typed && Stored(field, form) is { } stored
        ? Typed(field, stored, form) ?? (field.Proposed is null ? typed : null)
        : field.Typed(form);

    /// <summary>The profile before a change.</summary>
    /// <param name="raw">What the change log says the field was.</param>
    internal static CustomerProfile Before(CustomerField field, CustomerProfile profile, string? raw)
    {
        var stored = raw is null ? null : field.Kind switch
        {
            FieldKind.Choice => field.Named!(raw),
            FieldKind.List or FieldKind.Number => int.TryParse(raw, CultureInfo.InvariantCulture, out var number) ? number : null,
            FieldKind.Money or FieldKind.Revenue => decimal.TryParse(raw, CultureInfo.InvariantCulture, out var amount) ? amount : null,
            FieldKind.Day => DateOnly.TryParse(raw, CultureInfo.InvariantCulture, out var day) ? day : null,
            FieldKind.DayOfTime => DateTime.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null,
            FieldKind.YesNo => raw == "true",
            _ => (object?)raw,
        };

        // A choice that is always made has no value for nothing.
        return stored is null && field.Kind == FieldKind.Choice && field.Key != nameof(CustomerProfile.Level) ? profile : field.With!(profile, stored);
    }

    private object? Stored(CustomerField field, CustomerForm form)
    {
        var typed = field.Typed(form) ?? field.Proposed?.Invoke(form);
        return field.Kind switch
        {
            FieldKind.List => lists.Find(field.List!.Value, (string?)typed)?.Id,
            FieldKind.Number => CompanyFigures.TryParseHeadcount((string?)typed, out var persons) ? persons : null,
            FieldKind.Revenue => CompanyFigures.TryParseRevenue((string?)typed, out var revenue) ? revenue : null,
            FieldKind.Money => Money.TryParse((string?)typed, out var amount) ? amount : null,
            FieldKind.Custom => carried.Of(field.Custom!.Id) is var has && format.Read(field.Custom, (string?)typed, has) is { Fault: null } read ? read.Raw : has,
            FieldKind.DayOfTime => typed is DateOnly day ? clock.StartOfDay(day) : null,
            _ => typed,
        };
    }

    private object? Typed(CustomerField field, object? stored, CustomerForm form) => field.Kind switch
    {
        FieldKind.List => Code(field, lists.ById((int?)stored)?.Code, form),
        FieldKind.Number => ((int?)stored)?.ToString(CultureInfo.InvariantCulture),
        FieldKind.Revenue => CompanyFigures.RevenueToInput((decimal?)stored),
        FieldKind.Money => Money.ToInput((decimal?)stored),
        FieldKind.Custom => format.ToInput(field.Custom!, (string?)stored),
        FieldKind.DayOfTime => stored is DateTime at ? DateOnly.FromDateTime(clock.ToLocal(at)) : null,
        _ => stored,
    };

    /// <summary>What is proposed anyway stays proposed, so that other fields can change it.</summary>
    private static string? Code(CustomerField field, string? code, CustomerForm form) =>
        field.Proposed is { } proposed && code == (string?)proposed(form) ? null : code;
}
