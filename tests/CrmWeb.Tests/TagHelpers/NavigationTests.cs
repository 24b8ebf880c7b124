using System.Security.Claims;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Xunit;

namespace CrmWeb.Tests.TagHelpers;

[Trait("Category", "Pure")]
public sealed class NavigationTests
{
    private static ClaimsPrincipal User(params string[] permissions) =>
        new(new ClaimsIdentity(permissions.Select(permission => new Claim(CrmClaims.Permission, permission)), "test"));

    [Fact]
    public void Without_a_permission_its_entry_is_not_offered()
    {
        Assert.Equal(["/", "/customers", "/contacts", "/follow-ups", "/follow-ups/calendar", "/orders"], Navigation.WorkFor(User()).Select(entry => entry.Path));
        Assert.Equal("/reports", Navigation.WorkFor(User("customers.view")).Last().Path);
        Assert.Empty(Navigation.AdministrationFor(User()));
        Assert.Equal(["/admin/users"], Navigation.AdministrationFor(User("admin.users")).Select(entry => entry.Path));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/customers/17/edit", "/customers")]
    [InlineData("/customers/recycle-bin", "/customers/recycle-bin")]
    [InlineData("/customers-of-nobody", null)]
    [InlineData("/search", null)]
    public void The_entry_with_the_longest_matching_path_is_the_current_one(string address, string? expected) =>
        Assert.Equal(expected, Navigation.Current(Navigation.WorkFor(User("customers.delete")), address));
}
