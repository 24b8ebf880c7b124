using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>
/// Conditions of lists on fields of the company's own: <c>cf.key</c> for a choice, <c>cf.key.from</c> and <c>cf.key.to</c> for a
/// stretch, <c>cf.key.has</c> for a text. A field the reader does not find answers as one that does not exist.
/// </summary>
public sealed class CustomFieldConditions(CustomFieldCatalog fields, UserDirectory users, OrganizationClock clock, IStringLocalizer<CustomFieldsText> text)
{
    /// <summary>What the query of an address asks of the company's own fields, by its names there.</summary>
    public static IReadOnlyDictionary<string, string> AskedIn(IEnumerable<KeyValuePair<string, StringValues>> query) => query
        .Where(q => q.Key.StartsWith(CustomFieldEntry.Prefix, StringComparison.OrdinalIgnoreCase))
        .Select(q => (Name: q.Key, Typed: q.Value.LastOrDefault(v => !string.IsNullOrWhiteSpace(v))))
        .Where(q => q.Typed is not null).ToImmutableDictionary(q => q.Name, q => StorableText.Of(q.Typed!), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The records that meet all that is asked, one question for each field: by ids that an index tells in one stretch, not by a look at each record.
    /// The two ends of a stretch are one question: of either alone there may be nearly as many records as there are.
    /// </summary>
    /// <exception cref="BadQueryException">The reader finds no such field, or it has no such value.</exception>
    /// <exception cref="ValidationException">What is typed cannot be read.</exception>
    internal async Task<IReadOnlyList<IQueryable<int>>> OwnersAsync(
        CrmDbContext database, ValueTable table, IReadOnlyDictionary<string, string> asked, UserScope by, CancellationToken ct)
    {
        if (asked.Count == 0)
            return [];
        var format = new CustomFieldFormat(await users.GetAsync(ct), clock);
        var listed = (await fields.GetAsync(ct)).Of(table.Subject).ListedFor(by).SelectMany(Parts).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        List<ValidationFailure> faults = [];
        List<(int Field, Expression<Func<TypedValue, bool>> Holds)> conditions = [];
        foreach (var (name, typed) in asked.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var part = listed.GetValueOrDefault(name) ?? throw new BadQueryException(name);
            if (Condition(part, typed, format, by) is { } holds)
                conditions.Add((part.Field.Id, holds));
            else if (part.Field.IsMeasured)
                faults.Add(new ValidationFailure(part.Name, Fault(part.Field)));
            else
                throw new BadQueryException(name);
        }

        return faults.Count > 0 ? throw new ValidationException(faults) : [.. conditions.GroupBy(c => c.Field, c => c.Holds).Select(c => Holding(table.Rows(database), c.Key, c))];
    }

    /// <summary>A record has one value of a field that is measured, and a field that is not is asked about once.</summary>
    private static IQueryable<int> Holding(IQueryable<TypedValue> values, int field, IEnumerable<Expression<Func<TypedValue, bool>>> conditions) =>
        conditions.Aggregate(values.Where(v => v.FieldId == field), (left, holds) => left.Where(holds)).Select(v => v.OwnerId);

    /// <summary>The parts of an address that ask for it.</summary>
    internal static IEnumerable<string> Names(CustomFieldEntry field) => Parts(field).Select(p => p.Name);

    private static IEnumerable<Part> Parts(CustomFieldEntry field) => field.IsMeasured
        ? [new Part(ConditionNames.From(field.FieldKey), field, IsEnd: false), new Part(ConditionNames.To(field.FieldKey), field, IsEnd: true)]
        : [new Part(field.IsText ? ConditionNames.Contained(field.FieldKey) : field.FieldKey, field)];

    private string Fault(CustomFieldEntry field) => text[field.Type switch
    {
        CustomFieldType.Whole => "Error.Whole",
        CustomFieldType.Decimal or CustomFieldType.Computed => "Error.Decimal",
        CustomFieldType.Money => "Error.Money",
        _ => "Error.Day",
    }];

    /// <returns>Null where the text cannot be read.</returns>
    private Expression<Func<TypedValue, bool>>? Condition(Part part, string typed, CustomFieldFormat format, UserScope by)
    {
        var (_, field, isEnd) = part;
        switch (field.Type)
        {
            case CustomFieldType.Text or CustomFieldType.Link:
                var key = FoldedText.Of(typed);
                return v => v.TextKey!.Contains(key);
            case CustomFieldType.LongText:
                // Folded only by its beginning; further on a text is found as it was written.
                var (folded, written) = (FoldedText.Of(typed), typed.Trim());
                return v => v.TextKey!.Contains(folded) || v.Text!.Contains(written);
            case CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money or CustomFieldType.Computed:
                return format.Number(field, typed) is not { } number ? null : isEnd ? v => v.Number <= number : v => v.Number >= number;
            case CustomFieldType.Day:
                return FilterValues.Day(typed, clock.Today, isEnd) is not { } day ? null : isEnd ? v => v.Day <= day : v => v.Day >= day;
            case CustomFieldType.Time:
                if (FilterValues.Day(typed, clock.Today, isEnd) is not { } bound)
                    return null;
                var moment = clock.StartOfDay(isEnd ? bound.AddDays(1) : bound);
                return isEnd ? v => v.Moment < moment : v => v.Moment >= moment;
            case CustomFieldType.YesNo:
                return CustomFieldFormat.Truth(typed) is not { } truth ? null : (truth ? 1m : 0m) is var said ? v => v.Number == said : null;
            case CustomFieldType.User:
                return format.User(typed, by) is not { } user ? null : v => v.UserId == user;
            default:
                return CustomChoiceEntry.Find(field.Choices, typed) is not { Id: var choice } ? null : v => v.ChoiceId == choice;
        }
    }

    private sealed record Part(string Name, CustomFieldEntry Field, bool IsEnd = false);
}

/// <summary>The conditions of the customer list on its own fields.</summary>
internal sealed class CustomFieldCondition(CustomFieldConditions conditions) : ICustomerCondition
{
    public async Task<Func<IQueryable<Customer>, IQueryable<Customer>>> OfAsync(CrmDbContext database, CustomerFilter filter, UserScope by, CancellationToken ct)
    {
        var asked = await conditions.OwnersAsync(database, CustomerValueTable.Only, filter.Custom, by, ct);
        return customers => asked.Aggregate(customers, (left, owners) => left.Where(c => owners.Contains(c.Id)));
    }
}
