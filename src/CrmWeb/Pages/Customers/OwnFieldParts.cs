using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Exports;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Customers;

/// <summary>What lists show of fields of the company's own, and write of them into files.</summary>
internal static class OwnFieldParts
{
    public static ListColumn Column(CustomFieldEntry field) => new(field.FieldKey, field.Name)
    {
        Priority = 4,
        Sort = field.IsSortable ? field.FieldKey : null,
        Class = field.Type switch
        {
            CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money or CustomFieldType.Computed => "amount",
            CustomFieldType.Day or CustomFieldType.Time => "nowrap",
            _ => null,
        },
        About = [field.FieldKey, ConditionNames.From(field.FieldKey), ConditionNames.To(field.FieldKey), ConditionNames.Contained(field.FieldKey)],
    };

    /// <summary>The list says values in words; numbers, days and times among them are read back.</summary>
    /// <param name="own">What a row says, by the fields' keys.</param>
    public static ExportColumn<TRow> Export<TRow>(CustomFieldEntry field, Func<TRow, IReadOnlyDictionary<string, string>> own)
    {
        var kind = field.Type switch
        {
            CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Computed => ExportKind.Number,
            CustomFieldType.Money => ExportKind.Money,
            CustomFieldType.Day => ExportKind.Day,
            CustomFieldType.Time => ExportKind.Time,
            CustomFieldType.LongText => ExportKind.LongText,
            _ => ExportKind.Text,
        };
        return new ExportColumn<TRow>(field.FieldKey, new ExportHead(field.Name, kind), row => Read(own(row).GetValueOrDefault(field.FieldKey), kind));
    }

    private static ExportCell Read(string? said, ExportKind kind) => kind switch
    {
        ExportKind.Number or ExportKind.Money when decimal.TryParse(said?.Replace("¥", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var number) => ExportCell.Of(number),
        ExportKind.Day or ExportKind.Time when DateTime.TryParse(said, CultureInfo.InvariantCulture, out var time) => ExportCell.At(time),
        _ => ExportCell.Of(said),
    };
}

/// <summary>What lists can be asked for of fields of the company's own.</summary>
public sealed class OwnFieldConditions(CustomFieldCatalog fields, CustomerChoices choices, UserDirectory users, UserScope by, IStringLocalizer<CustomersText> text)
{
    /// <param name="asked">What is in force, by its names in the address.</param>
    public async Task<IReadOnlyList<ListCondition>> OfAsync(FieldSubject subject, IReadOnlyDictionary<string, string> asked, CancellationToken ct)
    {
        List<CustomFieldEntry> listed = [.. (await fields.GetAsync(ct)).Of(subject).ListedFor(by)];
        if (listed.Exists(f => f.Type == CustomFieldType.User))
            await choices.LoadSeenOwnersAsync(ct);
        var directory = await users.GetAsync(ct);
        return [.. listed.Select(f => Of(f, asked.GetValueOrDefault(f.FieldKey), directory) with { Group = text["Filter.Group.Own"] })];
    }

    private ListCondition Of(CustomFieldEntry field, string? asked, UserSnapshot directory) => field.Type switch
    {
        CustomFieldType.Money => new RangeCondition(field.FieldKey, field.Name, text["Yuan"]),
        CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Computed => new RangeCondition(field.FieldKey, field.Name),
        CustomFieldType.Day or CustomFieldType.Time => new DaysCondition(field.FieldKey, field.Name),
        CustomFieldType.YesNo => new ChoiceCondition(field.FieldKey, field.Name, [new(text["Yes"], "true"), new(text["No"], "false")]),
        CustomFieldType.User => new ChoiceCondition(field.FieldKey, field.Name, choices.Owners)
        {
            Shown = asked == "me" ? by.Name : int.TryParse(asked, out var id) ? directory.Name(id) : null,
            Spelled = asked == "me" ? $"{by.UserId}" : null,
        },
        CustomFieldType.Choice or CustomFieldType.Choices => new ChoiceCondition(field.FieldKey, field.Name, [.. field.Choices.Where(c => c.IsActive).Select(c => new SelectListItem(c.Name, c.Code))])
        {
            Shown = field.Choice(asked)?.Name,
            Spelled = field.Choice(asked)?.Code,
        },
        _ => new TextCondition(field.FieldKey, field.Name),
    };
}
