using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// A statement over whole sets of rows whose tables come from the model: INSERT … SELECT, which LINQ cannot say, and updates of
/// columns known only by their foreign key. Names are quoted as the database wants them, values are always parameters.
/// </summary>
internal sealed class SetBasedSql(CrmDbContext db)
{
    private readonly StringBuilder text = new();
    private readonly List<object> values = [];
    private readonly ISqlGenerationHelper quoting = db.GetService<ISqlGenerationHelper>();

    /// <summary>Adds words of SQL, which must not come from a user.</summary>
    public SetBasedSql Say(string words)
    {
        text.Append(words);
        return this;
    }

    public SetBasedSql Table(IEntityType entity) => Say(quoting.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema()));

    public SetBasedSql Table<T>() => Table(Entity<T>());

    public SetBasedSql Column(IProperty column) => Say(quoting.DelimitIdentifier(column.GetColumnName()));

    public SetBasedSql Column<T>(string property) => Column(Entity<T>().FindProperty(property)!);

    public SetBasedSql Value(object value)
    {
        text.Append('{').Append(values.Count).Append('}');
        values.Add(value);
        return this;
    }

    public IEntityType Entity<T>() => db.Model.FindEntityType(typeof(T))!;

    public Task<int> ExecuteAsync(CancellationToken ct) => db.Database.ExecuteSqlAsync(Statement(), ct);

    public Task<List<T>> ReadAsync<T>(CancellationToken ct) => db.Database.SqlQuery<T>(Statement()).ToListAsync(ct);

    private FormattableString Statement() => FormattableStringFactory.Create(text.ToString(), [.. values]);
}
