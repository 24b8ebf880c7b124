using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmWeb.Tests.Conventions;

/// <summary>Composes docs/data-dictionary.md from the model, the doc comments of the entities and the Chinese labels of the forms.</summary>
internal sealed partial class DataDictionary
{
    public const string File = "docs/data-dictionary.md";

    private const string Head = """
        # Data dictionary

        Made from the entities of `src/CrmWeb.Core`: their mapping, their doc comments, and the Chinese labels of the forms.
        To change it, change those and run `CRM_TEST_WRITE_DOCS=1 dotnet test tests/CrmWeb.Tests --filter DataDictionary`.

        *text 200* holds at most 200 characters. A *time* is stored in UTC, a *date* has no time of day. *money* is CNY with two places:
        `decimal(18,2)` on the servers, whole fen on SQLite. A *choice* stores the number in front of its name. *optional* may be empty.
        What says nothing in the last column is told by its name or belongs to ASP.NET Core Identity. The schema already carries facts
        that no page of this version asks for; those columns stay empty.

        """;

    private readonly Dictionary<string, string> comments = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "CrmWeb.Core.xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")));

    public static string Compose()
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, DatabaseProvider.Sqlite, "Data Source=never-opened.db");
        using var db = new CrmDbContext(options.Options);
        var dictionary = new DataDictionary();
        return Head + string.Concat(db.Model.GetEntityTypes()
            .OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal)
            .Select(dictionary.Table));
    }

    private string Table(IEntityType entity)
    {
        var labels = Labels(entity.ClrType);
        var text = new StringBuilder().Append($"\n## {entity.GetTableName()}\n\n");
        if (comments.GetValueOrDefault($"T:{entity.ClrType.FullName}") is { Length: > 0 } summary)
            text.Append(summary).Append("\n\n");

        text.Append("| column | 中文 | type | meaning |\n|---|---|---|---|\n");
        foreach (var property in entity.GetFlattenedProperties().OrderBy(p => p.IsPrimaryKey() ? 0 : 1).ThenBy(p => p.Name, StringComparer.Ordinal))
            text.Append($"| {property.GetColumnName()} | {Label(labels, property)} | {Kind(property)} | {Meaning(property)} |\n");

        var indexes = entity.GetIndexes()
            .Select(index => (index.IsUnique ? "unique " : "") + string.Join(" + ", index.Properties.Select(p => p.Name)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return indexes.Count == 0 ? text.ToString() : text.Append($"\nIndexes: {string.Join("; ", indexes)}.\n").ToString();
    }

    private static string Kind(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var name = property.GetContainingForeignKeys().FirstOrDefault() is { } key ? $"→ {key.PrincipalEntityType.GetTableName()}"
            : type.IsEnum ? "choice"
            : type == typeof(string) ? $"text {property.GetMaxLength()}".TrimEnd()
            : type == typeof(decimal) ? "money"
            : type == typeof(DateTime) || type == typeof(DateTimeOffset) ? "time"
            : type == typeof(DateOnly) ? "date"
            : type == typeof(bool) ? "yes/no"
            : type == typeof(Guid) ? "random value"
            : "number";
        return (property.IsPrimaryKey() ? "key, " : "") + name + (property.IsNullable ? ", optional" : "");
    }

    private string Meaning(IProperty property)
    {
        var comment = comments.GetValueOrDefault($"P:{property.PropertyInfo?.DeclaringType?.FullName}.{property.Name}", "");
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (!type.IsEnum)
            return comment;
        var choices = string.Join(", ", Enum.GetValues(type).Cast<object>().Select(value => $"{Convert.ToInt64(value)} {value}"));
        return $"{comment} {choices}".Trim();
    }

    private static string Label(Dictionary<string, string> labels, IProperty property)
    {
        var name = property.Name.EndsWith("Id", StringComparison.Ordinal) ? property.Name[..^2] : property.Name;
        var entity = property.DeclaringType.ContainingEntityType.ClrType.Name;
        return labels.GetValueOrDefault($"{entity}.{name}")
            ?? (entity is "Customer" or "FollowUp" ? labels.GetValueOrDefault(name) : null)
            ?? "";
    }

    private static Dictionary<string, string> Labels(Type entity)
    {
        for (var folder = "src/CrmWeb.Core/" + string.Join('/', entity.Namespace!.Split('.').Skip(2)); folder != "src/CrmWeb.Core"; folder = folder[..folder.LastIndexOf('/')])
        {
            if (Repository.Files.FirstOrDefault(f => f.StartsWith(folder + "/", StringComparison.Ordinal) && f.IndexOf('/', folder.Length + 1) < 0 && f.EndsWith("Text.zh-CN.resx", StringComparison.Ordinal)) is { } file)
                return XDocument.Parse(Repository.Read(file)).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);
        }

        return [];
    }

    private static string Plain(XElement? summary)
    {
        foreach (var see in summary?.Descendants("see").ToList() ?? [])
            see.ReplaceWith(see.Attribute("cref")?.Value.Split('.')[^1] ?? see.Value);
        return Space().Replace(summary?.Value ?? "", " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
