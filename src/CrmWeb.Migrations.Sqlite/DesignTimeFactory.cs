using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CrmWeb.Migrations.Sqlite;

/// <summary>Gives the migration tool a context; no database is opened.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CrmDbContext>
{
    public CrmDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, DatabaseProvider.Sqlite, "Data Source=design.db");
        return new CrmDbContext(options.Options);
    }
}
