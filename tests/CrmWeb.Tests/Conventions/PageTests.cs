using System.Reflection;
using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>What holds for every page model, found by reflection.</summary>
[Trait("Category", "Pure")]
public sealed class PageTests
{
    private static readonly HashSet<Type> Entities = FindEntities();

    private static readonly List<Type> All = [.. typeof(Program).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract)];

    public static TheoryData<Type> Models => [.. All];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_page_names_its_policy_or_is_openly_anonymous(Type model)
    {
        var policies = model.GetCustomAttributes<AuthorizeAttribute>().Select(a => a.Policy).ToList();
        if (model.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
            Assert.Empty(policies);
        else
            Assert.True(Assert.Single(policies) is { } policy && (policy is CrmPolicies.SignedIn or CrmPolicies.CustomerForms || Permissions.All.Contains(policy)), $"{model} names no policy that exists.");
    }

    [Fact]
    public void Only_what_must_be_is_anonymous() =>
        Assert.Equal(
            ["Account.LanguageModel", "Account.LoginModel", "Account.SetupModel", "Calendar.FeedModel", "Error.IndexModel", "Installation.OfflineModel"],
            All.Where(t => t.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
                .Select(t => t.FullName!.Replace("CrmWeb.Pages.", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Models))]
    public void No_entity_is_bound_from_a_form(Type model)
    {
        var bound = model.GetProperties().Where(p => p.GetCustomAttribute<BindPropertyAttribute>() is not null).Select(p => p.PropertyType)
            .Concat(model.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(m => m.Name.StartsWith("On", StringComparison.Ordinal)).SelectMany(m => m.GetParameters()).Select(p => p.ParameterType));
        Assert.DoesNotContain(bound.SelectMany(t => Parts(t, [])), Entities.Contains);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_page_does_not_reach_the_database(Type model)
    {
        var injected = model.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType);
        Assert.DoesNotContain(injected, t => t == typeof(CrmDbContext) || t == typeof(IDbContextFactory<CrmDbContext>) || t == typeof(IServiceProvider));
    }

    /// <summary>The type itself, what its properties hold, and what lists are of.</summary>
    private static IEnumerable<Type> Parts(Type type, HashSet<Type> seen)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type;
        if (!seen.Add(plain))
            return [];
        var inner = plain.IsGenericType ? plain.GetGenericArguments()
            : plain.Namespace?.StartsWith("CrmWeb", StringComparison.Ordinal) == true && !plain.IsEnum ? [.. plain.GetProperties().Where(p => p.SetMethod is { IsPublic: true }).Select(p => p.PropertyType)]
            : Array.Empty<Type>();
        return inner.SelectMany(t => Parts(t, seen)).Prepend(plain);
    }

    private static HashSet<Type> FindEntities()
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, DatabaseProvider.Sqlite, "Data Source=offline.db");
        using var db = new CrmDbContext(options.Options);
        return [.. db.Model.GetEntityTypes().Select(e => e.ClrType)];
    }
}
