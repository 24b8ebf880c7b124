using System.Globalization;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Turns what a form says into what the customer keeps, field by field, and back.</summary>
internal sealed class FieldConversion(ListSnapshot lists, OrganizationClock clock)
{
    /// <summary>What the form says of the customer itself; a text that cannot be read is nothing.</summary>
    /// <param name="form">With name, kind, type and category.</param>
    public CustomerProfile ToProfile(CustomerForm form) => CustomerFields.All.Where(f => f.With is not null)
        .Aggregate(new CustomerProfile { Name = form.Name! }, (profile, field) => field.With!(profile, Stored(field, form)));

    /// <summary>Fills the form so that saving it would change nothing.</summary>
    public void Fill(CustomerForm form, CustomerProfile profile)
    {
        foreach (var field in CustomerFields.All.Where(f => f.Type is not null))
            field.Type!(form, Typed(field, profile, form));
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
            FieldKind.DayOfTime => typed is DateOnly day ? clock.StartOfDay(day) : null,
            _ => typed,
        };
    }

    private object? Typed(CustomerField field, CustomerProfile profile, CustomerForm form)
    {
        var stored = field.Stored!(profile);
        return field.Kind switch
        {
            FieldKind.List => Code(field, lists.ById((int?)stored)?.Code, form),
            FieldKind.Number => ((int?)stored)?.ToString(CultureInfo.InvariantCulture),
            FieldKind.Revenue => CompanyFigures.RevenueToInput((decimal?)stored),
            FieldKind.Money => Money.ToInput((decimal?)stored),
            FieldKind.DayOfTime => stored is DateTime at ? DateOnly.FromDateTime(clock.ToLocal(at)) : null,
            _ => stored,
        };
    }

    /// <summary>What is proposed anyway stays proposed, so that other fields can change it.</summary>
    private static string? Code(CustomerField field, string? code, CustomerForm form) =>
        field.Proposed is { } proposed && code == (string?)proposed(form) ? null : code;
}
