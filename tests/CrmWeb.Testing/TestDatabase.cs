using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CrmWeb.Testing;

/// <summary>What a fresh database holds.</summary>
public enum Content
{
    /// <summary>The schema, the built-in roles and the lists; no accounts.</summary>
    Empty,

    /// <summary>The small company of <see cref="TestCompany"/> besides.</summary>
    Company,
}

/// <summary>
/// A database of one test class, gone at its end. Which product it lies on says CRM_TEST_DATABASE (Sqlite when unset, else
/// PostgreSql with a server in CRM_TEST_POSTGRES, or SqlServer with one in CRM_TEST_SQLSERVER).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string Run = $"{TestLeftovers.Prefix}{Environment.ProcessId}";
    private static readonly string RunFolder = Path.Combine(Path.GetTempPath(), Run);
    private static readonly SemaphoreSlim Building = new(1, 1);
    private static readonly Dictionary<Content, TestDatabase> Templates = [];

    /// <summary>Templates that lie on SQL Server as a backup.</summary>
    private static readonly HashSet<string> BackedUp = [];
    private static int count;

    static TestDatabase() => AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAll();

    private TestDatabase(string name)
    {
        Name = name;
        var folder = Path.Combine(RunFolder, name);
        Directory.CreateDirectory(folder);
        Settings = new DatabaseSettings(Provider, ConnectionString(name, folder), folder);
    }

    public static DatabaseProvider Provider { get; } =
        Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable("CRM_TEST_DATABASE") is { Length: > 0 } set ? set : "Sqlite", ignoreCase: true);

    public DatabaseSettings Settings { get; }

    private string Name { get; }

    /// <summary>A copy of a template that is migrated and filled once per process.</summary>
    public static async Task<TestDatabase> CreateAsync(Content content)
    {
        await Building.WaitAsync();
        try
        {
            var template = await TemplateAsync(content);
            var database = new TestDatabase($"{Run}_{++count}");
            await database.CopyAsync(template);
            return database;
        }
        finally
        {
            Building.Release();
        }
    }

    /// <summary>A place for a database that is not there yet.</summary>
    public static TestDatabase Absent() => new($"{Run}_absent{Interlocked.Increment(ref count)}");

    public async ValueTask DisposeAsync()
    {
        await using (var db = Context())
        {
            ClearPool(db);
            if (Provider != DatabaseProvider.Sqlite)
            {
                // A server that flushes for others takes its time to drop one.
                db.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));
                await db.Database.EnsureDeletedAsync();
            }
        }

        Directory.Delete(Settings.DataFolder, recursive: true);
    }

    private static async Task<TestDatabase> TemplateAsync(Content content)
    {
        if (Templates.TryGetValue(content, out var ready))
            return ready;

        if (Templates.Count == 0)
            await TestLeftovers.RemoveAsync(ServerOrNull());
        var template = new TestDatabase($"{Run}_{content}".ToLowerInvariant());
        if (content == Content.Company)
            await template.CopyAsync(await TemplateAsync(Content.Empty));
        await using (var services = CoreServices.Build(template.Settings, new TestClock()))
        {
            if (content == Content.Empty)
                await services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
            else
                await TestCompany.FoundAsync(services);
        }

        await using var db = template.Context();
        ClearPool(db);
        if (Provider == DatabaseProvider.SqlServer && await SqlServerCopy.BackUpAsync(ServerOrNull()!, template.Name))
            BackedUp.Add(template.Name);
        return Templates[content] = template;
    }

    private static string ConnectionString(string name, string folder) => Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "crm.db"), ForeignKeys = true, Pooling = true }.ToString(),
        DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(Server("CRM_TEST_POSTGRES")) { Database = name, MaxPoolSize = 40, Options = "-c jit=off" }.ToString(),
        _ => new SqlConnectionStringBuilder(Server("CRM_TEST_SQLSERVER")) { InitialCatalog = name, TrustServerCertificate = true }.ToString(),
    };

    private static string? ServerOrNull() => Provider switch
    {
        DatabaseProvider.PostgreSql => Server("CRM_TEST_POSTGRES"),
        DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(Server("CRM_TEST_SQLSERVER")) { InitialCatalog = "master", TrustServerCertificate = true }.ToString(),
        _ => null,
    };

    private static string Server(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set
        ? set
        : throw new InvalidOperationException($"CRM_TEST_DATABASE is {Provider}, so {variable} must hold a connection string.");

    private static void ClearPool(CrmDbContext db)
    {
        switch (db.Database.GetDbConnection())
        {
            case SqliteConnection sqlite:
                SqliteConnection.ClearPool(sqlite);
                break;
            case NpgsqlConnection npgsql:
                NpgsqlConnection.ClearPool(npgsql);
                break;
            case SqlConnection sql:
                SqlConnection.ClearPool(sql);
                break;
            default:
                break;
        }
    }

    private static void RemoveAll()
    {
        if (Templates.Count > 0 && ServerOrNull() is { } server)
        {
            SqlConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            TestLeftovers.RemoveRunAsync(server, Run).GetAwaiter().GetResult();
            foreach (var template in BackedUp)
                SqlServerCopy.RunAsync(server, SqlServerCopy.ForgetSql(template)).GetAwaiter().GetResult();
        }

        if (Directory.Exists(RunFolder))
            Directory.Delete(RunFolder, recursive: true);
    }

    private CrmDbContext Context()
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, Provider, Settings.ConnectionString);
        return new CrmDbContext(options.Options);
    }

    private async Task CopyAsync(TestDatabase template)
    {
        switch (Provider)
        {
            case DatabaseProvider.Sqlite:
                File.Copy(template.Settings.SqliteFile, Settings.SqliteFile);
                break;
            case DatabaseProvider.PostgreSql:
                await using (var server = new NpgsqlConnection(Server("CRM_TEST_POSTGRES")))
                {
                    await server.OpenAsync();
                    await using var command = server.CreateCommand();
                    command.CommandText = $"CREATE DATABASE {Name} TEMPLATE {template.Name}";
                    await command.ExecuteNonQueryAsync();
                }

                break;
            case DatabaseProvider.SqlServer when BackedUp.Contains(template.Name):
                await SqlServerCopy.RestoreAsync(ServerOrNull()!, template.Name, Name);
                break;
            default:
                // A server that backs nothing up for this account: it is filled anew.
                await using (var services = CoreServices.Build(Settings, new TestClock()))
                {
                    await services.RunAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
                    if (template.Name.EndsWith("company", StringComparison.Ordinal))
                        await TestCompany.FoundAsync(services);
                }

                break;
        }
    }
}
