using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace CrmWeb.Tests.Core.Data;

/// <summary>The model on each of the three databases; none of them is connected to.</summary>
[Trait("Category", "Pure")]
public sealed class ModelTests
{
    public static TheoryData<DatabaseProvider> Providers => [.. Enum.GetValues<DatabaseProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_migrations_say_what_the_model_says(DatabaseProvider provider)
    {
        using var db = Offline.Context(provider);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"Run eng/add-migration.sh: the model has changed since the last migration for {provider}.");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void No_row_is_deleted_along_two_ways(DatabaseProvider provider)
    {
        using var db = Offline.Context(provider);
        var cascades = db.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys())
            .Where(k => k.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull)
            .ToLookup(k => k.PrincipalEntityType.GetTableName()!, k => k.DeclaringEntityType.GetTableName()!);

        // SQL Server refuses a table that cascades reach twice from the same start, and a circle.
        foreach (var start in cascades.Select(c => c.Key))
            Assert.Empty(Reached(start, [start]).GroupBy(table => table).Where(g => g.Count() > 1).Select(g => $"{start} → {g.Key}"));

        IEnumerable<string> Reached(string table, string[] path) => cascades[table].Where(t => t != table || path.Length == 1)
            .SelectMany(next => path.Contains(next) ? [next, next] : Reached(next, [.. path, next]).Prepend(next));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_text_has_a_length_and_every_amount_two_places(DatabaseProvider provider)
    {
        using var db = Offline.Context(provider);
        var properties = db.Model.GetEntityTypes().Where(e => e.ClrType.Namespace!.StartsWith("CrmWeb", StringComparison.Ordinal))
            .SelectMany(e => e.GetProperties()).ToList();

        Assert.Empty(properties.Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null).Select(Name));
        Assert.Empty(properties.Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) == typeof(decimal) && p.GetScale() != 2).Select(Name));
    }

    [Fact]
    public void Only_the_recycle_bin_filters_rows_by_itself()
    {
        using var db = Offline.Context(DatabaseProvider.Sqlite);
        Assert.Equal(
            [CrmDbContext.SoftDeleteFilter],
            db.Model.GetEntityTypes().SelectMany(e => e.GetDeclaredQueryFilters()).Select(f => f.Key));
    }

    private static string Name(IProperty property) => $"{property.DeclaringType.DisplayName()}.{property.Name}";
}
