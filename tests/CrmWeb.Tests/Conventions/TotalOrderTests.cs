using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>
/// <see cref="TotalOrder"/> looks at every question the program asks in a test; here it is shown what it refuses and what it lets pass.
/// </summary>
[Trait("Category", "Pure")]
public sealed class TotalOrderTests
{
    private static readonly Dictionary<string, Func<CrmDbContext, IQueryable>> Refused = new()
    {
        ["no order"] = db => db.Customers.Where(c => c.OwnerId == 1).Take(10),
        ["a time alone"] = db => db.Customers.OrderByDescending(c => c.UpdatedAt).Skip(10).Take(10),
        ["an id before a time"] = db => db.Customers.OrderBy(c => c.Id).ThenBy(c => c.UpdatedAt).Take(10),
        ["an order that a joining loses"] = db => db.Customers.OrderBy(c => c.Id).Concat(db.Customers).Take(10),
        ["a later order by something else"] = db => db.Customers.OrderBy(c => c.Id).Where(c => c.OwnerId == 1).OrderBy(c => c.Name).Take(10),
        ["a part within a row"] = db => db.Customers.Select(c => new { c.Id, Last = c.Contacts.OrderBy(x => x.Name).Select(x => x.Id).Take(1).ToList() }),
        ["the first by a time"] = db => db.Customers.Select(c => new { c.Id, Last = db.FollowUps.Where(f => f.CustomerId == c.Id).OrderByDescending(f => f.At).Select(f => f.Id).FirstOrDefault() }),
        ["a reference that is not unique"] = db => db.Contacts.OrderBy(c => c.CustomerId).Take(10),
    };

    private static readonly Dictionary<string, Func<CrmDbContext, IQueryable>> Allowed = new()
    {
        ["a time and an id"] = db => db.Customers.OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id).Select(c => c.Name).Skip(10).Take(10),
        ["a unique column"] = db => db.Customers.OrderBy(c => c.Number).Take(10),
        ["values in their own order"] = db => db.Customers.Select(c => c.Id).Distinct().Order().Take(10),
        ["groups by their key"] = db => db.Contacts.GroupBy(c => c.CustomerId).OrderBy(g => g.Key).Take(10).Select(g => g.Key),
        ["all rows in any order"] = db => db.Customers.OrderBy(c => c.Name),
    };

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    public static TheoryData<string> AllowedNames => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public void A_part_of_rows_in_no_total_order_is_refused(string question)
    {
        using var db = Offline.Context(DatabaseProvider.Sqlite);
        Assert.Contains("not total", Assert.Throws<InvalidOperationException>(() => TotalOrder.Check(Refused[question](db).Expression, db.Model)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllowedNames))]
    public void Rows_in_a_total_order_pass(string question)
    {
        using var db = Offline.Context(DatabaseProvider.Sqlite);
        TotalOrder.Check(Allowed[question](db).Expression, db.Model);
        Assert.Contains("SELECT", Allowed[question](db).ToQueryString(), StringComparison.Ordinal);
    }
}
