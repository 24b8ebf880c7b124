using System.Linq.Expressions;
using CrmWeb.Core.Customers.CustomFields.Values;
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
                values.Join(customers, v => v.OwnerId, c => c.Id, (v, c) => v).Select(Keyed<TKey>.Of(key, nameof(TypedValue.OwnerId)));

            var keyed = Ordered(Of(most));
            if (others is not null)
                keyed = Ordered(keyed.Take(upTo).Concat(Of(others)));
            return keyed.Select(k => k.Id);
        }
    }

    /// <inheritdoc cref="Filled"/>
    public IQueryable<int> Empty(IQueryable<Customer> most, IQueryable<Customer>? others)
    {
        IQueryable<Customer> Of(IQueryable<Customer> customers) => customers.Where(c => !db.CustomerValues.Any(v => v.OwnerId == c.Id && v.FieldId == field.Id));
        return (others is null ? Of(most) : Of(most).Concat(Of(others))).OrderByDescending(c => c.Id).Select(c => c.Id);
    }

    /// <summary>The same field as one of several columns a list is sorted by: no index tells their order, all that was found is sorted.</summary>
    /// <param name="owner">The record of a row.</param>
    public static ColumnSorts<T> Among<T>(ColumnSorts<T> columns, CustomFieldEntry field, IQueryable<TypedValue> values, IQueryable<CustomFieldChoice> choices, Expression<Func<T, int>> owner)
    {
        var id = field.Id;
        return field.Type switch
        {
            CustomFieldType.Text => By(record => values.Where(v => v.OwnerId == record && v.FieldId == id).Max(v => v.SortKey)),
            CustomFieldType.Day => By(record => values.Where(v => v.OwnerId == record && v.FieldId == id).Max(v => v.Day)),
            CustomFieldType.Time => By(record => values.Where(v => v.OwnerId == record && v.FieldId == id).Max(v => v.Moment)),
            CustomFieldType.Choice => By(record =>
                values.Where(v => v.OwnerId == record && v.FieldId == id).Join(choices, v => v.ChoiceId, x => x.Id, (v, x) => x).Max(x => (int?)x.Order)),
            _ => By(record => values.Where(v => v.OwnerId == record && v.FieldId == id).Max(v => v.Number)),
        };

        ColumnSorts<T> By<TKey>(Expression<Func<int, TKey>> key) => columns.By(
            field.FieldKey, Expression.Lambda<Func<T, TKey>>(new Replacement(key.Parameters[0], owner.Body).Visit(key.Body)!, owner.Parameters), Missing.Last);
    }

    /// <summary>Has an expression say one thing where it said another.</summary>
    private sealed class Replacement(Expression from, Expression to) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == from ? to : base.Visit(node);
    }
}
