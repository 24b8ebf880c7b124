using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Fields;

/// <summary>What the catalogues of all subjects are made of, for one reader.</summary>
/// <param name="custom">The company's own fields that the reader finds in lists.</param>
internal sealed class FieldSources(
    CrmDbContext db, OrganizationClock clock, ChoiceWords words, IReadOnlyList<CustomFieldEntry> custom, UserScope by, IStringLocalizer<TemplatesText> text)
{
    public CrmDbContext Db => db;

    public OrganizationClock Clock => clock;

    public ChoiceWords Words => words;

    public UserScope By => by;

    public bool IsClear { get; } = by.Has(Permissions.PersonalDataView);

    public string Label(string key) => text[$"Field.{key}"];

    /// <summary>A field of the rows themselves.</summary>
    public TemplateField Field<T, TValue>(string key, FieldShape shape, Expression<Func<T, TValue>> value, string? condition = null) =>
        new(key, Label(key), shape) { Value = value, Condition = condition };

    public TemplateField Choice<T>(string key, FieldChoices choices, Expression<Func<T, int?>> value, string? condition = null) =>
        new(key, Label(key), FieldShape.Choice) { Value = value, Choices = choices, Condition = condition };

    /// <summary>
    /// What is known of the customer of a row, as far as the reader sees the customer: an order stays with whoever made it when the customer
    /// goes to somebody else, and says no more of the customer then than its name.
    /// </summary>
    /// <param name="customerId">The customer of a row.</param>
    /// <param name="isListed">Conditions by which the list of rows can be asked for what is known of the customer.</param>
    public IEnumerable<TemplateField> OfCustomer<T>(Expression<Func<T, int>> customerId, params string[] isListed)
    {
        string? Condition(string name) => isListed.Contains(name) ? name : null;
        yield return Seen("industry", words.Entry(ListKind.Industry, Condition("industry")), c => c.IndustryId, Condition("industry"));
        yield return Seen("area", words.Entry(ListKind.Region, null), c => c.RegionId, null);
        yield return Seen("region", words.Entry(ListKind.Region, null, 1), c => c.RegionId, null);
        yield return Seen("source", words.Entry(ListKind.Source, null), c => c.SourceId, null);
        yield return Seen("level", words.Of<CustomerLevel>(null), c => (int?)c.Level, null);
        yield return Seen("category", words.Of<CustomerCategory>(Condition("category")), c => (int?)c.Category, Condition("category"));
        foreach (var field in custom.Where(f => f.Type is CustomFieldType.Choice or CustomFieldType.YesNo))
            yield return Own(field, customerId, isCondition: false);

        TemplateField Seen(string key, FieldChoices choices, Expression<Func<Customer, int?>> value, string? condition)
        {
            var customers = db.Customers.VisibleTo(by);
            var one = Expression.Parameter(typeof(Customer), "c");
            var isIt = Expression.Lambda<Func<Customer, bool>>(Expression.Equal(Expression.Property(one, nameof(Customer.Id)), customerId.Body), one);
            var where = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [typeof(Customer)], customers.Expression, Expression.Quote(isIt));
            var known = Expression.Call(typeof(Queryable), nameof(Queryable.Max), [typeof(Customer), typeof(int?)], where, Expression.Quote(value));
            return Choice(key, choices, Expression.Lambda<Func<T, int?>>(known, customerId.Parameters), condition);
        }
    }

    /// <summary>The company's own fields of customers.</summary>
    public IEnumerable<TemplateField> OfCompany() => custom.Select(field => Own<Customer>(field, c => c.Id, isCondition: true)).OfType<TemplateField>();

    /// <summary>What customers carry in one of the company's own fields that is a number.</summary>
    public IEnumerable<KeyValuePair<string, Func<IQueryable<Customer>, IQueryable<Valued<Customer>>>>> OwnNumbers() => custom
        .Where(f => f.Type is CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money or CustomFieldType.Computed)
        .Select(field => KeyValuePair.Create<string, Func<IQueryable<Customer>, IQueryable<Valued<Customer>>>>(field.FieldKey, customers =>
        {
            var id = field.Id;
            return customers.Join(db.CustomerValues.Where(v => v.FieldId == id), c => c.Id, v => v.OwnerId, (c, v) => new Valued<Customer> { Row = c, Amount = v.Number });
        }));

    /// <summary>Of customers the reader sees; one row at most says it of each.</summary>
    private TemplateField Own<T>(CustomFieldEntry field, Expression<Func<T, int>> customerId, bool isCondition)
    {
        var (id, seen) = (field.Id, db.Customers.VisibleTo(by));
        var values = typeof(T) == typeof(Customer)
            ? db.CustomerValues.Where(v => v.FieldId == id)
            : db.CustomerValues.Where(v => v.FieldId == id && seen.Any(c => c.Id == v.OwnerId));
        var condition = isCondition ? field.FieldKey : null;
        TemplateField Of<TValue>(FieldShape shape, Expression<Func<CustomerValue, TValue>> value, FieldChoices? choices = null) =>
            new(field.FieldKey, field.Name, shape) { Value = Told(values, customerId, value), Choices = choices, Condition = condition };

        return field.Type switch
        {
            CustomFieldType.Choice => Of(FieldShape.Choice, v => v.ChoiceId, words.Own(field, isCondition)),
            CustomFieldType.YesNo => Of(FieldShape.Choice, v => v.Number == null ? null : v.Number == 0m ? 0 : (int?)1, words.YesNo(isCondition ? field : null)),
            CustomFieldType.Day => Of(FieldShape.Day, v => v.Day),
            CustomFieldType.Money => Of(FieldShape.Money, v => v.Number),
            _ => Of(FieldShape.Number, v => v.Number),
        };
    }

    private static Expression<Func<T, TValue>> Told<T, TValue>(IQueryable<CustomerValue> values, Expression<Func<T, int>> customerId, Expression<Func<CustomerValue, TValue>> value)
    {
        var one = Expression.Parameter(typeof(CustomerValue), "v");
        var isIt = Expression.Lambda<Func<CustomerValue, bool>>(Expression.Equal(Expression.Property(one, nameof(CustomerValue.OwnerId)), customerId.Body), one);
        var where = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [typeof(CustomerValue)], values.Expression, Expression.Quote(isIt));
        return Expression.Lambda<Func<T, TValue>>(
            Expression.Call(typeof(Queryable), nameof(Queryable.Max), [typeof(CustomerValue), typeof(TValue)], where, Expression.Quote(value)), customerId.Parameters);
    }
}
