using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// How the databases compare text (docs/decisions/0021-how-text-is-compared.md). What a program looks for (keys, codes, hashes,
/// folded and searched text) is compared by its bytes, the same on all three; what people read is left to the language they read
/// it in. Left to a server, two texts of characters its rules do not know would be the same, and such a pattern be found in all.
/// </summary>
internal static class TextCollations
{
    /// <summary>On SQL Server. Not its UTF-8 twin, which is for varchar; our columns are nvarchar.</summary>
    public const string SqlServerBytes = "Latin1_General_100_BIN2";

    /// <summary>On SQL Server, for words that people read. Also the default of a database that the program creates.</summary>
    public const string SqlServerWords = "Chinese_Simplified_Pinyin_100_CI_AS_KS_WS";

    /// <summary>On PostgreSQL; there on every server, whatever it was made with.</summary>
    public const string PostgreSqlBytes = "C";

    /// <summary>What such a column's name begins with.</summary>
    private static readonly string[] Beginnings = ["Normalized", "Search", "Sealed"];

    /// <summary>What such a column's name ends with, wherever it is no key and in no index.</summary>
    private static readonly string[] Ends =
    [
        "Key", "Keys", "Code", "Codes", "Hash", "Stamp", "Digits", "Reversed", "Kind", "Type", "Field", "Number", "Prefix", "Job", "Token", "Folded", "Pinyin",
        "Sort", "Colour", "Culture", "Xml", "Provider", "Host", "Link", "Email", "Mail", "UserName", "Mobile", "Landline", "Permission",
    ];

    private const string Annotation = "Crm:SearchedText";

    /// <summary>A text that people read and that is searched as it stands.</summary>
    public static void IsSearched(this IMutableProperty property) => property.SetAnnotation(Annotation, true);

    public static void Apply(ModelBuilder builder, DatabaseFacade database)
    {
        if (database.IsSqlServer())
            builder.UseCollation(SqlServerWords);
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(ModelConventions.Columns).Where(IsText))
        {
            var byBytes = ComparesBytes(property);
            property.RemoveAnnotation(Annotation);

            // Every column says it: a database that was there already keeps its default, and new columns would differ from old ones.
            if (database.IsSqlServer())
                property.SetCollation(byBytes ? SqlServerBytes : SqlServerWords);
            else if (database.IsNpgsql() && byBytes)
                property.SetCollation(PostgreSqlBytes);
        }
    }

    /// <summary>Whether such a column is compared by its bytes.</summary>
    public static bool ComparesBytes(IReadOnlyProperty property) =>
        property.IsKey() || property.IsForeignKey() || property.IsIndex() || property.FindAnnotation(Annotation) is not null
        || Beginnings.Any(b => property.Name.StartsWith(b, StringComparison.Ordinal))
        || Ends.Any(e => property.Name.EndsWith(e, StringComparison.Ordinal));

    private static bool IsText(IReadOnlyProperty property) =>
        (property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) == typeof(string);
}
