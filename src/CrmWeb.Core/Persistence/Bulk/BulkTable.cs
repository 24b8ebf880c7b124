using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Core.Persistence.Bulk;

/// <summary>A column and how its value is read from an entity.</summary>
/// <param name="ReadRaw">As the entity has it.</param>
internal sealed record BulkColumn(IProperty Property, RelationalTypeMapping Mapping, Func<object, object?> ReadRaw)
{
    public string Name => Property.GetColumnName();

    /// <summary>The value converted as the model says.</summary>
    public object? Read(object entity)
    {
        var value = ReadRaw(entity);
        return value is not null && Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}

/// <summary>A table as <see cref="BulkInsert"/> writes it.</summary>
internal sealed class BulkTable
{
    private readonly ISqlGenerationHelper quoting;

    /// <param name="numbered">The rows bring their ids; otherwise the database gives them.</param>
    public BulkTable(CrmDbContext db, Type type, bool numbered = true)
    {
        quoting = db.GetService<ISqlGenerationHelper>();
        var entity = db.Model.FindEntityType(type)!;
        Name = quoting.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
        Columns = [.. entity.GetFlattenedProperties().Where(p => numbered || !p.IsPrimaryKey()).Select(p => new BulkColumn(p, p.GetRelationalTypeMapping(), Reader(p)))];
        ColumnNames = string.Join(", ", Columns.Select(c => quoting.DelimitIdentifier(c.Name)));
        if (numbered && entity.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key] && (key.ClrType == typeof(int) || key.ClrType == typeof(long)))
        {
            Identity = key.GetColumnName();
            IdentityName = quoting.DelimitIdentifier(Identity);
        }
    }

    public string Name { get; }

    public IReadOnlyList<BulkColumn> Columns { get; }

    public string ColumnNames { get; }

    /// <summary>The column whose numbers the database gives otherwise; null where there is none.</summary>
    public string? Identity { get; }

    public string? IdentityName { get; }

    /// <summary>Makes the command one that inserts these rows. Every value gets a parameter as saving the entity would give it, made for its length.</summary>
    public void Word(DbCommand command, IEnumerable<object> rows)
    {
        var sql = new StringBuilder($"INSERT INTO {Name} ({ColumnNames}) VALUES ");
        foreach (var row in rows)
        {
            sql.Append(command.Parameters.Count == 0 ? "(" : ", (");
            foreach (var column in Columns)
            {
                var name = quoting.GenerateParameterName(string.Create(CultureInfo.InvariantCulture, $"p{command.Parameters.Count}"));
                command.Parameters.Add(column.Mapping.CreateParameter(command, name, column.ReadRaw(row), column.Property.IsNullable));
                sql.Append(name).Append(column == Columns[^1] ? ")" : ", ");
            }
        }

        command.CommandText = sql.ToString();
    }

    /// <summary>Gives a command for one row the values of another.</summary>
    public void Fill(DbCommand command, object row)
    {
        for (var column = 0; column < Columns.Count; column++)
            command.Parameters[column].Value = Columns[column].Read(row) ?? DBNull.Value;
    }

    private static Func<object, object?> Reader(IProperty property)
    {
        var entity = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(Value(property, entity), typeof(object)), entity).Compile();
    }

    /// <summary>A column may lie in a value record of its class.</summary>
    private static MemberExpression Value(IPropertyBase property, Expression entity)
    {
        var info = property.PropertyInfo ?? throw new InvalidOperationException($"{property} is not a property of its class.");
        var owner = property.DeclaringType is IComplexType { ComplexProperty: var value } ? Value(value, entity) : entity;
        return Expression.Property(Expression.Convert(owner, info.DeclaringType!), info);
    }
}
