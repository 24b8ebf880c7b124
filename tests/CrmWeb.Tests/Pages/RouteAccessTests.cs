using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>What is read.</summary>
public sealed class RouteAccessReadingTests(CrmApp app) : RouteAccess(app), IClassFixture<CrmApp>
{
    public static TheoryData<string> Keys => KeysWhere(route => !route.IsPost);

    [Theory]
    [MemberData(nameof(Keys))]
    public Task Everybody_is_answered_as_the_table_says_and_no_refusal_changes_a_row(string key) => CheckAsync(key);
}

/// <summary>Forms of administration.</summary>
public sealed class RouteAccessAdministrationTests(ForgetfulApp app) : RouteAccess(app), IClassFixture<ForgetfulApp>
{
    public static TheoryData<string> Keys => KeysWhere(route => route.IsPost && route.Room == "Admin");

    [Theory]
    [MemberData(nameof(Keys))]
    public Task Everybody_is_answered_as_the_table_says_and_no_refusal_changes_a_row(string key) => CheckAsync(key);
}

/// <summary>Forms of customers.</summary>
public sealed class RouteAccessCustomerTests(ForgetfulApp app) : RouteAccess(app), IClassFixture<ForgetfulApp>
{
    public static TheoryData<string> Keys => KeysWhere(route => route.IsPost && route.Room == "Customers");

    [Theory]
    [MemberData(nameof(Keys))]
    public Task Everybody_is_answered_as_the_table_says_and_no_refusal_changes_a_row(string key) => CheckAsync(key);
}

/// <summary>All other forms.</summary>
public sealed class RouteAccessOtherTests(ForgetfulApp app) : RouteAccess(app), IClassFixture<ForgetfulApp>
{
    public static TheoryData<string> Keys => KeysWhere(route => route.IsPost && route.Room is not ("Admin" or "Customers"));

    [Theory]
    [MemberData(nameof(Keys))]
    public Task Everybody_is_answered_as_the_table_says_and_no_refusal_changes_a_row(string key) => CheckAsync(key);
}
