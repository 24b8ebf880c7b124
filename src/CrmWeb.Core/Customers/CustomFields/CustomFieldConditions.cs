using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>
/// Conditions of the customer list on fields of the company's own: <c>cf.key</c> for a choice, <c>cf.key.from</c> and <c>cf.key.to</c> for a
/// stretch, <c>cf.key.has</c> for a text. A field the reader does not find answers as one that does not exist.
/// </summary>
internal sealed class CustomFieldConditions(CustomFieldCatalog fields, UserDirectory users, OrganizationClock clock, IStringLocalizer<CustomFieldsText> text)
    : ICustomerCondition
{
    public async Task<Func<IQueryable<Customer>, IQueryable<Customer>>> OfAsync(CrmDbContext database, CustomerFilter filter, UserScope by, CancellationToken ct)
    {
        if (filter.Custom.Count == 0)
            return customers => customers;
        var format = new CustomFieldFormat(await users.GetAsync(ct), clock);
        var listed = (await fields.GetAsync(ct)).ListedFor(by).SelectMany(Parts).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        List<ValidationFailure> faults = [];
        List<(int Field, Expression<Func<CustomerValue, bool>> Holds)> asked = [];
        foreach (var (name, typed) in filter.Custom.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var part = listed.GetValueOrDefault(name) ?? throw new BadQueryException(name);
            if (Condition(part, typed, format, by) is { } holds)
                asked.Add((part.Field.Id, holds));
            else if (part.Field.IsMeasured)
                faults.Add(new ValidationFailure(part.Name, Fault(part.Field)));
            else
                throw new BadQueryException(name);
        }

        if (faults.Count > 0)
            throw new ValidationException(faults);
        return customers => asked.Aggregate(customers, (left, one) => Holding(left, database, one.Field, one.Holds));
    }

    /// <summary>By ids that an index tells in one stretch, not by a look at each customer.</summary>
    private static IQueryable<Customer> Holding(IQueryable<Customer> customers, CrmDbContext database, int field, Expression<Func<CustomerValue, bool>> holds)
    {
        var those = database.CustomerValues.Where(v => v.FieldId == field).Where(holds).Select(v => v.CustomerId);
        return customers.Where(c => those.Contains(c.Id));
    }

    /// <summary>The parts of an address that ask for it.</summary>
    internal static IEnumerable<string> Names(CustomFieldEntry field) => Parts(field).Select(p => p.Name);

    private static IEnumerable<Part> Parts(CustomFieldEntry field) => field.IsMeasured
        ? [new Part(ConditionNames.From(field.FieldKey), field, IsEnd: false), new Part(ConditionNames.To(field.FieldKey), field, IsEnd: true)]
        : [new Part(field.IsText ? ConditionNames.Contained(field.FieldKey) : field.FieldKey, field)];

    private string Fault(CustomFieldEntry field) => text[field.Type switch
    {
        CustomFieldType.Whole => "Error.Whole",
        CustomFieldType.Decimal => "Error.Decimal",
        CustomFieldType.Money => "Error.Money",
        _ => "Error.Day",
    }];

    /// <returns>Null where the text cannot be read.</returns>
    private Expression<Func<CustomerValue, bool>>? Condition(Part part, string typed, CustomFieldFormat format, UserScope by)
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
            case CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money:
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
