using CrmWeb.Core.Persistence;
using Xunit;

namespace CrmWeb.Testing;

/// <summary>Why a test is skipped on this database: eng/test.sh knows by these words that it is run on another.</summary>
internal static class Elsewhere
{
    public const string Left = "left to another database";
}

/// <summary>What only a database server can show; left out by name where the run has none.</summary>
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute() => Skip = TestDatabase.Provider == DatabaseProvider.Sqlite ? $"{Elsewhere.Left}: SQLite serves one process" : null!;
}

/// <summary>What PostgreSQL alone does, or alone tells.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestDatabase.Provider == DatabaseProvider.PostgreSql ? null! : $"{Elsewhere.Left}: needs PostgreSQL";
}

/// <summary>What asks the database how it means to answer; SQL Server is not asked that.</summary>
public sealed class PlanFactAttribute : FactAttribute
{
    public PlanFactAttribute() => Skip = PlanTheoryAttribute.Why;
}

/// <inheritdoc cref="PlanFactAttribute"/>
public sealed class PlanTheoryAttribute : TheoryAttribute
{
    public PlanTheoryAttribute() => Skip = Why;

    internal static string Why => TestDatabase.Provider == DatabaseProvider.SqlServer ? $"{Elsewhere.Left}: SQLite and PostgreSQL are asked for their plans" : null!;
}
