using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Core.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Persistence;

/// <summary>Registers the database.</summary>
public static class PersistenceModule
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<AuditInterceptor>();
        services.AddSingleton<WholeCommits>();
        services.AddSingleton<WakeSignal>();
        services.AddSingleton<WakeInterceptor>();
        services.AddPooledDbContextFactory<CrmDbContext>((provider, options) =>
        {
            Use(options, settings.Provider, settings.ConnectionString);
            options.AddInterceptors(provider.GetRequiredService<AuditInterceptor>(), provider.GetRequiredService<WakeInterceptor>());
            options.AddInterceptors(provider.GetServices<IInterceptor>());

            // Last: these two carry out what they intercept, and everybody else is to be heard before.
            if (settings.Provider == DatabaseProvider.Sqlite)
                options.AddInterceptors(provider.GetRequiredService<SqliteWriteGateInterceptor>());
            options.AddInterceptors(provider.GetRequiredService<WholeCommits>());
        });
        services.AddScoped(p => p.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext());
        services.AddScoped<HeldConnection>();
        services.AddScoped<DatabaseSeed>();
        services.AddScoped<DatabaseInitializer>();

        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            services.AddSingleton(provider => new SqliteWriteGate(provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IInterceptor, SqliteConnectionInterceptor>();
            services.AddSingleton<SqliteWriteGateInterceptor>();
            services.AddSingleton(_ => SqliteFileLock.Acquire(settings.SqliteFile));
            services.AddHostedService<SqliteMaintenance>();
        }

        if (settings.Provider == DatabaseProvider.PostgreSql)
            services.AddHostedService<PostgresWakes>();

        return services;
    }

    /// <summary>Points a context at one database product; the migrations lie in the assembly of that product.</summary>
    public static void Use(DbContextOptionsBuilder options, DatabaseProvider provider, string connectionString)
    {
        var migrations = $"CrmWeb.Migrations.{provider}";
        _ = provider switch
        {
            DatabaseProvider.Sqlite => options.UseSqlite(connectionString, o => o.MigrationsAssembly(migrations)),
            DatabaseProvider.SqlServer => options.UseSqlServer(connectionString, o => o.MigrationsAssembly(migrations).UseCompatibilityLevel(150))
                .ReplaceService<IMigrationsSqlGenerator, SqlServerMigrationsSql>(),
            DatabaseProvider.PostgreSql => options.UseNpgsql(connectionString, o => o.MigrationsAssembly(migrations)),
            _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, null),
        };

        // A test compares model and migrations; comparing them at every start takes a third of a second.
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));

        // Follow-ups of a binned customer are meant to vanish with it: every query composes through the customer.
        options.ConfigureWarnings(w => w.Ignore(
            RelationalEventId.MultipleCollectionIncludeWarning,
            CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
    }
}
