using CrmWeb.Core.Persistence;
using CrmWeb.Tests.Core.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

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
            .SelectMany(e => e.GetFlattenedProperties()).ToList();

        Assert.Empty(properties.Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null).Select(Name));
        // What a company's own field counts, and a quantity, is no amount: up to four places, as their forms say.
        Assert.Equal(["ContactValue.Number 4", "CustomerValue.Number 4", "FieldOperand.Constant 4", "FollowUpValue.Number 4", "OrderItem.Quantity 4"], properties.Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) == typeof(decimal) && p.GetScale() != 2)
            .Select(p => $"{Name(p)} {p.GetScale()}").Order());
    }

    /// <summary>SQL Server warns when such an index is made and refuses the row that does not fit, which is later than anybody looks.</summary>
    [Fact]
    public void Every_key_and_index_is_one_that_SQL_Server_holds()
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        var entities = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().ToList();
        var keys = entities.SelectMany(e => e.GetKeys()).Select(k => (Name: k.GetName()!, k.Properties, Limit: k.IsPrimaryKey() ? 900 : 1700));
        var indexes = entities.SelectMany(e => e.GetIndexes()).Select(i => (Name: i.GetDatabaseName()!, i.Properties, Limit: i.IsClustered() == true ? 900 : 1700));

        Assert.Empty(keys.Concat(indexes).Where(x => x.Properties.Sum(KeyBytes) > x.Limit || x.Properties.Count > 32)
            .Select(x => $"{x.Name}: {x.Properties.Sum(KeyBytes)} bytes, {x.Limit} at most"));
    }

    /// <summary>SQL Server takes two rows without a value for equal, the others do not: such an index must leave them out.</summary>
    [Fact]
    public void Unique_indexes_let_missing_values_repeat_on_SQL_Server_too()
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        Assert.Empty(db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(e => e.GetIndexes()).Where(i => i.IsUnique)
            .Where(i => i.Properties.Any(p => p.IsNullable && i.GetFilter()?.Replace('[', '"').Replace(']', '"').Contains($"\"{p.GetColumnName()}\" IS NOT NULL", StringComparison.Ordinal) != true))
            .Select(i => i.GetDatabaseName()));
    }

    [Fact]
    public void Only_the_recycle_bin_filters_rows_by_itself()
    {
        using var db = Offline.Context(DatabaseProvider.Sqlite);
        Assert.Equal(
            [CrmDbContext.SoftDeleteFilter],
            db.Model.GetEntityTypes().SelectMany(e => e.GetDeclaredQueryFilters()).Select(f => f.Key));
    }

    private static int KeyBytes(IProperty property) => property.GetColumnType().Split('(', ')') switch
    {
        ["nvarchar", "max", ..] or ["varbinary", "max", ..] => 100_000,
        ["nvarchar", var length, ..] => 2 * int.Parse(length, System.Globalization.CultureInfo.InvariantCulture),
        ["uniqueidentifier"] => 16,
        ["datetime2"] or ["bigint"] => 8,
        ["datetimeoffset"] => 10,
        ["decimal", ..] => 9,
        ["int"] => 4,
        ["date"] => 3,
        ["smallint"] => 2,
        ["bit"] or ["tinyint"] => 1,
        var type => throw new NotSupportedException($"{Name(property)}: how large is {string.Join(' ', type)} in a key?"),
    };

    private static string Name(IProperty property) => $"{property.DeclaringType.DisplayName()}.{property.Name}";
}
