using System.Linq.Expressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.List;

/// <summary>Turns what was typed into a search into conditions: every word is to be found, wherever.</summary>
internal static class SearchFilters
{
    /// <summary>Registrar, kind and province's city of a credit code: less of it would find half the company.</summary>
    private const int ShortestCode = 6;

    private static readonly Expression<Func<Customer, bool>> NoPerson = c => c.Kind != CustomerKind.Individual;

    /// <summary>
    /// Customers that hold every word: in name, short name or number, at the beginning of the credit code, or in one of their contacts.
    /// Contacts and persons who are customers are searched only for those who may read personal data: others would learn a hidden name
    /// or number by trying. They find a person who is a customer by the whole customer number.
    /// </summary>
    public static IQueryable<Customer> Matching(this IQueryable<Customer> customers, string? typed, UserScope by)
    {
        var named = by.Has(Permissions.PersonalDataView);
        return SearchText.Terms(typed).Aggregate(customers, (found, term) => found.Where(Customer(term, named)));
    }

    /// <summary>Pairs of a customer and a contact that hold every word, the contact's words only for those who may read personal data.</summary>
    public static IQueryable<TPair> Matching<TPair>(
        this IQueryable<TPair> pairs, string? typed, UserScope by, Expression<Func<TPair, Customer>> customer, Expression<Func<TPair, Contact>> contact)
    {
        var named = by.Has(Permissions.PersonalDataView);
        return SearchText.Terms(typed).Aggregate(pairs, (found, term) => found.Where(Pair(term, named, customer, contact)));
    }

    private static Expression<Func<Customer, bool>> Customer(SearchTerm term, bool named)
    {
        List<Expression<Func<Customer, bool>>> ways = [];
        if (term.Word is { } word)
        {
            List<Expression<Func<Customer, bool>>> own = [c => c.SearchKey.Contains(word)];
            if (CodeBeginning(word) is { } code)
                own.Add(c => EF.Functions.Like(c.CreditCode!, code));
            ways.Add(named ? own.Aggregate(Either) : Both(NoPerson, own.Aggregate(Either)));
            var number = word.ToUpperInvariant();
            if (!named)
                ways.Add(c => c.Number == number);
        }

        if (named && InContact(term) is { } inContact)
            ways.Add(Any(inContact));
        if (term.Words.Count > 0)
            ways.Add(term.Words.Select(w => Customer(w, named)).Aggregate(Both));
        return OneOf(ways);
    }

    private static Expression<Func<TPair, bool>> Pair<TPair>(
        SearchTerm term, bool named, Expression<Func<TPair, Customer>> customer, Expression<Func<TPair, Contact>> contact)
    {
        List<Expression<Func<TPair, bool>>> ways = [];
        if (named && InContact(term) is { } inContact)
            ways.Add(Through(contact, inContact));
        if (term.Word is { } word)
        {
            Expression<Func<Customer, bool>> own = c => c.SearchKey.Contains(word);
            ways.Add(Through(customer, named ? own : Both(NoPerson, own)));
        }

        if (term.Words.Count > 0)
            ways.Add(term.Words.Select(w => Pair(w, named, customer, contact)).Aggregate(Both));
        return OneOf(ways);
    }

    private static Expression<Func<Contact, bool>>? InContact(SearchTerm term)
    {
        List<Expression<Func<Contact, bool>>> ways = [];
        foreach (var digits in term.Phones)
            ways.Add(x => x.SearchKey.Contains(digits));
        if (term.Word is { } word && !term.Phones.Contains(word))
            ways.Add(x => x.SearchKey.Contains(word));
        return ways.Count == 0 ? null : ways.Aggregate(Either);
    }

    /// <summary>The pattern of credit codes that begin with what was typed; null where no code begins so.</summary>
    private static string? CodeBeginning(string word)
    {
        var code = CreditCode.Normalize(word);
        return code.Length is >= ShortestCode and <= CreditCode.Length && code.All(char.IsAsciiLetterOrDigit) ? code + "%" : null;
    }

    private static Expression<Func<Customer, bool>> Any(Expression<Func<Contact, bool>> condition)
    {
        Expression<Func<Customer, IEnumerable<Contact>>> contacts = c => c.Contacts;
        return Expression.Lambda<Func<Customer, bool>>(
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [typeof(Contact)], contacts.Body, condition), contacts.Parameters);
    }

    private static Expression<Func<TFrom, bool>> Through<TFrom, T>(Expression<Func<TFrom, T>> part, Expression<Func<T, bool>> condition) =>
        Expression.Lambda<Func<TFrom, bool>>(ParameterSwap.BodyOf(condition, part.Body), part.Parameters);

    /// <summary>Nobody, where there is no way to look: what was typed can only be the number of a contact that the asking may not read.</summary>
    private static Expression<Func<T, bool>> OneOf<T>(List<Expression<Func<T, bool>>> ways) => ways.Count == 0 ? _ => false : ways.Aggregate(Either);

    private static Expression<Func<T, bool>> Either<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, ParameterSwap.BodyOf(other, one.Parameters[0])), one.Parameters);

    private static Expression<Func<T, bool>> Both<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(one.Body, ParameterSwap.BodyOf(other, one.Parameters[0])), one.Parameters);
}
