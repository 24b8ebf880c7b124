using System.Net;
using System.Text;

namespace CrmWeb.Benchmarks;

/// <summary>Something a visitor does again and again.</summary>
/// <param name="Next">The n-th call.</param>
/// <param name="IsRight">Whether the answer is what was asked for.</param>
internal sealed record Scenario(string Name, Func<Visitor, int, Call> Next, Func<Call, Answer, bool> IsRight)
{
    /// <summary>A page on which the marker stands at least so often.</summary>
    public static Scenario Page(string name, Func<Visitor, int, Call> next, string marker, int times = 1)
    {
        var words = Encoding.UTF8.GetBytes(marker);
        return new Scenario(name, next, (call, answer) => answer.Status == HttpStatusCode.OK && answer.Count(words) >= times
            && (call.Expects is null || answer.Contains(Encoding.UTF8.GetBytes(call.Expects))));
    }

    /// <summary>A form after which the browser is led on.</summary>
    public static Scenario Save(string name, Func<Visitor, int, Call> next) =>
        new(name, next, (call, answer) => answer.Status == HttpStatusCode.Redirect && answer.Location?.StartsWith(call.Expects!, StringComparison.Ordinal) == true);
}

/// <summary>What people do all day, as performance is measured.</summary>
internal static class Scenarios
{
    public const string FollowUp = "write a follow-up";

    /// <summary>Stands on the page once for each customer of a list.</summary>
    public const string Row = "class=\"primary-link clip\" href=\"/customers/";

    private const int PageSize = 20;
    private const int FarPages = 20;

    private static readonly string[] ThreeConditions =
    [
        "/customers?stage=initial&type=potential&category=new", "/customers?stage=needs&type=interested&kind=enterprise",
        "/customers?stage=quotation&type=interested&kind=enterprise", "/customers?stage=won&type=won&kind=enterprise",
    ];

    /// <param name="total">How many customers the visitor sees.</param>
    public static IReadOnlyList<Scenario> All(int total)
    {
        // From the 10,000th row on; who has fewer goes to the last whole pages.
        var farPage = Math.Max(2, Math.Min(10_000, total - FarPages * PageSize) / PageSize + 1);
        return
        [
            Scenario.Page("list, first page", (_, _) => new Call("/customers"), Row, PageSize),
            Scenario.Page(total > 10_000 ? "list, from row 10,000" : "list, last pages", (_, n) => new Call($"/customers?p={farPage + n % (FarPages - 1)}"), Row, PageSize),
            Scenario.Page("three conditions", (_, n) => new Call(ThreeConditions[n % ThreeConditions.Length]), Row),
            Scenario.Page("search by substring", (v, n) => new Call($"/customers?q={Uri.EscapeDataString(Middle(Customer(v, n).Name))}"), Row),
            Scenario.Page("record", Record, "id=\"timeline\""),
            Scenario.Page("my desk", (_, _) => new Call("/"), "class=\"stats stats-row\""),
            Scenario.Save(FollowUp, WriteFollowUp),
            Scenario.Save("create a customer", (v, _) => Invention.Customer(v)),
        ];
    }

    public static Call WriteFollowUp(Visitor visitor, int n) => Invention.FollowUp(visitor, Customer(visitor, n).Id);

    private static Call Record(Visitor visitor, int n)
    {
        var customer = Customer(visitor, n);
        return new Call($"/customers/{customer.Id}") { Expects = $"<h1>{customer.Name}</h1>" };
    }

    private static KnownCustomer Customer(Visitor visitor, int n) => visitor.Customers[n % visitor.Customers.Count];

    /// <summary>Three characters from within the name.</summary>
    private static string Middle(string name) => name.Length <= 4 ? name : name.Substring(name.Length / 2 - 2, 3);
}
