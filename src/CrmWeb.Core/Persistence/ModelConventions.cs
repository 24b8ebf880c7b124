using CrmWeb.Core.Persistence.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmWeb.Core.Persistence;

/// <summary>Rules every column follows, so that the three databases store the same thing.</summary>
internal static class ModelConventions
{
    /// <summary>Length of a text column without a stated one.</summary>
    public const int DefaultTextLength = 200;

    public static void Apply(ModelConfigurationBuilder configuration, DatabaseFacade database)
    {
        configuration.Properties<string>().HaveMaxLength(DefaultTextLength);
        configuration.Properties<decimal>().HavePrecision(18, 2);

        if (database.IsSqlite())
            configuration.Properties<decimal>().HaveConversion<WholeFenConverter>();
        if (!database.IsNpgsql())
            configuration.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    /// <summary>Foreign keys do not cascade unless a configuration says so: deleting is a decision, and SQL Server refuses cascade circles.</summary>
    public static void Apply(ModelBuilder builder, DatabaseFacade database)
    {
        foreach (var column in builder.Model.GetEntityTypes().SelectMany(Columns).Where(c => c.DeclaringType is IMutableComplexType))
            column.SetColumnName(column.Name);
        if (database.IsSqlite())
        {
            foreach (var column in builder.Model.GetEntityTypes().SelectMany(Columns).Where(c => c.GetScale() == 4))
                column.SetValueConverter(new TenThousandthsConverter());
        }

        TextCollations.Apply(builder, database);
        TimeFunctions.Apply(builder, database);
        foreach (var key in builder.Model.GetEntityTypes()
            .Where(e => e.ClrType.Namespace?.StartsWith("CrmWeb", StringComparison.Ordinal) == true)
            .SelectMany(e => e.GetForeignKeys())
            .Where(k => !k.IsOwnership && k.PrincipalToDependent is null && k.DependentToPrincipal is null)
            .Where(k => ((IConventionForeignKey)k).GetDeleteBehaviorConfigurationSource() != ConfigurationSource.Explicit))
        {
            key.DeleteBehavior = DeleteBehavior.NoAction;
        }
    }

    /// <summary>The columns of a table; those of its value records are columns like others, and bear the names of their properties.</summary>
    public static IEnumerable<IMutableProperty> Columns(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(p => Columns(p.ComplexType)));

    /// <summary>SQLite keeps decimals as text, which no index can order: money is stored there as whole fen.</summary>
    private sealed class WholeFenConverter() : ValueConverter<decimal, long>(
        yuan => (long)decimal.Round(yuan * 100m, 0, MidpointRounding.AwayFromZero),
        fen => fen / 100m);

    /// <summary>Numbers with four places likewise.</summary>
    private sealed class TenThousandthsConverter() : ValueConverter<decimal, long>(
        number => (long)decimal.Round(number * 10_000m, 0, MidpointRounding.AwayFromZero),
        stored => stored / 10_000m);

    /// <summary>SQLite and SQL Server give times back without a kind; all of ours are UTC.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value,
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
