using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CrmWeb.Migrations.SqlServer;

/// <summary>Gives the migration tool a context; no database is opened.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CrmDbContext>
{
    public CrmDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, DatabaseProvider.SqlServer, "Server=localhost;Database=design");
        return new CrmDbContext(options.Options);
    }
}
