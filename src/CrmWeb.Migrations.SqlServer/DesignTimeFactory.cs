using CrmWeb.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CrmWeb.Migrations.SqlServer;

/// <summary>Gives the migration tool a context; no database is opened.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CrmDbContext>
{
    public CrmDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        DataModule.Use(options, DatabaseProvider.SqlServer, "Server=localhost;Database=design");
        return new CrmDbContext(options.Options);
    }
}
