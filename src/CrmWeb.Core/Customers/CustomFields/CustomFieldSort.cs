using System.Linq.Expressions;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>
/// The order of customers by one field of the company's own, in two parts: those that have something in it, as the field's index tells
/// them, and after them the others, the newest first. Asked for at once, all customers would be read to be sorted.
/// </summary>
internal sealed class CustomFieldSort(CrmDbContext db, CustomFieldEntry field, bool isDescending)
{
    /// <param name="others">Few customers that <paramref name="most"/> has not, sorted in with them; null for none.</param>
    /// <param name="upTo">How many from the beginning the caller will read.</param>
    public IQueryable<int> Filled(IQueryable<Customer> most, IQueryable<Customer>? others, int upTo)
    {
        var values = db.CustomerValues.Where(v => v.FieldId == field.Id);
        return field.Type switch
        {
            CustomFieldType.Text => By(v => v.SortKey),
            CustomFieldType.Day => By(v => v.Day),
            CustomFieldType.Time => By(v => v.Moment),
            // In the order in which the company keeps them, which no index of values knows.
            CustomFieldType.Choice => By(v => db.Set<CustomFieldChoice>().Where(c => c.Id == v.ChoiceId).Max(c => (int?)c.Order)),
            _ => By(v => v.Number),
        };

        IQueryable<int> By<TKey>(Expression<Func<CustomerValue, TKey>> key)
        {
            IQueryable<Keyed<TKey>> Ordered(IQueryable<Keyed<TKey>> keyed) =>
                (isDescending ? keyed.OrderByDescending(k => k.Key) : keyed.OrderBy(k => k.Key)).ThenByDescending(k => k.Id);
            IQueryable<Keyed<TKey>> Of(IQueryable<Customer> customers) =>
                values.Join(customers, v => v.CustomerId, c => c.Id, (v, c) => v).Select(Keyed<TKey>.Of(key, nameof(CustomerValue.CustomerId)));

            var keyed = Ordered(Of(most));
            if (others is not null)
                keyed = Ordered(keyed.Take(upTo).Concat(Of(others)));
            return keyed.Select(k => k.Id);
        }
    }

    /// <inheritdoc cref="Filled"/>
    public IQueryable<int> Empty(IQueryable<Customer> most, IQueryable<Customer>? others)
    {
        IQueryable<Customer> Of(IQueryable<Customer> customers) => customers.Where(c => !db.CustomerValues.Any(v => v.CustomerId == c.Id && v.FieldId == field.Id));
        return (others is null ? Of(most) : Of(most).Concat(Of(others))).OrderByDescending(c => c.Id).Select(c => c.Id);
    }

    /// <summary>The same field as one of several columns a list is sorted by: no index tells their order, all that was found is sorted.</summary>
    public static ColumnSorts<Customer> Among(ColumnSorts<Customer> columns, CustomFieldEntry field, CrmDbContext db)
    {
        var (name, id) = (field.FieldKey, field.Id);
        return field.Type switch
        {
            CustomFieldType.Text => columns.By(name, c => db.CustomerValues.Where(v => v.CustomerId == c.Id && v.FieldId == id).Max(v => v.SortKey), Missing.Last),
            CustomFieldType.Day => columns.By(name, c => db.CustomerValues.Where(v => v.CustomerId == c.Id && v.FieldId == id).Max(v => v.Day), Missing.Last),
            CustomFieldType.Time => columns.By(name, c => db.CustomerValues.Where(v => v.CustomerId == c.Id && v.FieldId == id).Max(v => v.Moment), Missing.Last),
            CustomFieldType.Choice => columns.By(
                name,
                c => db.CustomerValues.Where(v => v.CustomerId == c.Id && v.FieldId == id)
                    .Join(db.Set<CustomFieldChoice>(), v => v.ChoiceId, x => x.Id, (v, x) => x).Max(x => (int?)x.Order),
                Missing.Last),
            _ => columns.By(name, c => db.CustomerValues.Where(v => v.CustomerId == c.Id && v.FieldId == id).Max(v => v.Number), Missing.Last),
        };
    }
}
