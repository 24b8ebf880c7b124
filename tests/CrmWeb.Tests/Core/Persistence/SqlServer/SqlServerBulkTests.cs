using System.Reflection;
using System.Runtime.CompilerServices;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>
/// Bulk writes on SQL Server pass its client, which has rules of its own about types and sizes, and arrive whole. Every table of
/// the model is tried, not only those that are written this way today.
/// </summary>
[Trait("Category", "Pure")]
public sealed class SqlServerBulkTests
{
    /// <summary>A supplementary character and one that is not, so that a cut would also halve a character.</summary>
    private const string Pattern = "长𠮷";

    public static TheoryData<string> Tables
    {
        get
        {
            using var db = Offline.Context(DatabaseProvider.SqlServer);
            return [.. db.Model.GetEntityTypes().Where(e => e.GetFlattenedProperties().All(p => p.PropertyInfo is not null) && !e.IsOwned()).Select(e => e.Name)];
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task The_longest_value_of_every_column_arrives_whole(string table)
    {
        await using var server = new TdsServer();
        await using var db = server.Context();
        var entity = db.Model.FindEntityType(table)!;
        object[] rows = [Row(entity, empty: true), Row(entity, empty: false), Row(entity, empty: true)];
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await WriteAsync(db, entity.ClrType, rows);
            await transaction.CommitAsync();
        }

        var command = Assert.Single(server.Commands, c => c.Sql.StartsWith("INSERT", StringComparison.Ordinal));
        Assert.Empty(TSqlFaults.Of(command.Sql));
        var columns = new BulkTable(db, entity.ClrType).Columns;
        Assert.Equal(3 * columns.Count, command.Values.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            var sent = command.Values[columns.Count + i].Value;
            if (columns[i].Read(rows[1]) is string text)
                Assert.Equal(text, sent);
            else
                Assert.NotNull(sent);
            Assert.Equal(columns[i].Read(rows[2]) is null, command.Values[2 * columns.Count + i].Value is null);
        }
    }

    [Fact]
    public async Task Many_rows_are_sent_in_as_many_commands_as_SQL_Server_takes()
    {
        const int Rows = 2500;
        await using var server = new TdsServer();
        await using var db = server.Context();
        var widest = db.Model.GetEntityTypes().Where(e => !e.IsOwned()).MaxBy(e => e.GetFlattenedProperties().Count())!;
        var narrowest = db.Model.GetEntityTypes().Where(e => !e.IsOwned()).MinBy(e => e.GetFlattenedProperties().Count())!;
        await using var transaction = await db.Database.BeginTransactionAsync();
        await WriteAsync(db, narrowest.ClrType, [.. Enumerable.Repeat(Row(narrowest, empty: true), Rows)]);
        await WriteAsync(db, widest.ClrType, [.. Enumerable.Repeat(Row(widest, empty: true), 100)]);

        var sent = server.Commands.Where(c => c.Sql.StartsWith("INSERT", StringComparison.Ordinal)).ToList();
        Assert.Equal(Rows * narrowest.GetFlattenedProperties().Count() + 100 * widest.GetFlattenedProperties().Count(), sent.Sum(c => c.Values.Count));
        Assert.All(sent, c => Assert.InRange(c.Values.Count, 1, 2100));
        Assert.All(sent, c => Assert.InRange(c.Sql.Split("), (").Length, 1, 1000));
    }

    [Fact]
    public async Task Rows_that_bring_their_ids_are_let_in_with_them()
    {
        await using var server = new TdsServer();
        await using var db = server.Context();
        var entity = db.Model.FindEntityType(typeof(Customer))!;
        await using var transaction = await db.Database.BeginTransactionAsync();
        await WriteAsync(db, entity.ClrType, [Row(entity, empty: true)]);
        Assert.Equal(
            ["SET IDENTITY_INSERT [Customers] ON", "SET IDENTITY_INSERT [Customers] OFF"],
            server.Commands.Select(c => c.Sql).Where(sql => sql.StartsWith("SET", StringComparison.Ordinal)));
    }

    /// <summary>What is put into a statement by hand is cut no more than what an entity holds.</summary>
    [Theory]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(70_000)]
    public async Task A_value_in_a_statement_of_our_own_arrives_whole(int length)
    {
        await using var server = new TdsServer();
        await using var db = server.Context();
        var text = Longest(length);
        await new SetBasedSql(db).Say("UPDATE [a] SET [b] = ").Value(text).ExecuteAsync(CancellationToken.None);
        Assert.Equal(text, Assert.Single(Assert.Single(server.Commands).Values).Value);
    }

    private static async Task WriteAsync(CrmDbContext db, Type type, object[] rows)
    {
        var typed = Array.CreateInstance(type, rows.Length);
        rows.CopyTo(typed, 0);
        var write = typeof(BulkInsert).GetMethod(nameof(BulkInsert.WriteAsync), BindingFlags.Public | BindingFlags.Instance)!.MakeGenericMethod(type);
        await (Task)write.Invoke(new BulkInsert(db), [typed, CancellationToken.None])!;
    }

    /// <param name="empty">Without a value wherever none is needed; otherwise with the longest or largest everywhere.</param>
    private static object Row(ITypeBase entity, bool empty)
    {
        var row = RuntimeHelpers.GetUninitializedObject(entity.ClrType);
        foreach (var property in entity.GetProperties())
        {
            var value = empty && property.IsNullable ? null : Value(property);
            if (property.FieldInfo is { } field)
                field.SetValue(row, value);
            else
                property.PropertyInfo!.SetValue(row, value);
        }

        foreach (var value in entity.GetComplexProperties())
            value.PropertyInfo!.SetValue(row, Row(value.ComplexType, empty));
        return row;
    }

    private static object Value(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type == typeof(string) => Longest(property.GetMaxLength() ?? 100_000),
            _ when type == typeof(byte[]) => new byte[property.GetMaxLength() ?? 10_000],
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
            _ when type == typeof(int) => int.MaxValue,
            _ when type == typeof(long) => long.MaxValue,
            _ when type == typeof(short) => short.MaxValue,
            _ when type == typeof(byte) => byte.MaxValue,
            _ when type == typeof(bool) => true,
            _ when type == typeof(double) => 1.5,
            _ when type == typeof(decimal) => property.GetScale() == 4 ? 99_999_999_999_999.9999m : 9_999_999_999_999_999.99m,
            _ when type == typeof(Guid) => Guid.NewGuid(),
            _ when type == typeof(DateTime) => new DateTime(2026, 11, 30, 23, 59, 59, DateTimeKind.Utc).AddTicks(9_999_999),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999),
            _ when type == typeof(DateOnly) => DateOnly.MaxValue,
            _ when type == typeof(TimeOnly) => TimeOnly.MaxValue,
            _ => throw new NotSupportedException($"{property}: which is the longest value of {type}?"),
        };
    }

    /// <summary>Ends with a whole character: the client would mend half of one.</summary>
    private static string Longest(int length) => string.Concat(Enumerable.Repeat(Pattern, length / Pattern.Length + 1))[..(length - 1)] is var text && length > 1 && char.IsHighSurrogate(text[^1])
        ? text[..^1] + "长长"
        : text + "长";
}
