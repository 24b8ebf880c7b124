namespace CrmWeb.Core.Persistence;

/// <summary>The database products the program runs on; the value of the setting Database:Provider.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    PostgreSql,
}
