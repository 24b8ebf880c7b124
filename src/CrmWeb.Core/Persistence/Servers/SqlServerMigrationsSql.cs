using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;

namespace CrmWeb.Core.Persistence.Servers;

/// <summary>
/// What Entity Framework leaves out when migrations change how text is compared. It takes indexes away and makes them again, but
/// not primary keys; and it changes the database's default, which SQL Server does only for whoever is alone in it, and Azure
/// never. A default matters to no column of ours, for each says its own, so it is given only when the database is created.
/// </summary>
internal sealed class SqlServerMigrationsSql(MigrationsSqlGeneratorDependencies dependencies, ICommandBatchPreparer batches)
    : SqlServerMigrationsSqlGenerator(dependencies, batches)
{
    protected override void Generate(AlterDatabaseOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        operation.Collation = operation.OldDatabase.Collation;
        base.Generate(operation, model, builder);
    }

    protected override void Generate(AlterColumnOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        var key = operation.Collation == operation.OldColumn.Collation
            ? null
            : model?.GetRelationalModel().FindTable(operation.Table, operation.Schema)?.UniqueConstraints
                .SingleOrDefault(c => c.GetIsPrimaryKey() && c.Columns.Any(column => column.Name == operation.Name));
        var table = Dependencies.SqlGenerationHelper.DelimitIdentifier(operation.Table, operation.Schema);
        if (key is not null)
            builder.AppendLine($"ALTER TABLE {table} DROP CONSTRAINT {Name(key.Name)};").EndCommand();
        base.Generate(operation, model, builder);
        if (key is not null)
            builder.AppendLine($"ALTER TABLE {table} ADD CONSTRAINT {Name(key.Name)} PRIMARY KEY ({string.Join(", ", key.Columns.Select(c => Name(c.Name)))});").EndCommand();
    }

    private string Name(string name) => Dependencies.SqlGenerationHelper.DelimitIdentifier(name);
}
